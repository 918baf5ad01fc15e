"""One server on the sample data for all browser tests, and a browser that reports what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dashboard.domain.profile_token import token_of
from dashboard.domain.roles import NOBODY, Person, Role
from dashboard.ui.person import COOKIE
from tools.served_app import ServedApp, launch_chromium, served_app

OFFICE = Person("Anna Rossi", Role.OFFICE)
NUCLEO = Person("Anna Rossi", Role.NUCLEO)
# What is expected may take as long as any wait does: other tests share the machine.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedApp]:
    """Gives the app as `make run` starts it, on a store of its own filled with the samples."""
    folder: Path = tmp_path_factory.mktemp("servito")
    with served_app(folder / "prova.duckdb") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Gives a Chromium; without one the tests fail with what to install."""
    with sync_playwright() as playwright:
        found = launch_chromium(playwright)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, app: ServedApp) -> Iterator[Page]:
    """Gives a fresh page of the office, with a screen of 1440 by 900."""
    context = new_visit(browser, app, OFFICE)
    yield context.new_page()
    context.close()


def new_visit(browser: Browser, app: ServedApp, person: Person) -> BrowserContext:
    """Gives a browser of its own in which somebody's profile is chosen; NOBODY: a first visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="it-IT")
    context.set_default_timeout(PATIENCE_MS)
    if person != NOBODY:
        context.add_cookies(
            [{"name": COOKIE, "value": token_of(person), "url": app.address, "sameSite": "Strict"}]
        )
    return context
