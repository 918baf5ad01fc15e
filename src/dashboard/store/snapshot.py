"""Keep the rows of the views worked out in memory, anew after every change of the store.

The views say what the rows are; working them out takes DuckDB longer to plan than to run, and a
page asks six or more queries of them. So each is worked out when it is first asked for, one on top
of the other, from the very text of the view. Nothing of this is written to the file. On a server,
materialised views in a schema that comes first in the search path take its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

import duckdb

from dashboard.store.connection import CURRENT_SCHEMA, SNAPSHOT_CATALOG, Database, Snapshot
from dashboard.store.sql_files import SqlFile, relation_name, sql_files


def refresh_snapshot(database: Database, sql: str) -> None:
    """Works out the views that a text reads from, but for those of which it was done already."""
    if database.is_snapshot_current() and not missing_views(database, CURRENT_SCHEMA, sql):
        return
    with database.snapshot_transaction() as (cursor, snapshot):
        if snapshot.commit_count != database.commit_count:
            _drop_all(cursor, snapshot)
            snapshot.commit_count = database.commit_count
        add_views(cursor, CURRENT_SCHEMA, snapshot, sql)


def missing_views(database: Database, schema: str, sql: str) -> bool:
    """Says whether a text reads from views that are not worked out in a schema."""
    return bool(_read_from(sql, database.snapshot_relations(schema)))


def add_views(cursor: duckdb.DuckDBPyConnection, schema: str, snapshot: Snapshot, sql: str) -> None:
    """Works out, into the schema that the cursor looks at, the views that a text reads from."""
    for view in _read_from(sql, frozenset(snapshot.relations)):
        name = relation_name(view)
        # Replaced where it is there: who opens the file a second time knows nothing of it.
        cursor.execute(
            f"CREATE OR REPLACE TABLE {SNAPSHOT_CATALOG}.{schema}.{name} AS\n{view.text}"
        )
        snapshot.relations.add(name)


def _drop_all(cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    # All of them: rows of before the change must never be read beside rows of after it.
    for name in snapshot.relations:
        cursor.execute(f"DROP TABLE {SNAPSHOT_CATALOG}.{CURRENT_SCHEMA}.{name}")
    snapshot.relations.clear()


def work_out(cursor: duckdb.DuckDBPyConnection, sql: str, given: Collection[str] = ()) -> set[str]:
    """Works out, for this cursor alone, the views that a text reads from, but for those given.

    Gives the names of the views that were worked out.
    """
    views = _read_from(sql, frozenset(given))
    for view in views:
        # A temporary table hides the view of its name.
        cursor.execute(f"CREATE TEMP TABLE {relation_name(view)} AS\n{view.text}")
    return set(map(relation_name, views))


# Queries come from files: few texts, each with a handful of states of the snapshot.
@lru_cache(maxsize=2048)
def _read_from(sql: str, given: frozenset[str]) -> tuple[SqlFile, ...]:
    """Gives the views that a text names, and those that these name, in the order of need."""
    wanted: set[str] = set()
    texts = [sql]
    by_name = {relation_name(view): view for view in sql_files("views")}
    while texts:
        named = set(re.findall(r"\w+", texts.pop())) & by_name.keys() - wanted - given
        wanted |= named
        texts += [by_name[name].text for name in named]
    return tuple(view for name, view in by_name.items() if name in wanted)
