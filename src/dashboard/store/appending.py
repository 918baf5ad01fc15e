"""Turn uploads into rows of the store's tables and insert them, inside the caller's transaction.

All the rows of a table travel in one statement, column by column: an INSERT per row takes about a
millisecond each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import chain, count, repeat
from operator import attrgetter
from types import NoneType
from typing import Any

import duckdb
import numpy as np

from dashboard.domain.model import DocumentToStore, Issue, Lineage, TemplateUse, UploadToStore
from dashboard.domain.placing import PlacedProposal, place_proposals
from dashboard.store.connection import first_row
from dashboard.store.mappings import append_uses

_FACT_TABLES = {
    "sectors": "sector",
    "strategic_directions": "strategic_direction",
    "objectives": "objective",
    "actions": "action",
    "indicators": "indicator",
    "targets": "target",
    "results": "result",
    "dup_statuses": "dup_status",
    "action_finances": "action_finance",
    "action_staff": "action_staff",
    "ordinary_activities": "ordinary_activity",
    "quality_controls": "quality_control",
    "innovations": "innovation",
    "clarification_answers": "clarification_answer",
}
REGISTRY_TABLES = {
    "entities": "registry_entity",
    "sectors": "registry_sector",
    "services": "registry_service",
    "cost_centres": "registry_cost_centre",
    "directions": "registry_direction",
    "status_words": "registry_status_word",
    "rules": "measurement_rule",
    "assignments": "rule_assignment",
    "bands": "rule_band",
    "rollup_rules": "rollup_rule",
    "weights": "rollup_weight",
    "exclusions": "rollup_exclusion",
    "periods": "registry_period",
    "deadlines": "registry_deadline",
    "clauses": "registry_clause",
    "roles": "registry_role",
}
_RENAMED_FIELDS = {("objective", "level"): "objective_level"}

_LINEAGE_FIELDS = [field.name for field in fields(Lineage)]
_INCOMING = "incoming_rows"

Row = dict[str, Any]
Columns = dict[str, list[Any]]
"""The values of each column, by its name; all of one length."""


class GatheredRows:
    """Rows of the tables, gathered from many documents and inserted together by `write`.

    An INSERT takes 3 to 8 ms before its first row, and the documents of one upload need a dozen.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._gathered: dict[str, Columns] = {}
        self._document_ids = count(next_id(tables.cursor, "document", "document_id"))

    def add(self, table: str, owner: Row, added: Columns) -> None:
        """Adds rows to those of a table, each with what it is part of."""
        columns = self._gathered.setdefault(table, {})
        row_count = len(next(iter(added.values())))
        for name, value in owner.items():
            columns.setdefault(name, []).extend([value] * row_count)
        for name, values in added.items():
            columns.setdefault(name, []).extend(values)

    def add_documents(
        self,
        documents: Iterable[DocumentToStore],
        upload_id: int,
        revision_number: int = 0,
        revised_at: datetime | None = None,
    ) -> None:
        """Adds documents of an upload: as they came (revision 0), or as decisions made them."""
        revision: Row = {"revision_number": revision_number, "revised_at": revised_at}
        for document in documents:
            owner = {
                "document_id": next(self._document_ids),
                "upload_id": upload_id,
                "entity_code": document.entity_code,
            }
            self.add("document", owner, _columns_of(revision | _document_row(document)))
            self.add("source_cell", owner, _cell_columns(document))
            self._add_facts(owner, document.facts, _FACT_TABLES)
            if document.facts.registry is not None:
                self._add_facts(owner, document.facts.registry, REGISTRY_TABLES)

    def _add_facts(self, owner: Row, facts: object, tables: Mapping[str, str]) -> None:
        for group, table in tables.items():
            stated = getattr(facts, group)
            if stated:
                self.add(table, owner, _fact_columns(table, stated))

    def write(self) -> None:
        """Inserts what was gathered since the last time."""
        for table, columns in self._gathered.items():
            self._tables.insert_columns(table, columns)
        self._gathered.clear()


