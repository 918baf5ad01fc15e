"""Append what persons state of the yearly cycle, and give it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

import duckdb

from dashboard.domain.cycle import (
    CycleEvent,
    CycleEventKind,
    CycleStatement,
    Reminder,
    ReminderChannel,
    TemplateIssue,
)
from dashboard.domain.model import DocumentKind
from dashboard.store.appending import Tables, next_id

_TABLES: Mapping[type[CycleStatement], str] = {
    CycleEvent: "cycle_event",
    TemplateIssue: "template_issue",
    Reminder: "reminder",
}
_WORDS: Mapping[str, type[StrEnum]] = {
    "event_kind": CycleEventKind,
    "document_kind": DocumentKind,
    "channel": ReminderChannel,
}
Stated = TypeVar("Stated", CycleEvent, TemplateIssue, Reminder)


def append_cycle_statement(tables: Tables, statement: CycleStatement, now: datetime) -> int:
    """Appends a statement under its own number and moment, else the next number and `now`."""
    table = _TABLES[type(statement)]
    id_name = f"{table}_id"
    known_id = getattr(statement, id_name)
    number = known_id or next_id(tables.cursor, table, id_name)
    dated = replace(statement, stated_at=statement.stated_at or now)
    row = {one.name: getattr(dated, one.name) for one in fields(dated)} | {id_name: number}
    tables.insert(table, [row])
    return int(number)


def cycle_statements(cursor: duckdb.DuckDBPyConnection, kind: type[Stated]) -> list[Stated]:
    """Gives every statement of a kind ever made, in the order of their numbers."""
    table, names = _TABLES[kind], [one.name for one in fields(kind)]
    # Names come from our own dataclasses, never from a file.
    rows = cursor.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {table}_id").fetchall()  # noqa: S608
    return [kind(**_read(dict(zip(names, row, strict=True)))) for row in rows]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: word(row[name]) for name, word in _WORDS.items() if name in row}
