"""When documents are due: by a day, by an event, put off, together, on working days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.cycle import Addressee, CycleEvent, CycleEventKind, HolidayRule
from dashboard.domain.deadlines import (
    Deadline,
    DeadlineBasis,
    deadline_for,
    events_in_force,
    resolved_deadlines,
)
from dashboard.domain.model import DocumentKind, Lineage
from dashboard.domain.registry_model import RegistryDeadlineFact

PLACE = Lineage("Scadenze", 6, "A6")
APPROVED, DEFERRED = CycleEventKind.BUDGET_APPROVED, CycleEventKind.BUDGET_DEFERRED
DRAFTED = CycleEventKind.BUDGET_DRAFTED

PEG = RegistryDeadlineFact(
    "PEG",
    PLACE,
    sectors_deadline=date(2023, 10, 5),
    event=APPROVED,
    days_after_event=20,
    document_kind=DocumentKind.PEG_ACTIONS,
    reference_year=2024,
    cycle_start_year=2024,
    cycle_end_year=2026,
)
PIAO = RegistryDeadlineFact(
    "PIAO",
    PLACE,
    sectors_deadline=date(2024, 1, 15),
    entity_deadline=date(2024, 1, 31),
    unless_event=DEFERRED,
    days_after_unless_event=30,
    cycle_start_year=2024,
    cycle_end_year=2026,
)
NOTE = RegistryDeadlineFact(
    "Nota", PLACE, entity_deadline=date(2023, 11, 15), together_with=DRAFTED, reference_year=2024
)
REPORT = RegistryDeadlineFact("Report", PLACE, entity_deadline=date(2024, 6, 30))


def event(
    kind: CycleEventKind, day: date | None, first_year: int = 2024, entity_code: str = "prova"
) -> CycleEvent:
    return CycleEvent(entity_code, kind, first_year, day, "ufficio")


def resolved(fact: RegistryDeadlineFact, *events: CycleEvent) -> Deadline:
    (found,) = resolved_deadlines([fact], events, 2024)
    return found


#       row    events                                                         Giunta's day
CASES = [
    (PEG, {}, None),
    (PEG, {APPROVED: date(2023, 12, 28)}, date(2024, 1, 17)),
    (replace(PEG, is_in_working_days=True), {APPROVED: date(2023, 12, 28)}, date(2024, 1, 26)),
    (PIAO, {}, date(2024, 1, 31)),
    (PIAO, {APPROVED: date(2023, 12, 28)}, date(2024, 1, 31)),  # not put off: the day stays
    (PIAO, {DEFERRED: date(2023, 12, 22)}, None),
    (PIAO, {DEFERRED: date(2023, 12, 22), APPROVED: date(2024, 3, 14)}, date(2024, 4, 13)),
    (NOTE, {}, date(2023, 11, 15)),
    (NOTE, {DRAFTED: date(2023, 11, 9)}, date(2023, 11, 9)),
    (NOTE, {DRAFTED: date(2023, 11, 20)}, date(2023, 11, 15)),  # late: the day stated is missed
    (replace(NOTE, entity_deadline=None), {}, None),
    (replace(NOTE, entity_deadline=None), {DRAFTED: date(2023, 11, 9)}, date(2023, 11, 9)),
    (REPORT, {APPROVED: date(2023, 12, 28)}, date(2024, 6, 30)),
]


@pytest.mark.parametrize(("fact", "happened", "expected"), CASES)
def test_the_day_of_the_giunta_follows_from_row_and_events(
    fact: RegistryDeadlineFact, happened: dict[CycleEventKind, date], expected: date | None
) -> None:
    events = [event(kind, day) for kind, day in happened.items()]
    assert resolved(fact, *events).entity_date == expected


def test_a_day_that_waits_says_for_what() -> None:
    assert resolved(PEG).entity_waits_for is APPROVED
    assert resolved(PIAO, event(DEFERRED, date(2023, 12, 22))).entity_waits_for is APPROVED
    assert resolved(PEG, event(APPROVED, date(2023, 12, 28))).entity_waits_for is None
    assert resolved(REPORT).sectors_waits_for is None


def test_the_day_of_the_sectors_does_not_hang_on_an_event_for_the_giunta() -> None:
    moved = resolved(PIAO, event(DEFERRED, date(2023, 12, 22)))
    assert moved.sectors_date == date(2024, 1, 15)


def test_an_event_can_be_about_the_day_of_the_sectors() -> None:
    fact = replace(PEG, sectors_deadline=None, counts_for=Addressee.SECTORS)
    found = resolved(fact, event(APPROVED, date(2023, 12, 28)))
    assert (found.sectors_date, found.entity_date) == (date(2024, 1, 17), None)


def test_an_event_moves_the_deadlines_of_its_own_cycle_only() -> None:
    assert resolved(PEG, event(APPROVED, date(2024, 12, 19), 2025)).entity_date is None


HOLIDAYS = [
    (HolidayRule.STAYS, date(2024, 6, 30), None),
    (HolidayRule.NEXT_WORKING_DAY, date(2024, 7, 1), date(2024, 6, 30)),
    (HolidayRule.PREVIOUS_WORKING_DAY, date(2024, 6, 28), date(2024, 6, 30)),
]


@pytest.mark.parametrize(("rule", "day", "moved_from"), HOLIDAYS)
def test_a_holiday_is_moved_only_where_the_row_says_so(
    rule: HolidayRule, day: date, moved_from: date | None
) -> None:
    found = resolved(replace(REPORT, holiday_rule=rule))
    assert found.entity_date == day
    assert found.entity_rule is not None
    assert found.entity_rule.moved_from == moved_from


def test_a_working_day_is_never_moved() -> None:
    fact = replace(PIAO, holiday_rule=HolidayRule.NEXT_WORKING_DAY)
    assert resolved(fact).entity_date == date(2024, 1, 31)


def test_how_a_day_was_found_is_told() -> None:
    happened = event(APPROVED, date(2024, 3, 14))
    put_off = resolved(PIAO, event(DEFERRED, date(2023, 12, 22)), happened).entity_rule
    assert put_off is not None
    assert (put_off.basis, put_off.put_off_by, put_off.event_kind, put_off.event_date) == (
        DeadlineBasis.PUT_OFF,
        DEFERRED,
        APPROVED,
        date(2024, 3, 14),
    )
    after = resolved(PEG, happened).entity_rule
    assert after is not None
    assert (after.basis, after.days, after.is_in_working_days) == (
        DeadlineBasis.AFTER_EVENT,
        20,
        False,
    )


def test_a_row_without_year_or_cycle_is_about_the_year_of_its_anagrafica() -> None:
    assert resolved(REPORT).reference_year == 2024
    assert resolved(PIAO).reference_year == 2024
    assert resolved(replace(PIAO, reference_year=2025)).reference_year == 2025


def test_the_newest_statement_on_an_event_counts_and_can_take_it_back() -> None:
    corrected = replace(event(APPROVED, date(2023, 12, 29)), note="corretto")
    statements = [event(APPROVED, date(2023, 12, 28)), corrected]

    assert events_in_force(statements) == (corrected,)
    assert events_in_force([*statements, event(APPROVED, None)]) == ()
    other_cycle = event(APPROVED, date(2024, 12, 19), 2025)
    assert events_in_force([*statements, other_cycle]) == (corrected, other_cycle)


def test_the_deadline_of_a_whole_covers_its_parts() -> None:
    peg = resolved(PEG)
    assert deadline_for([peg], DocumentKind.ACTION_FINANCES, 2024) is peg
    assert deadline_for([peg], DocumentKind.PEG_ACTIONS, 2024) is peg
    assert deadline_for([peg], DocumentKind.PEG_ACTIONS, 2025) is None
    assert deadline_for([peg], DocumentKind.FINAL_REPORT, 2024) is None


def test_a_deadline_of_a_part_comes_before_that_of_its_whole() -> None:
    whole = resolved(replace(REPORT, document_kind=DocumentKind.FINAL_REPORT))
    part = resolved(replace(REPORT, document_kind=DocumentKind.INNOVATIONS))
    assert deadline_for([whole, part], DocumentKind.INNOVATIONS, 2024) is part
