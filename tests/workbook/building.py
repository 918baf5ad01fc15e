"""Build real workbook bytes for the tests of the reader: by openpyxl, or from raw XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PIAO_TITLES = (
    "Codice azione",
    "Azione",
    "Indicatore",
    "Baseline",
    "Fonte",
    "Target",
)
FINAL_TITLES = (
    "Codice azione",
    "Azione",
    "Indicatore",
    "Target",
    "Risultato",
    "Motivazione dello scostamento",
)
DUP_TITLES = ("Codice intervento", "Intervento", "Stato", "Stato di attuazione", "% di avanzamento")
FINAL_HEAD = (
    ("Comune di Prova",),
    ("Report finale al 31/12/2024",),
    ("Settore: 03 Lavori pubblici",),
)
PIAO_HEAD = (("Comune di Prova",), ("PIAO 2024-2026",), ("Settore: 03 Lavori pubblici",))
DUP_HEAD = (("DUP 2024-2026 - Anno 2024",), ("Indirizzo strategico 2 - La città che cresce",))


def book(
    rows: Sequence[Sequence[Any]],
    edit: Callable[[Worksheet], None] | None = None,
    sheet_name: str = "Foglio",
) -> bytes:
    """Gives an .xlsx with one sheet holding these rows from A1 on, then edited."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = sheet_name
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is not None:
                sheet.cell(number, column, value)
    if edit is not None:
        edit(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def table(
    head: Sequence[Sequence[Any]], titles: Sequence[str], *rows: Sequence[Any]
) -> list[Sequence[Any]]:
    """Gives title cells, a blank row, headings and rows: the heading stands on row len(head)+2."""
    return [*head, (), tuple(titles), *rows]


def raw_xlsx(
    sheet_data: str,
    *,
    strings: str = "",
    styles: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    after: str = "",
) -> bytes:
    """Gives an .xlsx written by hand, with one sheet named Foglio."""
    members: dict[str, str | bytes] = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Foglio" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>'
        ),
    }
    if strings:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        members["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return zipped({**members, **(extra or {})})


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Gives a zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(
    content: bytes,
    members: Mapping[str, bytes] | None = None,
    edit: Mapping[str, Callable[[bytes], bytes]] | None = None,
) -> bytes:
    """Gives a zip with members added or replaced, and others edited."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in (edit or {}).items():
        parts[name] = change(parts[name])
    return zipped({**parts, **(members or {})})
