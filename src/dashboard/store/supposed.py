"""Show the store as it would be after a change that is not made.

The change is made by the very code that would make it for good, inside a transaction that never
ends in a commit; on top of it the very views of the present are worked out. So what is announced
of a change is what comes once it is made, and nobody else sees anything of it.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from dashboard.domain.registry_model import RegistryFacts
from dashboard.store.queries import named_query, run_query
from dashboard.store.registry_facts import registry_facts
from dashboard.store.sql_files import relation_name, sql_files

# Too heavy to copy: the files themselves, and the text of every cell.
_LEFT_WHOLE = ("upload", "source_cell")


class SupposedStore:
    """What the named queries answer about one entity inside a transaction that will be undone."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, file_schema: str, entity_code: str
    ) -> None:
        self._cursor = cursor
        self._entity_code = entity_code
        # A temporary table hides the table or view of its name, for this cursor alone.
        for table in _tables_by_entity(cursor):
            cursor.execute(
                f"CREATE TEMP TABLE {table} AS SELECT * FROM {file_schema}.{table}"  # noqa: S608
                " WHERE entity_code = $entity_code",
                {"entity_code": entity_code},
            )
        for view in sql_files("views"):
            cursor.execute(f"CREATE TEMP TABLE {relation_name(view)} AS\n{view.text}")

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Runs a named query about the entity; see `Store.query`. Raises UnknownQueryError."""
        about = {"entity_code": self._entity_code}
        return run_query(self._cursor, named_query(name, params.get("level")), params | about)

    def registry_facts(self, document_id: int) -> RegistryFacts:
        """Gives everything that an anagrafica states, be it stored or supposed."""
        return registry_facts(self._cursor, document_id)


def _tables_by_entity(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Gives the tables whose rows name their entity, but for the heavy ones."""
    rows = cursor.execute(
        "SELECT columns.table_name FROM duckdb_columns() AS columns "
        "INNER JOIN duckdb_tables() AS tables ON columns.table_oid = tables.table_oid "
        "AND columns.database_name = tables.database_name "
        "WHERE columns.column_name = 'entity_code' AND NOT tables.internal "
        "AND columns.database_name = current_database() ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows if name not in _LEFT_WHOLE]
