"""The page Registro delle variazioni: what was accepted, and the papers that tell it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import variations as texts
from dashboard.variations import decide
from tests.pages.conftest import OpenPage, headings, shown, table_rows
from tests.sheets import dup_status_file, in_red

GROUNDS = Grounds("Lo chiede la Giunta", "Segretario generale", Deed("112", date(2024, 7, 18)))


@pytest.fixture
def decided_db(tmp_path: Path) -> Path:
    """Two proposals in one file: the first accepted, the second not decided."""
    path = tmp_path / "decise.duckdb"
    store = open_store(path)
    file = dup_status_file(in_red("Gara bandita", " e aggiudicata"), in_red("Lavori", " sospesi"))
    confirm(store, check_file(store, "dup.xlsx", file), "Anna")
    first = int(store.query("proposals")["proposal_id"].iloc[0])
    decide(store, [Decision(first, Verdict.ACCEPTED)], GROUNDS)
    store.close()
    return path


def test_the_register_says_what_before_after_why_deed_and_where(
    open_page: OpenPage, decided_db: Path
) -> None:
    page = open_page("variazioni", decided_db)

    assert headings(page) == ["1 variazione accolta per il 2024."]
    assert "Altre proposte dell’anno: 1 in attesa." in shown(page)
    (row,) = table_rows(page, texts.TITLE)
    assert row[1:4] == [
        "Gara bandita",
        "Gara bandita e aggiudicata",
        "Decisione: Lo chiede la Giunta",
    ]
    assert row[4].startswith("Atto n. 112 del 18/07/2024 Chiesta il ")
    assert row[4].endswith("da Segretario generale")
    assert row[5] == "Nessun target variato"
    assert row[6].startswith("dup.xlsx, foglio ")


def test_only_the_chosen_states_are_counted_into_the_synoptic_table(
    open_page: OpenPage, decided_db: Path
) -> None:
    page = open_page("variazioni", decided_db)
    assert "2 proposte: 1 accolta e 1 in attesa." in shown(page)

    page = open_page("variazioni", decided_db, stati="in attesa")
    assert "1 proposta: 1 in attesa." in shown(page)


def test_the_clean_copy_says_what_is_in_it(open_page: OpenPage, decided_db: Path) -> None:
    page = open_page("variazioni", decided_db)

    expected = "Proposte nella copia: 1 accolta, in nero; 1 in attesa, ancora in rosso."
    assert expected in shown(page)
    assert texts.DOWNLOAD_CLEAN_COPY in labels(page)


def test_the_detail_of_an_upload_with_proposals_offers_its_clean_copy(
    open_page: OpenPage, decided_db: Path
) -> None:
    page = open_page("storico", decided_db, caricamento="1")

    assert texts.DOWNLOAD_CLEAN_COPY in labels(page)


def test_the_detail_of_an_upload_without_proposals_offers_no_clean_copy(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("storico", good_db, caricamento="20")

    assert not page.exception
    assert texts.DOWNLOAD_CLEAN_COPY not in labels(page)


def test_a_year_with_nothing_accepted_says_where_to_accept(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("variazioni", good_db, anno="2024")

    assert headings(page) == ["Nessuna variazione accolta per il 2024."]
    assert texts.NO_VARIATIONS in shown(page)
    assert texts.DOWNLOAD_REGISTER not in labels(page)
    assert texts.DOWNLOAD_DOCX in labels(page)


def labels(page: AppTest) -> list[str]:
    return [button.proto.label for button in page.get("download_button")]
