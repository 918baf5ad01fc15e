"""Rules that hold on every page, checked in a real browser.

Each page is visited once, by whom may do most on it and with all that is folded opened, at desk
width and then at phone width; the rules then look at what the visit brought back, so that the
whole suite stays short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from dashboard.domain.reviews import ReviewOutcome
from dashboard.domain.roles import Person, may_open
from dashboard.texts.review_card import OUTCOME_LABELS
from dashboard.texts.search import HEADER_FIELD
from tests.browser.conftest import NUCLEO, OFFICE, new_visit
from tools.served_app import ServedApp, page_paths

PHONE: ViewportSize = {"width": 390, "height": 844}

# Where the Nucleo may do more than the office, which everywhere else may do most.
PAGES_OF_THE_NUCLEO = {"azione", "chiarimenti", "scostamenti", "verbale"}
# What an address names besides its page, where the page asks for it before it shows its forms.
NAMED_IN_ADDRESS = {"azione": "?anno=2024&azione=II.02&cod_settore=10"}

# What Streamlit's own elements break, as (rule, part of the page); see docs/accessibilita.md.
STREAMLITS_OWN = {
    ("list", '[data-testid="stSidebarNav"]'),
    ("listitem", '[data-testid="stSidebarNav"]'),
    ("presentation-role-conflict", '[data-testid="stFileUploaderDropzone"]'),
    ("landmark-unique", '[data-testid="stPagination"]'),
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

_UNFOLD = """() => document
  .querySelectorAll('[data-testid="stMain"] details:not([open])')
  .forEach(folded => folded.querySelector('summary').click())"""
# What is folded is sent only when it is open.
_IS_FILLED = """() => [...document
  .querySelectorAll('details[open] > [data-testid="stExpanderDetails"]')]
  .every(part => part.querySelector('[data-testid="stElementContainer"]'))"""
_IS_SETTLED = """() => document.querySelector('[data-testid="stApp"]')
  .getAttribute('data-test-script-state') === 'notRunning'
  && !document.querySelector('[data-testid="stSkeleton"]')"""
_CELLS_OUT_OF_LINE = """() => [...document.querySelectorAll('.cp-table :is(td, th)')]
  .filter(cell => cell.checkVisibility() && getComputedStyle(cell).display !== 'table-cell')
  .map(cell => cell.textContent)"""
_PAPER_PX = 182 / 25.4 * 96  # A4 between the margins of style.css
_WHITE, _INK, _CLEAR = "rgb(255, 255, 255)", "rgb(26, 26, 26)", "rgba(0, 0, 0, 0)"

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
    cells_out_of_line: list[str]
    sideways_pixels_on_phone: int


def opened(page: Page, app: ServedApp, path: str) -> Page:
    """Opens a page and waits until its script has ended and its heading stands."""
    page.goto(f"{app.address}/{path}")
    settled(page)
    return page


def settled(page: Page) -> None:
    """Waits until the page has a heading, its script has ended and its elements are drawn.

    The code of an element is fetched when the first of its kind is drawn; until then a grey
    placeholder stands there, and neither clicks nor keys reach it.
    """
    page.get_by_test_id("stMain").get_by_role("heading").first.wait_for()
    page.wait_for_function(_IS_SETTLED)


def who_may_do_most(path: str) -> Person:
    """Gives the person to whom a page shows most of its forms."""
    return NUCLEO if path in PAGES_OF_THE_NUCLEO else OFFICE


def all_drawn(page: Page, path: str) -> None:
    """Opens what is folded on a page, and of the Nucleo's case the form with most fields."""
    page.evaluate(_UNFOLD)
    page.wait_for_function(_IS_FILLED)
    if path == "scostamenti":
        asking = OUTCOME_LABELS[ReviewOutcome.CLARIFICATION_ASKED]
        page.locator(".st-key-review-outcome").get_by_text(asking, exact=True).click()
        page.locator(".st-key-review-due-date").wait_for()
    settled(page)


@pytest.fixture(scope="module")
def visit(browser: Browser, app: ServedApp) -> Iterator[Callable[[str], Visit]]:
    """Gives a function that visits a page, once."""

    # One browser for all visits of a person: what Streamlit itself brings travels once.
    @cache
    def browser_of(person: Person) -> BrowserContext:
        context = new_visit(browser, app, person)
        contexts.append(context)
        return context

    @cache
    def visited(path: str) -> Visit:
        page = browser_of(who_may_do_most(path)).new_page()
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
        opened(page, app, path + NAMED_IN_ADDRESS.get(path, ""))
        all_drawn(page, path)
        shown = Visit(
            requests=requests,
            encodings=encodings,
            console=console,
            language=page.locator("html").get_attribute("lang"),
            text=page.get_by_test_id("stApp").inner_text(),
            exception_count=page.get_by_test_id("stException").count(),
            violations=violations_on(page),
            cells_out_of_line=page.evaluate(_CELLS_OUT_OF_LINE),
            sideways_pixels_on_phone=_sideways_pixels_on_phone(page),
        )
        page.close()
        return shown

    contexts: list[BrowserContext] = []
    yield visited
    for context in contexts:
        context.close()


def test_who_visits_a_page_may_open_it() -> None:
    assert [path for path in page_paths() if not may_open(who_may_do_most(path), path)] == []


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
def test_each_cell_of_a_table_stands_under_its_heading(
    visit: Callable[[str], Visit], path: str
) -> None:
    assert visit(path).cells_out_of_line == []


@pytest.mark.parametrize("path", page_paths())
def test_the_content_policy_blocks_nothing_that_a_page_needs(
    visit: Callable[[str], Visit], path: str
) -> None:
    assert [text for text in visit(path).console if "Content Security" in text] == []


def test_who_prefers_dark_gets_the_same_light_page(page: Page, app: ServedApp) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, app, "")

    colours = [
        page.locator(part).first.evaluate(
            "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
        )
        for part in ("body", '[data-testid="stApp"]', ".cp-headline")
    ]
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert colours == [[_WHITE, _INK], [_WHITE, _INK], [_CLEAR, _INK]]


def test_beside_what_is_typed_stands_how_to_confirm_it_in_italian(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "")
    page.get_by_placeholder(HEADER_FIELD).fill("asilo")
    words = page.get_by_test_id("InputInstructions").locator(":scope > :first-child")

    expect(words).to_have_css("font-size", "0px")
    instead = words.evaluate("node => getComputedStyle(node, '::before').content")
    assert instead == '"premere Invio"'


@pytest.mark.parametrize(
    "screen", [{"width": 1440, "height": 900}, {"width": 1920, "height": 1080}]
)
def test_figures_fit_the_paper_as_they_were_drawn_for_the_screen(
    page: Page, app: ServedApp, screen: ViewportSize
) -> None:
    page.set_viewport_size(screen)
    opened(page, app, "")
    figures = page.locator('[data-testid="stPlotlyChart"]:has(.main-svg)')
    expect(figures).to_have_count(2)
    drawn_px = figures.evaluate_all("all => all.map(one => one.offsetWidth)")
    page.emulate_media(media="print")
    zooms = figures.evaluate_all("all => all.map(one => Number(getComputedStyle(one).zoom))")

    printed_px = [px * zoom for px, zoom in zip(drawn_px, zooms, strict=True)]
    assert max(drawn_px) > _PAPER_PX
    assert all(px <= _PAPER_PX for px in printed_px)


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


def violations_on(page: Page) -> set[tuple[str, str]]:
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
    page.set_viewport_size(PHONE)
    settled(page)
    width = page.get_by_test_id("stMain").evaluate("node => node.scrollWidth - node.clientWidth")
    return int(width)
