"""How many results lie in each class of percentages: upright bars, with their counts above."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.distribution import PctClass
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.written import Figure, bar
from dashboard.texts.formats import counted, number
from dashboard.texts.signals import class_words

_HEIGHT = 240
_AXIS_PX = 44
_COUNT_ROOM = 1.15  # of the tallest bar, so that its count fits above


@drawn_once
def histogram(classes: Sequence[PctClass]) -> Figure | None:
    """Draws a bar for each class; exactly 100 stands a little apart. None without any result.

    Ends of classes are written below: "90" stands between the classes that it parts.
    """
    tallest = max((one.count for one in classes), default=0)
    if tallest == 0:
        return None
    places = [_place(index, one) for index, one in enumerate(classes)]
    figure = theme.themed(_HEIGHT, left=4, right=4, top=8, bottom=_AXIS_PX)
    figure.add_trace(
        bar(
            x=places,
            y=[one.count for one in classes],
            width=0.92,
            marker={
                "color": [theme.BLUE if _is_full(one) else theme.LIGHT_BLUE for one in classes]
            },
            text=[number(one.count, 0) for one in classes],
            textposition="outside",
            constraintext="none",
            textfont={"size": 13, "color": theme.INK},
            textangle=0,
            cliponaxis=False,
            customdata=[
                f"{class_words(one)}: {counted(one.count, 'risultato', 'risultati')}"
                for one in classes
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_yaxes(range=[0, tallest * _COUNT_ROOM], visible=False)
    ticks = [_tick(place, one) for place, one in zip(places, classes, strict=True)]
    figure.update_xaxes(
        range=[places[0] - 0.6, places[-1] + 0.6],
        tickvals=[place for place, _ in ticks],
        ticktext=[words for _, words in ticks],
        tickangle=0,
        title={"text": "% di raggiungimento", "font": {"size": 13, "color": theme.SOFT_INK}},
    )
    return figure


def _is_full(one: PctClass) -> bool:
    return one.from_pct == one.to_pct


def _place(index: int, one: PctClass) -> float:
    """Gives where a bar stands: what is 100 or above is no ten points wide, and stands apart."""
    is_apart = _is_full(one) or one.to_pct is None
    return index + 0.25 if is_apart else float(index)


def _tick(place: float, one: PctClass) -> tuple[float, str]:
    if _is_full(one):
        return place, "100"
    if one.from_pct is None:
        return place, "&lt;0"
    if one.to_pct is None:
        return place, "&gt;100"
    return place - 0.5, number(one.from_pct)
