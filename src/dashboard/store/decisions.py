"""Append decisions on proposals, and the documents as they read after them.

Both travel in one transaction: a text counts from the very moment it is accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.decisions import Grounds, Verdict
from dashboard.domain.model import DocumentToStore
from dashboard.store.appending import GatheredRows, Tables, next_id
from dashboard.store.connection import first_row

Revisions = Mapping[int, Sequence[DocumentToStore]]
"""By upload, its documents as they read once the decisions are taken."""


@dataclass(frozen=True, slots=True)
class KeyedDecision:
    """A verdict on a proposal, by its number and by the key that outlives its file."""

    proposal_id: int
    entity_code: str
    proposal_key: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class DecisionsToStore:
    """Decisions taken together, on the same grounds, with what they make of the documents.

    `store_version` is the state of the store that the revisions were worked out from.
    """

    decisions: tuple[KeyedDecision, ...]
    grounds: Grounds
    revisions: Revisions
    store_version: int


def append_decisions(
    tables: Tables, decided: DecisionsToStore, decided_at: datetime
) -> tuple[int, ...]:
    """Appends decisions and revisions; gives the numbers of the decisions."""
    cursor = tables.cursor
    first_id = next_id(cursor, "proposal_decision", "decision_id")
    grounds = decided.grounds
    rows = [
        {
            "decision_id": decision_id,
            "proposal_id": decision.proposal_id,
            "entity_code": decision.entity_code,
            "proposal_key": decision.proposal_key,
            "verdict": str(decision.verdict),
            "reason": grounds.reason,
            "decided_by": grounds.decided_by,
            "decided_role": grounds.decided_role,
            "decided_at": decided_at,
            "deed_number": None if grounds.deed is None else grounds.deed.number,
            "deed_date": None if grounds.deed is None else grounds.deed.deed_date,
        }
        for decision_id, decision in enumerate(decided.decisions, start=first_id)
    ]
    tables.insert("proposal_decision", rows)
    for upload_id, documents in decided.revisions.items():
        append_revision(tables, upload_id, documents, decided_at)
    return tuple(range(first_id, first_id + len(rows)))


def append_revision(
    tables: Tables, upload_id: int, documents: Iterable[DocumentToStore], revised_at: datetime
) -> None:
    """Appends the documents of an upload as they read now, over those that it came with."""
    row = first_row(
        tables.cursor,
        "SELECT max(revision_number) FROM document WHERE upload_id = $upload_id",
        {"upload_id": upload_id},
    )
    newest = 0 if row is None or row[0] is None else int(row[0])
    rows = GatheredRows(tables)
    rows.add_documents(documents, upload_id, newest + 1, revised_at)
    rows.write()
