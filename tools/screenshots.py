"""Take the pictures of the README. Use: make screenshots [or: python -m tools.screenshots FOLDER].

With a folder, takes every page at 1440, 390 and full height there instead, to look at.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.served_app import launch_chromium, page_paths, served_app

ROOT = Path(__file__).resolve().parents[1]
README_PICTURES = {"quadro": "/"}
SIZES = {"1440": (1440, 900), "390": (390, 844)}
# Streamlit marks the app as running while a script runs; charts are drawn a moment later.
_READY = (
    "() => !document.querySelector('[data-testid=\"stStatusWidget\"]') "
    '&& document.querySelector(\'[data-testid="stMain"] h1, [data-testid="stMain"] p\')'
)


def main() -> None:
    """Starts the app on the sample data and takes the pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        served_app(Path(folder) / "immagini.duckdb") as app,
    ):
        browser = launch_chromium(playwright)
        page = browser.new_context(locale="it-IT").new_page()
        if len(sys.argv) > 1:
            _every_page(page, app.address)
        else:
            page.set_viewport_size({"width": 1440, "height": 900})
            for name, path in README_PICTURES.items():
                _take(page, app.address + path, ROOT / "docs" / "img" / f"{name}.png")
        browser.close()


def _every_page(page: Page, address: str) -> None:
    target = Path(sys.argv[1])
    for name in page_paths():
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            _take(page, f"{address}/{name}", target / f"{name or 'quadro'}_{size}.png")
        page.set_viewport_size({"width": 1440, "height": 3000})
        _take(page, f"{address}/{name}", target / f"{name or 'quadro'}_lunga.png")


def _take(page: Page, address: str, picture: Path) -> None:
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.goto(address)
    page.wait_for_selector('[data-testid="stMain"]')
    page.wait_for_function(_READY)
    page.wait_for_timeout(1500)
    page.screenshot(path=picture)


if __name__ == "__main__":
    main()
