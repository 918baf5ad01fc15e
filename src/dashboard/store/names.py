"""Keep the names that persons have given a meaning: append, remove, read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

from dashboard.domain.known_names import KnownName, NameSubject
from dashboard.domain.roles import Role, role_of
from dashboard.store.connection import first_row

_SAME_IN_FORCE = """
SELECT known_name_id
FROM known_name
WHERE entity_code = $entity_code
    AND subject = $subject
    AND code = $code
    AND name = $name
    AND valid_from IS NOT DISTINCT FROM $valid_from
    AND valid_to IS NOT DISTINCT FROM $valid_to
    AND known_name_id NOT IN (SELECT known_name_id FROM known_name_removal)
ORDER BY known_name_id
"""
_STATEMENTS = """
SELECT
    known_name.subject,
    known_name.code,
    known_name.name,
    known_name.valid_from,
    known_name.valid_to,
    known_name.entity_code,
    known_name.stated_by,
    known_name.stated_at,
    known_name.upload_id,
    known_name.known_name_id,
    known_name_removal.removed_by,
    known_name_removal.removed_at,
    known_name.stated_role,
    known_name_removal.removed_role
FROM known_name
LEFT JOIN known_name_removal
    ON known_name.known_name_id = known_name_removal.known_name_id
ORDER BY known_name.known_name_id
"""


@dataclass(frozen=True, slots=True)
class NameStatement:
    """A known name with who stated it, when (UTC without zone), and with which upload.

    `known_name_id` is None until it is stored. `removed_by` and `removed_at` are set once it
    counts no more.
    """

    known_name: KnownName
    entity_code: str
    stated_by: str
    stated_at: datetime
    upload_id: int | None = None
    known_name_id: int | None = None
    removed_by: str | None = None
    removed_at: datetime | None = None
    stated_role: Role | None = None
    removed_role: Role | None = None

    @property
    def removal(self) -> tuple[int, str, datetime, Role | None]:
        """Gives number, person, time and role of the removal. Raises ValueError without one."""
        if self.known_name_id is None or self.removed_by is None or self.removed_at is None:
            raise ValueError(self)
        return self.known_name_id, self.removed_by, self.removed_at, self.removed_role


def append_name_statement(cursor: duckdb.DuckDBPyConnection, statement: NameStatement) -> int:
    """Inserts a statement and gives its number: its own, else the next one.

    The very same statement in force already: nothing is written and its number is given.
    """
    known = statement.known_name
    values = {
        "entity_code": statement.entity_code,
        "subject": str(known.subject),
        "code": known.code,
        "name": known.name,
        "valid_from": known.valid_from,
        "valid_to": known.valid_to,
    }
    same = first_row(cursor, _SAME_IN_FORCE, values)
    if same is not None:
        return int(same[0])
    known_name_id = statement.known_name_id or _next_id(cursor)
    cursor.execute(
        "INSERT INTO known_name (known_name_id, entity_code, subject, code, name, valid_from,"
        " valid_to, stated_by, stated_role, stated_at, upload_id)"
        " VALUES ($known_name_id, $entity_code, $subject, $code, $name,"
        " $valid_from, $valid_to, $stated_by, $stated_role, $stated_at, $upload_id)",
        values
        | {
            "known_name_id": known_name_id,
            "stated_by": statement.stated_by,
            "stated_role": statement.stated_role,
            "stated_at": statement.stated_at,
            "upload_id": statement.upload_id,
        },
    )
    return known_name_id


def append_removal(
    cursor: duckdb.DuckDBPyConnection,
    known_name_id: int,
    removed_by: str,
    removed_at: datetime,
    removed_role: Role | None,
) -> None:
    """Inserts a removal; a second one changes nothing. Raises KeyError for an unknown number."""
    params = {"known_name_id": known_name_id}
    statement = "SELECT 1 FROM known_name WHERE known_name_id = $known_name_id"
    if first_row(cursor, statement, params) is None:
        raise KeyError(known_name_id)
    cursor.execute(
        "INSERT INTO known_name_removal (known_name_id, removed_by, removed_role, removed_at)"
        " VALUES ($known_name_id, $removed_by, $removed_role, $removed_at)"
        " ON CONFLICT DO NOTHING",
        params | {"removed_by": removed_by, "removed_role": removed_role, "removed_at": removed_at},
    )


def name_statements(cursor: duckdb.DuckDBPyConnection) -> list[NameStatement]:
    """Gives every statement ever made, removed ones included, in the order of their numbers."""
    return [
        NameStatement(KnownName(NameSubject(subject), *named), *stated, *map(role_of, roles))
        for subject, *rest in cursor.execute(_STATEMENTS).fetchall()
        for named, stated, roles in [(rest[:4], rest[4:-2], rest[-2:])]
    ]


def _next_id(cursor: duckdb.DuckDBPyConnection) -> int:
    row = first_row(cursor, "SELECT coalesce(max(known_name_id), 0) + 1 FROM known_name")
    return 1 if row is None else int(row[0])
