"""Write the further sheets of PEG and final report: resources, staff, activity, controls, news.

Three sectors state resources in the PEG list itself; one handed in its final report without them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import groupby

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.columns import Column
from generator.content import Habit, Sector, actions, habits, sector_actions, table
from generator.rows import Place
from generator.sheet_writing import style_body
from generator.tables import fit_sheet, write_headings, write_title
from generator.values import DATE_FORMAT, EMPTY, Typed, italian

Row = dict[str, str]
"""A row of content: what each field says, as plain text."""

PARTS = {"peg": ("risorse", "personale"), "finale": ("attivita", "controlli", "innovazioni")}
SHEET_NAMES = {
    "risorse": "Risorse finanziarie",
    "personale": "Personale",
    "attivita": "Attività ordinaria",
    "controlli": "Controlli di qualità",
    "innovazioni": "Innovazioni",
}
# The parts are of one year only, and so are the columns of their tables of content.
YEAR = 2024
VALUE_YEARS = ("2021", "2022", "2023", "2024")
STATES_RESOURCES_IN_ROW = ("06", "08", "12")
WITHOUT_REPORT_PARTS = "06"
FIELDS = {
    "risorse": ("centro", "fattore", "missione", "capitolo", "stanziato", "impegnato", "pagato"),
    "personale": ("categoria", "unita", "tempo"),
    "attivita": ("codice", "servizio", "misura", "unita", *VALUE_YEARS, "nota"),
    "controlli": (
        "codice",
        "servizio",
        "controllo",
        "modo",
        "data",
        "controllati",
        "non_conformi",
        "esito",
        "correttivo",
        "nota",
    ),
    "innovazioni": (
        "codice",
        "servizio",
        "innovazione",
        "ambito",
        "descrizione",
        "dal",
        "destinatari",
        "beneficio",
    ),
}
CONTENT_TABLES = {
    "attivita": "attivita_ordinaria",
    "controlli": "controlli_qualita",
    "innovazioni": "innovazioni",
}
NAMES = {"attivita": "misura", "controlli": "controllo", "innovazioni": "innovazione"}
MONEY = ("stanziato", "impegnato", "pagato")
COUNTS = ("unita", "controllati", "non_conformi", *VALUE_YEARS)
DAYS = ("data", "dal")


def write_parts(workbook: Workbook, document: str, year: int, sector: Sector) -> None:
    """Adds to a workbook the further sheets that the sector hands in with a document."""
    for part in PARTS.get(document, ()) if year == YEAR else ():
        rows = part_rows(part, sector)
        if rows:
            _write_part(workbook.create_sheet(SHEET_NAMES[part]), part, sector, rows)


def part_rows(part: str, sector: Sector) -> list[Row]:
    """Gives what a sector states in a part; nothing where it does not hand it in."""
    is_of_peg = part in PARTS["peg"]
    left_out = STATES_RESOURCES_IN_ROW if is_of_peg else (WITHOUT_REPORT_PARTS,)
    if sector.code in left_out:
        return []
    return [row for row in _content(part) if row["codice"].startswith(sector.prefix + ".")]


@cache
def _content(part: str) -> tuple[Row, ...]:
    fields = ("codice", *FIELDS[part]) if part in PARTS["peg"] else FIELDS[part]
    return tuple(
        dict(zip(fields, row, strict=True)) for row in table(CONTENT_TABLES.get(part, part))
    )


def _write_part(sheet: Worksheet, part: str, sector: Sector, rows: list[Row]) -> None:
    habit = habits()[sector.code]
    columns = _columns(part, habit)
    place = Place(part, YEAR, sector, sector_actions(sector)[0])
    row_number = write_title(sheet, place, habit, len(columns))
    heading_row = write_headings(sheet, row_number, columns, habit)
    for number, row in enumerate(rows, start=heading_row + 1):
        for index, column in enumerate(columns):
            cell = sheet.cell(number, habit.first_column + index)
            typed = _typed(column.field, row, part, habit)
            cell.value, cell.number_format = typed.content, typed.number_format
            style_body(cell)
    if habit.merges_actions and part in PARTS["peg"]:
        _merge_actions(sheet, habit, columns, rows, heading_row)
    fit_sheet(sheet, columns, habit, heading_row, heading_row + len(rows))


def _columns(part: str, habit: Habit) -> list[Column]:
    """Gives the columns of a part with the titles of the sector's habit."""
    return [
        Column(field, titles[habit.title_variant], group, float(width))
        for of_part, field, group, width, *titles in table("titoli_parti")
        if of_part == part
        if habit.codes == "separati" or field not in ("azione_codice", "codice")
    ]


def _typed(field: str, row: Row, part: str, habit: Habit) -> Typed:
    """Gives what the sector types into a cell: codes, numbers and days each in its own way."""
    code = row["codice"]
    if field == "azione_codice":
        return Typed(code)
    if field == "azione":
        name = next(action.name for action in actions() if action.code == code)
        return Typed(f"{code} – {name}" if habit.codes == "uniti" else name)
    text = row[field]
    if field == NAMES.get(part) and habit.codes == "uniti":
        return Typed(f"{code} – {text}")
    if not text:
        return EMPTY
    if field in MONEY:
        return Typed(int(text), '#,##0.00 "€"')
    if field == "tempo":
        return _share(text, habit)
    if field in DAYS:
        return _day(date.fromisoformat(text), habit)
    is_count = field in COUNTS and not (field == "unita" and part == "attivita")
    return _count(text, habit) if is_count else Typed(text)


def _share(text: str, habit: Habit) -> Typed:
    if habit.percent == "formato":
        return Typed(int(text) / 100, "0%")
    return Typed(f"{text}%" if habit.percent == "testo" else int(text))


def _day(day: date, habit: Habit) -> Typed:
    texts = {"punti": f"{day:%d.%m.%Y}", "testo": f"{day:%d/%m/%Y}"}
    return Typed(texts[habit.dates]) if habit.dates in texts else Typed(day, DATE_FORMAT)


def _count(text: str, habit: Habit) -> Typed:
    """Gives a count as a number, or as the text that some offices type; "n.d." as it is."""
    if not text[0].isdigit():
        return Typed(text)
    if habit.percent == "testo":
        return Typed(italian(text))
    number = float(text.replace(",", "."))
    return Typed(int(number) if number.is_integer() else number, "#,##0.##")


def _merge_actions(
    sheet: Worksheet, habit: Habit, columns: list[Column], rows: list[Row], heading_row: int
) -> None:
    """Merges code and name of an action over the rows that break it down."""
    first = heading_row + 1
    for _, block in groupby(rows, key=lambda row: row["codice"]):
        last = first + len(list(block)) - 1
        for index, column in enumerate(columns):
            if last > first and column.field in ("azione_codice", "azione"):
                position = habit.first_column + index
                sheet.merge_cells(
                    start_row=first, start_column=position, end_row=last, end_column=position
                )
        first = last + 1
