"""The columns of the sheets to hand out, kept as data in layouts/templates.csv."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

from dashboard.domain.fields import FieldType, field_type
from dashboard.domain.model import DocumentKind


class ColumnRole(StrEnum):
    """Who fills a column in. Keys and what is given are locked in rows that are filled in."""

    KEY = "key"
    GIVEN = "given"
    INPUT = "input"
    COMPUTED = "computed"


class Need(StrEnum):
    """When a cell of a row that has been begun may not stay empty."""

    NEVER = ""
    ALWAYS = "always"
    UNLESS_EXCLUDED = "unless_excluded"  # an indicator that is not assessable has no result
    IF_EXCLUDED = "if_excluded"
    IF_WORSE = "if_worse"  # where target and result are numbers that can be compared
    IF_OTHERS = "if_others"  # where other services take part


class TemplateColumn(NamedTuple):
    """A column of a sheet. `width` is in signs; `hint` may be empty.

    `title` may name years: "Target {year}". The field of a computed column is none of the
    canonical ones: what stands in it is worked out by the spreadsheet, and never read.
    """

    field_name: str
    title: str
    width: float
    role: ColumnRole
    need: Need
    hint: str

    @property
    def is_computed(self) -> bool:
        return self.role is ColumnRole.COMPUTED

    @property
    def field_type(self) -> FieldType:
        return field_type(self.field_name) or FieldType.TEXT

    def title_for(self, reference_year: int) -> str:
        """Gives the title as it is printed for a year."""
        years = {
            "year": reference_year,
            "next_year": reference_year + 1,
            "year_after_next": reference_year + 2,
        }
        before = {f"year_{count}_before": reference_year - count for count in (1, 2, 3)}
        return self.title.format(**years, **before)


def template_columns(kind: DocumentKind) -> tuple[TemplateColumn, ...]:
    """Gives the columns of the sheets of a kind, from left to right."""
    return _columns()[kind]


def template_fields(kind: DocumentKind) -> tuple[str, ...]:
    """Gives the fields that a row of a kind is filled in with, from left to right."""
    return tuple(one.field_name for one in template_columns(kind) if not one.is_computed)


def key_fields(kind: DocumentKind) -> frozenset[str]:
    """Gives the fields that tell the rows of a kind apart, as far as they are filled in."""
    keys = (one for one in template_columns(kind) if one.role is ColumnRole.KEY)
    return frozenset(one.field_name for one in keys)


@cache
def computed_titles() -> frozenset[str]:
    """Gives the titles of the columns that spreadsheets fill in by themselves."""
    return frozenset(
        one.title for columns in _columns().values() for one in columns if one.is_computed
    )


@cache
def _columns() -> Mapping[DocumentKind, tuple[TemplateColumn, ...]]:
    found: dict[DocumentKind, tuple[TemplateColumn, ...]] = {}
    source = resources.files("dashboard.workbook") / "layouts" / "templates.csv"
    with source.open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            kind = DocumentKind(line["kind"])
            column = TemplateColumn(
                line["field_name"],
                line["title"],
                float(line["width"]),
                ColumnRole(line["role"]),
                Need(line["need"]),
                line["hint"],
            )
            found[kind] = (*found.get(kind, ()), column)
    return found
