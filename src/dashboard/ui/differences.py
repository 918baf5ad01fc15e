"""Differences on screen: counted, narrowed, marked word by word, and to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from html import escape

import pandas as pd
import streamlit as st

from dashboard.domain.differences import DocumentDifference, FieldChange, RowChange, RowDifference
from dashboard.domain.word_differences import TextChange, TextRun, word_differences
from dashboard.reports.differences import differences_xlsx
from dashboard.texts import differences as texts
from dashboard.texts.fields import field_label
from dashboard.texts.formats import MISSING, signed_number
from dashboard.texts.tables import NO_ROWS
from dashboard.ui.components import note
from dashboard.ui.narrowing import containing, matching
from dashboard.ui.paging import page_of
from dashboard.ui.tables import PAGE_ROWS, table_html

TitledDifference = tuple[str, DocumentDifference]
"""What a document is called, with its differences."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEARCHED = ("row_words", "field_label", "before_text", "after_text")
_MARKED = {"before_text": "before_html", "after_text": "after_html"}
# The comparison of a page of long texts is not repeated at every click beside it.
_KEPT_COMPARISONS = 2000


def render_differences(
    documents: Sequence[TitledDifference],
    *,
    key: str,
    file_name: str,
    row_words: Callable[[RowChange], str] = texts.row_change,
) -> None:
    """Draws what became of each row, with its own filters and a spreadsheet of everything.

    Draws nothing where nothing differs. `key` is unique on the page; `file_name` has no ending.
    `row_words` gives the words for what became of a row.
    """
    frame = differences_frame(documents, row_words)
    if frame.empty:
        return
    narrowed = _narrowed(frame, key)
    note(texts.LEGEND)
    place = st.container()
    rows = page_of(narrowed, PAGE_ROWS, key=key)
    if rows.empty:
        place.html(f'<p class="cp-note">{escape(NO_ROWS)}</p>')
    else:
        columns = texts.SCREEN_COLUMNS
        if len(documents) > 1:
            columns = {"document_words": texts.DOCUMENT_COLUMN, **columns}
        place.html(table_html(with_marks(rows), columns, {}, _MARKED, label=file_name))
    st.download_button(
        texts.DOWNLOAD,
        # A function: the file is only written when somebody asks for it.
        lambda: differences_xlsx(documents, datetime.now().astimezone()),
        file_name=f"{file_name}.xlsx",
        mime=_XLSX,
        key=f"{key}-download",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def differences_frame(
    documents: Iterable[TitledDifference],
    row_words: Callable[[RowChange], str] = texts.row_change,
) -> pd.DataFrame:
    """Gives one row per new or gone row, and one per field of a changed row."""
    lines = [
        (title, row_words(row.change), row.row_label, *line)
        for title, difference in documents
        for row in difference.differences
        for line in _lines(row)
    ]
    return pd.DataFrame(lines, columns=["document_words", *texts.SCREEN_COLUMNS])


def with_marks(rows: pd.DataFrame) -> pd.DataFrame:
    """Gives the rows with `before_html` and `after_html`: what went and what came, marked."""
    pairs = [
        _marked(before, after, is_number=bool(moved))
        for before, after, moved in zip(
            rows["before_text"], rows["after_text"], rows["difference_number"], strict=True
        )
    ]
    return rows.assign(
        before_html=[before for before, _ in pairs], after_html=[after for _, after in pairs]
    )


def _narrowed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = matching(
            frame, "change_words", texts.CHANGE_FILTER, key=f"{key}-change", width=160, bind=None
        )
        shown = matching(
            shown, "field_label", texts.FIELD_FILTER, key=f"{key}-field", width=260, bind=None
        )
        words = st.text_input(
            texts.SEARCH,
            placeholder=texts.SEARCH_HINT,
            key=f"{key}-search",
            type="search",
            width=420,
        )
    return containing(shown, _SEARCHED, words)


def _lines(row: RowDifference) -> Iterator[tuple[str, ...]]:
    if not row.fields:
        yield (texts.WHOLE_ROW, "", "", "", "")
    yield from map(_field_cells, row.fields)


def _field_cells(field: FieldChange) -> tuple[str, ...]:
    moved = "" if field.number_change is None else signed_number(field.number_change)
    return (field_label(field.field_name), field.before, field.after, moved, field.cell or "")


@lru_cache(maxsize=_KEPT_COMPARISONS)
def _marked(before: str, after: str, *, is_number: bool) -> tuple[str, str]:
    # Of 2,4 and 4,2 no digit stayed, whatever a comparison of signs finds.
    whole = (TextRun(TextChange.DELETED, before), TextRun(TextChange.INSERTED, after))
    runs = whole if is_number else word_differences(before, after)
    return _html(runs, TextChange.DELETED, "del"), _html(runs, TextChange.INSERTED, "ins")


def _html(runs: Sequence[TextRun], marked: TextChange, tag: str) -> str:
    """Gives the text that has the runs of one kind, those marked, as HTML; a dash for no text."""
    shown = [run for run in runs if run.change in (TextChange.EQUAL, marked)]
    return (
        "".join(
            f'<{tag} class="cp-word">{escape(run.text)}</{tag}>'
            if run.change is marked
            else escape(run.text)
            for run in shown
        )
        or MISSING
    )
