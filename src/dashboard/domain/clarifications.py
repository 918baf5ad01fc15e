"""What the Nucleo asks a sector about a result, and what comes back. Statements are only appended.

An answer that comes in a sheet is a fact of that sheet, with its cell, and goes with its upload;
an answer given here is a statement like the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter

from dashboard.domain.model import Period
from dashboard.domain.names import normalised_name
from dashboard.domain.roles import Role


class ClarificationStep(StrEnum):
    """The steps of a request for clarification (richiesta di chiarimento)."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


class ClarificationState(StrEnum):
    """How a request stands: the sector's turn, the Nucleo's turn, nobody's any more."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


NEXT_NUMBER = 0
"""Of a question that is to be stored: the store gives it the next number of its entity."""


@dataclass(frozen=True, slots=True)
class ClarificationStatement:
    """One step. `clarification_number` ties the steps of a request; it counts within the entity.

    `text`: the question, the answer, or why it is closed or opened again. `due_date`: of a
    question, until when the answer is asked for. `stated_at` is in UTC without zone.
    """

    entity_code: str
    clarification_number: int
    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str
    step: ClarificationStep
    text: str
    stated_by: str
    stated_role: Role
    due_date: date | None = None
    stated_at: datetime | None = None
    clarification_id: int | None = None


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """Where an answer was read: which upload, which cell."""

    upload_id: int
    file_name: str
    sheet_name: str
    cell: str


@dataclass(frozen=True, slots=True)
class ClarificationEvent:
    """A step as it is told: `told_at` in UTC without zone; `place` of an answer in a sheet.

    `role` is None for what came in a sheet that was loaded without anybody saying as whom.
    """

    step: ClarificationStep
    text: str
    told_at: datetime
    told_by: str
    role: Role | None = None
    due_date: date | None = None
    place: SheetPlace | None = None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """The result that a request is about, with its names where a sheet in force has them."""

    entity_code: str
    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str
    sector_name: str | None = None
    action_name: str | None = None
    indicator_name: str | None = None

    @property
    def result_key(self) -> tuple[str, str, str]:
        """Gives sector, action and indicator by their codes."""
        return self.sector_code, self.action_code, self.indicator_code


@dataclass(frozen=True, slots=True)
class Clarification:
    """A request with all its steps, the oldest first; the first one asks."""

    number: int
    asked_of: AskedOf
    events: tuple[ClarificationEvent, ...]

    @property
    def state(self) -> ClarificationState:
        """Gives how it stands. What is answered after the closing leaves it closed."""
        state = ClarificationState.OPEN
        for event in self.events:
            state = _state_after(state, event.step)
        return state

    @property
    def question(self) -> str:
        """Gives what was asked first."""
        return self.events[0].text

    @property
    def asked_at(self) -> datetime:
        """Gives when it was asked, in UTC without zone."""
        return self.events[0].told_at

    @property
    def due_date(self) -> date | None:
        """Gives until when an answer is asked for: as the last question, or reopening, says."""
        dated = [one.due_date for one in self.events if one.step in _QUESTIONS]
        return dated[-1]

    @property
    def reopening(self) -> ClarificationEvent | None:
        """Gives the last time that it was opened again; None if it never was."""
        return self._last(ClarificationStep.REOPENED)

    @property
    def answer(self) -> ClarificationEvent | None:
        """Gives the newest answer; None without any."""
        return self._last(ClarificationStep.ANSWERED)

    @property
    def closing(self) -> ClarificationEvent | None:
        """Gives how it was closed; None unless it is closed."""
        is_closed = self.state is ClarificationState.CLOSED
        return self._last(ClarificationStep.CLOSED) if is_closed else None

    def is_overdue(self, today: date) -> bool:
        """Says whether an answer is still awaited after the day that was set for it."""
        is_open = self.state is ClarificationState.OPEN
        return is_open and self.due_date is not None and self.due_date < today

    def waiting_since(self) -> datetime:
        """Gives since when its state is what it is, in UTC without zone."""
        state, since = ClarificationState.OPEN, self.asked_at
        for event in self.events:
            found = _state_after(state, event.step)
            if found is not state or event.step is ClarificationStep.REOPENED:
                since = event.told_at
            state = found
        return since

    def _last(self, step: ClarificationStep) -> ClarificationEvent | None:
        return next((one for one in reversed(self.events) if one.step is step), None)


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """An answer that came in a sheet that counts. `received_at` in UTC without zone."""

    clarification_number: int
    sector_code: str
    answer_text: str
    received_at: datetime
    received_from: str
    place: SheetPlace
    received_role: Role | None = None


Step = tuple[AskedOf, ClarificationStatement]
"""A stated step with the result that it is about."""


def clarifications_from(
    steps: Iterable[Step], answers: Iterable[SheetAnswer]
) -> tuple[Clarification, ...]:
    """Gives the requests of one entity in the order of their numbers.

    An answer in a sheet counts for the sector that was asked, and where it says something that
    the answer before it did not: a sheet that is sent again repeats what it said.
    """
    by_number: dict[int, list[Step]] = {}
    for step in steps:
        by_number.setdefault(step[1].clarification_number, []).append(step)
    came: dict[int, list[SheetAnswer]] = {}
    for answer in answers:
        came.setdefault(answer.clarification_number, []).append(answer)
    return tuple(
        _clarification(number, by_number[number], came.get(number, ()))
        for number in sorted(by_number)
    )


def in_order_of_work(
    clarifications: Iterable[Clarification], today: date
) -> tuple[Clarification, ...]:
    """Gives requests with what waits first: overdue, open by due day, answered, closed."""
    states = list(ClarificationState)

    def rank(one: Clarification) -> tuple[int, bool, date, int]:
        due = one.due_date or date.max
        is_open = one.state is ClarificationState.OPEN
        by_day = due if is_open else date.max
        return states.index(one.state), not one.is_overdue(today), by_day, one.number

    return tuple(sorted(clarifications, key=rank))


def says_the_same(one: str, other: str) -> bool:
    """Says whether two texts differ in nothing but case, accents, signs and spaces."""
    return normalised_name(one) == normalised_name(other)


_QUESTIONS = (ClarificationStep.ASKED, ClarificationStep.REOPENED)


def _state_after(state: ClarificationState, step: ClarificationStep) -> ClarificationState:
    if step is ClarificationStep.CLOSED:
        return ClarificationState.CLOSED
    if step in _QUESTIONS:
        return ClarificationState.OPEN
    is_closed = state is ClarificationState.CLOSED
    return ClarificationState.CLOSED if is_closed else ClarificationState.ANSWERED


def _clarification(
    number: int, steps: Sequence[Step], answers: Iterable[SheetAnswer]
) -> Clarification:
    asked_of = steps[0][0]
    events = [_event(statement) for _, statement in steps]
    events += [
        ClarificationEvent(
            ClarificationStep.ANSWERED,
            one.answer_text,
            one.received_at,
            one.received_from,
            one.received_role,
            place=one.place,
        )
        for one in answers
        if one.sector_code == asked_of.sector_code
    ]
    # Sorting is stable: of the same moment, what was stated here comes before what a sheet says.
    events.sort(key=attrgetter("told_at"))
    return Clarification(number, asked_of, _without_repeated(events))


def _event(statement: ClarificationStatement) -> ClarificationEvent:
    if statement.stated_at is None:
        raise ValueError(statement)  # only what is stored is told
    return ClarificationEvent(
        statement.step,
        statement.text,
        statement.stated_at,
        statement.stated_by,
        statement.stated_role,
        statement.due_date,
    )


def _without_repeated(events: Iterable[ClarificationEvent]) -> tuple[ClarificationEvent, ...]:
    kept: list[ClarificationEvent] = []
    answer: str | None = None
    for event in events:
        if event.step is ClarificationStep.ANSWERED:
            if event.place is not None and answer is not None and says_the_same(answer, event.text):
                continue
            answer = event.text
        kept.append(event)
    return tuple(kept)
