"""Find for a question the smallest part of the store that answers it, and ask there.

A store of one municipality, or of a few, is worked out whole: six questions of a page share it.
Where many entities share a store a question about one of them is answered from its own rows, and
takes as long as if it were alone; one about all of them from sums that are kept (`tallies`).
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import duckdb
import pandas as pd

from dashboard.store.connection import Database
from dashboard.store.parts import Part, part_cursor
from dashboard.store.queries import run_query
from dashboard.store.snapshot import refresh_snapshot, work_out
from dashboard.store.sql_files import SqlFile
from dashboard.store.tallies import KEPT_RELATIONS, tallied_cursor

# Of several entities together: fewer results are worked out whole in a second or two.
MOST_RESULTS_IN_ONE = 50_000


def asked(
    database: Database, query: SqlFile, params: dict[str, Any], moment: datetime | None = None
) -> pd.DataFrame:
    """Gives the answer of a query, of now or of a moment that is over (UTC without zone)."""
    has_many = database.row_estimate("result") > MOST_RESULTS_IN_ONE
    entity_code = params.get("entity_code") if has_many else None
    part = Part(moment, entity_code, entity_code)
    if part.is_whole and has_many:
        with _cursor_of_all(database, query) as cursor:
            work_out(cursor, query.text, given=KEPT_RELATIONS if _reads_kept(query) else ())
            return run_query(cursor, query, params)
    if part.is_whole:
        refresh_snapshot(database, query.text)
        with database.snapshot_cursor() as cursor:
            return run_query(cursor, query, params)
    with part_cursor(database, part, query.text) as cursor:
        return run_query(cursor, query, params)


def _cursor_of_all(
    database: Database, query: SqlFile
) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """Gives a cursor for a question about many entities together: sums are kept, rows are not."""
    return tallied_cursor(database) if _reads_kept(query) else database.cursor()


def _reads_kept(query: SqlFile) -> bool:
    return not set(re.findall(r"\w+", query.text)).isdisjoint(KEPT_RELATIONS)
