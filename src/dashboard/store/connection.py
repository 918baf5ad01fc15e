"""Hold the one DuckDB instance of a database file: cursors, the writer lock, transactions.

DuckDB lets one process at a time open a file, and one connection object may not be shared by
threads: 8 threads on one connection committed rows that no caller saw acknowledged. So every call
gets its own cursor, and whoever writes holds the lock, which also makes a conflict between two
writers impossible.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock
from typing import Any

import duckdb

from dashboard.errors import StoreBusyError, StoreUnusableError

# The oldest format that DuckDB 2.0 writes, so that older versions can still open the file.
STORAGE_VERSION = "v1.0.0"

# Derived rows live in a catalog in memory: never in the file, never in a backup.
SNAPSHOT_CATALOG = "cruscotto_snapshot"
CURRENT_SCHEMA = "main"

# What DuckDB raises when a page of the file is not what was written there.
_DAMAGE = (
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.IOException,
    duckdb.SerializationException,
)

_ROW_ESTIMATE = """
    SELECT estimated_size
    FROM duckdb_tables()
    WHERE table_name = $table AND database_name = current_database()
"""


@dataclass(slots=True)
class Snapshot:
    """Which views are worked out in a schema of the snapshot catalog, and how old its rows are."""

    commit_count: int
    relations: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _SharedState:
    """What two stores on one file in one process share, as they share DuckDB's instance."""

    writer_lock: RLock = field(default_factory=RLock)
    commit_count: int = 0
    # How many rows a table holds about, and at which count of commits that was asked.
    row_estimates: dict[str, tuple[int, int]] = field(default_factory=dict)
    # By schema of the snapshot catalog.
    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    parts_lock: RLock = field(default_factory=RLock)


_shared_states: dict[Path, _SharedState] = {}
_shared_states_guard = Lock()


class Database:
    """One open database file. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        with _shared_states_guard:
            self._shared = _shared_states.setdefault(self.path, _SharedState())
        with self._shared.writer_lock:
            self._root = _connect(self.path)
            self._root.execute(f"ATTACH IF NOT EXISTS ':memory:' AS {SNAPSHOT_CATALOG}")
            # The file may have been replaced while nobody here had it open.
            self._shared.snapshots.clear()
            self._shared.row_estimates.clear()
            self.file_schema = _file_schema(self._root)

    @property
    def parts_lock(self) -> RLock:
        """Gives the lock to hold while a part of the store is made or asked."""
        return self._shared.parts_lock

    def row_estimate(self, table: str) -> int:
        """Gives about how many rows a table holds: the number that DuckDB keeps, nothing counted.

        Asked once after a commit: every question of every page wants to know.
        """
        commit_count = self._shared.commit_count
        known = self._shared.row_estimates.get(table)
        if known is None or known[0] != commit_count:
            with self.cursor() as cursor:
                row = first_row(cursor, _ROW_ESTIMATE, {"table": table})
            known = (commit_count, 0 if row is None else int(row[0]))
            self._shared.row_estimates[table] = known
        return known[1]

    @property
    def commit_count(self) -> int:
        """Gives how often something was stored since the process began."""
        return self._shared.commit_count

    def is_snapshot_current(self, schema: str = CURRENT_SCHEMA) -> bool:
        """Says whether nothing was committed since the snapshot was begun."""
        snapshot = self._shared.snapshots.get(schema)
        return snapshot is not None and snapshot.commit_count == self._shared.commit_count

    def snapshot_relations(self, schema: str = CURRENT_SCHEMA) -> frozenset[str]:
        """Gives the names of the views that are worked out in a schema."""
        snapshot = self._shared.snapshots.get(schema)
        return frozenset() if snapshot is None else frozenset(snapshot.relations)

    @property
    def snapshot_schemas(self) -> list[str]:
        """Gives the schemas of the snapshot catalog that hold rows, oldest first."""
        return list(self._shared.snapshots)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor of its own to the caller.

        Raises StoreUnusableError for damage that shows only when a page of the file is read.
        """
        try:
            with self.bare_cursor() as cursor:
                yield cursor
        except duckdb.Error as error:
            if _is_damage(error):
                raise StoreUnusableError(path=str(self.path), reason="damaged") from error
            raise

    @contextmanager
    def bare_cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor for work on other files, whose damage is none of the store's."""
        cursor = self._root.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def snapshot_cursor(self, schema: str = CURRENT_SCHEMA) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor for which a relation of the snapshot hides the view of the same name."""
        with self.cursor() as cursor:
            path = f"{SNAPSHOT_CATALOG}.{schema},{self.file_schema}"
            cursor.execute("SET search_path = $path", {"path": path})
            yield cursor

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor inside a transaction: all of it is kept, or, on an exception, none."""
        with self._shared.writer_lock:
            with self.cursor() as cursor, _all_or_nothing(cursor):
                yield cursor
            self._shared.commit_count += 1

    @contextmanager
    def undone_transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Lends a cursor inside a transaction of which nothing is kept. Nobody writes meanwhile."""
        with self._shared.writer_lock, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
            finally:
                cursor.rollback()

    @contextmanager
    def snapshot_transaction(
        self, schema: str = CURRENT_SCHEMA
    ) -> Iterator[tuple[duckdb.DuckDBPyConnection, Snapshot]]:
        """Lends a cursor to write into a snapshot, while nobody writes to the file.

        What is said of the snapshot meanwhile holds once the transaction is kept.
        """
        with self._shared.writer_lock, self.snapshot_cursor(schema) as cursor:
            known = self._shared.snapshots.get(schema) or Snapshot(self._shared.commit_count)
            snapshot = Snapshot(known.commit_count, set(known.relations))
            with _all_or_nothing(cursor):
                yield cursor, snapshot
            self._shared.snapshots[schema] = snapshot

    def forget_snapshot(self, schema: str) -> None:
        """Drops a schema of the snapshot catalog with its rows."""
        with self._shared.writer_lock, self.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SNAPSHOT_CATALOG}.{schema} CASCADE")
            self._shared.snapshots.pop(schema, None)

    def close(self) -> None:
        """Writes everything into the one file, so that copying it is a backup, and lets it go."""
        with self._shared.writer_lock:
            try:
                self._root.execute("CHECKPOINT")
            except duckdb.TransactionException:
                # Somebody still reads. Nothing is lost: the log is replayed at the next opening.
                pass
            except duckdb.Error as error:
                if _is_damage(error):
                    raise StoreUnusableError(path=str(self.path), reason="damaged") from error
                raise
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


def _is_damage(error: duckdb.Error) -> bool:
    """Says whether the file is at fault. A wrong checksum comes as the bare base class."""
    return type(error) is duckdb.Error or isinstance(error, _DAMAGE)


@contextmanager
def _all_or_nothing(cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    cursor.begin()
    try:
        yield
    except BaseException:
        cursor.rollback()
        raise
    cursor.commit()


def _file_schema(root: duckdb.DuckDBPyConnection) -> str:
    row = first_row(root, "SELECT replace(current_database(), '\"', '\"\"')")
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    return f'"{row[0]}".main'


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
            },
        )
    except duckdb.IOException as error:
        if "lock" in str(error).casefold():
            raise StoreBusyError(path=str(path)) from error
        raise StoreUnusableError(path=str(path), reason="damaged") from error
    except duckdb.Error as error:
        raise StoreUnusableError(path=str(path), reason="damaged") from error
