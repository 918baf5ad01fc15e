"""Every result as a dot on one scale, a strip for each group, its median as a mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures import theme
from dashboard.figures.rows import Rows, escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, scatter
from dashboard.texts.formats import percent

_DOT_PX = 8
_STRIP_PX = 26
_AXIS_PX = 24
_GAP_ABOVE_AXIS_PX = 6
# Equal values stand above and below one another, as far as the strip is high.
_OFFSETS_PX = (0.0, -5.0, 5.0, -10.0, 10.0)
_SAME_WITHIN_POINTS = 1.5


@dataclass(frozen=True, slots=True)
class Strip:
    """A group: its name, what stands below it, its dots with their names, and its median.

    `median_pct` None: no mark. `end_note` stands to the right of the strip.
    """

    label: str
    note: str
    dots: Sequence[tuple[str, float]]
    median_pct: float | None
    end_note: str = ""


def strips(groups: Sequence[Strip]) -> Figure | None:
    """Draws the groups from above, in their order, on a scale from 0 to 100 or to the highest.

    None where there is no group.
    """
    if not groups:
        return None
    rows = rows_for(
        [one.label for one in groups], [one.note for one in groups], bar_px=_STRIP_PX, gap_px=10
    )
    figure = rows_figure(
        rows, left=10, right=74, bottom=_AXIS_PX, end_notes=[one.end_note for one in groups]
    )
    values = [value for one in groups for _, value in one.dots]
    figure.update_xaxes(
        range=[min(0.0, *values) - 2, max(100.0, *values) + 2],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0", "25 %", "50 %", "75 %", "100 %"],
    )
    # Below the last strip, so that its dots do not touch the scale.
    figure.update_yaxes(range=[rows.height + _GAP_ABOVE_AXIS_PX, 0])
    figure.update_layout(height=figure.height_px + _GAP_ABOVE_AXIS_PX)
    _draw_tracks(figure, rows)
    _draw_medians(figure, groups, rows)
    _draw_dots(figure, groups, rows)
    return figure


def _draw_tracks(figure: Figure, rows: Rows) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for centre in rows.centres:
        xs += [0.0, 100.0, None]
        ys += [centre, centre, None]
    figure.add_trace(
        scatter(x=xs, y=ys, mode="lines", line={"color": theme.RULE, "width": 2}, hoverinfo="skip")
    )


def _draw_dots(figure: Figure, groups: Sequence[Strip], rows: Rows) -> None:
    placed = [
        (value, centre + offset, name)
        for group, centre in zip(groups, rows.centres, strict=True)
        for name, value, offset in _spread(group.dots)
    ]
    figure.add_trace(
        scatter(
            name="risultati",
            x=[value for value, _, _ in placed],
            y=[height for _, height, _ in placed],
            mode="markers",
            cliponaxis=False,
            marker={
                "size": _DOT_PX,
                "color": theme.LIGHT_BLUE,
                "opacity": 0.8,
                "line": {"color": theme.PAPER, "width": 1},
            },
            customdata=[f"{escaped(name)}: {percent(value)}" for value, _, name in placed],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )


def _spread(dots: Sequence[tuple[str, float]]) -> Iterator[tuple[str, float, float]]:
    """Gives each dot with how far it stands above or below its strip, in pixels."""
    counts: dict[int, int] = {}
    for name, value in sorted(dots, key=lambda one: one[1]):
        slot = round(value / _SAME_WITHIN_POINTS)
        counts[slot] = counts.get(slot, -1) + 1
        yield name, value, _OFFSETS_PX[counts[slot] % len(_OFFSETS_PX)]


def _draw_medians(figure: Figure, groups: Sequence[Strip], rows: Rows) -> None:
    known = [
        (one.median_pct, centre, one.label)
        for one, centre in zip(groups, rows.centres, strict=True)
        if one.median_pct is not None
    ]
    figure.add_trace(
        scatter(
            name="mediana",
            x=[median for median, _, _ in known],
            y=[centre for _, centre, _ in known],
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": "line-ns",
                "size": _STRIP_PX,
                "line": {"color": theme.INK, "width": 3},
            },
            customdata=[f"{escaped(label)}: mediana {percent(m)}" for m, _, label in known],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
