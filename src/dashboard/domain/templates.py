"""Sheets to hand out: what goes into them, and the mark by which they are known when they return.

A template is filled in with what is current. `dashboard.workbook` writes it as a workbook with a
hidden sheet, the mark, and reads the mark back, so that a returned sheet is recognised for certain
even when its titles were edited, and one handed out before something changed is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from dashboard.domain.model import DocumentKind, Period, Scalar


@dataclass(frozen=True, slots=True)
class TemplateSlot:
    """For what a sheet is handed out: a document of a year, of a sector or of a direction."""

    entity_code: str
    kind: DocumentKind
    reference_year: int
    sector_code: str | None = None
    strategic_direction_code: str | None = None

    @property
    def period(self) -> Period | None:
        """Gives the period that a report is about; None for plans."""
        return {
            DocumentKind.INTERMEDIATE_REPORT: Period.INTERMEDIATE,
            DocumentKind.FINAL_REPORT: Period.FINAL,
        }.get(self.kind)


class TemplateState(StrEnum):
    """How a sheet to hand out stands. Outdated: what was handed out is not what would be now."""

    NEVER_ISSUED = "never_issued"
    CURRENT = "current"
    OUTDATED = "outdated"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A row filled in with what is current, by field name. `key` tells it from every other row.

    A row without key is blank: a place for something new.
    """

    key: str
    values: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """One sheet of a template: the kind of its rows, and the rows. Its columns: templates.csv.

    `years` are those of its columns of values by year, oldest first (ordinary activity only).
    """

    kind: DocumentKind
    rows: tuple[TemplateRow, ...]
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """Everything that a handed-out workbook says. `choices`: allowed words by field name."""

    slot: TemplateSlot
    entity_name: str
    sector_name: str | None
    strategic_direction_name: str | None
    cycle: tuple[int, int] | None
    tables: tuple[TemplateTable, ...]
    issued_at: datetime
    sectors_deadline: date | None = None
    folder: str | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Gives a short sign of what was filled in: the same content has the same version.

        Neither the moment of handing out nor the deadline is part of it.
        """
        return template_version(self.slot, self.tables)


def template_version(slot: TemplateSlot, tables: Iterable[TemplateTable]) -> str:
    """Gives a short sign of what is filled in on a sheet; see `Template.version`."""
    told = repr(
        (
            slot,
            [
                (table.kind, [(row.key, sorted(row.values.items())) for row in table.rows])
                for table in tables
            ],
        )
    )
    return sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """One sheet of a handed-out workbook: where its table stood, and what its columns are.

    `fields` are the fields of the columns from the first on ("" for one that the spreadsheet works
    out), `titles` their printed titles; `row_keys` say what stood in the key cells of the rows
    below the heading, in order, `digests` are short signs of every cell of each row.
    """

    sheet_name: str
    kind: DocumentKind
    heading_row: int
    fields: tuple[str, ...]
    titles: tuple[str, ...]
    row_keys: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateMark:
    """What the hidden sheet of a handed-out workbook says. `issued_at` is in UTC without zone.

    `stated` is what the lines above its tables said, by subject (`sector`, `reference_year`…).
    `changed_cell_count` is worked out when the workbook is read: how many cells differ from what
    was handed out.
    """

    slot: TemplateSlot
    version: str
    issued_at: datetime
    sheets: tuple[MarkedSheet, ...]
    stated: Mapping[str, str] = field(default_factory=dict)
    changed_cell_count: int = 0
