"""Keep the rows of the views worked out in memory, made anew after every change of the store.

The views say what the rows are; working them out takes DuckDB longer to plan than to run, and a
page asks six or more queries of them. So each is worked out once, one on top of the other, from
the very text of the view. Nothing of this is written to the file. On a server, materialised views
in a schema that comes first in the search path take its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import duckdb

from dashboard.store.connection import CURRENT_SCHEMA, SNAPSHOT_CATALOG, Database
from dashboard.store.sql_files import SqlFile, relation_name, sql_files


def refresh_snapshot(database: Database) -> None:
    """Makes the snapshot anew when something was committed since it was made."""
    if database.is_snapshot_current():
        return
    with database.snapshot_transaction() as cursor:
        if not database.is_snapshot_current():
            write_snapshot(cursor, CURRENT_SCHEMA)


def work_out(cursor: duckdb.DuckDBPyConnection, sql: str, given: Collection[str] = ()) -> None:
    """Works out, for this cursor alone, the views that a text reads from, but for those given."""
    for view in _read_from(sql, given):
        cursor.execute(f"CREATE TEMP TABLE {relation_name(view)} AS\n{view.text}")


def _read_from(sql: str, given: Collection[str]) -> list[SqlFile]:
    """Gives the views that a text names, and those that these name, in the order of need."""
    wanted: set[str] = set()
    texts = [sql]
    by_name = {relation_name(view): view for view in sql_files("views")}
    while texts:
        named = set(re.findall(r"\w+", texts.pop())) & by_name.keys() - wanted - set(given)
        wanted |= named
        texts += [by_name[name].text for name in named]
    return [view for name, view in by_name.items() if name in wanted]


def write_snapshot(cursor: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Works every view out into a schema of the snapshot catalog, which the cursor looks at."""
    for view in sql_files("views"):
        cursor.execute(
            f"CREATE OR REPLACE TABLE {SNAPSHOT_CATALOG}.{schema}.{relation_name(view)} AS\n"
            f"{view.text}"
        )
