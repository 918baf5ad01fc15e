"""What the Nucleo asks a sector about a result, and what comes back. Statements are only appended.

An answer that comes in a sheet is a fact of that sheet, with its cell, and goes with its upload;
an answer given here is a statement like the question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.model import Period
from dashboard.domain.roles import Role


class ClarificationStep(StrEnum):
    """The steps of a request for clarification (richiesta di chiarimento)."""

    ASKED = "asked"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


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
