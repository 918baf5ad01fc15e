"""Tables leave as workbooks that keep numbers as numbers and never run what was typed."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl

from dashboard.domain.word_differences import TextChange, TextRun, word_differences
from dashboard.workbook import write_table_xlsx

ROWS = [
    ("Indicatore", "Risultato", "Data"),
    ("=1+1", 1234.5, date(2024, 6, 30)),
    ("Posti\nattivati", None, None),
]


def _sheet(**named: Any) -> Any:
    content = write_table_xlsx({"Risultati": ROWS}, **named)
    return openpyxl.load_workbook(io.BytesIO(content))["Risultati"]


def test_values_come_back_with_their_types() -> None:
    rows = list(_sheet().iter_rows(values_only=True))
    assert rows[0] == ("Indicatore", "Risultato", "Data")
    assert rows[1][1] == 1234.5
    assert rows[1][2].date() == date(2024, 6, 30)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = _sheet()["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_heading_is_frozen_and_repeated_on_landscape_pages() -> None:
    sheet = _sheet(title="Comune di Prova")
    assert sheet["A1"].value == "Comune di Prova"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["A5"].alignment.wrap_text


def test_sheet_names_are_made_acceptable_and_different() -> None:
    names = ["Settore: 03/LLPP", "Settore  03 LLPP"[:8] + "x" * 40, "x" * 40, "X" * 40]
    content = write_table_xlsx(dict.fromkeys(names, ROWS))
    written = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert written[0] == "Settore  03 LLPP"
    assert len({name.casefold() for name in written}) == 4
    assert all(len(name) <= 31 for name in written)


def test_no_tables_still_give_a_workbook_that_opens() -> None:
    assert openpyxl.load_workbook(io.BytesIO(write_table_xlsx({}))).sheetnames == ["Foglio1"]


def test_marked_text_is_underlined_where_added_and_struck_where_taken_out() -> None:
    marked = word_differences("Gara entro maggio", "Gara entro luglio 2025")
    content = write_table_xlsx({"Foglio": [("Testo",), (marked,)]})
    cell = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)["Foglio"]["A2"].value

    assert [str(part) for part in cell] == ["Gara entro ", "maggio", "luglio 2025"]
    assert cell[1].font.strike
    assert (cell[2].font.b, cell[2].font.u) == (True, "single")


def test_marked_text_is_cut_to_what_a_cell_can_hold() -> None:
    runs = (TextRun(TextChange.EQUAL, "a" * 32_760), TextRun(TextChange.INSERTED, "b" * 100))
    content = write_table_xlsx({"Foglio": [("Testo",), (runs,)]})
    cell = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)["Foglio"]["A2"].value

    assert len(str(cell)) == 32_767


def test_pages_are_numbered_and_columns_as_wide_as_asked() -> None:
    content = write_table_xlsx({"Uno": ROWS, "Due": ROWS}, widths={"Due": (40, 12.5, 20)})
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert book["Uno"].oddFooter.center.text == "Pagina &P di &N"
    columns = book["Due"].column_dimensions
    assert [columns[letter].width for letter in "ABC"] == [40, 12.5, 20]
