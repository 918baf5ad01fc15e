"""Lay horizontal rows out in pixels: a label above each bar, so that no screen is too narrow.

A label to the left of its bar needs a margin as wide as the longest name, and a phone has none.
Here the y axis is measured in pixels downwards: one row is its label lines plus its bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.figures import theme
from dashboard.figures.written import Figure
from dashboard.texts.formats import wrapped

LINE_PX = 19
BAR_PX = 20
GAP_PX = 8
LABEL_CHARACTERS = 50
_LOST_BY_PLOTLY = ("%26", "%2B", "%23", "%3D", "%25")


@dataclass(frozen=True, slots=True)
class Rows:
    """Where each row is: `tops` of the labels and `centres` of the bars, in pixels from above.

    `notes` stand below the labels in softer ink; empty where a figure has none.
    """

    labels: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...]
    tops: tuple[float, ...]
    centres: tuple[float, ...]
    height: int
    bar_px: int = BAR_PX


def rows_for(
    labels: Sequence[str],
    notes: Sequence[str] | None = None,
    *,
    width: int = LABEL_CHARACTERS,
    max_lines: int = 2,
    bar_px: int = BAR_PX,
    gap_px: int = GAP_PX,
) -> Rows:
    """Wraps labels and notes at `width` characters and stacks the rows."""
    label_lines = tuple(tuple(wrapped(label, width, max_lines)) for label in labels)
    note_lines = tuple(tuple(wrapped(note, width + 4, max_lines)) for note in notes or ())
    tops, centres, cursor = [], [], 0.0
    for index, lines in enumerate(label_lines):
        line_count = len(lines) + (len(note_lines[index]) if note_lines else 0)
        tops.append(cursor)
        bar_top = cursor + LINE_PX * line_count + 2
        centres.append(bar_top + bar_px / 2)
        cursor = bar_top + bar_px + gap_px
    return Rows(
        label_lines, note_lines, tuple(tops), tuple(centres), round(cursor - gap_px), bar_px
    )


def rows_figure(
    rows: Rows,
    *,
    left: int = 2,
    right: int = 64,
    bottom: int = 4,
    addresses: Sequence[str | None] | None = None,
    end_notes: Sequence[str] = (),
) -> Figure:
    """Gives a themed figure whose y axis is in pixels, with the labels already written.

    `addresses`: where each label leads, None for nowhere; without it no label is a link.
    `end_notes`: what stands in the right margin beside each bar.
    """
    figure = theme.themed(rows.height + 4 + bottom, left=left, right=right, top=4, bottom=bottom)
    figure.update_yaxes(range=[rows.height, 0], visible=False)
    notes = rows.notes or ((),) * len(rows.labels)
    annotations = [
        _label(left, top, lines, note, address)
        for lines, note, top, address in zip(
            rows.labels, notes, rows.tops, addresses or [None] * len(rows.labels), strict=True
        )
    ]
    annotations += [_end_note(*pair) for pair in zip(rows.centres, end_notes, strict=False)]
    # All at once: adding to a list that is already there takes plotly minutes for long ones.
    figure.update_layout(annotations=annotations)
    return figure


def _label(
    left: int, top: float, lines: Sequence[str], note: Sequence[str], address: str | None
) -> dict[str, Any]:
    shown = [linked(escaped(line), address) for line in lines]
    shown += [f'<span style="color:{theme.SOFT_INK}">{escaped(line)}</span>' for line in note]
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -left,
        "y": top,
        "yanchor": "top",
        "text": "<br>".join(shown),
        # Otherwise the plot behind swallows the click on a link.
        "captureevents": address is not None,
    }


def linked(words: str, address: str | None, colour: str = theme.LINK) -> str:
    """Gives the words as a link that opens in the same tab, where the address survives plotly.

    Plotly encodes an address again: an encoded &, +, #, = or % would arrive as something else.
    """
    if address is None or any(mark in address for mark in _LOST_BY_PLOTLY):
        return words
    return f'<a style="color:{colour}" href="{address}" target="_self">{words}</a>'


def _end_note(centre: float, note: str) -> dict[str, Any]:
    """Gives the figure at the right end of a row, in the margin kept for it."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8,
        "y": centre,
        "yanchor": "middle",
        "text": escaped(note),
    }


def escaped(words: str) -> str:
    """Keeps what people typed from being read as the small HTML that plotly understands."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
