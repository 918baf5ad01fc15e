"""Rules that hold on every page, checked in a real browser.

Each page is visited once at desk width and once at phone width; the rules then look at what the
visit brought back, so that the whole suite stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tools.served_app import ServedApp, page_paths

PHONE = {"width": 390, "height": 844}

# What Streamlit's own elements break, as (rule, part of the page); see docs/accessibilita.md.
STREAMLITS_OWN = {
    ("list", '[data-testid="stSidebarNav"]'),
    ("listitem", '[data-testid="stSidebarNav"]'),
    ("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]'),
}
# Every rule of WCAG 2.1 A and AA, and what is good practice besides: headings in order among it.
AXE_RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    },
    # What passes is not gone into: on pages of long tables that takes most of the time.
    "resultTypes": ["violations"],
}

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Visit:
    """What one page showed, asked for and was told."""

    requests: list[SplitResult]
    encodings: dict[str, str]
    console: list[str]
    language: str | None
    text: str
    exception_count: int
    violations: set[tuple[str, str]]
    sideways_pixels_on_phone: int


def opened(page: Page, app: ServedApp, path: str) -> Page:
    """Opens a page and waits until its script has ended and its heading stands."""
    page.goto(f"{app.address}/{path}")
    settled(page)
    return page


def settled(page: Page) -> None:
    """Waits until the page has a heading and its script has ended."""
    page.get_by_test_id("stMain").get_by_role("heading").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=\"stApp\"]')"
        ".getAttribute('data-test-script-state') === 'notRunning'"
    )


@pytest.fixture(scope="module")
def visit(browser: Browser, app: ServedApp) -> Iterator[Callable[[str], Visit]]:
    """Gives a function that visits a page, once."""

    # One browser for all of them: what Streamlit itself brings travels once.
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="it-IT")
    context.set_default_timeout(60_000)

    @cache
    def visited(path: str) -> Visit:
        page = context.new_page()
        requests: list[SplitResult] = []
        encodings: dict[str, str] = {}
        console: list[str] = []
        page.on("request", lambda request: requests.append(urlsplit(request.url)))
        page.on("websocket", lambda socket: requests.append(urlsplit(socket.url)))
        page.on("console", lambda message: console.append(message.text))
        page.on(
            "response",
            lambda answer: encodings.update(
                {urlsplit(answer.url).path: answer.headers.get("content-encoding", "")}
            ),
        )
        opened(page, app, path)
        shown = Visit(
            requests=requests,
            encodings=encodings,
            console=console,
            language=page.locator("html").get_attribute("lang"),
            text=page.get_by_test_id("stApp").inner_text(),
            exception_count=page.get_by_test_id("stException").count(),
            violations=_violations(page),
            sideways_pixels_on_phone=_sideways_pixels_on_phone(page),
        )
        page.close()
        return shown

    yield visited
    context.close()


@pytest.mark.parametrize("path", page_paths())
def test_a_page_asks_nothing_of_any_other_host(
    visit: Callable[[str], Visit], app: ServedApp, path: str
) -> None:
    asked = {found.netloc for found in visit(path).requests if found.scheme not in ("data", "blob")}

    assert asked == {urlsplit(app.address).netloc}


@pytest.mark.parametrize("path", page_paths())
def test_a_page_is_italian(visit: Callable[[str], Visit], path: str) -> None:
    assert visit(path).language == "it"


@pytest.mark.parametrize("path", page_paths())
def test_a_page_shows_no_traceback_and_nothing_of_the_code(
    visit: Callable[[str], Visit], path: str
) -> None:
    shown = visit(path)

    assert shown.exception_count == 0
    leaks = ("Traceback", " nan", "None", "NaT", "<NA>", "_code", "_pct", "Deploy", "(required)")
    assert [leak for leak in leaks if leak in shown.text] == []


@pytest.mark.parametrize("path", page_paths())
def test_a_page_fits_a_phone_without_scrolling_sideways(
    visit: Callable[[str], Visit], path: str
) -> None:
    assert visit(path).sideways_pixels_on_phone <= 1


@pytest.mark.parametrize("path", page_paths())
def test_a_page_has_no_accessibility_violation_of_ours(
    visit: Callable[[str], Visit], path: str
) -> None:
    assert visit(path).violations == set()


@pytest.mark.parametrize("path", page_paths())
def test_the_content_policy_blocks_nothing_that_a_page_needs(
    visit: Callable[[str], Visit], path: str
) -> None:
    assert [text for text in visit(path).console if "Content Security" in text] == []


def test_scripts_travel_compressed(visit: Callable[[str], Visit]) -> None:
    large = {
        encoding
        for path, encoding in visit("").encodings.items()
        if "PlotlyChart" in path and path.endswith(".js")
    }

    assert large == {"gzip"}


def test_answers_carry_the_security_headers(page: Page, app: ServedApp) -> None:
    answer = page.request.get(f"{app.address}/")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def _violations(page: Page) -> set[tuple[str, str]]:
    """Gives violations, however slight, as (rule, element), without Streamlit's own."""
    found: dict[str, Any] = Axe().run(page, options=AXE_RULES).response
    return {
        (violation["id"], str(node["target"][0]))
        for violation in found["violations"]
        for node in violation["nodes"]
        if not _is_streamlits_own(page, violation["id"], str(node["target"][0]))
    }


def _is_streamlits_own(page: Page, rule: str, target: str) -> bool:
    """Says whether a violation stands in a part of the page that only Streamlit draws."""
    return any(
        page.locator(target).first.evaluate("(node, part) => !!node.closest(part)", part)
        for own_rule, part in STREAMLITS_OWN
        if own_rule == rule
    )


def _sideways_pixels_on_phone(page: Page) -> int:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    settled(page)
    width = page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth")
    return int(width)
