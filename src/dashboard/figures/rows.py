"""Lay horizontal rows out in pixels: a label above each bar, so that no screen is too narrow.

A label to the left of its bar needs a margin as wide as the longest name, and a phone has none.
Here the y axis is measured in pixels downwards: one row is its label lines plus its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures import theme
from dashboard.texts.formats import wrapped

LINE_PX = 19
BAR_PX = 22
GAP_PX = 12


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each row is: `tops` of the labels and `centres` of the bars, in pixels from above."""

    labels: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    centres: tuple[float, ...]
    height: int
    bar_px: int = BAR_PX


def rows_for(
    labels: Sequence[str], *, width: int = 58, max_lines: int = 2, bar_px: int = BAR_PX
) -> Rows:
    """Wraps labels at `width` characters and stacks the rows."""
    lines = tuple(tuple(wrapped(label, width, max_lines)) for label in labels)
    tops, centres, cursor = [], [], 0.0
    for row_lines in lines:
        tops.append(cursor)
        bar_top = cursor + LINE_PX * len(row_lines) + 2
        centres.append(bar_top + bar_px / 2)
        cursor = bar_top + bar_px + GAP_PX
    return Rows(lines, tuple(tops), tuple(centres), round(cursor), bar_px)


def rows_figure(rows: Rows, *, left: int = 2, right: int = 64, bottom: int = 4) -> go.Figure:
    """Gives a themed figure whose y axis is in pixels, with the labels already written."""
    figure = theme.themed(rows.height + 4 + bottom, left=left, right=right, top=4, bottom=bottom)
    figure.update_yaxes(range=[rows.height, 0], visible=False)
    for lines, top in zip(rows.labels, rows.tops, strict=True):
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=top,
            yanchor="top",
            text="<br>".join(escaped(line) for line in lines),
            align="left",
            showarrow=False,
            font={"size": theme.LABEL_SIZE, "color": theme.INK},
            borderpad=0,
        )
    return figure


def end_note(figure: go.Figure, centre: float, note: str) -> None:
    """Writes a figure at the right end of a row, in the margin kept for it."""
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=centre,
        yanchor="middle",
        text=escaped(note),
        showarrow=False,
        font={"size": theme.LABEL_SIZE, "color": theme.INK},
    )


def escaped(words: str) -> str:
    """Keeps what people typed from being read as the small HTML that plotly understands."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
