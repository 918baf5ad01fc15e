"""Build small real workbooks for tests, as sectors write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from dashboard.domain.registry_sections import RegistrySection
from dashboard.texts.registry import SECTION_LABELS
from dashboard.workbook.registry_layout import registry_columns

Cell = str | int | float | bool | None

REPORT_TITLES = (
    "Codice azione",
    "Azione",
    "Indicatore",
    "Target",
    "Risultato",
    "Motivazione dello scostamento",
)


def workbook_bytes(sheets: Mapping[str, Sequence[Sequence[Cell | date]]]) -> bytes:
    """Gives an .xlsx whose sheets hold these rows from A1 on."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def final_report(
    *rows: Sequence[Cell],
    sector: str = "03 Lavori pubblici",
    year: int = 2024,
    entity: str = "Comune di Prova",
    titles: Sequence[str] = REPORT_TITLES,
) -> bytes:
    """Gives a final report with its title block and one table."""
    head: list[Sequence[Cell]] = [
        [f"Ente: {entity}"],
        [f"Report finale PIAO al 31/12/{year}"],
        [f"Settore: {sector}"],
        [],
        list(titles),
    ]
    return workbook_bytes({"Indicatori": [*head, *rows]})


def piao_sheet(
    *rows: Sequence[Cell],
    sector: str = "03 Lavori pubblici",
    year: int = 2024,
    entity: str = "Comune di Prova",
) -> bytes:
    """Gives a PIAO sheet: direction, action, indicator, baseline, source, target."""
    titles = (
        "Indirizzo strategico",
        "Codice azione",
        "Azione",
        "Soggetti interni coinvolti",
        "Base-line",
        "Indicatore",
        "Fonte",
        f"Risultato atteso {year}",
    )
    head: list[Sequence[Cell]] = [
        [f"Ente: {entity}"],
        [f"PIAO {year}-{year + 2} - Scheda delle azioni"],
        [f"Settore: {sector}"],
        [],
        list(titles),
    ]
    return workbook_bytes({"Scheda PIAO": [*head, *rows]})


def with_hidden_row(row: int, *rows: Sequence[Cell]) -> bytes:
    """Gives a final report one of whose rows is hidden; its table starts at row 6."""
    book = load_workbook(BytesIO(final_report(*rows)))
    book.worksheets[0].row_dimensions[row].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def in_red(black: str, red: str) -> CellRichText:
    """Gives a cell whose second part is typed in red."""
    return CellRichText(black, TextBlock(InlineFont(color="FFFF0000"), red))


def dup_status_file(*statuses: str | CellRichText, title: str = "Stato di attuazione") -> bytes:
    """Gives a DUP status file of one direction: interventions 1.1, 1.2… with these statuses."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DUP 2024-2026 - Stato di attuazione anno 2024"])
    sheet.append(["Ente: Comune di Prova"])
    sheet.append(["Indirizzo strategico: 1 Città"])
    sheet.append(["Codice intervento", "Intervento", "Settore", title])
    for number, status in enumerate(statuses, start=1):
        sheet.append([f"1.{number}", f"Intervento {number}", "03 Lavori pubblici", status])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def registry_file(
    sections: Mapping[str, Sequence[Mapping[str, Cell | date]]],
    year: int | None = 2024,
    entity: str = "Comune di Prova",
) -> bytes:
    """Gives an anagrafica with one sheet per section, each row by field as a person types it.

    A sheet has the columns that its rows fill in; its table starts at row 5.
    """
    sheets = {}
    for name, rows in sections.items():
        section = RegistrySection(name)
        filled = {field_name for row in rows for field_name in row}
        columns = [one for one in registry_columns()[section] if one.field_name in filled]
        sheets[SECTION_LABELS[section]] = [
            [f"Anagrafica – {SECTION_LABELS[section]}"],
            [f"Ente: {entity}"],
            [] if year is None else [f"Anno di riferimento {year}"],
            [column.titles[0] for column in columns],
            *([row.get(column.field_name) for column in columns] for row in rows),
        ]
    return workbook_bytes(sheets)
