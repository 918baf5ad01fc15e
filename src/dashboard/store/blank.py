"""Begin a new store as a copy of an empty one, which is made once in a process.

To create some 70 tables and views with a thousand comments takes DuckDB a hundred times as long as
to open a file that has them.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.store.connection import Database
from dashboard.store.schema import bring_up_to_date

_UNFINISHED = ".new"


def begin_as_copy(path: Path) -> None:
    """Puts an empty store at a path where there is no file; where it cannot, nothing happens.

    The file appears whole or not at all, and never takes the place of one that somebody else made
    meanwhile.
    """
    if path.exists():
        return
    unfinished = path.with_name(f"{path.name}.{os.getpid()}{_UNFINISHED}")
    # Whatever is wrong with the place is said by who then opens the store.
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            unfinished.write_bytes(_blank_store())
            os.link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)


@cache
def _blank_store() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.duckdb"
        database = Database(path)
        bring_up_to_date(database)
        database.close()
        return path.read_bytes()
