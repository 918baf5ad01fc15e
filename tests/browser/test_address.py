"""The filters stay in the address from page to page, and one step back is one page back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_every_page import opened, settled
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

SECTOR = "05 Lavori pubblici"
IN_ADDRESS = re.compile("settore=05")


def filter_named(page: Page, name: str) -> Locator:
    return page.locator(".st-key-filters").get_by_role("combobox", name=name)


def gone_to(page: Page, title: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("link", name=title).click()
    page.wait_for_url(IN_ADDRESS)


def history_length(page: Page) -> int:
    return int(page.evaluate("history.length"))


def test_filters_follow_from_page_to_page_and_back_goes_one_page_back(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "scostamenti?anno=2024")
    filter_named(page, "Settore").click()
    page.get_by_role("option", name=SECTOR).click()
    page.wait_for_url(IN_ADDRESS)
    settled(page)
    steps = history_length(page)

    gone_to(page, "Stato di attuazione DUP")
    expect(filter_named(page, "Settore")).to_have_value(SECTOR)
    expect(filter_named(page, "Periodo")).to_be_hidden()
    settled(page)
    gone_to(page, "Caricamento")
    expect(filter_named(page, "Settore")).to_be_hidden()
    settled(page)
    gone_to(page, "Risultati PIAO")
    expect(filter_named(page, "Settore")).to_have_value(SECTOR)
    expect(filter_named(page, "Anno")).to_have_value("2024")
    settled(page)

    assert history_length(page) == steps + 3
    page.go_back()
    page.wait_for_url(re.compile("/caricamento"))
    settled(page)
    page.go_back()
    page.wait_for_url(re.compile("/dup"))
    expect(filter_named(page, "Settore")).to_have_value(SECTOR)


def test_a_mistaken_address_opens_the_overview_with_its_filters(page: Page, app: ServedApp) -> None:
    opened(page, app, "quadro?anno=2025")

    expect(page).to_have_url(re.compile(r"localhost:\d+/\?.*anno=2025"))
    expect(filter_named(page, "Anno")).to_have_value("2025")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_on_a_phone_one_line_stands_for_the_filters_and_the_keyboard_unfolds_them(
    page: Page, app: ServedApp
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, app, "risultati?anno=2024")
    line, unfold = page.locator(".cp-looked-at"), page.get_by_text("Cambia i filtri")
    expect(line).to_contain_text("2024 · Finale (31/12) · tutti i settori")
    expect(filter_named(page, "Settore")).to_be_hidden()

    unfold.focus()
    page.keyboard.press("Enter")
    filter_named(page, "Settore").click()
    page.get_by_role("option", name=SECTOR).click()
    page.wait_for_url(IN_ADDRESS)

    expect(line).to_contain_text(SECTOR)
    expect(filter_named(page, "Settore")).to_be_visible()  # still unfolded, for the next choice
    unfold.press("Enter")
    expect(filter_named(page, "Settore")).to_be_hidden()


def test_a_wide_screen_shows_the_filters_themselves(page: Page, app: ServedApp) -> None:
    opened(page, app, "risultati?anno=2024")

    expect(filter_named(page, "Settore")).to_be_visible()
    expect(page.get_by_text("Cambia i filtri")).to_be_hidden()
    expect(page.locator(".cp-looked-at")).to_be_hidden()
