"""Money and people of the actions as bars from zero."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.grouped_bars import BarSeries, grouped_bars
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure
from dashboard.texts import resources as texts
from dashboard.texts.formats import Record, euro, is_absent

MONEY_COLOURS: Mapping[str, str] = {
    "allocated_eur": theme.BLUE,
    "committed_eur": theme.BLUE,
    "paid_eur": theme.LIGHT_BLUE,
}
_PATTERNS = {"paid_eur": "/"}
_HOLLOW = {"allocated_eur"}


def money_shown(groups: pd.DataFrame) -> list[str]:
    """Gives the sums that any group states, in the order of their bars."""
    return [column for column in texts.MONEY if groups[column].notna().any()]


@drawn_once
def resource_bars(groups: pd.DataFrame) -> Figure | None:
    """Draws what each group has planned, committed and paid, in euro, one below the other.

    `groups`: rows of one breakdown of the query `resources_by`. A sum that no group states has
    no bars at all; one that a group does not state says so in its place.
    """
    records = records_of(groups)
    labels = [texts.group_label(row) for row in records]
    series = [
        BarSeries(
            name=texts.MONEY[column],
            colour=MONEY_COLOURS[column],
            values=[_amount(row[column]) for row in records],
            words=[_end_words(row, column) for row in records],
            hovers=[
                texts.bar_hover(escaped(label), texts.MONEY[column], row, column)
                for label, row in zip(labels, records, strict=True)
            ],
            pattern=_PATTERNS.get(column, ""),
            is_hollow=column in _HOLLOW,
        )
        for column in money_shown(groups)
    ]
    return grouped_bars(labels, series)


@drawn_once
def staff_bars(categories: pd.DataFrame) -> Figure | None:
    """Draws the full-time equivalents of each category, with the people beside.

    `categories`: rows of the query `staff_by_category`.
    """
    records = records_of(categories)
    words = [texts.staff_bar(row) for row in records]
    labels = [str(row["staff_category"]) for row in records]
    one = BarSeries(
        name=texts.STAFF_KEY,
        colour=theme.BLUE,
        values=[_amount(row["full_time_equivalent"]) for row in records],
        words=words,
        hovers=[f"{escaped(label)}<br>{word}" for label, word in zip(labels, words, strict=True)],
    )
    return grouped_bars(labels, [one])


def _amount(value: float | None) -> float | None:
    return None if value is None or is_absent(value) else float(value)


def _end_words(row: Record, column: str) -> str:
    return texts.NOT_STATED if is_absent(row[column]) else euro(row[column])
