"""A year's ordinary activity beside the three years before: mean, change, what is unusual."""

from __future__ import annotations

from random import Random

import pytest

from dashboard.domain.ordinary_activity import (
    ActivityState,
    YearValue,
    compared_with_years_before,
    usual_bounds,
)

UNUSUAL, USUAL, STATED = ActivityState.UNUSUAL, ActivityState.USUAL, ActivityState.STATED
MISSING, NOT_A_NUMBER = ActivityState.MISSING, ActivityState.NOT_A_NUMBER


def years(*numbers: float | None, last: int = 2024) -> list[YearValue]:
    """Gives the values of the years that end with `last`, oldest first."""
    first = last - len(numbers) + 1
    return [YearValue(first + step, number) for step, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "mean", "count", "change_pct"),
    [
        ((100, 110, 90, 150), 100, 3, 50),
        ((None, 110, 90, 150), 100, 2, 50),  # one of the three is missing
        ((0, 100, 200, 50), 100, 3, -50),  # a zero is a value
        ((None, None, 90, 150), None, 1, None),  # one year is no mean
        ((500, 100, 110, 90, 150), 100, 3, 50),  # the fourth year before has no say
        ((0, 0, 0, 5), 0, 3, None),  # nothing to be a percentage of
        ((100, 110, 90, None), 100, 3, None),  # the year itself is missing
        ((100, 110, 90, 0), 100, 3, -100),
    ],
)
def test_change_against_the_mean_of_the_three_years_before(
    numbers: tuple[float | None, ...], mean: float | None, count: int, change_pct: float | None
) -> None:
    found = compared_with_years_before(years(*numbers), 2024)

    assert (found.mean_before, found.before_count) == (mean, count)
    assert found.change_pct == pytest.approx(change_pct)


@pytest.mark.parametrize(
    ("numbers", "state"),
    [
        ((90, 100, 110, 130), USUAL),  # as far outside as the range is wide, and no further
        ((90, 100, 110, 131), UNUSUAL),
        ((90, 100, 110, 69), UNUSUAL),
        ((100, 100, 100, 110), USUAL),  # a series that never moved: 10 % is nothing yet
        ((100, 100, 100, 111), UNUSUAL),
        ((100, 100, 100, 0), UNUSUAL),  # a zero is a value, and may be unusual
        ((0, 0, 0, 0), USUAL),
        ((0, 0, 0, 1), UNUSUAL),
        ((None, 100, 110, 900), STATED),  # two years before are too few
        ((90, 100, 110, None), MISSING),
    ],
)
def test_a_value_is_unusual_further_outside_the_range_than_the_range_is_wide(
    numbers: tuple[float | None, ...], state: ActivityState
) -> None:
    assert compared_with_years_before(years(*numbers), 2024).state is state


def test_of_values_that_vary_by_chance_alone_about_13_in_100_are_unusual() -> None:
    chance = Random(20240229)  # noqa: S311 - drawn for a test, no secret
    drawn = [[chance.gauss(1000, 200) for _ in range(4)] for _ in range(20_000)]

    marked = sum(
        compared_with_years_before(years(*numbers), 2024).state is UNUSUAL for numbers in drawn
    )

    assert 100 * marked / len(drawn) == pytest.approx(13, abs=1)


def test_a_year_that_no_sheet_speaks_of_is_missing() -> None:
    found = compared_with_years_before(years(90, 100, 110, last=2023), 2024)

    assert found.state is MISSING
    assert found.mean_before == 100


def test_a_value_that_is_no_number_is_neither_missing_nor_zero() -> None:
    values = [*years(90, 100, 110, last=2023), YearValue(2024, None, "circa 120")]

    found = compared_with_years_before(values, 2024)

    assert (found.state, found.number, found.change_pct) == (NOT_A_NUMBER, None, None)


def test_a_number_in_another_unit_stays_out_of_the_mean_and_is_counted() -> None:
    values = [
        YearValue(2021, 9000, unit="minuti"),
        YearValue(2022, 100, unit="Ore "),
        YearValue(2023, 110),  # not written: taken for the same
        YearValue(2024, 120, unit="ore"),
    ]

    found = compared_with_years_before(values, 2024)

    assert (found.mean_before, found.before_count, found.other_unit_count) == (105, 2, 1)


def test_percentages_and_euros_are_different_units() -> None:
    values = [YearValue(2023, 10, unit="%"), YearValue(2024, 10, unit="€")]

    assert compared_with_years_before(values, 2024).other_unit_count == 1


def test_bounds_need_three_numbers() -> None:
    assert usual_bounds([1, 2]) is None
    assert usual_bounds([90, 100, 110]) == (70, 130)
