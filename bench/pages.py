"""Measure every page: one rerun, and a click until all is painted. Use: python -m bench pages.

On the sample and on a city of 40 sectors and five years, or on the one that is named after it.
Writes bench/PAGES.md.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from bench.stores import STORES, filled_store, title_of
from bench.timing import Measured, interleaved
from dashboard.domain.profile_token import token_of
from dashboard.domain.roles import Person, Role, may_open
from dashboard.settings import DB_PATH_VARIABLE, PROJECT_FOLDER
from dashboard.texts import navigation
from dashboard.ui.person import COOKIE, PERSON_KEY
from tools.served_app import ServedApp, launch_chromium, page_paths, served_app

RESULTS = Path(__file__).with_name("PAGES.md")
ROUNDS, CLICKS = 15, 4
RERUN_GOAL_MS, PAINT_GOAL_MS = 100, 500
_FLOOR = "import streamlit as st\nst.write('vuoto')\n"
_OVERVIEW = "quadro"
_FLOOR_NAME = "floor: a page with one word"
_OFFICE, _NUCLEO = (Person("Anna Rossi", role) for role in (Role.OFFICE, Role.NUCLEO))
_CLICKED_FILTERS = (
    navigation.FILTER_SECTOR,
    navigation.FILTER_DIRECTION,
    navigation.FILTER_PERIOD,
    navigation.FILTER_YEAR,
)
_METHOD = """\
# Pages

Python {python}, {cores} cores. Medians.

**Rerun**: the script of a page run again by Streamlit's own test runner with filled caches, all
pages in turns, {rounds} times. **Click**: in Chromium at 1440 by 900, on `cruscotto serve` of the
same machine, from letting go of the mouse over another sector (direction, period, year: the first
of them that the page has) to the last change of the page, figures included; {clicks} clicks, one
half of them on choices seen before. A dash: no filter on the page. As the office sees the page,
or the Nucleo where it is not for the office: with the forms that a reader does not have.

Goals at the median: {rerun_goal} ms and {paint_goal} ms. Numbers above them are **bold**. The flow
on the page Catena glides into its new shape for half a second, which is Plotly's own.
"""
# Counts from the mouse's button let go to the last change of the page once its script has ended.
_WATCH = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const state = () => app.getAttribute('data-test-script-state');
  let clicked = null, changed = null, ran = false;
  document.addEventListener('pointerup', () => { clicked = performance.now(); },
    { capture: true, once: true });
  const seen = new MutationObserver(changes => {
    changed = performance.now();
    // What changed, and not the state now: a short run may have ended when this is called.
    ran = ran || (clicked !== null
      && changes.some(one => one.attributeName === 'data-test-script-state'));
  });
  seen.observe(app, { subtree: true, childList: true, attributes: true, characterData: true });
  window.paintedAfter = new Promise(done => {
    const look = () => {
      const now = performance.now();
      const isStill = ran && state() === 'notRunning' && now - changed > 400;
      if (isStill || (clicked !== null && now - clicked > 30000)) {
        seen.disconnect();
        done((isStill ? changed : now) - clicked);
      } else {
        requestAnimationFrame(look);
      }
    };
    look();
  });
}"""


