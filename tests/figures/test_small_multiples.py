"""Panels of ordinary activity: bars from zero, the mean, what has no bar."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboard.domain.ordinary_activity import (
    ActivityMeasure,
    YearValue,
    compared_with_years_before,
)
from dashboard.figures import theme
from dashboard.figures.small_multiples import panel


def measure(*values: YearValue) -> ActivityMeasure:
    """Gives a measure looked at in 2024."""
    return ActivityMeasure(
        sector_code="02",
        sector_name="Servizi demografici",
        service_name="Anagrafe",
        measure_code="M1",
        measure_name="Pratiche",
        reference_year=2024,
        values=values,
        comparison=compared_with_years_before(values, 2024),
    )


def years(*numbers: float | None) -> list[YearValue]:
    return [YearValue(2024 - len(numbers) + 1 + at, value) for at, value in enumerate(numbers)]


def bars(figure: go.Figure) -> go.Bar:
    return figure.data[0]


def labels(figure: go.Figure) -> list[str]:
    return [str(label).split("<br>")[0] for label in figure.layout.xaxis.ticktext]


def test_bars_begin_at_zero_and_only_the_last_four_years_are_drawn() -> None:
    figure = panel(measure(*years(500, 90, 100, 110, 105)))

    assert list(bars(figure).x) == [2021, 2022, 2023, 2024]
    assert list(bars(figure).y) == [90, 100, 110, 105]
    assert tuple(figure.layout.yaxis.range) == (0, 110)


def test_the_year_is_darker_and_an_unusual_one_is_striped_as_well() -> None:
    usual, unusual = (panel(measure(*years(90, 100, 110, last))) for last in (105, 200))

    assert list(bars(usual).marker.color)[2:] == [theme.LIGHT_BLUE, theme.BLUE]
    assert set(bars(usual).marker.pattern.shape) == {""}
    assert bars(unusual).marker.color[3] == theme.ORANGE
    assert list(bars(unusual).marker.pattern.shape) == ["", "", "", "/"]


def test_the_mean_is_a_line_and_stays_on_the_scale() -> None:
    figure = panel(measure(*years(90, 100, 110, 0)))

    assert set(figure.data[1].y) == {100}
    assert len(panel(measure(*years(None, None, 110, 5))).data) == 1


def test_what_is_missing_or_in_words_has_no_bar_and_a_zero_has_its_figure() -> None:
    figure = panel(
        measure(YearValue(2021, None), YearValue(2022, 0), YearValue(2024, None, "circa 9"))
    )

    assert list(bars(figure).x) == [2022]
    assert labels(figure) == ["manca", "0", "manca", "<b>a parole</b>"]


def test_a_corrected_year_is_marked() -> None:
    corrected = YearValue(2023, 104, earlier_number=100, earlier_report_year=2023)

    assert labels(panel(measure(corrected, YearValue(2024, 110))))[2] == "104*"


def test_negative_values_stay_on_the_scale() -> None:
    figure = panel(measure(*years(-5, 3)))

    assert tuple(figure.layout.yaxis.range) == (-5, 3)


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1_390_000, "1,39 mln"), (22100.4, "22.100"), (97.25, "97,25")],
)
def test_a_figure_is_short_enough_for_its_bar(number: float, shown: str) -> None:
    assert labels(panel(measure(YearValue(2024, number))))[3] == f"<b>{shown}</b>"


def test_words_from_a_sheet_are_no_markup() -> None:
    figure = panel(measure(YearValue(2024, None, "<b>x</b>"), YearValue(2023, 3, unit="<i>")))

    assert "<i>" not in bars(figure).customdata[0]
