"""A target that was varied during the year: its values as steps, with the results on them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure, Trace, scatter
from dashboard.texts.formats import is_absent, italian_date, number, quantity

_HEIGHT_PX = 240
_PERIOD_ENDS = {"intermediate": (6, 30), "final": (12, 31)}
# Beyond the year's end there is room for a deed that came late, and for the words of a result.
_ROOM = timedelta(days=34)
_LATE = timedelta(days=14)
_ROOM_ABOVE = 1.3


@drawn_once
def target_steps(steps: pd.DataFrame, results: pd.DataFrame, reference_year: int) -> Figure | None:
    """Draws the steps of one indicator's target over a year, and its results where they lie.

    `steps`: rows of the query `target_steps` in their order (`target_number`,
    `target_upper_number`, `is_original`, `decided_at`, `deed_date`). `results`: rows of the query
    `varied_targets` (`period`, `result_number`, `unit`). A step begins on the day of its deed,
    else of its decision; what lies outside the year is drawn at its edge. None unless every step
    is a number: dates, yes/no and words have no height.
    """
    if steps.empty or steps["target_number"].isna().any():
        return None
    units = results["unit"].dropna()
    unit = None if units.empty else str(units.iloc[0])
    records = records_of(steps)
    end = date(reference_year, 12, 31) + _ROOM
    figure = theme.themed(_HEIGHT_PX, left=10, right=10, top=10, bottom=26)
    figure.add_trace(_line(records, "target_number", reference_year, "target"))
    if steps["target_upper_number"].notna().any():
        figure.add_trace(_line(records, "target_upper_number", reference_year, "upper"))
    for step in records:
        figure.add_annotation(**_step_note(step, unit, reference_year))
    figure.add_trace(_results(records_of(results), unit, reference_year))
    quarters = [date(reference_year, month, 1) for month in (1, 4, 7, 10)]
    days = [*quarters, date(reference_year, 12, 31)]
    figure.update_xaxes(
        type="date",
        range=[date(reference_year, 1, 1) - timedelta(days=3), end],
        tickvals=days,
        ticktext=[italian_date(day)[:5] for day in days],
    )
    figure.update_yaxes(range=[0, _highest(records, results) * _ROOM_ABOVE], visible=False)
    return figure


def step_day(step: dict[str, Any]) -> date | None:
    """Gives the day from which a step counts: of its deed, else of its decision; None at first."""
    for name in ("deed_date", "decided_at"):
        value = step[name]
        if not is_absent(value):
            return value.date() if isinstance(value, datetime) else value
    return None


def _line(records: list[dict[str, Any]], column: str, reference_year: int, name: str) -> Trace:
    days = [_drawn_day(step, reference_year) for step in records]
    values = [step[column] for step in records]
    return scatter(
        x=[*days, date(reference_year, 12, 31) + _ROOM],
        y=[*values, values[-1]],
        mode="lines",
        line={"color": theme.INK, "width": 2, "shape": "hv"},
        name=name,
        hoverinfo="skip",
    )


def _drawn_day(step: dict[str, Any], reference_year: int) -> date:
    first, last = date(reference_year, 1, 1), date(reference_year, 12, 31) + _LATE
    return min(max(step_day(step) or first, first), last)


def _step_note(step: dict[str, Any], unit: str | None, reference_year: int) -> dict[str, Any]:
    """Gives the words on a step: its value, at its left end, just above the line."""
    upper = step["target_upper_number"]
    value = quantity(step["target_number"], unit)
    words = (
        value if is_absent(upper) else f"{number(step['target_number'])}–{quantity(upper, unit)}"
    )
    is_late = _drawn_day(step, reference_year) > date(reference_year, 12, 1)
    return {
        "x": _drawn_day(step, reference_year),
        "y": step["target_number"] if is_absent(upper) else upper,
        "text": escaped(f"target {words}"),
        "xanchor": "right" if is_late else "left",
        "yanchor": "bottom",
        "xshift": -4 if is_late else 4,
        "font": {"color": theme.SOFT_INK},
    }


def _results(records: list[dict[str, Any]], unit: str | None, reference_year: int) -> Trace:
    known = [row for row in records if not is_absent(row["result_number"])]
    return scatter(
        x=[date(reference_year, *_PERIOD_ENDS[str(row["period"])]) for row in known],
        y=[row["result_number"] for row in known],
        mode="markers+text",
        marker={"color": theme.BLUE, "size": 12},
        text=[escaped(quantity(row["result_number"], unit)) for row in known],
        textposition="bottom center",
        textfont={"color": theme.BLUE},
        name="result",
        hoverinfo="skip",
        cliponaxis=False,
    )


def _highest(records: list[dict[str, Any]], results: pd.DataFrame) -> float:
    values = [step["target_number"] for step in records]
    values += [step["target_upper_number"] for step in records]
    values += results["result_number"].tolist()
    return max((value for value in values if not is_absent(value)), default=1.0) or 1.0
