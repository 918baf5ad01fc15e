"""A handed-out sheet that comes back: known, held against what would be handed out now, kept so."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.domain.issues import SEVERITIES, IssueList
from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.model import DocumentKind, Issue, Severity
from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.templates import TemplateSlot, TemplateState
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.rebuild import rebuild_database
from dashboard.returned_templates import stored_use
from dashboard.store import Store, open_store
from dashboard.templates import YearTemplates, hand_out_one
from dashboard.texts.template_workbook import MARK_SHEET
from dashboard.workbook.reading import grids_of
from dashboard.workbook.template_mark import read_template_mark
from tests.sheets import piao_sheet

ENTITY = "comune-di-prova"
FINAL = TemplateSlot(ENTITY, DocumentKind.FINAL_REPORT, 2024, "03")
PISTE = ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", 10, "Km completati", "SIT")
STRADE = ("1 Città", "3.2", "Strade", "LL.PP.", 5, "Km asfaltati", "SIT")
FILE_NAME = "Report finale 2024 - 03 Lavori pubblici.xlsx"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "prova.duckdb")
    load(store, "scheda.xlsx", piao_sheet((*PISTE, 4), (*STRADE, 6)))
    yield store
    store.close()


def load(store: Store, file_name: str, content: bytes) -> int:
    return confirm(store, check_file(store, file_name, content), "prova")


def filled(content: bytes, results: dict[str, float]) -> bytes:
    """Gives a sheet with results typed in, by the code of their action."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Report finale"]
    titles = {str(cell.value): cell.column for cell in sheet[6]}
    for (code,) in sheet.iter_rows(7, 12, titles["Codice azione"], titles["Codice azione"]):
        if code.value in results:
            sheet.cell(code.row, titles["Risultato al 31/12"], results[code.value])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def of_code(checked: CheckedFile, code: str) -> list[Issue]:
    return [issue for issue in checked.issues if issue.code == code]


def test_a_sheet_that_is_filled_in_comes_back_as_current(store: Store) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content

    checked = check_file(store, FILE_NAME, filled(sheet, {"3.1": 4, "3.2": 6}))

    assert checked.template_use is not None
    assert not checked.template_use.is_outdated
    assert checked.template_use.changed_cell_count == 2
    assert [issue for issue in checked.issues if issue.code.startswith("template_o")] == []


def test_a_sheet_in_which_nothing_was_typed_says_so(store: Store) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content

    checked = check_file(store, FILE_NAME, sheet)

    assert [issue.severity for issue in of_code(checked, "template_unchanged")] == [Severity.INFO]


def test_a_sheet_is_outdated_once_a_target_that_it_recalls_is_another(store: Store) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content
    load(store, "scheda2.xlsx", piao_sheet((*PISTE, 7), (*STRADE, 6)))

    checked = check_file(store, FILE_NAME, filled(sheet, {"3.1": 4}))

    (issue,) = of_code(checked, "template_outdated")
    # One row of the two: the other still says what is so.
    assert (issue.params["count"], "3.1" in (issue.found or "")) == ("1", True)
    assert SEVERITIES["template_outdated"] is Severity.WARNING
    assert checked.template_use is not None
    assert checked.template_use.is_outdated


def test_what_a_sheet_brings_does_not_make_it_outdated_when_it_is_sent_again(store: Store) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content
    load(store, FILE_NAME, filled(sheet, {"3.1": 4}))
    load(store, FILE_NAME, filled(sheet, {"3.1": 4, "3.2": 1}))

    corrected = check_file(store, FILE_NAME, filled(sheet, {"3.1": 4, "3.2": 6}))

    assert of_code(corrected, "template_outdated") == []


def test_an_older_sheet_is_outdated_by_the_newer_one_that_came_back(store: Store) -> None:
    first = hand_out_one(store, FINAL, "Anna").content
    load(store, FILE_NAME, filled(first, {"3.1": 4}))
    second = hand_out_one(store, FINAL, "Anna").content
    load(store, FILE_NAME, filled(second, {"3.2": 6}))

    assert of_code(check_file(store, FILE_NAME, second), "template_outdated") == []
    stale = check_file(store, FILE_NAME, filled(first, {"3.1": 5}))
    assert len(of_code(stale, "template_outdated")) == 1


def test_a_sheet_keeps_its_entity_when_the_line_that_names_it_is_deleted(store: Store) -> None:
    load(store, "altro.xlsx", piao_sheet((*PISTE, 4), entity="Altro"))
    other = TemplateSlot("altro", DocumentKind.FINAL_REPORT, 2024, "03")
    book = load_workbook(io.BytesIO(hand_out_one(store, other, "Anna").content))
    for one in book.worksheets:
        for (cell,) in one.iter_rows(1, 6, 1, 1):
            if str(cell.value).startswith("Ente:"):
                cell.value = None
    out = io.BytesIO()
    book.save(out)

    checked = check_file(store, FILE_NAME, out.getvalue(), default_entity_code=ENTITY)

    assert checked.entity_code == "altro"


