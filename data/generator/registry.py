"""Make the anagrafica of the invented municipality: directions, deadlines, clauses that order them.

Who of the Giunta follows a direction is invented, names and all. The clauses, their dates, folders
and contradictions are those of a public directive on the cycle 2024-2026, in short quotations.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from generator.content import CONTENT, ENTITY
from generator.sheet_writing import (
    STATEMENT_FONT,
    TITLE_FONT,
    fit_row_height,
    save,
    set_for_printing,
    set_widths,
    style_body,
    style_heading,
)

YEAR = 2024
FILE_NAME = f"Anagrafica {YEAR}.xlsx"
SHEETS = {
    "Scadenze": "scadenze.csv",
    "Clausole della direttiva": "clausole.csv",
    "Indirizzi strategici": "indirizzi.csv",
}
HEADING_ROW = 5
WIDTHS = {
    "Documento": 34,
    "Testo": 70,
    "Fonte": 24,
    "Note": 22,
    "Indirizzo strategico": 34,
    "Assessore di riferimento": 30,
}
USUAL_WIDTH = 14
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
# What people read as numbers; codes such as 1.2 stay texts.
_NUMBERS = ("Anno", "Primo anno del ciclo", "Ultimo anno del ciclo", "Giorni")


def write_registry(into: Path) -> Path:
    """Writes the workbook into a folder; gives its path."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, file_name in SHEETS.items():
        sheet = workbook.create_sheet(name)
        sheet["A1"], sheet["A2"] = f"Anagrafica – {name}", f"Ente: {ENTITY}"
        sheet["A3"] = f"Anno di riferimento: {YEAR}"
        sheet["A1"].font, sheet["A2"].font, sheet["A3"].font = (
            TITLE_FONT,
            STATEMENT_FONT,
            STATEMENT_FONT,
        )
        with (CONTENT / file_name).open(encoding="utf-8") as lines:
            headings, *rows = csv.reader(lines, delimiter=";")
        set_widths(sheet, [WIDTHS.get(heading, USUAL_WIDTH) for heading in headings])
        for column, heading in enumerate(headings, start=1):
            style_heading(sheet.cell(HEADING_ROW, column, heading))
        for number, row in enumerate(rows, start=HEADING_ROW + 1):
            for column, (heading, words) in enumerate(zip(headings, row, strict=True), start=1):
                cell = sheet.cell(number, column, _typed(heading, words))
                style_body(cell)
                if isinstance(cell.value, date):
                    cell.number_format = "dd/mm/yyyy"
            fit_row_height(sheet, number)
        fit_row_height(sheet, HEADING_ROW)
        set_for_printing(sheet, HEADING_ROW)
    path = into / FILE_NAME
    save(workbook, path)
    return path


def _typed(heading: str, words: str) -> str | int | date | None:
    day = _DAY.fullmatch(words)
    if day is not None:
        return date(int(day[3]), int(day[2]), int(day[1]))
    if heading.startswith(_NUMBERS) and words:
        return int(words)
    return words or None
