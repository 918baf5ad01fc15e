"""The first sheet of a marked workbook: all issues in a list, each a link to its cell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from dashboard.domain.model import Issue
from dashboard.texts.annotations import (
    LIST_ADVICE,
    LIST_HEADINGS,
    LIST_TITLE,
    finding,
    list_summary,
    remedy,
)
from dashboard.texts.labels import severity_words
from dashboard.workbook.cells import Grid
from dashboard.workbook.marks.places import ascii_xml
from dashboard.workbook.marks.styles import ListStyles

HEADING_ROW = 5
_WIDTHS = (6, 16, 24, 9, 70, 60)
_LINE_POINTS = 15
_LETTERS = "ABCDEF"
_LINK_COLUMNS = "CD"
_LEGEND_COLUMN = 8
_LEGEND_START = "cruscotto-piao:"


def list_sheet(
    issues: Sequence[Issue],
    checked_at: datetime,
    styles: ListStyles,
    legend: Mapping[str, str],
    visible_sheets: Collection[str],
) -> bytes:
    """Gives the worksheet part. `legend` (fill by mark colour) is kept in a hidden column."""
    head = {
        1: _text("A1", LIST_TITLE, styles.title),
        2: _text("A2", list_summary(issues, checked_at), 0),
        3: _text("A3", LIST_ADVICE, 0),
        HEADING_ROW: "".join(
            _text(f"{letter}{HEADING_ROW}", heading, styles.heading)
            for letter, heading in zip(_LETTERS, LIST_HEADINGS, strict=True)
        ),
    }
    lines = {
        number: _issue_cells(number, issue, styles, visible_sheets)
        for number, issue in enumerate(issues, start=HEADING_ROW + 1)
    }
    notes = {
        number: _text(f"H{number}", f"{_LEGEND_START}{colour}:{fill}", 0)
        for number, (colour, fill) in enumerate(legend.items(), start=1)
    }
    cells = head | lines
    heights = {
        number: _row_height(issue) for number, issue in enumerate(issues, start=HEADING_ROW + 1)
    }
    filled = {number: cells.get(number, "") + notes.get(number, "") for number in cells | notes}
    rows = "".join(
        f'<row r="{number}"{heights.get(number, "")}>{filled[number]}</row>'
        for number in sorted(filled)
    )
    return (_OPENING + f"<sheetData>{rows}</sheetData>{_links(issues, visible_sheets)}").encode(
        "ascii"
    ) + _ENDING


def is_issue_list(grid: Grid) -> bool:
    """Says whether a sheet is a list of issues that this program put there."""
    first = grid.own(1, 1)
    return first is not None and first.text == LIST_TITLE


def legend_of(grid: Grid) -> dict[str, str]:
    """Gives the fill by mark colour that a list of issues keeps."""
    legend: dict[str, str] = {}
    for row in grid.filled_rows():
        cell = grid.own(row, _LEGEND_COLUMN)
        if cell is not None and cell.text.startswith(_LEGEND_START):
            colour, _, fill = cell.text.removeprefix(_LEGEND_START).partition(":")
            legend[colour] = fill
    return legend


def linked_cell(issue: Issue, visible_sheets: Collection[str]) -> str | None:
    """Gives where the link of an issue leads; None where there is no such place to go."""
    if issue.sheet_name is None or issue.sheet_name not in visible_sheets:
        return None
    quoted = issue.sheet_name.replace("'", "''")
    return f"'{quoted}'!{issue.cell or 'A1'}"


def _issue_cells(
    number: int, issue: Issue, styles: ListStyles, visible_sheets: Collection[str]
) -> str:
    place = styles.text if linked_cell(issue, visible_sheets) is None else styles.link
    order = number - HEADING_ROW
    return "".join(
        (
            f'<c r="A{number}" s="{styles.text}"><v>{order}</v></c>',
            _text(f"B{number}", severity_words(issue.severity), styles.text),
            _text(f"C{number}", issue.sheet_name or "", place),
            _text(f"D{number}", issue.cell or "", place),
            _text(f"E{number}", finding(issue), styles.text),
            _text(f"F{number}", remedy(issue), styles.text),
        )
    )


def _row_height(issue: Issue) -> str:
    """Gives the height that the wrapped texts need: not every program works it out by itself."""
    texts = ((finding(issue), _WIDTHS[4]), (remedy(issue), _WIDTHS[5]))
    lines = max(sum(1 + len(line) // width for line in t.split("\n")) for t, width in texts)
    return f' ht="{_LINE_POINTS * lines}" customHeight="1"'


def _text(address: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{address}" s="{style}"/>'
    escaped = ascii_xml(text[:32_000]).decode("ascii")
    return (
        f'<c r="{address}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{escaped}</t></is></c>'
    )


def _links(issues: Sequence[Issue], visible_sheets: Collection[str]) -> str:
    links = []
    for number, issue in enumerate(issues, start=HEADING_ROW + 1):
        location = linked_cell(issue, visible_sheets)
        if location is not None:
            escaped = ascii_xml(location).decode("ascii")
            links += [
                f'<hyperlink ref="{letter}{number}" location="{escaped}" display="{escaped}"/>'
                for letter in _LINK_COLUMNS
            ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


_COLUMNS = "".join(
    f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
    for place, width in enumerate(_WIDTHS, start=1)
)
_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetPr><tabColor rgb="FFFFC540"/><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
    f'<pane ySplit="{HEADING_ROW}" topLeftCell="A{HEADING_ROW + 1}" activePane="bottomLeft" '
    'state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
    f"<cols>{_COLUMNS}"
    f'<col min="{_LEGEND_COLUMN}" max="{_LEGEND_COLUMN}" width="9" hidden="1"/></cols>'
)
_ENDING = (
    b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
)
