"""Find the tables of an anagrafica: those under a title "Anagrafica – Settori", whatever sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from dashboard.domain.model import DocumentKind, Recognition
from dashboard.domain.names import normalised_name
from dashboard.domain.registry_sections import RegistrySection
from dashboard.workbook.cells import Cell, Grid
from dashboard.workbook.headings import ROWS_LOOKED_AT, Column, Heading, heading_at
from dashboard.workbook.recognise import Mapped
from dashboard.workbook.registry_layout import registry_columns, registry_field, section_named
from dashboard.workbook.sheet_parts import part_of

_TITLE = re.compile(r"^\W*anagrafica\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_FIRST_ROWS = 10
_DASH = re.compile(r"\s[-–—]\s|[:|]")
# Sheets that explain, or hold the words to choose from.
_GUIDES = frozenset({"istruzioni", "leggimi", "guida", "legenda", "elenchi", "valori ammessi"})


class RegistryTable(NamedTuple):
    """A table of an anagrafica: its part of the sheet, its section, and its heading.

    `heading` is None where a title stands without a table.
    """

    grid: Grid
    section: RegistrySection
    title: Cell
    heading: Heading | None
    mapped: Mapped


def registry_tables(grid: Grid) -> list[RegistryTable]:
    """Gives the tables of an anagrafica on a sheet, downwards; none for any other sheet."""
    titles = [found for row in grid.filled_rows() if (found := _title(grid, row)) is not None]
    if not titles:
        return []
    starts = [1, *(title.row for title in titles[1:])]
    ends = [*starts[1:], grid.last_row + 1]
    tables = (
        _table(part_of(grid, start, end), title)
        for title, start, end in zip(titles, starts, ends, strict=True)
    )
    return [table for table in tables if table is not None]


def is_registry_title(grid: Grid, row: int) -> bool:
    """Says whether a row is a title above a section of an anagrafica."""
    return row in grid.rows and _title(grid, row) is not None


def is_guide(grid: Grid) -> bool:
    """Says whether a sheet of an anagrafica only explains it."""
    names = {normalised_name(grid.sheet_name)}
    names |= {normalised_name(_section_text(t)) for r in grid.rows if (t := _title(grid, r))}
    return bool(names & _GUIDES)


def _title(grid: Grid, row: int) -> Cell | None:
    """Gives the title that a row is: "Anagrafica…" in its first cell, alone or nearly so."""
    cells = [cell for _, cell in sorted(grid.rows[row].items())]
    is_title = len(cells) <= 2 and _TITLE.match(cells[0].text) is not None
    return cells[0] if is_title else None


def _table(grid: Grid, title: Cell) -> RegistryTable | None:
    named = section_named(_section_text(title)) or section_named(grid.sheet_name)
    found = _best_heading(grid, title.row, (named,) if named else tuple(RegistrySection))
    if named is None:
        is_sure = found is not None and not found[2].missing
        return RegistryTable(grid, found[0], title, *found[1:]) if found and is_sure else None
    if found is not None:
        return RegistryTable(grid, named, title, *found[1:])
    heading = _strange_heading(grid, title.row)
    columns = () if heading is None else heading.columns
    return RegistryTable(grid, named, title, heading, mapped_section(named, columns))


def _strange_heading(grid: Grid, title_row: int) -> Heading | None:
    """Gives what must be the titles of a table, of which none is known: the widest row of texts.

    None where there is no table: a section left empty, with its title alone.
    """
    rows = islice(_rows_below(grid, title_row), _FIRST_ROWS)
    widest = max(rows, key=lambda row: len(grid.rows[row]), default=None)
    if widest is None or len(grid.rows[widest]) < 2:
        return None
    return heading_at(grid, widest, widest)


def _section_text(title: Cell) -> str:
    """Gives what a title says behind "Anagrafica dell'ente –"; the entity's name may follow."""
    found = _TITLE.match(title.text)
    parts = _DASH.split(found["rest"]) if found is not None else []
    named = [part for part in parts if section_named(part) is not None]
    return named[-1] if named else parts[-1] if parts else ""


def _best_heading(
    grid: Grid, title_row: int, sections: tuple[RegistrySection, ...]
) -> tuple[RegistrySection, Heading, Mapped] | None:
    """Gives the row that names most columns of one of the sections, the upper one on a tie."""
    best: tuple[RegistrySection, Heading, Mapped] | None = None
    best_rank = (False, 1, 0.0)
    for row in _rows_below(grid, title_row):
        heading = heading_at(grid, row, row)
        for section in sections:
            mapped = mapped_section(section, heading.columns)
            count = len(mapped.field_by_column)
            share = count / max(1, len(heading.columns))
            rank = (not mapped.missing, count, share)
            if count and rank > best_rank:
                best, best_rank = (section, heading, mapped), rank
    return best


def _rows_below(grid: Grid, title_row: int) -> Iterator[int]:
    rows = (row for row in grid.filled_rows() if row > title_row)
    for count, row in enumerate(rows):
        if count >= ROWS_LOOKED_AT:
            return
        if all(isinstance(cell.value, str) for cell in grid.rows[row].values()):
            yield row


def mapped_section(section: RegistrySection, columns: tuple[Column, ...]) -> Mapped:
    """Gives the field of each column of a section, and what is odd about them."""
    field_by_column: dict[int, str] = {}
    unknown: list[Column] = []
    duplicated: list[tuple[Column, str]] = []
    for column in columns:
        name = registry_field(section, column.title)
        if name is None:
            unknown.append(column)
        elif name in field_by_column.values():
            duplicated.append((column, name))
        else:
            field_by_column[column.number] = name
    fields = set(field_by_column.values())
    wanted = registry_columns()[section]
    missing = [one.field_name for one in wanted if one.is_required and one.field_name not in fields]
    return Mapped(
        kind=DocumentKind.REGISTRY,
        field_by_column=field_by_column,
        unknown=tuple(unknown),
        duplicated=tuple(duplicated),
        missing=tuple(frozenset({name}) for name in missing),
        period=None,
        recognition=Recognition(
            kind=DocumentKind.REGISTRY,
            matched_title_count=len(fields),
            expected_title_count=len(wanted),
            matched_titles=tuple(c.title for c in columns if c.number in field_by_column),
            unknown_titles=tuple(column.title for column in unknown),
            missing_fields=tuple(one.field_name for one in wanted if one.field_name not in fields),
        ),
    )
