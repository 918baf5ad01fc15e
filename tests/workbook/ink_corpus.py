"""One workbook with many ways of writing in red, and what each asks for: for every format."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.building import DUP_HEAD, DUP_TITLES, book, table

FIRST_ROW = len(DUP_HEAD) + 3


class Way(NamedTuple):
    """The text of one cell with its ink; `before` and `after` are None where nothing is asked."""

    value: Any
    before: str | None
    after: str | None
    font: Font | None = None


def _runs(*parts: str | tuple[str, str]) -> CellRichText:
    """Gives a text of runs: black, or with the name of an ink."""
    return CellRichText(
        *(part if isinstance(part, str) else TextBlock(_INKS[part[1]], part[0]) for part in parts)
    )


_INKS = {
    "black": InlineFont(color="FF000000"),
    "red": InlineFont(color="FFFF0000"),
    "dark": InlineFont(color="FFC00000"),
    "indexed": InlineFont(color=Color(indexed=10)),
    "theme": InlineFont(color=Color(theme=5, tint=-0.25)),
    "struck": InlineFont(strike=True, color="FF000000"),
    "red struck": InlineFont(strike=True, color="FFFF0000"),
    "blue": InlineFont(color="FF0000FF"),
    "bold": InlineFont(b=True, color="FF000000"),
}

WAYS = (
    Way("Gara", "", "Gara", Font(color="FFFF0000")),
    Way("Gara", "", "Gara", Font(color="FFC00000")),
    Way("Gara", "", "Gara", Font(color="FF800000")),
    Way("Gara", "", "Gara", Font(color="FFE06666")),
    Way("Gara", "", "Gara", Font(color=Color(indexed=10))),
    Way("Gara", "", "Gara", Font(color=Color(theme=5))),
    Way("Gara", "", "Gara", Font(color=Color(theme=5, tint=-0.25))),
    Way("Gara", "Gara", "", Font(strike=True)),
    Way("Gara", "Gara", "", Font(color="FFFF0000", strike=True)),
    Way("Gara", None, None, Font(color="FFED7D31")),
    Way("Gara", None, None, Font(color="FF993300")),
    Way("Gara", None, None, Font(color="FF0000FF")),
    Way("Gara", None, None, Font(color=Color(theme=1))),
    Way(_runs("Gara", (" chiusa", "red")), "Gara", "Gara chiusa"),
    Way(_runs("Gara", (" chiusa", "dark")), "Gara", "Gara chiusa"),
    Way(_runs("Gara", (" chiusa", "indexed")), "Gara", "Gara chiusa"),
    Way(_runs("Gara", (" chiusa", "theme")), "Gara", "Gara chiusa"),
    Way(_runs(("Nuova ", "red"), ("gara", "black")), "gara", "Nuova gara"),
    Way(_runs("Gara ", ("deserta ", "red"), "chiusa"), "Gara chiusa", "Gara deserta chiusa"),
    Way(_runs("attua", ("zio", "red"), "ne"), "attuane", "attuazione"),
    Way(_runs("Gara ", ("forse", "struck")), "Gara forse", "Gara"),
    Way(_runs("Gara ", ("forse", "red struck")), "Gara forse", "Gara"),
    Way(
        _runs("Fine a ", ("luglio", "struck"), ("ottobre", "red"), "."),
        "Fine a luglio.",
        "Fine a ottobre.",
    ),
    Way(
        _runs("Fine a ", ("luglio ", "struck"), ("ottobre", "red"), "2024"),
        "Fine a luglio 2024",
        "Fine a ottobre 2024",
    ),
    Way(_runs("Prima", ("\nSeconda", "red")), "Prima", "Prima\nSeconda"),
    Way(_runs("Città", (" più verde – «subito»", "red")), "Città", "Città più verde – «subito»"),
    Way(_runs("Gara ", ("chiusa", "bold")), None, None),
    Way(_runs("Gara ", ("chiusa", "blue")), None, None),
    Way(_runs(("Gara", "red"), (" 2024", "black")), "2024", "Gara 2024"),
    Way(
        _runs("Da 3 a ", ("5", "struck"), (" 7", "red"), " sedi"), "Da 3 a 5 sedi", "Da 3 a 7 sedi"
    ),
)


def expected_changes() -> dict[str, tuple[str, str]]:
    """Gives before and after by cell, for the cells that ask for something."""
    return {
        f"D{row}": (way.before, way.after)
        for row, way in enumerate(WAYS, start=FIRST_ROW)
        if way.before is not None and way.after is not None
    }


def ink_workbook() -> bytes:
    """Gives an .xlsx with one row for each way."""

    def edit(sheet: Worksheet) -> None:
        for row, way in enumerate(WAYS, start=FIRST_ROW):
            if way.font is not None:
                sheet.cell(row, 4).font = way.font

    rows = [
        (f"2.1.{number}", f"Opera {number}", "In corso", way.value, 50)
        for number, way in enumerate(WAYS)
    ]
    return book(table(DUP_HEAD, DUP_TITLES, *rows), edit)


def converted(source: Path, ending: str, folder: Path) -> Path:
    """Gives the file as LibreOffice saves it in another format, in a folder."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    arguments = ("--headless", "--convert-to", ending, "--outdir", str(folder), str(source))
    subprocess.run(["soffice", profile, *arguments], check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{ending}"
