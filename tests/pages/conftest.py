"""Pages run by Streamlit's own test runner, each on a store of its own."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.domain.roles import Person, Role
from dashboard.settings import DB_PATH_VARIABLE, PROJECT_FOLDER, db_path
from dashboard.store import open_store
from dashboard.ui.data import close_store
from dashboard.ui.person import COOKIE, PERSON_KEY
from tests.filled_once import filled_once

EXPECTED = PROJECT_FOLDER / "tests" / "data" / "esempio_expected.json"
TIMEOUT_SECONDS = 120

# A process of its own: DuckDB locks a file against other processes, not against its own.
_HOLD_OPEN = """
import sys
from pathlib import Path
from dashboard.store import open_store
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""

# Who the tests of pages act as, where it does not matter who: the office opens and does most.
OFFICE = Person("Anna Rossi", Role.OFFICE)
NUCLEO = Person("Bruno Neri", Role.NUCLEO)

OpenPage = Callable[..., AppTest]

_kept_open: set[Path] = set()


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """What the generator says that the invented municipality's sheets hold."""
    found: dict[str, Any] = json.loads(EXPECTED.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def loaded_db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store with the invented municipality, loaded once, for tests that only look.

    It stays open from test to test, with what was worked out of it; one that changes it takes
    `good_db`, and is found out at the end if it does not.
    """
    path = tmp_path_factory.mktemp("esempio") / "esempio.duckdb"
    shutil.copy(filled_once(tmp_path_factory, "esempio"), path)
    filled = open_store(path)
    version = filled.version()
    filled.close()
    _kept_open.add(path)
    yield path
    close_store(path)
    looked_at = open_store(path)
    assert looked_at.version() == version, "a test has changed the store that all share"
    looked_at.close()


@pytest.fixture
def good_db(loaded_db: Path, tmp_path: Path) -> Path:
    """A copy of the loaded store, for one test to change."""
    return Path(shutil.copy(loaded_db, tmp_path / "buona.duckdb"))


@pytest.fixture
def empty_db(tmp_path: Path) -> Path:
    return tmp_path / "vuota.duckdb"


@pytest.fixture
def damaged_db(tmp_path: Path) -> Path:
    path = tmp_path / "rovinata.duckdb"
    path.write_bytes(b"questa non e una base dati" * 1000)
    return path


@pytest.fixture(scope="session")
def locked_db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store that another process holds open."""
    path = tmp_path_factory.mktemp("tenuta") / "tenuta.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD_OPEN, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline().strip() == "open"
        yield path
        holder.stdin.close()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """Opens a page inside app.py on a given store: `open_page(name, db_path, **address)`.

    `person=` says who is here: the office, unless it is given; NOBODY is a first visit. With
    `kept=` that is left to what the browser kept of a profile.
    """
    _run_app_around_pages(monkeypatch)

    def opened(
        name: str,
        db_path: Path,
        *,
        person: Person = OFFICE,
        kept: str | None = None,
        **address: str,
    ) -> AppTest:
        # The runner has no browser, so a session of it begins with no cookies at all.
        cookies = {} if kept is None else {COOKIE: kept}
        monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: cookies))
        monkeypatch.setenv(DB_PATH_VARIABLE, str(db_path))
        app = AppTest.from_file(PROJECT_FOLDER / "app.py", default_timeout=TIMEOUT_SECONDS)
        if kept is None:
            as_person(app, person)
        for key, value in address.items():
            app.query_params[key] = value
        app.switch_page(f"pages/{name}.py")
        # Before its first run the runner takes a file's name for the address, which has hyphens.
        app._page_hash = calc_hash(name.replace("_", "-"))
        return app.run()

    yield opened
    if db_path() not in _kept_open:
        close_store(db_path())
    st.cache_resource.clear()
    st.cache_data.clear()


def as_person(app: AppTest, person: Person) -> AppTest:
    """Makes somebody else be here, from the next run on."""
    app.session_state[PERSON_KEY] = person
    return app


def head_of(sector_code: str, entity_code: str | None = None) -> Person:
    """Gives the head of a sector."""
    return Person("Carla Bianchi", Role.SECTOR, sector_code, entity_code=entity_code)


def shown(app: AppTest) -> str:
    """Gives all that a page says, as plain text."""
    html = [element.proto.body for element in app.get("html")]
    plain = [*app.markdown, *app.caption, *app.text, *app.error, *app.warning, *app.success]
    words = [*html, *(element.value for element in [*plain, *app.info])]
    return unescape(re.sub(r"<[^>]+>", " ", " ".join(words)))


def headings(app: AppTest) -> list[str]:
    """Gives the page's main headings."""
    found = (re.search(r"<h1[^>]*>(.*)</h1>", e.proto.body) for e in app.get("html"))
    return [unescape(re.sub(r"<[^>]+>", "", match.group(1))) for match in found if match]


def table_rows(app: AppTest, label: str) -> list[list[str]]:
    """Gives the rows of the table with that accessible name, cell by cell, without headings."""
    for element in app.get("html"):
        if f'aria-label="{label}"' in element.proto.body:
            after_label = element.proto.body.split(f'aria-label="{label}"')[1]
            body = after_label.split("<tbody>")[1].split("</tbody>")[0]
            return [
                [
                    " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())
                    for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)
                ]
                for row in re.findall(r"<tr>(.*?)</tr>", body, re.S)
            ]
    raise AssertionError(f"no table {label!r} on the page")


def _run_app_around_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the runner start app.py, as a server does, and not the file in pages/ by itself.

    `cruscotto serve` sets the same switch; the runner of the tests resets it at every run.
    """
    original = PagesManager.__init__

    def initialised(self: PagesManager, *args: Any, **options: Any) -> None:
        PagesManager.uses_pages_directory = False
        original(self, *args, **options)

    monkeypatch.setattr(PagesManager, "__init__", initialised)
