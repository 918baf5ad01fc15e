"""Everything in the database says what it is, and the printed dictionary is current."""

from __future__ import annotations

import pytest

from dashboard.store import Store
from dashboard.store.dictionary import DICTIONARY, data_dictionary
from dashboard.store.sql_files import SqlFile, relation_name, sql_files

ONLY_DUCKDB = ("QUALIFY", "EXCLUDE", "SELECT *", ".*", "::", "[", "GROUP BY ALL", "any_value")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("duckdb_columns()", "table_name || '.' || column_name"),
        ("duckdb_tables()", "table_name"),
        ("duckdb_views()", "view_name"),
    ],
)
def test_nothing_is_without_a_comment(store: Store, source: str, name: str) -> None:
    with store._database.cursor() as cursor:
        rows = cursor.execute(
            f"SELECT {name}, coalesce(comment, '') FROM {source} "
            "WHERE NOT internal AND database_name = current_database()"
        ).fetchall()

    assert rows
    assert [found for found, comment in rows if not comment.strip()] == []


def test_a_column_with_a_sentence_of_its_own_keeps_it(store: Store) -> None:
    with store._database.cursor() as cursor:
        comments = dict(
            cursor.execute(
                "SELECT table_name, comment FROM duckdb_columns() "
                "WHERE column_name = 'period' AND database_name = current_database()"
            ).fetchall()
        )

    assert comments["indicator_result"] == comments["result"]
    assert comments["target_in_force"] != comments["result"]


def test_the_printed_dictionary_is_current() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == data_dictionary(), "run `make dictionary`"


@pytest.mark.parametrize("folder", ["macros", "migrations", "views", "queries", "comments"])
def test_every_sql_file_says_at_its_head_what_it_is(folder: str) -> None:
    assert [part.name for part in sql_files(folder) if len(part.header) < 30] == []


@pytest.mark.parametrize("part", [*sql_files("views"), *sql_files("queries")], ids=lambda p: p.name)
def test_sql_keeps_to_what_postgresql_shares(part: SqlFile) -> None:
    statements = "\n".join(
        line for line in part.text.splitlines() if not line.lstrip().startswith("--")
    )

    for only_duckdb in ONLY_DUCKDB:
        assert only_duckdb not in statements
    assert statements.rstrip()[-1] != ";"


def test_each_view_is_named_after_its_file(store: Store) -> None:
    with store._database.cursor() as cursor:
        views = cursor.execute(
            "SELECT view_name FROM duckdb_views() "
            "WHERE NOT internal AND database_name = current_database()"
        ).fetchall()

    assert {name for (name,) in views} == {relation_name(view) for view in sql_files("views")}
