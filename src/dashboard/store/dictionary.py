"""Write docs/data-dictionary.md from the comments in the database.

Run as `python -m dashboard.store.dictionary`, or `make dictionary`.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from dashboard.settings import PROJECT_FOLDER
from dashboard.store.connection import Database
from dashboard.store.schema import bring_up_to_date
from dashboard.store.sql_files import sql_files

DICTIONARY = PROJECT_FOLDER / "docs" / "data-dictionary.md"

_HEAD = """# Data dictionary

Written from the comments in the database by `make dictionary`; do not edit.
The database is append-only: tables hold what was received, views what is made of it.
Words are those of [GLOSSARY.md](GLOSSARY.md). Times are in UTC, percentages out of 100.
"""

Column = tuple[str, str, str, str]
"""Relation, column, type and comment."""


def data_dictionary() -> str:
    """Gives the dictionary as Markdown: every table, view and named query."""
    with TemporaryDirectory() as folder:
        database = Database(Path(folder) / "dictionary.duckdb")
        bring_up_to_date(database)
        with database.cursor() as cursor:
            tables = _relations(cursor, "duckdb_tables()", "table_name")
            views = _relations(cursor, "duckdb_views()", "view_name")
            columns = _columns(cursor)
        database.close()
    parts = [
        _HEAD,
        "## Tables\n",
        *(_section(name, comment, columns[name]) for name, comment in tables),
        "## Views\n",
        *(_section(name, comment, columns[name]) for name, comment in views),
        "## Named queries\n",
        "`cruscotto query NAME` and the pages ask these. A parameter left out restricts nothing.\n",
        _query_table(),
    ]
    return "\n".join(parts)


def _relations(
    cursor: duckdb.DuckDBPyConnection, source: str, name_column: str
) -> list[tuple[str, str]]:
    """Gives name and comment of each table or view."""
    return cursor.execute(
        f"SELECT {name_column}, comment FROM {source} "  # noqa: S608 - names are our own
        "WHERE NOT internal AND database_name = current_database() ORDER BY 1"
    ).fetchall()


def _columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[Column]]:
    rows = cursor.execute(
        "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() "
        "ORDER BY table_name, column_index"
    ).fetchall()
    return {relation: list(group) for relation, group in groupby(rows, key=itemgetter(0))}


def _section(name: str, comment: str, columns: list[Column]) -> str:
    rows = "\n".join(
        f"| `{column}` | {data_type} | {_cell(sentence)} |"
        for _, column, data_type, sentence in columns
    )
    return f"### {name}\n\n{comment}\n\n| Column | Type | Meaning |\n|---|---|---|\n{rows}\n"


def _query_table() -> str:
    rows = "\n".join(
        f"| `{query.name}` | {_cell(query.description)} | {', '.join(query.parameters)} |"
        for query in sql_files("queries")
    )
    return f"| Query | Answer | Parameters |\n|---|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Writes the dictionary into docs/."""
    DICTIONARY.write_text(data_dictionary(), encoding="utf-8")


if __name__ == "__main__":
    main()
