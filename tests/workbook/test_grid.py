"""Cells come back with their address, their value and the text that a person sees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import settings
from dashboard.workbook.cells import Grid, column_letters, column_number, moment_from_serial
from dashboard.workbook.colours import is_red, resolved_colour
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.number_formats import number_format, shown_number
from dashboard.workbook.package import open_workbook_package
from dashboard.workbook.worksheet import read_worksheet
from tests.workbook.building import MAIN, book, raw_xlsx


def _grid(content: bytes) -> Grid:
    package = open_workbook_package("f.xlsx", content)
    return read_worksheet(package, package.sheets[0], CellLimits("f.xlsx"))


SHOWN = [
    # value    format          seen
    (0.85, "0%", "85%"),
    (0.8512, "0.00%", "85,12%"),
    (1234.5, "General", "1234,5"),
    (1234.5, "#,##0.00", "1.234,50"),
    (3, "00", "03"),
    (12, '"n." 0', "12"),
    (1500, '#,##0.00 "€"', "1.500,00 €"),
    (0.1 + 0.2, "General", "0,3"),
    (-7.25, "0.0;[Red]-0.0", "-7,2"),
]


@pytest.mark.parametrize(("value", "code", "seen"), SHOWN)
def test_number_is_shown_as_in_an_italian_sheet(value: float, code: str, seen: str) -> None:
    assert shown_number(value, number_format(code)) == seen


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "d mmm yy", "[$-410]dd-mmm-yy", "hh:mm", "[h]:mm"])
def test_date_formats_are_known(code: str) -> None:
    assert number_format(code).is_date


@pytest.mark.parametrize("code", ["0.00", "General", "@", '0 "giorni"', "#,##0;[Red]-#,##0", "0%"])
def test_number_formats_are_not_dates(code: str) -> None:
    assert not number_format(code).is_date


SERIALS = [
    (1, date(1900, 1, 1)),
    (59, date(1900, 2, 28)),
    (61, date(1900, 3, 1)),
    (45473, date(2024, 6, 30)),
]


@pytest.mark.parametrize(("serial", "day"), SERIALS)
def test_day_numbers_follow_the_calendar_of_spreadsheets(serial: int, day: date) -> None:
    moment = moment_from_serial(serial, is_1904=False)
    assert moment is not None
    assert moment.date() == day


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_column_letters_and_back(number: int, letters: str) -> None:
    assert (column_letters(number), column_number(letters)) == (letters, number)


def test_percent_cell_keeps_its_share_and_shows_its_percent() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0%"

    cell = _grid(book([(), (None, 0.85)], edit)).own(2, 2)
    assert cell is not None
    assert (cell.value, cell.text, cell.is_percent, cell.address) == (0.85, "85%", True, "B2")


def test_merged_value_is_seen_in_the_filled_rows_of_its_range_and_nowhere_else() -> None:
    grid = _grid(
        book([("Azione",), (), (None, None, None, "x")], lambda sheet: sheet.merge_cells("A1:B3"))
    )
    seen = {
        (row, column)
        for row in range(1, 6)
        for column in range(1, 5)
        if grid.at(row, column) is not None
    }
    assert seen == {(row, column) for row in (1, 3) for column in (1, 2)} | {(3, 4)}


def test_merges_over_a_whole_sheet_cost_only_what_is_filled() -> None:
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 200
    far = '<row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    grid = _grid(
        raw_xlsx(
            f'<row r="1"><c r="A1"><v>1</v></c></row>{far}',
            after=f"<mergeCells>{merges}</mergeCells>",
        )
    )
    assert sum(map(len, grid.anchors.values())) < 3 * settings.MAX_COLUMNS


def test_hidden_rows_and_columns_are_known() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    grid = _grid(book([("a", "b"), ("c", "d")], edit))
    assert (grid.hidden_rows, grid.hidden_columns) == ({2}, {2})


ODD_CELLS = [
    # xml                                                      value   text      error   never
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, "#DIV/0!", "#DIV/0!", False),
    ('<c r="A1"><f>B1*2</f></c>', None, "", "", True),
    ('<c r="A1"><f>B1*2</f><v></v></c>', None, "", "", True),
    ('<c r="A1"><f>B1*2</f><v>8</v></c>', 8, "8", "", False),
    ('<c r="A1" t="str"><f>B1</f><v>sì</v></c>', "sì", "sì", "", False),
    ('<c r="A1" t="b"><v>1</v></c>', True, "VERO", "", False),
    ('<c r="A1" t="d"><v>2024-06-30</v></c>', date(2024, 6, 30), "30/06/2024", "", False),
    ('<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>', "a\nb", "a\nb", "", False),
]


@pytest.mark.parametrize(("xml", "value", "text", "error", "never"), ODD_CELLS)
def test_stored_forms_of_a_cell(xml: str, value: Any, text: str, error: str, never: bool) -> None:
    cell = _grid(raw_xlsx(f'<row r="1">{xml}</row>')).own(1, 1)
    assert cell is not None
    assert (cell.value, cell.text, cell.error, cell.is_never_calculated) == (
        value,
        text,
        error,
        never,
    )


def test_cells_without_addresses_take_the_next_place() -> None:
    grid = _grid(raw_xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    places = {
        (cell.row, cell.column): cell.value for r in grid.rows.values() for cell in r.values()
    }
    assert places == {(1, 1): 1, (1, 2): 2, (2, 1): 3}


def test_namespace_prefixes_do_not_matter() -> None:
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    cell = _grid(raw_xlsx("", extra={"xl/worksheets/sheet1.xml": sheet})).own(1, 1)
    assert cell is not None
    assert cell.value == 7


RED = ["FF0000", "FFC00000", "00FF0000", "C9211E", "B00020", "800000", "9C0006", "953735", "E06666"]
NOT_RED = ["000000", "FFFFFF", "FF8080", "FF6600", "ED7D31", "FFC7CE", "7F7F7F", "C55A11", "x"]


@pytest.mark.parametrize("rgb", RED)
def test_red_to_the_eye_is_red_ink(rgb: str) -> None:
    assert is_red(rgb)


@pytest.mark.parametrize("rgb", NOT_RED)
def test_orange_pink_and_grey_are_not_red_ink(rgb: str) -> None:
    assert not is_red(rgb)


def test_colours_resolve_by_index_by_theme_and_by_tint() -> None:
    theme = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D")
    assert resolved_colour({"indexed": "10"}, theme) == "FF0000"
    assert resolved_colour({"theme": "5"}, theme) == "C0504D"
    assert resolved_colour({"theme": "5", "tint": "-0.25"}, theme) == "953735"
    assert resolved_colour({"auto": "1"}, theme) is None