class Appending:
    """Uploads on their way into the tables; their rows are there after `write`, not before."""

    def __init__(self, tables: Tables, reader_version: str) -> None:
        cursor = self._cursor = tables.cursor
        self._reader_version = reader_version
        self._rows = GatheredRows(tables)
        self._known_entities: set[str] = set()
        self._upload_ids = count(next_id(cursor, "upload", "upload_id"))
        self._proposal_ids = count(next_id(cursor, "proposal", "proposal_id"))

    def add(
        self,
        upload: UploadToStore,
        entity_code: str,
        uploaded_at: datetime,
        upload_id: int | None = None,
    ) -> int:
        """Takes an upload with all that it states; gives its id, the next one unless given."""
        upload_id = upload_id or next(self._upload_ids)
        self._append_entities(upload.documents, uploaded_at)
        self._append_file(upload, entity_code, uploaded_at, upload_id)
        self._rows.add_documents(upload.documents, upload_id)
        if upload.revised_documents:
            self._rows.add_documents(upload.revised_documents, upload_id, 1, uploaded_at)
        owner = {"upload_id": upload_id, "entity_code": entity_code}
        for issue in upload.issues:
            self._rows.add("issue", owner, _columns_of(_issue_row(issue)))
        for placed in place_proposals(upload.documents, upload.proposals):
            numbered = owner | {"proposal_id": next(self._proposal_ids)}
            self._rows.add("proposal", numbered, _columns_of(_proposal_row(placed)))
        if upload.template_use is not None:
            use = {one.name: getattr(upload.template_use, one.name) for one in fields(TemplateUse)}
            self._rows.add("upload_template", owner, _columns_of(use))
        append_uses(
            self._cursor,
            upload_id,
            entity_code,
            upload.mapping_uses,
            upload.uploaded_by,
            uploaded_at,
            upload.uploaded_role,
        )
        return upload_id

    def write(self) -> None:
        """Inserts the rows of the uploads added since the last time."""
        self._rows.write()

    def _append_entities(
        self, documents: Iterable[DocumentToStore], first_seen_at: datetime
    ) -> None:
        for code, name in {one.entity_code: one.entity_name for one in documents}.items():
            if code in self._known_entities:
                continue
            self._known_entities.add(code)
            self._cursor.execute(
                "INSERT INTO entity VALUES ($code, $name, $seen) ON CONFLICT DO NOTHING",
                {"code": code, "name": name, "seen": first_seen_at},
            )

    def _append_file(
        self, upload: UploadToStore, entity_code: str, uploaded_at: datetime, upload_id: int
    ) -> None:
        self._cursor.execute(
            "INSERT INTO upload (upload_id, entity_code, file_name, folder_name, file_sha256,"
            " file_bytes, byte_count, last_editor, uploaded_by, uploaded_role, uploaded_at,"
            " reader_version)"
            " VALUES ($upload_id, $entity_code, $file_name, $folder_name,"
            " $file_sha256, $file_bytes, $byte_count, $last_editor, $uploaded_by, $uploaded_role,"
            " $uploaded_at, $reader_version)",
            {
                "upload_id": upload_id,
                "entity_code": entity_code,
                "file_name": upload.file_name,
                "folder_name": upload.folder_name,
                "file_sha256": upload.file_sha256,
                "file_bytes": upload.file_bytes,
                "byte_count": len(upload.file_bytes),
                "last_editor": upload.last_editor,
                "uploaded_by": upload.uploaded_by,
                "uploaded_role": upload.uploaded_role,
                "uploaded_at": uploaded_at,
                "reader_version": self._reader_version,
            },
        )


def _columns_of(row: Row) -> Columns:
    return {name: [value] for name, value in row.items()}


def _document_row(document: DocumentToStore) -> Row:
    return {
        "document_kind": str(document.kind),
        "reference_year": document.reference_year,
        "cycle_start_year": document.cycle_start_year,
        "cycle_end_year": document.cycle_end_year,
        "period": document.period,
        "sector_code": document.sector_code,
        "strategic_direction_code": document.strategic_direction_code,
        "achievement_basis": str(document.achievement_basis),
        "matched_title_count": document.recognition.matched_title_count,
        "expected_title_count": document.recognition.expected_title_count,
        "row_count": len(document.rows),
    }


def _cell_columns(document: DocumentToStore) -> Columns:
    values = [value for row in document.rows for value in row.values.values()]
    numbers = [repeat(row.row_number, len(row.values)) for row in document.rows]
    return {
        "sheet_name": [value.sheet_name for value in values],
        "row_number": list(chain.from_iterable(numbers)),
        "field_name": [value.field_name for value in values],
        "cell": [value.cell for value in values],
        "raw_text": [value.raw_text for value in values],
    }


def _fact_columns(table: str, facts: Sequence[Any]) -> Columns:
    """Gives the fields of facts of one kind under the names of their table's columns."""
    names = [field.name for field in fields(facts[0]) if field.name != "lineage"]
    columns = {
        _RENAMED_FIELDS.get((table, name), name): list(map(attrgetter(name), facts))
        for name in names
    }
    lineage = [fact.lineage for fact in facts]
    columns |= {name: list(map(attrgetter(name), lineage)) for name in _LINEAGE_FIELDS}
    return columns


