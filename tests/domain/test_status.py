"""What becomes of a result in a period, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain.model import MeasureKind, Period, ResultStatus
from dashboard.domain.rules import Nature
from dashboard.domain.status import (
    DEFAULT_RULES,
    PeriodResult,
    expected_by_then_pct,
    is_within_share,
    result_status,
)

FINAL = PeriodResult(Period.FINAL, Nature.CUMULATIVE, 100.0)
MID_YEAR = PeriodResult(Period.INTERMEDIATE, Nature.CUMULATIVE, 100.0)
RULE = DEFAULT_RULES[Period.INTERMEDIATE]


def status(result: PeriodResult, **changes: object) -> ResultStatus:
    changed = replace(result, **changes)  # type: ignore[arg-type]
    return result_status(changed, DEFAULT_RULES[changed.period])


@pytest.mark.parametrize("nature", Nature)
@pytest.mark.parametrize(
    ("pct", "expected"),
    [
        (100.0, "achieved"),
        (99.999, "partial"),
        (60.0, "partial"),
        (59.999, "not_achieved"),
        (0.0, "not_achieved"),
        (None, "not_assessable"),
    ],
)
def test_at_the_end_of_the_year_the_percentage_decides(
    nature: Nature, pct: float | None, expected: str
) -> None:
    assert status(FINAL, nature=nature, achievement_pct=pct) == expected


#   nature             pct    status at mid-year, where half of the target is expected
MID_YEAR_CASES = [
    (Nature.CUMULATIVE, 100.0, "achieved"),  # what was added up stays
    (Nature.CUMULATIVE, 50.0, "on_track"),
    (Nature.CUMULATIVE, 49.9, "late"),
    (Nature.LEVEL, 100.0, "on_track"),  # holds today, and has to hold at the end
    (Nature.LEVEL, 99.9, "late"),  # however close
    (Nature.AT_END, 100.0, "achieved"),
    (Nature.AT_END, 40.0, "not_due"),
    (Nature.AT_END, 0.0, "not_due"),
]


@pytest.mark.parametrize(("nature", "pct", "expected"), MID_YEAR_CASES)
def test_at_mid_year_the_nature_says_what_is_expected(
    nature: Nature, pct: float, expected: str
) -> None:
    assert status(MID_YEAR, nature=nature, achievement_pct=pct) == expected


def test_what_moves_all_at_once_is_not_missing_before_its_day() -> None:
    assert status(MID_YEAR, nature=Nature.AT_END, has_result=False) == "not_due"
    assert status(MID_YEAR, nature=Nature.LEVEL, has_result=False) == "missing"
    assert status(MID_YEAR, has_result=False) == "missing"


def test_a_date_that_has_passed_is_due() -> None:
    due = replace(MID_YEAR, nature=Nature.AT_END, is_target_date_passed=True)

    assert status(due, achievement_pct=0.0) == "late"
    assert status(due, has_result=False) == "missing"


@pytest.mark.parametrize(
    ("pct", "year_pct", "nature", "expected"),
    [
        (100.0, 40.0, Nature.CUMULATIVE, "on_track"),
        (100.0, 100.0, Nature.CUMULATIVE, "achieved"),
        (100.0, 100.0, Nature.LEVEL, "on_track"),
        (99.0, 40.0, Nature.CUMULATIVE, "late"),
        (99.0, 40.0, Nature.AT_END, "late"),  # the plan asked for something by mid-year
    ],
)
def test_a_target_of_its_own_for_mid_year_decides(
    pct: float, year_pct: float, nature: Nature, expected: str
) -> None:
    found = status(
        MID_YEAR,
        nature=nature,
        has_own_target=True,
        achievement_pct=pct,
        year_achievement_pct=year_pct,
    )

    assert found == expected


#   at most, so far, within half of it
CEILINGS = [(10.0, 5.0, True), (10.0, 6.0, False), (0.0, 0.0, True), (10.0, None, None)]


@pytest.mark.parametrize(("target", "result", "is_within"), CEILINGS)
def test_a_ceiling_on_what_adds_up_allows_a_share_of_it_by_mid_year(
    target: float, result: float | None, is_within: bool | None
) -> None:
    decreasing, cumulative = MeasureKind.DECREASING, Nature.CUMULATIVE

    assert is_within_share(decreasing, cumulative, target, result, RULE) is is_within


def test_only_a_ceiling_on_what_adds_up_has_a_share_to_keep_within() -> None:
    assert is_within_share(MeasureKind.INCREASING, Nature.CUMULATIVE, 10.0, 1.0, RULE) is None
    assert is_within_share(MeasureKind.DECREASING, Nature.LEVEL, 10.0, 1.0, RULE) is None


def test_a_ceiling_is_kept_or_passed_and_never_achieved_before_the_end() -> None:
    assert status(MID_YEAR, is_within_share=True) == "on_track"
    assert status(MID_YEAR, is_within_share=False) == "late"
    assert status(FINAL, is_within_share=True) == "achieved"


def test_flags_come_before_absence_and_absence_before_the_percentage() -> None:
    assert status(FINAL, is_not_assessable=True, is_not_due=True) == "not_assessable"
    assert status(FINAL, is_not_due=True, has_result=False) == "not_due"
    assert status(FINAL, has_result=False) == "missing"


@pytest.mark.parametrize("nature", Nature)
def test_a_declared_percentage_is_progress_whatever_the_nature(nature: Nature) -> None:
    declared = replace(MID_YEAR, nature=nature, is_declared=True)

    assert status(declared, achievement_pct=100.0) == "achieved"
    assert status(declared, achievement_pct=50.0) == "on_track"
    assert status(declared, achievement_pct=40.0) == "late"


#   period, nature, changes, share expected by then
EXPECTED = [
    (Period.FINAL, Nature.CUMULATIVE, {}, 100.0),
    (Period.INTERMEDIATE, Nature.CUMULATIVE, {}, 50.0),
    (Period.INTERMEDIATE, Nature.LEVEL, {}, 100.0),
    (Period.INTERMEDIATE, Nature.AT_END, {}, 0.0),
    (Period.INTERMEDIATE, Nature.AT_END, {"is_target_date_passed": True}, 100.0),
    (Period.INTERMEDIATE, Nature.CUMULATIVE, {"has_own_target": True}, 100.0),
    (Period.INTERMEDIATE, Nature.LEVEL, {"is_declared": True}, 50.0),
]


@pytest.mark.parametrize(("period", "nature", "changes", "share"), EXPECTED)
def test_the_share_expected_by_a_period(
    period: Period, nature: Nature, changes: dict[str, bool], share: float
) -> None:
    result = PeriodResult(period, nature, 10.0, **changes)  # type: ignore[arg-type]

    assert expected_by_then_pct(result, DEFAULT_RULES[period]) == share
