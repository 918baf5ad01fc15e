"""A sheet that was handed out is known again, whatever people did to it on the way."""

from __future__ import annotations

import base64
import json
import pickle
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import DocumentKind, Issue, ParsedDocument, ParsedWorkbook, Period
from dashboard.texts.issues import issue_sentence
from dashboard.texts.template_workbook import MARK_SHEET, SHEET_NAMES
from dashboard.workbook import sheet_previews, write_template_xlsx
from dashboard.workbook.wire import write_object
from tests.workbook.handed_out import (
    FINAL_ROWS,
    FIRST_ROW,
    HEADING_ROW,
    KINDS,
    SOFFICE,
    codes,
    column_of,
    edited,
    final_template,
    handed_out,
    resaved,
    returned,
    saved,
    template,
)

REPORT = SHEET_NAMES[DocumentKind.FINAL_REPORT]


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_template_xlsx(final_template())


@pytest.fixture(scope="module")
def filled(content: bytes) -> bytes:
    """Gives the final report with a result in every row."""

    def fill(book: Workbook) -> None:
        sheet = book[REPORT]
        place = column_of(sheet, "Risultato al 31/12")
        for row, result in enumerate((91, 28, "n.d."), start=FIRST_ROW):
            sheet.cell(row, place).value = result

    return edited(content, fill)


def after(content: bytes, edit: Callable[[Worksheet], object]) -> ParsedWorkbook:
    """Gives what is read after something was done to the sheet of the report."""
    return returned(edited(content, lambda book: edit(book[REPORT])))


def report_of(workbook: ParsedWorkbook) -> ParsedDocument:
    return next(one for one in workbook.documents if one.kind is DocumentKind.FINAL_REPORT)


def results(workbook: ParsedWorkbook) -> dict[str, object]:
    return {str(row.get("indicator_code")): row.get("result") for row in report_of(workbook).rows}


FILLED = {"A1.1": 91, "A1.2": 28, "02.1": None}


def found(workbook: ParsedWorkbook, code: str) -> Issue:
    return next(issue for issue in workbook.issues if issue.code == code)


def changed(workbook: ParsedWorkbook) -> int:
    assert workbook.template_mark is not None
    return workbook.template_mark.changed_cell_count


def test_an_untouched_sheet_is_read_as_it_was_handed_out(content: bytes) -> None:
    workbook = returned(content)
    report = report_of(workbook)
    assert (report.reference_year, report.period) == (2024, Period.FINAL)
    assert (report.sector_code, report.sector_name) == ("03", "Lavori pubblici")
    assert (report.cycle_start_year, report.entity_name) == (2024, "Comune di Prova")
    assert [row.get("indicator_code") for row in report.rows] == ["A1.1", "A1.2", "02.1"]
    assert report.rows[0].get("measure_kind") == "increasing"
    assert changed(workbook) == 0