def _issue_row(issue: Issue) -> Row:
    return {
        "issue_code": issue.code,
        "severity": str(issue.severity),
        "sheet_name": issue.sheet_name,
        "cell": issue.cell,
        "expected": issue.expected,
        "found": issue.found,
        "params_json": json.dumps(dict(issue.params), ensure_ascii=False),
    }


def _proposal_row(placed: PlacedProposal) -> Row:
    proposal = placed.proposal
    runs = [
        {"text": run.text, "is_red": run.is_red, "is_struck": run.is_struck}
        for run in proposal.runs
    ]
    return {
        "proposal_kind": str(proposal.kind),
        "sheet_name": proposal.sheet_name,
        "cell": proposal.cell,
        "row_number": proposal.row_number,
        "field_name": proposal.field_name,
        "before_text": proposal.before,
        "after_text": proposal.after,
        "runs_json": json.dumps(runs, ensure_ascii=False),
        "proposal_key": placed.proposal_key,
        "subject_key": placed.subject_key,
        "row_sector_code": placed.row_sector_code,
        "row_label": placed.row_label,
        "motivation": placed.motivation,
        "comment_author": proposal.comment_author,
        "comment_text": proposal.comment_text,
        **_slot_row(placed.document),
    }


def _slot_row(document: DocumentToStore) -> Row:
    names = (
        "document_kind",
        "reference_year",
        "period",
        "sector_code",
        "strategic_direction_code",
    )
    row = _document_row(document)
    return {name: row[name] for name in names}


ColumnTypes = dict[tuple[str, str], str]
"""The SQL type of every column, by table and column name."""


def column_types(cursor: duckdb.DuckDBPyConnection) -> ColumnTypes:
    """Gives the types of the file's columns; only bringing the file up to date changes them."""
    rows = cursor.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database()"
    ).fetchall()
    return {(table, column): data_type for table, column, data_type in rows}


class Tables:
    """The store's tables, with the types of their columns, inside one transaction."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, types: ColumnTypes) -> None:
        self.cursor = cursor
        self._types = types

    def insert(self, table: str, rows: list[Row]) -> None:
        """Inserts rows that all have the same keys, which are column names of the table."""
        if rows:
            self.insert_columns(table, {name: [row[name] for row in rows] for name in rows[0]})

    def insert_columns(self, table: str, columns: Columns) -> None:
        """Inserts columns of one length, named as those of the table; none of them, nothing.

        A column that is the same in every row travels as one value. The others travel as arrays of
        texts or of whole numbers, which DuckDB reads where they lie and casts: for the 4,857 cells
        of a report that takes 4 ms, and 30 as lists among the parameters.
        """
        if not any(columns.values()):
            return
        row_count = len(next(iter(columns.values())))
        varying = {name for name, values in columns.items() if values.count(values[0]) < row_count}
        if not varying and row_count > 1:
            varying = set(list(columns)[:1])  # one array has to say how many rows there are
        expressions = [
            f"CAST({f'{_INCOMING}.{name}' if name in varying else f'${name}'}"
            f" AS {self._types[table, name]})"
            for name in columns
        ]
        arrays = {name: _array(columns[name]) for name in columns if name in varying}
        # Names come from our own dataclasses, never from a file.
        sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(expressions)}"
        params = {name: _text(v[0]) for name, v in columns.items() if name not in varying}
        if not arrays:
            self.cursor.execute(sql, params)
            return
        self.cursor.register(_INCOMING, arrays)
        try:
            self.cursor.execute(f"{sql} FROM {_INCOMING}", params)
        finally:
            self.cursor.unregister(_INCOMING)


def _array(values: Sequence[Any]) -> np.ndarray[Any, Any]:
    # Most columns are texts, or whole numbers such as ids: to ask a column for the types in it
    # takes a tenth of writing out value after value.
    kinds = set(map(type, values))
    if kinds == {int}:
        return np.array(values, dtype=np.int64)
    texts = values if kinds <= {str, NoneType} else list(map(_text, values))
    return np.array(texts, dtype=object)


def _text(value: Any) -> str | None:
    """Gives what SQL casts back to the very value; numbers are written with all their digits."""
    return None if value is None else str(value)


def next_id(cursor: duckdb.DuckDBPyConnection, table: str, column: str) -> int:
    """Gives the next free number; the writer lock keeps anybody else from taking it."""
    row = first_row(cursor, f"SELECT max({column}) FROM {table}")  # noqa: S608
    return 1 if row is None or row[0] is None else int(row[0]) + 1
