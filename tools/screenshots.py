"""Take a picture of every page in three sizes for the README and docs/guida.md.

Use: make screenshots [or: python -m tools.screenshots FOLDER [PAGE...], to look at before they are
kept, or to take some of them again].
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

from dashboard.domain.profile_token import token_of
from dashboard.domain.roles import Person, Role
from dashboard.settings import DATA_FOLDER, PROJECT_FOLDER
from dashboard.ui.person import COOKIE
from tools.played_reviews import fill_with_reviews
from tools.served_app import ServedApp, launch_chromium, page_paths, served_app

PICTURES_FOLDER = PROJECT_FOLDER / "docs" / "img"
HOME_NAME = "quadro"
SIZES: Mapping[str, ViewportSize] = {
    "1440": {"width": 1440, "height": 900},
    "768": {"width": 768, "height": 1024},
    "390": {"width": 390, "height": 844},
}
# A page is shown as the role that works with it sees it; every other page as the office does.
ROLES = {
    "": Role.GIUNTA,
    "delega": Role.GIUNTA,
    "dup": Role.GIUNTA,
    "riunione": Role.GIUNTA,
    "confronto": Role.GIUNTA,
    "scostamenti": Role.NUCLEO,
    "segnali": Role.NUCLEO,
    "verbale": Role.NUCLEO,
    "come-si-calcola": Role.NUCLEO,
    "riconcilia": Role.NUCLEO,
}
NAMES = {
    Role.GIUNTA: "Assessora Prova",
    Role.NUCLEO: "Componente Prova",
    Role.OFFICE: "Ufficio Prova",
}
# Pages that show nothing before somebody chose: what is chosen for the picture.
CHOSEN: Mapping[str, Mapping[str, str]] = {
    "azione": {"azione": "AM.02", "cod_settore": "07"},
    "cerca": {"parole": "pista ciclabile"},
}
SHEET_TO_CHECK = DATA_FOLDER / "esempio_errori" / "report da completare.xlsx"
# Flat colours and dark letters: nobody sees the difference, and a picture weighs a third.
_COLOURS = 128
_READY = (
    "() => document.querySelector('[data-testid=\"stApp\"]')"
    ".getAttribute('data-test-script-state') === 'notRunning' "
    "&& !document.querySelector('[data-testid=\"stSkeleton\"]') "
    '&& document.querySelector(\'[data-testid="stMain"] h1, [data-testid="stMain"] p\')'
)
# Figures are drawn a moment after the script has ended.
_DRAWING_MS = 1200


@dataclass(frozen=True)
class View:
    """What one picture shows: a page, what is chosen there, and who looks at it."""

    path: str
    role: Role
    chosen: Mapping[str, str]

    @property
    def name(self) -> str:
        return self.path or HOME_NAME


def views() -> list[View]:
    """Gives what there is to take a picture of: every page, once."""
    return [View(path, ROLES.get(path, Role.OFFICE), CHOSEN.get(path, {})) for path in page_paths()]


def picture_path(folder: Path, name: str, size: str) -> Path:
    """Gives the file of the picture of a page in a size."""
    return folder / f"{name}_{size}.png"


def main() -> None:
    """Starts the app on the sample data and takes the pictures."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        db_path = Path(folder) / "immagini.duckdb"
        fill_with_reviews(db_path)
        with served_app(db_path) as app:
            _take_every_view(playwright, app, target)


def _take_every_view(playwright: Playwright, app: ServedApp, target: Path) -> None:
    browser = launch_chromium(playwright)
    asked = sys.argv[2:]
    for view in views():
        if asked and view.name not in asked:
            continue
        with _visit(browser, app, view.role) as context:
            _take_all(context.new_page(), app.address, view, target)
    browser.close()


@contextmanager
def _visit(browser: Browser, app: ServedApp, role: Role) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="it-IT")
    person = Person(NAMES[role], role)
    context.add_cookies([{"name": COOKIE, "value": token_of(person), "url": app.address}])
    yield context
    context.close()


def _take_all(page: Page, address: str, view: View, folder: Path) -> None:
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        page.goto(f"{address}/{view.path}?{urlencode(view.chosen)}")
        _settle(page)
        if view.path == "caricamento":
            page.locator('[data-testid="stFileUploaderDropzone"] input').first.set_input_files(
                SHEET_TO_CHECK
            )
            page.get_by_test_id("stMain").get_by_role(
                "button", name=re.compile("^Conferma")
            ).wait_for()
            _settle(page)
        _keep(page.screenshot(), picture_path(folder, view.name, size))


def _send_a_sheet(page: Page) -> None:
    """Has a sheet with mistakes checked: without one the page only waits."""
    fields = page.locator('[data-testid="stFileUploaderDropzone"] input')
    fields.first.set_input_files(SHEET_TO_CHECK)
    page.get_by_role("button", name=re.compile("^Conferma")).wait_for()
    _settle(page)


def _settle(page: Page) -> None:
    page.wait_for_selector('[data-testid="stMain"]')
    page.wait_for_function(_READY)
    page.wait_for_timeout(_DRAWING_MS)


def _keep(png: bytes, path: Path) -> None:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
