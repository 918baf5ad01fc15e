"""The person's own rows around an issue, as in a spreadsheet, with the cell marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from zlib import crc32

import pandas as pd
import streamlit as st

from dashboard import settings
from dashboard.errors import DashboardError
from dashboard.figures.records import records_of
from dashboard.ingest import CheckedFile
from dashboard.texts import issue_rows as texts
from dashboard.texts.errors import error_sentence
from dashboard.texts.formats import is_absent
from dashboard.texts.issues import issue_place, issue_sentence, issue_title, place_words
from dashboard.ui.components import note
from dashboard.ui.data import store
from dashboard.workbook import Excerpt, SheetTexts, excerpt, workbook_texts_isolated

# A person looks at a few files; the texts of a large one take some megabytes.
_KEPT_FILES = 8

_Texts = tuple[SheetTexts, ...]


@dataclass(frozen=True, slots=True)
class IssuePlace:
    """An issue that names a cell. `texts` gives what its file holds, read when it is needed."""

    label: str
    sentence: str
    sheet_name: str
    cell: str
    texts: Callable[[], _Texts]


def places_in_file(checked: CheckedFile) -> list[IssuePlace]:
    """Gives the issues of a checked file that name a cell, in the order of the file."""

    def sheet_texts() -> _Texts:
        return _keeper()(checked.file_sha256, checked.file_name, checked.content)

    return [
        IssuePlace(
            texts.choice(issue_place(issue), issue_title(issue.code)),
            issue_sentence(issue),
            issue.sheet_name,
            issue.cell,
            sheet_texts,
        )
        for issue in checked.issues
        if issue.sheet_name and issue.cell
    ]


def places_in_uploads(issues: pd.DataFrame) -> list[IssuePlace]:
    """Gives the stored issues that name a cell: rows of `data_quality_issues`, put into words."""
    return [
        IssuePlace(
            texts.choice_in_file(
                row["file_name"], place_words(row["sheet_name"], row["cell"]), row["title"]
            ),
            row["sentence"],
            row["sheet_name"],
            row["cell"],
            _stored_texts(int(row["upload_id"])),
        )
        for row in records_of(issues)
        if not (is_absent(row["sheet_name"]) or is_absent(row["cell"]))
    ]


def render_issue_rows(places: Sequence[IssuePlace], *, key: str) -> None:
    """Draws the choice among the issues, and the rows around the one that is chosen."""
    if not places:
        return
    # Other issues are another choice: what was chosen among the earlier ones means nothing here.
    issues_key = crc32("\n".join(place.label for place in places).encode())
    chosen: int | None = st.selectbox(
        texts.CHOICE,
        range(len(places)),
        index=None,
        format_func=lambda position: places[position].label,
        placeholder=texts.PLACEHOLDER,
        key=f"{key}-{issues_key}",
    )
    if chosen is None:
        return
    place = places[chosen]
    note(place.sentence)
    _render_rows(place.texts, place.sheet_name, place.cell)


def render_own_row(upload_id: int, sheet_name: str, cell: str) -> None:
    """Draws the rows of a received file around a cell, as the person typed them."""
    _render_rows(_stored_texts(upload_id), sheet_name, cell)


def _render_rows(sheet_texts: Callable[[], _Texts], sheet_name: str, cell: str) -> None:
    try:
        sheets = {sheet.sheet_name: sheet for sheet in sheet_texts()}
    except DashboardError as error:
        st.error(error_sentence(error))
        return
    if sheet_name in sheets:
        st.html(excerpt_html(excerpt(sheets[sheet_name], cell)))
    else:
        note(texts.NOT_THERE)


def excerpt_html(found: Excerpt) -> str:
    """Gives the rows as a table with letters and numbers; what a person typed is escaped."""
    letters = "".join(
        f'<th scope="col"{_here(letter == found.column)}>{letter}</th>' for letter in found.columns
    )
    rows = "".join(_row_html(found, position) for position in range(len(found.rows)))
    # A region that scrolls sideways must be reachable with the keyboard.
    return (
        f'<div class="cp-scroll" role="region" tabindex="0"'
        f' aria-label="{escape(texts.region(found.cell))}">'
        f'<table class="cp-sheet"><caption>{escape(texts.caption(found.sheet_name, found.cell))}'
        f'</caption><thead><tr><th scope="col">{texts.ROW_HEADING}</th>{letters}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row_html(found: Excerpt, position: int) -> str:
    row = found.rows[position]
    is_here = row.number == found.row_number
    label = escape(texts.row_label(row.number, is_hidden=row.is_hidden))
    cells = "".join(
        _marked_cell(text) if is_here and letter == found.column else f"<td>{escape(text)}</td>"
        for letter, text in zip(found.columns, row.texts, strict=True)
    )
    kind = ' class="cp-titles"' if row.is_heading else ""
    return f'<tr{kind}><th scope="row"{_here(is_here)}>{label}</th>{cells}</tr>'


def _marked_cell(text: str) -> str:
    return (
        f'<td class="cp-here"><span role="img" aria-label="{texts.MARKED_CELL}">{texts.MARK}</span>'
        f" {escape(text or texts.EMPTY_CELL)}</td>"
    )


def _here(is_here: bool) -> str:
    return ' class="cp-here-line"' if is_here else ""


def _stored_texts(upload_id: int) -> Callable[[], _Texts]:
    def sheet_texts() -> _Texts:
        file_name, content = store().original(upload_id)
        return _keeper()(f"{settings.db_path()}:{upload_id}", file_name, content)

    return sheet_texts


@cache
def _keeper() -> Callable[[str, str, bytes], _Texts]:
    # Made at the first question: Streamlit complains about a cache made before it has started.
    return st.cache_data(show_spinner=False, max_entries=_KEPT_FILES)(_read_texts)


def _read_texts(file_key: str, file_name: str, _content: bytes) -> _Texts:
    # `file_key` tells files apart; the bytes, after their underscore, are not looked through.
    return workbook_texts_isolated(file_name, _content)
