"""Show the store as it would be after a change that is not made.

The change is made by the very code that would make it for good, inside a transaction that never
ends in a commit; on top of it the very views of the present are worked out. So what is announced
of a change is what comes once it is made, and nobody else sees anything of it.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd

from dashboard.store.queries import named_query, run_query
from dashboard.store.sql_files import relation_name, sql_files


class SupposedStore:
    """What the named queries answer inside a transaction that will be undone."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        # A temporary table hides the view of its name, for this cursor alone.
        for view in sql_files("views"):
            cursor.execute(f"CREATE OR REPLACE TEMP TABLE {relation_name(view)} AS\n{view.text}")

    def query(self, name: str, **params: Any) -> pd.DataFrame:
        """Runs a named query; see `Store.query`. Raises UnknownQueryError."""
        return run_query(self._cursor, named_query(name), params)
