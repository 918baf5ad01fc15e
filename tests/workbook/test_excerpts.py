"""The rows around a cell, as they stand in the person's own sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.errors import UnreadableWorkbookError
from dashboard.workbook import SheetTexts, excerpt, workbook_texts_isolated
from tests.workbook.building import DUP_TITLES, FINAL_HEAD, FINAL_TITLES, book, table

ORIGINALS = Path(__file__).parent / "originals"
ROWS = [(f"1.{n}", f"Azione {n}", "Posti attivati", 60, n, None) for n in range(1, 10)]


def only_sheet(content: bytes) -> SheetTexts:
    [sheet] = workbook_texts_isolated("x.xlsx", content)
    return sheet


def test_two_rows_above_and_below_stand_under_their_heading() -> None:
    found = excerpt(only_sheet(book(table(FINAL_HEAD, FINAL_TITLES, *ROWS))), "E10")

    assert [(row.number, row.is_heading) for row in found.rows] == [
        (5, True),
        (8, False),
        (9, False),
        (10, False),
        (11, False),
        (12, False),
    ]
    assert found.columns == ("A", "B", "C", "D", "E", "F")
    assert (found.row_number, found.column) == (10, "E")
    assert found.rows[3].texts == ("1.5", "Azione 5", "Posti attivati", "60", "5", "")


def test_a_cell_in_the_heading_or_above_it_is_shown_where_it_stands() -> None:
    sheet = only_sheet(book(table(FINAL_HEAD, FINAL_TITLES, *ROWS)))

    assert [row.number for row in excerpt(sheet, "A5").rows] == [3, 4, 5, 6, 7]
    above = excerpt(sheet, "A1")
    assert [(row.number, row.is_heading) for row in above.rows] == [
        (1, False),
        (2, False),
        (3, False),
    ]
    assert above.rows[0].texts == ("Comune di Prova",)


def test_an_empty_cell_beyond_the_filled_ones_has_its_column() -> None:
    found = excerpt(only_sheet(book(table(FINAL_HEAD, FINAL_TITLES, *ROWS))), "H6")

    assert found.columns[-1] == "H"
    assert all(row.texts[-1] == "" for row in found.rows)


def test_a_far_column_keeps_the_excerpt_small() -> None:
    found = excerpt(only_sheet(book(table(FINAL_HEAD, FINAL_TITLES, *ROWS))), "XFD6")

    assert found.columns[-1] == "XFD"
    assert len(found.columns) == 60


def test_a_second_table_of_a_sheet_has_its_own_heading() -> None:
    second = (("Indirizzo strategico 2 - Città",), DUP_TITLES, *[("2.1", "Nido", "In corso")] * 6)
    found = excerpt(only_sheet(book([*table(FINAL_HEAD, FINAL_TITLES, *ROWS), (), *second])), "B23")

    assert [row.number for row in found.rows if row.is_heading] == [17]


def test_merged_and_hidden_rows_and_errors_are_shown_as_they_are() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.merge_cells("B6:B7")
        sheet.row_dimensions[8].hidden = True
        sheet["E6"] = "#DIV/0!"
        sheet["E6"].data_type = "e"

    found = excerpt(only_sheet(book(table(FINAL_HEAD, FINAL_TITLES, *ROWS), edit=edit)), "E6")

    texts = {row.number: row.texts for row in found.rows}
    assert (texts[6][1], texts[7][1]) == ("Azione 1", "Azione 1")
    assert texts[6][4] == "#DIV/0!"
    assert [row.number for row in found.rows if row.is_hidden] == [8]


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_every_format_shows_the_same_rows(ending: str) -> None:
    content = (ORIGINALS / f"foglio.{ending}").read_bytes()
    sheets = {one.sheet_name: one for one in workbook_texts_isolated(f"foglio.{ending}", content)}

    found = excerpt(sheets["Report"], "F7")

    row = next(row for row in found.rows if row.number == 7)
    assert row.texts[2:7] == ("Quota di rete", "crescente", "90%", "85%", "Pioggia")
    assert row.texts[0] == "03"  # merged from the row above
    assert [one.number for one in found.rows if one.is_heading] == [5]


def test_what_is_no_address_is_no_excerpt() -> None:
    with pytest.raises(ValueError, match="A"):
        excerpt(only_sheet(book([("a",)])), "A")


def test_a_file_that_cannot_be_read_has_no_texts() -> None:
    with pytest.raises(UnreadableWorkbookError):
        workbook_texts_isolated("x.xlsx", b"PK\x03\x04 troncato")
