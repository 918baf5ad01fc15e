"""Write the strategic objectives of IZSLER 2020 as workbooks, from the public extract in sources/.

IZSLER is a public health institute under the same law (D.Lgs. 150/2009), not a municipality.
Targets and results stand as they were printed. Run: python data/build_izsler_2020.py
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from build_izsler import DATA, ENTITY
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

SOURCE = DATA / "sources" / "izsler_2020_indicatori.csv"
HEADING_ROW = 7
YES, NO = "si", "no"

# The accents that the extract leaves out.
ACCENTS = {
    "Attivita": "Attività",
    "Competitivita": "Competitività",
    "Sostenibilita": "Sostenibilità",
    "difficolta": "difficoltà",
    "qualita": "qualità",
    "QUALITA": "QUALITÀ",
}
SELF_REFERRING_REASON = (
    "Indicatore autoreferenziale: misura il risultato di tutto l’ente, di cui questo obiettivo è "
    "una parte. Il totale pubblicato non lo conta."
)
NOT_PRINTED_NOTE = (
    "Riga assente dalla tabella pubblicata; la percentuale viene dall’estrazione del sistema di "
    "monitoraggio."
)
COUNTED_NOTE = "Serve per ottenere il totale pubblicato dell’obiettivo."

Line = dict[str, str]
CellValue = str | float | None


def is_printed(line: Line) -> bool:
    """Says whether the row stands in the table that the institute published."""
    return line["in_tabella_pubblicata"] == YES


def is_counted(line: Line) -> bool:
    """Says whether the published total of the objective needs the row."""
    return line["usato_nel_totale_obiettivo_pubblicato"] == YES


def objective(line: Line) -> str:
    """Gives "1 Ricerca nazionale e internazionale"."""
    return accented(line["obiettivo_strategico"])


def action(line: Line) -> str:
    """Gives "1.2 Sinergie dei centri di referenza": the code is the start of the indicator's."""
    code = ".".join(line["id_indicatore"].split(".")[:2])
    return f"{code} {accented(line['azione'])}"


def target(line: Line) -> CellValue:
    """Gives the target as printed, else the extract's number."""
    return line["target_raw"] or _plain(float(line["target"]))


def achievement_pct(line: Line) -> float:
    """Gives the published percentage; of a row that was not printed, the extract's progress."""
    if is_printed(line):
        return _plain(float(line["perc_realizzazione_pubblicata"]))
    return _plain(float(line["avanzamento_T4_estrazione_troncato"]) * 100)


def progress_note(line: Line) -> str:
    """Gives the quarters as the monitoring system holds them, with what was not printed."""
    quarters = [
        f"{column.split('_')[1]} {float(value):.0%}"
        for column, value in line.items()
        if column.startswith("avanzamento_")
    ]
    said = [f"Avanzamento nell’estrazione: {', '.join(quarters)}."]
    if not is_printed(line):
        said.append(NOT_PRINTED_NOTE)
        said += [COUNTED_NOTE] if is_counted(line) else []
    return " ".join(said)


def accented(words: str) -> str:
    """Gives the words with the accents that the extract leaves out."""
    for without, with_accent in ACCENTS.items():
        words = words.replace(without, with_accent)
    return words


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its title, its width in characters, and what a row has in it."""

    title: str
    width: float
    value: Callable[[Line], CellValue]


IDENTITY = (
    Column("Obiettivo strategico", 28, objective),
    Column("Struttura", 28, lambda line: accented(line["struttura"])),
    Column("Azione", 28, action),
    Column("Codice indicatore", 11, lambda line: line["id_indicatore"]),
    Column("Indicatore", 40, lambda line: accented(line["indicatore"])),
    Column("Unità di misura", 11, lambda line: line["unita"]),
    Column("Verso", 12, lambda line: line["direzione"]),
)
PLAN = (
    *IDENTITY,
    Column("Base-line", 11, lambda line: float(line["baseline"]) if line["baseline"] else None),
    Column("Target", 11, target),
)
REPORT = (
    *IDENTITY,
    Column("Target", 11, target),
    Column("Risultato", 22, lambda line: line["risultato_raw"] or None),
    Column("% di raggiungimento", 15, achievement_pct),
    Column(
        "Motivazione dello scostamento",
        34,
        lambda line: accented(line["motivo_scostamento"]) or None,
    ),
    Column("Escluso dal calcolo", 12, lambda line: "no" if is_counted(line) else "sì"),
    Column(
        "Motivo esclusione", 34, lambda line: None if is_counted(line) else SELF_REFERRING_REASON
    ),
    Column("Note", 44, progress_note),
)


@dataclass(frozen=True, slots=True)
class Workbook2020:
    """One of the two workbooks: its file, what stands above its tables, and their columns."""

    file_name: str
    title: str
    statements: tuple[str, ...]
    columns: tuple[Column, ...]


WORKBOOKS = (
    Workbook2020(
        "Scheda obiettivi strategici 2020.xlsx",
        "Piano della performance 2020 - scheda degli obiettivi strategici",
        (),
        PLAN,
    ),
    Workbook2020(
        "Report finale 31.12.2020 - obiettivi strategici.xlsx",
        "Report finale al 31/12/2020",
        ("Base di calcolo: grado dichiarato (pubblicato a due decimali nella Relazione)",),
        REPORT,
    ),
)


def lines_by_objective() -> dict[str, list[Line]]:
    """Gives the 35 rows of the extract under their six objectives, in the extract's order."""
    grouped: dict[str, list[Line]] = defaultdict(list)
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            grouped[objective(line)].append(line)
    return grouped


def fill_sheet(sheet: Worksheet, book: Workbook2020, name: str, lines: list[Line]) -> None:
    """Writes the title block, the headings and the rows of one objective."""
    block = (
        f"Ente: {ENTITY}",
        book.title,
        "Anno: 2020",
        f"Indirizzo strategico: {name}",
        *book.statements,
    )
    for number, text in enumerate(block, start=1):
        cell = sheet.cell(number, 1, text)
        cell.font = TITLE_FONT if number <= 2 else STATEMENT_FONT
    for index, column in enumerate(book.columns, start=1):
        style_heading(sheet.cell(HEADING_ROW, index, column.title))
        for row, line in enumerate(lines, start=HEADING_ROW + 1):
            style_body(sheet.cell(row, index, column.value(line)))
    set_widths(sheet, [column.width for column in book.columns])
    for row in range(HEADING_ROW, HEADING_ROW + len(lines) + 1):
        fit_row_height(sheet, row)
    set_for_printing(sheet, HEADING_ROW)


def build(into: Path) -> None:
    """Writes both workbooks, one sheet per objective, into a folder."""
    by_objective = lines_by_objective()
    for book in WORKBOOKS:
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, lines in by_objective.items():
            sheet = workbook.create_sheet(f"OB{name.split()[0]}")
            fill_sheet(sheet, book, name, lines)
        save(workbook, into / book.file_name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA / "izsler_2020")
    build(parser.parse_args().into)


if __name__ == "__main__":
    main()
