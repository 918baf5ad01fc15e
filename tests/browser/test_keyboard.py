"""Every task can be done with the keyboard alone, and one sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_every_page import opened, settled
from tools.served_app import ServedApp

pytestmark = pytest.mark.browser

# More than any page has places to stop at: a trap would use them up.
_MOST_STOPS = 250

# What draws the eye to the focused element, in it or in what stands around it and shows its focus.
_FOCUS_IS_SEEN = """() => {
  const shows = node => {
    const style = getComputedStyle(node);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== 'none';
  };
  const focused = document.activeElement;
  for (let node = focused, step = 0; node && step < 5; node = node.parentElement, step += 1) {
    if (shows(node)) return true;
  }
  // A field shows its focus by the colour of the border around it.
  const field = focused.closest('[data-baseweb="select"], [data-baseweb="input"]');
  if (!field) return false;
  const inner = field.firstElementChild ?? field;
  const border = getComputedStyle(inner).borderTopColor;
  focused.blur();
  const without = getComputedStyle(inner).borderTopColor;
  focused.focus();
  return border !== without;
}"""


def tabbed_to(page: Page, target: Locator) -> Locator:
    """Presses Tab until the target has the focus. Fails where it is never reached."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("node => node === document.activeElement"):
            return target
    raise AssertionError("not reached with the keyboard")


def test_a_filter_is_chosen_with_the_keyboard(page: Page, app: ServedApp) -> None:
    opened(page, app, "risultati")
    box = page.locator(".st-key-filters").get_by_role("combobox", name="Settore")

    tabbed_to(page, box)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("settore="))


def test_from_a_result_to_the_cell_it_comes_from_with_the_keyboard(
    page: Page, app: ServedApp
) -> None:
    opened(page, app, "")
    main = page.get_by_test_id("stMain")

    tabbed_to(page, main.locator('.cp-list a[href*="azione="]').first)
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("/azione"))
    settled(page)
    expect(main).to_contain_text(re.compile("cella|Cella"))


def test_the_button_that_opens_files_is_reached_with_the_keyboard(
    page: Page, app: ServedApp
) -> None:
    # Heard from the beginning: asked for at the last moment, the dialog may be quicker.
    page.on("filechooser", lambda chooser: None)
    opened(page, app, "caricamento")
    page.wait_for_url(re.compile("ente="))
    settled(page)

    tabbed_to(page, page.get_by_test_id("stFileUploaderDropzone").locator("button").first)
    with page.expect_file_chooser():
        page.keyboard.press("Enter")


def test_a_folded_part_is_opened_with_the_keyboard(page: Page, app: ServedApp) -> None:
    opened(page, app, "dup")
    folded = page.locator("details").filter(has_text="Vedi come tabella").first

    tabbed_to(page, folded.locator("summary"))
    page.keyboard.press("Enter")

    expect(folded.get_by_role("table").first).to_be_visible()


@pytest.mark.parametrize("path", ["", "scostamenti", "dup", "caricamento"])
def test_one_sees_where_one_is_and_is_not_trapped(page: Page, app: ServedApp, path: str) -> None:
    opened(page, app, path)
    unseen: list[str] = []

    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        if not page.evaluate(_FOCUS_IS_SEEN):
            unseen.append(page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))
    else:
        raise AssertionError("Tab never leaves the page again")

    assert unseen == []
