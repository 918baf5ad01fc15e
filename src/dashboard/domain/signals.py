"""Signals over a whole year: what all results together say of how they were set and reported.

A signal is a count with its cases, a question to ask; none is a fault by itself, and none is about
a person. Rules in words: `dashboard.texts.signals` and docs/segnali.md.

Sources: D.Lgs. 150/2009, art. 5 (objectives that improve on what is, in given times) and art. 6;
Linee guida DFP 2/2017 (source, baseline); entities whose results all stand at the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dashboard.domain.achievement import FULL_PCT
from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period
from dashboard.domain.plausibility.gaps import (
    starts_from_a_number,
    states_no_baseline,
    states_no_source,
)
from dashboard.domain.plausibility.model import (
    Examined,
    ExaminedIndicator,
    Figure,
    Place,
    Reported,
    Subject,
    TargetStatement,
)
from dashboard.domain.plausibility.sides import Side, side_of
from dashboard.domain.plausibility.targets import planned_targets, target_changes

FAR_ABOVE_PCT = 50.0
"""A result this much better than its target, in percent of the target, is far above it."""
LATE_AFTER_MONTH, LATE_AFTER_DAY = 9, 30
"""A target changed after this day has a quarter of the year left, or less."""


class SignalKind(StrEnum):
    """The signals that are a share of something, in the order of the page."""

    ORDINARY_ACTIVITY = "ordinary_activity"
    EXACT_HUNDRED = "exact_hundred"
    FAR_ABOVE_TARGET = "far_above_target"
    TARGET_CHANGED_LATE = "target_changed_late"
    SOURCE_ABSENT = "source_absent"
    BASELINE_ABSENT = "baseline_absent"


@dataclass(frozen=True, slots=True)
class SignalCase:
    """One action or indicator that a signal counts, with the figures that tell why."""

    subject: Subject
    figures: Mapping[str, Figure] = field(default_factory=dict)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """So many out of so many. `unknown_count`: what could not be told, in neither number."""

    kind: SignalKind
    cases: tuple[SignalCase, ...]
    of_count: int
    unknown_count: int = 0

    @property
    def count(self) -> int:
        """Gives how many cases there are."""
        return len(self.cases)

    @property
    def share_pct(self) -> float | None:
        """Gives the cases in percent of all that could be told; None where there is nothing."""
        return 100 * self.count / self.of_count if self.of_count else None


@dataclass(frozen=True, slots=True)
class CountedResult:
    """A result that counts, with its percentage."""

    subject: Subject
    achievement_pct: float


@dataclass(frozen=True, slots=True)
class Approval:
    """When the Giunta had to approve a document of the year, and when it did.

    `due_date` None: no deadline is stated, or it waits for an event. `approved_on` None: nobody
    entered it.
    """

    kind: DocumentKind
    due_date: date | None
    approved_on: date | None

    @property
    def days_late(self) -> int | None:
        """Gives the days after the deadline, negative before it; None where a day is not known."""
        if self.due_date is None or self.approved_on is None:
            return None
        return (self.approved_on - self.due_date).days


def share_signals(
    examined: Examined, period: Period, deed_dates: Mapping[int, date]
) -> tuple[Signal, ...]:
    """Gives the signals that are shares, in the order of `SignalKind`.

    `deed_dates`: the day of the deed behind a decision, by the decision's number.
    """
    indicators = examined.indicators
    return (
        _ordinary(examined),
        _exact_hundreds(indicators, period),
        _far_above(indicators, period),
        _changed_late(examined, deed_dates),
        _absent(SignalKind.SOURCE_ABSENT, indicators, states_no_source),
        _absent(
            SignalKind.BASELINE_ABSENT,
            [one for one in indicators if starts_from_a_number(one)],
            states_no_baseline,
        ),
    )


def counted_results(examined: Examined, period: Period) -> tuple[CountedResult, ...]:
    """Gives the results of a period that count, in the order of the year."""
    return tuple(
        CountedResult(indicator.subject, reported.achievement_pct)
        for indicator, reported in _reported(examined.indicators, period)
        if reported.achievement_pct is not None
    )


def _ordinary(examined: Examined) -> Signal:
    """Counts the actions that are evaluated: a PEG lists many that nobody measures."""
    measured = {(one.subject.sector_code, one.subject.action_code) for one in examined.indicators}
    evaluated = [
        one
        for one in examined.actions
        if (one.subject.sector_code, one.subject.action_code) in measured
    ]
    told = [one for one in evaluated if one.action_kind is not None]
    cases = [
        SignalCase(one.subject, place=one.place)
        for one in told
        if one.action_kind is ActionKind.ORDINARY
    ]
    return Signal(SignalKind.ORDINARY_ACTIVITY, tuple(cases), len(told), len(evaluated) - len(told))


def _exact_hundreds(indicators: Iterable[ExaminedIndicator], period: Period) -> Signal:
    counted = [
        (indicator, reported)
        for indicator, reported in _reported(indicators, period)
        if reported.achievement_pct is not None
    ]
    cases = [
        SignalCase(indicator.subject, _target_and_result(reported), reported.place)
        for indicator, reported in counted
        if reported.achievement_pct == FULL_PCT
    ]
    return Signal(SignalKind.EXACT_HUNDRED, tuple(cases), len(counted))


def _far_above(indicators: Iterable[ExaminedIndicator], period: Period) -> Signal:
    """Counts only results that stand against a number: of dates and words nobody can say by half.

    At mid-year only against a target of that period, for it is passed for another reason.
    """
    cases, comparable = [], 0
    for indicator, reported in _reported(indicators, period):
        better_pct = better_than_target_pct(indicator, reported)
        if better_pct is None or reported.is_set_aside or not reported.is_judged_by_target:
            continue
        comparable += 1
        if better_pct >= FAR_ABOVE_PCT:
            figures = {**_target_and_result(reported), "better_pct": better_pct}
            cases.append(SignalCase(indicator.subject, figures, reported.place))
    return Signal(SignalKind.FAR_ABOVE_TARGET, tuple(cases), comparable)


def better_than_target_pct(indicator: ExaminedIndicator, reported: Reported) -> float | None:
    """Gives by how much a result is better than its target, in percent of it; 0 where it is not.

    None where the target is no single number, or zero.
    """
    target, result = reported.target.number, reported.value.number
    is_directed = indicator.measure_kind in (MeasureKind.INCREASING, MeasureKind.DECREASING)
    if not is_directed or not target or result is None:
        return None
    if side_of(indicator.measure_kind, reported.target, reported.value) is not Side.BETTER:
        return 0.0
    return 100 * abs(result - target) / abs(target)


def _changed_late(examined: Examined, deed_dates: Mapping[int, date]) -> Signal:
    """Counts indicators, once each, by the last change of a target whose day is known."""
    last_day = date(examined.reference_year, LATE_AFTER_MONTH, LATE_AFTER_DAY)
    cases, unknown, planned_count = [], 0, 0
    for indicator in examined.indicators:
        changes = [
            (before, after, _changed_on(after, examined.reference_year, deed_dates))
            for period in Period
            for before, after in target_changes(planned_targets(indicator, period))
        ]
        planned_count += any(planned_targets(indicator, period) for period in Period)
        late = [one for one in changes if one[2] is not None and one[2] > last_day]
        if late:
            before, after, day = late[-1]
            figures: dict[str, Figure] = {
                "before": before.value.words(),
                "after": after.value.words(),
                "changed_on": day,
                "by": "upload" if after.decision_id is None else "decision",
            }
            cases.append(SignalCase(indicator.subject, figures, after.place))
        elif any(day is None for _, _, day in changes):
            unknown += 1
    return Signal(SignalKind.TARGET_CHANGED_LATE, tuple(cases), planned_count - unknown, unknown)


def _changed_on(
    statement: TargetStatement, reference_year: int, deed_dates: Mapping[int, date]
) -> date | None:
    """Gives the day of a change: that of the deed, else of the file or decision.

    None where that came once the year was over: an archive is loaded in one day, and it tells
    nothing of when the change was made.
    """
    deed_date = None if statement.decision_id is None else deed_dates.get(statement.decision_id)
    day = deed_date or statement.stated_at.date()
    return day if deed_date is not None or day.year <= reference_year else None


def _absent(
    kind: SignalKind,
    indicators: Sequence[ExaminedIndicator],
    lacks: Callable[[ExaminedIndicator], bool],
) -> Signal:
    cases = [SignalCase(one.subject, place=one.place) for one in indicators if lacks(one)]
    return Signal(kind, tuple(cases), len(indicators))


def _reported(
    indicators: Iterable[ExaminedIndicator], period: Period
) -> Iterator[tuple[ExaminedIndicator, Reported]]:
    for indicator in indicators:
        reported = indicator.result(period)
        if reported is not None:
            yield indicator, reported


def _target_and_result(reported: Reported) -> dict[str, Figure]:
    return {"target": reported.target.words(), "result": reported.value.words()}
