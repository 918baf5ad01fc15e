"""Stacked bars of statuses, one per group, with counts and shapes inside the segments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import Rows, escaped, rows_figure, rows_for
from dashboard.texts.formats import counted, is_absent, percent, readable_name
from dashboard.texts.labels import (
    DUP_STATUSES,
    RESULT_STATUSES,
    UNKNOWN_DUP_STATUS,
    StatusLabel,
)

_SHAPE_FITS_FROM = 0.075
_COUNT_FITS_FROM = 0.03
_UNKNOWN = "unknown"


@drawn_once
def status_bars(
    counts: pd.DataFrame, achievement: pd.DataFrame, group: str = "strategic_direction"
) -> go.Figure | None:
    """Draws how many indicators of each group have each status, and the group's achievement.

    `counts`: one row per group and status (`<group>_code`, `<group>_name`, `status`,
    `indicator_count`). `achievement`: one row per group (`<group>_code`, `achievement_pct`, out
    of 100, and `counted_count`). Every bar is as long as its group is whole: shares compare,
    counts are written. None when there is nothing to draw.
    """
    styles = {
        status.value: _Style(label, theme.RESULT_COLOURS[status], theme.RESULT_PATTERNS.get(status))
        for status, label in RESULT_STATUSES.items()
    }
    table = _pivot(counts, group, "indicator_count", list(styles))
    if table.empty:
        return None
    means = dict(zip(achievement[f"{group}_code"], achievement["achievement_pct"], strict=True))
    notes = [percent(means.get(code)) for code, _ in table.index]
    return _stacked(table, styles, notes, lambda n: counted(n, "indicatore", "indicatori"))


def status_table(
    counts: pd.DataFrame, achievement: pd.DataFrame, group: str = "strategic_direction"
) -> pd.DataFrame:
    """Gives the numbers behind `status_bars`, from the same two frames.

    One row per group: `group_name` (code and name), `<status>_count` for the statuses that
    occur, `indicator_count`, `counted_count`, `achievement_pct`.
    """
    table = _pivot(counts, group, "indicator_count", [status.value for status in RESULT_STATUSES])
    table = table.loc[:, table.any()].add_suffix("_count").reset_index()
    means = achievement[
        [f"{group}_code", "indicator_count", "counted_count", "achievement_pct"]
    ].rename(columns={f"{group}_code": "code"})
    means = means.assign(code=[_text(code) for code in means["code"]])
    names = [readable_name(*pair) for pair in zip(table["code"], table["name"], strict=True)]
    return table.assign(group_name=names).merge(means, on="code", how="left")


def group_codes(counts: pd.DataFrame, group: str = "strategic_direction") -> list[str]:
    """Gives the codes of the groups in the order of the bars; "" for what has no group."""
    if counts.empty:
        return []
    table = _pivot(counts, group, "indicator_count", [status.value for status in RESULT_STATUSES])
    return [str(code) for code, _ in table.index]


@drawn_once
def dup_status_bars(counts: pd.DataFrame) -> go.Figure | None:
    """Draws how many interventions of each strategic direction have each DUP status.

    `counts`: one row per direction and status (`strategic_direction_code`, `_name`, `status`,
    `intervention_count`); a status that is not known stands in its own segment.
    """
    styles = {
        status.value: _Style(label, theme.DUP_COLOURS[status], theme.DUP_PATTERNS.get(status))
        for status, label in DUP_STATUSES.items()
    }
    styles[_UNKNOWN] = _Style(UNKNOWN_DUP_STATUS, theme.GREY, theme.UNKNOWN_PATTERN)
    table = _pivot(counts, "strategic_direction", "intervention_count", list(styles))
    if table.empty:
        return None
    totals = [int(total) for total in table.sum(axis="columns")]
    notes = [f"{total}" for total in totals]
    return _stacked(table, styles, notes, lambda n: counted(n, "intervento", "interventi"))


class _Style:
    """How one status is drawn."""

    def __init__(self, label: StatusLabel, colour: str, pattern: str | None) -> None:
        self.label, self.colour, self.pattern = label, colour, pattern or ""


def _pivot(
    counts: pd.DataFrame, group: str, count_column: str, statuses: Sequence[str]
) -> pd.DataFrame:
    """Gives one row per group (index: code, name) and one column per status, in bar order."""
    if counts.empty:
        return pd.DataFrame()
    shown = counts.assign(
        code=[_text(code) for code in counts[f"{group}_code"]],
        name=[_text(name) for name in counts[f"{group}_name"]],
        status=[status if status in statuses else _UNKNOWN for status in counts["status"]],
    )
    table = shown.pivot_table(
        index=["code", "name"],
        columns="status",
        values=count_column,
        aggfunc="sum",
        fill_value=0,
        sort=True,
    )
    return table.reindex(columns=list(statuses), fill_value=0)


def _stacked(
    table: pd.DataFrame,
    styles: Mapping[str, _Style],
    notes: Sequence[str],
    total_words: Callable[[int], str],
) -> go.Figure:
    labels = [readable_name(code, name) for code, name in table.index]
    rows = rows_for(labels)
    totals = table.sum(axis="columns")
    figure = rows_figure(rows, end_notes=notes)
    figure.update_layout(barmode="stack", bargap=0)
    figure.update_xaxes(range=[0, 1], visible=False)
    for status, style in styles.items():
        counts = table[status]
        if counts.any():
            figure.add_trace(_segment(style, counts, totals, rows, labels, total_words))
    return figure


def _segment(
    style: _Style,
    counts: pd.Series[Any],
    totals: pd.Series[Any],
    rows: Rows,
    labels: Sequence[str],
    total_words: Callable[[int], str],
) -> go.Bar:
    shares = (counts / totals.where(totals > 0)).fillna(0.0)
    return go.Bar(
        name=style.label.word,
        orientation="h",
        x=shares,
        y=rows.centres,
        width=rows.bar_px,
        marker=theme.marker(style.colour, style.pattern),
        text=[
            _segment_text(int(count), share, style.label.shape)
            for count, share in zip(counts, shares, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": theme.ink_on(style.colour), "size": 13},
        customdata=[
            f"{escaped(label)}<br>{style.label.shape} {int(count)} {style.label.plural} su "
            f"{total_words(int(total))}"
            for label, count, total in zip(labels, counts, totals, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _segment_text(count: int, share: float, shape: str) -> str:
    """Gives count and shape, the count alone, or nothing, as the segment has room for."""
    if count == 0 or share < _COUNT_FITS_FROM:
        return ""
    return f"{count} {shape}" if share >= _SHAPE_FITS_FROM else f"{count}"


def _text(value: object) -> str:
    return "" if is_absent(value) else str(value)
