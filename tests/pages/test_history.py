"""The page Storico: what came in, what it changed, and how it is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import history as texts
from dashboard.texts import upload as upload_texts
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.pages.test_past_date import EARLY, LATE, stored
from tests.sheets import final_report, piao_sheet

LABEL = "3.1 Piste ciclabili · Km completati"
FIRST = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR"),
    ("3.3", "Asfaltature", "Strade", 3, 3, None),
)
SECOND = final_report(
    ("3.1", "Piste ciclabili", "Km completati", 4, 4.2, "Ricorso respinto dal TAR"),
    ("3.4", "Parcheggi", "Posti", 10, None, None),
)
OTHER_SECTOR = piao_sheet(
    ("1 Città", "7.1", "Alberature", "Ambiente", 0, "Alberi", "SIT", 400), sector="07 Ambiente"
)

#   upload   file           state at the end
#   1        primo.xlsx     superseded by 2
#   2        secondo.xlsx   in force
#   3        scheda.xlsx    in force, another sector and kind
FILES = [
    ("primo.xlsx", FIRST, "Anna"),
    ("secondo.xlsx", SECOND, "Bruno"),
    ("scheda.xlsx", OTHER_SECTOR, "Carla"),
]


@pytest.fixture
def filled_db(tmp_path: Path) -> Path:
    path = tmp_path / "storico.duckdb"
    filled = open_store(path)
    for name, content, uploaded_by in FILES:
        confirm(filled, check_file(filled, name, content), uploaded_by)
    filled.close()
    return path


def listed(page: AppTest) -> list[list[str]]:
    """Gives what, file, who and state of each line of the list."""
    return [[row[1], row[2], row[5], row[6]] for row in table_rows(page, texts.TITLE)]


def revoking(page: AppTest) -> AppTest:
    """Opens the part of the page that revokes, as a click on its heading does."""
    page.session_state["history-revoke-folded"] = True
    return page.run()


def sent(page: AppTest, reason: str) -> AppTest:
    page.text_area(key="revoke-reason").set_value(reason)
    button = next(one for one in page.button if one.label.startswith("Annulla il caricamento"))
    return button.click().run()


def test_every_upload_is_listed_newest_first_with_its_state(
    open_page: OpenPage, filled_db: Path
) -> None:
    page = open_page("storico", filled_db)

    assert not page.exception
    assert listed(page) == [
        ["caricamento n. 3", "scheda.xlsx", "Carla", "● in vigore"],
        ["caricamento n. 2", "secondo.xlsx", "Bruno", "● in vigore"],
        ["caricamento n. 1", "primo.xlsx", "Anna", "○ superato da «secondo.xlsx» (n. 2)"],
    ]
    assert headings(page)[0].startswith("3 caricamenti; l’ultimo il ")


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ({"settore": "07 Ambiente"}, ["scheda.xlsx"]),
        ({"documento": "Report finale"}, ["secondo.xlsx", "primo.xlsx"]),
        ({"stato_file": "○ superato"}, ["primo.xlsx"]),
        ({"cerca": "BRUNO"}, ["secondo.xlsx"]),
        ({"cerca": "lavori xlsx", "stato_file": "● in vigore"}, ["secondo.xlsx"]),
    ],
)
def test_the_list_is_narrowed_by_filters_that_live_in_the_address(
    open_page: OpenPage, filled_db: Path, address: dict[str, str], files: list[str]
) -> None:
    page = open_page("storico", filled_db, **address)

    assert [row[1] for row in listed(page)] == files


def test_an_upload_shows_what_it_changed_cell_by_cell(open_page: OpenPage, filled_db: Path) -> None:
    page = open_page("storico", filled_db, caricamento="2")

    assert not page.exception
    assert headings(page) == ["secondo.xlsx"]
    assert "ha preso il posto di «primo.xlsx» (n. 1): 1 riga nuova, 1 cambiata, 1 tolta" in shown(
        page
    )
    changes = table_rows(page, texts.CHANGES_FILE)
    assert changes[0] == ["≠ cambiata", LABEL, "Risultato", "2,4", "4,2", "+1,8", "E6"]
    assert [row[0] for row in changes] == ["≠ cambiata", "≠ cambiata", "+ nuova", "− tolta"]
    assert [row[1] for row in table_rows(page, upload_texts.ISSUES_HEADING)] == [
        "Risultato mancante"
    ]


def test_a_number_that_is_no_upload_is_said_and_the_list_stays(
    open_page: OpenPage, filled_db: Path
) -> None:
    page = open_page("storico", filled_db, caricamento="99")

    assert [one.value for one in page.warning] == [texts.unknown_upload("99", None)]
    assert len(listed(page)) == 3


def test_the_effect_is_shown_before_anything_is_revoked(
    open_page: OpenPage, filled_db: Path
) -> None:
    page = revoking(open_page("storico", filled_db, caricamento="2"))

    assert not page.exception
    assert "torna in vigore «primo.xlsx» del" in shown(page)
    assert "1 riga torna, 1 cambia, 1 sparisce" in shown(page)
    effect = table_rows(page, texts.REVOKE_EFFECT_FILE)
    assert effect[0] == ["≠ cambia", LABEL, "Risultato", "4,2", "2,4", "−1,8", "E6"]
    assert [row[0] for row in effect[2:]] == ["+ torna", "− sparisce"]
    assert store().version() == 3


def test_revoking_brings_back_the_earlier_file_and_stays_in_the_history(
    open_page: OpenPage, filled_db: Path
) -> None:
    page = revoking(open_page("storico", filled_db, caricamento="2"))

    page = sent(page, "file del settore sbagliato")

    assert not page.exception
    assert "Il caricamento n. 2 è stato annullato." in page.success[0].value
    assert "torna in vigore «primo.xlsx»" in page.success[0].value
    assert "Motivo: file del settore sbagliato" in shown(page)
    assert not [one for one in page.button if one.label.startswith("Annulla il caricamento")]
    results = store().query("indicator_results", reference_year=2024, period="final")
    assert 2.4 in set(results["result_number"])

    again = open_page("storico", filled_db)
    assert listed(again)[0] == [
        "annullamento del n. 2",
        "secondo.xlsx",
        "Anna Rossi, Ufficio programmazione",
        "motivo: file del settore sbagliato",
    ]
    assert listed(again)[2][3].startswith("✕ annullato da Anna Rossi, Ufficio programmazione il ")
    assert listed(again)[3][3] == "● in vigore"


def test_without_a_reason_nothing_is_revoked(open_page: OpenPage, filled_db: Path) -> None:
    page = revoking(open_page("storico", filled_db, caricamento="2"))

    page = sent(page, " - ")

    assert "Per annullare un caricamento serve il motivo" in page.error[0].value
    assert store().version() == 3


def test_a_click_on_an_effect_that_no_longer_holds_revokes_nothing(
    open_page: OpenPage, filled_db: Path
) -> None:
    page = revoking(open_page("storico", filled_db, caricamento="2"))
    third = final_report(("3.1", "Piste ciclabili", "Km completati", 4, 5, None))
    confirm(store(), check_file(store(), "terzo.xlsx", third), "Elio")

    page = sent(page, "file sbagliato")

    assert not page.exception
    assert store().query("uploads")["is_revoked"].sum() == 0
    assert texts.NOT_IN_FORCE in shown(page)


def test_the_past_can_only_be_looked_at(open_page: OpenPage, tmp_path: Path) -> None:
    path = stored(tmp_path / "cresciuta.duckdb", [*EARLY, *LATE])

    page = open_page("storico", path, caricamento="1", al="2024-09-01")

    assert not page.exception
    assert texts.ONLY_TODAY in shown(page)
    assert not page.text_area


def test_an_upload_that_came_later_is_not_there_at_a_past_date(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = stored(tmp_path / "cresciuta.duckdb", [*EARLY, *LATE])

    page = open_page("storico", path, caricamento="3", al="2024-09-01")

    sentence = texts.unknown_upload("3", date(2024, 9, 1))
    assert sentence in [one.value for one in page.warning]
    assert len(listed(page)) == len(EARLY)
