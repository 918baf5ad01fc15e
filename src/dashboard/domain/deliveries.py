"""How a document that somebody owes stands: due, here, late, incomplete; and how punctual it was.

A document is owed by a sector, or, the status of the DUP, for a strategic direction. Days are those
of this machine's clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dashboard.domain.cycle import CycleEventKind, Reminder
from dashboard.domain.model import PARTS_OF, DocumentKind
from dashboard.domain.templates import TemplateSlot

# A month: the directive gives sectors some weeks, and a reminder must leave time to act on it.
DUE_WITHIN_DAYS = 30
# Two weeks after it was handed out a sheet that nobody sent back is worth a question.
UNOPENED_AFTER_DAYS = 14

# What sectors owe in a year, in the order of the cycle, and what is owed by direction.
SECTOR_DOCUMENTS = (
    DocumentKind.PEG_ACTIONS,
    DocumentKind.PIAO_SHEET,
    DocumentKind.INTERMEDIATE_REPORT,
    DocumentKind.FINAL_REPORT,
)
DIRECTION_DOCUMENTS = (DocumentKind.DUP_STATUS,)
REPORTS = (DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT)
# The parts of the PEG are also columns of its own sheet: nobody owes them apart from it.
# Answers to the Nucleo are owed one by one: see `dashboard.domain.clarifications`.
ASKED_PARTS = {
    DocumentKind.FINAL_REPORT: tuple(
        part
        for part in PARTS_OF[DocumentKind.FINAL_REPORT]
        if part is not DocumentKind.CLARIFICATIONS
    )
}


class DeliveryState(StrEnum):
    """How a document stands; see `delivery_state` for which comes before which."""

    NOT_ASKED = "not_asked"
    NOT_DUE = "not_due"
    DUE = "due"
    DELIVERED = "delivered"
    DELIVERED_LATE = "delivered_late"
    WITH_ERRORS = "with_errors"
    INCOMPLETE = "incomplete"
    REASONS_MISSING = "reasons_missing"
    NEVER_OPENED = "never_opened"
    LATE = "late"


# Where somebody has still something to do, the gravest first.
OPEN_STATES = (
    DeliveryState.LATE,
    DeliveryState.NEVER_OPENED,
    DeliveryState.WITH_ERRORS,
    DeliveryState.INCOMPLETE,
    DeliveryState.REASONS_MISSING,
    DeliveryState.DUE,
)


class Punctuality(StrEnum):
    """What became of a deadline. `UNKNOWN`: it passed before the program received anything."""

    ON_TIME = "on_time"
    LATE = "late"
    NEVER = "never"
    UNKNOWN = "unknown"
    OPEN = "open"


class GapKind(StrEnum):
    """What a row of a document lacks."""

    RESULT = "result"
    REASON = "reason"
    TARGET = "target"
    OBJECTIVE = "objective"
    STATUS = "status"
    VALUE = "value"


# Warnings that are no fault of the sheet's figures: the matrix says them by another state, or they
# are for the office (titles, names, hidden lines) or the Nucleo (what was changed) to look at.
NOT_THE_SECTORS_TO_MEND = frozenset(
    {
        "sheet_not_recognised",
        "mapping_year_used",
        "mapping_period_blank",
        "unknown_column",
        "near_name",
        "code_with_other_name",
        "contradictory_statement",
        "hidden_rows_loaded",
        "hidden_columns_loaded",
        "hidden_sheet_left_out",
        "format_without_ink",
        "result_missing",
        "reason_missing",
        "target_missing",
        "declared_percent_differs",
        "undeclared_change",
        "undeclared_new_row",
        "undeclared_removed_row",
        "accepted_text_undone",
        "rejected_text_stated",
        "accepted_row_gone",
        "removed_row_back",
    }
)


@dataclass(frozen=True, slots=True)
class DeliveryGap:
    """One thing that a document lacks. Codes are None where the row has none of them."""

    kind: GapKind
    action_code: str | None
    item_code: str | None
    item_name: str | None


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What is known of a document that may be owed.

    `received_on`: when the first file that still counts came; None where none did. `deadline` is
    None where none is stated, or while it waits for `waits_for`. `known_since`: when the program
    received the entity's first file of all. Rows are those that must say something: `filled_count`
    of `expected_count` do; of the results that fall short, `reason_count` of `needed_reason_count`
    have a reason. `error_count` counts what the sheet states and cannot be used.
    """

    deadline: date | None = None
    waits_for: CycleEventKind | None = None
    is_asked: bool = True
    handed_out_on: date | None = None
    received_on: date | None = None
    is_unchanged: bool = False
    error_count: int = 0
    expected_count: int = 0
    filled_count: int = 0
    needed_reason_count: int = 0
    reason_count: int = 0
    known_since: date | None = None

    @property
    def days_late(self) -> int | None:
        """Gives how many days after the deadline it came, negative before; None where unknown."""
        if self.deadline is None or self.received_on is None:
            return None
        return (self.received_on - self.deadline).days


