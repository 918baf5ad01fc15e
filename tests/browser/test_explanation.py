"""Seeing why, in a real browser: by keyboard down to the cell, on paper, and taken away as text."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.texts import explanation as texts
from tests.browser.test_every_page import opened, settled
from tools.served_app import ServedApp

DIRECTION = "come-si-calcola?ente=Comune+di+Borgo+Esempio&livello=direction&codice=3"

pytestmark = pytest.mark.browser


def followed_by_keyboard(page: Page, link: Locator) -> None:
    """Opens a link as who has no mouse does, and waits for its page."""
    before = page.url
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)
    settled(page)


def test_from_the_headline_figure_the_keyboard_alone_leads_down_to_the_cells(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "?ente=Comune+di+Borgo+Esempio&anno=2024")
    main = page.get_by_test_id("stMain")
    figure = main.locator(".cp-tile a")
    shown = figure.inner_text()

    followed_by_keyboard(page, figure)
    expect(page).to_have_url(re.compile("/come-si-calcola"))
    expect(main.get_by_role("heading", level=1)).to_contain_text(shown)
    for _ in ("direction", "strategic objective", "operational objective", "action", "indicator"):
        followed_by_keyboard(page, main.locator("table.cp-table a").first)

    expect(main).to_contain_text(texts.OWN_TARGET)
    expect(main.locator("td.cp-here")).to_have_count(2)
    followed_by_keyboard(page, main.get_by_role("navigation").get_by_role("link").first)
    expect(main.get_by_role("heading", level=1)).to_contain_text(shown)


def test_the_page_prints_whole_without_what_can_only_be_clicked(page: Page, app: ServedApp) -> None:
    opened(page, app, DIRECTION)
    main = page.get_by_test_id("stMain")
    expect(main.locator("table.cp-table")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-filters")).to_be_hidden()
    expect(page.get_by_test_id("stExpander")).to_be_hidden()
    expect(main.get_by_role("heading", level=1)).to_be_visible()
    overflow = main.evaluate("element => getComputedStyle(element).overflowY")
    assert overflow == "visible"  # what scrolls on screen would be cut on paper


def test_the_whole_tree_is_there_as_text_to_copy(page: Page, app: ServedApp) -> None:
    opened(page, app, DIRECTION)
    main = page.get_by_test_id("stMain")

    # A first visit writes the filters into the address.
    page.wait_for_url(re.compile("ente="))
    settled(page)
    main.get_by_text(texts.AS_TEXT).click()

    # Written by the server only when it is opened.
    code = main.get_by_test_id("stCode")
    title = "Come si calcola: Indirizzo strategico 3 La città da vivere"
    expect(code).to_contain_text(title)
    expect(code).to_contain_text("foglio Scheda PIAO, cella")
