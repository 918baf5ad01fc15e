"""The shared folder on the page Caricamento: states, one check, one confirmation."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import SHARED_FOLDER_VARIABLE
from dashboard.texts import drive as texts
from dashboard.texts import upload as upload_texts
from dashboard.ui.data import store
from dashboard.ui.shared_folder import start_watch
from dashboard.watch import WatchRules
from tests.folders import good_report, put
from tests.pages.conftest import OpenPage, shown, table_rows

NAME = "report.xlsx"
WATCH_SECONDS = 60


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "condivisa"
    made.mkdir()
    monkeypatch.setenv(SHARED_FOLDER_VARIABLE, str(made))
    return made


def on_shared_folder(page: AppTest) -> AppTest:
    return page.segmented_control[0].set_value(texts.CHOICE).run()


def in_words(state: str) -> str:
    """Gives a state as `table_rows` reads it, without hard spaces."""
    return " ".join(texts.STATES[state].split())


def pressed(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label.startswith(label)).click().run()


def test_without_a_folder_the_page_says_how_to_name_one(
    open_page: OpenPage, empty_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SHARED_FOLDER_VARIABLE, raising=False)

    page = on_shared_folder(open_page("caricamento", empty_db))

    assert texts.NOT_CONFIGURED in [one.value for one in page.info]


def test_all_new_files_are_checked_together_and_confirmed_once(
    open_page: OpenPage, empty_db: Path, folder: Path
) -> None:
    put(folder / "F_PIAO" / NAME, good_report())
    put(folder / "altro.xlsx", good_report(sector="Tributi"))
    put(folder / "aperto.xlsx", good_report(sector="Cultura"))
    put(folder / "~$aperto.xlsx", b"x")

    page = on_shared_folder(open_page("caricamento", empty_db))

    states = {row[0]: row[2] for row in table_rows(page, texts.TABLE)}
    assert states == {
        NAME: in_words("new"),
        "altro.xlsx": in_words("new"),
        "aperto.xlsx": in_words("waiting"),
    }
    assert "cancellare il file «~$aperto.xlsx»" in shown(page)

    page = pressed(page, texts.check_label(0))

    assert store().is_empty()
    checked = [row[0] for row in table_rows(page, upload_texts.CHECKED_HEADING)]
    assert checked == ["altro.xlsx", NAME]

    page = pressed(page, "Conferma")

    assert not page.exception
    uploads = store().query("uploads").set_index("file_name")
    assert uploads["folder_name"].to_dict() == {
        "altro.xlsx": str(folder),
        NAME: str(folder / "F_PIAO"),
    }
    states = {row[0]: row[2] for row in table_rows(page, texts.TABLE)}
    assert states[NAME] == in_words("unchanged")


def test_the_table_can_be_narrowed_to_a_state(
    open_page: OpenPage, empty_db: Path, folder: Path
) -> None:
    put(folder / NAME, good_report())
    put(folder / "relazione.xlsx", b"%PDF-1.7")

    page = on_shared_folder(open_page("caricamento", empty_db))
    page = page.pills(key="stato-file").set_value([texts.STATES["unreadable"]]).run()

    [row] = table_rows(page, texts.TABLE)
    assert row[0] == "relazione.xlsx"
    assert "è un PDF" in row[4]


def test_a_folder_that_is_gone_is_a_sentence(
    open_page: OpenPage, empty_db: Path, folder: Path
) -> None:
    folder.rmdir()

    page = on_shared_folder(open_page("caricamento", empty_db))

    assert not page.exception
    assert any("non si trova" in one.value for one in page.error)


def test_the_page_says_that_the_folder_is_watched_and_what_was_stored(
    open_page: OpenPage, empty_db: Path, folder: Path
) -> None:
    put(folder / NAME, good_report())
    page = open_page("caricamento", empty_db)
    end_watch = start_watch(WatchRules(folder, interval_seconds=0.05))
    deadline = monotonic() + WATCH_SECONDS
    while store().is_empty() and monotonic() < deadline:
        sleep(0.05)

    page = on_shared_folder(page)
    end_watch()

    assert "è sorvegliata: ultimo controllo" in shown(page)
    assert store().query("uploads")["uploaded_by"].tolist() == [texts.USER]
