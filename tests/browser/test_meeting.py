"""A meeting: keys move, nothing stands around the screen, and nothing needs scrolling."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_every_page import opened
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

SCREENS = 6
SIZES = ((1440, 900), (1920, 1080), (1024, 768))
# How far the lowest words of a screen reach, beside where the line at its foot begins.
_REACH = """() => ({
    parts: Math.max(...[...document.querySelectorAll('.cp-meeting *')]
        .map((one) => one.getBoundingClientRect().bottom)),
    line: document.querySelector('.st-key-meeting-line').getBoundingClientRect().top,
    right: Math.max(...[...document.querySelectorAll('.cp-meeting *')]
        .map((one) => one.getBoundingClientRect().right)),
    letters: parseFloat(getComputedStyle(document.querySelector('.cp-meeting')).fontSize),
})"""


def place(page: Page) -> Locator:
    return page.locator(".st-key-meeting-line").get_by_role("status")


def test_keys_move_through_the_screens_and_out(page: Page, app: ServedApp) -> None:
    opened(page, app, "riunione?anno=2024")
    for key, number in [
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("End", SCREENS),
        ("PageUp", SCREENS - 1),
        ("Home", 1),
    ]:
        expect(place(page)).to_contain_text(re.compile(r"^\d di 6"))
        page.keyboard.press(key)
        expect(place(page)).to_contain_text(f"{number} di {SCREENS}")
        expect(page).to_have_url(re.compile(f"schermo={number}"))
    page.keyboard.press("Escape")
    page.wait_for_url(lambda address: "riunione" not in address)
    expect(page).to_have_url(re.compile("anno=2024"))


def test_the_full_screen_is_had_by_a_button(page: Page, app: ServedApp) -> None:
    opened(page, app, "riunione?anno=2024")
    page.locator(".st-key-meeting-full button").click()
    page.wait_for_function("() => document.fullscreenElement !== null")


def test_every_screen_fits_without_scrolling_and_nothing_stands_around_it(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "riunione?anno=2024")
    for hidden in ("stSidebar", "stHeader"):
        expect(page.get_by_test_id(hidden)).to_be_hidden()
    expect(page.locator(".st-key-filters")).to_be_hidden()
    for number in range(1, SCREENS + 1):
        expect(place(page)).to_contain_text(f"{number} di {SCREENS}")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            reach = page.evaluate(_REACH)
            where = f"screen {number} at {width}x{height}: {reach}"
            assert reach["parts"] <= reach["line"], where
            assert reach["right"] <= width, where
            if width == 1440:
                assert reach["letters"] >= 24, where
        if number < SCREENS:
            page.keyboard.press("ArrowRight")


# The first screen holds a table, the others what one direction is about.
@pytest.mark.parametrize("screen", [1, 4])
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_a_screen_scrolls_down_and_never_sideways(
    page: Page, app: ServedApp, screen: int, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, app, f"riunione?anno=2024&schermo={screen}")
    expect(page.locator(".cp-meeting h1")).to_be_visible()
    scrolled = page.get_by_test_id("stMain")
    assert scrolled.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    assert page.evaluate(_REACH)["letters"] >= 17
