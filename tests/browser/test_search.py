"""From the search field of any page to the action that a find stands for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import opened
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser


def test_words_typed_above_a_page_lead_to_the_action_in_its_year(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "scostamenti?anno=2024")
    field = page.get_by_role("searchbox", name="Cerca in tutti i testi")
    field.fill("asili nido")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/cerca\?.*parole=asili"))
    main = page.get_by_test_id("stMain")
    # The first search after something was stored makes the index.
    expect(main.get_by_role("heading", level=1)).to_contain_text("«asili nido»")
    expect(main.locator("mark").first).to_have_text("asilo")

    main.locator(".cp-finds a").filter(has_text="asilo").last.click()
    page.wait_for_url(re.compile(r"/azione\?.*anno=2024.*azione=II.01"))
    expect(main).to_contain_text("Posti di asilo nido")


def test_a_find_of_a_phone_fits_its_screen(page: Page, app: ServedApp) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, app, "cerca?parole=nido")
    expect(page.locator(".cp-finds").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
