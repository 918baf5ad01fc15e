"""What becomes of a result in a period, case by case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.domain.model import MeasureKind, Period, ResultStatus
from dashboard.domain.status import DEFAULT_RULES, PeriodResult, result_status

FINAL = PeriodResult(Period.FINAL, MeasureKind.INCREASING, 100.0)
MID_YEAR = PeriodResult(Period.INTERMEDIATE, MeasureKind.INCREASING, 100.0)


def status(result: PeriodResult, **changes: object) -> ResultStatus:
    changed = replace(result, **changes)  # type: ignore[arg-type]
    return result_status(changed, DEFAULT_RULES[changed.period])


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
def test_at_the_end_of_the_year_the_percentage_decides(pct: float | None, expected: str) -> None:
    assert status(FINAL, achievement_pct=pct) == expected


@pytest.mark.parametrize(
    ("pct", "expected"), [(100.0, "achieved"), (50.0, "on_track"), (49.9, "late")]
)
def test_at_mid_year_half_of_the_target_is_on_track(pct: float, expected: str) -> None:
    assert status(MID_YEAR, achievement_pct=pct) == expected


def test_at_mid_year_being_above_a_ceiling_is_late_however_close() -> None:
    assert status(MID_YEAR, measure_kind=MeasureKind.DECREASING, achievement_pct=90.0) == "late"


@pytest.mark.parametrize("kind", [MeasureKind.BOOLEAN, MeasureKind.DATE, MeasureKind.QUALITATIVE])
def test_at_mid_year_what_moves_all_at_once_is_not_due_yet(kind: MeasureKind) -> None:
    assert status(MID_YEAR, measure_kind=kind, achievement_pct=0.0) == "not_due"
    assert status(MID_YEAR, measure_kind=kind, has_result=False) == "not_due"
    assert status(FINAL, measure_kind=kind, achievement_pct=0.0) == "not_achieved"


def test_a_date_that_has_passed_is_due() -> None:
    due = replace(MID_YEAR, measure_kind=MeasureKind.DATE, is_target_date_passed=True)

    assert status(due, achievement_pct=0.0) == "late"
    assert status(due, has_result=False) == "missing"


@pytest.mark.parametrize(
    ("pct", "year_pct", "expected"),
    [(100.0, 40.0, "on_track"), (100.0, 100.0, "achieved"), (99.0, 40.0, "late")],
)
def test_a_target_of_its_own_for_mid_year_decides(
    pct: float, year_pct: float, expected: str
) -> None:
    found = status(
        MID_YEAR, has_own_target=True, achievement_pct=pct, year_achievement_pct=year_pct
    )

    assert found == expected


def test_flags_come_before_absence_and_absence_before_the_percentage() -> None:
    assert status(FINAL, is_not_assessable=True, is_not_due=True) == "not_assessable"
    assert status(FINAL, is_not_due=True, has_result=False) == "not_due"
    assert status(FINAL, has_result=False) == "missing"


def test_a_declared_percentage_is_progress_whatever_the_kind() -> None:
    declared = replace(MID_YEAR, measure_kind=MeasureKind.BOOLEAN, is_declared=True)

    assert status(declared, achievement_pct=50.0) == "on_track"
    assert status(declared, achievement_pct=40.0) == "late"
