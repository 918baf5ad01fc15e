"""Checks on targets: what is asked for, and when it was changed.

Sources: D.Lgs. 150/2009, art. 5 (objectives must improve on what is) and art. 6 (changes during
the year are weighed at validation).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.domain.achievement import FULL_PCT
from dashboard.domain.model import DocumentKind, MeasureKind, Period
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedIndicator,
    Fault,
    Figure,
    Place,
    Reported,
    TargetStatement,
)
from dashboard.domain.plausibility.sides import Side, asks_for_less, side_of
from dashboard.domain.rules import Nature

# Half of the year brings about half of what adds up; a level stands near its target.
MID_YEAR_FROM_PCT = 60.0
_NUMERIC = (MeasureKind.INCREASING, MeasureKind.DECREASING)


def targets_equal_to_baseline(examined: Examined) -> Iterator[Fault]:
    """Finds targets that ask for what there was before the action; numbers only.

    A range often means "stay within", and words cannot be compared. Where the best value that
    there can be is reached already (100 %, or zero of what should not be) only staying there can
    be asked for.
    """
    for indicator in examined.indicators:
        baseline, target = indicator.baseline.number, indicator.target.number
        if indicator.measure_kind not in _NUMERIC or baseline is None or target is None:
            continue
        if baseline == target and not _is_the_best_there_is(indicator, target):
            yield Fault(
                indicator.subject,
                {"target": indicator.target.words(), "baseline": indicator.baseline.words()},
                places=(_target_place(indicator), indicator.place),
            )


def targets_met_at_mid_year(examined: Examined) -> Iterator[Fault]:
    """Finds year targets that the result at 30/6 has reached already.

    Where less is better, only a result above 60 % of the target: what adds up during the year is
    low in June by itself. Dates and yes or no may well be early, and are not looked at.
    """
    for indicator in examined.indicators:
        reported = indicator.result(Period.INTERMEDIATE)
        if reported is None or reported.is_set_aside:
            continue
        side = side_of(indicator.measure_kind, indicator.target, reported.value)
        is_met = side is not None and side is not Side.WORSE
        if is_met and not _is_only_half_a_year(indicator, reported):
            yield Fault(
                indicator.subject,
                {"target": indicator.target.words(), "result": reported.value.words()},
                Period.INTERMEDIATE,
                (reported.place, _target_place(indicator)),
            )


def targets_changed_after_result(examined: Examined) -> Iterator[Fault]:
    """Finds targets that a plan or a decision changed once the result they judge was known."""
    for indicator in examined.indicators:
        for reported in indicator.reported:
            if reported.known_at is None or not reported.value.is_stated:
                continue
            for before, after in target_changes(planned_targets(indicator, reported.period)):
                if after.stated_at > reported.known_at:
                    yield _change(
                        indicator, before, after, reported.period, result=reported.value.words()
                    )


def report_targets_that_differ(examined: Examined) -> Iterator[Fault]:
    """Finds reports in force that state another target than the plan in force."""
    for indicator in examined.indicators:
        for period in Period:
            planned = [one for one in planned_targets(indicator, period) if one.is_in_force]
            for told in _reported(indicator, period):
                if planned and not any(told.value.says_the_same(one.value) for one in planned):
                    newest = planned[-1]
                    figures: dict[str, Figure] = {
                        "planned": newest.value.words(),
                        "reported": told.value.words(),
                        "document_kind": str(told.document_kind),
                    }
                    yield Fault(indicator.subject, figures, period, (told.place, newest.place))


def targets_lowered(examined: Examined) -> Iterator[Fault]:
    """Finds targets of the year that ask for less than the plan asked before."""
    for indicator in examined.indicators:
        for period in Period:
            for before, after in target_changes(planned_targets(indicator, period)):
                if asks_for_less(indicator.measure_kind, before.value, after.value):
                    yield _change(indicator, before, after, period)


def planned_targets(indicator: ExaminedIndicator, period: Period) -> list[TargetStatement]:
    """Gives what plans and decisions asked for, in the order of time.

    A decision counts in whatever file it was proposed; other targets of reports do not.
    """
    found = [
        one
        for one in indicator.statements
        if one.target_period is period
        and (one.document_kind is DocumentKind.PIAO_SHEET or one.decision_id is not None)
    ]
    return sorted(found, key=lambda one: (one.stated_at, one.decision_id or 0, one.value.words()))


def target_changes(
    statements: Sequence[TargetStatement],
) -> Iterator[tuple[TargetStatement, TargetStatement]]:
    """Gives each target that differs from the one before it, with that one."""
    for before, after in pairwise(statements):
        if not before.value.says_the_same(after.value):
            yield before, after


def _change(
    indicator: ExaminedIndicator,
    before: TargetStatement,
    after: TargetStatement,
    period: Period,
    **more: str,
) -> Fault:
    figures: dict[str, Figure] = {
        "before": before.value.words(),
        "after": after.value.words(),
        "changed_on": after.stated_at.date(),
        "by": "upload" if after.decision_id is None else "decision",
        **more,
    }
    return Fault(indicator.subject, figures, period, (after.place, before.place))


def _reported(indicator: ExaminedIndicator, period: Period) -> list[TargetStatement]:
    return [
        one
        for one in indicator.statements
        if one.is_in_force
        and one.target_period is period
        and one.document_kind is not DocumentKind.PIAO_SHEET
    ]


def _is_the_best_there_is(indicator: ExaminedIndicator, number: float) -> bool:
    if indicator.measure_kind is MeasureKind.DECREASING:
        return number == 0
    return indicator.unit == "%" and number == FULL_PCT


def _is_only_half_a_year(indicator: ExaminedIndicator, reported: Reported) -> bool:
    """Says whether a target is met merely because the year is half over, or cannot be judged."""
    if indicator.measure_kind is MeasureKind.INCREASING:
        return False
    target, result = indicator.target.number, reported.value.number
    is_level = indicator.measure_kind is MeasureKind.DECREASING and indicator.nature == Nature.LEVEL
    if not is_level or target is None or result is None:
        return True
    return 100 * result <= MID_YEAR_FROM_PCT * target


def _target_place(indicator: ExaminedIndicator) -> Place | None:
    in_force = [one for one in indicator.statements if one.is_in_force]
    of_the_year = [one for one in in_force if one.target_period is Period.FINAL]
    planned = [one for one in of_the_year if one.document_kind is DocumentKind.PIAO_SHEET]
    found = planned or of_the_year
    return max(found, key=lambda one: one.stated_at).place if found else None
