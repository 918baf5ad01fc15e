"""Keep what the Nucleo says of a result: that it was read, a note, a cause, an outcome.

Whoever asks (page or command), the same rules are checked here: who may say it, whether the result
and what others said of it are still as they were shown, and what has to be stated of its percentage
for the outcome to hold. All of one click is kept in one transaction, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

import pandas as pd

from dashboard.assessing import admitted, standing_of
from dashboard.clarifying import asking
from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind
from dashboard.domain.clarifications import AskedOf, ClarificationStatement
from dashboard.domain.model import Period
from dashboard.domain.reviews import (
    CauseClass,
    Review,
    ReviewKind,
    ReviewOutcome,
    ReviewStanding,
    kinds_needed,
    result_fingerprint,
    result_key,
    review_standing,
)
from dashboard.domain.roles import Permission, Person, Role, require
from dashboard.errors import ReviewRefusedError
from dashboard.history import plain_records
from dashboard.store import Store

Record = Mapping[str, Any]

# One process holds the store, so that this is enough to keep two members from deciding at once.
_RECORDING = Lock()


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a result.

    `words`: the note; of an outcome its reason, or the question to the sector. `evaluated_pct`: of
    an adjusted result, out of 100. `due_date`: until when an answer to the question is asked for.
    """

    kind: ReviewKind
    words: str = ""
    outcome: ReviewOutcome | None = None
    cause_class: CauseClass | None = None
    evaluated_pct: float | None = None
    due_date: date | None = None


def reviews_of(
    store: Store,
    entity_code: str,
    reference_year: int | None = None,
    period: Period | None = None,
    as_of: date | None = None,
) -> tuple[Review, ...]:
    """Gives every statement of the Nucleo on results of a year, or of all, the oldest first."""
    rows = store.query(
        "reviews",
        as_of,
        entity_code=entity_code,
        reference_year=reference_year,
        period=None if period is None else str(period),
    )
    return tuple(_reviews_in(rows))


def review_of(store: Store, row: Record) -> ReviewStanding:
    """Gives what the Nucleo has said so far of a result; `row`: of `indicator_results`."""
    rows = store.query(
        "reviews",
        entity_code=row["entity_code"],
        reference_year=int(row["reference_year"]),
        period=str(row["period"]),
        sector_code=row["sector_code"],
        action_code=row["action_code"],
    )
    mine = [one for one in _reviews_in(rows) if one.indicator_code == row["indicator_code"]]
    return review_standing(mine, result_fingerprint(row))


def record_reading(store: Store, row: Record, person: Person) -> bool:
    """Keeps that a person opened a result as it is now, once; says whether that was new.

    Raises NotPermittedError.
    """
    require(person, Permission.REVIEW_RESULT, str(row["sector_code"]))
    with _RECORDING:
        if review_of(store, row).is_read_by(person.person_name):
            return False
        store.state(_review(row, Said(ReviewKind.READ), person))
    return True


def record(
    store: Store, row: Record, said: Said, person: Person, seen_review_id: int | None
) -> int:
    """Keeps what a person says of a result and gives the statement's number.

    `row`: the result as it was shown; `seen_review_id`: the newest statement on it that was shown
    (`ReviewStanding.newest`), None for none. Raises NotPermittedError; ReviewRefusedError where
    words are missing, the sector has sent another result, or somebody else decided meanwhile;
    AssessmentRefusedError where the percentage cannot be granted; ClarificationRefusedError.
    """
    require(person, Permission.REVIEW_RESULT, str(row["sector_code"]))
    said = replace(said, words=said.words.strip())
    with _RECORDING:
        standing = review_of(store, row)
        _refuse_words(said, standing)
        _refuse_changed(store, row)
        _refuse_overtaken(said, standing, seen_review_id)
        questions = [_question(store, row, said, person)] if _asks(said) else []
        numbers = store.state(
            _review(row, said, person),
            *questions,
            assessments=_assessments(store, row, said, person),
        )
    return numbers[0]


