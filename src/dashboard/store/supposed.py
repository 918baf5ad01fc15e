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
from dashboard.store.parts import LEFT_IN_THE_FILE, tables_that_grow
from dashboard.store.queries import named_query, run_query
from dashboard.store.registry_facts import registry_facts
from dashboard.store.snapshot import work_out


class SupposedStore:
    """What the named queries answer about one entity inside a transaction that will be undone."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, file_schema: str, entity_code: str
    ) -> None:
        self._cursor = cursor
        self._entity_code = entity_code
        # A temporary table hides the table or view of its name, for this cursor alone.
        for table, has_entity in tables_that_grow(cursor).items():
            if has_entity and table not in LEFT_IN_THE_FILE:
                cursor.execute(
                    f"CREATE TEMP TABLE {table} AS SELECT * FROM {file_schema}.{table}"  # noqa: S608 - our own names
                    " WHERE entity_code = $entity_code",
                    {"entity_code": entity_code},
                )
        self._worked_out: set[str] = set()

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Runs a named query about the entity; see `Store.query`. Raises UnknownQueryError."""
        query = named_query(name, params.get("level"))
        self._worked_out |= work_out(self._cursor, query.text, given=self._worked_out)
        return run_query(self._cursor, query, params | {"entity_code": self._entity_code})

    def registry_facts(self, document_id: int) -> RegistryFacts:
        """Gives everything that an anagrafica states, be it stored or supposed."""
        return registry_facts(self._cursor, document_id)
