"""Read a DUP file of 400 rows by 15 columns of which half the cells are part red.

Ours is everything that checking means: values, red ink, recognition, proposals, issues. Beside it
stands openpyxl loading the same bytes with their rich text, and nothing else. Both must find the
same red cells. Use: python -m bench.red_ink
"""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from bench.timing import Measured, interleaved, table
from dashboard.workbook import read_workbook

ROWS = 400
ROUNDS = 7
FILE_NAME = "DUP stato di attuazione 2024 - Indirizzo 1.xlsx"
_RED = "FFFF0000"
_TITLES = (
    "Codice obiettivo strategico",
    "Obiettivo strategico",
    "Codice obiettivo operativo",
    "Obiettivo operativo",
    "Codice intervento",
    "Intervento",
    "Settore responsabile",
    "Stato di attuazione",
    "% di attuazione",
    "Descrizione dello stato",
    "Data di rilevazione",
    "Note",
    "Referente politico",
    "Annotazioni del Segretario",
    "Prossimi passi",
)
_WORDS = ("servizi", "scuole", "strade", "verde", "rifiuti", "alloggi", "nidi", "sport", "cultura")


def dup_file() -> bytes:
    """Gives the workbook; the same content every time."""
    chance = random.Random(2024)  # noqa: S311 - invented data
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["Comune di Prova"])
    sheet.append(["DUP 2024-2026 – Stato di attuazione al 30/06/2024"])
    sheet.append(["Indirizzo strategico: 1 Città che cura"])
    sheet.append(_TITLES)
    for number in range(1, ROWS + 1):
        sheet.append([_cell(number, place, chance) for place in range(len(_TITLES))])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def red_cells_by_openpyxl(content: bytes) -> set[str]:
    """Gives the addresses of the cells with a red run, as openpyxl sees them."""
    sheet = load_workbook(BytesIO(content), rich_text=True).worksheets[0]
    return {
        cell.coordinate
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, CellRichText) and any(map(_is_red, cell.value))
    }


def red_cells_by_us(content: bytes) -> set[str]:
    """Gives the addresses of the cells with a proposal."""
    return {proposal.cell for proposal in read_workbook(FILE_NAME, content).proposals}


def measured() -> list[Measured]:
    """Times both on the same bytes. Raises ValueError when they do not find the same cells."""
    content = dup_file()
    found = red_cells_by_us(content)
    if found != red_cells_by_openpyxl(content):
        raise ValueError("red cells differ from openpyxl's")
    return interleaved(
        {
            f"openpyxl.load_workbook, rich_text=True ({len(found)} red cells)": partial(
                _load_with_openpyxl, content
            ),
            "ours: values, red ink, proposals, issues": partial(read_workbook, FILE_NAME, content),
        },
        ROUNDS,
    )


def section() -> str:
    """Gives the Markdown section with the measures."""
    title = f"Red ink: a DUP file of {ROWS} rows by {len(_TITLES)} columns, half its cells part red"
    return table(title, measured())


def _load_with_openpyxl(content: bytes) -> None:
    load_workbook(BytesIO(content), rich_text=True)


def _cell(number: int, place: int, chance: random.Random) -> str | CellRichText:
    text = _text(number, place, chance)
    if (number + place) % 2:
        return text
    red = TextBlock(InlineFont(color=_RED), f" {chance.choice(_WORDS)}")
    return CellRichText(text, red)


def _text(number: int, place: int, chance: random.Random) -> str:
    match _TITLES[place]:
        case "Codice obiettivo strategico":
            return f"1.{1 + number % 4}"
        case "Codice obiettivo operativo":
            return f"1.{1 + number % 4}.{1 + number % 9}"
        case "Codice intervento":
            return f"1.{1 + number % 4}.{1 + number % 9}.{number}"
        case "Stato di attuazione":
            return "In corso"
        case "% di attuazione":
            return f"{number % 100}"
        case "Data di rilevazione":
            return "30/06/2024"
        case title:
            return f"{title} {' '.join(chance.choices(_WORDS, k=6))}"


def _is_red(run: str | TextBlock) -> bool:
    if not isinstance(run, TextBlock) or run.font.color is None:
        return False
    return bool(run.font.color.rgb == _RED)


if __name__ == "__main__":
    print(section())
