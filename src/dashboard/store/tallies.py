"""Keep the sums of all entities beside the store, so that thousands are added up in a moment.

A store of thousands of entities cannot be worked out whole in memory. So the rows
from which means and counts above an indicator are made (`KEPT_RELATIONS`) are worked out a
stretch of entities at a time and kept in a file of their own beside the database; again only for
entities of which something was stored since. The file holds nothing that the store does not: it is
no part of a backup, and is made anew when it is missing, damaged or of another version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from dashboard.store.connection import Database, first_row
from dashboard.store.parts import Part, forget_part, part_cursor
from dashboard.store.schema import definition_digest

KEPT_RELATIONS = ("indicator_tally", "achievement_node", "action_tag", "level_rule")
_CATALOG = "cruscotto_tallies"
SUFFIX = ".tallies"
# What is worked out on the way to the sums of 3,000 results takes some 8 MiB of memory.
_ENTITIES_AT_ONCE = 100

_COLUMNS = """
    SELECT column_name, data_type
    FROM duckdb_columns()
    WHERE table_name = $name AND database_name = current_database()
    ORDER BY column_index
"""
_STALE_ENTITIES = f"""
    SELECT entity_version.entity_code, entity_version.statement_count
    FROM entity_version
    LEFT JOIN {_CATALOG}.tallied_entity
        ON entity_version.entity_code = tallied_entity.entity_code
        AND entity_version.statement_count = tallied_entity.statement_count
    WHERE tallied_entity.entity_code IS NULL
    ORDER BY entity_version.entity_code
"""  # noqa: S608 - our own name


def tallies_path(database: Database) -> Path:
    """Gives the file beside the database in which the sums are kept."""
    return database.path.with_name(database.path.name + SUFFIX)


@contextmanager
def tallied_cursor(database: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lends a cursor for which the sums of every entity are rows, not a view to work out."""
    with database.parts_lock:
        _attach(database)
        _bring_up_to_date(database)
        with database.cursor() as cursor:
            path = f"{_CATALOG}.main,{database.file_schema}"
            cursor.execute("SET search_path = $path", {"path": path})
            yield cursor


def _attach(database: Database) -> None:
    path = tallies_path(database)
    try:
        _attach_file(database, path)
    except duckdb.Error:
        # Damaged, or made by another version of DuckDB: nothing is lost with it.
        path.unlink(missing_ok=True)
        _attach_file(database, path)


def _attach_file(database: Database, path: Path) -> None:
    with database.bare_cursor() as cursor:
        quoted = str(path).replace("'", "''")
        cursor.execute(f"ATTACH IF NOT EXISTS '{quoted}' AS {_CATALOG}")
        if not _is_of_this_version(cursor):
            _create(cursor)


def _is_of_this_version(cursor: duckdb.DuckDBPyConnection) -> bool:
    with suppress(duckdb.CatalogException):
        digest = first_row(cursor, f"SELECT digest FROM {_CATALOG}.made_by")  # noqa: S608
        return digest == (definition_digest(),)
    return False


def _create(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes the tables empty; the columns of the sums are those of the views."""
    for name in KEPT_RELATIONS:
        columns = cursor.execute(_COLUMNS, {"name": name}).fetchall()
        declared = ", ".join(f"{column} {data_type}" for column, data_type in columns)
        cursor.execute(f"CREATE OR REPLACE TABLE {_CATALOG}.{name} ({declared})")
    cursor.execute(
        f"CREATE OR REPLACE TABLE {_CATALOG}.tallied_entity"
        " (entity_code VARCHAR, statement_count BIGINT)"
    )
    cursor.execute(f"CREATE OR REPLACE TABLE {_CATALOG}.made_by (digest VARCHAR)")
    cursor.execute(
        f"INSERT INTO {_CATALOG}.made_by VALUES ($digest)",  # noqa: S608
        {"digest": definition_digest()},
    )


def _bring_up_to_date(database: Database) -> None:
    with database.cursor() as cursor:
        stale = cursor.execute(_STALE_ENTITIES).fetchall()
        known = cursor.execute("SELECT entity_code FROM entity ORDER BY entity_code").fetchall()
    position = {code: number for number, (code,) in enumerate(known)}
    for stretch in _stretches(stale, position):
        _tally(database, stretch)


Versions = Sequence[tuple[str, int]]
"""Entities with the number of statements about each, in the order of their codes."""


def _stretches(stale: Versions, position: dict[str, int]) -> Iterator[Versions]:
    """Gives stale entities a stretch at a time, with few others between the first and the last."""
    stretch: list[tuple[str, int]] = []
    for one in stale:
        if stretch and position[one[0]] - position[stretch[0][0]] >= _ENTITIES_AT_ONCE:
            yield stretch
            stretch = []
        stretch.append(one)
    if stretch:
        yield stretch


def _tally(database: Database, stretch: Versions) -> None:
    """Works out the sums of entities, and keeps them with the versions that they are of."""
    codes = {"first": stretch[0][0], "last": stretch[-1][0]}
    part = Part(None, codes["first"], codes["last"])
    between = "entity_code BETWEEN $first AND $last"
    with part_cursor(database, part, " ".join((*KEPT_RELATIONS, "entity_version"))) as cursor:
        cursor.begin()
        for name in KEPT_RELATIONS:
            cursor.execute(f"DELETE FROM {_CATALOG}.{name} WHERE {between}", codes)  # noqa: S608
            cursor.execute(f"INSERT INTO {_CATALOG}.{name} SELECT * FROM {name}")  # noqa: S608
        cursor.execute(f"DELETE FROM {_CATALOG}.tallied_entity WHERE {between}", codes)  # noqa: S608
        cursor.execute(
            f"INSERT INTO {_CATALOG}.tallied_entity"  # noqa: S608
            " SELECT entity_code, statement_count FROM entity_version"
        )
        cursor.commit()
    forget_part(database, part)
