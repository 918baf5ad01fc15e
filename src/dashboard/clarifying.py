"""Ask a sector about a result, answer, close, open again; see how every request stands.

Whoever asks (page or command), the same rules are checked here: who may take a step, with which
words, and whether the request is at that point. What comes in a sheet is read by `ingest`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.domain.clarifications import (
    NEXT_NUMBER,
    AskedOf,
    Clarification,
    ClarificationState,
    ClarificationStatement,
    ClarificationStep,
    SheetAnswer,
    SheetPlace,
    clarifications_from,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Permission, Person, Role, require
from dashboard.errors import ClarificationRefusedError
from dashboard.history import plain_records
from dashboard.settings import today
from dashboard.store import Store
from dashboard.store.asked import Asked

Record = Mapping[str, Any]


def clarifications_of(
    store: Asked,
    entity_code: str,
    reference_year: int | None = None,
    period: Period | None = None,
    as_of: date | None = None,
) -> tuple[Clarification, ...]:
    """Gives the requests of an entity in the order of their numbers, as they stood at a day.

    Without a year those of all years; without `as_of` as they stand now.
    """
    moment = {} if as_of is None else {"as_of": as_of}
    of_period = {
        "reference_year": reference_year,
        "period": None if period is None else str(period),
    }
    steps = store.query("clarification_steps", entity_code=entity_code, **of_period, **moment)
    if steps.empty:
        return ()
    answers = store.query("clarification_answers", entity_code=entity_code, **moment)
    return clarifications_from(
        [_step(row) for row in reversed(plain_records(steps))],
        [_sheet_answer(row) for row in plain_records(answers)],
    )


def asking(
    store: Store, asked_of: AskedOf, question: str, person: Person, due_date: date | None = None
) -> ClarificationStatement:
    """Gives a question about a result as it can be stored, beside other statements; see `ask`.

    Nothing is kept. Raises NotPermittedError, or ClarificationRefusedError: an empty question, a
    day that is over, a result that the period does not have.
    """
    _require(person, Permission.ASK_CLARIFICATION, asked_of)
    text = _words(question, "question_empty")
    _refuse_past(due_date)
    if not _has_result(store, asked_of):
        raise ClarificationRefusedError(
            reason="unknown_result",
            indicator_code=asked_of.indicator_code,
            action_code=asked_of.action_code,
        )
    return _statement(
        NEXT_NUMBER, asked_of, ClarificationStep.ASKED, text, person, due_date=due_date
    )


def ask(
    store: Store, asked_of: AskedOf, question: str, person: Person, due_date: date | None = None
) -> int:
    """Keeps a question about a result and gives the number of the request; see `asking`."""
    (clarification_id,) = store.state(asking(store, asked_of, question, person, due_date))
    stated = store.statements(ClarificationStatement)
    return next(
        one.clarification_number for one in stated if one.clarification_id == clarification_id
    )


def answer(store: Store, entity_code: str, number: int, text: str, person: Person) -> None:
    """Keeps what a sector answers, or the office on its behalf; a newer answer adds to it.

    Raises NotPermittedError, or ClarificationRefusedError: no words, no such request, closed.
    """
    asked = _known(store, entity_code, number)
    _require(person, Permission.ANSWER_CLARIFICATION, asked.asked_of)
    words = _words(text, "answer_empty")
    if asked.state is ClarificationState.CLOSED:
        raise ClarificationRefusedError(reason="closed", number=number)
    store.state(_statement(number, asked.asked_of, ClarificationStep.ANSWERED, words, person))


def close(store: Store, entity_code: str, number: int, reason: str, person: Person) -> None:
    """Closes a request, answered or not, for a reason.

    Raises NotPermittedError, or ClarificationRefusedError: no reason, no such request, closed.
    """
    asked = _known(store, entity_code, number)
    _require(person, Permission.ASK_CLARIFICATION, asked.asked_of)
    words = _words(reason, "closing_empty")
    if asked.state is ClarificationState.CLOSED:
        raise ClarificationRefusedError(reason="closed", number=number)
    store.state(_statement(number, asked.asked_of, ClarificationStep.CLOSED, words, person))


def reopen(
    store: Store,
    entity_code: str,
    number: int,
    reason: str,
    person: Person,
    due_date: date | None = None,
) -> None:
    """Asks again: of an answer that does not say enough, or of a request that was closed.

    Raises NotPermittedError, or ClarificationRefusedError: no words, no such request, one that
    still waits for its answer, a day that is over.
    """
    asked = _known(store, entity_code, number)
    _require(person, Permission.ASK_CLARIFICATION, asked.asked_of)
    words = _words(reason, "reopening_empty")
    if asked.state is ClarificationState.OPEN:
        raise ClarificationRefusedError(reason="still_open", number=number)
    _refuse_past(due_date)
    store.state(
        _statement(
            number, asked.asked_of, ClarificationStep.REOPENED, words, person, due_date=due_date
        )
    )


def _require(person: Person, permission: Permission, asked_of: AskedOf) -> None:
    require(person, permission, asked_of.sector_code, asked_of.entity_code)


def _known(store: Store, entity_code: str, number: int) -> Clarification:
    for one in clarifications_of(store, entity_code):
        if one.number == number:
            return one
    raise ClarificationRefusedError(reason="unknown", number=number)


def _has_result(store: Store, asked_of: AskedOf) -> bool:
    results = store.query(
        "indicator_results",
        entity_code=asked_of.entity_code,
        reference_year=asked_of.reference_year,
        period=str(asked_of.period),
        sector_code=asked_of.sector_code,
    )
    is_asked = (results["action_code"] == asked_of.action_code) & (
        results["indicator_code"] == asked_of.indicator_code
    )
    return bool(is_asked.any())


def _words(text: str, reason: str) -> str:
    """Gives a text without spaces around it and at the ends of its lines; refuses an empty one."""
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not words:
        raise ClarificationRefusedError(reason=reason)
    return words


def _refuse_past(due_date: date | None) -> None:
    if due_date is not None and due_date < today():
        raise ClarificationRefusedError(reason="due_date_past", due_date=due_date, today=today())


def _statement(
    number: int,
    asked_of: AskedOf,
    step: ClarificationStep,
    text: str,
    person: Person,
    due_date: date | None = None,
) -> ClarificationStatement:
    return ClarificationStatement(
        entity_code=asked_of.entity_code,
        clarification_number=number,
        reference_year=asked_of.reference_year,
        period=asked_of.period,
        sector_code=asked_of.sector_code,
        action_code=asked_of.action_code,
        indicator_code=asked_of.indicator_code,
        step=step,
        text=text,
        stated_by=person.person_name,
        stated_role=person.role,
        due_date=due_date,
    )


def _step(row: Record) -> tuple[AskedOf, ClarificationStatement]:
    asked_of = AskedOf(
        entity_code=str(row["entity_code"]),
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
        sector_name=row["sector_name"],
        action_name=row["action_name"],
        indicator_name=row["indicator_name"],
    )
    person = Person(str(row["stated_by"]), Role(row["stated_role"]))
    due_date = row["due_date"]
    statement = _statement(
        int(row["clarification_number"]),
        asked_of,
        ClarificationStep(row["step"]),
        str(row["text"]),
        person,
        due_date=None if due_date is None else due_date.date(),
    )
    return asked_of, replace(statement, stated_at=row["stated_at"].to_pydatetime())


def _sheet_answer(row: Record) -> SheetAnswer:
    role = row["uploaded_role"]
    return SheetAnswer(
        clarification_number=int(row["clarification_number"]),
        sector_code=str(row["sector_code"]),
        answer_text=str(row["answer_text"]),
        received_at=row["uploaded_at"].to_pydatetime(),
        received_from=str(row["uploaded_by"]),
        received_role=None if role is None else Role(role),
        place=SheetPlace(
            int(row["upload_id"]), str(row["file_name"]), str(row["sheet_name"]), str(row["cell"])
        ),
    )
