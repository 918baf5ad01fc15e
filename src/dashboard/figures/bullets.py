"""Results against targets on one scale: a bar for the result, a tick for the target."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.domain.model import MeasureKind, ResultStatus
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, Trace, bar, scatter
from dashboard.texts.formats import MISSING, is_absent, readable_name
from dashboard.texts.labels import MEASURE_KINDS, result_status_label
from dashboard.texts.measures import deviation_words, result_against_target

SCALE_MAX_PCT = 120.0
_BAR_PX = 14
_AXIS_PX = 24
_GAP_PX = 14
_NUMERIC_KINDS = {MeasureKind.INCREASING, MeasureKind.DECREASING, MeasureKind.RANGE}


def sorted_by_gap(results: pd.DataFrame) -> pd.DataFrame:
    """Puts the indicators furthest from their target first, and those without a figure last.

    `results`: as `bullets`. Equals keep their order.
    """
    return results.sort_values("achievement_pct", na_position="last", kind="stable")


@drawn_once
def bullets(results: pd.DataFrame) -> Figure | None:
    """Draws each result in percent of its target, from 0 to 120, with the target at 100.

    `results`: rows of the query `indicator_results`. Numeric results are drawn where they lie
    (`deviation_pct_of_target`), others by what they earned (`measured_achievement_pct`). What
    lies beyond 120 is cut there and marked. A row without a figure has words and no bar. Where
    `results` has a column `action_address`, each name leads there.
    """
    if results.empty:
        return None
    records = records_of(results)
    rows = rows_for(
        [readable_name(row["indicator_code"], row["indicator_name"]) for row in records],
        [_note(row) for row in records],
        bar_px=_BAR_PX,
        gap_px=_GAP_PX,
    )
    addresses = [row.get("action_address") for row in records]
    figure = rows_figure(rows, left=10, right=26, bottom=_AXIS_PX, addresses=addresses)
    figure.update_xaxes(
        range=[0, SCALE_MAX_PCT],
        tickvals=[0, 50, 100],
        ticktext=["0", "50 %", "target"],
        showgrid=False,
    )
    statuses = [ResultStatus(row["status"]) for row in records]
    shares = [pct_of_target(row) for row in records]
    figure.add_trace(_track(rows.centres, rows.bar_px))
    figure.add_trace(
        bar(
            orientation="h",
            x=[None if share is None else min(share, SCALE_MAX_PCT) for share in shares],
            y=rows.centres,
            width=rows.bar_px,
            marker=theme.marker([theme.RESULT_COLOURS[status] for status in statuses], ""),
            text=["▸" if share is not None and share > SCALE_MAX_PCT else "" for share in shares],
            textposition="outside",
            constraintext="none",
            cliponaxis=False,
            customdata=[_hover(row) for row in records],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.add_trace(_target_ticks(rows.centres, rows.bar_px))
    figure.update_layout(barmode="overlay", bargap=0)
    return figure


def pct_of_target(row: dict[str, Any]) -> float | None:
    """Gives where a result lies, in percent of its target and never below 0, or None."""
    deviation_pct = row["deviation_pct_of_target"]
    if row["measure_kind"] in _NUMERIC_KINDS and not is_absent(deviation_pct):
        return max(0.0, 100.0 + float(deviation_pct))
    earned = row["measured_achievement_pct"]
    return None if is_absent(earned) else float(earned)


def _track(centres: tuple[float, ...], bar_px: int) -> Trace:
    """Gives the empty bar up to the target, so that a zero can be seen as a zero."""
    return bar(
        orientation="h",
        x=[100.0] * len(centres),
        y=centres,
        width=bar_px,
        marker={"color": theme.TRACK, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _target_ticks(centres: tuple[float, ...], bar_px: int) -> Trace:
    return scatter(
        x=[100.0] * len(centres),
        y=centres,
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": bar_px + 4,
            "line": {"color": theme.INK, "width": 2.5},
        },
        hoverinfo="skip",
    )


def _note(row: dict[str, Any]) -> str:
    shape = result_status_label(row["status"]).shape
    distance = deviation_words(row)
    aside = "" if distance == MISSING else f" ({distance})"
    is_less = row["measure_kind"] == MeasureKind.DECREASING
    less = f" · {MEASURE_KINDS[MeasureKind.DECREASING]}" if is_less else ""
    return f"{shape} {result_against_target(row)}{aside}{less} · {row['sector_name']}"


def _hover(row: dict[str, Any]) -> str:
    label = result_status_label(row["status"])
    return (
        f"{escaped(str(row['indicator_name']))}<br>{label.shape} {label.word}: "
        f"{escaped(result_against_target(row))}<br>scostamento {deviation_words(row)}"
    )
