"""Write the DUP status workbooks, one per strategic direction, with their red ink."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.styles.colors import Color

from generator.content import CYCLE, ENTITY, Intervention, chain, interventions, sectors, table
from generator.documents import action_chain
from generator.sheet_writing import (
    GROUP_FILL,
    STATEMENT_FONT,
    TITLE_FONT,
    fit_row_height,
    save,
    set_for_printing,
    style_body,
    style_heading,
)

INK = re.compile(r"\[([+-])(.*?)\1\]")
# Every direction's office has a red of its own: plain, dark, of the theme, of the old palette.
REDS = {
    "1": Color(rgb="FFFF0000"),
    "2": Color(rgb="FFC00000"),
    "3": Color(theme=5),
    "4": Color(indexed=10),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: black, typed in red, or struck in red."""

    text: str
    ink: str  # "", "+" or "-"


def runs_of(text: str) -> list[Run]:
    """Splits "abc[+d+]" into its black, red and struck stretches."""
    runs, end = [], 0
    for match in INK.finditer(text):
        if match.start() > end:
            runs.append(Run(text[end : match.start()], ""))
        runs.append(Run(match[2], match[1]))
        end = match.end()
    if end < len(text):
        runs.append(Run(text[end:], ""))
    return runs


def proposal_kind(text: str) -> str | None:
    """Gives what the ink of a cell asks for, or None where there is none."""
    runs = runs_of(text)
    inks = {run.ink for run in runs} - {""}
    if not inks:
        return None
    if len(inks) == 1:
        return {"+": "insertion", "-": "deletion"}["".join(inks)]
    return "number_changed" if all(_is_figure(run) for run in runs) else "replacement"


def _is_figure(run: Run) -> bool:
    return re.fullmatch(r"\s*\d+(?:,\d+)?\s*%?\s*", run.text) is not None


def cell_texts(item: Intervention) -> dict[str, str]:
    """Gives an intervention's cells as marked-up text, by column field."""
    direction, strategic, operational = action_chain(item.operational)
    names = {sector.code: sector.label for sector in sectors()}
    texts = {
        "indirizzo": direction,
        "strategico": strategic,
        "operativo": operational,
        "codice": item.code,
        "nome": item.name,
        "settore": names[item.sector_code],
        "stato": item.status.capitalize(),
        "descrizione": item.description,
        "percentuale": item.percent,
        "data": item.as_of,
    }
    mark = {"nuova": "+", "soppressa": "-"}.get(item.row_ink)
    if mark is None:
        return texts
    return {name: f"[{mark}{text}{mark}]" for name, text in texts.items() if text}


def write_dup(direction: str, into: Path) -> Path:
    """Writes the status workbook of a strategic direction; gives its path."""
    layout = {row[0]: row for row in table("dup")}[direction]
    _, headline, first_row, fields, titles, groups, percent_style = layout
    rows = [item for item in interventions() if item.operational.startswith(direction + ".")]
    rows.sort(key=lambda item: item.code)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = f"Indirizzo {direction}"
    lines = [ENTITY, headline, f"Indirizzo strategico {chain()[direction]}"]
    for number, text in enumerate([*lines, f"DUP {CYCLE[2024]} – Anno 2024"], start=1):
        sheet.cell(number, 1, text).font = TITLE_FONT if number <= 2 else STATEMENT_FONT
    names, heading_row = fields.split("|"), int(first_row)
    if groups:
        for column, group in enumerate(groups.split("|"), start=1):
            cell = sheet.cell(heading_row - 1, column, group or None)
            style_heading(cell, GROUP_FILL)
            cell.font = STATEMENT_FONT
    for column, title in enumerate(titles.split("|"), start=1):
        style_heading(sheet.cell(heading_row, column, title))
    for row, item in enumerate(rows, start=heading_row + 1):
        for column, name in enumerate(names, start=1):
            cell = sheet.cell(row, column)
            _write_inked(cell, name, cell_texts(item)[name], direction, percent_style)
            style_body(cell)
    for column, name in enumerate(names, start=1):
        letter = sheet.cell(heading_row, column).column_letter
        sheet.column_dimensions[letter].width = WIDTHS[name]
    for number in range(heading_row - bool(groups), heading_row + len(rows) + 1):
        fit_row_height(sheet, number)
    set_for_printing(sheet, heading_row)
    path = into / f"D_DUP {CYCLE[2024]}" / f"DUP stato di attuazione - Indirizzo {direction}.xlsx"
    save(workbook, path)
    return path


WIDTHS = {
    "indirizzo": 24,
    "strategico": 26,
    "operativo": 28,
    "codice": 10,
    "nome": 36,
    "settore": 24,
    "stato": 16,
    "descrizione": 50,
    "percentuale": 14,
    "data": 15,
}


def _write_inked(cell: Cell, name: str, text: str, direction: str, percent_style: str) -> None:
    """Writes one cell: a plain value, a wholly red cell, or runs of different ink."""
    runs, red = runs_of(text), REDS[direction]
    if len(runs) <= 1:
        content = runs[0].text if runs else None
        cell.value = _plain(name, content, percent_style)
        if name == "percentuale" and percent_style == "formato":
            cell.number_format = "0%"
        if name == "data":
            cell.number_format = "dd/mm/yyyy"
        if runs and runs[0].ink:
            cell.font = Font(name="Calibri", size=10, color=red, strike=runs[0].ink == "-")
        return
    shown = [Run(_shown(name, run.text), run.ink) for run in runs]
    cell.value = CellRichText(
        *(TextBlock(_inline_font(run, red), run.text) if run.ink else run.text for run in shown)
    )


def _plain(name: str, text: str | None, percent_style: str) -> str | float | date | None:
    if text is None or name not in ("percentuale", "data"):
        return text
    if name == "data":
        return date.fromisoformat(text)
    if percent_style == "testo":
        return f"{text}%"
    return int(text) / 100 if percent_style == "formato" else int(text)


def _shown(name: str, text: str) -> str:
    if name == "data":
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return f"{text}%" if name == "percentuale" else text


def _inline_font(run: Run, red: Color) -> InlineFont:
    return InlineFont(rFont="Calibri", sz=10, color=red, strike=True if run.ink == "-" else None)
