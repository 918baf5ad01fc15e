"""Rules that hold on every page, checked in a real browser."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tools.served_app import ServedApp

PAGES = ["", "risultati", "dup", "azione", "scostamenti", "qualita", "caricamento"]

# What Streamlit's own elements break, as (rule, part of the page); see docs/accessibilita.md.
STREAMLITS_OWN = {
    ("list", '[data-testid="stSidebarNav"]'),
    ("listitem", '[data-testid="stSidebarNav"]'),
}


def opened(page: Page, app: ServedApp, path: str) -> Page:
    """Opens a page and waits until its script has ended and its heading stands."""
    page.goto(f"{app.address}/{path}")
    page.get_by_test_id("stMain").get_by_role("heading").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=\"stApp\"]')"
        ".getAttribute('data-test-script-state') === 'notRunning'"
    )
    return page


def is_streamlits_own(page: Page, rule: str, target: str) -> bool:
    """Says whether a violation stands in a part of the page that only Streamlit draws."""
    return any(
        page.locator(target).first.evaluate("(node, part) => !!node.closest(part)", part)
        for own_rule, part in STREAMLITS_OWN
        if own_rule == rule
    )


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_any_other_host(page: Page, app: ServedApp, path: str) -> None:
    asked: list[Request] = []
    page.on("request", asked.append)

    opened(page, app, path)

    addresses = [urlsplit(request.url) for request in asked]
    outside = {a.netloc for a in addresses if a.scheme not in ("data", "blob")}
    assert outside == {urlsplit(app.address).netloc}


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_italian_and_shows_no_traceback(page: Page, app: ServedApp, path: str) -> None:
    opened(page, app, path)

    assert page.locator("html").get_attribute("lang") == "it"
    shown = page.get_by_test_id("stApp").inner_text()
    assert "Traceback" not in shown
    assert page.get_by_test_id("stException").count() == 0
    for leaked in (" nan", "None", "NaT", "<NA>", "strategic_direction", "Deploy"):
        assert leaked not in shown, leaked


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone_without_scrolling_sideways(
    page: Page, app: ServedApp, path: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})

    opened(page, app, path)

    main = page.get_by_test_id("stMain")
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 1


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_accessibility_violation_of_ours(
    page: Page, app: ServedApp, path: str
) -> None:
    opened(page, app, path)

    found = Axe().run(page)

    ours = {
        (violation["id"], node["target"][0])
        for violation in found.response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
        if not is_streamlits_own(page, violation["id"], node["target"][0])
    }
    assert ours == set()


@pytest.mark.browser
def test_answers_carry_the_security_headers(page: Page, app: ServedApp) -> None:
    answer = page.request.get(f"{app.address}/")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.browser
def test_scripts_travel_compressed(page: Page, app: ServedApp) -> None:
    encodings: dict[str, str] = {}
    page.on(
        "response",
        lambda answer: encodings.update(
            {urlsplit(answer.url).path: answer.headers.get("content-encoding", "")}
        ),
    )

    opened(page, app, "")

    large = [e for path, e in encodings.items() if "PlotlyChart" in path and path.endswith(".js")]
    assert large
    assert set(large) == {"gzip"}


@pytest.mark.browser
def test_the_content_policy_blocks_nothing_that_the_app_needs(page: Page, app: ServedApp) -> None:
    refused: list[str] = []
    page.on(
        "console",
        lambda message: (
            refused.append(message.text) if "Content Security" in message.text else None
        ),
    )

    for path in PAGES:
        opened(page, app, path)

    assert [text for text in refused if "Content Security" in text] == []