def _refuse_words(said: Said, standing: ReviewStanding) -> None:
    is_reopening = said.outcome is ReviewOutcome.REOPENED
    if is_reopening and standing.outcome is None:
        raise ReviewRefusedError(reason="nothing_to_reopen")
    if not said.words and (is_reopening or said.kind is ReviewKind.NOTE):
        raise ReviewRefusedError(reason="reopening_empty" if is_reopening else "note_empty")


def _refuse_changed(store: Store, row: Record) -> None:
    """Refuses to speak of a result that the sector has taken back or written anew."""
    found = store.query(
        "action_indicators",
        entity_code=row["entity_code"],
        reference_year=int(row["reference_year"]),
        sector_code=row["sector_code"],
        action_code=row["action_code"],
    )
    of_period = plain_records(found[found["period"] == str(row["period"])])
    current = next((one for one in of_period if result_key(one) == result_key(row)), None)
    if current is None or result_fingerprint(current) != result_fingerprint(row):
        raise ReviewRefusedError(reason="result_changed")


def _refuse_overtaken(said: Said, standing: ReviewStanding, seen_review_id: int | None) -> None:
    """Refuses an outcome or a cause where another statement came after the ones that were seen.

    A note is added to what others wrote and takes nothing from it.
    """
    newest = standing.newest
    if said.kind is ReviewKind.NOTE or newest is None or newest.review_id == seen_review_id:
        return
    raise ReviewRefusedError(reason="overtaken", review=newest)


def _asks(said: Said) -> bool:
    return said.outcome is ReviewOutcome.CLARIFICATION_ASKED


def _question(store: Store, row: Record, said: Said, person: Person) -> ClarificationStatement:
    asked_of = AskedOf(
        entity_code=str(row["entity_code"]),
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
    )
    return asking(store, asked_of, said.words, person, said.due_date)


def _assessments(store: Store, row: Record, said: Said, person: Person) -> list[Assessment]:
    """Gives what has to be stated of the percentage for an outcome to hold."""
    if said.outcome is None:
        return []
    assessed = Assessed(
        entity_code=str(row["entity_code"]),
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
    )
    kinds = kinds_needed(said.outcome, standing_of(store, assessed))
    return [
        admitted(
            store,
            Assessment(
                assessed=assessed,
                kind=kind,
                reason=said.words,
                stated_by=person.person_name,
                stated_role=person.role,
                pct=said.evaluated_pct if kind is AssessmentKind.OVERRIDE_GRANTED else None,
            ),
            person.email or "",
        )
        for kind in kinds
    ]


def _review(row: Record, said: Said, person: Person) -> Review:
    return Review(
        entity_code=str(row["entity_code"]),
        reference_year=int(row["reference_year"]),
        period=Period(row["period"]),
        sector_code=str(row["sector_code"]),
        action_code=str(row["action_code"]),
        indicator_code=str(row["indicator_code"]),
        review_kind=said.kind,
        result_fingerprint=result_fingerprint(row),
        stated_by=person.person_name,
        stated_role=person.role,
        outcome=said.outcome,
        cause_class=said.cause_class,
        note=said.words or None,
    )


def _reviews_in(rows: pd.DataFrame) -> list[Review]:
    """Gives the statements in rows of the query `reviews`, the oldest first."""
    # Missing values are made None in the columns that can have them: cell by cell, as
    # `plain_records` does, it takes several times as long, and it is done anew after every click.
    named: dict[str, Callable[[Any], Any]] = {
        "outcome": ReviewOutcome,
        "cause_class": CauseClass,
        "note": str,
        "assessment_id": int,
    }
    return [
        Review(
            **{
                **row,
                "period": Period(row["period"]),
                "review_kind": ReviewKind(row["review_kind"]),
                "stated_role": Role(row["stated_role"]),
                "stated_at": row["stated_at"].to_pydatetime(),
                **{
                    name: None if pd.isna(row[name]) else made(row[name])
                    for name, made in named.items()
                },
            }
        )
        for row in reversed(_rows(rows))
    ]


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
