"""What persons state of the yearly cycle: events, sheets handed out, reminders sent. Only appended.

Moments are in UTC without zone. What is not stored yet has neither number nor moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dashboard.domain.model import DocumentKind
from dashboard.domain.roles import Role


class CycleEventKind(StrEnum):
    """Events that deadlines are counted from."""

    DUP_APPROVED = "dup_approved"
    BUDGET_DRAFTED = "budget_drafted"  # the Giunta's draft, on its way to the council
    BUDGET_APPROVED = "budget_approved"
    BUDGET_DEFERRED = "budget_deferred"
    PEG_APPROVED = "peg_approved"
    PIAO_APPROVED = "piao_approved"


class Addressee(StrEnum):
    """Whose deadline it is: that of the sectors' heads, or that of the entity's Giunta."""

    SECTORS = "sectors"
    ENTITY = "entity"


class HolidayRule(StrEnum):
    """What becomes of a deadline on a day on which nobody works."""

    STAYS = "stays"
    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"


class ReminderChannel(StrEnum):
    """How a reminder left the program."""

    COPIED = "copied"
    MAIL_PROGRAM = "mail_program"
    DOCUMENT = "document"
    SMTP = "smtp"


@dataclass(frozen=True, slots=True)
class CycleEvent:
    """When something happened in the cycle that begins with a year; no date takes it back."""

    entity_code: str
    event_kind: CycleEventKind
    first_year: int
    event_date: date | None
    stated_by: str
    note: str | None = None
    stated_at: datetime | None = None
    cycle_event_id: int | None = None
    stated_role: Role | None = None


@dataclass(frozen=True, slots=True)
class TemplateIssue:
    """A sheet that was handed out."""

    entity_code: str
    document_kind: DocumentKind
    reference_year: int
    sector_code: str | None
    strategic_direction_code: str | None
    template_version: str
    file_name: str
    row_count: int
    stated_by: str
    stated_at: datetime | None = None
    template_issue_id: int | None = None
    stated_role: Role | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder (sollecito) that was sent, word for word."""

    entity_code: str
    document_kind: DocumentKind
    reference_year: int
    sector_code: str | None
    strategic_direction_code: str | None
    channel: ReminderChannel
    recipient: str | None
    subject: str
    body: str
    stated_by: str
    stated_at: datetime | None = None
    reminder_id: int | None = None
    stated_role: Role | None = None
