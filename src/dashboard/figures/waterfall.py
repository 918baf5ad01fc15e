"""From 100 down to a total: the points that each part of a mean cost, as a waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.explanation import Contribution
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import Rows, escaped, rows_figure, rows_for
from dashboard.figures.written import Figure, Trace, bar, scatter
from dashboard.texts.contributions import REST_NAME, START_NAME, TOTAL_NAME, points_words
from dashboard.texts.formats import number, percent

SHOWN_PARTS = 12
_START_PCT = 100.0
_BAR_PX = 16
_TICK_PX = 12
_NOTE_PX = 92
_LEAST_SPAN = 2.0
_ROOM = 0.06  # of the span, at either end


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: from where the one before ended, `points` further (below zero: points lost)."""

    name: str
    start_pct: float
    points: float
    is_rest: bool = False

    @property
    def end_pct(self) -> float:
        """Gives where the bar ends, in percent."""
        return self.start_pct + self.points


@drawn_once
def waterfall(contributions: Sequence[Contribution], total_pct: float) -> Figure | None:
    """Draws how 100 becomes the total, the part that costs most first.

    At most `SHOWN_PARTS` bars; the others, and those that cost nothing, stand together in a last
    one. The two ends are ticks, not bars: the axis shows only the stretch where something
    happens, and a bar that does not begin at zero would lie. None where every part is at 100.
    """
    steps = waterfall_steps(contributions)
    if not any(step.points for step in steps):
        return None
    rows = rows_for(
        [START_NAME, *(step.name for step in steps), TOTAL_NAME], max_lines=2, bar_px=_BAR_PX
    )
    notes = [
        f"{number(_START_PCT)}\u00a0%",
        *(points_words(step.points) for step in steps),
        percent(total_pct),
    ]
    figure = rows_figure(rows, right=_NOTE_PX, end_notes=notes)
    figure.update_xaxes(range=_span(steps, total_pct), visible=False)
    figure.add_trace(_bars(steps, rows))
    figure.add_trace(_ends(total_pct, rows))
    figure.update_layout(bargap=0)
    return figure


def waterfall_steps(contributions: Sequence[Contribution]) -> list[Step]:
    """Gives the bars in their order; their points add up to those of all contributions."""
    moving = sorted((one for one in contributions if one.points), key=lambda one: -abs(one.points))
    shown = sorted(moving[:SHOWN_PARTS], key=lambda one: one.points)
    rest = [*moving[SHOWN_PARTS:], *(one for one in contributions if not one.points)]
    steps: list[Step] = []
    reached = _START_PCT
    for one in shown:
        steps.append(Step(one.name, reached, one.points))
        reached = steps[-1].end_pct
    if rest:
        points = sum(one.points for one in rest)
        steps.append(Step(REST_NAME.format(count=len(rest)), reached, points, is_rest=True))
    return steps


def _bars(steps: Sequence[Step], rows: Rows) -> Trace:
    """Draws lost points dark, gained ones light; the sign beside each says it in words."""
    return bar(
        orientation="h",
        base=[step.start_pct for step in steps],
        x=[step.points for step in steps],
        y=rows.centres[1:-1],
        width=rows.bar_px,
        marker=theme.marker([_colour(step) for step in steps], [""] * len(steps)),
        customdata=[f"{escaped(step.name)}: {points_words(step.points)}" for step in steps],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _colour(step: Step) -> str:
    if step.is_rest:
        return theme.GREY
    return theme.BLUE if step.points < 0 else theme.LIGHT_BLUE


def _ends(total_pct: float, rows: Rows) -> Trace:
    return scatter(
        x=[_START_PCT, total_pct],
        y=[rows.centres[0], rows.centres[-1]],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": _TICK_PX,
            "line": {"color": theme.INK, "width": 3},
        },
        hoverinfo="skip",
    )


def _span(steps: Sequence[Step], total_pct: float) -> tuple[float, float]:
    reached = [_START_PCT, total_pct, *(step.end_pct for step in steps)]
    low, high = min(reached), max(reached)
    room = _ROOM * max(high - low, _LEAST_SPAN)
    return low - room, high + room
