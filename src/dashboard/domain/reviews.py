"""What the Nucleo says of a result that it looks at. Statements are only appended.

A percentage in place of the measured one, and a result that cannot be judged, are assessments
(`domain/assessments.py`): a review that makes one names it, and the percentage stays in one place.

Source: D.Lgs. 150/2009 art. 14 (the Nucleo validates); LG DFP 2/2017 (measuring is not judging).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from dashboard.domain.assessments import AssessmentKind, OverrideState, Standing
from dashboard.domain.model import Period
from dashboard.domain.roles import Role

ResultKey = tuple[str, str, str]
"""A result among those of one entity, year and period: sector, action and indicator code."""


class ReviewKind(StrEnum):
    """What a statement says. Of notes every one stays; of the others the newest counts."""

    READ = "read"  # by this person; others may not have read it yet
    NOTE = "note"
    CAUSE = "cause"
    OUTCOME = "outcome"


class ReviewOutcome(StrEnum):
    """How the Nucleo leaves a result."""

    AS_IS = "as_is"
    CLARIFICATION_ASKED = "clarification_asked"
    ADJUSTED = "adjusted"  # goes with an override granted
    NOT_ASSESSABLE = "not_assessable"  # goes with that statement
    REOPENED = "reopened"  # takes the outcome before it back


class CauseClass(StrEnum):
    """Why a result is on the wrong side of its target, as a person confirmed it."""

    EXTERNAL = "external"
    INTERNAL = "internal"
    ILL_BUILT_INDICATOR = "ill_built_indicator"
    RESOURCES = "resources"
    LAW = "law"
    THIRD_PARTIES = "third_parties"
    PLANNING = "planning"


@dataclass(frozen=True, slots=True)
class Review:
    """One statement on a result, made by one person.

    `result_fingerprint` tells what was looked at: where the sector sends another result, target or
    reason, the result is unread again and its outcome is of what was there before.
    `stated_at` is in UTC without zone; what is not stored yet has neither number nor moment.
    """

    entity_code: str
    reference_year: int
    period: Period
    sector_code: str
    action_code: str
    indicator_code: str
    review_kind: ReviewKind
    result_fingerprint: str
    stated_by: str
    stated_role: Role
    outcome: ReviewOutcome | None = None
    cause_class: CauseClass | None = None
    note: str | None = None
    assessment_id: int | None = None
    stated_at: datetime | None = None
    review_id: int | None = None

    @property
    def result_key(self) -> ResultKey:
        """Gives the result spoken of, by its codes."""
        return self.sector_code, self.action_code, self.indicator_code


CLOSING_OUTCOMES = frozenset(
    {ReviewOutcome.AS_IS, ReviewOutcome.ADJUSTED, ReviewOutcome.NOT_ASSESSABLE}
)
"""With these a result is examined; a question asked only waits for its answer."""

_COMPARED = ("target_text", "result_text", "reason")


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """What the Nucleo has said of one result so far; None and empty where it said nothing.

    `outcome`: the newest, None after it was taken back. `reads`: of the result as it is now, one
    for each person, the first time. `said`: all that says something (notes, causes, outcomes), the
    oldest first.
    """

    fingerprint: str
    outcome: Review | None = None
    cause: Review | None = None
    reads: tuple[Review, ...] = ()
    said: tuple[Review, ...] = ()

    @property
    def newest(self) -> Review | None:
        """Gives the last statement that says something; None where nobody said anything."""
        return next(reversed(self.said), None)

    @property
    def is_outcome_of_another_text(self) -> bool:
        """Says whether the sector changed result, target or reason after the outcome."""
        return self.outcome is not None and self.outcome.result_fingerprint != self.fingerprint

    @property
    def is_closed(self) -> bool:
        """Says whether the result as it is now is examined."""
        return (
            self.outcome is not None
            and self.outcome.outcome in CLOSING_OUTCOMES
            and not self.is_outcome_of_another_text
        )

    def is_read_by(self, person_name: str) -> bool:
        """Says whether this person has opened the result as it is now."""
        return any(one.stated_by == person_name for one in self.reads)


def result_fingerprint(row: Mapping[str, Any]) -> str:
    """Gives the sign of what is looked at: target, result and reason as the sector wrote them.

    `row`: of the query `indicator_results`. Spaces do not count, and neither does what the Nucleo
    or the rules make of the result: the sign changes only when the sector writes something else.
    """
    told = [" ".join(_written(row[name]).split()) for name in _COMPARED]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def result_key(row: Mapping[str, Any]) -> ResultKey:
    """Gives the key of a result; `row`: of any query on results, with its three codes."""
    return str(row["sector_code"]), str(row["action_code"]), str(row["indicator_code"])


def review_standing(statements: Sequence[Review], fingerprint: str) -> ReviewStanding:
    """Gives what holds of one result, as it is now.

    `statements`: all those on it, the oldest first.
    """
    reads: dict[str, Review] = {}
    for one in statements:
        if one.review_kind is ReviewKind.READ and one.result_fingerprint == fingerprint:
            reads.setdefault(one.stated_by, one)
    outcome = _newest(statements, ReviewKind.OUTCOME)
    is_taken_back = outcome is not None and outcome.outcome is ReviewOutcome.REOPENED
    return ReviewStanding(
        fingerprint=fingerprint,
        outcome=None if is_taken_back else outcome,
        cause=_newest(statements, ReviewKind.CAUSE),
        reads=tuple(reads.values()),
        said=tuple(one for one in statements if one.review_kind is not ReviewKind.READ),
    )


def kinds_needed(outcome: ReviewOutcome, standing: Standing) -> tuple[AssessmentKind, ...]:
    """Gives what has to be stated of the percentage for an outcome to hold, in this order.

    Taken as it is, the measured percentage counts: what was granted or asked for in its place is
    refused (withdrawn, where nobody asked), and a result that could not be judged can be again.
    Asking and reopening leave the percentage as it is. States that others gave (sterilised,
    eliminated) are not the Nucleo's to take back here.
    """
    is_out = standing.state is not None and standing.state.kind is AssessmentKind.NOT_ASSESSABLE
    if outcome is ReviewOutcome.NOT_ASSESSABLE:
        return () if is_out else (AssessmentKind.NOT_ASSESSABLE,)
    back_in = (AssessmentKind.ASSESSABLE_AGAIN,) if is_out else ()
    if outcome is ReviewOutcome.ADJUSTED:
        return (*back_in, AssessmentKind.OVERRIDE_GRANTED)
    if outcome is not ReviewOutcome.AS_IS:
        return ()
    if standing.override_state not in (OverrideState.REQUESTED, OverrideState.GRANTED):
        return back_in
    is_asked = standing.request is not None
    refused = AssessmentKind.OVERRIDE_REFUSED if is_asked else AssessmentKind.OVERRIDE_WITHDRAWN
    return (*back_in, refused)


def by_result(statements: Iterable[Review]) -> dict[ResultKey, list[Review]]:
    """Gives the statements on each result of one entity, year and period, in the same order."""
    found: dict[ResultKey, list[Review]] = {}
    for one in statements:
        found.setdefault(one.result_key, []).append(one)
    return found


def _newest(statements: Sequence[Review], kind: ReviewKind) -> Review | None:
    return next((one for one in reversed(statements) if one.review_kind is kind), None)


def _written(value: object) -> str:
    # What a sheet leaves empty comes from the store as None or NaN.
    return value if isinstance(value, str) else ""
