"""The sections of the anagrafica and their columns, kept as data in layouts/registry*.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from dashboard.domain.names import normalised_name
from dashboard.domain.registry_sections import RegistrySection
from dashboard.workbook.titles import MAX_TITLE_LENGTH, title_key

_PERCENT_WORD = " percentuale "


class RegistryColumn(NamedTuple):
    """A column of a section. The first of its titles is the one to write; `hint` may be empty."""

    section: RegistrySection
    field_name: str
    value_kind: str
    is_required: bool
    titles: tuple[str, ...]
    hint: str


@cache
def registry_columns() -> Mapping[RegistrySection, tuple[RegistryColumn, ...]]:
    """Gives the columns of every section, in the order in which they are written."""
    columns: dict[RegistrySection, tuple[RegistryColumn, ...]] = {}
    for line in _lines("registry.csv"):
        section = RegistrySection(line["section"])
        column = RegistryColumn(
            section,
            line["field_name"],
            line["value_kind"],
            line["need"] == "required",
            tuple(line["titles"].split("|")),
            line["hint"],
        )
        columns[section] = (*columns.get(section, ()), column)
    return columns


@lru_cache(maxsize=4096)
def registry_field(section: RegistrySection, title: str) -> str | None:
    """Gives the field that a title stands for in a section.

    Tried in order: the title as written but for case, accents and punctuation; without what
    stands in brackets; without articles and plurals, where only one field is meant.
    """
    if len(title) > MAX_TITLE_LENGTH:
        return None
    exact, loose = _index(section)
    for key in (_plain(title), _plain(title.partition("(")[0])):
        if key in exact:
            return exact[key]
    fields = loose.get(title_key(title), frozenset())
    return next(iter(fields)) if len(fields) == 1 else None


@lru_cache(maxsize=1024)
def section_named(text: str) -> RegistrySection | None:
    """Gives the section that a text is the title of."""
    key = normalised_name(text)
    exact = {normalised_name(title): section for section, title in _section_titles()}
    loose = {title_key(title): section for section, title in reversed(_section_titles())}
    return exact.get(key) or (loose.get(title_key(text)) if key else None)


@cache
def _section_titles() -> tuple[tuple[RegistrySection, str], ...]:
    return tuple(
        (RegistrySection(line["section"]), title)
        for line in _lines("registry_sections.csv")
        for title in line["titles"].split("|")
    )


@cache
def _index(
    section: RegistrySection,
) -> tuple[Mapping[str, str], Mapping[str, frozenset[str]]]:
    exact: dict[str, str] = {}
    loose: dict[str, frozenset[str]] = {}
    for column in registry_columns()[section]:
        for title in column.titles:
            exact.setdefault(_plain(title), column.field_name)
            key = title_key(title)
            loose[key] = loose.get(key, frozenset()) | {column.field_name}
    return exact, loose


def _plain(title: str) -> str:
    return normalised_name(title.replace("%", _PERCENT_WORD))


def _lines(file_name: str) -> tuple[dict[str, str], ...]:
    source = resources.files("dashboard.workbook") / "layouts" / file_name
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
