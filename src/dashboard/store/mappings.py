"""Keep the mappings of sheets: append, remove, read, and note which upload was read with which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from dashboard.domain.mapping import MappingUse, SavedMapping, SheetMapping
from dashboard.domain.mapping_json import mapping_from_json, mapping_to_json
from dashboard.domain.roles import Role, role_of
from dashboard.store.connection import first_row

_SAVED = """
SELECT
    mapping_id,
    mapping_json,
    saved_by,
    saved_at,
    upload_count,
    is_in_force,
    saved_role
FROM sheet_mapping_state
ORDER BY mapping_id DESC
"""
_REMOVALS = """
SELECT
    mapping_id,
    removed_by,
    removed_at,
    reason,
    removed_role
FROM sheet_mapping_removal
ORDER BY removed_at
"""
_SAME_IN_FORCE = """
SELECT mapping_id
FROM sheet_mapping_state
WHERE is_in_force
    AND fingerprint = $fingerprint
    AND mapping_json = $mapping_json
"""
_USED_BY = """
SELECT
    mapping_use.sheet_name,
    sheet_mapping.mapping_json
FROM mapping_use
INNER JOIN sheet_mapping
    ON mapping_use.mapping_id = sheet_mapping.mapping_id
WHERE mapping_use.upload_id = $upload_id
"""


@dataclass(frozen=True, slots=True)
class MappingRemoval:
    """Who let a mapping count no more, when (UTC without zone), and why."""

    mapping_id: int
    removed_by: str
    removed_at: datetime
    reason: str
    removed_role: Role | None = None


def append_mapping(
    cursor: duckdb.DuckDBPyConnection,
    mapping: SheetMapping,
    saved_by: str,
    saved_at: datetime,
    mapping_id: int | None = None,
    saved_role: Role | None = None,
) -> int:
    """Inserts a mapping and gives its number: the one given, else the next one.

    The very same mapping in force already: nothing is written and its number is given.
    """
    content = {"fingerprint": mapping.fingerprint, "mapping_json": mapping_to_json(mapping)}
    same = first_row(cursor, _SAME_IN_FORCE, content)
    if same is not None and mapping_id is None:
        return int(same[0])
    number = mapping_id or _next_id(cursor)
    cursor.execute(
        "INSERT INTO sheet_mapping (mapping_id, fingerprint, mapping_name, document_kind,"
        " mapping_json, saved_by, saved_role, saved_at) VALUES ($mapping_id, $fingerprint,"
        " $mapping_name, $document_kind, $mapping_json, $saved_by, $saved_role, $saved_at)",
        content
        | {
            "mapping_id": number,
            "mapping_name": mapping.name,
            "document_kind": str(mapping.kind),
            "saved_by": saved_by,
            "saved_role": saved_role,
            "saved_at": saved_at,
        },
    )
    return number


def append_mapping_removal(cursor: duckdb.DuckDBPyConnection, removal: MappingRemoval) -> None:
    """Inserts a removal; a second one changes nothing. Raises KeyError for an unknown number."""
    mapping_id = {"mapping_id": removal.mapping_id}
    statement = "SELECT 1 FROM sheet_mapping WHERE mapping_id = $mapping_id"
    if first_row(cursor, statement, mapping_id) is None:
        raise KeyError(removal.mapping_id)
    cursor.execute(
        "INSERT INTO sheet_mapping_removal (mapping_id, removed_by, removed_role, removed_at,"
        " reason) VALUES ($mapping_id, $by, $role, $at, $reason)"
        " ON CONFLICT DO NOTHING",
        mapping_id
        | {
            "by": removal.removed_by,
            "role": removal.removed_role,
            "at": removal.removed_at,
            "reason": removal.reason,
        },
    )


def append_uses(
    cursor: duckdb.DuckDBPyConnection,
    upload_id: int,
    entity_code: str,
    uses: Iterable[MappingUse],
    uploaded_by: str,
    uploaded_at: datetime,
    uploaded_role: Role | None,
) -> None:
    """Notes the mappings that an upload was read with; saves those that are not in force yet.

    So every upload in the store can be read again with nothing but the store.
    """
    for use in uses:
        mapping_id = append_mapping(
            cursor, use.mapping, uploaded_by, uploaded_at, saved_role=uploaded_role
        )
        cursor.execute(
            "INSERT INTO mapping_use VALUES ($upload_id, $entity_code, $sheet_name, $mapping_id)",
            {
                "upload_id": upload_id,
                "entity_code": entity_code,
                "sheet_name": use.sheet_name,
                "mapping_id": mapping_id,
            },
        )


def saved_mappings(cursor: duckdb.DuckDBPyConnection) -> list[SavedMapping]:
    """Gives every mapping ever saved, newest first."""
    return [
        replace(SavedMapping(number, mapping_from_json(text), *rest), saved_role=role_of(role))
        for number, text, *rest, role in cursor.execute(_SAVED).fetchall()
    ]


def mapping_removals(cursor: duckdb.DuckDBPyConnection) -> list[MappingRemoval]:
    """Gives every removal, in the order of time."""
    return [
        replace(MappingRemoval(*row), removed_role=role_of(role))
        for *row, role in cursor.execute(_REMOVALS).fetchall()
    ]


def mappings_used(cursor: duckdb.DuckDBPyConnection, upload_id: int) -> tuple[SheetMapping, ...]:
    """Gives the mappings that an upload was read with, in force or not."""
    stored = cursor.execute(_USED_BY, {"upload_id": upload_id}).fetchall()
    return tuple(mapping_from_json(text) for _, text in stored)


def was_read_with(
    cursor: duckdb.DuckDBPyConnection, upload_id: int, uses: Iterable[MappingUse]
) -> bool:
    """Says whether an upload was read with exactly these mappings."""
    stored = cursor.execute(_USED_BY, {"upload_id": upload_id}).fetchall()
    asked = [(use.sheet_name, mapping_to_json(use.mapping)) for use in uses]
    return sorted(stored) == sorted(asked)


def _next_id(cursor: duckdb.DuckDBPyConnection) -> int:
    row = first_row(cursor, "SELECT coalesce(max(mapping_id), 0) + 1 FROM sheet_mapping")
    return 1 if row is None else int(row[0])
