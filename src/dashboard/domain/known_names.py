"""A statement that a name, as written, means a certain sector or strategic direction.

A renaming has dates: "Infrastrutture" means sector 03 from 2023 on, and says nothing of 2021. A
person's answer to "Forse è «03 Lavori pubblici»?" is a statement of the same kind, without dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.model import Period


class NameSubject(StrEnum):
    """What a name is the name of."""

    SECTOR = "sector"
    STRATEGIC_DIRECTION = "strategic_direction"


@dataclass(frozen=True, slots=True)
class KnownName:
    """`name`, a name or a code as sheets write it, means `code` between two dates, both included.

    None for a date leaves that end open.
    """

    subject: NameSubject
    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def has_dates(self) -> bool:
        """Says whether it is a renaming, which has a day, and not just another spelling."""
        return self.valid_from is not None or self.valid_to is not None

    def covers(self, days: Days) -> bool:
        """Says whether the statement holds on any of the days."""
        has_begun = self.valid_from is None or self.valid_from <= days.last
        return has_begun and (self.valid_to is None or days.first <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a document speaks of, both included."""

    first: date
    last: date


def days_of(reference_year: int, period: Period | None = None) -> Days:
    """Gives the days of a document: its whole year, or up to 30 June for what is reported then."""
    is_half = period is Period.INTERMEDIATE
    last = date(reference_year, 6, 30) if is_half else date(reference_year, 12, 31)
    return Days(date(reference_year, 1, 1), last)


def in_force(statements: Iterable[KnownName], days: Days) -> KnownName | None:
    """Gives the statement that holds on the days; of several the one that began last."""
    holding = [one for one in statements if one.covers(days)]
    # Of two that began together the one stated later wins: `max` keeps the first it meets.
    return max(reversed(holding), key=lambda one: one.valid_from or date.min, default=None)
