"""A handed-out sheet that comes back: known, held against what would be handed out now, kept so."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dashboard.domain.issues import SEVERITIES
from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.model import DocumentKind, Issue, Severity
from dashboard.domain.templates import TemplateSlot, TemplateState
from dashboard.ingest import CheckedFile, check_file, confirm
from dashboard.rebuild import rebuild_database
from dashboard.returned_templates import stored_use
from dashboard.store import Store, open_store
from dashboard.templates import YearTemplates, hand_out_one
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