def test_a_sheet_stored_under_another_code_than_it_was_handed_out_for_is_said(
    store: Store,
) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content
    store.state_name(ENTITY, KnownName(NameSubject.SECTOR, "33", "03"), "Anna")

    (issue,) = of_code(check_file(store, FILE_NAME, sheet), "template_of_other_slot")

    assert (issue.expected, issue.found) == (
        "Report finale 2024, settore 03",
        "Report finale 2024, settore 33",
    )


def test_a_rebuild_keeps_how_each_upload_stood_to_its_sheet(store: Store, tmp_path: Path) -> None:
    sheet = hand_out_one(store, FINAL, "Anna").content
    load(store, "scheda2.xlsx", piao_sheet((*PISTE, 7), (*STRADE, 6)))
    upload_id = load(store, FILE_NAME, filled(sheet, {"3.1": 4}))

    rebuild_database(store, tmp_path / "nuova.duckdb")

    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert stored_use(rebuilt, upload_id) == stored_use(store, upload_id)
    assert stored_use(store, 1) is None
    rebuilt.close()


def test_a_sheet_that_came_back_is_told_from_one_that_did_not(store: Store) -> None:
    def state() -> TemplateState:
        (found,) = YearTemplates(store, ENTITY, 2024).standings([FINAL])
        return found.state

    sheet = hand_out_one(store, FINAL, "Anna").content
    before = state()
    load(store, FILE_NAME, filled(sheet, {"3.1": 4}))

    assert (before, state()) == (TemplateState.CURRENT, TemplateState.RETURNED)


REGISTRY = TemplateSlot(ENTITY, DocumentKind.REGISTRY, 2024)
REGISTRY_FILE = "Anagrafica 2024.xlsx"


def edited(content: bytes, sheet_name: str, **values: str) -> bytes:
    """Gives a workbook with cells of a sheet typed anew, by address."""
    book = load_workbook(io.BytesIO(content))
    for address, value in values.items():
        book[sheet_name][address] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_anagrafica_that_comes_back_untouched_is_known(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content

    checked = check_file(store, REGISTRY_FILE, sheet)

    assert checked.template_use is not None
    assert checked.template_use.changed_cell_count == 0
    assert not checked.template_use.is_outdated
    assert len(of_code(checked, "template_unchanged")) == 1


def test_an_anagrafica_counts_the_cells_that_were_typed_anew(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content

    checked = check_file(store, REGISTRY_FILE, edited(sheet, "Settori", B6="Opere pubbliche"))

    assert checked.template_use is not None
    assert checked.template_use.changed_cell_count == 1
    assert [fact.sector_name for fact in registry_of(checked).sectors] == ["Opere pubbliche"]


def test_an_anagrafica_whose_titles_were_edited_is_read_by_its_mark(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content
    untouched = registry_of(check_file(store, REGISTRY_FILE, sheet))

    returned = edited(sheet, "Settori", A1="I nostri uffici", B5="Come si chiama da noi")
    checked = check_file(store, REGISTRY_FILE, returned)

    assert [(issue.cell, issue.found) for issue in of_code(checked, "template_title_edited")] == [
        ("B5", "Come si chiama da noi")
    ]
    assert not checked.is_blocked
    assert [fact.sector_name for fact in registry_of(checked).sectors] == [
        fact.sector_name for fact in untouched.sectors
    ]


def test_an_anagrafica_is_outdated_once_another_one_holds(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content
    other = edited(sheet, "Settori", B6="Opere pubbliche")
    load(store, REGISTRY_FILE, without_mark(other))

    checked = check_file(store, REGISTRY_FILE, edited(sheet, "Settori", C6="01/01/2024"))

    assert [issue.found for issue in of_code(checked, "template_outdated")] == ["Settori 03"]


def test_an_anagrafica_that_was_loaded_is_as_good_as_before_when_corrected(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content
    load(store, REGISTRY_FILE, edited(sheet, "Settori", B6="Opere pubbliche"))

    checked = check_file(store, REGISTRY_FILE, edited(sheet, "Settori", B6="Lavori"))

    assert of_code(checked, "template_outdated") == []


def test_the_mark_of_an_anagrafica_keeps_no_person(store: Store) -> None:
    sheet = hand_out_one(store, REGISTRY, "Anna").content
    load(
        store,
        REGISTRY_FILE,
        edited(
            sheet,
            "Ruoli",
            A6="anna.rossi@example.org",
            B6="Ufficio programmazione",
            C6="Anna Rossi",
        ),
    )
    marked = read_template_mark(
        grids_of(
            REGISTRY_FILE, hand_out_one(store, REGISTRY, "Anna").content, IssueList(REGISTRY_FILE)
        )[0]
    )

    assert marked is not None
    roles = next(one for one in marked.sheets if one.sheet_name == "Ruoli")
    assert len(roles.row_keys) == 1
    assert "rossi" not in repr(marked).casefold()


def registry_of(checked: CheckedFile) -> RegistryFacts:
    (document,) = checked.documents
    assert document.facts.registry is not None
    return document.facts.registry


def without_mark(content: bytes) -> bytes:
    book = load_workbook(io.BytesIO(content))
    del book[MARK_SHEET]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
