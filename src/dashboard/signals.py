"""The use case of the signals: a year of the store looked at as a whole, beside the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.domain.cycle import CycleEventKind
from dashboard.domain.deadlines import deadline_for
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.plausibility.model import Fault
from dashboard.domain.plausibility.plans import late_plans
from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.rollup import natural_key
from dashboard.domain.signals import (
    Approval,
    CountedResult,
    Signal,
    SignalKind,
    counted_results,
    share_signals,
)
from dashboard.examining import examined_at
from dashboard.history import plain_records
from dashboard.reasoning import (
    FindingsOfReasons,
    ReasonFindings,
    reason_findings_of_year,
)
from dashboard.scheduling import deadlines_of, events_of
from dashboard.store import Store

_APPROVALS = {
    DocumentKind.PEG_ACTIONS: CycleEventKind.PEG_APPROVED,
    DocumentKind.PIAO_SHEET: CycleEventKind.PIAO_APPROVED,
}


@dataclass(frozen=True, slots=True)
class ReasonCounts:
    """How many reasons of a period were judged, and how many have each flaw, or any."""

    judged_count: int
    flawed_count: int
    by_flaw: Mapping[ReasonFlaw, int]


@dataclass(frozen=True, slots=True)
class YearSignals:
    """What one year's period tells as a whole. Results are in the order of the sectors' codes."""

    reference_year: int
    period: Period
    signals: tuple[Signal, ...]
    results: tuple[CountedResult, ...]
    reasons: ReasonCounts
    late_plans: Fault | None

    def signal(self, kind: SignalKind) -> Signal:
        """Gives one of the signals."""
        return next(one for one in self.signals if one.kind is kind)


@dataclass(frozen=True, slots=True)
class SignalsOfYear:
    """A year's signals, those of the year before where it has any, and when deeds were due."""

    year: YearSignals
    year_before: YearSignals | None
    approvals: tuple[Approval, ...]


def signals_of_year(
    store: Store,
    entity_code: str,
    reference_year: int,
    period: Period,
    as_of: date | None = None,
    findings_of: FindingsOfReasons = reason_findings_of_year,
) -> SignalsOfYear | None:
    """Gives the signals of an entity's year; None where the year has no indicator."""
    year = _year_signals(store, entity_code, reference_year, period, as_of, findings_of)
    if year is None:
        return None
    return SignalsOfYear(
        year,
        _year_signals(store, entity_code, reference_year - 1, period, as_of, findings_of),
        _approvals(store, entity_code, reference_year, as_of),
    )


def _year_signals(
    store: Store,
    entity_code: str,
    reference_year: int,
    period: Period,
    as_of: date | None,
    findings_of: FindingsOfReasons,
) -> YearSignals | None:
    examined = examined_at(store, entity_code, reference_year, as_of)
    if not examined.indicators:
        return None
    deed_dates = _deed_dates(store, entity_code, as_of)
    results = counted_results(examined, period)
    return YearSignals(
        reference_year=reference_year,
        period=period,
        signals=share_signals(examined, period, deed_dates),
        results=tuple(sorted(results, key=lambda one: natural_key(one.subject.sector_code))),
        reasons=_reason_counts(findings_of(store, entity_code, reference_year, period, as_of)),
        late_plans=next(iter(late_plans(examined)), None),
    )


def _reason_counts(found: ReasonFindings) -> ReasonCounts:
    by_flaw = Counter(one.flaw for findings in found.values() for one in findings)
    return ReasonCounts(len(found), sum(map(bool, found.values())), by_flaw)


def _deed_dates(store: Store, entity_code: str, as_of: date | None) -> dict[int, date]:
    decisions = store.query("decisions", as_of, entity_code=entity_code)
    return {
        int(row["decision_id"]): row["deed_date"].date()
        for row in plain_records(decisions)
        if row["deed_date"] is not None
    }


def _approvals(
    store: Store, entity_code: str, reference_year: int, as_of: date | None
) -> tuple[Approval, ...]:
    deadlines = deadlines_of(store, entity_code, as_of)
    approved_on = {
        (one.event_kind, one.first_year): one.event_date
        for one in events_of(store, entity_code, as_of)
    }
    found = []
    for kind, event_kind in _APPROVALS.items():
        deadline = deadline_for(deadlines, kind, reference_year)
        first_year = reference_year if deadline is None else deadline.first_year
        due_date = None if deadline is None else deadline.entity_date
        found.append(Approval(kind, due_date, approved_on.get((event_kind, first_year))))
    return tuple(found)
