"""Horizontal bars from zero, one or more to a group, each with its words at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, Trace, bar

_BAR_PX = 15
_PITCH_PX = 18
_TEXT_ROOM = 0.42  # of the longest bar, so that the words at its end fit on a phone


@dataclass(frozen=True, slots=True)
class BarSeries:
    """The same quantity of every group. `values`: None where there is no bar; `words` at its end.

    `hovers` are HTML already.
    """

    name: str
    colour: str
    values: Sequence[float | None]
    words: Sequence[str]
    hovers: Sequence[str]
    pattern: str = ""
    is_hollow: bool = False


@drawn_once
def grouped_bars(
    labels: Sequence[str],
    series: Sequence[BarSeries],
    *,
    notes: Sequence[str] | None = None,
    addresses: Sequence[str | None] | None = None,
    longest: float | None = None,
) -> Figure | None:
    """Draws the groups from above; within a group the series in their order.

    `longest` is where the scale ends, if not at the longest bar. None when there is nothing.
    """
    if not labels or not series:
        return None
    rows = rows_for(labels, notes, bar_px=_PITCH_PX * len(series))
    figure = rows_figure(rows, left=2, right=2, addresses=addresses)
    values = (value for one in series for value in one.values if value is not None)
    span = longest if longest is not None else max([*values, 0.0])
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, (span or 1.0) * (1 + _TEXT_ROOM)], visible=False)
    for index, one in enumerate(series):
        offset = (index - (len(series) - 1) / 2) * _PITCH_PX
        figure.add_trace(_bars(one, [centre + offset for centre in rows.centres]))
    return figure


def _bars(one: BarSeries, centres: Sequence[float]) -> Trace:
    return bar(
        name=one.name,
        orientation="h",
        x=[0.0 if value is None else value for value in one.values],
        y=list(centres),
        width=_BAR_PX,
        marker={
            "color": theme.PAPER if one.is_hollow else one.colour,
            "line": {"color": one.colour, "width": 1.5},
            "pattern": {
                "shape": one.pattern,
                "fillmode": "overlay",
                "fgcolor": theme.PAPER,
                "size": 6,
            },
        },
        text=[escaped(word) for word in one.words],
        textposition="outside",
        constraintext="none",
        textfont={"size": 13, "color": theme.INK},
        cliponaxis=False,
        customdata=list(one.hovers),
        hovertemplate="%{customdata}<extra></extra>",
    )
