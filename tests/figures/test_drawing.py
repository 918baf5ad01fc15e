"""A figure is drawn once for the same rows, and is what it would have been drawn anew."""

from __future__ import annotations

import pandas as pd
from plotly.io import to_json

from dashboard.figures.status_bars import dup_status_bars


def _counts(count: int) -> pd.DataFrame:
    row = {
        "strategic_direction_code": "1",
        "strategic_direction_name": "Città verde",
        "status": "completed",
        "intervention_count": count,
    }
    return pd.DataFrame([row])


def test_the_same_rows_give_the_same_figure() -> None:
    assert dup_status_bars(_counts(3)) is dup_status_bars(_counts(3))


def test_one_more_gives_another_figure() -> None:
    assert to_json(dup_status_bars(_counts(3))) != to_json(dup_status_bars(_counts(4)))


def test_a_kept_figure_is_written_as_one_drawn_anew() -> None:
    kept = dup_status_bars(_counts(3))
    anew = dup_status_bars.__wrapped__(_counts(3))  # type: ignore[attr-defined]

    assert to_json(kept.to_dict()) == to_json(anew.to_dict())
