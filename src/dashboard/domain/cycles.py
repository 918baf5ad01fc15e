"""Find the two years that an office works on at once: the one that closes, the one it plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class YearStanding:
    """How far a year is that documents speak of.

    `is_reported`: every sector that planned has handed in its final report. `last_deadline` is the
    latest day that is known for any document of the year; None where none is.
    """

    reference_year: int
    is_reported: bool
    last_deadline: date | None = None

    def is_open(self, today: date) -> bool:
        """Says whether there is still work to do on the year."""
        return not self.is_reported or (
            self.last_deadline is not None and self.last_deadline >= today
        )


@dataclass(frozen=True, slots=True)
class ClosingAndPlanned:
    """Two years that follow each other; of the planned one there may be no document yet."""

    closing_year: int
    planned_year: int


def closing_and_planned(years: Iterable[YearStanding], today: date) -> ClosingAndPlanned | None:
    """Gives the year that closes and the one that is planned; None where no year is known.

    The newest year that documents speak of is the planned one as long as the year before is open.
    Once that is reported and its deadlines are past, the newest year closes and the next one is
    planned.
    """
    by_year = {one.reference_year: one for one in years}
    if not by_year:
        return None
    newest = max(by_year)
    before = by_year.get(newest - 1)
    if before is not None and before.is_open(today):
        return ClosingAndPlanned(newest - 1, newest)
    return ClosingAndPlanned(newest, newest + 1)
