"""Which way an achievement went, and when two achievements are not compared."""

import pytest

from dashboard.domain.model import Period
from dashboard.domain.travel import Hindrance, Moment, Way, travel


def node(pct, counted=10, method="mean_of_indicators"):
    return {"achievement_pct": pct, "counted_count": counted, "method": method}


# now, before, way, points
COMPARED = [
    (80.0, 60.0, Way.UP, 20.0),
    (60.0, 80.0, Way.DOWN, -20.0),
    (80.0, 80.0, Way.SAME, 0.0),
    (80.04, 80.0, Way.SAME, 0.04),  # nobody could see it written
    (80.06, 80.0, Way.UP, 0.06),
    (0.0, 10.0, Way.DOWN, -10.0),  # a zero is a figure
]


@pytest.mark.parametrize(("now", "before", "way", "points"), COMPARED)
def test_points_are_now_minus_before(now, before, way, points):
    found = travel(node(now, 12), node(before, 9))

    assert (found.way, found.points) == (way, pytest.approx(points))
    assert (found.counted_now, found.counted_before) == (12, 9)


HINDERED = [
    (None, node(80.0), Hindrance.NOTHING_NOW),
    (node(None, 0), node(80.0), Hindrance.NOTHING_NOW),
    (node(float("nan"), 3), node(80.0), Hindrance.NOTHING_NOW),
    (node(80.0), None, Hindrance.NOTHING_BEFORE),
    (node(80.0), node(float("nan"), 0), Hindrance.NOTHING_BEFORE),
    (node(80.0), node(70.0, method="weighted_mean"), Hindrance.OTHER_METHOD),
]


@pytest.mark.parametrize(("now", "before", "hindrance"), HINDERED)
def test_what_cannot_be_compared_says_why_and_has_no_points(now, before, hindrance):
    found = travel(now, before)

    assert (found.way, found.points) == (Way.NOT_COMPARABLE, None)
    assert found.hindrance is hindrance


def test_before_the_final_report_came_that_of_the_half_year():
    assert Moment(2024, Period.FINAL).report_before == Moment(2024, Period.INTERMEDIATE)


def test_before_the_half_year_came_the_final_report_of_the_year_before():
    assert Moment(2024, Period.INTERMEDIATE).report_before == Moment(2023, Period.FINAL)


@pytest.mark.parametrize("period", list(Period))
def test_the_year_before_is_looked_at_in_the_same_period(period):
    assert Moment(2024, period).year_before == Moment(2023, period)
