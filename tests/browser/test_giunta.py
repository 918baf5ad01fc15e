"""The Giunta's thirty seconds: five answers on one screen, and four clicks down to a cell."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.browser.test_every_page import PHONE, opened, settled
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

SCREEN = {"width": 1440, "height": 900}
FIVE_ANSWERS = {
    "how are we doing": re.compile(r"Al 31/12/2024: \d+ indicatori su \d+ hanno raggiunto"),
    "which direction is behind": re.compile("L’indirizzo 3 è il più indietro"),
    "better or worse": re.compile("Da giugno 2024 4 indirizzi su 4 salgono"),
    "what needs us": re.compile("Da guardare: 5 scostamenti su 27"),
    "can I trust it": re.compile("Manca Polizia locale: scadenza 28/02/2025"),
}
# Each step down by the words of its link, and where it leads.
STEPS = [
    ("3 La città da vivere", "/delega", "Indirizzo 3 La città da vivere"),
    ("3.3.2 Verde pubblico e alberi", "/catena", "Obiettivo operativo 3.3.2"),
    ("AM.02 Alberi, parchi e aree gioco", "/azione", "Azione AM.02"),
    ("AM.02.1 Alberi piantati", "/azione", "Indicatore AM.02.1 Alberi piantati"),
]


def main_of(page: Page) -> Locator:
    """Gives the page without what stands around it."""
    return page.get_by_test_id("stMain")


def test_five_answers_stand_on_the_first_screen(page: Page, app: ServedApp) -> None:
    opened(page, app, "")

    lowest = {}
    for answer, words in FIVE_ANSWERS.items():
        place = main_of(page).get_by_text(words).first
        place.wait_for()
        box = place.bounding_box()
        assert box is not None
        lowest[answer] = box["y"] + box["height"]

    assert [answer for answer, bottom in lowest.items() if bottom > SCREEN["height"]] == []


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_four_clicks_lead_from_the_sentence_to_the_cell_and_breadcrumbs_back(
    browser: Browser, app: ServedApp, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, locale="it-IT")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    page = opened(context.new_page(), app, "")
    main = main_of(page)

    for link, place, crumb in STEPS:
        # The last: of an indicator the half year stands above the whole year.
        main.get_by_role("link", name=link, exact=True).last.click()
        page.wait_for_url(re.compile(place))
        settled(page)
        expect(main.locator('.cp-crumbs [aria-current="page"]')).to_contain_text(crumb)

    expect(main).to_contain_text(
        "«Report finale 2024 - 07 Ambiente.xlsx», foglio Report, cella J12"
    )
    expect(main.locator("td.cp-here").last).to_contain_text("48")

    way = main.get_by_role("navigation", name="Percorso")
    for crumb in (step[2] for step in reversed(STEPS[:-1])):
        way.get_by_role("link", name=re.compile(f"^{re.escape(crumb)}")).click()
        settled(page)
        expect(main.locator('.cp-crumbs [aria-current="page"]')).to_contain_text(crumb)
    way.get_by_role("link", name="Quadro d’insieme").click()
    expect(main.get_by_role("heading", level=1)).to_contain_text("Al 31/12/2024")
    context.close()


def test_an_address_on_the_way_opens_the_same_view_again(page: Page, app: ServedApp) -> None:
    opened(page, app, "delega?anno=2024&cod_indirizzo=3")
    heading = main_of(page).get_by_role("heading", level=1)
    expect(heading).to_contain_text("3 La città da vivere. Al 31/12/2024")
    shown = heading.inner_text()

    page.goto(page.url)
    settled(page)

    expect(heading).to_have_text(shown)


def test_a_click_on_a_bar_opens_its_direction_and_back_returns(page: Page, app: ServedApp) -> None:
    opened(page, app, "")
    bars = main_of(page).locator(".js-plotly-plot").first.locator(".trace.bars").first
    third = bars.locator(".point path").nth(2)
    third.wait_for()

    box = third.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)

    page.wait_for_url(re.compile("/delega.*cod_indirizzo=3"))
    expect(main_of(page).locator('.cp-crumbs [aria-current="page"]')).to_contain_text(
        "La città da vivere"
    )
    page.go_back()
    expect(main_of(page).get_by_role("heading", level=1)).to_contain_text("Al 31/12/2024: 111")
