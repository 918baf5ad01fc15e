"""The store as the rest of the program sees it: append, revoke, ask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.domain.model import UploadToStore
from dashboard.settings import DEFAULT_ENTITY_CODE
from dashboard.store.appending import Tables, append_upload, column_types
from dashboard.store.connection import Database, first_row
from dashboard.store.past import past_cursor, utc_moment
from dashboard.store.queries import named_query, query_catalogue, run_query
from dashboard.store.schema import bring_up_to_date
from dashboard.store.snapshot import refresh_snapshot

_PACKAGE = "cruscotto-piao"


def open_store(path: Path) -> Store:
    """Opens the database file, creating or migrating it as needed.

    Raises StoreBusyError when another process holds it, StoreUnusableError when it is damaged or
    was written by a newer program.
    """
    database = Database(path)
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store:
    """One open store. Safe to share between threads: every call uses a cursor of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.cursor() as cursor:
            self._column_types = column_types(cursor)
        self._write_count = 0
        self._counted: tuple[int, int] | None = None  # the version, at that write count

    def append(self, upload: UploadToStore) -> int:
        """Appends an upload in one transaction and gives its id.

        The same bytes, for the same entity, already in force: nothing is written and the id of
        that earlier upload is given.
        """
        entity_code = _entity_code(upload)
        with self._transaction() as cursor:
            known = _find_upload(cursor, entity_code, upload.file_sha256)
            if known is not None:
                return known
            return append_upload(
                Tables(cursor, self._column_types),
                upload,
                entity_code,
                _now(),
                reader_version=package_version(_PACKAGE),
            )

    def append_again(
        self, upload: UploadToStore, entity_code: str, upload_id: int, uploaded_at: datetime
    ) -> None:
        """Appends an upload of another store under its own number and time (UTC without zone)."""
        with self._transaction() as cursor:
            append_upload(
                Tables(cursor, self._column_types),
                upload,
                entity_code,
                uploaded_at,
                reader_version=package_version(_PACKAGE),
                upload_id=upload_id,
            )

    def find_upload(self, entity_code: str, file_sha256: str) -> int | None:
        """Gives the newest upload of these bytes that is still in force, or None."""
        with self._database.cursor() as cursor:
            return _find_upload(cursor, entity_code, file_sha256)

    def revoke(
        self, upload_id: int, revoked_by: str, reason: str, revoked_at: datetime | None = None
    ) -> None:
        """Takes an upload out of force; what it replaced is in force again. Nothing is deleted.

        Revoking twice changes nothing. `revoked_at` (UTC without zone) is now unless it is given.
        Raises KeyError for an upload that does not exist.
        """
        with self._transaction() as cursor:
            if not _exists(cursor, "upload", upload_id):
                raise KeyError(upload_id)
            if _exists(cursor, "upload_revocation", upload_id):
                return
            cursor.execute(
                "INSERT INTO upload_revocation VALUES ($upload_id, $by, $at, $reason)",
                {
                    "upload_id": upload_id,
                    "by": revoked_by,
                    "at": revoked_at or _now(),
                    "reason": reason,
                },
            )

    def original(self, upload_id: int) -> tuple[str, bytes]:
        """Gives the name and the bytes of a file as it was received. KeyError if unknown."""
        with self._database.cursor() as cursor:
            row = first_row(
                cursor,
                "SELECT file_name, file_bytes FROM upload WHERE upload_id = $upload_id",
                {"upload_id": upload_id},
            )
        if row is None:
            raise KeyError(upload_id)
        return str(row[0]), bytes(row[1])

    def query(self, name: str, as_of: date | None = None, **params: Any) -> pd.DataFrame:
        """Runs a named query; grain and columns are described at the head of its SQL file.

        `as_of` asks it of the store as it was at the end of that day (on this machine's clock), or
        at that moment (a datetime; UTC when it has no zone). Parameters left out restrict nothing.
        Missing texts are None or NaN, missing numbers NaN, dates are datetime64. Raises
        UnknownQueryError.
        """
        query = named_query(name)
        if as_of is not None and (moment := utc_moment(as_of)) < _now():
            with past_cursor(self._database, moment) as cursor:
                return run_query(cursor, query, params)
        refresh_snapshot(self._database)
        with self._database.snapshot_cursor() as cursor:
            return run_query(cursor, query, params)

    def query_catalogue(self) -> pd.DataFrame:
        """Gives one row per named query: `name`, `description`, `parameters`."""
        return query_catalogue()

    def version(self) -> int:
        """Gives a number that grows with every upload and every revocation."""
        # Asked before every question of every page; nobody else writes while this store is open.
        counted, write_count = self._counted, self._write_count
        if counted is None or counted[0] != write_count:
            counted = self._counted = (write_count, self._count_statements())
        return counted[1]

    def is_empty(self) -> bool:
        """Says whether nothing was ever uploaded."""
        return self.version() == 0

    def close(self) -> None:
        """Writes everything into the one file and lets it go."""
        self._database.close()

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with self._database.transaction() as cursor:
                yield cursor
        finally:
            # After the commit: a version counted meanwhile belongs to the count before.
            self._write_count += 1

    def _count_statements(self) -> int:
        with self._database.cursor() as cursor:
            row = first_row(
                cursor,
                "SELECT (SELECT count(*) FROM upload) + (SELECT count(*) FROM upload_revocation)",
            )
        return 0 if row is None else int(row[0])


def _entity_code(upload: UploadToStore) -> str:
    return upload.documents[0].entity_code if upload.documents else DEFAULT_ENTITY_CODE


def _now() -> datetime:
    """Gives the time in UTC without zone, as the TIMESTAMP columns hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _find_upload(
    cursor: duckdb.DuckDBPyConnection, entity_code: str, file_sha256: str
) -> int | None:
    same_bytes = {"entity_code": entity_code, "file_sha256": file_sha256}
    same_file = "entity_code = $entity_code AND file_sha256 = $file_sha256"
    # Most files are new: the dearer question, what is in force, is asked of the others only.
    row = first_row(cursor, f"SELECT max(upload_id) FROM upload WHERE {same_file}", same_bytes)  # noqa: S608
    if row is None or row[0] is None:
        return None
    row = first_row(
        cursor,
        "SELECT max(upload_id) FROM current_document WHERE upload_id IN "  # noqa: S608
        f"(SELECT upload_id FROM upload WHERE {same_file})",
        same_bytes,
    )
    return None if row is None or row[0] is None else int(row[0])


def _exists(cursor: duckdb.DuckDBPyConnection, table: str, upload_id: int) -> bool:
    row = first_row(
        cursor,
        f"SELECT 1 FROM {table} WHERE upload_id = $upload_id LIMIT 1",  # noqa: S608
        {"upload_id": upload_id},
    )
    return row is not None
