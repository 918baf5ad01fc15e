"""Say what became of an indicator in a period: a word, never a number.

`store/sql/macros` mirrors this for the views; a property test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.achievement import FULL_PCT
from dashboard.domain.model import MeasureKind, Period, ResultStatus

# These move all at once: before their day, "not yet" says nothing.
ALL_AT_ONCE_KINDS = frozenset({MeasureKind.BOOLEAN, MeasureKind.DATE, MeasureKind.QUALITATIVE})

NOT_COUNTED_STATUSES = frozenset(
    {
        ResultStatus.MISSING,
        ResultStatus.NOT_DUE,
        ResultStatus.NOT_ASSESSABLE,
        ResultStatus.STERILISED,
        ResultStatus.ELIMINATED,
    }
)


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """What is expected by a period: the share of a year's target, and where "partial" begins."""

    expected_share_pct: float
    partial_from_pct: float


DEFAULT_RULES = {
    Period.INTERMEDIATE: PeriodRule(expected_share_pct=50.0, partial_from_pct=60.0),
    Period.FINAL: PeriodRule(expected_share_pct=100.0, partial_from_pct=60.0),
}


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """What has to be known of a result to say what became of it.

    `achievement_pct` is the percentage on the basis in force, against the target in force: at
    mid-year that is the target of its own, where there is one (`has_own_target`), else the
    year's. `year_achievement_pct` is always against the year's. `is_declared`: the percentage is
    the one that the document declares.
    """

    period: Period
    measure_kind: MeasureKind
    achievement_pct: float | None
    year_achievement_pct: float | None = None
    has_result: bool = True
    has_own_target: bool = False
    is_declared: bool = False
    is_not_assessable: bool = False
    is_not_due: bool = False
    is_target_date_passed: bool = False


def result_status(result: PeriodResult, rule: PeriodRule) -> ResultStatus:
    """Gives what became of the result. Flags come first, then absence, then the percentage."""
    if result.is_not_assessable:
        return ResultStatus.NOT_ASSESSABLE
    if result.is_not_due:
        return ResultStatus.NOT_DUE
    if not result.has_result:
        return ResultStatus.NOT_DUE if is_not_due_yet(result) else ResultStatus.MISSING
    if result.period is Period.FINAL:
        return _final_status(result.achievement_pct, rule)
    if result.has_own_target and not result.is_declared:
        return _status_against_own_target(result)
    return _status_against_year(result, rule)


def is_not_due_yet(result: PeriodResult) -> bool:
    """Says whether a yes/no, a date or a target in words can still be reached after mid-year."""
    return (
        result.period is Period.INTERMEDIATE
        and result.measure_kind in ALL_AT_ONCE_KINDS
        and not result.has_own_target
        and not result.is_target_date_passed
    )


def _final_status(achievement_pct: float | None, rule: PeriodRule) -> ResultStatus:
    if achievement_pct is None:
        return ResultStatus.NOT_ASSESSABLE
    if achievement_pct >= FULL_PCT:
        return ResultStatus.ACHIEVED
    is_partial = achievement_pct >= rule.partial_from_pct
    return ResultStatus.PARTIAL if is_partial else ResultStatus.NOT_ACHIEVED


def _status_against_own_target(result: PeriodResult) -> ResultStatus:
    if result.achievement_pct is None:
        return ResultStatus.NOT_ASSESSABLE
    if result.achievement_pct < FULL_PCT:
        return ResultStatus.LATE
    is_year_met = result.year_achievement_pct is not None and (
        result.year_achievement_pct >= FULL_PCT
    )
    return ResultStatus.ACHIEVED if is_year_met else ResultStatus.ON_TRACK


def _status_against_year(result: PeriodResult, rule: PeriodRule) -> ResultStatus:
    pct = result.achievement_pct
    if pct is not None and pct >= FULL_PCT:
        return ResultStatus.ACHIEVED
    if not result.is_declared and is_not_due_yet(result):
        return ResultStatus.NOT_DUE
    if pct is None:
        return ResultStatus.NOT_ASSESSABLE
    grows = result.is_declared or result.measure_kind is MeasureKind.INCREASING
    is_on_track = grows and pct >= rule.expected_share_pct
    return ResultStatus.ON_TRACK if is_on_track else ResultStatus.LATE
