"""Workbooks as people make them in Excel, through openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, book
from tests.workbook.corpus.case import NIDO, REPORT, ROADS, Case, read, refused, report

Edit = Callable[[Worksheet], None]
WITH_EXTRA = (*FINAL_TITLES, "Colonna sconosciuta")


def _edited(edit: Edit) -> Callable[[], bytes]:
    return lambda: book(REPORT, edit)


def _moved() -> bytes:
    return book([*[()] * 19, *[(None, None, None, *row) for row in REPORT]])


def _reversed() -> bytes:
    return book([*FINAL_HEAD, (), *[tuple(reversed(row)) for row in REPORT[4:]]])


def _shouted() -> bytes:
    titles = [f"  {title.upper().replace(' ', chr(10))}\u00a0" for title in FINAL_TITLES]
    return book(report(NIDO, ROADS, titles=titles))


def _merged_down(sheet: Worksheet) -> None:
    sheet["A7"] = sheet["B7"] = None
    sheet.merge_cells("A6:A7")
    sheet.merge_cells("B6:B7")


def _merged_titles(sheet: Worksheet) -> None:
    for row in (1, 2, 3):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=6)


def _hidden_lines(sheet: Worksheet) -> None:
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["F"].hidden = True


def _decorated(sheet: Worksheet) -> None:
    sheet.freeze_panes = "C6"
    sheet.auto_filter.ref = "A5:F7"
    sheet.print_title_rows = "5:5"
    sheet.protection.sheet = True
    sheet.protection.password = "segreta"  # noqa: S105 - a sheet's, which hides nothing
    sheet["B6"].hyperlink = "https://example.org"
    sheet["D6"].comment = Comment("da verificare", "Ufficio")
    yes = DataValidation(type="list", formula1='"sì,no"')
    sheet.add_data_validation(yes)
    yes.add("E6:E7")
    fill = PatternFill("solid", bgColor="FFFF0000")
    rule = CellIsRule(operator="lessThan", formula=["60"], font=Font(color="FFFF0000"), fill=fill)
    sheet.conditional_formatting.add("E6:E7", rule)
    sheet.add_table(Table(displayName="Tabella1", ref="A5:F7"))


def _whole(edit: Callable[[Workbook], None]) -> Callable[[], bytes]:
    def make() -> bytes:
        workbook = load_workbook(io.BytesIO(book(REPORT)))
        edit(workbook)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


def _with_chart(workbook: Workbook) -> None:
    workbook.create_chartsheet("Grafico").add_chart(BarChart())
    workbook.defined_names["Zona"] = DefinedName("Zona", attr_text="Foglio!$A$1:$C$9")


def _two_sectors(workbook: Workbook) -> None:
    sheet = workbook.copy_worksheet(workbook.worksheets[0])
    sheet["A3"] = "Settore: 04 Tributi"


def _hidden_copy(workbook: Workbook) -> None:
    workbook.copy_worksheet(workbook.worksheets[0]).sheet_state = "veryHidden"


def _all_hidden(workbook: Workbook) -> None:
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.create_sheet("Vuoto")


def _odd_name(workbook: Workbook) -> None:
    workbook.worksheets[0].title = "L'anno <2024> & «altro» 😀"


def _of_1904(workbook: Workbook) -> None:
    workbook.epoch = CALENDAR_MAC_1904
    workbook.worksheets[0]["D6"] = datetime(2024, 6, 30)  # noqa: DTZ001 - sheets know no zone
    workbook.worksheets[0]["E6"] = date(2024, 6, 30)


def _wide(count: int) -> Callable[[], bytes]:
    extra = [f"Colonna {number}" for number in range(count)]
    return lambda: book(report((*NIDO, *extra), titles=[*FINAL_TITLES, *extra]))


def _many_rows() -> bytes:
    rows = [("1.1", "Nido", f"Indicatore {n}", n + 1, n + 1, None) for n in range(1000)]
    return book(report(*rows))


CASES: list[Case] = [
    read("as it should be", lambda: book(REPORT), 2),
    read("table far from the corner", _moved, 2),
    read("columns in the other order", _reversed, 2),
    read("titles in capitals, broken, padded", _shouted, 2),
    read("titles merged over the table", _edited(_merged_titles), 2),
    read("action merged over its indicators", _edited(_merged_down), 2),
    read(
        "hidden row and column",
        _edited(_hidden_lines),
        2,
        "hidden_rows_loaded",
        "hidden_columns_loaded",
    ),
    read("filters, protection, validation, notes", _edited(_decorated), 2, "comment_to_read"),
    read("chart sheet and names", _whole(_with_chart), 2),
    read("a sheet per sector", _whole(_two_sectors), 4),
    read("hidden copy", _whole(_hidden_copy), 2, "hidden_sheet_left_out"),
    read("all hidden", _whole(_all_hidden), 0, "hidden_sheet_left_out", "no_recognised_sheet"),
    read("sheet name with signs", _whole(_odd_name), 2),
    read("days counted from 1904", _whole(_of_1904), 2),
    read("blank rows between", lambda: book(report(NIDO, (), (), ROADS)), 2),
    read(
        "unknown column", lambda: book(report((*NIDO, "x"), titles=WITH_EXTRA)), 1, "unknown_column"
    ),
    read(
        "total row",
        lambda: book(report(NIDO, ("Totale", None, None, 60, 58))),
        1,
        "total_row_left_out",
    ),
    read(
        "signature below",
        lambda: book(report(NIDO, (), (None,) * 5 + ("Il dirigente",))),
        1,
        "text_outside_table",
    ),
    read("heading on every page", lambda: book(report(NIDO, FINAL_TITLES, ROADS)), 2),
    read(
        "formula never calculated",
        lambda: book(report((*NIDO[:4], "=1+1", None))),
        1,
        "formula_not_calculated",
        "result_missing",
    ),
    read("numbers typed as text", lambda: book(report((*NIDO[:3], "60", "58,5", "Ritardo"))), 1),
    read(
        "dates typed as text",
        lambda: book(report((*NIDO[:3], "entro il 30/06/2024", "15 giugno 2024", None))),
        1,
    ),
    read(
        "n.d. and dashes", lambda: book(report((*NIDO[:3], "60", "n.d.", "-"))), 1, "result_missing"
    ),
    read(
        "signs of every alphabet",
        lambda: book(report(("1.1", "中文 😀 עברית", "Ωμέγα ﬁ", 1, 1, "\u200b\u202e"))),
        1,
    ),
    read("longest cell there is", lambda: book(report((*NIDO[:5], "a" * 32_767))), 1),
    read("a thousand rows", _many_rows, 1000),
    read("titles without rows", lambda: book(report()), 0, "empty_table"),
    read("nothing at all", lambda: book([]), 0, "no_recognised_sheet"),
    read("only spaces", lambda: book([("  ", "\n"), (None, " ")]), 0, "no_recognised_sheet"),
    read("only numbers", lambda: book([(n, n, n, n) for n in range(50)]), 0, "no_recognised_sheet"),
    read(
        "another table",
        lambda: book([("Giorno", "Ora", "Sede"), ("lunedì", 9, "A")]),
        0,
        "no_recognised_sheet",
    ),
    read(
        "the same title twice",
        lambda: book(report((*NIDO, 1), titles=(*FINAL_TITLES, "Target"))),
        0,
        "duplicated_column",
    ),
    read(
        "a column too few",
        lambda: book(report((*NIDO[:2], *NIDO[3:]), titles=(*FINAL_TITLES[:2], *FINAL_TITLES[3:]))),
        0,
        "required_column_missing",
    ),
    read(
        "no year",
        lambda: book([("Report finale",), FINAL_HEAD[2], (), FINAL_TITLES, NIDO]),
        1,
        "year_missing",
    ),
    read("no sector", lambda: book([*FINAL_HEAD[:2], (), FINAL_TITLES, NIDO]), 1, "sector_missing"),
    read(
        "no period",
        lambda: book([("Anno 2024",), FINAL_HEAD[2], (), FINAL_TITLES, NIDO]),
        1,
        "period_missing",
    ),
    read(
        "file name of another year",
        lambda: book(REPORT),
        2,
        "contradictory_statement",
        file_name="Report finale anno 2023.xlsx",
    ),
    read("four hundred columns", _wide(400), 1, "unknown_column"),
    refused("six hundred columns", _wide(600), "columns"),
]
