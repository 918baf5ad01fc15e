"""Say what became of an indicator in a period: a word, never a number.

At mid-year what is expected follows from the nature of the indicator: of what adds up, a share of
the year's target; of what holds a level, the whole target; of what moves all at once, nothing
before its day. `store/sql/macros` mirrors this for the views; a property test holds the two equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.achievement import FULL_PCT
from dashboard.domain.model import MeasureKind, Period, ResultStatus
from dashboard.domain.rules import Nature

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
    somebody's statement, the document's or the Nucleo's. `is_within_share`: see the function of
    that name.
    """

    period: Period
    nature: Nature
    achievement_pct: float | None
    year_achievement_pct: float | None = None
    has_result: bool = True
    has_own_target: bool = False
    is_declared: bool = False
    is_not_assessable: bool = False
    is_not_due: bool = False
    is_target_date_passed: bool = False
    is_within_share: bool | None = None


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
    """Says whether what moves all at once can still be reached after mid-year."""
    return (
        result.period is Period.INTERMEDIATE
        and result.nature is Nature.AT_END
        and not result.has_own_target
        and not result.is_target_date_passed
    )


def expected_by_then_pct(result: PeriodResult, rule: PeriodRule) -> float:
    """Gives the share of the target in force that is expected by the period, out of 100.

    A declared percentage is progress, whatever the indicator: the share of the period is asked.
    """
    if result.period is Period.FINAL:
        return FULL_PCT
    if result.is_declared:
        return rule.expected_share_pct
    if result.has_own_target:
        return FULL_PCT
    if result.nature is Nature.CUMULATIVE:
        return rule.expected_share_pct
    return 0.0 if is_not_due_yet(result) else FULL_PCT


def is_within_share(
    measure_kind: MeasureKind,
    nature: Nature,
    target: float | None,
    result: float | None,
    rule: PeriodRule,
) -> bool | None:
    """Says whether what adds up in the year, and should not, has used no more than its share.

    "At most 10 accidents" with 8 of them by mid-year is within the year's ceiling, yet not on
    track. None for every other indicator, and where a number is missing.
    """
    is_ceiling = measure_kind is MeasureKind.DECREASING and nature is Nature.CUMULATIVE
    if not is_ceiling or target is None or result is None:
        return None
    return result <= target * rule.expected_share_pct / FULL_PCT


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
    is_settled = is_year_met and not _can_still_be_lost(result)
    return ResultStatus.ACHIEVED if is_settled else ResultStatus.ON_TRACK


def _status_against_year(result: PeriodResult, rule: PeriodRule) -> ResultStatus:
    pct = result.achievement_pct
    if result.is_within_share is not None and not result.is_declared:
        return ResultStatus.ON_TRACK if result.is_within_share else ResultStatus.LATE
    if pct is not None and pct >= FULL_PCT and not _can_still_be_lost(result):
        return ResultStatus.ACHIEVED
    if not result.is_declared and is_not_due_yet(result):
        return ResultStatus.NOT_DUE
    if pct is None:
        return ResultStatus.NOT_ASSESSABLE
    is_on_track = pct >= expected_by_then_pct(result, rule)
    return ResultStatus.ON_TRACK if is_on_track else ResultStatus.LATE


def _can_still_be_lost(result: PeriodResult) -> bool:
    """Says whether a target met at mid-year can be missed at the end: a level, or a ceiling."""
    if result.is_declared:
        return False
    return result.nature is Nature.LEVEL or result.is_within_share is not None
