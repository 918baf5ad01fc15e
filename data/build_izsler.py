"""Write the half-year reports of IZSLER 2022 as workbooks, from the public extract in sources/.

IZSLER is a public health institute under the same law (D.Lgs. 150/2009), not a municipality.
The extract has codes but no titles, and none is invented here. Run: python data/build_izsler.py
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

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

DATA = Path(__file__).resolve().parent
SOURCE = DATA / "sources" / "izsler_2022_indicatori_semestrali.csv"
PUBLISHED = DATA / "sources" / "izsler_totali_pubblicati.csv"

ENTITY = "IZSLER – Istituto Zooprofilattico Sperimentale della Lombardia e dell’Emilia-Romagna"
NOT_REPORTED = -1
NOT_REPORTED_REASON = "valore -1 (non rendicontato)"
TITLES = (
    ("Area strategica", 28),
    ("Obiettivo generale", 14),
    ("Obiettivo operativo", 14),
    ("Azione", 40),
    ("Codice indicatore", 12),
    ("Indicatore", 42),
    ("Unità di misura", 11),
    ("Tipologia", 11),
    ("Operatore", 11),
    ("Target", 11),
    ("Risultato", 11),
    ("% di raggiungimento", 15),
    ("Escluso dal calcolo", 12),
    ("Motivo esclusione", 40),
)
HEADING_ROW = 8
# The published area names, with the accents that the extract leaves out.
ACCENTS = {"Attivita": "Attività", "legalita": "legalità"}


@dataclass(frozen=True, slots=True)
class HalfYear:
    """One of the two reports, and the columns of the extract that hold it."""

    name: str
    date_text: str
    column_ending: str
    file_prefix: str


HALF_YEARS = (
    HalfYear("intermedio", "30/06/2022", "intermedio", "Report intermedio 30.06.2022"),
    HalfYear("finale", "31/12/2022", "finale", "Report finale 31.12.2022"),
)


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row of the extract with the codes that identify it inside its department."""

    source: dict[str, str]
    operational_code: str
    action_code: str
    indicator_code: str


def coded_rows() -> list[CodedRow]:
    """Gives the 620 rows in the extract's order, each with a code unique inside its action.

    An indicator that the extract repeats for one structure becomes I105, I105/2, I105/3.
    """
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        extract = list(csv.DictReader(lines))
    seen: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for line in extract:
        operational_code = line["obiettivo_operativo_cod"].rstrip(".")
        action_code = f"{operational_code}-{line['struttura_cod']}"
        key = (line["dipartimento"], action_code, line["indicatore_cod"])
        seen[key] += 1
        repeat = "" if seen[key] == 1 else f"/{seen[key]}"
        rows.append(CodedRow(line, operational_code, action_code, line["indicatore_cod"] + repeat))
    return rows


def area_names() -> dict[str, str]:
    """Gives "AS1" -> "AS1 Attività istituzionale", from the published totals."""
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        voices = [
            line["voce"] for line in csv.DictReader(lines) if line["livello"] == "area strategica"
        ]
    for plain, accented in ACCENTS.items():
        voices = [voice.replace(plain, accented) for voice in voices]
    return {voice.split()[0]: voice for voice in voices}


def exclusion(row: CodedRow, half_year: HalfYear) -> tuple[str, str]:
    """Gives "sì" or "no" and the reason that a row leaves the count.

    The published rules are those of the final report. The half-year keeps its two fixed rules (a
    family of objectives, a list of indicators) and applies the third, "not reported", to its own
    values.
    """
    line = row.source
    if half_year.name == "finale":
        return ("sì" if line["escluso_dal_report"] == "si" else "no", line["motivo_esclusione"])
    fixed = [
        reason
        for reason in line["motivo_esclusione"].split("; ")
        if reason.startswith(("famiglia", "indicatore in lista"))
    ]
    if line["non_rendicontato_intermedio"] == "si":
        fixed.append(NOT_REPORTED_REASON)
    return ("sì" if fixed else "no", "; ".join(fixed))


def cell_values(row: CodedRow, half_year: HalfYear, area: str) -> list[str | float | None]:
    """Gives the row's cells in the order of `TITLES`; progress is turned from share to percent."""
    line = row.source
    result = line[f"risultato_{half_year.column_ending}"]
    progress = line[f"avanzamento_{half_year.column_ending}"]
    is_unreported = line[f"non_rendicontato_{half_year.column_ending}"] == "si"
    excluded, reason = exclusion(row, half_year)
    return [
        area,
        line["obiettivo_generale"] or None,
        row.operational_code,
        f"{row.action_code} Obiettivo operativo {row.operational_code}, "
        f"struttura {line['struttura_cod']}",
        row.indicator_code,
        f"Indicatore {row.indicator_code} (titolo non presente nella fonte)",
        line["unita"],
        line["tipologia"],
        line["operatore"],
        _plain(float(line["target"])),
        NOT_REPORTED if is_unreported else _plain(float(result)) if result else None,
        _plain(round(float(progress) * 100, 6)) if progress else None,
        excluded,
        reason or None,
    ]


def _plain(number: float) -> float:
    return int(number) if number.is_integer() else number


def fill_sheet(
    sheet: Worksheet, department: str, half_year: HalfYear, area: str, rows: list[CodedRow]
) -> None:
    """Writes the title block, the headings and the rows of one strategic area."""
    block = (
        f"Ente: {ENTITY}",
        f"Report {half_year.name} al {half_year.date_text}",
        f"Settore: {department}",
        "Anno: 2022",
        f"Area strategica: {area}",
        "Base di calcolo: grado dichiarato (troncato a due decimali nella fonte)",
    )
    for number, text in enumerate(block, start=1):
        cell = sheet.cell(number, 1, text)
        cell.font = TITLE_FONT if number <= 2 else STATEMENT_FONT
    for column, (title, _) in enumerate(TITLES, start=1):
        style_heading(sheet.cell(HEADING_ROW, column, title))
    for number, row in enumerate(rows, start=HEADING_ROW + 1):
        for column, value in enumerate(cell_values(row, half_year, area), start=1):
            style_body(sheet.cell(number, column, value))
    set_widths(sheet, [width for _, width in TITLES])
    for number in range(HEADING_ROW, HEADING_ROW + len(rows) + 1):
        fit_row_height(sheet, number)
    set_for_printing(sheet, HEADING_ROW)


def build(into: Path) -> None:
    """Writes one workbook per department and half-year into a folder."""
    areas = area_names()
    by_department: dict[str, dict[str, list[CodedRow]]] = defaultdict(lambda: defaultdict(list))
    for row in coded_rows():
        by_department[row.source["dipartimento"]][row.source["area_strategica"]].append(row)
    for department, rows_by_area in sorted(by_department.items()):
        for half_year in HALF_YEARS:
            workbook = Workbook()
            workbook.remove(workbook.active)
            for area_code, rows in sorted(rows_by_area.items()):
                sheet = workbook.create_sheet(area_code)
                fill_sheet(sheet, department, half_year, areas[area_code], rows)
            save(workbook, into / f"{half_year.file_prefix} - {department.title()}.xlsx")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DATA / "izsler_2022")
    build(parser.parse_args().into)


if __name__ == "__main__":
    main()
