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
