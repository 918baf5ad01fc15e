"""Show the store as it was at a moment of the past.

Rows are only ever appended, each with its time, so the past is what had been appended by then. A
schema in memory holds relations of the tables' names that end at the moment; above them the very
views of the present are worked out. No view and no query knows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import duckdb

from dashboard.store.connection import CURRENT_SCHEMA, SNAPSHOT_CATALOG, Database
from dashboard.store.snapshot import write_snapshot

# A person compares a few dates; each keeps its rows in memory.
KEPT_PASTS = 4

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
}
# What a decision made of a document did not hold before it; tables of facts follow the documents.
_REVISIONS_UNTIL = "(revised_at IS NULL OR revised_at <= (SELECT moment FROM {target}.past)) AND "


def utc_moment(as_of: date) -> datetime:
    """Gives the moment meant by a date or a datetime, in UTC without zone, as the store holds it.

    A date is the end of that day on this machine's clock. A datetime without zone is in UTC.
    """
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max).astimezone()
    return as_of if as_of.tzinfo is None else as_of.astimezone(UTC).replace(tzinfo=None)


@contextmanager
def past_cursor(database: Database, moment: datetime) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lends a cursor that sees the store as it was at the moment, which must be over."""
    schema = f"as_of_{moment:%Y%m%d%H%M%S%f}"
    # Held while asking: without its schema a name would mean the present.
    with database.past_lock:
        if schema not in database.snapshot_schemas:
            _forget_the_oldest(database)
            _write_past(database, schema, moment)
        with database.snapshot_cursor(schema) as cursor:
            yield cursor


def _forget_the_oldest(database: Database) -> None:
    pasts = [schema for schema in database.snapshot_schemas if schema != CURRENT_SCHEMA]
    for schema in pasts[: len(pasts) - KEPT_PASTS + 1]:
        database.forget_snapshot(schema)


def _write_past(database: Database, schema: str, moment: datetime) -> None:
    target = f"{SNAPSHOT_CATALOG}.{schema}"
    database.forget_snapshot(schema)
    with database.cursor() as cursor:
        tables = _tables_that_grow(cursor)
        cursor.execute(f"CREATE SCHEMA {target}")
    with database.snapshot_transaction(schema) as cursor:
        cursor.execute(f"CREATE TABLE {target}.past (moment TIMESTAMP)")
        cursor.execute(f"INSERT INTO {target}.past VALUES ($moment)", {"moment": moment})  # noqa: S608
        for table in tables:
            cursor.execute(_table_until(database.file_schema, target, table))
        write_snapshot(cursor, schema)


def _table_until(file_schema: str, target: str, table: str) -> str:
    """Gives the statement for a relation with a table's name and columns that ends at the moment.

    Every column, whatever later migrations add: here a row is kept or left out, never changed.
    """
    dated_by = _DATED_BY.get(table)
    condition = f"{dated_by} <= (SELECT moment FROM {target}.past)"  # noqa: S608 - our own names
    if dated_by is None:
        condition = f"upload_id IN (SELECT upload_id FROM {target}.upload)"  # noqa: S608
    if table == "document":
        condition = _REVISIONS_UNTIL.format(target=target) + condition
    return (
        f"CREATE VIEW {target}.{table} AS "  # noqa: S608 - our own names
        f"SELECT * FROM {file_schema}.{table} WHERE {condition}"
    )


def _tables_that_grow(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Gives the tables whose rows belong to uploads, after those that are dated themselves."""
    rows = cursor.execute(
        "SELECT columns.table_name FROM duckdb_columns() AS columns "
        "INNER JOIN duckdb_tables() AS tables ON columns.table_oid = tables.table_oid "
        "AND columns.database_name = tables.database_name "
        "WHERE columns.column_name = 'upload_id' AND NOT tables.internal "
        "AND columns.database_name = current_database() ORDER BY 1"
    ).fetchall()
    return [*_DATED_BY, *(name for (name,) in rows if name not in _DATED_BY)]
