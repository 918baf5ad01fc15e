"""Write one table of actions and indicators: its titles, headings, merged blocks and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from generator.columns import EXTRA, Column
from generator.content import CYCLE, ENTITY, Habit
from generator.rows import PIAO_ACTION_FIELDS, Place, cell_content
from generator.sheet_writing import (
    CENTRED,
    GROUP_FILL,
    STATEMENT_FONT,
    TITLE_FONT,
    CellKey,
    fit_row_height,
    set_for_printing,
    style_body,
    style_heading,
)

HEADLINES = {
    "piao": "PIAO {cycle} – Scheda delle azioni, anno {year}",
    "peg": "PEG {cycle} – Elenco delle azioni, anno {year}",
    "intermedio": "PIAO {cycle} – Report intermedio al 30/06/{year}",
    "finale": "PIAO {cycle} – Report finale al 31/12/{year}",
    "risorse": "PEG {cycle} – Risorse finanziarie delle azioni, anno {year}",
    "personale": "PEG {cycle} – Personale assegnato alle azioni, anno {year}",
    "attivita": "PIAO {cycle} – Attività ordinaria dei servizi, report finale al 31/12/{year}",
    "controlli": "PIAO {cycle} – Controlli di qualità attivati, report finale al 31/12/{year}",
    "innovazioni": "PIAO {cycle} – Innovazioni introdotte, report finale al 31/12/{year}",
}
# A sheet copied from the year before, with the three years left as they were.
STALE_YEARS = {("peg", 2025, "09"): 2024}
EXTRA_CONTENT = {
    "02": "E 1.01",
    "04": "M1C1",
    "07": "Obiettivo 11",
    "12": "14/02/2025",
}


@dataclass(slots=True)
class WrittenTable:
    """A table as written: where its headings end, and the values to store beside its formulas."""

    sheet: Worksheet
    columns: list[Column]
    first_column: int
    heading_row: int
    row_by_indicator: dict[str, int] = field(default_factory=dict)
    cached: dict[CellKey, float | str] = field(default_factory=dict)

    def column_of(self, name: str) -> int:
        """Gives the sheet column that shows a content field."""
        fields = [column.field for column in self.columns]
        return self.first_column + fields.index(name)

    def address(self, name: str, row: int) -> str:
        return f"{get_column_letter(self.column_of(name))}{row}"


def write_table(sheet: Worksheet, places: list[Place], columns: list[Column]) -> WrittenTable:
    """Writes title, headings and one row per place, in the habit of the places' sector."""
    habit, first = places[0].habit, places[0]
    row = write_title(sheet, first, habit, len(columns))
    row = write_headings(sheet, row, columns, habit)
    written = WrittenTable(sheet, columns, habit.first_column, row)
    for place in places:
        row += 1
        _write_row(written, row, place)
    if habit.merges_actions:
        _merge_actions(written, places)
    fit_sheet(sheet, columns, habit, written.heading_row, row)
    return written


def fit_sheet(
    sheet: Worksheet, columns: list[Column], habit: Habit, heading_row: int, last_row: int
) -> None:
    """Gives columns and rows their sizes once they are written, and readies the sheet to print."""
    for index, column in enumerate(columns):
        letter = get_column_letter(habit.first_column + index)
        sheet.column_dimensions[letter].width = column.width
    if habit.first_column > 1:
        sheet.column_dimensions["A"].width = 3
    fit_row_height(sheet, heading_row, least=30)
    for number in range(heading_row + 1, last_row + 1):
        fit_row_height(sheet, number)
    set_for_printing(sheet, heading_row)


def title_lines(place: Place) -> dict[str, str]:
    """Gives the statements of a sheet: who, what, when and which sector."""
    headline = HEADLINES[place.document].format(cycle=CYCLE[place.year], year=place.year)
    return {"ente": ENTITY, "documento": headline, "settore": place.sector.label}


def _sheet_key(place: Place) -> tuple[str, int, str]:
    return place.document, place.year, place.sector.code


def write_title(sheet: Worksheet, place: Place, habit: Habit, width: int) -> int:
    """Writes the title rows and gives the last one used, with the blank rows below it."""
    lines = title_lines(place)
    writers: dict[str, Callable[[dict[str, str]], list[str]]] = {
        "blocco": lambda said: [
            said["ente"],
            said["documento"],
            f"Settore: {said['settore']}",
            f"Anno di riferimento: {place.year}",
            f"Triennio: {CYCLE[STALE_YEARS.get(_sheet_key(place), place.year)]}",
            "",
        ],
        "riga": lambda said: [
            f"{said['ente']} – Settore {said['settore']}\n{said['documento']}",
        ],
        "lettera": lambda said: [
            said["ente"].upper().replace("(DATI INVENTATI)", "(dati inventati)"),
            f"Settore {said['settore'].replace(' ', ' – ', 1)}",
            "",
            said["documento"],
            "Compilare solo le celle bianche; le modifiche vanno scritte in rosso.",
            "",
            "",
        ],
    }
    texts = writers[habit.title](lines)
    for number, text in enumerate(texts, start=1):
        cell = sheet.cell(number, habit.first_column, text or None)
        cell.font = TITLE_FONT if number <= 2 else STATEMENT_FONT
    if habit.title == "riga":
        last = habit.first_column + width - 1
        sheet.merge_cells(start_row=1, start_column=habit.first_column, end_row=1, end_column=last)
        sheet.cell(1, habit.first_column).alignment = CENTRED
        sheet.row_dimensions[1].height = 40
    return len(texts)


def write_headings(sheet: Worksheet, row: int, columns: list[Column], habit: Habit) -> int:
    """Writes one heading row, or a row of merged groups above it; gives the last one's number."""
    if habit.has_two_row_heading:
        row += 1
        start = habit.first_column
        for group, members in groupby(columns, key=lambda column: column.group):
            count = len(list(members))
            for position in range(start, start + count):
                style_heading(sheet.cell(row, position), GROUP_FILL)
            head = sheet.cell(row, start, group.upper())
            head.font = STATEMENT_FONT
            if count > 1:
                sheet.merge_cells(
                    start_row=row, start_column=start, end_row=row, end_column=start + count - 1
                )
            start += count
    row += 1
    for index, column in enumerate(columns):
        title = int(column.title) if column.title.isdigit() else column.title
        style_heading(sheet.cell(row, habit.first_column + index, title))
    return row


def _write_row(written: WrittenTable, row: int, place: Place) -> None:
    for index, column in enumerate(written.columns):
        cell = written.sheet.cell(row, written.first_column + index)
        if column.field == EXTRA:
            cell.value = EXTRA_CONTENT[place.sector.code]
        elif column.field != "grado":
            typed = cell_content(column.field, place)
            cell.value = typed.content
            cell.number_format = typed.number_format
        style_body(cell)
    key = place.indicator.code if place.indicator is not None else place.action.code
    written.row_by_indicator[key] = row


def _merge_actions(written: WrittenTable, places: list[Place]) -> None:
    """Merges the cells that say the same thing for every indicator of an action."""
    row = written.heading_row + 1
    for _, block in groupby(places, key=lambda place: place.action.code):
        count = len(list(block))
        for index, column in enumerate(written.columns):
            if count > 1 and column.field in PIAO_ACTION_FIELDS:
                position = written.first_column + index
                written.sheet.merge_cells(
                    start_row=row,
                    start_column=position,
                    end_row=row + count - 1,
                    end_column=position,
                )
        row += count
