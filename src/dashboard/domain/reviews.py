"""What the Nucleo says of a result that it looks at. Statements are only appended.

A percentage in place of the measured one, and a result that cannot be judged, are assessments
(`domain/assessments.py`): a review that makes one names it, and the percentage stays in one place.

Source: D.Lgs. 150/2009 art. 14 (the Nucleo validates); LG DFP 2/2017 (measuring is not judging).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.model import Period
from dashboard.domain.roles import Role


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
