"""Keys of the figures and marks of the tables: the shape, colour and word of each status."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.figures import theme
from dashboard.texts.labels import (
    DUP_STATUSES,
    RESULT_STATUSES,
    UNKNOWN_DUP_STATUS,
    dup_status_label,
    result_status_label,
)
from dashboard.ui.components import key_line, status_mark

STATUS_MARK = "status_mark"
"""The column that the `with_…_marks` functions add."""


def result_key(statuses: Collection[object]) -> None:
    """Draws the key of the indicators' statuses that occur, in the order of the bars."""
    key_line(
        [
            (label.shape, theme.RESULT_COLOURS[status], label.word)
            for status, label in RESULT_STATUSES.items()
            if status.value in statuses
        ]
    )


def dup_key(statuses: Collection[object]) -> None:
    """Draws the key of the interventions' statuses that occur; what is not known comes last."""
    known = [
        (label.shape, theme.DUP_COLOURS[status], label.word)
        for status, label in DUP_STATUSES.items()
        if status.value in statuses
    ]
    unknown = (UNKNOWN_DUP_STATUS.shape, theme.GREY, UNKNOWN_DUP_STATUS.word)
    has_unknown = any(status not in set(DupStatus) for status in statuses)
    key_line([*known, unknown] if has_unknown else known)


def with_result_marks(results: pd.DataFrame) -> pd.DataFrame:
    """Gives the frame with `status_mark`, for `render_table(..., marks={"status": …})`."""
    marks = {
        status.value: status_mark(result_status_label(status).shape, colour)
        for status, colour in theme.RESULT_COLOURS.items()
    }
    return results.assign(**{STATUS_MARK: [marks[ResultStatus(s)] for s in results["status"]]})


def with_dup_marks(interventions: pd.DataFrame) -> pd.DataFrame:
    """Gives the frame with `status_mark` for the interventions' statuses."""
    marks = [
        status_mark(dup_status_label(status).shape, theme.dup_colour(status))
        for status in interventions["status"]
    ]
    return interventions.assign(**{STATUS_MARK: marks})
