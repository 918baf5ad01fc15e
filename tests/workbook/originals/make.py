"""Make the workbooks of this folder again: one sheet's worth of everything, by LibreOffice.

Run by hand from the repository's folder, with LibreOffice installed:
python -m tests.workbook.originals.make
"""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.workbook.ink_corpus import converted, ink_workbook

FOLDER = Path(__file__).parent
TITLES = (
    "Codice azione",
    "Azione",
    "Indicatore",
    "Tipo indicatore",
    "Target",
    "Risultato",
    "Motivazione dello scostamento",
    "Spesa",
)


def _report(book: Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.title = "Report"
    for row in (
        ("Comune di Prova",),
        ("Report finale al 31/12/2024",),
        ("Settore: 03 Lavori pubblici",),
        (),
        TITLES,
        ("03", "Piste ciclabili", "Km completati", "crescente", 4, 2.5, "Ricorso al TAR"),
        (None, None, "Quota di rete", "crescente", 0.9, 0.85, "Pioggia", 12500),
        (None, None, "Collaudo", "data", date(2024, 6, 30), date(2024, 7, 15), "Ritardo"),
        ("1.10", "Strade", "Buche chiuse", "crescente", 120, '=SUM(100,"x")', None, 1234.5),
        ("1.11", "Scuole", "Aule nuove", "crescente", 3, "=1+2", None),
        ("1.12", "Ponti", "Ponti controllati", "sì/no", True, False, "Manca il tecnico"),
    ):
        sheet.append(row)
    sheet.merge_cells("A6:A8")
    sheet.merge_cells("B6:B8")
    sheet["E7"].number_format = sheet["F7"].number_format = "0%"
    for cell in ("E8", "F8"):
        sheet[cell].number_format = "dd/mm/yyyy"
    for cell in ("H7", "H9"):
        sheet[cell].number_format = '#,##0.00 "€"'
    sheet["G10"] = "Due aule da fare"
    sheet["G10"].font = Font(color="FFC00000")
    red, struck = InlineFont(color="FFFF0000"), InlineFont(strike=True)
    runs = ("Ponti ", TextBlock(struck, "vecchi"), TextBlock(red, " e viadotti"))
    sheet["B11"] = CellRichText(*runs)
    sheet["C6"].comment = Comment("nota di prova", "Ufficio")
    sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["H"].hidden = True


def _status(book: Workbook) -> None:
    sheet = book.create_sheet("DUP")
    for row in (
        ("DUP 2024-2026 - Anno 2024",),
        ("Indirizzo strategico 2 - La città che cresce",),
        ("Codice intervento", "Intervento", "Stato", "% di avanzamento"),
        ("2.1.1", "Asilo nido", "In corso", 0.4),
        ("2.1.2", "Biblioteca", "Non avviato", 0),
    ):
        sheet.append(row)
    sheet["D4"].number_format = sheet["D5"].number_format = "0%"
    hidden = book.create_sheet("Appoggio")
    hidden.append(("liste",))
    hidden.sheet_state = "hidden"


def make() -> None:
    """Writes foglio and inchiostro as .xlsx, .ods and .xls, each saved by LibreOffice itself."""
    book = Workbook()
    _report(book)
    _status(book)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "foglio.xlsx"
        book.save(source)
        for ending in ("xlsx", "ods", "xls"):
            profile = f"-env:UserInstallation=file://{folder}/profile"
            arguments = ("--headless", "--convert-to", ending, "--outdir", str(FOLDER))
            subprocess.run(["soffice", profile, *arguments, str(source)], check=True)
        ink = Path(folder) / "inchiostro.xlsx"
        ink.write_bytes(ink_workbook())
        for ending in ("xlsx", "ods", "xls"):
            target = Path(folder) / ending
            target.mkdir()
            made = converted(ink, ending, target)
            (FOLDER / made.name).write_bytes(made.read_bytes())


if __name__ == "__main__":
    make()
