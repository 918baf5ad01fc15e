"""Keep the relations that every page reads worked out in memory, once per version of the store.

The views say what the rows are; the snapshot only saves working them out again for each of the
six or so queries of a page. It is never written to the file and holds nothing of its own. On a
server, a materialised view in a schema of the same name takes its place.
"""

from __future__ import annotations

import duckdb

from dashboard.store.connection import SNAPSHOT_CATALOG, Database, first_row

SNAPSHOT_RELATIONS = ("indicator_result", "indicator_tally")
_VERSION_TABLE = f"{SNAPSHOT_CATALOG}.made_of_version"


def prepare_snapshot(database: Database) -> None:
    """Marks the snapshot as not made, unless another store on the same file already made it."""
    with database.transaction() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {_VERSION_TABLE} (store_version BIGINT)")


def refresh_snapshot(database: Database) -> None:
    """Makes the snapshot anew when something was appended or revoked since it was made."""
    with database.cursor() as cursor:
        if _snapshot_version(cursor) == store_version(cursor):
            return
    with database.transaction() as cursor:
        current = store_version(cursor)
        if _snapshot_version(cursor) == current:
            return
        # Names below are our own, never a person's.
        for relation in SNAPSHOT_RELATIONS:
            cursor.execute(
                f"CREATE OR REPLACE TABLE {SNAPSHOT_CATALOG}.{relation} "  # noqa: S608
                f"AS SELECT * FROM {relation}"
            )
        cursor.execute(f"DELETE FROM {_VERSION_TABLE}")  # noqa: S608
        cursor.execute(f"INSERT INTO {_VERSION_TABLE} VALUES ($current)", {"current": current})  # noqa: S608


def store_version(cursor: duckdb.DuckDBPyConnection) -> int:
    """Gives the number of uploads and revocations so far."""
    row = first_row(
        cursor, "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM upload_revocation)"
    )
    return 0 if row is None else int(row[0])


def _snapshot_version(cursor: duckdb.DuckDBPyConnection) -> int | None:
    row = first_row(cursor, f"SELECT max(store_version) FROM {_VERSION_TABLE}")  # noqa: S608
    return None if row is None else row[0]
