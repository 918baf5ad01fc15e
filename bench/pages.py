"""Rerun each page on the sample store, beside a page that draws nothing."""

from __future__ import annotations

import os
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.timing import Measured, interleaved
from dashboard.settings import DB_PATH_VARIABLE, PROJECT_FOLDER

ROUNDS = 15
_FLOOR = "import streamlit as st\nst.write('vuoto')\n"


def reruns(db_path: Path) -> list[Measured]:
    """Times the server's part of one rerun of each page; the first way is the floor."""
    os.environ[DB_PATH_VARIABLE] = str(db_path)
    apps = {"floor: a page with one word": AppTest.from_string(_FLOOR, default_timeout=60)}
    for page in sorted((PROJECT_FOLDER / "pages").glob("*.py")):
        app = AppTest.from_file(str(PROJECT_FOLDER / "app.py"), default_timeout=60)
        app.run()
        app.switch_page(f"pages/{page.name}")
        apps[f"pages/{page.name}"] = app
    for app in apps.values():
        app.run()  # the first run imports and fills the caches
    return interleaved({name: app.run for name, app in apps.items()}, ROUNDS)
