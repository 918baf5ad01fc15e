"""What the Giunta asks of one report: which way it goes, what needs whom, what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.next_steps import NextStep, StepKind
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

    def is_within(self, sector_code: str | None, direction_code: str | None) -> bool:
        """Says whether it belongs to a sector and a strategic direction; None for any."""
        place = self.row["sector_code"], self.direction_code
        return _is_within(place, sector_code, direction_code)


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A request for clarification that waits for its answer.

    `sector_code` and `direction_code` of its result; None where no document holds it any more.
    """

    sector_code: str | None
    direction_code: str | None
    is_overdue: bool

    def is_within(self, sector_code: str | None, direction_code: str | None) -> bool:
        """Says whether it belongs to a sector and a strategic direction; None for any."""
        place = self.sector_code, self.direction_code
        return _is_within(place, sector_code, direction_code)


@dataclass(frozen=True, slots=True)
class Report:
    """What the pictures of one report share, whatever sector or direction they are narrowed to.

    The fields are those of `Picture`, of all sectors and directions.
    """

    moment: Moment
    concerns: tuple[Concern, ...]
    open_questions: tuple[OpenQuestion, ...]
    deadline: date | None
    referents: Mapping[str, tuple[str, ...]]


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


def joined(pictures: Sequence[Picture]) -> Picture:
    """Gives one picture of several strategic directions of the same report, each told apart.

    Sectors that owe their report to several directions are named once.
    """
    first = pictures[0]
    return Picture(
        moment=first.moment,
        ways=tuple(way for one in pictures for way in one.ways),
        concerns=tuple(
            sorted((concern for one in pictures for concern in one.concerns), key=_urgency)
        ),
        undelivered=tuple(dict.fromkeys(sector for one in pictures for sector in one.undelivered)),
        deadline=first.deadline,
        open_clarification_count=sum(one.open_clarification_count for one in pictures),
        overdue_clarification_count=sum(one.overdue_clarification_count for one in pictures),
        pending_proposal_count=sum(one.pending_proposal_count for one in pictures),
        referents=first.referents,
    )


def _urgency(one: Concern) -> tuple[bool, bool, float]:
    """Gives the order of the query `deviations`, with what is examined last."""
    width = one.row["deviation_pct_of_target"]
    return (
        one.step.kind is StepKind.EXAMINED,
        bool(one.row["has_reason"]),
        0.0 if width is None else -abs(float(width)),
    )


def _is_within(
    place: tuple[str | None, str | None], sector_code: str | None, direction_code: str | None
) -> bool:
    wanted = sector_code, direction_code
    return all(one is None or one == found for one, found in zip(wanted, place, strict=True))
