"""Which of two years closes, and which is planned."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.cycles import ClosingAndPlanned, YearStanding, closing_and_planned

TODAY = date(2025, 1, 20)
PAST, AHEAD = date(2025, 1, 19), date(2025, 5, 31)


def year(reference_year: int, *, is_reported: bool, last: date | None = None) -> YearStanding:
    return YearStanding(reference_year, is_reported, last)


#   years loaded, the newest last                                              closing planned
CASES = [
    ([year(2024, is_reported=False)], (2024, 2025)),  # a first year, nothing beside it
    ([year(2024, is_reported=False), year(2025, is_reported=False)], (2024, 2025)),
    ([year(2024, is_reported=True), year(2025, is_reported=False)], (2025, 2026)),
    ([year(2024, is_reported=True, last=AHEAD), year(2025, is_reported=False)], (2024, 2025)),
    ([year(2024, is_reported=True, last=TODAY), year(2025, is_reported=False)], (2024, 2025)),
    ([year(2024, is_reported=True, last=PAST), year(2025, is_reported=False)], (2025, 2026)),
    # a year that was never finished long ago is not taken up again
    ([year(2020, is_reported=False), year(2024, is_reported=True, last=PAST)], (2024, 2025)),
    # reports come before the plan is complete: the newest year is the planned one all the same
    ([year(2024, is_reported=False, last=PAST), year(2025, is_reported=True)], (2024, 2025)),
]


@pytest.mark.parametrize(("years", "expected"), CASES)
def test_the_newest_year_is_planned_as_long_as_the_one_before_is_open(
    years: list[YearStanding], expected: tuple[int, int]
) -> None:
    assert closing_and_planned(years, TODAY) == ClosingAndPlanned(*expected)
    assert closing_and_planned(reversed(years), TODAY) == ClosingAndPlanned(*expected)


def test_without_any_year_there_is_nothing_to_switch() -> None:
    assert closing_and_planned([], TODAY) is None
