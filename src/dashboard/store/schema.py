"""Bring a database file up to date: tables by numbered migrations, views and macros by their text.

Tables change only through migrations, each run once. Views, macros and comments hold no data, so
they are written anew whenever the text shipped with the program differs from that in the file.
"""

from __future__ import annotations

from hashlib import sha256

import duckdb

from dashboard.errors import StoreUnusableError
from dashboard.store.comments import comment_statements
from dashboard.store.connection import Database, first_row
from dashboard.store.sql_files import SqlFile, relation_name, sql_files

_DEFINITION_FOLDERS = ("macros", "views", "comments")

_BOOKKEEPING = """
CREATE TABLE IF NOT EXISTS schema_migration (
    migration_number INTEGER PRIMARY KEY,
    migration_name VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
CREATE TABLE IF NOT EXISTS schema_definition (
    definition_sha256 VARCHAR NOT NULL
);
"""


def bring_up_to_date(database: Database) -> None:
    """Runs what the file lacks, in one transaction.

    Raises StoreUnusableError for a file written by a newer program, or one that is not ours.
    """
    migrations = {_number(migration): migration for migration in sql_files("migrations")}
    try:
        with database.transaction() as cursor:
            cursor.execute(_BOOKKEEPING)
            applied = _applied_numbers(cursor)
            if applied - migrations.keys():
                raise StoreUnusableError(path=str(database.path), reason="newer")
            for number in sorted(migrations.keys() - applied):
                _apply(cursor, number, migrations[number])
            _define(cursor)
    except duckdb.Error as error:
        raise StoreUnusableError(path=str(database.path), reason="damaged") from error


def _number(migration: SqlFile) -> int:
    return int(migration.name.split("_")[0])


def _applied_numbers(cursor: duckdb.DuckDBPyConnection) -> set[int]:
    rows = cursor.execute("SELECT migration_number FROM schema_migration").fetchall()
    return {number for (number,) in rows}


def _apply(cursor: duckdb.DuckDBPyConnection, number: int, migration: SqlFile) -> None:
    cursor.execute(migration.text)
    cursor.execute(
        "INSERT INTO schema_migration VALUES ($number, $name, localtimestamp)",
        {"number": number, "name": migration.name},
    )


def _define(cursor: duckdb.DuckDBPyConnection) -> None:
    """Writes macros, views and comments anew when their text is not the one in the file."""
    digest = definition_digest()
    if first_row(cursor, "SELECT definition_sha256 FROM schema_definition") == (digest,):
        return
    _drop_views(cursor)
    for macro in sql_files("macros"):
        cursor.execute(macro.text)
    _create_views(cursor)
    cursor.execute(";\n".join(comment_statements(cursor)))
    cursor.execute("DELETE FROM schema_definition")
    cursor.execute("INSERT INTO schema_definition VALUES ($digest)", {"digest": digest})


def _create_views(cursor: duckdb.DuckDBPyConnection) -> None:
    """Creates the views, each while those that it reads from are empty tables.

    To create a view DuckDB takes all that it reads from apart, down to the tables, and once more
    for every mention: on top of each other the views took eight times as long.
    """
    views = [(relation_name(view), view.text) for view in sql_files("views")]
    for name, text in views:
        cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM (\n{text}\n) AS empty LIMIT 0")  # noqa: S608 - our own texts
    for name, text in reversed(views):
        cursor.execute(f"DROP TABLE {name}")
        cursor.execute(f"CREATE VIEW {name} AS\n{text}")


def definition_digest() -> str:
    """Gives what changes whenever a macro, view or comment of the program does."""
    texts = (part.text for folder in _DEFINITION_FOLDERS for part in sql_files(folder))
    return sha256("\n".join(texts).encode()).hexdigest()


def _drop_views(cursor: duckdb.DuckDBPyConnection) -> None:
    """Drops every view, so that one that the program no longer has does not linger."""
    views = cursor.execute(
        "SELECT view_name FROM duckdb_views() "
        "WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    for (name,) in views:
        cursor.execute(f'DROP VIEW "{name}"')
