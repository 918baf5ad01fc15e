"""Signed deviations in percent of the target, hatched where nobody says why."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.domain.model import ResultStatus
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, bar, scatter
from dashboard.texts.formats import readable_name, signed_percent
from dashboard.texts.labels import result_status_label
from dashboard.texts.measures import result_against_target

CAP_PCT = 150.0
_BAR_PX = 16
_AXIS_PX = 24
_TEXT_ROOM = 0.22  # of the span, so that the figure at a bar's end is not cut
_LEAST_SPAN = 20.0


@drawn_once
def deviation_bars(deviations: pd.DataFrame) -> Figure | None:
    """Draws how far each result is from its target, to the left when below, right when above.

    `deviations`: rows of the query `deviations`. Rows without `deviation_pct_of_target` (dates,
    targets of zero) cannot be drawn and are left to the table. Bars stop at ±150 %, with the
    true figure beside them. Order is kept. None when there is nothing to draw.
    """
    drawn = deviations.dropna(subset=["deviation_pct_of_target"])
    if drawn.empty:
        return None
    records = records_of(drawn)
    rows = rows_for(
        [readable_name(row["indicator_code"], row["indicator_name"]) for row in records],
        [f"{result_against_target(row)} · {row['sector_name']}" for row in records],
        bar_px=_BAR_PX,
    )
    shown = [_capped(float(row["deviation_pct_of_target"])) for row in records]
    statuses = [ResultStatus(row["status"]) for row in records]
    figure = rows_figure(rows, left=2, right=2, bottom=_AXIS_PX)
    low, high = _span(shown)
    figure.update_xaxes(range=[low, high], ticksuffix=" %", nticks=5)
    figure.add_trace(
        bar(
            orientation="h",
            x=shown,
            y=rows.centres,
            width=rows.bar_px,
            marker=theme.hatched_marker(
                [theme.RESULT_COLOURS[status] for status in statuses],
                [not row["has_reason"] for row in records],
            ),
            text=[_end_text(float(row["deviation_pct_of_target"])) for row in records],
            textposition="outside",
            constraintext="none",
            textfont={"size": 13, "color": theme.INK},
            cliponaxis=False,
            customdata=[_hover(row) for row in records],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    _draw_zero_marks(figure, rows.centres)
    figure.update_layout(bargap=0)
    return figure


def _draw_zero_marks(figure: Figure, centres: tuple[float, ...]) -> None:
    """Draws the target as a tick per row: one long line would cross the labels."""
    figure.add_trace(
        scatter(
            x=[0.0] * len(centres),
            y=centres,
            mode="markers",
            marker={
                "symbol": "line-ns",
                "size": _BAR_PX + 4,
                "line": {"color": theme.INK, "width": 2},
            },
            hoverinfo="skip",
        )
    )


def _capped(pct: float) -> float:
    return min(CAP_PCT, max(-CAP_PCT, pct))


def _span(values: list[float]) -> tuple[float, float]:
    """Gives the ends of the axis: zero is always inside, and text fits beyond the last bar."""
    low, high = min(0.0, *values), max(0.0, *values)
    room = _TEXT_ROOM * max(high - low, _LEAST_SPAN)
    return (low - room if low < 0 else -room / 8), (high + room if high > 0 else room / 8)


def _end_text(pct: float) -> str:
    shown = signed_percent(pct)
    if abs(pct) <= CAP_PCT:
        return shown
    return f"{shown} ▸" if pct > 0 else f"◂ {shown}"


def _hover(row: dict[str, Any]) -> str:
    label = result_status_label(row["status"])
    return (
        f"{escaped(str(row['indicator_name']))}<br>{label.shape} {label.word}: "
        f"{escaped(result_against_target(row))}"
    )
