"""Write four files that must be refused, each for a reason of its own."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.content import ENTITY, sectors
from generator.documents import write_document
from generator.sheet_writing import TITLE_FONT, save, set_widths, style_body, style_heading

NOT_A_WORKBOOK = """<html><head><meta charset="utf-8"><title>Estrazione</title></head><body>
<table><tr><th>Azione</th><th>Indicatore</th><th>Risultato</th></tr>
<tr><td>AM.01</td><td>Raccolta differenziata</td><td>65,3</td></tr></table></body></html>
"""
OFFICES = (
    ("Anagrafe", "Piazza del Municipio 1", "piano terra", "lunedì e giovedì"),
    ("Tributi", "Piazza del Municipio 1", "primo piano", "martedì"),
    ("Biblioteca", "Via della Filanda 8", "piano terra", "da lunedì a sabato"),
)


def write_faulty(into: Path) -> None:
    """Writes the four files into a folder."""
    _write_without_year_and_sector(into / "report da completare.xlsx")
    _write_with_repeated_rows(into / "Scheda PIAO 2024 - righe ripetute.xlsx")
    _write_unrecognised(into / "orari degli uffici.xlsx")
    # A page saved from a browser under a spreadsheet's name, as web exports often are.
    path = into / "estrazione dal gestionale.xls"
    path.write_text(NOT_A_WORKBOOK, encoding="utf-8")


def _write_without_year_and_sector(path: Path) -> None:
    """A report with neither year, nor period, nor sector: not in its titles, not in its name."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Foglio1"
    titles = ("Azione", "Indicatore", "Unità di misura", "Target", "Risultato", "Motivazione")
    rows = (
        ("Biblioteca aperta", "Prestiti della biblioteca", "n.", 43000, 44310, None),
        ("Biblioteca aperta", "Ore di apertura settimanali", "ore", 42, 42, None),
        ("Museo civico", "Visitatori del museo", "n.", 8500, 8764, None),
    )
    _write_rows(sheet, [ENTITY, "Report sui risultati"], titles, rows)
    save(workbook, path)


def _write_with_repeated_rows(path: Path) -> None:
    """A good sheet in which somebody pasted two rows a second time."""
    sector = next(sector for sector in sectors() if sector.code == "12")
    made = write_document("piao", 2024, sector, path.parent)
    workbook = load_workbook(made)
    sheet = workbook["Scheda PIAO"]
    last = sheet.max_row
    for source, copy in ((last - 1, last + 1), (last, last + 2)):
        for cell in sheet[source]:
            style_body(sheet.cell(copy, cell.column, cell.value))
    save(workbook, path)
    made.unlink()
    for folder in (made.parent, made.parent.parent):
        folder.rmdir()


def _write_unrecognised(path: Path) -> None:
    """A tidy table that has nothing to do with the performance cycle."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Orari"
    titles = ("Sportello", "Indirizzo stradale", "Piano", "Giorni di apertura")
    _write_rows(sheet, [ENTITY, "Orari degli uffici"], titles, OFFICES)
    save(workbook, path)


def _write_rows(
    sheet: Worksheet,
    lines: list[str],
    titles: tuple[str, ...],
    rows: tuple[tuple[object, ...], ...],
) -> None:
    for number, line in enumerate(lines, start=1):
        sheet.cell(number, 1, line).font = TITLE_FONT
    heading_row = len(lines) + 2
    for column, title in enumerate(titles, start=1):
        style_heading(sheet.cell(heading_row, column, title))
    for number, row in enumerate(rows, start=heading_row + 1):
        for column, value in enumerate(row, start=1):
            style_body(sheet.cell(number, column, value))
    set_widths(sheet, [30] * len(titles))