def test_neither_blank_rows_nor_hidden_sheets_nor_formulas_say_anything(content: bytes) -> None:
    workbook = returned(content)
    assert len(report_of(workbook).rows) == len(FINAL_ROWS)
    assert codes(workbook) == {"result_missing", "template_part_empty"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_says_slot_version_and_moment(kind: DocumentKind) -> None:
    told = template(kind)
    mark = returned(write_template_xlsx(told)).template_mark
    assert mark is not None
    assert (mark.slot, mark.version, mark.issued_at) == (told.slot, told.version, told.issued_at)


def test_what_was_changed_is_counted_cell_by_cell(filled: bytes) -> None:
    assert changed(returned(filled)) == 3


def test_a_new_row_and_a_row_that_is_gone_count_their_cells(content: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.delete_rows(FIRST_ROW)
        sheet.cell(FIRST_ROW + 2, column_of(sheet, "Azione")).value = "Nuova azione"
        sheet.cell(FIRST_ROW + 2, column_of(sheet, "Indicatore")).value = "Nuovo indicatore"

    assert changed(after(content, edit)) == len(FINAL_ROWS[0]) + 2


def test_moved_inserted_and_removed_columns_are_followed(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.delete_cols(column_of(sheet, "Baseline"))
        sheet.insert_cols(2, 2)

    workbook = after(filled, edit)
    assert results(workbook) == FILLED
    assert "unknown_column" not in codes(workbook)


def test_a_column_that_a_person_added_is_kept_and_said(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        place = sheet.max_column + 2
        sheet.cell(HEADING_ROW, place).value = "Appunti miei"
        sheet.cell(FIRST_ROW, place).value = "da rivedere"

    workbook = after(filled, edit)
    assert results(workbook) == FILLED
    assert found(workbook, "unknown_column").found == "Appunti miei"


def test_a_column_whose_title_was_written_anew_is_known_by_its_place(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(HEADING_ROW, column_of(sheet, "Risultato al 31/12")).value = "Quanto fatto"

    workbook = after(filled, edit)
    assert results(workbook) == FILLED
    said = issue_sentence(found(workbook, "template_title_edited"))
    assert "«Quanto fatto»" in said
    assert "«Risultato al 31/12»" in said


def test_a_column_whose_title_was_wiped_out_is_known_by_its_place(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(HEADING_ROW, column_of(sheet, "Risultato al 31/12")).value = None

    assert results(after(filled, edit)) == FILLED


def test_titles_that_were_all_written_anew_are_known_where_they_stood(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        for cell in sheet[HEADING_ROW]:
            cell.value = f"Colonna {cell.column_letter}"

    workbook = after(filled, edit)
    assert results(workbook) == FILLED
    assert "no_recognised_sheet" not in codes(workbook)


def test_rows_above_and_between_and_another_name_of_the_sheet_do_no_harm(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.insert_rows(FIRST_ROW + 1, 2)
        sheet.insert_rows(1, 4)
        sheet.title = "definitivo OK"

    workbook = after(filled, edit)
    assert results(workbook) == FILLED
    assert changed(workbook) == 3


def test_title_lines_that_were_wiped_out_are_not_missed(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        for row in range(1, HEADING_ROW):
            sheet.cell(row, 2).value = None

    report = report_of(after(filled, edit))
    assert (report.reference_year, report.period) == (2024, Period.FINAL)
    assert (report.sector_code, report.sector_name) == ("03", "Lavori pubblici")


@pytest.mark.parametrize(
    ("row", "line", "subject"),
    [
        (1, "Report finale PIAO al 31/12/2025", "l’anno di riferimento"),
        (1, "Report intermedio PIAO al 30/06/2024", "il periodo"),
        (2, "Ente: Comune di Altrove", "l’ente"),
        (3, "Settore: 05 Tributi", "il settore"),
        (4, "Anno di riferimento: 2025", "l’anno di riferimento"),
    ],
)
def test_a_sheet_turned_by_hand_into_that_of_another_is_not_stored(
    filled: bytes, row: int, line: str, subject: str
) -> None:
    workbook = after(filled, lambda sheet: sheet.cell(row, 2, line))
    assert workbook.is_blocked
    issue = found(workbook, "template_of_another")
    assert issue.cell == f"B{row}"
    assert subject in issue_sentence(issue)


def test_the_sheet_outweighs_the_name_of_the_file(filled: bytes) -> None:
    workbook = returned(filled, "Report Settore 05 Tributi 2023.xlsx")
    assert not workbook.is_blocked
    assert report_of(workbook).sector_code == "03"
    assert "contradictory_statement" in codes(workbook)


def test_an_overtyped_key_is_said_with_what_it_was(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.cell(FIRST_ROW + 1, column_of(sheet, "Codice indicatore")).value = "B9"

    workbook = after(filled, edit)
    issue = found(workbook, "template_key_overtyped")
    assert (issue.expected, issue.found, issue.cell) == ("A1.2", "B9", f"D{FIRST_ROW + 1}")
    assert changed(workbook) == 4


def test_a_row_typed_for_something_new_overtypes_nothing(filled: bytes) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.delete_rows(FIRST_ROW)
        for title in ("Codice indicatore", "Azione", "Indicatore", "Unità di misura"):
            sheet.cell(FIRST_ROW + 2, column_of(sheet, title)).value = f"Nuovo {title}"

    assert "template_key_overtyped" not in codes(after(filled, edit))


def test_a_damaged_mark_is_said_and_the_titles_are_read(filled: bytes) -> None:
    def spoil(book: Workbook) -> None:
        book[MARK_SHEET]["A2"] = str(book[MARK_SHEET]["A2"].value)[:-40]

    workbook = returned(edited(filled, spoil))
    assert workbook.template_mark is None
    assert "template_mark_damaged" in codes(workbook)
    assert results(workbook) == FILLED
    assert report_of(workbook).sector_code == "03"


def test_without_the_mark_what_formulas_work_out_is_no_strange_column(filled: bytes) -> None:
    workbook = returned(edited(filled, lambda book: book.remove(book[MARK_SHEET])))
    assert results(workbook) == FILLED
    assert "unknown_column" not in codes(workbook)


@pytest.mark.parametrize("told", [b"{}", b"[]", b'{"entity":1}', b"[" * 100_000, b"null", b"\xff"])
def test_a_mark_that_somebody_made_up_is_no_mark(filled: bytes, told: bytes) -> None:
    packed = base64.b64encode(zlib.compress(told)).decode()

    def forge(book: Workbook) -> None:
        sheet = book[MARK_SHEET]
        sheet.delete_rows(2, sheet.max_row)
        sheet["A2"] = packed

    assert "template_mark_damaged" in codes(returned(edited(filled, forge)))


def test_a_mark_that_swells_is_not_unpacked(filled: bytes) -> None:
    packed = base64.b64encode(zlib.compress(b" " * 40_000_000)).decode()

    def forge(book: Workbook) -> None:
        sheet = book[MARK_SHEET]
        sheet.delete_rows(2, sheet.max_row)
        for row, start in enumerate(range(0, len(packed), 8_000), start=2):
            sheet.cell(row, 1).value = packed[start : start + 8_000]

    assert "template_mark_damaged" in codes(returned(edited(filled, forge)))


def test_the_mark_holds_neither_paths_nor_texts_of_the_sheet() -> None:
    book = handed_out(final_template(folder="R:/segreto/cartella"))
    cells = [str(cell.value) for (cell,) in book[MARK_SHEET].iter_rows(min_row=2)]
    told = zlib.decompress(base64.b64decode("".join(cells))).decode()
    assert json.loads(told)["year"] == 2024
    assert "segreto" not in told
    assert "Manutenzione" not in told


def test_parts_left_empty_do_not_keep_a_report_from_being_stored(filled: bytes) -> None:
    workbook = returned(filled)
    assert not workbook.is_blocked
    assert [one.kind for one in workbook.documents] == [DocumentKind.FINAL_REPORT]


def test_a_part_that_was_filled_in_is_a_document_of_the_same_sector(content: bytes) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["Innovazioni"]
        for title, words in (
            ("Innovazione", "Pratiche edilizie in linea"),
            ("Servizio", "Sportello unico"),
            ("Ambito dell’innovazione", "servizio"),
            ("Beneficio", "Nessuna fila"),
        ):
            sheet.cell(FIRST_ROW, column_of(sheet, title)).value = words

    documents = returned(edited(content, edit)).documents
    part = next(one for one in documents if one.kind is DocumentKind.INNOVATIONS)
    assert (part.reference_year, part.sector_code) == (2024, "03")
    assert part.rows[0].get("innovation_area") == "service"


def test_a_sector_known_only_by_its_name_keeps_its_code() -> None:
    told = final_template(sector_code="lavori-pubblici")
    report = report_of(returned(write_template_xlsx(told)))
    assert (report.sector_code, report.sector_name) == ("lavori-pubblici", "Lavori pubblici")


def test_sheets_gathered_from_two_files_are_read_by_their_titles(filled: bytes) -> None:
    def edit(book: Workbook) -> None:
        copy = book.copy_worksheet(book[MARK_SHEET])
        copy.title = "_scheda2"

    workbook = returned(edited(filled, edit))
    assert workbook.template_mark is None
    assert results(workbook) == FILLED


def test_the_mark_survives_the_way_between_two_processes(content: bytes) -> None:
    workbook = returned(content)
    stream = BytesIO()
    write_object(workbook, stream)
    came = pickle.loads(stream.getvalue())  # noqa: S301 - written two lines above
    assert came.template_mark == workbook.template_mark


def test_only_what_people_fill_in_is_offered_for_a_mapping(content: bytes) -> None:
    names = [preview.sheet_name for preview in sheet_previews("scheda.xlsx", content)]
    assert names[0] == REPORT
    assert MARK_SHEET not in names


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["ods", "xlsx", "xls"])
def test_a_sheet_saved_by_another_program_is_known(
    filled: bytes, ending: str, tmp_path: Path
) -> None:
    workbook = returned(resaved(filled, ending, tmp_path), f"scheda.{ending}")
    assert results(workbook) == FILLED
    assert changed(workbook) == 3
    assert not codes(workbook) & {"unknown_column", "sheet_not_recognised", "hidden_sheet_left_out"}


def test_a_workbook_without_rows_still_carries_its_mark() -> None:
    book = handed_out(template(DocumentKind.PEG_ACTIONS))
    workbook = returned(saved(book))
    assert workbook.template_mark is not None
    assert "empty_table" in codes(workbook)
