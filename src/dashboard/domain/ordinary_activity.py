"""Say how a year's ordinary activity compares with the three years before.

A value may be missing, or typed as something that is no number; neither is a zero. A zero is a
value like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

YEARS_BEFORE = 3
MEAN_FROM_COUNT = 2
UNUSUAL_FROM_COUNT = 3
UNUSUAL_RANGES = 1.0
UNUSUAL_FROM_CHANGE_PCT = 10.0


class ActivityState(StrEnum):
    """What is known of a measure in the year that is looked at."""

    UNUSUAL = "unusual"
    USUAL = "usual"
    STATED = "stated"  # a number, with too few years before to call it usual or not
    NOT_A_NUMBER = "not_a_number"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class YearValue:
    """What is stated of one measure in one year. Without number and text nothing is.

    `report_year` is the year of the report that states it; `earlier_number` is what the report of
    `earlier_report_year` said of the same year, where that was something else. The last four say
    where it is written.
    """

    year: int
    number: float | None
    text: str | None = None
    unit: str | None = None
    note: str | None = None
    report_year: int | None = None
    earlier_number: float | None = None
    earlier_report_year: int | None = None
    upload_id: int | None = None
    file_name: str | None = None
    sheet_name: str | None = None
    cell: str | None = None

    @property
    def is_restated(self) -> bool:
        """Says whether an earlier report gave another number for the year."""
        return self.earlier_number is not None


@dataclass(frozen=True, slots=True)
class ActivityComparison:
    """A year's value beside the years before.

    `mean_before` is in the unit of the value, over the `before_count` of the three years before
    that have a comparable number; None below two of them. `change_pct` is the value minus that
    mean, in percent of it; None also where the mean is zero. `usual_from` and `usual_to` are the
    bounds beyond which a value is unusual; None below three years. `other_unit_count` counts the
    years left out because their number is in another unit.
    """

    state: ActivityState
    number: float | None
    before_count: int
    mean_before: float | None
    change_pct: float | None
    usual_from: float | None
    usual_to: float | None
    other_unit_count: int


@dataclass(frozen=True, slots=True)
class ActivityMeasure:
    """What a sector counts of its ordinary activity, with the values by year, oldest first."""

    sector_code: str
    sector_name: str | None
    service_name: str | None
    measure_code: str
    measure_name: str
    reference_year: int
    values: tuple[YearValue, ...]
    comparison: ActivityComparison

    @property
    def unit(self) -> str | None:
        """Gives the unit of the newest year that writes one."""
        return next((value.unit for value in reversed(self.values) if value.unit), None)

    @property
    def newest(self) -> YearValue:
        """Gives the value of the newest year that a sheet speaks of."""
        return self.values[-1]

    def value_of(self, year: int) -> YearValue:
        """Gives what is stated of a year; of a year that no sheet speaks of, nothing."""
        return next((value for value in self.values if value.year == year), YearValue(year, None))


def compared_with_years_before(
    values: Iterable[YearValue], reference_year: int
) -> ActivityComparison:
    """Gives how the value of a year compares with those of the three years before.

    A value is unusual when it lies further outside the range (from the lowest to the highest) of
    the three years before than that range is wide, and more than 10 % away from their mean. With
    three values no deviation from a mean can be told from chance, but anybody can see the range;
    the 10 % keep a series that never moves from being marked for a trifle. Of values that vary by
    chance alone about 13 in 100 are marked: the mark is a question to the sector, not a fault.

    Source: convention of this program; no norm sets one.
    """
    by_year = {value.year: value for value in values if value.year <= reference_year}
    now = by_year.get(reference_year)
    before = [
        value
        for year in range(reference_year - YEARS_BEFORE, reference_year)
        if (value := by_year.get(year)) is not None and value.number is not None
    ]
    newest_first = sorted(by_year.values(), key=lambda value: -value.year)
    unit = next((value.unit for value in newest_first if value.unit), None)
    comparable = [value for value in before if _same_unit(value.unit, unit)]
    numbers = [value.number for value in comparable if value.number is not None]
    number = None if now is None else now.number
    mean = fmean(numbers) if len(numbers) >= MEAN_FROM_COUNT else None
    bounds = usual_bounds(numbers)
    return ActivityComparison(
        state=_state(now, bounds, mean),
        number=number,
        before_count=len(numbers),
        mean_before=mean,
        change_pct=None if number is None else _change_pct(number, mean),
        usual_from=None if bounds is None else bounds[0],
        usual_to=None if bounds is None else bounds[1],
        other_unit_count=len(before) - len(comparable),
    )


def usual_bounds(numbers: Sequence[float]) -> tuple[float, float] | None:
    """Gives the bounds beyond which a value is unusual, in its unit; None below three numbers.

    They are as far outside the range of the numbers as that range is wide, and no nearer to their
    mean than 10 % of it.
    """
    if len(numbers) < UNUSUAL_FROM_COUNT:
        return None
    lowest, highest, mean = min(numbers), max(numbers), fmean(numbers)
    width = UNUSUAL_RANGES * (highest - lowest)
    least = abs(mean) * UNUSUAL_FROM_CHANGE_PCT / 100
    return min(lowest - width, mean - least), max(highest + width, mean + least)


def _state(
    now: YearValue | None, bounds: tuple[float, float] | None, mean: float | None
) -> ActivityState:
    if now is None or (now.number is None and not (now.text or "").strip()):
        return ActivityState.MISSING
    if now.number is None:
        return ActivityState.NOT_A_NUMBER
    if bounds is None or mean is None:
        return ActivityState.STATED
    lowest, highest = bounds
    return ActivityState.USUAL if lowest <= now.number <= highest else ActivityState.UNUSUAL


def _change_pct(number: float, mean: float | None) -> float | None:
    if mean is None or mean == 0:
        return None
    return 100 * (number - mean) / abs(mean)


def _same_unit(first: str | None, second: str | None) -> bool:
    """Says whether two numbers count the same; a unit not written is taken for the other."""
    words = {" ".join(unit.split()).casefold() for unit in (first, second) if unit}
    return len(words - {""}) < 2
