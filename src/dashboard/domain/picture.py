"""What the Giunta asks of one report: which way it goes, what needs whom, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.next_steps import NextStep
from dashboard.domain.travel import Moment, Travel

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DirectionWay:
    """Which way a strategic direction went: since the report before, and since the year before."""

    code: str | None
    name: str | None
    from_report: Travel
    from_year: Travel


@dataclass(frozen=True, slots=True)
class Concern:
    """A deviation that needs somebody: its row, what is next, and the role that answers for it.

    `row`: of the query `deviations`. `role` is None where no document states it.
    """

    row: Record
    step: NextStep
    role: str | None

    @property
    def direction_code(self) -> str | None:
        """Gives the strategic direction that it belongs to."""
        found: str | None = self.row["strategic_direction_code"]
        return found


@dataclass(frozen=True, slots=True)
class Picture:
    """What the Giunta asks of one report, beyond its counts.

    `concerns`: those nobody explains first, then the widest; those already examined last.
    `undelivered`: the sectors whose report is missing. `deadline`: when the sectors' reports are
    due, None where nothing states it. `referents`: who of the Giunta follows each direction.
    """

    moment: Moment
    ways: tuple[DirectionWay, ...]
    concerns: tuple[Concern, ...]
    undelivered: tuple[str, ...]
    deadline: date | None
    open_clarification_count: int
    overdue_clarification_count: int
    pending_proposal_count: int
    referents: Mapping[str, tuple[str, ...]]

    def concerns_of(self, direction_code: str | None) -> tuple[Concern, ...]:
        """Gives those of one strategic direction."""
        return tuple(one for one in self.concerns if one.direction_code == direction_code)

    def way_of(self, direction_code: str | None) -> DirectionWay | None:
        """Gives which way one direction went; None where it has no indicators in the year."""
        return next((one for one in self.ways if one.code == direction_code), None)
