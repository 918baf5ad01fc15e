"""From mid-year to the end of the year: two dots and a line per strategic direction."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.records import records_of
from dashboard.figures.rows import Rows, escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, scatter
from dashboard.texts.formats import is_absent, percent, readable_name, shown_change

_DOT_PX = 13
_AXIS_PX = 22
_LABEL_ROOM = 14.0  # points of the scale that a figure to the left of its dot needs


@drawn_once
def dumbbell(frame: pd.DataFrame) -> Figure | None:
    """Draws the mean achievement at 30/6 (hollow dot) and at 31/12 (full dot), from 0 to 100.

    `frame`: one row per direction (`strategic_direction_code`, `_name`,
    `intermediate_achievement_pct`, `final_achievement_pct`, out of 100 and possibly missing).
    Directions with neither are left out. None when nothing is left.
    """
    known = _known(frame)
    if known.empty:
        return None
    records = records_of(known)
    rows = rows_for(
        [
            readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
            for row in records
        ],
        bar_px=_DOT_PX + 2,
        gap_px=4,
    )
    figure = rows_figure(rows, left=10, right=58, bottom=_AXIS_PX)
    figure.update_xaxes(
        range=[0, 100],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0", "25 %", "50 %", "75 %", "100 %"],
    )
    _draw_tracks(figure, rows)
    _draw_lines(figure, records, rows)
    _draw_dots(figure, records, rows, "intermediate_achievement_pct", "30/6", hollow=True)
    _draw_dots(figure, records, rows, "final_achievement_pct", "31/12", hollow=False)
    return figure


def dumbbell_codes(frame: pd.DataFrame) -> list[str | None]:
    """Gives the codes of the directions in the order of the pairs that `dumbbell` draws."""
    codes = _known(frame)["strategic_direction_code"] if not frame.empty else ()
    return [None if is_absent(code) else str(code) for code in codes]


def _known(frame: pd.DataFrame) -> pd.DataFrame:
    """Gives the directions with at least one of the two figures."""
    columns = ["intermediate_achievement_pct", "final_achievement_pct"]
    return frame.dropna(subset=columns, how="all") if not frame.empty else frame


def _draw_tracks(figure: Figure, rows: Rows) -> None:
    """Draws the scale behind each pair: a grid would run through the labels."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for centre in rows.centres:
        xs += [0.0, 100.0, None]
        ys += [centre, centre, None]
    figure.add_trace(
        scatter(x=xs, y=ys, mode="lines", line={"color": theme.RULE, "width": 2}, hoverinfo="skip")
    )


def _draw_lines(figure: Figure, records: list[dict[str, Any]], rows: Rows) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, centre in zip(records, rows.centres, strict=True):
        xs += [row["intermediate_achievement_pct"], row["final_achievement_pct"], None]
        ys += [centre, centre, None]
    figure.add_trace(
        scatter(x=xs, y=ys, mode="lines", line={"color": theme.GREY, "width": 3}, hoverinfo="skip")
    )


def _draw_dots(
    figure: Figure,
    records: list[dict[str, Any]],
    rows: Rows,
    column: str,
    day: str,
    *,
    hollow: bool,
) -> None:
    """Draws one period's dots; the figure stands on the outer side of the pair."""
    figure.add_trace(
        scatter(
            name=day,
            x=[row[column] for row in records],
            y=rows.centres,
            mode="markers+text",
            cliponaxis=False,
            text=[percent(row[column]) for row in records],
            textposition=[_side(row, column) for row in records],
            textfont={"size": 13, "color": theme.INK},
            marker={
                "size": _DOT_PX,
                "color": [theme.PAPER if hollow else _colour(row) for row in records],
                "line": {"color": [_colour(row) for row in records], "width": 2.5},
            },
            customdata=[_hover(row) for row in records],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _is_worse(row: dict[str, Any]) -> bool:
    before, after = row["intermediate_achievement_pct"], row["final_achievement_pct"]
    return not is_absent(before) and not is_absent(after) and shown_change(before, after) < 0


def _side(row: dict[str, Any], column: str) -> str:
    """Gives the outer side of the pair; above the dot where that side has no room."""
    is_final = column == "final_achievement_pct"
    is_left = is_final == _is_worse(row)
    if is_left and row[column] < _LABEL_ROOM:
        return "top center"
    return "middle left" if is_left else "middle right"


def _colour(row: dict[str, Any]) -> str:
    return theme.ORANGE if _is_worse(row) else theme.BLUE


def _hover(row: dict[str, Any]) -> str:
    name = readable_name(row["strategic_direction_code"], row["strategic_direction_name"])
    return (
        f"{escaped(name)}<br>○ al 30/6: {percent(row['intermediate_achievement_pct'])}"
        f"<br>● al 31/12: {percent(row['final_achievement_pct'])}"
    )
