"""When the documents of an entity are due, by what its anagrafiche state and its events."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from dashboard.domain.cycle import CycleEvent
from dashboard.domain.cycles import ClosingAndPlanned, YearStanding, closing_and_planned
from dashboard.domain.deadlines import Deadline, due_days, events_in_force, resolved_deadlines
from dashboard.domain.model import Lineage, Period
from dashboard.domain.registry_model import RegistryFacts
from dashboard.store import Store, utc_moment


class YearRegistry(NamedTuple):
    """An anagrafica that nothing newer of its year has replaced."""

    registry_year: int
    facts: RegistryFacts


def registries_of(
    store: Store, entity_code: str, as_of: date | None = None
) -> tuple[YearRegistry, ...]:
    """Gives the anagrafiche of an entity, each of its year, the newest year first.

    `as_of`: as they stood at the end of that day.
    """
    frame = store.query("registries_in_force", as_of, entity_code=entity_code)
    known = frame.dropna(subset=["registry_document_id"])
    years = {
        int(document_id): int(year)
        for document_id, year in zip(
            known["registry_document_id"], known["registry_year"], strict=True
        )
    }
    return tuple(
        YearRegistry(year, store.registry_facts(document_id))
        for document_id, year in sorted(years.items(), key=lambda one: one[1], reverse=True)
    )


def deadlines_of(store: Store, entity_code: str, as_of: date | None = None) -> tuple[Deadline, ...]:
    """Gives the deadlines of all cycles that the anagrafiche of an entity state.

    What a newer year's anagrafica says of a document and year takes the place of what an older
    one said. `as_of`: by what was known at the end of that day.
    """
    events = events_of(store, entity_code, as_of)
    found: dict[tuple[str, int], list[Deadline]] = {}
    for registry in registries_of(store, entity_code, as_of):
        rows: dict[tuple[str, int], list[Deadline]] = {}
        for one in resolved_deadlines(registry.facts.deadlines, events, registry.registry_year):
            rows.setdefault((one.document, one.reference_year), []).append(one)
        found = rows | found
    return tuple(one for rows in found.values() for one in rows)


def closing_and_planned_of(
    store: Store, entity_code: str, today: date, as_of: date | None = None
) -> ClosingAndPlanned | None:
    """Gives the year that closes and the one that is planned; None where nothing is loaded.

    `as_of`: by what was known at the end of that day.
    """
    years = {
        int(year)
        for year in store.query("periods", as_of, entity_code=entity_code)["reference_year"]
    }
    reports = store.query("deliveries", as_of, entity_code=entity_code, period=Period.FINAL)
    is_reported = reports.groupby("reference_year")["is_delivered"].all()
    last: dict[int, date] = {}
    for one in deadlines_of(store, entity_code, as_of):
        for day in (one.sectors_date, one.entity_date):
            if day is not None:
                last[one.reference_year] = max(day, last.get(one.reference_year, day))
    standings = [
        YearStanding(year, bool(is_reported.get(year, False)), last.get(year)) for year in years
    ]
    return closing_and_planned(standings, today)


def events_of(store: Store, entity_code: str, as_of: date | None = None) -> tuple[CycleEvent, ...]:
    """Gives the newest statement on every event of every cycle; those taken back are left out."""
    return events_in_force(
        one for one in event_statements(store, entity_code) if _was_known(one, as_of)
    )


def state_event(store: Store, event: CycleEvent) -> int:
    """Keeps what is stated of an event; gives how many days of deadlines it moved."""
    before = _days_of(store, event.entity_code)
    store.state(event)
    after = _days_of(store, event.entity_code)
    return sum(day != before[place] for place, day in after.items())


def event_statements(store: Store, entity_code: str) -> tuple[CycleEvent, ...]:
    """Gives everything ever stated on the events of an entity, in the order of the statements."""
    return tuple(one for one in store.statements(CycleEvent) if one.entity_code == entity_code)


def _days_of(store: Store, entity_code: str) -> dict[tuple[Lineage | None, str], date | None]:
    """Gives every day of the deadlines, by its row and by whose it is."""
    return {
        (one.deadline.lineage, one.addressee): one.day
        for one in due_days(deadlines_of(store, entity_code))
    }


def _was_known(event: CycleEvent, as_of: date | None) -> bool:
    if as_of is None or event.stated_at is None:
        return True
    return event.stated_at <= utc_moment(as_of)
