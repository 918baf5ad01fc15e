"""One small panel per measure: its values of four years as bars, beside the mean of three."""

from __future__ import annotations

from dashboard.domain.ordinary_activity import (
    YEARS_BEFORE,
    ActivityMeasure,
    ActivityState,
    YearValue,
)
from dashboard.figures import theme
from dashboard.figures.drawing import drawn_once
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure, Trace, bar, scatter
from dashboard.texts.ordinary_activity import bar_label, hover

_HEIGHT_PX = 148
_LABELS_PX = 44
_LABEL_SIZE = 13
_BAR_WIDTH = 0.66
_EDGE = 0.45

COLOURS: dict[ActivityState, str] = {
    ActivityState.UNUSUAL: theme.ORANGE,
    ActivityState.USUAL: theme.BLUE,
    ActivityState.STATED: theme.BLUE,
    ActivityState.NOT_A_NUMBER: theme.GREY,
    ActivityState.MISSING: theme.GREY,
}
BEFORE_COLOUR = theme.LIGHT_BLUE
MEAN_COLOUR = theme.INK


@drawn_once
def panel(measure: ActivityMeasure) -> Figure:
    """Draws the values of the reference year and of the three before as bars from zero.

    The reference year is darker; orange and striped where unusual. A dashed line is the mean of
    the years before. Figures stand below the bars, where no line crosses them; a year without a
    number has no bar, and says so there.
    """
    last = measure.reference_year
    values = [measure.value_of(year) for year in range(last - YEARS_BEFORE, last + 1)]
    figure = theme.themed(_HEIGHT_PX, left=4, right=4, top=6, bottom=_LABELS_PX)
    figure.add_trace(_bars(measure, values))
    mean = measure.comparison.mean_before
    if mean is not None:
        figure.add_trace(_mean_line(mean, last))
    figure.update_xaxes(
        range=[last - YEARS_BEFORE - 0.5, last + 0.5],
        tickvals=[value.year for value in values],
        ticktext=[_figure_and_year(value, is_last=value.year == last) for value in values],
        tickfont={"size": _LABEL_SIZE, "color": theme.INK},
    )
    figure.update_yaxes(range=_range(values, mean), visible=False)
    return figure


def _bars(measure: ActivityMeasure, values: list[YearValue]) -> Trace:
    known = [value for value in values if value.number is not None]
    state, last = measure.comparison.state, measure.reference_year
    colours = [COLOURS[state] if value.year == last else BEFORE_COLOUR for value in known]
    is_marked = [value.year == last and state is ActivityState.UNUSUAL for value in known]
    return bar(
        x=[value.year for value in known],
        y=[value.number for value in known],
        width=_BAR_WIDTH,
        marker=theme.marker(colours, ["/" if marked else "" for marked in is_marked]),
        customdata=[escaped(hover(value, measure.unit)) for value in known],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _mean_line(mean: float, last: int) -> Trace:
    return scatter(
        x=[last - YEARS_BEFORE - _EDGE, last + _EDGE],
        y=[mean, mean],
        mode="lines",
        line={"color": MEAN_COLOUR, "width": 1.5, "dash": "dot"},
        name="mean",
        hoverinfo="skip",
    )


def _figure_and_year(value: YearValue, *, is_last: bool) -> str:
    label = escaped(bar_label(value))
    return f"<b>{label}</b><br><b>{value.year}</b>" if is_last else f"{label}<br>{value.year}"


def _range(values: list[YearValue], mean: float | None) -> list[float]:
    """Gives the scale: zero, all bars and the mean are on it."""
    numbers = [value.number for value in values if value.number is not None]
    known = [0.0, *numbers, *([] if mean is None else [mean])]
    lowest, highest = min(known), max(known)
    return [lowest, highest if highest > lowest else lowest + 1]
