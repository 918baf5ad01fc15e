"""Find the sectors and strategic directions of a year, and what they were the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.domain.carrying import NamedThing, Succession, successions
from dashboard.domain.known_names import Days, KnownName, NameSubject, days_of
from dashboard.domain.model import DupStatus
from dashboard.domain.registry_facts import direction_facts, sector_facts
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.registry_model import (
    RegistryDirectionFact,
    RegistryFacts,
    RegistrySectorFact,
)
from dashboard.registry_out import registry_in_force
from dashboard.store import Store


@dataclass(frozen=True, slots=True)
class CycleNames:
    """The names that hold in a year, and what became of those of the year before.

    `status_words`: how the entity calls each implementation status, by value of `DupStatus`.
    """

    registry: RegistryInForce
    sectors: Mapping[str, str]
    directions: Mapping[str, str]
    sector_successions: tuple[Succession, ...]
    direction_successions: tuple[Succession, ...]
    status_words: Mapping[str, str]

    @property
    def entity_code(self) -> str:
        return self.registry.entity_code

    @property
    def reference_year(self) -> int:
        return self.registry.reference_year

    def earlier_sectors(self, sector_code: str) -> frozenset[str]:
        """Gives the codes of the year before that a sector of the year goes on from."""
        return _earlier(self.sector_successions, sector_code)

    def earlier_directions(self, direction_code: str) -> frozenset[str]:
        """Gives the codes of the year before that a direction of the year goes on from."""
        return _earlier(self.direction_successions, direction_code)

    def settled(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Gives a record of an earlier year with its sector and direction as they are now called.

        One that the year does not have is left as it is: a person has to say what becomes of it.
        """
        found = dict(record)
        if int(record["reference_year"]) != self.reference_year:
            found |= _renamed(record, "sector", self.sector_successions)
            found |= _renamed(record, "strategic_direction", self.direction_successions)
        return found


def cycle_names(
    store: Store, entity_code: str, entity_name: str, reference_year: int
) -> CycleNames:
    """Gives the names of an entity that hold in a year; see `CycleNames`.

    What anagrafica and sheets do not say of the year is as it was the year before.
    """
    now = registry_in_force(store, entity_code, entity_name, reference_year)
    before = registry_in_force(store, entity_code, entity_name, reference_year - 1)
    days, earlier_days = days_of(reference_year), days_of(reference_year - 1)
    known = store.known_names(entity_code)
    sectors = _sectors(now.facts, days)
    directions = _directions(now.facts, days)
    return CycleNames(
        registry=now,
        sectors={one.code: one.name for one in sectors},
        directions={one.code: one.name for one in directions},
        sector_successions=successions(
            _sectors(before.facts, earlier_days),
            sectors,
            _about(known, NameSubject.SECTOR),
            days,
        ),
        direction_successions=successions(
            _directions(before.facts, earlier_days),
            directions,
            _about(known, NameSubject.STRATEGIC_DIRECTION),
            days,
        ),
        status_words=_status_words(now.facts),
    )


def _sectors(facts: RegistryFacts, days: Days) -> list[NamedThing]:
    """Gives the sectors that there are on the days, in the order of the anagrafica."""
    holding = [one for one in facts.sectors if _holds(one, days)]
    previous = {one.sector_code: one.previous_name for one in holding if one.previous_name}
    codes = {one.sector_code for one in holding}
    return [
        NamedThing(one.sector_code, one.sector_name, previous.get(one.sector_code))
        for one in sector_facts(facts, days)
        if one.sector_code in codes
    ]


def _directions(facts: RegistryFacts, days: Days) -> list[NamedThing]:
    """Gives the strategic directions that there are on the days."""
    codes = {one.strategic_direction_code for one in facts.directions if _holds(one, days)}
    return [
        NamedThing(one.strategic_direction_code, one.strategic_direction_name)
        for one in direction_facts(facts, days)
        if one.strategic_direction_code in codes
    ]


def _holds(one: RegistrySectorFact | RegistryDirectionFact, days: Days) -> bool:
    has_begun = one.valid_from is None or one.valid_from <= days.last
    return has_begun and (one.valid_to is None or one.valid_to >= days.first)


def _about(known: Iterable[KnownName], subject: NameSubject) -> list[KnownName]:
    return [one for one in known if one.subject is subject]


def _status_words(facts: RegistryFacts) -> dict[str, str]:
    """Gives the first word that the anagrafica has for each status."""
    words: dict[DupStatus, str] = {}
    for one in facts.status_words:
        words.setdefault(one.status, one.word)
    return {str(status): word for status, word in words.items()}


def _earlier(found: Iterable[Succession], code: str) -> frozenset[str]:
    """Gives the codes that a code goes on from: its own too, unless that now means another."""
    known = {one.earlier.code for one in found}
    followed = {
        one.earlier.code for one in found if one.later is not None and one.later.code == code
    }
    return frozenset(followed if code in known else followed | {code})


def _renamed(record: Mapping[str, Any], stem: str, found: Iterable[Succession]) -> dict[str, str]:
    code = record.get(f"{stem}_code")
    later = next((one.later for one in found if one.earlier.code == code), None)
    if later is None:
        return {}
    return {f"{stem}_code": later.code, f"{stem}_name": later.name}
