"""Write a mapping as a file and read it back; what is wrong with a file is told all at once.

The format is described in docs/mapping-json.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dashboard.domain.mapping import (
    DECIMAL_COMMA,
    LEFT_OUT_FIELD,
    FixedStatements,
    MappedColumn,
    MappingProblem,
    SheetMapping,
)
from dashboard.domain.model import SHEET_KINDS, DocumentKind

FORMAT, VERSION = "cruscotto-piao/mapping", 1
_FIXED_TEXTS = ("entity_name", "sector", "strategic_direction")
_KEYS = ("format", "version", "name", "kind", "columns", "words", "fixed", "decimal_sign")


class MappingFileError(ValueError):
    """Raised if a file is no mapping; `problems` holds all that is wrong with its form."""

    def __init__(self, problems: tuple[MappingProblem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def mapping_to_json(mapping: SheetMapping) -> str:
    """Gives the file of a mapping; equal mappings give equal files."""
    fixed = {
        "entity_name": mapping.fixed.entity_name,
        "sector": mapping.fixed.sector,
        "strategic_direction": mapping.fixed.strategic_direction,
        "reference_year": mapping.fixed.reference_year,
    }
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": mapping.name,
        "kind": str(mapping.kind),
        "columns": [_column_content(column) for column in mapping.columns],
        "words": {
            field_name: dict(sorted(words.items()))
            for field_name, words in sorted(mapping.words.items())
        },
        "fixed": {name: value for name, value in fixed.items() if value is not None},
        "decimal_sign": mapping.decimal_sign,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def mapping_from_json(text: str) -> SheetMapping:
    """Gives the mapping that a file holds. Raises MappingFileError.

    Only the form is looked at; whether the mapping can be used: `mapping.mapping_problems`.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = str(error.lineno) if isinstance(error, json.JSONDecodeError) else "1"
        raise MappingFileError((MappingProblem("not_json", {"line": line}),)) from error
    if not isinstance(content, dict):
        raise MappingFileError((MappingProblem("not_a_mapping"),))
    return _Reader(content).mapping()


class _Reader:
    """Takes the parts of a mapping out of JSON and remembers what is wrong with each."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content
        self._problems: list[MappingProblem] = []

    def mapping(self) -> SheetMapping:
        self._check_head()
        kind = self._kind()
        columns = self._columns()
        words = self._words()
        fixed = self._fixed()
        name = self._text("name")
        decimal_sign = self._text("decimal_sign", DECIMAL_COMMA)
        if self._problems or kind is None:
            raise MappingFileError(tuple(self._problems))
        return SheetMapping(name, kind, columns, words, fixed, decimal_sign)

    def _check_head(self) -> None:
        if self._content.get("format") != FORMAT:
            self._say("not_a_mapping")
        elif self._content.get("version") != VERSION:
            self._say("version_unknown", found=_shown(self._content.get("version")))
        for key in self._content.keys() - set(_KEYS):
            self._say("key_unknown", key=key)

    def _kind(self) -> DocumentKind | None:
        found = self._content.get("kind")
        if isinstance(found, str) and found in set(SHEET_KINDS):
            return DocumentKind(found)
        self._say("kind_unknown", found=_shown(found), known=", ".join(SHEET_KINDS))
        return None

    def _columns(self) -> tuple[MappedColumn, ...]:
        found = self._content.get("columns")
        if not isinstance(found, list) or not found:
            self._say("columns_missing")
            return ()
        columns = []
        for place, entry in enumerate(found, start=1):
            column = _column(entry)
            if column is None:
                self._say("column_unreadable", place=str(place), found=_shown(entry))
            else:
                columns.append(column)
        return tuple(columns)

    def _words(self) -> dict[str, Mapping[str, str]]:
        found = self._content.get("words", {})
        if not isinstance(found, dict):
            self._say("part_unreadable", key="words", found=_shown(found))
            return {}
        words: dict[str, Mapping[str, str]] = {}
        for field_name, meanings in found.items():
            if isinstance(meanings, dict) and all(isinstance(m, str) for m in meanings.values()):
                words[field_name] = meanings
            else:
                self._say("part_unreadable", key=f"words.{field_name}", found=_shown(meanings))
        return words

    def _fixed(self) -> FixedStatements:
        found = self._content.get("fixed", {})
        if not isinstance(found, dict):
            self._say("part_unreadable", key="fixed", found=_shown(found))
            return FixedStatements()
        texts: dict[str, str] = {}
        year: int | None = None
        for key, value in found.items():
            if key in _FIXED_TEXTS and isinstance(value, str) and value.strip():
                texts[key] = value
            elif key == "reference_year" and type(value) is int:
                year = value
            else:
                self._say("part_unreadable", key=f"fixed.{key}", found=_shown(value))
        return FixedStatements(**texts, reference_year=year)

    def _text(self, key: str, default: str | None = None) -> str:
        found = self._content.get(key, default)
        if isinstance(found, str):
            return found
        self._say("part_unreadable", key=key, found=_shown(found))
        return ""

    def _say(self, code: str, **params: str) -> None:
        self._problems.append(MappingProblem(code, params))


def _column_content(column: MappedColumn) -> dict[str, Any]:
    content: dict[str, Any] = {"title": column.title, "field": column.field_name or None}
    return content | {"is_share": True} if column.is_share else content


def _column(entry: Any) -> MappedColumn | None:
    if not isinstance(entry, dict) or entry.keys() - {"title", "field", "is_share"}:
        return None
    title, field_name = entry.get("title"), entry.get("field")
    is_share = entry.get("is_share", False)
    if not isinstance(title, str) or not isinstance(field_name, str | None):
        return None
    if not isinstance(is_share, bool):
        return None
    return MappedColumn(title, field_name or LEFT_OUT_FIELD, is_share)


def _shown(value: Any, length: int = 60) -> str:
    """Gives a JSON value as a person finds it in the file, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else f"{text[: length - 1]}…"
