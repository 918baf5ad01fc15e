"""Who is here, in a real browser: chosen once, kept, and of this browser only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.domain.roles import NOBODY
from tests.browser.conftest import OFFICE, new_visit
from tests.browser.test_every_page import opened, settled
from tools.served_app import ServedApp

HEADING = "Qui c’è Bruno Neri, Nucleo di valutazione."
LEFT_OUT = "Caricamento"


def chosen(page: Page, app: ServedApp) -> None:
    opened(page, app, "profilo")
    # A first visit writes the filters into the address, and runs once more.
    page.wait_for_url(re.compile("ente="))
    settled(page)
    page.get_by_test_id("stRadio").get_by_text("Nucleo di valutazione", exact=True).click()
    expect(page.get_by_role("radio", name="Nucleo di valutazione")).to_be_checked()
    # In a form: the name and the button travel together, so there is nothing to wait for.
    page.get_by_label("Nome e cognome").fill("Bruno Neri")
    page.get_by_role("button", name="Usa questo profilo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)
    # A script of its own lets the browser keep it: a moment that nobody's hand is fast enough for.
    page.wait_for_function("() => document.cookie.includes('cruscotto_profilo=')")


@pytest.mark.browser
def test_a_chosen_profile_survives_a_reload_and_a_new_tab_and_is_of_one_browser(
    browser: Browser, app: ServedApp
) -> None:
    first = new_visit(browser, app, NOBODY)
    page = first.new_page()
    chosen(page, app)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADING)
    (cookie,) = [one for one in first.cookies() if one["name"] == "cruscotto_profilo"]
    assert cookie["sameSite"] == "Strict"

    tab = first.new_page()
    opened(tab, app, "")
    menu = tab.get_by_test_id("stSidebar")
    expect(menu).to_contain_text("Bruno Neri, Nucleo di valutazione")
    expect(menu.get_by_role("link", name=LEFT_OUT, exact=True)).to_have_count(0)

    second = new_visit(browser, app, OFFICE)
    other = second.new_page()
    opened(other, app, "")
    sidebar = other.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("Anna Rossi, Ufficio programmazione")
    expect(sidebar.get_by_role("link", name=LEFT_OUT, exact=True)).to_have_count(1)
    first.close()
    second.close()
