"""Keys of the figures: the shape, colour and word of each status that occurs."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import streamlit as st

from dashboard.domain.model import DupStatus
from dashboard.figures import theme
from dashboard.texts.labels import (
    DUP_CATEGORIES,
    DUP_STATUSES,
    RESULT_CATEGORIES,
    RESULT_STATUSES,
    UNKNOWN_DUP_STATUS,
    StatusLabel,
    category_label,
    dup_status_label,
    occurring_categories,
)
from dashboard.texts.proposals import LEGEND_ADDED, LEGEND_GONE
from dashboard.ui.components import key_line


def result_key(statuses: Collection[object]) -> None:
    """Draws the key of the indicators' statuses that occur, in the order of the bars."""
    key_line(result_key_entries(statuses))


def result_key_entries(statuses: Collection[object]) -> list[tuple[str, str, str]]:
    """Gives what `result_key` draws: (shape, colour, word) for each status."""
    return [
        (label.shape, theme.RESULT_COLOURS[status], label.word)
        for status, label in RESULT_STATUSES.items()
        if status.value in statuses
    ]


def result_category_entries(statuses: Collection[object]) -> list[tuple[str, str, str]]:
    """Gives the key of bars of results: (shape, colour, words) for each category that occurs."""
    return [
        _entry([RESULT_STATUSES[status] for status in found], theme.RESULT_COLOURS[found[0]])
        for found in occurring_categories(RESULT_CATEGORIES, statuses)
    ]


def dup_category_entries(statuses: Collection[object]) -> list[tuple[str, str, str]]:
    """Gives the key of bars of interventions, as `result_category_entries` does of results."""
    known = [status if status in set(DupStatus) else None for status in statuses]
    occurring = [[status for status in category if status in known] for category in DUP_CATEGORIES]
    return [
        _entry([dup_status_label(status) for status in found], theme.dup_colour(found[0]))
        for found in occurring
        if found
    ]


def _entry(labels: Sequence[StatusLabel], colour: str) -> tuple[str, str, str]:
    label = category_label(labels)
    return label.shape, colour, label.word


def ink_key() -> None:
    """Draws what underlined and struck words in red stand for."""
    st.html(
        f'<p class="cp-note cp-ink"><ins>abc</ins> {LEGEND_ADDED} &nbsp; '
        f"<del>abc</del> {LEGEND_GONE}</p>"
    )


def dup_key_entries(statuses: Collection[object]) -> list[tuple[str, str, str]]:
    """Gives the key of the interventions' statuses that occur; what is not known comes last.

    (shape, colour, word) for each.
    """
    known = [
        (label.shape, theme.DUP_COLOURS[status], label.word)
        for status, label in DUP_STATUSES.items()
        if status.value in statuses
    ]
    unknown = (UNKNOWN_DUP_STATUS.shape, theme.GREY, UNKNOWN_DUP_STATUS.word)
    has_unknown = any(status not in set(DupStatus) for status in statuses)
    return [*known, unknown] if has_unknown else known
