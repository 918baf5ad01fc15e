"""Build sheets to hand out, and fill them in as people do."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.domain.model import PARTS_OF, DocumentKind, ParsedWorkbook, Scalar
from dashboard.domain.templates import Template, TemplateRow, TemplateSlot, TemplateTable
from dashboard.workbook import read_workbook, write_template_xlsx

SOFFICE = shutil.which("soffice")
HEADING_ROW = 6
FIRST_ROW = HEADING_ROW + 1
KINDS = tuple(
    kind
    for kind in DocumentKind
    if kind is not DocumentKind.REGISTRY and not any(kind in parts for parts in PARTS_OF.values())
)
"""The kinds that are handed out as sheets of rows, each with its parts."""

FINAL_ROWS: tuple[Mapping[str, Scalar], ...] = (
    {
        "action_code": "A1",
        "action_name": "Manutenzione delle strade",
        "indicator_code": "A1.1",
        "indicator_name": "Segnalazioni chiuse entro 30 giorni",
        "measure_kind": "increasing",
        "unit": "%",
        "baseline": 70,
        "target": 90,
        "result_intermediate": 82.5,
    },
    {
        "action_code": "A1",
        "action_name": "Manutenzione delle strade",
        "indicator_code": "A1.2",
        "indicator_name": "Giorni per una riparazione",
        "measure_kind": "decreasing",
        "unit": "giorni",
        "baseline": 45,
        "target": "al massimo 30",
        "result_intermediate": None,
    },
    {
        "action_code": "02",
        "action_name": "Scuole sicure",
        "indicator_code": "02.1",
        "indicator_name": "Fine dei lavori alla scuola media",
        "measure_kind": "date",
        "unit": None,
        "target": date(2024, 9, 30),
    },
)


def slot(kind: DocumentKind, **changes: str) -> TemplateSlot:
    """Gives what a sheet of 2024 is handed out for: of sector 03, of direction 2 for the DUP."""
    if kind is DocumentKind.DUP_STATUS:
        return TemplateSlot("comune-prova", kind, 2024, None, "2")
    return TemplateSlot("comune-prova", kind, 2024, changes.get("sector_code", "03"), None)


def template(
    kind: DocumentKind,
    *rows: Mapping[str, Scalar],
    parts: Mapping[DocumentKind, Sequence[Mapping[str, Scalar]]] | None = None,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    entity_name: str = "Comune di Prova",
    sector_name: str = "Lavori pubblici",
    sector_code: str = "03",
    folder: str | None = None,
) -> Template:
    """Gives a template of 2024 with these rows; its parts are empty but for those given."""
    by_kind = {kind: rows, **dict.fromkeys(PARTS_OF.get(kind, ()), ()), **(parts or {})}
    return Template(
        slot=slot(kind, sector_code=sector_code),
        entity_name=entity_name,
        sector_name=None if kind is DocumentKind.DUP_STATUS else sector_name,
        strategic_direction_name="La città che cresce",
        cycle=(2024, 2026),
        tables=tuple(
            TemplateTable(one, tuple(TemplateRow(f"r{n}", row) for n, row in enumerate(told)))
            for one, told in by_kind.items()
        ),
        issued_at=datetime.fromisoformat("2024-12-02T09:30:00"),
        sectors_deadline=date(2025, 2, 28),
        folder=folder,
        choices=choices or {},
    )


def final_template(**changes: object) -> Template:
    """Gives a final report with three indicators of two actions."""
    return template(DocumentKind.FINAL_REPORT, *FINAL_ROWS, **changes)  # type: ignore[arg-type]


def opened(content: bytes) -> Workbook:
    """Gives a workbook with its rich texts."""
    return load_workbook(BytesIO(content), rich_text=True)


def saved(book: Workbook) -> bytes:
    """Gives the bytes of a workbook."""
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """Gives a workbook after something was done to it."""
    book = opened(content)
    edit(book)
    return saved(book)


def column_of(sheet: Worksheet, title: str) -> int:
    """Gives the number of the column under a title."""
    titles = [cell.value for cell in sheet[HEADING_ROW]]
    return titles.index(title) + 1


def returned(content: bytes, file_name: str = "scheda.xlsx") -> ParsedWorkbook:
    """Gives what the program reads in a sheet that came back."""
    return read_workbook(file_name, content)


def handed_out(told: Template) -> Workbook:
    """Gives the workbook of a template, as a person opens it."""
    return opened(write_template_xlsx(told))


def codes(workbook: ParsedWorkbook) -> set[str]:
    """Gives the codes of the issues of a file."""
    return {issue.code for issue in workbook.issues}


def resaved(content: bytes, ending: str, folder: Path) -> bytes:
    """Gives a workbook as LibreOffice saves it, its formulas worked out."""
    source, out = folder / "scheda.xlsx", folder / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=180
    )
    return (out / f"scheda.{ending}").read_bytes()
