"""What the directive in force states, and where it contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.coherence import CoherenceFinding, coherence_findings
from dashboard.domain.cycle import CycleEvent
from dashboard.domain.deadlines import resolved_deadlines
from dashboard.domain.registry_model import RegistryClauseFact, RegistryFacts
from dashboard.scheduling import YearRegistry, events_of, registries_of
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
    newest = _registry_of(store, entity_code, reference_year, as_of)
    if newest is None or not (newest.facts.deadlines or newest.facts.clauses):
        return None
    events = events_of(store, entity_code, as_of)
    return checked_directive(newest.facts, newest.registry_year, events)


def clause_with(
    store: Store,
    entity_code: str,
    reference_year: int,
    stems: Sequence[str],
    as_of: date | None = None,
) -> RegistryClauseFact | None:
    """Gives the first clause of the directive in force that has words with all of these stems.

    Stems are in lower case. None where the directive says no such thing, or was not entered.
    """
    newest = _registry_of(store, entity_code, reference_year, as_of)
    clauses = () if newest is None else newest.facts.clauses
    return next(
        (one for one in clauses if all(stem in one.clause_text.casefold() for stem in stems)), None
    )


def _registry_of(
    store: Store, entity_code: str, reference_year: int, as_of: date | None
) -> YearRegistry | None:
    """Gives the anagrafica that holds in a year."""
    known = registries_of(store, entity_code, as_of)
    return next((one for one in known if one.registry_year <= reference_year), None)


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
