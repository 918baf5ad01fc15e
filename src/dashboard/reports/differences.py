"""The differences of documents as a spreadsheet, to be sent to whoever has to look at them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dashboard.domain.differences import DocumentDifference, FieldChange, RowDifference
from dashboard.domain.model import Scalar
from dashboard.texts import differences as texts
from dashboard.texts.fields import field_label
from dashboard.workbook import write_table_xlsx


def differences_xlsx(
    documents: Iterable[tuple[str, DocumentDifference]], made_at: datetime
) -> bytes:
    """Gives an .xlsx of two sheets: the counts by document, and one row per change.

    `documents` pairs what a document is called with its differences. A changed row gives one row
    per field, with before and after; numbers also stand in columns of their own, unrounded.
    """
    titled = list(documents)
    return write_table_xlsx(
        {
            texts.SUMMARY_SHEET: [texts.SUMMARY_COLUMNS, *_summary(titled)],
            texts.CHANGES_SHEET: [texts.CHANGE_COLUMNS, *_changes(titled)],
        },
        title=texts.title(made_at),
    )


def _summary(titled: Sequence[tuple[str, DocumentDifference]]) -> Iterator[list[Scalar]]:
    for title, difference in titled:
        counts = [difference.count(change) for change in texts.ROW_CHANGES]
        yield [title, *counts, difference.unchanged_count]


def _changes(titled: Sequence[tuple[str, DocumentDifference]]) -> Iterator[list[Scalar]]:
    for title, difference in titled:
        for row in difference.differences:
            for change in row.fields or (None,):
                yield [title, *_row_cells(row, change)]


def _row_cells(row: RowDifference, change: FieldChange | None) -> list[Scalar]:
    place = [row.sheet_name, row.row_number]
    start: list[Scalar] = [texts.ROW_CHANGES[row.change], row.row_label]
    if change is None:
        return [*start, None, None, None, None, None, None, *place, None]
    return [
        *start,
        field_label(change.field_name),
        change.before,
        change.after,
        change.before_number,
        change.after_number,
        change.number_change,
        *place,
        change.cell,
    ]
