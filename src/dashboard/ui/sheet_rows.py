"""The first rows of a sheet as in a spreadsheet, the heading row marked in words too."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.texts import mapping_form as texts
from dashboard.workbook import PreviewRow, SheetPreview


def render_sheet_rows(preview: SheetPreview) -> None:
    """Draws the first rows of a sheet with their numbers and letters."""
    st.html(sheet_rows_html(preview))


def sheet_rows_html(preview: SheetPreview) -> str:
    """Gives the rows as a table with letters and numbers; what a person typed is escaped."""
    letters: dict[int, str] = {}
    for row in preview.rows:
        for cell in row.cells:
            letters[cell.column_number] = cell.address.rstrip("0123456789")
    numbers = sorted(letters)
    heads = "".join(f'<th scope="col">{letters[number]}</th>' for number in numbers)
    first, last = preview.heading_rows or (0, -1)
    rows = "".join(
        _row_html(row, numbers, is_heading=first <= row.row_number <= last) for row in preview.rows
    )
    caption = escape(texts.rows_caption(preview.sheet_name, len(preview.rows), preview.row_count))
    # A region that scrolls sideways must be reachable with the keyboard.
    return (
        f'<div class="cp-scroll" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="cp-sheet"><caption>{caption}</caption>'
        f'<thead><tr><th scope="col">{texts.ROW_HEADING}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row_html(row: PreviewRow, numbers: list[int], *, is_heading: bool) -> str:
    filled = {cell.column_number: cell.text for cell in row.cells}
    cells = "".join(f"<td>{escape(filled.get(number, ''))}</td>" for number in numbers)
    kind = ' class="cp-titles"' if is_heading else ""
    label = texts.row_label(row.row_number, is_heading=is_heading)
    return f'<tr{kind}><th scope="row">{label}</th>{cells}</tr>'
