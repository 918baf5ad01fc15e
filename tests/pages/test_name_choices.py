"""The page Caricamento asks about near names, hidden lines, and shows an issue's own rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import issue_rows as row_texts
from dashboard.texts import names as texts
from dashboard.texts import quality
from dashboard.texts import upload as upload_texts
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, shown, table_rows
from tests.pages.test_upload import confirmed, offered
from tests.sheets import final_report, with_hidden_row

KNOWN = final_report(("3.1", "Piste ciclabili", "Km completati", 4, 4, None))
MISSPELT = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, "circa 3", None), sector="33 Lavori publici"
)
HIDDEN = with_hidden_row(
    7,
    ("3.1", "Piste ciclabili", "Km completati", 4, 4, None),
    ("3.1", "Piste ciclabili", "Cantieri chiusi", 2, 2, None),
)


@pytest.fixture
def known_db(tmp_path: Path) -> Path:
    """A store that knows the sector 03 Lavori pubblici."""
    path = tmp_path / "nota.duckdb"
    filled = open_store(path)
    confirm(filled, check_file(filled, "noto.xlsx", KNOWN), "prova")
    filled.close()
    return path


def outcome(page: AppTest) -> str:
    return table_rows(page, upload_texts.CHECKED_HEADING)[0][1]


def answer(page: AppTest, words: str) -> AppTest:
    """Chooses an answer to the one question and applies it."""
    [radio] = page.radio
    [option] = [one for one in radio.options if one.startswith(words)]
    radio.set_value(dict(zip(radio.options, ["03", "33"], strict=True))[option])
    return next(one for one in page.button if one.label == texts.APPLY).click().run()


def test_a_near_name_is_asked_and_nothing_is_stored_before_the_answer(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))

    assert not page.exception
    assert outcome(page) == texts.TO_CLARIFY
    [radio] = page.radio
    assert radio.label == "Settore «33 Lavori publici»: che cos’è?"
    assert radio.options == ["È «03 Lavori pubblici»", "È un altro settore (codice 33)"]
    assert radio.value is None
    assert next(one for one in page.button if "Conferma" in one.label).disabled


def test_the_answer_that_it_is_the_same_stores_it_so_and_is_remembered(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))

    page = answer(page, "È «03")
    assert outcome(page) == upload_texts.READY
    page = confirmed(page)

    assert not page.exception
    assert store().query("sectors")[["sector_code", "sector_name"]].to_numpy().tolist() == [
        ["03", "Lavori pubblici"]
    ]
    again = offered(page, ("ancora.xlsx", MISSPELT + b" "))
    assert not again.radio


def test_the_answer_that_it_is_another_stores_it_under_its_own_code(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))

    page = confirmed(answer(page, "È un altro"))

    assert not page.exception
    assert store().query("sectors")["sector_code"].tolist() == ["03", "33"]


def test_an_answer_can_be_changed_before_the_confirmation(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))

    page = answer(answer(page, "È un altro"), "È «03")

    assert "Report finale 2024 · 03 Lavori pubblici" in shown(page)


def test_hidden_rows_are_left_out_when_the_tick_is_taken_away(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("nascoste.xlsx", HIDDEN))
    [tick] = [one for one in page.checkbox if one.label == texts.HIDDEN_CHOICE]
    assert tick.value is True
    assert table_rows(page, upload_texts.CHECKED_HEADING)[0][3] == "2"

    page = tick.uncheck().run()

    assert not page.exception
    assert table_rows(page, upload_texts.CHECKED_HEADING)[0][3] == "1"
    assert "Righe nascoste lasciate fuori" in shown(page)
    confirmed(page)
    issues = store().query("upload_issues", upload_id=2)
    assert "hidden_rows_left_out" in issues["issue_code"].tolist()


def test_a_file_without_hidden_lines_offers_no_choice_about_them(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))

    assert not [one for one in page.checkbox if one.label == texts.HIDDEN_CHOICE]


def test_a_chosen_issue_shows_its_rows_with_the_cell_marked(
    open_page: OpenPage, known_db: Path
) -> None:
    page = offered(open_page("caricamento", known_db), ("errato.xlsx", MISSPELT))
    choice = next(one for one in page.selectbox if one.label == row_texts.CHOICE)
    assert choice.value is None
    wanted = next(one for one in choice.options if "cella E6" in one)

    page = choice.set_value(choice.options.index(wanted)).run()

    assert not page.exception
    [sheet] = [one.proto.body for one in page.get("html") if 'class="cp-sheet"' in one.proto.body]
    assert "le righe attorno alla cella E6" in sheet
    assert '<th scope="col" class="cp-here-line">E</th>' in sheet
    assert '<th scope="row" class="cp-here-line">6</th>' in sheet
    assert sheet.count('class="cp-here"') == 1
    assert f'aria-label="{row_texts.MARKED_CELL}">{row_texts.MARK}</span> circa 3</td>' in sheet
    assert "Codice azione" in sheet


def test_the_quality_page_shows_the_rows_of_a_stored_file(
    open_page: OpenPage, known_db: Path
) -> None:
    filled = open_store(known_db)
    confirm(filled, check_file(filled, "errato.xlsx", MISSPELT), "prova")
    filled.close()
    page = open_page("qualita", known_db, scheda_qualita=quality.ISSUES_TAB)
    choice = next(one for one in page.selectbox if one.label == row_texts.CHOICE)
    wanted = next(one for one in choice.options if "errato.xlsx" in one and "cella E6" in one)

    page = choice.set_value(choice.options.index(wanted)).run()

    assert not page.exception
    [sheet] = [one.proto.body for one in page.get("html") if 'class="cp-sheet"' in one.proto.body]
    assert f"{row_texts.MARK}</span> circa 3</td>" in sheet
