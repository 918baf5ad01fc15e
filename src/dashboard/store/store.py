"""The store as the rest of the program sees it: append, revoke, ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.domain.assessments import Assessment
from dashboard.domain.known_names import KnownName
from dashboard.domain.mapping import MappingUse, SavedMapping, SheetMapping
from dashboard.domain.model import UploadToStore
from dashboard.domain.plausibility.standing import Acceptance
from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.reviews import Review
from dashboard.domain.roles import Role
from dashboard.errors import ReasonMissingError
from dashboard.settings import DEFAULT_ENTITY_CODE
from dashboard.store.acceptances import acceptances, append_acceptance
from dashboard.store.appending import Appending, Tables, column_types
from dashboard.store.asking import asked
from dashboard.store.assessments import append_assessment
from dashboard.store.blank import begin_as_copy
from dashboard.store.connection import Database, first_row
from dashboard.store.decisions import DecisionsToStore, append_decisions
from dashboard.store.mappings import (
    MappingRemoval,
    append_mapping,
    append_mapping_removal,
    mapping_removals,
    mappings_used,
    saved_mappings,
    was_read_with,
)
from dashboard.store.names import (
    NameStatement,
    append_name_statement,
    append_removal,
    name_statements,
)
from dashboard.store.parts import utc_moment
from dashboard.store.queries import named_query, query_catalogue
from dashboard.store.registry_facts import registry_facts
from dashboard.store.schema import bring_up_to_date
from dashboard.store.statements import (
    STATEMENT_TABLES,
    TALK_TABLES,
    Stated,
    Statement,
    append_statement,
    statements,
)
from dashboard.store.supposed import SupposedStore

_PACKAGE = "cruscotto-piao"


def open_store(path: Path) -> Store:
    """Opens the database file, creating or migrating it as needed.

    Raises StoreBusyError when another process holds it, StoreUnusableError when it is damaged or
    was written by a newer program.
    """
    begin_as_copy(path)
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
        # How much of either kind was counted, at that count of commits.
        self._counted: tuple[int, int, int] | None = None

    def append(self, upload: UploadToStore, known_names: Iterable[KnownName] = ()) -> int:
        """Appends an upload in one transaction and gives its id; see `append_all`."""
        (upload_id,) = self.append_all([(upload, known_names)])
        return upload_id

    def append_all(self, uploads: Iterable[tuple[UploadToStore, Iterable[KnownName]]]) -> list[int]:
        """Appends uploads, each with what names mean, and gives their ids, in one transaction.

        All of them are kept or, on any error, none. The same bytes, for the same entity, read with
        the same mappings, already in force (in the store, or by what stands before them here):
        they are not written and the id of that earlier upload is given. A mapping that is not in
        force yet is saved as well.
        """
        with self._database.transaction() as cursor:
            appending = self._appending(cursor)
            ids = [self._append(cursor, appending, *one) for one in uploads]
            appending.write()
        return ids

    def append_again(
        self, upload: UploadToStore, entity_code: str, upload_id: int, uploaded_at: datetime
    ) -> None:
        """Appends an upload of another store under its own number and time (UTC without zone)."""
        with self._database.transaction() as cursor:
            appending = self._appending(cursor)
            appending.add(upload, entity_code, uploaded_at, upload_id)
            appending.write()

    def find_upload(
        self, entity_code: str, file_sha256: str, mapping_uses: Sequence[MappingUse] = ()
    ) -> int | None:
        """Gives the newest upload of these bytes still in force, read with these mappings."""
        with self._database.cursor() as cursor:
            if not _was_received(cursor, entity_code, file_sha256):
                return None
            return _upload_in_force(cursor, entity_code, file_sha256, mapping_uses)

    def decide(
        self, decided: DecisionsToStore, decided_at: datetime | None = None
    ) -> tuple[int, ...] | None:
        """Appends decisions on proposals with the documents that they revise, all or nothing.

        Gives the numbers of the decisions; None, with nothing written, when the store changed
        meanwhile and the revisions have to be worked out again. `decided_at` (UTC without zone)
        is now unless it is given.
        """
        with self._database.transaction() as cursor:
            if _count_rows(cursor, [*_FACTS, *TALK_TABLES]) != decided.store_version:
                return None
            tables = Tables(cursor, self._column_types)
            return append_decisions(tables, decided, decided_at or _now())

    def state_assessment(self, assessment: Assessment, stated_at: datetime | None = None) -> int:
        """Appends what is stated of a result beside what was measured; gives its number.

        `stated_at` (UTC without zone) is now unless it is given.
        """
        with self._database.transaction() as cursor:
            tables = Tables(cursor, self._column_types)
            return append_assessment(tables, assessment, stated_at or _now())

    def say_of_finding(self, acceptance: Acceptance) -> int:
        """Appends what a person says of a finding of the checks; gives the statement's number.

        One of another store keeps its own number and time.
        """
        with self._database.transaction() as cursor:
            return append_acceptance(cursor, acceptance, _now())

    def acceptances(self) -> list[Acceptance]:
        """Gives everything ever said of findings, in the order of the numbers."""
        with self._database.cursor() as cursor:
            return acceptances(cursor)

    def state(self, *stated: Statement, assessments: Sequence[Assessment] = ()) -> list[int]:
        """Appends statements in one transaction and gives their numbers.

        With `assessments`, the statements on a percentage that they go with, those are appended
        first and the reviews among them name the last. What comes from another store keeps its own
        number and time.
        """
        with self._database.transaction() as cursor:
            tables = Tables(cursor, self._column_types)
            now = _now()
            for one in assessments:
                number = append_assessment(tables, one, now)
                stated = tuple(_naming(statement, number) for statement in stated)
            return [append_statement(tables, statement, now) for statement in stated]

    def statements(self, kind: type[Stated]) -> list[Stated]:
        """Gives every statement of a kind ever made, in the order of their numbers."""
        with self._database.cursor() as cursor:
            return statements(cursor, kind)

    def all_statements(self) -> list[Statement]:
        """Gives every statement ever made, kind by kind."""
        return [one for kind in STATEMENT_TABLES for one in self._statements(kind)]

    def _statements(self, kind: type[Any]) -> list[Statement]:
        found: list[Statement] = self.statements(kind)
        return found

    def revoke(
        self,
        upload_id: int,
        revoked_by: str,
        reason: str,
        revoked_at: datetime | None = None,
        revoked_role: Role | None = None,
    ) -> None:
        """Takes an upload out of force; what it replaced is in force again. Nothing is deleted.

        Revoking twice changes nothing. `revoked_at` (UTC without zone) is now unless it is given.
        Raises KeyError for an upload that does not exist.
        """
        with self._database.transaction() as cursor:
            _revoke(cursor, upload_id, revoked_by, revoked_role, revoked_at or _now(), reason)

    @contextmanager
    def supposing_appended(
        self, upload: UploadToStore, *others: UploadToStore
    ) -> Iterator[SupposedStore]:
        """Lends the store as it would be with more uploads, all of one entity; nothing is kept."""
        with self._database.undone_transaction() as cursor:
            appending = self._appending(cursor)
            for one in (upload, *others):
                self._append(cursor, appending, one, ())
            appending.write()
            yield SupposedStore(cursor, self._database.file_schema, _entity_code(upload))

    @contextmanager
    def supposing_revoked(self, upload_id: int, *others: int) -> Iterator[SupposedStore]:
        """Lends the store as it would be without uploads, all of one entity; nothing is kept.

        Raises KeyError for an upload that does not exist.
        """
        with self._database.undone_transaction() as cursor:
            for one in (upload_id, *others):
                _revoke(cursor, one, "", None, _now(), reason="")
            entity_code = _entity_of_upload(cursor, upload_id)
            yield SupposedStore(cursor, self._database.file_schema, entity_code)

    @contextmanager
    def supposing_stated(self, assessment: Assessment) -> Iterator[SupposedStore]:
        """Lends the store as it would be with one more statement; nothing of it is kept."""
        with self._database.undone_transaction() as cursor:
            append_assessment(Tables(cursor, self._column_types), assessment, _now())
            entity_code = assessment.assessed.entity_code
            yield SupposedStore(cursor, self._database.file_schema, entity_code)

    def state_name(
        self,
        entity_code: str,
        known_name: KnownName,
        stated_by: str,
        stated_role: Role | None = None,
    ) -> int:
        """Remembers what a name means and gives the statement's number.

        The very same statement in force already: nothing is written.
        """
        with self._database.transaction() as cursor:
            return append_name_statement(
                cursor,
                NameStatement(known_name, entity_code, stated_by, _now(), stated_role=stated_role),
            )

    def state_name_again(self, statement: NameStatement) -> None:
        """Appends a statement of another store under its own number and time."""
        with self._database.transaction() as cursor:
            append_name_statement(cursor, statement)

    def remove_name(
        self, known_name_id: int, removed_by: str, removed_role: Role | None = None
    ) -> None:
        """Lets a statement on a name count no more. Nothing is deleted; twice changes nothing.

        Raises KeyError if there is none of that number.
        """
        with self._database.transaction() as cursor:
            append_removal(cursor, known_name_id, removed_by, _now(), removed_role)

    def remove_name_again(self, statement: NameStatement) -> None:
        """Repeats the removal of a statement of another store, with its person and time."""
        with self._database.transaction() as cursor:
            append_removal(cursor, *statement.removal)

    def name_statements(self) -> list[NameStatement]:
        """Gives every statement on names, removed ones included, in the order of their numbers."""
        with self._database.cursor() as cursor:
            return name_statements(cursor)

    def known_names(self, entity_code: str) -> tuple[KnownName, ...]:
        """Gives what names mean for an entity, in the order in which it was stated."""
        return tuple(
            statement.known_name
            for statement in self.name_statements()
            if statement.entity_code == entity_code and statement.removed_at is None
        )

    def save_mapping(
        self, mapping: SheetMapping, saved_by: str, saved_role: Role | None = None
    ) -> int:
        """Keeps a mapping and gives its number; it replaces the one for the same titles.

        The very same mapping in force already: nothing is written.
        """
        with self._database.transaction() as cursor:
            return append_mapping(cursor, mapping, saved_by, _now(), saved_role=saved_role)

    def save_mapping_again(self, saved: SavedMapping) -> None:
        """Appends a mapping of another store under its own number and time."""
        with self._database.transaction() as cursor:
            append_mapping(
                cursor,
                saved.mapping,
                saved.saved_by,
                saved.saved_at,
                saved.mapping_id,
                saved.saved_role,
            )

    def remove_mapping(
        self, mapping_id: int, removed_by: str, reason: str, removed_role: Role | None = None
    ) -> None:
        """Lets a mapping count no more; the one that it replaced is in force again.

        Nothing is deleted, and what was loaded with it stays. Twice changes nothing. Raises
        ReasonMissingError without a reason and KeyError if there is none of that number.
        """
        if not reason.strip():
            raise ReasonMissingError(reason="mapping")
        with self._database.transaction() as cursor:
            removal = MappingRemoval(mapping_id, removed_by, _now(), reason.strip(), removed_role)
            append_mapping_removal(cursor, removal)

    def remove_mapping_again(self, removal: MappingRemoval) -> None:
        """Repeats the removal of a mapping of another store, with its person and time."""
        with self._database.transaction() as cursor:
            append_mapping_removal(cursor, removal)

    def mappings(self) -> tuple[SavedMapping, ...]:
        """Gives the mappings in force, newest first."""
        return tuple(saved for saved in self.saved_mappings() if saved.is_in_force)

    def mappings_used(self, upload_id: int) -> tuple[SheetMapping, ...]:
        """Gives the mappings that an upload was read with, whether they still count or not."""
        with self._database.cursor() as cursor:
            return mappings_used(cursor, upload_id)

    def saved_mappings(self) -> list[SavedMapping]:
        """Gives every mapping ever saved, newest first; some are replaced or removed."""
        with self._database.cursor() as cursor:
            return saved_mappings(cursor)

    def mapping_removals(self) -> list[MappingRemoval]:
        """Gives every removal of a mapping, in the order of time."""
        with self._database.cursor() as cursor:
            return mapping_removals(cursor)

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

    def registry_facts(self, document_id: int) -> RegistryFacts:
        """Gives everything that an anagrafica states; which one holds says `registries_in_force`.

        Empty for a document of another kind, and for one that does not exist.
        """
        with self._database.cursor() as cursor:
            return registry_facts(cursor, document_id)

    def query(self, name: str, as_of: date | None = None, **params: Any) -> pd.DataFrame:
        """Runs a named query; grain and columns are described at the head of its SQL file.

        `as_of` asks it of the store as it was at the end of that day (on this machine's clock), or
        at that moment (a datetime; UTC when it has no zone). Parameters left out restrict nothing.
        Missing texts are None or NaN, missing numbers NaN, dates are datetime64. Raises
        UnknownQueryError.
        """
        moment = None if as_of is None else utc_moment(as_of)
        if moment is not None and moment >= _now():
            moment = None
        return asked(self._database, named_query(name, params.get("level")), params, moment)

    def query_catalogue(self) -> pd.DataFrame:
        """Gives one row per named query: `name`, `description`, `parameters`."""
        return query_catalogue()

    def version(self) -> int:
        """Gives a number that grows with every upload, revocation and statement of persons."""
        return sum(self._counts())

    def facts_version(self) -> int:
        """Gives a number that grows with all that figures and checks can depend on.

        What is only talk about results (reviews, requests for clarification, sessions) leaves it:
        while a case is read and noted, everything else that was worked out still holds.
        """
        return self._counts()[0]

    def _counts(self) -> tuple[int, int]:
        # Asked before every question of every page; no other process writes while this one has
        # the file open. The commits of every store of this process count.
        counted, commit_count = self._counted, self._database.commit_count
        if counted is None or counted[0] != commit_count:
            with self._database.cursor() as cursor:
                facts, talk = _count_rows(cursor, _FACTS), _count_rows(cursor, TALK_TABLES)
            counted = self._counted = (commit_count, facts, talk)
        return counted[1:]

    def is_empty(self) -> bool:
        """Says whether nothing was ever uploaded."""
        with self._database.cursor() as cursor:
            return first_row(cursor, "SELECT 1 FROM upload LIMIT 1") is None

    def close(self) -> None:
        """Writes everything into the one file and lets it go."""
        self._database.close()

    def _appending(self, cursor: duckdb.DuckDBPyConnection) -> Appending:
        return Appending(Tables(cursor, self._column_types), package_version(_PACKAGE))

    def _append(
        self,
        cursor: duckdb.DuckDBPyConnection,
        appending: Appending,
        upload: UploadToStore,
        known_names: Iterable[KnownName],
    ) -> int:
        """Adds one upload and gives its id, that of the earlier one for the same bytes in force."""
        entity_code = _entity_code(upload)
        if _was_received(cursor, entity_code, upload.file_sha256):
            # What is in force hangs on the documents added before, which have to be there.
            appending.write()
            known = _upload_in_force(cursor, entity_code, upload.file_sha256, upload.mapping_uses)
            if known is not None:
                return known
        now = _now()
        upload_id = appending.add(upload, entity_code, now)
        for name in known_names:
            statement = NameStatement(
                name,
                entity_code,
                upload.uploaded_by,
                now,
                upload_id,
                stated_role=upload.uploaded_role,
            )
            append_name_statement(cursor, statement)
        return upload_id


def _entity_code(upload: UploadToStore) -> str:
    return upload.documents[0].entity_code if upload.documents else DEFAULT_ENTITY_CODE


def _entity_of_upload(cursor: duckdb.DuckDBPyConnection, upload_id: int) -> str:
    sql = "SELECT entity_code FROM upload WHERE upload_id = $upload_id"
    row = first_row(cursor, sql, {"upload_id": upload_id})
    assert row is not None  # noqa: S101 - asked only of uploads that exist
    return str(row[0])


_FACTS = (
    "upload",
    "upload_revocation",
    "proposal_decision",
    "assessment",
    "check_acceptance",
    "known_name",
    "known_name_removal",
    "sheet_mapping",
    "sheet_mapping_removal",
    *(table for table in STATEMENT_TABLES.values() if table not in TALK_TABLES),
)


def _count_rows(cursor: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> int:
    counts = " + ".join(f"(SELECT count(*) FROM {table})" for table in tables)  # noqa: S608
    row = first_row(cursor, f"SELECT {counts}")
    return 0 if row is None else int(row[0])


def _naming(statement: Statement, assessment_id: int) -> Statement:
    if isinstance(statement, Review):
        return replace(statement, assessment_id=assessment_id)
    return statement


def _now() -> datetime:
    """Gives the time in UTC without zone, as the TIMESTAMP columns hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


_SAME_FILE = "entity_code = $entity_code AND file_sha256 = $file_sha256"


def _was_received(cursor: duckdb.DuckDBPyConnection, entity_code: str, file_sha256: str) -> bool:
    """Says whether these bytes ever came. Most are new: the dearer question is for the others."""
    same_bytes = {"entity_code": entity_code, "file_sha256": file_sha256}
    sql = f"SELECT 1 FROM upload WHERE {_SAME_FILE} LIMIT 1"  # noqa: S608
    return first_row(cursor, sql, same_bytes) is not None


def _upload_in_force(
    cursor: duckdb.DuckDBPyConnection,
    entity_code: str,
    file_sha256: str,
    mapping_uses: Sequence[MappingUse],
) -> int | None:
    """Gives the newest upload of these bytes still in force, if it was read with these mappings."""
    row = first_row(
        cursor,
        "SELECT max(upload_id) FROM current_document WHERE upload_id IN "  # noqa: S608
        f"(SELECT upload_id FROM upload WHERE {_SAME_FILE})",
        {"entity_code": entity_code, "file_sha256": file_sha256},
    )
    known = None if row is None or row[0] is None else int(row[0])
    is_same = known is not None and was_read_with(cursor, known, mapping_uses)
    return known if is_same else None


def _revoke(
    cursor: duckdb.DuckDBPyConnection,
    upload_id: int,
    revoked_by: str,
    revoked_role: Role | None,
    revoked_at: datetime,
    reason: str,
) -> None:
    if not _exists(cursor, "upload", upload_id):
        raise KeyError(upload_id)
    if _exists(cursor, "upload_revocation", upload_id):
        return
    cursor.execute(
        "INSERT INTO upload_revocation (upload_id, revoked_by, revoked_role, revoked_at, reason)"
        " VALUES ($upload_id, $by, $role, $at, $reason)",
        {
            "upload_id": upload_id,
            "by": revoked_by,
            "role": revoked_role,
            "at": revoked_at,
            "reason": reason,
        },
    )


def _exists(cursor: duckdb.DuckDBPyConnection, table: str, upload_id: int) -> bool:
    row = first_row(
        cursor,
        f"SELECT 1 FROM {table} WHERE upload_id = $upload_id LIMIT 1",  # noqa: S608
        {"upload_id": upload_id},
    )
    return row is not None
