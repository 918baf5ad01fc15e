"""Give back what an anagrafica states: the rows of its tables as the facts they were made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

import duckdb

from dashboard.domain.model import Lineage
from dashboard.domain.registry_model import RegistryFacts
from dashboard.store.appending import REGISTRY_TABLES

_Readers = Mapping[str, Callable[[Any], Any]]
_LINEAGE_COLUMNS = tuple(field.name for field in fields(Lineage))


def registry_facts(cursor: duckdb.DuckDBPyConnection, document_id: int) -> RegistryFacts:
    """Gives everything that a document states of its entity, in the order of its rows."""
    readers = _readers_by_group()
    return RegistryFacts(
        **{
            group: _facts(cursor, table, *readers[group], document_id)
            for group, table in REGISTRY_TABLES.items()
        }
    )


def _facts(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    fact_type: type[Any],
    readers: _Readers,
    document_id: int,
) -> tuple[Any, ...]:
    columns = ", ".join((*_LINEAGE_COLUMNS, *readers))
    # Names come from our own dataclasses, never from a file.
    rows = cursor.execute(
        f"SELECT {columns} FROM {table} WHERE document_id = $document_id"  # noqa: S608 - our own names
        " ORDER BY sheet_name, row_number",
        {"document_id": document_id},
    ).fetchall()
    lineage_count = len(_LINEAGE_COLUMNS)
    return tuple(
        fact_type(
            lineage=Lineage(*row[:lineage_count]),
            **{
                name: None if value is None else read(value)
                for (name, read), value in zip(readers.items(), row[lineage_count:], strict=True)
            },
        )
        for row in rows
    )


# Kept: to resolve the hints anew took longer than to ask the store.
@cache
def _readers_by_group() -> Mapping[str, tuple[type[Any], _Readers]]:
    """Gives, for every group of facts, their type and what makes their values."""
    types = {
        group: get_args(hint)[0]
        for group, hint in get_type_hints(RegistryFacts).items()
        if group in REGISTRY_TABLES
    }
    return {group: (fact_type, _value_readers(fact_type)) for group, fact_type in types.items()}


def _value_readers(fact_type: type[Any]) -> _Readers:
    """Gives, for every column, what makes the field's value of the stored one."""
    hints = get_type_hints(fact_type)
    return {
        field.name: _reader(hints[field.name])
        for field in fields(fact_type)
        if field.name != "lineage"
    }


def _reader(hint: Any) -> Callable[[Any], Any]:
    plain: type[Any]
    (plain,) = [one for one in get_args(hint) or (hint,) if one is not NoneType]
    return plain if issubclass(plain, StrEnum) else _as_it_is


def _as_it_is(value: Any) -> Any:
    return value
