"""The formulas, on tables that can be checked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.achievement import (
    Achievement,
    FormulaCode,
    UnmeasurableReason,
    boolean_achievement,
    date_achievement,
    decreasing_achievement,
    has_result,
    increasing_achievement,
    measured_achievement,
    qualitative_achievement,
    range_achievement,
)
from dashboard.domain.model import Lineage, MeasureKind, Period, ResultFact, TargetFact

HERE = Lineage("Foglio1", 2, "C2")


def target(**measure: object) -> TargetFact:
    return TargetFact("S", "A", "I", 2024, Period.FINAL, "x", HERE, **measure)  # type: ignore[arg-type]


def result(**measure: object) -> ResultFact:
    return ResultFact("S", "A", "I", 2024, Period.FINAL, HERE, **measure)  # type: ignore[arg-type]


#                target result  pct
INCREASING = [
    (100.0, 120.0, 100.0),  # exceeded: capped
    (100.0, 100.0, 100.0),
    (80.0, 60.0, 75.0),
    (80.0, 0.0, 0.0),
    (80.0, -10.0, 0.0),  # moved away: never below zero
    (0.0, 0.0, 100.0),  # a target of zero is a target
    (0.0, -1.0, 0.0),
    (-10.0, -5.0, 100.0),  # above a negative target
    (-10.0, -20.0, 0.0),
]


@pytest.mark.parametrize(("goal", "reached", "pct"), INCREASING)
def test_more_is_better(goal: float, reached: float, pct: float) -> None:
    assert increasing_achievement(goal, reached).achievement_pct == pct


#                target result  pct
DECREASING = [
    (30.0, 30.0, 100.0),
    (30.0, 12.0, 100.0),
    (30.0, 40.0, 75.0),
    (30.0, 0.0, 100.0),
    (0.0, 0.0, 100.0),
    (0.0, 3.0, 0.0),  # no complaint was allowed, three came
    (-10.0, -5.0, 0.0),
    (-10.0, -12.0, 100.0),
]


@pytest.mark.parametrize(("goal", "reached", "pct"), DECREASING)
def test_less_is_better(goal: float, reached: float, pct: float) -> None:
    assert decreasing_achievement(goal, reached).achievement_pct == pct


#           lower upper result pct
RANGE = [
    (10.0, 20.0, 10.0, 100.0),
    (10.0, 20.0, 20.0, 100.0),
    (10.0, 20.0, 15.0, 100.0),
    (10.0, 20.0, 5.0, 50.0),
    (10.0, 20.0, 40.0, 50.0),
    (20.0, 10.0, 15.0, 100.0),  # bounds typed the wrong way round
    (10.0, None, 10.0, 100.0),  # one number is a range of one point
    (10.0, None, 5.0, 50.0),
    (10.0, 20.0, -1.0, 0.0),
    (-5.0, 0.0, 2.0, 0.0),  # no ratio to an upper bound of zero
]


@pytest.mark.parametrize(("lower", "upper", "reached", "pct"), RANGE)
def test_within_a_range(lower: float, upper: float | None, reached: float, pct: float) -> None:
    assert range_achievement(lower, upper, reached).achievement_pct == pct


@pytest.mark.parametrize(
    ("expected", "reached", "pct"),
    [(True, True, 100.0), (True, False, 0.0), (False, False, 100.0), (False, True, 0.0)],
)
def test_yes_or_no(expected: bool, reached: bool, pct: float) -> None:
    assert boolean_achievement(expected, reached).achievement_pct == pct


@pytest.mark.parametrize(("day", "pct"), [(29, 100.0), (30, 100.0), (31, 0.0)])
def test_by_a_date(day: int, pct: float) -> None:
    due = date(2024, 12, 30)

    assert date_achievement(due, date(2024, 12, day)).achievement_pct == pct


@pytest.mark.parametrize(
    ("number", "pct"), [(100.0, 100.0), (50.0, 50.0), (0.0, 0.0), (130.0, 100.0), (-5.0, 0.0)]
)
def test_words_are_kept_between_0_and_100(number: float, pct: float) -> None:
    assert qualitative_achievement(number).achievement_pct == pct


def test_a_percentage_is_never_rounded() -> None:
    assert increasing_achievement(3.0, 2.0).achievement_pct == 100.0 * 2.0 / 3.0


def test_the_working_travels_with_the_percentage() -> None:
    assert increasing_achievement(80.0, 60.0) == Achievement(
        75.0, FormulaCode.RATIO_TO_TARGET, None, 60.0, 80.0
    )
    assert range_achievement(10.0, 20.0, 40.0) == Achievement(
        50.0, FormulaCode.RATIO_OF_UPPER_BOUND, None, 40.0, 10.0, 20.0
    )
    assert range_achievement(10.0, 20.0, 5.0).formula is FormulaCode.RATIO_TO_LOWER_BOUND


#    kind, target, result, reason
UNMEASURABLE = [
    (MeasureKind.INCREASING, target(target_number=1.0), None, "result_missing"),
    (MeasureKind.INCREASING, target(target_number=1.0), result(result_text="  "), "result_missing"),
    (MeasureKind.INCREASING, None, result(result_number=1.0), "target_missing"),
    (MeasureKind.INCREASING, target(), result(result_number=1.0), "target_not_comparable"),
    (MeasureKind.DECREASING, target(), result(result_number=1.0), "target_not_comparable"),
    (MeasureKind.RANGE, target(), result(result_number=1.0), "target_not_comparable"),
    (
        MeasureKind.INCREASING,
        target(target_number=1.0),
        result(result_text="a buon punto"),
        "result_not_comparable",
    ),
    (MeasureKind.DATE, target(), result(result_date=date(2024, 1, 1)), "target_not_comparable"),
    (
        MeasureKind.DATE,
        target(target_date=date(2024, 1, 1)),
        result(result_number=3.0),
        "result_not_comparable",
    ),
    (MeasureKind.BOOLEAN, target(), result(result_boolean=True), "target_not_comparable"),
    (
        MeasureKind.BOOLEAN,
        target(target_boolean=True),
        result(result_text="in parte"),
        "result_not_comparable",
    ),
    (MeasureKind.QUALITATIVE, target(), result(result_text="boh"), "result_not_comparable"),
]


@pytest.mark.parametrize(("kind", "planned", "reached", "reason"), UNMEASURABLE)
def test_what_cannot_be_measured_says_why_and_is_no_zero(
    kind: MeasureKind, planned: TargetFact | None, reached: ResultFact | None, reason: str
) -> None:
    found = measured_achievement(kind, planned, reached)

    assert (found.achievement_pct, found.reason) == (None, UnmeasurableReason(reason))
    assert not found.is_measurable


@pytest.mark.parametrize(
    ("kind", "planned", "reached", "pct"),
    [
        (MeasureKind.INCREASING, {"target_number": 4.0}, {"result_number": 3.0}, 75.0),
        (MeasureKind.DECREASING, {"target_number": 3.0}, {"result_number": 4.0}, 75.0),
        (
            MeasureKind.RANGE,
            {"target_number": 4.0, "target_upper_number": 5.0},
            {"result_number": 3.0},
            75.0,
        ),
        (MeasureKind.BOOLEAN, {"target_boolean": True}, {"result_boolean": False}, 0.0),
        (
            MeasureKind.DATE,
            {"target_date": date(2024, 6, 1)},
            {"result_date": date(2024, 6, 1)},
            100.0,
        ),
        (MeasureKind.QUALITATIVE, {}, {"result_number": 50.0}, 50.0),
    ],
)
def test_each_kind_is_compared_its_own_way(
    kind: MeasureKind, planned: dict[str, object], reached: dict[str, object], pct: float
) -> None:
    found = measured_achievement(kind, target(**planned), result(**reached))

    assert found.achievement_pct == pct


def test_words_need_no_target_to_say_that_it_was_reached() -> None:
    found = measured_achievement(MeasureKind.QUALITATIVE, None, result(result_number=100.0))

    assert found.achievement_pct == 100.0


def test_a_false_result_and_a_zero_result_are_results() -> None:
    assert has_result(result(result_boolean=False))
    assert has_result(result(result_number=0.0))
    assert not has_result(result())
