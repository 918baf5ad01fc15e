"""Comment every table, view and column in the database itself.

Tables and columns are described in sql/comments, a view at the head of its own file. A word means
the same thing everywhere: the first sentence on a column is carried over to the relations that
have a column of that name and no sentence of their own.
"""

from __future__ import annotations

import re

import duckdb

from dashboard.store.sql_files import relation_name, sql_files

_COLUMN_COMMENT = re.compile(r"COMMENT ON COLUMN (\w+)\.(\w+)\s+IS '((?:[^']|'')*)';")


def comment_statements(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Gives the statements that comment the tables and views that the database has."""
    texts = [part.text for part in sql_files("comments")]
    views = [
        f"COMMENT ON VIEW {relation_name(view)} IS '{_quoted(view.header)}'"
        for view in sql_files("views")
    ]
    return [*texts, *views, *_carried_over(cursor, "\n".join(texts))]


def _carried_over(cursor: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    stated = _COLUMN_COMMENT.findall(text)
    has_its_own = {(relation, column) for relation, column, _ in stated}
    first_sentence = {column: sentence for _, column, sentence in reversed(stated)}
    columns = cursor.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    return [
        f"COMMENT ON COLUMN {relation}.{column} IS '{first_sentence[column]}'"
        for relation, column in columns
        if (relation, column) not in has_its_own and column in first_sentence
    ]


def _quoted(text: str) -> str:
    return text.replace("'", "''")
