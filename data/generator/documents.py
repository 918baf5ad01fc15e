"""Make the PEG, PIAO and report workbooks of one sector, with the accidents of office life."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.columns import columns
from generator.content import CYCLE, Sector, action_indicators, chain, habits, sector_actions
from generator.parts import write_parts
from generator.rows import Place
from generator.sheet_writing import BODY_FONT, TITLE_FONT, save, set_widths, style_body
from generator.tables import WrittenTable, write_table

FOLDERS = {"peg": "E_PEG", "piao": "F_PIAO", "intermedio": "F_PIAO", "finale": "F_PIAO"}
SUBFOLDERS = {
    "peg": "",
    "piao": "1 Schede",
    "intermedio": "2 Report intermedio 30.06",
    "finale": "3 Report finale 31.12",
}
FILE_NAMES = {
    "peg": "PEG {year} - {code} {name}.xlsx",
    "piao": "Scheda PIAO {year} - {code} {name}.xlsx",
    "intermedio": "Report intermedio {year} - {code} {name}.xlsx",
    "finale": "Report finale {year} - {code} {name}.xlsx",
}
# Rows that the office folded away and forgot: (document, year, sector) -> indicator codes.
HIDDEN_ROWS = {
    ("finale", 2024, "07"): ("AM.03.1", "AM.03.2"),
    ("piao", 2024, "10"): ("II.04.2",),
}
# The percentage that somebody typed over the formula, and the formula that nobody recalculated.
OVERTYPED = {"FT.02.1": 100}
NEVER_CALCULATED = "FT.05.3"
# A reference broken by a deleted sheet: shown as #RIF! by an Italian spreadsheet program.
BROKEN_NOTES = {("finale", 2024, "05"): "LP.06.2"}
INSTRUCTIONS = (
    "Istruzioni per la compilazione",
    "1. Compilare una riga per ogni indicatore.",
    "2. Non aggiungere righe vuote dentro la tabella.",
    "3. Motivare ogni scostamento dal valore atteso.",
    "4. Consegnare nella cartella condivisa entro la scadenza interna.",
)


def write_document(document: str, year: int, sector: Sector, into: Path) -> Path:
    """Writes a sector's workbook for a document and year; gives its path."""
    places = _places(document, year, sector)
    chosen = columns(document, year, habits()[sector.code])
    workbook = Workbook()
    workbook.remove(workbook.active)
    cached: dict[tuple[str, str], float | str] = {}
    for name, block in _sheets(document, sector, places):
        written = write_table(workbook.create_sheet(name), block, chosen)
        _add_accidents(written, document, year, sector)
        cached |= written.cached
    write_parts(workbook, document, year, sector)
    if habits()[sector.code].sheets == "istruzioni" and document == "piao":
        _write_instructions(workbook.create_sheet("Istruzioni", 0))
        workbook.active = 1
    path = into / _relative_path(document, year, sector)
    save(workbook, path, cached)
    return path


def _relative_path(document: str, year: int, sector: Sector) -> Path:
    folder = Path(f"{FOLDERS[document]} {CYCLE[year]}") / SUBFOLDERS[document]
    return folder / FILE_NAMES[document].format(year=year, code=sector.code, name=sector.file_name)


def _places(document: str, year: int, sector: Sector) -> list[Place]:
    """Gives one place per row: an action of the PEG, or an indicator planned for the year."""
    actions = sector_actions(sector)
    if document == "peg":
        return [Place(document, year, sector, action) for action in actions]
    return [
        Place(document, year, sector, action, indicator)
        for action in actions
        if action.is_in_piao
        for indicator in action_indicators(action)
        if (indicator.target_2025 if year == 2025 else indicator.target_2024)
    ]


def _sheets(document: str, sector: Sector, places: list[Place]) -> list[tuple[str, list[Place]]]:
    if habits()[sector.code].sheets != "obiettivo" or document == "peg":
        names = {"peg": "PEG", "piao": "Scheda PIAO", "intermedio": "Report", "finale": "Report"}
        return [(names[document], places)]
    blocks = groupby(places, key=lambda place: place.action.operational)
    return [(f"Ob. {operational}", list(block)) for operational, block in blocks]


def _add_accidents(written: WrittenTable, document: str, year: int, sector: Sector) -> None:
    for code in HIDDEN_ROWS.get((document, year, sector.code), ()):
        if code in written.row_by_indicator:
            written.sheet.row_dimensions[written.row_by_indicator[code]].hidden = True
    if habits()[sector.code].has_total:
        if document == "finale":
            _write_achievement_formulas(written)
        if document == "peg":
            _write_totals(written)
    broken = BROKEN_NOTES.get((document, year, sector.code))
    if broken is not None:
        written.sheet[written.address("nota", written.row_by_indicator[broken])].value = "#REF!"


def _write_achievement_formulas(written: WrittenTable) -> None:
    """Fills "grado di raggiungimento" with formulas and the values a spreadsheet would store."""
    sheet = written.sheet
    for code, row in written.row_by_indicator.items():
        target = written.address("atteso", row)
        result = written.address("dicembre", row)
        cell = sheet[written.address("grado", row)]
        cell.number_format = "0.0%"
        planned, reached = sheet[target].value, sheet[result].value
        if code in OVERTYPED:
            cell.value = OVERTYPED[code] / 100
            continue
        if not isinstance(planned, int | float) or not isinstance(reached, int | float):
            continue
        falls = str(sheet[written.address("tipo", row)].value) == "In diminuzione"
        if planned == 0:
            continue
        top, bottom = (target, result) if falls else (result, target)
        cell.value = f"=MIN(1,{top}/{bottom})"
        if code != NEVER_CALCULATED:
            share = planned / reached if falls else reached / planned
            written.cached[sheet.title, cell.coordinate] = round(min(1.0, share), 12)


def _write_totals(written: WrittenTable) -> None:
    """Closes the table with the sums that an office adds at the foot of a PEG list."""
    first, last = written.heading_row + 1, max(written.row_by_indicator.values())
    sheet, row = written.sheet, last + 1
    label = sheet.cell(row, written.column_of("azione"), "TOTALE")
    style_body(label)
    for name in ("stanziato", "impegnato"):
        cell = sheet[written.address(name, row)]
        cell.value = f"=SUM({written.address(name, first)}:{written.address(name, last)})"
        cell.number_format = '#,##0.00 "€"'
        style_body(cell)
        cells = (sheet[written.address(name, at)].value for at in range(first, last + 1))
        written.cached[sheet.title, cell.coordinate] = sum(value or 0 for value in cells)


def _write_instructions(sheet: Worksheet) -> None:
    for number, text in enumerate(INSTRUCTIONS, start=2):
        sheet.cell(number, 2, text).font = TITLE_FONT if number == 2 else BODY_FONT
    set_widths(sheet, (4, 80))


def action_chain(operational: str) -> tuple[str, str, str]:
    """Gives the texts of direction, strategic and operational objective of a code."""
    direction, strategic, _ = operational.split(".")
    return chain()[direction], chain()[f"{direction}.{strategic}"], chain()[operational]
