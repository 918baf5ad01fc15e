"""What a proposal in red is, whichever file sends it: its place in a file, its lasting identity.

A decision belongs to a proposal, not to a file. The same file sent again, under another name or
with its rows moved, makes the same proposals: each is known by what it asks of which field of
which row of which document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from dashboard.domain.differences import row_key, texts_of
from dashboard.domain.model import DocumentKind, Period, Proposal, ProposalKind, SheetRow

_ROW_KINDS = (ProposalKind.NEW_ROW, ProposalKind.REMOVED_ROW)


class InkDecision(StrEnum):
    """What became of red ink. Ink without a decision is pending and stays as it is."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DecidedText(NamedTuple):
    """The text that a decision gives to a cell, whatever stands there: proposed in another file."""

    text: str


class InkPlace(NamedTuple):
    """Where ink stands in a file: a cell ("D5"), or a whole row of a sheet ("5")."""

    sheet_name: str
    cell_or_row: str


InkDecisions = Mapping[InkPlace, InkDecision | DecidedText]
"""What was decided on the cells of one file; verdicts on places without ink are of no effect."""

NO_DECISIONS: InkDecisions = {}
"""All ink is pending."""


class ProposalSlot(NamedTuple):
    """The document that a proposal would change; None where it has no such part."""

    entity_code: str
    kind: DocumentKind
    reference_year: int
    period: Period | None
    sector_code: str | None
    strategic_direction_code: str | None


def ink_place(proposal: Proposal) -> InkPlace:
    """Gives where the ink of a proposal stands: its row for the two row kinds, else its cell."""
    if proposal.kind in _ROW_KINDS and proposal.row_number is not None:
        return InkPlace(proposal.sheet_name, str(proposal.row_number))
    return InkPlace(proposal.sheet_name, proposal.cell)


def proposal_key(slot: ProposalSlot, proposal: Proposal, rows: Iterable[SheetRow]) -> str:
    """Gives 64 hexadecimal signs that name a proposal as long as it asks for the same.

    The same for the same text asked of the same field of the same row of a document, whatever
    the file is called, wherever the row stands, however the spaces fall. Different as soon as
    the text asked for is another. `rows` are those of the proposal's document.
    """
    return _digest([*_subject(slot, proposal, rows), " ".join(proposal.after.split())])


def subject_key(slot: ProposalSlot, proposal: Proposal, rows: Iterable[SheetRow]) -> str:
    """Gives 64 hexadecimal signs that name what a proposal is about, whatever it asks for.

    Two proposals with one subject and different keys ask for different texts of one field.
    """
    return _digest(_subject(slot, proposal, rows))


def _subject(slot: ProposalSlot, proposal: Proposal, rows: Iterable[SheetRow]) -> list[str | None]:
    is_row = proposal.kind in _ROW_KINDS
    return [
        *(None if part is None else str(part) for part in slot),
        str(proposal.kind) if is_row else proposal.field_name,
        _row_identity(slot.kind, proposal, rows),
    ]


def _digest(parts: list[str | None]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _row_identity(kind: DocumentKind, proposal: Proposal, rows: Iterable[SheetRow]) -> str:
    """Gives what names the row in every file; a row without a name is known by its text."""
    row = proposal.row or next((row for row in rows if _is_of(row, proposal)), None)
    key = "" if row is None else row_key(kind, texts_of(row))
    return key or " ".join(proposal.before.split())


def _is_of(row: SheetRow, proposal: Proposal) -> bool:
    return (row.sheet_name, row.row_number) == (proposal.sheet_name, proposal.row_number)
