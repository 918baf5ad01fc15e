"""From 100 to the total: order, sums, what stands together, what is not drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.explanation import Contribution
from dashboard.figures import Figure, theme
from dashboard.figures.waterfall import SHOWN_PARTS, waterfall, waterfall_steps
from dashboard.texts.contributions import START_NAME, TOTAL_NAME, points_words


def costs(*points: float) -> list[Contribution]:
    return [Contribution(f"Parte {number}", one) for number, one in enumerate(points, start=1)]


def drawn(contributions: list[Contribution], total_pct: float) -> Figure:
    figure = waterfall(contributions, total_pct)
    assert figure is not None
    return figure


def labels(figure: Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_what_costs_most_comes_first_and_each_bar_begins_where_the_last_one_ended() -> None:
    bars = drawn(costs(-2.0, -10.0, -3.0), 85.0).data[0]

    assert list(bars.base) == [100.0, 90.0, 87.0]
    assert list(bars.x) == [-10.0, -3.0, -2.0]
    assert bars.y[0] < bars.y[1] < bars.y[2]


def test_every_bar_says_its_points_and_the_two_ends_their_percentages() -> None:
    figure = drawn(costs(-10.0, -2.5), 87.5)

    assert labels(figure) == [
        START_NAME,
        "Parte 1",
        "Parte 2",
        TOTAL_NAME,
        "100\u00a0%",
        "−10 punti",
        "−2,5 punti",
        "87,5\u00a0%",
    ]


def test_the_ends_are_ticks_since_the_axis_does_not_begin_at_zero() -> None:
    figure = drawn(costs(-10.0), 90.0)
    bars, ends = figure.data

    assert (ends.mode, list(ends.x)) == ("markers", [100.0, 90.0])
    assert len(bars.x) == 1
    low, high = figure.layout.xaxis.range
    assert low < 90.0 < 100.0 < high


def test_what_is_above_100_adds_and_comes_after_what_costs() -> None:
    bars = drawn(costs(10.0, -4.0), 106.0).data[0]

    assert list(bars.x) == [-4.0, 10.0]
    assert list(bars.marker.color) == [theme.BLUE, theme.LIGHT_BLUE]
    assert points_words(10.0) == "+10 punti"


def test_parts_that_cost_nothing_stand_together_in_a_grey_bar() -> None:
    figure = drawn(costs(-10.0, 0.0, 0.0), 90.0)

    assert list(figure.data[0].x) == [-10.0, 0.0]
    assert list(figure.data[0].marker.color) == [theme.BLUE, theme.GREY]
    assert "Gli altri componenti insieme (2)" in labels(figure)


def test_beyond_twelve_parts_the_smallest_stand_together() -> None:
    steps = waterfall_steps(costs(*(-float(size) for size in range(1, 16))))

    assert len(steps) == SHOWN_PARTS + 1
    assert [step.points for step in steps[:2]] == [-15.0, -14.0]
    assert (steps[-1].is_rest, steps[-1].points) == (True, -6.0)


def test_parts_alike_in_name_and_cost_all_count() -> None:
    steps = waterfall_steps([Contribution("Uguale", -1.0)] * (SHOWN_PARTS + 2))

    assert steps[-1].points == -2.0
    assert steps[-1].end_pct == 100.0 - SHOWN_PARTS - 2


def test_no_bar_is_coloured_red() -> None:
    bars = drawn(costs(-10.0, 5.0, 0.0), 95.0).data[0]
    assert {theme.WINE, theme.ORANGE}.isdisjoint(bars.marker.color)


def test_where_every_part_is_at_100_there_is_nothing_to_draw() -> None:
    assert waterfall(costs(0.0, 0.0), 100.0) is None
    assert waterfall([], 100.0) is None


def test_markup_typed_into_a_name_stays_text() -> None:
    figure = drawn([Contribution("<b>Ore</b> & simili", -5.0)], 95.0)

    assert "&lt;b&gt;Ore&lt;/b&gt; &amp; simili" in labels(figure)
    assert figure.data[0].customdata[0].startswith("&lt;b&gt;Ore&lt;/b&gt; &amp; simili")


def test_a_cost_too_small_for_two_decimals_is_not_called_nothing() -> None:
    assert points_words(-0.001) == "−0,01 punti"
    assert points_words(0.0) == "0 punti"
    assert points_words(-1.0) == "−1 punto"


@given(st.lists(st.floats(-100, 100), max_size=40))
def test_the_bars_end_exactly_at_the_total(points: list[float]) -> None:
    steps = waterfall_steps(costs(*points))

    if steps:
        assert steps[-1].end_pct == pytest.approx(100 + sum(points), abs=1e-9)
        assert len(steps) <= SHOWN_PARTS + 1
