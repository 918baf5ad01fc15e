"""What `cruscotto proposals --json` prints. The shape is a contract, in docs/proposals-json.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dashboard.domain.decisions import ProposalState
from dashboard.texts.formats import Record, is_absent

_NAMES = {
    "id": "proposal_id",
    "kind": "proposal_kind",
    "before": "before_text",
    "after": "after_text",
    "file": "file_name",
    "sheet": "sheet_name",
    "cell": "cell",
    "state": "state",
    "entity": "entity_code",
    "year": "reference_year",
    "direction": "strategic_direction_code",
    "sector": "sector_name",
    "row": "row_label",
    "field": "field_name",
    "in_force": "is_in_force",
}
_DECISION_NAMES = {
    "reason": "decision_reason",
    "by": "decided_by",
    "at": "decided_at",
    "deed_number": "deed_number",
    "deed_date": "deed_date",
}


def proposals_as_json(proposals: Iterable[Record]) -> dict[str, Any]:
    """Gives `{"proposals": [...]}` with values that `json.dumps` takes as they are.

    `proposals`: rows of the query of that name.
    """
    return {"proposals": [_entry(one) for one in proposals]}


def _entry(proposal: Record) -> dict[str, Any]:
    entry = {name: _plain(proposal[column]) for name, column in _NAMES.items()}
    return {**entry, "decision": _decision(proposal)}


def _decision(proposal: Record) -> dict[str, Any] | None:
    """Gives the decision that a proposal stands by; None while it waits for one."""
    if proposal["state"] == ProposalState.PENDING:
        return None
    found = {name: _plain(proposal[column]) for name, column in _DECISION_NAMES.items()}
    deed_date = proposal["deed_date"]
    return {**found, "deed_date": None if is_absent(deed_date) else deed_date.date().isoformat()}


def _plain(value: Any) -> str | int | bool | None:
    if is_absent(value):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | bool) else int(value)
