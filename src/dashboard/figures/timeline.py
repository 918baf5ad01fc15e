"""Draw what is due as two lanes of time that runs downwards, with the line of today.

Beside each mark stand its day and what is due, so that nothing has to be pointed at; a screen of
any width holds both lanes. The distance between two days grows with the days between them, within
limits: neighbours never touch, and a quiet half year does not fill the screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.domain.deadlines import DueState
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import LINE_PX, escaped
from dashboard.figures.written import Figure, Trace, scatter
from dashboard.texts.formats import italian_date, wrapped

STATE_COLOURS: Mapping[DueState, str] = {
    DueState.PAST: theme.GREY,
    DueState.NEXT: theme.ORANGE,
    DueState.COMING: theme.BLUE,
    DueState.WAITING: theme.WINE,
}
_SYMBOLS: Mapping[DueState, str] = {
    DueState.PAST: "circle",
    DueState.NEXT: "diamond",
    DueState.COMING: "circle-open",
    DueState.WAITING: "diamond-open",
}
_HEADING_PX = 30
_TODAY_PX = 30
_SMALLEST_GAP_PX, _LARGEST_GAP_PX, _PX_PER_DAY = 14, 56, 0.3
_MARK_PX, _TEXT_SHIFT_PX = 12, 16
_LEFT_PX = 10
_CHARACTERS = 21
_MAX_LINES = 4
_LANE_STARTS = (0.0, 0.5)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something due in one of the two lanes (0 or 1). `day` is None while it waits: `words` say so.

    The words are wrapped; the day is written above them.
    """

    lane: int
    day: date | None
    words: str
    state: DueState


@dataclass(frozen=True, slots=True)
class _Row:
    """What is due on one day, or without one: the texts of both lanes, and where they begin."""

    day: date | None
    cells: tuple[tuple[TimelineEntry, ...], tuple[TimelineEntry, ...]]
    top: float = 0.0

    @property
    def height(self) -> float:
        return LINE_PX * max(len(_lines(cell)) for cell in self.cells)


@drawn_once
def timeline(
    entries: Sequence[TimelineEntry],
    lane_names: tuple[str, str],
    today: date,
    waiting_words: str,
    today_words: str,
) -> Figure:
    """Gives the figure. Entries of one day and lane share a mark."""
    rows, today_top, height = _placed(_rows(entries), today)
    figure = theme.themed(round(height) + 8, left=_LEFT_PX, right=2)
    figure.update_xaxes(range=[0, 1], visible=False)
    figure.update_yaxes(range=[height, 0], visible=False)
    for lane, start in enumerate(_LANE_STARTS):
        figure.add_trace(_marks(rows, lane, start))
    figure.update_layout(
        annotations=[
            *_headings(lane_names),
            *(
                _text(row, cell, start, waiting_words)
                for row in rows
                for cell, start in zip(row.cells, _LANE_STARTS, strict=True)
                if cell
            ),
            _today_label(today_top, today_words),
        ],
        shapes=[*_lanes(rows), _today_line(today_top)],
    )
    return figure


def _rows(entries: Sequence[TimelineEntry]) -> list[_Row]:
    days = sorted({one.day for one in entries if one.day is not None})
    wanted: list[date | None] = [*days]
    if any(one.day is None for one in entries):
        wanted.append(None)
    return [
        _Row(
            day,
            (
                tuple(one for one in entries if one.day == day and one.lane == 0),
                tuple(one for one in entries if one.day == day and one.lane == 1),
            ),
        )
        for day in wanted
    ]


def _placed(rows: Sequence[_Row], today: date) -> tuple[list[_Row], float, float]:
    """Gives the rows with their places, the place of today's line, and the height of it all."""
    cursor: float = _HEADING_PX
    today_top: float | None = None
    placed: list[_Row] = []
    gaps = [_gap(first.day, second.day) for first, second in pairwise(rows)]
    for row, gap in zip(rows, [*gaps, 0.0], strict=True):
        if today_top is None and (row.day is None or row.day >= today):
            today_top = cursor
            cursor += _TODAY_PX
        placed.append(_Row(row.day, row.cells, cursor))
        cursor += row.height + gap
    if today_top is None:
        today_top = cursor + _SMALLEST_GAP_PX
        cursor = today_top + _TODAY_PX
    return placed, today_top, cursor


def _gap(first: date | None, second: date | None) -> float:
    if first is None or second is None:
        return _SMALLEST_GAP_PX
    wanted = (second - first).days * _PX_PER_DAY
    return min(max(wanted, _SMALLEST_GAP_PX), _LARGEST_GAP_PX)


def _lines(cell: Sequence[TimelineEntry]) -> list[str]:
    """Gives the lines of a lane's text: the day, then what is due."""
    if not cell:
        return []
    words = [line for one in cell for line in wrapped(one.words, _CHARACTERS, _MAX_LINES)]
    return ["", *words]


def _marks(rows: Sequence[_Row], lane: int, start: float) -> Trace:
    marked = [(row, row.cells[lane][0].state) for row in rows if row.cells[lane]]
    return scatter(
        x=[start] * len(marked),
        y=[row.top + LINE_PX / 2 for row, _ in marked],
        mode="markers",
        marker={
            "size": _MARK_PX,
            "symbol": [_SYMBOLS[state] for _, state in marked],
            "color": [STATE_COLOURS[state] for _, state in marked],
            "line": {"width": 2.5, "color": [STATE_COLOURS[state] for _, state in marked]},
            "opacity": 1,
        },
        hoverinfo="skip",
        cliponaxis=False,
    )


def _text(
    row: _Row, cell: Sequence[TimelineEntry], start: float, waiting_words: str
) -> dict[str, Any]:
    day = waiting_words if row.day is None else italian_date(row.day)
    _, *words = _lines(cell)
    return {
        "x": start,
        "xanchor": "left",
        "xshift": _TEXT_SHIFT_PX,
        "y": row.top,
        "yanchor": "top",
        "text": "<br>".join([f"<b>{day}</b>", *map(escaped, words)]),
    }


def _headings(lane_names: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "x": start,
            "xanchor": "left",
            "xshift": -_MARK_PX / 2,
            "y": 0,
            "yanchor": "top",
            "text": f"<b>{escaped(name)}</b>",
            "font": {"color": theme.SOFT_INK},
        }
        for name, start in zip(lane_names, _LANE_STARTS, strict=True)
    ]


def _lanes(rows: Sequence[_Row]) -> list[dict[str, Any]]:
    """Gives the lane lines, from the first mark to the last."""
    places = [[row.top + LINE_PX / 2 for row in rows if row.cells[lane]] for lane in range(2)]
    return [
        {
            "type": "line",
            "layer": "below",
            "x0": start,
            "x1": start,
            "y0": min(tops),
            "y1": max(tops),
            "line": {"color": theme.RULE, "width": 2},
        }
        for tops, start in zip(places, _LANE_STARTS, strict=True)
        if tops
    ]


def _today_line(top: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 0,
        "x1": 1,
        "y0": top + LINE_PX,
        "y1": top + LINE_PX,
        "line": {"color": theme.INK, "width": 1.5, "dash": "dot"},
    }


def _today_label(top: float, words: str) -> dict[str, Any]:
    return {
        "x": 1,
        "xanchor": "right",
        "y": top + LINE_PX - 2,
        "yanchor": "bottom",
        "text": f"<b>{escaped(words)}</b>",
    }
