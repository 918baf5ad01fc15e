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
_COUNTED_WITHIN_ENTITY: Mapping[type[Statement], str] = {
    ClarificationStatement: "clarification_number",
    ReviewSession: "session_number",
}
TALK_TABLES = frozenset(
    STATEMENT_TABLES[kind] for kind in (Review, ClarificationStatement, ReviewSession)
)
"""What is said about results: no view reads it, and no figure depends on it."""

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
    statement = _numbered(tables.cursor, statement)
    table = STATEMENT_TABLES[type(statement)]
    id_name = f"{table}_id"
    known_id = getattr(statement, id_name)
    number = known_id or next_id(tables.cursor, table, id_name)
    dated = replace(statement, stated_at=statement.stated_at or now)
    row = {one.name: getattr(dated, one.name) for one in fields(dated)} | {id_name: number}
    tables.insert(table, [row])
    return int(number)


def _numbered(cursor: duckdb.DuckDBPyConnection, statement: Statement) -> Statement:
    """Gives what is counted within its entity the next number; whoever is at it as well waits."""
    kind = type(statement)
    number_name = _COUNTED_WITHIN_ENTITY.get(kind)
    if number_name is None or getattr(statement, number_name) != NEXT_NUMBER:
        return statement
    # Names come from our own dataclasses, never from a file.
    row = cursor.execute(
        f"SELECT coalesce(max({number_name}), 0) FROM {STATEMENT_TABLES[kind]}"  # noqa: S608
        " WHERE entity_code = $entity_code",
        {"entity_code": statement.entity_code},
    ).fetchone()
    numbered: dict[str, Any] = {number_name: 1 if row is None else int(row[0]) + 1}
    return replace(statement, **numbered)


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
