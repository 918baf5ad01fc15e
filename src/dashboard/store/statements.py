"""Append what persons state of the yearly cycle and of results, and give it back.

Each kind of statement is a frozen dataclass whose fields are the columns of its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import duckdb

from dashboard.domain.clarifications import (
    NEXT_NUMBER,
    ClarificationStatement,
    ClarificationStep,
)
from dashboard.domain.cycle import (
    CycleEvent,
    CycleEventKind,
    Reminder,
    ReminderChannel,
    TemplateIssue,
)
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.reviews import CauseClass, Review, ReviewKind, ReviewOutcome
from dashboard.domain.roles import Role
from dashboard.store.appending import Tables, next_id

Statement = CycleEvent | TemplateIssue | Reminder | Review | ClarificationStatement | ReviewSession
Stated = TypeVar(
    "Stated", CycleEvent, TemplateIssue, Reminder, Review, ClarificationStatement, ReviewSession
)

STATEMENT_TABLES: Mapping[type[Statement], str] = {
    CycleEvent: "cycle_event",
    TemplateIssue: "template_issue",
    Reminder: "reminder",
    Review: "review",
    ClarificationStatement: "clarification",
    ReviewSession: "review_session",
}
_WORDS: Mapping[str, type[StrEnum]] = {
    "event_kind": CycleEventKind,
    "document_kind": DocumentKind,
    "channel": ReminderChannel,
    "period": Period,
    "review_kind": ReviewKind,
    "outcome": ReviewOutcome,
    "cause_class": CauseClass,
    "step": ClarificationStep,
    "stated_role": Role,
}


def append_statement(tables: Tables, statement: Statement, now: datetime) -> int:
    """Appends a statement under its own number and moment, else the next number and `now`."""
    if isinstance(statement, ClarificationStatement):
        statement = _numbered(tables.cursor, statement)
    table = STATEMENT_TABLES[type(statement)]
    id_name = f"{table}_id"
    known_id = getattr(statement, id_name)
    number = known_id or next_id(tables.cursor, table, id_name)
    dated = replace(statement, stated_at=statement.stated_at or now)
    row = {one.name: getattr(dated, one.name) for one in fields(dated)} | {id_name: number}
    tables.insert(table, [row])
    return int(number)


def _numbered(
    cursor: duckdb.DuckDBPyConnection, statement: ClarificationStatement
) -> ClarificationStatement:
    """Gives a question its number within the entity; whoever asks at the same time waits."""
    if statement.clarification_number != NEXT_NUMBER:
        return statement
    row = cursor.execute(
        "SELECT coalesce(max(clarification_number), 0) FROM clarification"
        " WHERE entity_code = $entity_code",
        {"entity_code": statement.entity_code},
    ).fetchone()
    newest = 0 if row is None else int(row[0])
    return replace(statement, clarification_number=newest + 1)


def statements(cursor: duckdb.DuckDBPyConnection, kind: type[Stated]) -> list[Stated]:
    """Gives every statement of a kind ever made, in the order of their numbers."""
    table, names = STATEMENT_TABLES[kind], [one.name for one in fields(kind)]
    # Names come from our own dataclasses, never from a file.
    rows = cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {table}_id").fetchall()  # noqa: S608
    return [kind(**_read(dict(zip(names, row, strict=True)))) for row in rows]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        name: word(row[name])
        for name, word in _WORDS.items()
        if name in row and row[name] is not None
    }
