"""Keep what persons said of findings: accepted for a reason, or questioned again. Only appended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import duckdb

from dashboard.domain.plausibility.standing import Acceptance
from dashboard.domain.roles import role_of
from dashboard.store.connection import first_row

_STATEMENTS = """
SELECT
    entity_code,
    finding_key,
    check_code,
    is_accepted,
    reason,
    accepted_by,
    accepted_at,
    acceptance_id,
    accepted_role
FROM check_acceptance
ORDER BY acceptance_id
"""


def append_acceptance(
    cursor: duckdb.DuckDBPyConnection, acceptance: Acceptance, now: datetime
) -> int:
    """Inserts a statement under its own number and time, else the next number and `now`."""
    row = first_row(cursor, "SELECT coalesce(max(acceptance_id), 0) + 1 FROM check_acceptance")
    next_id = 1 if row is None else int(row[0])
    stored = replace(
        acceptance,
        accepted_at=acceptance.accepted_at or now,
        acceptance_id=acceptance.acceptance_id or next_id,
    )
    cursor.execute(
        "INSERT INTO check_acceptance (acceptance_id, entity_code, finding_key, check_code,"
        " is_accepted, reason, accepted_by, accepted_role, accepted_at)"
        " VALUES ($acceptance_id, $entity_code, $finding_key,"
        " $check_code, $is_accepted, $reason, $accepted_by, $accepted_role, $accepted_at)",
        {
            "acceptance_id": stored.acceptance_id,
            "entity_code": stored.entity_code,
            "finding_key": stored.finding_key,
            "check_code": stored.check_code,
            "is_accepted": stored.is_accepted,
            "reason": stored.reason,
            "accepted_by": stored.accepted_by,
            "accepted_role": stored.accepted_role,
            "accepted_at": stored.accepted_at,
        },
    )
    return int(stored.acceptance_id or next_id)


def acceptances(cursor: duckdb.DuckDBPyConnection) -> list[Acceptance]:
    """Gives every statement ever made, in the order of their numbers."""
    return [
        replace(Acceptance(*row), accepted_role=role_of(role))
        for *row, role in cursor.execute(_STATEMENTS).fetchall()
    ]
