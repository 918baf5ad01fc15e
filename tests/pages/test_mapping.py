"""The form that maps an unknown sheet, and the page of the saved mappings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.mapping import SheetMapping
from dashboard.domain.mapping_json import mapping_to_json
from dashboard.domain.model import DocumentKind
from dashboard.texts import mapping_form as texts
from dashboard.texts import upload
from dashboard.ui.data import store
from dashboard.workbook import draft_mapping, sheet_previews
from tests.pages.conftest import OpenPage, shown, table_rows
from tests.pages.test_upload import confirmed, offered
from tests.sheets import Cell, workbook_bytes

TITLES = ("Direzione", "Rif.", "Iniziativa", "KPI", "UM", "Trim.", "Goal del periodo", "Valore")
SECTOR = "03 Lavori pubblici"


def extract(*values: Cell, year: str = "Anno 2024", titles: Sequence[str] = TITLES) -> bytes:
    """Gives an extract with one indicator in percent, written as shares, and its quarters."""
    rows: list[Sequence[Cell]] = [
        (
            SECTOR,
            "3.1",
            "Rete ciclabile",
            "Cantieri chiusi",
            "%",
            f"T{quarter}",
            0.2 * quarter,
            value,
        )
        for quarter, value in enumerate(values, start=1)
    ]
    return workbook_bytes({"Dati": [["Ente: Comune di Prova"], [year], [], titles, *rows]})


FIRST, NEXT = extract(0.1, 0.35, 0.5, 0.7), extract(0.2, 0.3, "N.V.", 0.9, year="Anno 2025")


def mapping_of(content: bytes, name: str = "Controllo di gestione") -> SheetMapping:
    (preview,) = sheet_previews("estratto.xlsx", content)
    return draft_mapping(preview, name)


def form_of(open_page: OpenPage, path: Path, content: bytes) -> AppTest:
    page = offered(open_page("caricamento", path), ("estratto.xlsx", content))
    return pressed(page, texts.offer("Dati"))


def pressed(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def choice(page: AppTest, label: str) -> str | None:
    """Gives what is chosen for a column or a word."""
    value: str | None = next(one for one in page.selectbox if one.label == label).value
    return value


def choose(page: AppTest, label: str, value: object) -> AppTest:
    return next(one for one in page.selectbox if one.label == label).set_value(value).run()


def column(letters: str, title: str) -> str:
    return texts.column_label(letters, title)


def results() -> list[tuple[object, ...]]:
    frame = store().query("indicator_results")
    columns = ["reference_year", "period", "target_number", "result_number"]
    return sorted(frame[columns].itertuples(index=False, name=None))


def test_a_sheet_that_is_not_recognised_offers_the_form_and_a_known_one_does_not(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = offered(open_page("caricamento", empty_db), ("estratto.xlsx", FIRST))

    assert texts.offer("Dati") in [one.label for one in page.button]
    store().save_mapping(mapping_of(FIRST), "Anna")
    page.run()
    labels = [one.label for one in page.button]
    assert texts.offer("Dati") not in labels
    assert texts.offer_again("Dati", "Controllo di gestione") in labels


def test_the_form_shows_the_rows_marks_the_titles_in_words_and_proposes_fields_with_reasons(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = form_of(open_page, empty_db, FIRST)

    words = shown(page)
    assert not page.exception
    assert "4 · titoli" in words
    assert choice(page, column("D", "KPI")) == "indicator"
    assert choice(page, column("G", "Goal del periodo")) == "period_target"
    assert "Proposto perché il titolo somiglia a «kpi»" in words
    assert "✓ «Risultato»: colonna «Valore»" in words
    assert "Ente: Comune di Prova; Anno: 2024" in words
    assert [one.value for one in page.checkbox] == [True, True]
    assert not page.warning


def test_what_a_kind_needs_is_said_while_it_is_missing_and_nothing_can_be_saved(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = choose(form_of(open_page, empty_db, FIRST), column("H", "Valore"), "")

    assert "✗ «Risultato»: manca" in shown(page)
    assert next(one for one in page.button if one.label == texts.SAVE).disabled
    page = choose(page, column("H", "Valore"), "result")
    assert not next(one for one in page.button if one.label == texts.SAVE).disabled


def test_a_period_that_nobody_can_guess_is_asked_for(open_page: OpenPage, empty_db: Path) -> None:
    rows = [
        (SECTOR, "3.1", "Rete", "Cantieri", "n.", period, 4, 3) for period in ("T2", "fase zeta")
    ]
    content = workbook_bytes({"Dati": [["Anno 2024"], [], TITLES, *rows]})

    page = form_of(open_page, empty_db, content)
    label = texts.words_label("period", "fase zeta")

    assert choice(page, label) is None
    assert texts.open_periods(["fase zeta"]) in shown(page)
    page = choose(page, label, "final")
    assert texts.open_periods(["fase zeta"]) not in shown(page)


def test_another_row_of_titles_gives_other_columns(open_page: OpenPage, empty_db: Path) -> None:
    page = choose(form_of(open_page, empty_db, FIRST), texts.HEADING_CHOICE, 5)

    assert "5 · titoli" in shown(page)
    assert column("D", "Cantieri chiusi") in [one.label for one in page.selectbox]


def test_the_trial_shows_the_rows_and_writes_nothing(open_page: OpenPage, empty_db: Path) -> None:
    page = pressed(form_of(open_page, empty_db, FIRST), texts.TRY)

    assert not page.exception
    assert texts.tried_rows(DocumentKind.INTERMEDIATE_REPORT, 1, 1) in shown(page)
    assert "Cantieri chiusi" in " ".join(table_rows(page, upload.ROWS_HEADING)[0])
    assert "35 % (nella cella: 0,35)" in shown(page).replace("\xa0", " ")
    assert store().mappings() == ()
    assert store().is_empty()


def test_a_trial_of_other_answers_is_said_to_be_old(open_page: OpenPage, empty_db: Path) -> None:
    page = pressed(form_of(open_page, empty_db, FIRST), texts.TRY)

    page = choose(page, column("E", "UM"), "")

    assert texts.TRIED_CHANGED in shown(page)


def test_what_is_saved_reads_this_file_and_the_next_one_without_questions(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = form_of(open_page, empty_db, FIRST)
    page = pressed(page, texts.SAVE)

    assert not page.exception
    assert texts.saved("estratto") in shown(page)
    assert upload.CHANGED_MEANWHILE not in shown(page)
    confirmed(page)
    page = offered(open_page("caricamento", empty_db), ("di nuovo.xlsx", NEXT))
    assert texts.offer("Dati") not in [one.label for one in page.button]
    confirmed(page)

    (saved,) = store().mappings()
    assert (saved.saved_by, saved.upload_count) == ("Anna Rossi", 2)
    assert results() == [
        (2024, "final", 80.0, 70.0),
        (2024, "intermediate", 40.0, 35.0),
        (2025, "final", 80.0, 90.0),
        (2025, "intermediate", 40.0, 30.0),
    ]


def test_what_the_sheet_does_not_say_is_asked_for_and_counts(
    open_page: OpenPage, empty_db: Path
) -> None:
    titles = ("Rif.", "Iniziativa", "KPI", "Goal", "Valore finale")
    content = workbook_bytes({"Dati": [titles, ("3.1", "Rete ciclabile", "Km", 10, 9)]})

    page = form_of(open_page, empty_db, content)
    asked = {one.label: one for one in page.text_input}
    asked[texts.SECTOR_LABEL].set_value(SECTOR)
    asked[texts.ENTITY_LABEL].set_value("Comune di Prova")
    next(one for one in page.number_input if one.label == texts.YEAR_FIELD_LABEL).set_value(2024)
    page = pressed(page.run(), texts.SAVE)
    confirmed(page)

    assert results() == [(2024, "final", 10.0, 9.0)]


def test_without_mappings_the_page_says_how_to_make_the_first(
    open_page: OpenPage, empty_db: Path
) -> None:
    page = open_page("mappature", empty_db)

    assert not page.exception
    assert texts.EMPTY_TITLE in shown(page)
    assert "«Associa le colonne»" in shown(page)


@pytest.fixture
def mapped_db(empty_db: Path, open_page: OpenPage) -> Path:
    """A store with one mapping, saved by Anna."""
    open_page("mappature", empty_db)
    store().save_mapping(mapping_of(FIRST), "Anna")
    return empty_db


def opened_mapping(open_page: OpenPage, path: Path) -> AppTest:
    page = open_page("mappature", path)
    return choose(page, texts.OPEN_CHOICE, store().mappings()[0].mapping_id)


def test_saved_mappings_are_listed_with_what_they_read_and_who_saved_them(
    open_page: OpenPage, mapped_db: Path
) -> None:
    [row] = table_rows(open_page("mappature", mapped_db), texts.TITLE)

    assert row[:4] == [
        "Controllo di gestione",
        "Report intermedio e finale, per periodo",
        "8 su 8",
        "Anna",
    ]
    assert row[5] == "0"


def test_a_corrected_mapping_takes_the_place_of_the_earlier_one(
    open_page: OpenPage, mapped_db: Path
) -> None:
    page = opened_mapping(open_page, mapped_db)
    assert texts.UNCHANGED in shown(page)
    page = choose(page, texts.column_label("", "UM"), "")
    page = pressed(page, texts.SAVE_CHANGES)

    (saved,) = store().mappings()
    assert "unit" not in saved.mapping.field_names
    assert saved.mapping.words["period"]["T2"] == "intermediate"
    assert table_rows(page, texts.PAST_HEADING)[0][-1] == "Sostituita da una più recente"


def test_a_mapping_is_removed_for_a_reason_only(open_page: OpenPage, mapped_db: Path) -> None:
    page = pressed(opened_mapping(open_page, mapped_db), texts.REMOVE)
    assert "serve il motivo" in shown(page)

    next(one for one in page.text_input if one.label == texts.REASON_LABEL).set_value("doppione")
    page = pressed(page, texts.REMOVE)

    assert store().mappings() == ()
    assert texts.removed("Controllo di gestione") in shown(page)
    assert table_rows(page, texts.PAST_HEADING)[0][-1].endswith("doppione")


def test_a_mapping_handed_over_as_a_file_is_saved_as_it_is(
    open_page: OpenPage, empty_db: Path
) -> None:
    mapping = mapping_of(FIRST)
    file = ("controllo.json", mapping_to_json(mapping).encode(), "application/json")

    page = open_page("mappature", empty_db).file_uploader[0].set_value([file]).run()
    pressed(page, texts.SAVE_UPLOADED)

    assert [saved.mapping for saved in store().mappings()] == [mapping]


def test_a_file_that_is_no_mapping_is_explained_and_nothing_is_saved(
    open_page: OpenPage, empty_db: Path
) -> None:
    file = ("altro.json", json.dumps({"name": "x"}).encode(), "application/json")

    page = open_page("mappature", empty_db).file_uploader[0].set_value([file]).run()

    assert "non si può usare" in shown(page)
    assert texts.SAVE_UPLOADED not in [one.label for one in page.button]
    assert store().saved_mappings() == []