def main() -> None:
    """Measures, prints and writes the results."""
    method = _METHOD.format(
        python=platform.python_version(),
        cores=os.cpu_count(),
        rounds=ROUNDS,
        clicks=CLICKS,
        rerun_goal=RERUN_GOAL_MS,
        paint_goal=PAINT_GOAL_MS,
    )
    sections = _measured_before()
    for name in sys.argv[2:] or STORES:
        when = f"{datetime.now(UTC):%Y-%m-%d}, load {os.getloadavg()[0]:.1f} at the beginning."
        with filled_store(name) as db_path:
            painted = paints(db_path)
            reran = {one.name: one for one in reruns(db_path)}
        sections[title_of(name)] = f"{when}\n\n{_table(reran, painted)}"
        # Each store takes minutes: what is measured is kept, whatever becomes of the next.
        written = [f"## {title}\n\n{text}" for title, text in sections.items()]
        RESULTS.write_text("\n\n".join([method.strip(), *written]) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _measured_before() -> dict[str, str]:
    """Gives the sections by their titles, for stores that are not measured now."""
    if not RESULTS.exists():
        return {}
    _, *sections = RESULTS.read_text(encoding="utf-8").split("\n## ")
    return {title: text.strip() for title, text in (one.split("\n", 1) for one in sections)}


def reruns(db_path: Path) -> list[Measured]:
    """Times the server's part of one rerun of each page; the first way is the floor."""
    os.environ[DB_PATH_VARIABLE] = str(db_path)
    apps = {_FLOOR_NAME: AppTest.from_string(_FLOOR, default_timeout=120)}
    for page in sorted((PROJECT_FOLDER / "pages").glob("*.py")):
        path = page.stem.replace("_", "-")
        app = AppTest.from_file(str(PROJECT_FOLDER / "app.py"), default_timeout=120)
        app.session_state[PERSON_KEY] = _visitor_of(path)
        app.run()
        app.switch_page(f"pages/{page.name}")
        apps[path] = app
    for app in apps.values():
        app.run()  # the first run imports and fills the caches
    return interleaved({name: app.run for name, app in apps.items()}, ROUNDS)


def paints(db_path: Path) -> dict[str, float | None]:
    """Gives each page's median milliseconds from a click to the last change that it brought.

    None where a page has no filter to click on.
    """
    with served_app(db_path, with_samples=False) as app, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        # One browser for all pages of a person: what Streamlit itself brings travels once.
        visits = {person: _visit(browser, app, person) for person in (_OFFICE, _NUCLEO)}
        found = {}
        for path in page_paths():
            name = path or _OVERVIEW
            page = visits[_visitor_of(name)].new_page()
            page.goto(f"{app.address}/{path}")
            found[name] = _painted(page)
            page.close()
        browser.close()
    return found


def _visit(browser: Browser, app: ServedApp, person: Person) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="it-IT")
    context.set_default_timeout(30_000)
    token = token_of(person)
    context.add_cookies(
        [{"name": COOKIE, "value": token, "url": app.address, "sameSite": "Strict"}]
    )
    return context


def _visitor_of(name: str) -> Person:
    path = "" if name == _OVERVIEW else name
    return _OFFICE if may_open(_OFFICE, path) else _NUCLEO


def _painted(page: Page) -> float | None:
    _wait_for_the_end(page)
    label = next((one for one in _CLICKED_FILTERS if _has_choices(page, one)), None)
    found = [] if label is None else [_one_click(page, label, number) for number in range(CLICKS)]
    return median(found) if found else None


def _has_choices(page: Page, label: str) -> bool:
    if not _box(page, label).is_visible():
        return False
    _box(page, label).click()
    page.get_by_role("option").first.wait_for()
    count = page.get_by_role("option").count()
    page.keyboard.press("Escape")
    page.get_by_role("option").first.wait_for(state="hidden")
    return count > 1


def _one_click(page: Page, label: str, number: int) -> float:
    """Chooses what is not chosen, two of them by turns. A page that never rests counts 30 s."""
    _box(page, label).click()
    page.get_by_role("option").first.wait_for()
    others = page.get_by_role("option", selected=False)
    page.evaluate(_WATCH)
    # Before the first click the first of all stands for "all"; it is not come back to.
    others.nth(0 if number == 0 else min(1, others.count() - 1)).click()
    painted: float = page.evaluate("() => window.paintedAfter")
    return painted


def _box(page: Page, label: str) -> Locator:
    return page.locator(".st-key-filters").get_by_role("combobox", name=label)


def _wait_for_the_end(page: Page) -> None:
    page.get_by_test_id("stMain").get_by_role("heading").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('[data-testid=\"stApp\"]')"
        ".getAttribute('data-test-script-state') === 'notRunning'"
        " && !document.querySelector('[data-testid=\"stSkeleton\"]')"
    )


def _table(reran: Mapping[str, Measured], painted: Mapping[str, float | None]) -> str:
    lines = [
        "| Page | Rerun, ms | Ratio to the floor | Click to painted, ms |",
        "|---|---:|---:|---:|",
    ]
    for name, rerun in reran.items():
        paint = painted.get(name)
        lines.append(
            f"| {name} | {_against(rerun.median_ms, RERUN_GOAL_MS)} | {rerun.ratio:.1f} "
            f"| {'–' if paint is None else _against(paint, PAINT_GOAL_MS)} |"
        )
    return "\n".join(lines)


def _against(milliseconds: float, goal_ms: float) -> str:
    written = f"{milliseconds:,.0f}"
    return written if milliseconds <= goal_ms else f"**{written}**"