@dataclass(frozen=True, slots=True)
class PartDelivery:
    """A further part that is asked for with a document, and whether it came."""

    kind: DocumentKind
    is_there: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to write to, by the roles of the anagrafica. A name is not always stated."""

    email: str
    name: str | None


@dataclass(frozen=True, slots=True)
class DeliveryCell:
    """A document that somebody owes: what is known of it, how it stands, what it lacks.

    `upload_id`, `file_name` and `is_outdated` are of the file in force; `errors` are rows of the
    query `data_quality_issues`. `direction_codes`: what the owner's rows of the year serve.
    `reminders`: those sent so far, the newest first.
    """

    slot: TemplateSlot
    owner_name: str
    facts: DeliveryFacts
    state: DeliveryState
    punctuality: Punctuality | None
    cycle: tuple[int, int] | None = None
    upload_id: int | None = None
    file_name: str | None = None
    is_outdated: bool = False
    gaps: tuple[DeliveryGap, ...] = ()
    errors: tuple[Mapping[str, Any], ...] = ()
    parts: tuple[PartDelivery, ...] = ()
    direction_codes: frozenset[str] = frozenset()
    recipients: tuple[Contact, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def kind(self) -> DocumentKind:
        """Gives the document."""
        return self.slot.kind

    @property
    def owner_code(self) -> str:
        """Gives the code of the sector, or of the strategic direction, that owes it."""
        return self.slot.sector_code or self.slot.strategic_direction_code or ""


def delivery_state(facts: DeliveryFacts, today: date) -> DeliveryState:
    """Gives the one state that says best what is left to do.

    Of what came: nobody filled it in, then values that cannot be used, then what is missing, then
    reasons, and only then the day. Of what did not come: late before never opened before due.
    """
    if facts.received_on is None:
        return _state_of_absent(facts, today)
    if facts.is_unchanged:
        return DeliveryState.NEVER_OPENED
    if facts.error_count:
        return DeliveryState.WITH_ERRORS
    if facts.filled_count < facts.expected_count:
        return DeliveryState.INCOMPLETE
    if facts.reason_count < facts.needed_reason_count:
        return DeliveryState.REASONS_MISSING
    is_late = punctuality(facts, today) is Punctuality.LATE
    return DeliveryState.DELIVERED_LATE if is_late else DeliveryState.DELIVERED


def punctuality(facts: DeliveryFacts, today: date) -> Punctuality | None:
    """Gives whether a deadline was kept; None where there is none, or nothing is owed.

    The deadline's own day is in time.
    """
    if facts.deadline is None or not (facts.is_asked or facts.received_on):
        return None
    if facts.received_on is None:
        return Punctuality.NEVER if facts.deadline < today else Punctuality.OPEN
    if facts.received_on <= facts.deadline:
        return Punctuality.ON_TIME
    if facts.known_since is not None and facts.deadline < facts.known_since:
        return Punctuality.UNKNOWN
    return Punctuality.LATE


def _state_of_absent(facts: DeliveryFacts, today: date) -> DeliveryState:
    if not facts.is_asked:
        return DeliveryState.NOT_ASKED
    if facts.deadline is not None and facts.deadline < today:
        return DeliveryState.LATE
    is_due = facts.deadline is not None and (facts.deadline - today).days <= DUE_WITHIN_DAYS
    is_far = facts.deadline is not None and not is_due
    if not is_far and _lies_unopened(facts, today):
        return DeliveryState.NEVER_OPENED
    return DeliveryState.DUE if is_due else DeliveryState.NOT_DUE


def _lies_unopened(facts: DeliveryFacts, today: date) -> bool:
    handed_out_on = facts.handed_out_on
    return handed_out_on is not None and (today - handed_out_on).days >= UNOPENED_AFTER_DAYS
