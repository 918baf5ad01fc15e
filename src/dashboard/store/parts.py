"""Show a part of the store: as it was at a moment of the past, what belongs to some entities.

Rows are only ever appended, each with its time and its entity, so a part is what had been appended
by then, or for them. A schema in memory holds relations of the tables' names that end there; above
them the very views of the whole are worked out. No view and no query knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

import duckdb

from dashboard.store.connection import CURRENT_SCHEMA, SNAPSHOT_CATALOG, Database
from dashboard.store.snapshot import add_views, missing_views

# A person compares a few dates, and a Nucleo goes to and fro between a few entities; each part
# keeps its rows in memory.
KEPT_PARTS = 6

# Tables dated by a column of their own; the others end with the uploads that their rows belong to.
_DATED_BY = {
    "entity": "first_seen_at",
    "upload": "uploaded_at",
    "upload_revocation": "revoked_at",
    "sheet_mapping": "saved_at",
    "sheet_mapping_removal": "removed_at",
    "known_name": "stated_at",
    "known_name_removal": "removed_at",
    "proposal_decision": "decided_at",
    "assessment": "stated_at",
    "check_acceptance": "accepted_at",
    "cycle_event": "stated_at",
    "template_issue": "stated_at",
    "reminder": "stated_at",
    "review": "stated_at",
    "clarification": "stated_at",
    "review_session": "stated_at",
}
# What a decision made of a document did not hold before it; tables of facts follow the documents.
_REVISIONS_UNTIL = "(revised_at IS NULL OR revised_at <= (SELECT moment FROM {target}.past))"
# Too heavy to copy: the files themselves, and the text of every cell.
LEFT_IN_THE_FILE = {"upload", "source_cell"}


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows: appended by a moment (UTC without zone), of the entities from first to last.

    None restricts nothing. Entities are in the order of their codes.
    """

    moment: datetime | None = None
    first_entity_code: str | None = None
    last_entity_code: str | None = None

    @property
    def is_whole(self) -> bool:
        """Says whether it is the whole store as it is now."""
        return self == Part()

    @property
    def schema(self) -> str:
        """Gives a schema name of its own; entity codes come from files, and may hold any sign."""
        return f"part_{sha256(repr(self).encode()).hexdigest()[:24]}"


def utc_moment(as_of: date) -> datetime:
    """Gives the moment meant by a date or a datetime, in UTC without zone, as the store holds it.

    A date is the end of that day on this machine's clock. A datetime without zone is in UTC.
    """
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max).astimezone()
    return as_of if as_of.tzinfo is None else as_of.astimezone(UTC).replace(tzinfo=None)


@contextmanager
def part_cursor(database: Database, part: Part, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lends a cursor that sees a part of the store; a moment, if there is one, must be over.

    Only the views that the text names are worked out: any other would be that of the whole store.
    """
    schema = part.schema
    # Held while asking: without its schema a name would mean the whole store.
    with database.parts_lock:
        if not _is_kept(database, part):
            _forget_the_oldest(database)
            _write_part(database, part)
        if missing_views(database, schema, sql):
            with database.snapshot_transaction(schema) as (cursor, snapshot):
                add_views(cursor, schema, snapshot, sql)
        with database.snapshot_cursor(schema) as cursor:
            yield cursor


def forget_part(database: Database, part: Part) -> None:
    """Drops the rows that are kept of a part."""
    with database.parts_lock:
        database.forget_snapshot(part.schema)


def _is_kept(database: Database, part: Part) -> bool:
    if part.moment is not None:
        return part.schema in database.snapshot_schemas  # what is over changes no more
    return database.is_snapshot_current(part.schema)


def _forget_the_oldest(database: Database) -> None:
    parts = [schema for schema in database.snapshot_schemas if schema != CURRENT_SCHEMA]
    for schema in parts[: len(parts) - KEPT_PARTS + 1]:
        database.forget_snapshot(schema)


def _write_part(database: Database, part: Part) -> None:
    schema, target = part.schema, f"{SNAPSHOT_CATALOG}.{part.schema}"
    database.forget_snapshot(schema)
    with database.cursor() as cursor:
        tables = tables_that_grow(cursor)
        cursor.execute(f"CREATE SCHEMA {target}")
    with database.snapshot_transaction(schema) as (cursor, _):
        cursor.execute(f"CREATE TABLE {target}.past (moment TIMESTAMP)")
        cursor.execute(f"INSERT INTO {target}.past VALUES ($moment)", {"moment": part.moment})  # noqa: S608 - our own name
        for table, has_entity in tables.items():
            statement = _relation_of_part(database.file_schema, table, part, has_entity)
            if statement is not None:
                cursor.execute(statement)


def _relation_of_part(file_schema: str, table: str, part: Part, has_entity: bool) -> str | None:
    """Gives the statement for a relation with a table's name and columns that holds the part.

    Every column, whatever later migrations add: here a row is kept or left out, never changed.
    None where the part leaves nothing out. Rows of some entities are copied, since each of the
    many views would look for them among those of all others.
    """
    of_entities = _entity_conditions(part) if has_entity else []
    conditions = of_entities + ([] if part.moment is None else _moment_conditions(table, part))
    if not conditions:
        return None
    is_copied = of_entities and table not in LEFT_IN_THE_FILE
    kind = "TABLE" if is_copied else "VIEW"
    rows = f"SELECT * FROM {file_schema}.{table} WHERE {' AND '.join(conditions)}"  # noqa: S608 - our own names, codes quoted
    return f"CREATE {kind} {SNAPSHOT_CATALOG}.{part.schema}.{table} AS {rows}"


def _entity_conditions(part: Part) -> list[str]:
    # Written out: a bound known beforehand lets whole stretches of the table be passed over.
    bounds = ((">=", part.first_entity_code), ("<=", part.last_entity_code))
    return [
        f"entity_code {sign} '{code.replace(chr(39), chr(39) * 2)}'"
        for sign, code in bounds
        if code is not None
    ]


def _moment_conditions(table: str, part: Part) -> list[str]:
    target = f"{SNAPSHOT_CATALOG}.{part.schema}"
    dated_by = _DATED_BY.get(table)
    if dated_by is not None:
        return [f"{dated_by} <= (SELECT moment FROM {target}.past)"]  # noqa: S608 - our own names
    revisions = [_REVISIONS_UNTIL.format(target=target)] if table == "document" else []
    return [*revisions, f"upload_id IN (SELECT upload_id FROM {target}.upload)"]  # noqa: S608 - our own


def tables_that_grow(cursor: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """Gives the tables to which rows are appended, and whether these name their entity.

    Those that are dated themselves come first: the others follow the uploads.
    """
    rows = cursor.execute(
        "SELECT columns.table_name, list(columns.column_name) FROM duckdb_columns() AS columns "
        "INNER JOIN duckdb_tables() AS tables ON columns.table_oid = tables.table_oid "
        "AND columns.database_name = tables.database_name "
        "WHERE NOT tables.internal AND columns.database_name = current_database() "
        "GROUP BY columns.table_name ORDER BY 1"
    ).fetchall()
    columns: dict[str, list[str]] = dict(rows)
    followers = [name for name in columns if "upload_id" in columns[name]]
    ordered = dict.fromkeys([*_DATED_BY, *followers])
    return {name: "entity_code" in columns[name] for name in ordered}
