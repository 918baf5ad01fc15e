"""Work out the days by which documents are due, from what is stated and from what has happened.

A deadline is a day, or is counted from an event of its cycle; until the event has happened it has
no day and says what it waits for. What is entered of an event moves every deadline that hangs on
it. A day on which nobody works stays as it is, unless the row says where it moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dashboard.domain.cycle import Addressee, CycleEvent, CycleEventKind, HolidayRule
from dashboard.domain.model import PARTS_OF, DocumentKind, Lineage
from dashboard.domain.names import normalised_name
from dashboard.domain.registry_model import RegistryDeadlineFact
from dashboard.domain.working_days import (
    after_working_days,
    next_working_day,
    previous_working_day,
)

# What was put off is counted from when it happens after all.
_HAPPENS_AFTER = {CycleEventKind.BUDGET_DEFERRED: CycleEventKind.BUDGET_APPROVED}
_MOVED = {
    HolidayRule.NEXT_WORKING_DAY: next_working_day,
    HolidayRule.PREVIOUS_WORKING_DAY: previous_working_day,
}


class DeadlineBasis(StrEnum):
    """How a day was found."""

    STATED = "stated"
    AFTER_EVENT = "after_event"
    PUT_OFF = "put_off"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How the day of a deadline was found, or will be: enough to tell a person.

    `event_date` is None while the event has not happened. `stated_date` is the day written in the
    row. `moved_from` is the holiday that the day was moved from.
    """

    basis: DeadlineBasis
    stated_date: date | None = None
    event_kind: CycleEventKind | None = None
    event_date: date | None = None
    days: int | None = None
    is_in_working_days: bool = False
    put_off_by: CycleEventKind | None = None
    moved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a document of a year is due from the sectors, and when from the Giunta.

    A date is None where none is stated, or while it waits for an event.
    """

    document_name: str
    document_kind: DocumentKind | None
    reference_year: int
    cycle: tuple[int, int] | None
    sectors_date: date | None
    entity_date: date | None
    sectors_waits_for: CycleEventKind | None
    entity_waits_for: CycleEventKind | None
    sectors_rule: DeadlineRule | None
    entity_rule: DeadlineRule | None
    clause_code: str | None
    lineage: Lineage | None
    note: str | None = None

    @property
    def document(self) -> str:
        """Gives what tells the document from every other: its kind, else its name."""
        return self.document_kind or normalised_name(self.document_name)

    @property
    def first_year(self) -> int:
        """Gives the year in which its cycle begins."""
        return self.reference_year if self.cycle is None else self.cycle[0]


class DueState(StrEnum):
    """How a day stands, seen from today."""

    PAST = "past"
    NEXT = "next"
    COMING = "coming"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class DueDay:
    """One of the two days of a deadline: whose it is, and the day, or what it waits for."""

    deadline: Deadline
    addressee: Addressee
    day: date | None
    waits_for: CycleEventKind | None
    rule: DeadlineRule


def due_days(deadlines: Iterable[Deadline]) -> tuple[DueDay, ...]:
    """Gives every day stated or waited for, in the order of time; those that wait come last."""
    found = [
        DueDay(one, addressee, day, waits_for, rule)
        for one in deadlines
        for addressee, day, waits_for, rule in (
            (Addressee.SECTORS, one.sectors_date, one.sectors_waits_for, one.sectors_rule),
            (Addressee.ENTITY, one.entity_date, one.entity_waits_for, one.entity_rule),
        )
        if rule is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.day or date.max, one.addressee == "entity")))


def next_due(days: Iterable[DueDay], today: date) -> tuple[DueDay, ...]:
    """Gives what is due on the first day that is not over; several things may be."""
    coming = [one for one in days if one.day is not None and one.day >= today]
    first = min((one.day for one in coming if one.day is not None), default=None)
    return tuple(one for one in coming if one.day == first)


def due_state(due: DueDay, coming: Iterable[DueDay], today: date) -> DueState:
    """Gives how a day stands; `coming` is what is next, by `next_due`."""
    if due.day is None:
        return DueState.WAITING
    if due.day < today:
        return DueState.PAST
    return DueState.NEXT if due in coming else DueState.COMING


def events_in_force(statements: Iterable[CycleEvent]) -> tuple[CycleEvent, ...]:
    """Gives the newest statement on each event of each cycle, without those taken back.

    Expects the statements in the order in which they were made.
    """
    newest = {(one.entity_code, one.event_kind, one.first_year): one for one in statements}
    return tuple(one for one in newest.values() if one.event_date is not None)


def resolved_deadlines(
    stated: Iterable[RegistryDeadlineFact], events: Iterable[CycleEvent], registry_year: int
) -> tuple[Deadline, ...]:
    """Gives the deadlines that rows of an anagrafica state, in their order.

    `events` are those in force; each moves the deadlines of its own cycle only. A row that says
    neither year nor cycle is about the year of the anagrafica.
    """
    dates: dict[int, dict[CycleEventKind, date]] = {}
    for event in events:
        if event.event_date is not None:
            dates.setdefault(event.first_year, {})[event.event_kind] = event.event_date
    return tuple(_deadline(fact, dates, registry_year) for fact in stated)


def deadline_for(
    deadlines: Iterable[Deadline], kind: DocumentKind, reference_year: int
) -> Deadline | None:
    """Gives the deadline of a document of a year; that of a whole covers its parts."""
    whole = next((one for one, parts in PARTS_OF.items() if kind in parts), kind)
    of_year = [one for one in deadlines if one.reference_year == reference_year]
    return next(
        (one for wanted in (kind, whole) for one in of_year if one.document_kind is wanted), None
    )


def _deadline(
    fact: RegistryDeadlineFact,
    dates: Mapping[int, Mapping[CycleEventKind, date]],
    registry_year: int,
) -> Deadline:
    year = fact.reference_year or fact.cycle_start_year or registry_year
    happened = dates.get(fact.cycle_start_year or year, {})
    counted_for = fact.counts_for or Addressee.ENTITY
    sectors = _found(fact, fact.sectors_deadline, counted_for is Addressee.SECTORS, happened)
    entity = _found(fact, fact.entity_deadline, counted_for is Addressee.ENTITY, happened)
    cycle = (fact.cycle_start_year, fact.cycle_end_year)
    return Deadline(
        document_name=fact.document_name,
        document_kind=fact.document_kind,
        reference_year=year,
        cycle=None if cycle[0] is None or cycle[1] is None else (cycle[0], cycle[1]),
        sectors_date=sectors.day,
        entity_date=entity.day,
        sectors_waits_for=sectors.waits_for,
        entity_waits_for=entity.waits_for,
        sectors_rule=sectors.rule,
        entity_rule=entity.rule,
        clause_code=fact.clause_code,
        lineage=fact.lineage,
        note=fact.note,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """One day of a deadline: found, or waited for, or neither."""

    day: date | None = None
    waits_for: CycleEventKind | None = None
    rule: DeadlineRule | None = None


def _found(
    fact: RegistryDeadlineFact,
    stated_date: date | None,
    is_counted: bool,
    happened: Mapping[CycleEventKind, date],
) -> _Found:
    """Gives one of the two days of a row; only the one that events are about is counted."""
    found = _counted(fact, stated_date, happened) if is_counted else None
    if found is None and stated_date is not None:
        found = _Found(stated_date, None, DeadlineRule(DeadlineBasis.STATED, stated_date))
    return _off_holidays(found or _Found(), fact.holiday_rule)


def _counted(
    fact: RegistryDeadlineFact,
    stated_date: date | None,
    happened: Mapping[CycleEventKind, date],
) -> _Found | None:
    """Gives the day that hangs on an event; None where none does, or not as things stand."""
    put_off_by, days = fact.unless_event, fact.days_after_unless_event
    if put_off_by is not None and days is not None and put_off_by in happened:
        base = _HAPPENS_AFTER.get(put_off_by, put_off_by)
        rule = DeadlineRule(DeadlineBasis.PUT_OFF, stated_date, base, put_off_by=put_off_by)
        return _after(rule, days, fact.is_in_working_days, happened)
    if fact.together_with is not None:
        return _together(fact.together_with, stated_date, happened)
    if stated_date is None and fact.event is not None and fact.days_after_event is not None:
        rule = DeadlineRule(DeadlineBasis.AFTER_EVENT, None, fact.event)
        return _after(rule, fact.days_after_event, fact.is_in_working_days, happened)
    return None


def _after(
    rule: DeadlineRule,
    days: int,
    is_in_working_days: bool,
    happened: Mapping[CycleEventKind, date],
) -> _Found:
    if rule.event_kind is None:
        raise AssertionError("a deadline is counted from an event")
    event_date = happened.get(rule.event_kind)
    rule = replace(rule, event_date=event_date, days=days, is_in_working_days=is_in_working_days)
    if event_date is None:
        return _Found(None, rule.event_kind, rule)
    if is_in_working_days:
        return _Found(after_working_days(event_date, days), None, rule)
    return _Found(event_date + timedelta(days=days), None, rule)


def _together(
    event_kind: CycleEventKind,
    stated_date: date | None,
    happened: Mapping[CycleEventKind, date],
) -> _Found:
    """Gives the day of the event. A later event does not move the day stated: that is missed."""
    event_date = happened.get(event_kind)
    rule = DeadlineRule(DeadlineBasis.TOGETHER, stated_date, event_kind, event_date)
    known = [day for day in (stated_date, event_date) if day is not None]
    return _Found(min(known), None, rule) if known else _Found(None, event_kind, rule)


def _off_holidays(found: _Found, holiday_rule: HolidayRule | None) -> _Found:
    move = None if holiday_rule is None else _MOVED.get(holiday_rule)
    if move is None or found.day is None or found.rule is None:
        return found
    day = move(found.day)
    if day == found.day:
        return found
    return _Found(day, None, replace(found.rule, moved_from=found.day))
