"""Hold the one DuckDB instance of a database file: cursors, the writer lock, transactions.

DuckDB lets one process at a time open a file, and one connection object may not be shared by
threads: 8 threads on one connection committed rows that no caller saw acknowledged. So every call
gets its own cursor, and whoever writes holds the lock, which also makes a conflict between two
writers impossible. See docs/decisions for the measurements.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import Any

import duckdb

from dashboard.errors import StoreBusyError, StoreUnusableError

# The oldest format that DuckDB 2.0 writes, so that older versions can still open the file.
STORAGE_VERSION = "v1.0.0"
SNAPSHOT_CATALOG = "snapshot"

# Two stores opened on one file in one process share DuckDB's instance, so they share the lock too.
_writer_locks: dict[Path, RLock] = {}
_writer_locks_guard = Lock()


class Database:
    """One open database file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        with _writer_locks_guard:
            self.writer_lock = _writer_locks.setdefault(self.path, RLock())
        with self.writer_lock:
            self._root = _connect(self.path)
            # Derived rows live in memory: never in the file, never in a backup.
            self._root.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {SNAPSHOT_CATALOG}")

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor of its own to the caller, for reading."""
        cursor = self._root.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor inside a transaction: all of it is kept, or, on an exception, none."""
        with self.writer_lock, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()

    def close(self) -> None:
        """Writes everything into the one file, so that copying it is a backup, and lets it go."""
        with self.writer_lock:
            try:
                self._root.execute("CHECKPOINT")
            except duckdb.TransactionException:
                # Somebody still reads. Nothing is lost: the log is replayed at the next opening.
                pass
            finally:
                self._root.close()


def first_row(
    cursor: duckdb.DuckDBPyConnection, sql: str, params: dict[str, Any] | None = None
) -> tuple[Any, ...] | None:
    """Gives the first row of a short answer, or None.

    The answer is read to its end: a cursor with an unfinished one refuses further work.
    """
    rows = cursor.execute(sql, params).fetchall()
    return rows[0] if rows else None


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return duckdb.connect(
            str(path),
            config={
                "storage_compatibility_version": STORAGE_VERSION,
                # Nothing is ever fetched: the program works without a network.
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                # Frames of uploads are small: looking at every value never guesses a type wrong.
                "pandas_analyze_sample": 10_000_000,
            },
        )
    except duckdb.IOException as error:
        if "lock" in str(error).casefold():
            raise StoreBusyError(path=str(path)) from error
        raise StoreUnusableError(path=str(path), reason="damaged") from error
    except duckdb.Error as error:
        raise StoreUnusableError(path=str(path), reason="damaged") from error
