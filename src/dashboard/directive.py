"""What the directive in force states, and where it contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard.domain.coherence import CoherenceFinding, coherence_findings
from dashboard.domain.cycle import CycleEvent
from dashboard.domain.deadlines import resolved_deadlines
from dashboard.domain.registry_model import RegistryFacts
from dashboard.scheduling import events_of, registries_of
from dashboard.store import Store


@dataclass(frozen=True, slots=True)
class CheckedDirective:
    """The findings on an anagrafica's deadlines and clauses, and how many of these there are."""

    registry_year: int
    clause_count: int
    deadline_count: int
    findings: tuple[CoherenceFinding, ...]


def coherence_of(
    store: Store, entity_code: str, reference_year: int, as_of: date | None = None
) -> CheckedDirective | None:
    """Gives the findings on the anagrafica that holds in a year, by the events entered so far.

    None where none holds, or it states neither deadlines nor clauses. `as_of`: by what was known
    at the end of that day.
    """
    holding = (
        one
        for one in registries_of(store, entity_code, as_of)
        if one.registry_year <= reference_year
    )
    newest = next(holding, None)
    if newest is None or not (newest.facts.deadlines or newest.facts.clauses):
        return None
    events = events_of(store, entity_code, as_of)
    return checked_directive(newest.facts, newest.registry_year, events)


def checked_directive(
    facts: RegistryFacts, registry_year: int, events: tuple[CycleEvent, ...] = ()
) -> CheckedDirective:
    """Gives the findings on what an anagrafica states, stored or not."""
    deadlines = resolved_deadlines(facts.deadlines, events, registry_year)
    return CheckedDirective(
        registry_year,
        len(facts.clauses),
        len(facts.deadlines),
        coherence_findings(deadlines, facts.clauses),
    )
