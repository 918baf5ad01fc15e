"""Decide what of a year goes on into a later one: actions, interventions, sectors, directions.

Codes never change by being carried over. What ends is told with its reason, and a sector or
direction that has another code in the later year is followed there; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dashboard.domain.known_names import Days, KnownName
from dashboard.domain.model import DupStatus
from dashboard.domain.names import comparable_code, normalised_name

_YEAR = r"(?:19|20)\d{2}"
# "2024-2026", "2024/26", "dal 2024 al 2026".
_YEAR_SPAN = re.compile(rf"({_YEAR})\s*(?:[-–—/]|al|fino al)\s*({_YEAR}|\d{{2}})(?!\d)")
_SINGLE_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")


class EndReason(StrEnum):
    """Why something is not carried over into a later year."""

    ENDED = "ended"
    NOT_PLANNED = "not_planned"
    COMPLETED = "completed"
    REMOVED = "removed"


_ENDED_STATUSES = {
    DupStatus.COMPLETED: EndReason.COMPLETED,
    DupStatus.REMOVED: EndReason.REMOVED,
}


def planned_years(text: str | None) -> frozenset[int]:
    """Gives the years that a cell of planned years names; none for words without a year."""
    if text is None:
        return frozenset()
    found = {int(year) for year in _SINGLE_YEAR.findall(text)}
    for first, last in _YEAR_SPAN.findall(text):
        end = int(last) if len(last) == len(first) else int(first[:2] + last)
        found.update(range(int(first), end + 1))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class ActionTimes:
    """When an action runs, as the sheet of a year says."""

    stated_year: int
    start_date: date | None = None
    end_date: date | None = None
    planned_years_text: str | None = None

    @property
    def is_whole_year(self) -> bool:
        """Says whether its dates only repeat the year of the sheet, from 1/1 to 31/12.

        Such dates say in which year, and nothing about the years after it.
        """
        year = self.stated_year
        return (self.start_date, self.end_date) == (date(year, 1, 1), date(year, 12, 31))

    def in_year(self, year: int) -> ActionTimes:
        """Gives the same as the sheet of a later year says it: a whole year is then that year."""
        if not self.is_whole_year:
            return replace(self, stated_year=year)
        return replace(
            self, stated_year=year, start_date=date(year, 1, 1), end_date=date(year, 12, 31)
        )


def end_reason_of_action(
    times: ActionTimes, year: int, *, is_removed: bool = False
) -> EndReason | None:
    """Gives why an action does not go on into a year; None for one that does."""
    if is_removed:
        return EndReason.REMOVED
    end_date = None if times.is_whole_year else times.end_date
    if end_date is not None and end_date < date(year, 1, 1):
        return EndReason.ENDED
    years = planned_years(times.planned_years_text)
    return EndReason.NOT_PLANNED if years and max(years) < year else None


def end_reason_of_intervention(status: str | None) -> EndReason | None:
    """Gives why a DUP intervention does not go on; None for one that does, or of no known status.

    `status` is a value of `DupStatus`.
    """
    return None if status is None else _ENDED_STATUSES.get(DupStatus(status))


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A sector or strategic direction of a year; `previous_name` as its anagrafica states it."""

    code: str
    name: str
    previous_name: str | None = None

    @property
    def words(self) -> str:
        """Gives "05 Lavori pubblici"; the name alone where it is its own code."""
        return self.name if self.name == self.code else f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a sector or direction; `later` is None where the later year has none."""

    earlier: NamedThing
    later: NamedThing | None

    @property
    def is_changed(self) -> bool:
        """Says whether its code or its name is another one, or it is gone."""
        return self.later is None or (self.earlier.code, self.earlier.name) != (
            self.later.code,
            self.later.name,
        )


def successions(
    earlier: Iterable[NamedThing],
    later: Sequence[NamedThing],
    known_names: Iterable[KnownName],
    later_days: Days,
) -> tuple[Succession, ...]:
    """Gives what became of each earlier thing, in their order.

    What has taken its place by name comes first (the anagrafica's previous name, or what a person
    stated of the name or code for the later days), then the same code, then the same name.
    """
    by_previous_name = {
        normalised_name(one.previous_name): one for one in later if one.previous_name is not None
    }
    by_code = {comparable_code(one.code): one for one in later}
    by_name = {normalised_name(one.name): one for one in later}
    stated: Mapping[str, str] = {
        normalised_name(known.name): known.code for known in known_names if known.covers(later_days)
    }

    def successor(one: NamedThing) -> NamedThing | None:
        name = normalised_name(one.name)
        stated_code = stated.get(name) or stated.get(normalised_name(one.code))
        candidates = (
            by_previous_name.get(name),
            None if stated_code is None else by_code.get(comparable_code(stated_code)),
            by_code.get(comparable_code(one.code)),
            by_name.get(name),
        )
        return next((found for found in candidates if found is not None), None)

    return tuple(Succession(one, successor(one)) for one in earlier)
