"""Read the tables of an anagrafica into one document: rows of every section, with all issues.

A section without a sheet, or with an empty one, says nothing: the program's own rules hold there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    DocumentKind,
    FieldValue,
    Issue,
    ParsedDocument,
    Proposal,
    Recognition,
    SheetRow,
    Stated,
)
from dashboard.domain.registry_sections import (
    FIGURE_FIELDS,
    FIGURE_SECTIONS,
    SECTION,
    RegistrySection,
)
from dashboard.workbook.context import CYCLE, ENTITY, YEAR, Context, contradiction, read_context
from dashboard.workbook.hidden import hidden_line_issues, visible_heading
from dashboard.workbook.other_ink import add_ink_to_read
from dashboard.workbook.registry_tables import RegistryTable
from dashboard.workbook.tables import read_table

_VALID_FROM = re.compile(
    r"\bvalid[ao]\s+(?:dal|dall['’]|da)\s*(?:anno\s+)?(?:\d{1,2}[./-]\d{1,2}[./-])?(20\d\d)", re.I
)
# What the reader of a cell says when it cannot; in a rule, that is never a detail.
_UNREADABLE = frozenset(
    {
        "registry_value_unreadable",
        "number_unreadable",
        "date_unreadable",
        "boolean_unreadable",
        "status_unknown",
        "measure_kind_unknown",
        "several_targets_in_cell",
        "sentinel_taken_as_missing",
        "cell_error_value",
        "formula_not_calculated",
    }
)
_SUBJECTS = (ENTITY, CYCLE, YEAR)


def read_registry(
    tables: Sequence[RegistryTable],
    file_name: str,
    folder_name: str,
    expected_year: int | None,
    issues: IssueList,
    proposals: list[Proposal],
) -> ParsedDocument:
    """Gives the one document that the tables of an anagrafica make."""
    rows: list[SheetRow] = []
    stated: dict[str, Stated] = {}
    for table in tables:
        if table.grid.is_hidden:
            issues.add("hidden_sheet_left_out", table.grid.sheet_name)
            continue
        context = _context(table, file_name, folder_name, issues)
        _take_statements(stated, context, table.grid.sheet_name, issues)
        if _columns_fit(table, issues):
            rows += _rows(table, issues, proposals)
    if not rows and not proposals:
        issues.add("empty_table", tables[0].grid.sheet_name, tables[0].title.address)
    year = int(stated[YEAR].value) if YEAR in stated else expected_year
    if year is None:
        issues.add("year_missing", tables[0].grid.sheet_name)
    entity = stated.get(ENTITY)
    return ParsedDocument(
        kind=DocumentKind.REGISTRY,
        rows=tuple(rows),
        recognition=_recognition(tables),
        reference_year=year,
        entity_name=_entity_in(rows) if entity is None else entity.value,
        stated=stated,
    )


def _context(table: RegistryTable, file_name: str, folder_name: str, issues: IssueList) -> Context:
    """Gives what the lines above a table, and the names of sheet and file, state."""
    grid = table.grid
    last = grid.last_row + 1 if table.heading is None else table.heading.first_row
    above = [row for row in grid.filled_rows() if row < last]
    context = read_context(grid, above, file_name, folder_name, issues)
    for row in above:
        for cell in grid.rows[row].values():
            found = _VALID_FROM.search(cell.text)
            if found is not None:
                valid = Stated(found[1], "title", grid.sheet_name, cell.address)
                context.stated.setdefault(YEAR, valid)
    year, statement = context.reference_year(is_report=False), context.year_statement()
    if year is not None and statement is not None:
        context.stated[YEAR] = replace(statement, value=str(year))
    return context


def _take_statements(
    stated: dict[str, Stated], context: Context, sheet_name: str, issues: IssueList
) -> None:
    """Adds what one table states to what those before it state; titles outweigh names of files."""
    for subject in _SUBJECTS:
        found = context.stated.get(subject)
        if found is None:
            continue
        first = stated.setdefault(subject, found)
        if first.source != "title" and found.source == "title":
            stated[subject] = found
        elif first.value != found.value and found.source == "title":
            contradiction(subject, first, found, sheet_name, issues)


def _columns_fit(table: RegistryTable, issues: IssueList) -> bool:
    """Says whether a table can be read: every required column is there, none twice."""
    if table.heading is None:
        return False
    sheet_name, mapped = table.grid.sheet_name, table.mapped
    for column in mapped.unknown:
        issues.add("unknown_column", sheet_name, column.cell, found=column.title)
    for column, name in mapped.duplicated:
        issues.add(
            "duplicated_column", sheet_name, column.cell, found=column.title, field_name=name
        )
    for choice in mapped.missing:
        issues.add(
            "required_column_missing",
            sheet_name,
            table.heading.columns[0].cell,
            expected=" ".join(choice),
            kind=str(DocumentKind.REGISTRY),
            found=" | ".join(column.title for column in table.heading.columns),
        )
    return not mapped.missing and not mapped.duplicated


def _rows(table: RegistryTable, issues: IssueList, proposals: list[Proposal]) -> list[SheetRow]:
    """Gives the rows of a table, each with its section; says what in them cannot be read."""
    grid, heading = table.grid, table.heading
    if heading is None:
        return []
    said = IssueList(issues.file_name)
    found = read_table(grid, visible_heading(grid, heading), table.mapped, said)
    for issue in said.issues:
        if issue.code in _UNREADABLE:
            _add_unreadable(issue, table.section, issues)
        else:
            issues.issues.append(issue)
    proposals.extend(found.proposals)
    add_ink_to_read(grid, heading, issues)
    hidden_line_issues(grid, heading, found.rows, issues)
    where = FieldValue(
        SECTION,
        str(table.section),
        str(table.section),
        grid.sheet_name,
        table.title.address,
    )
    return [replace(row, values={SECTION: where, **row.values}) for row in found.rows]


def _add_unreadable(issue: Issue, section: RegistrySection, issues: IssueList) -> None:
    field_name = issue.params.get("field_name", "")
    moves_figures = section in FIGURE_SECTIONS or field_name in FIGURE_FIELDS
    issues.add(
        "registry_value_unreadable" if moves_figures else "registry_value_left_out",
        issue.sheet_name,
        issue.cell,
        found=issue.found,
        field_name=field_name,
    )


def _entity_in(rows: Iterable[SheetRow]) -> str | None:
    names = (row.text("entity_name") for row in rows if row.get(SECTION) == RegistrySection.ENTITY)
    return next((name for name in names if name), None)


def _recognition(tables: Sequence[RegistryTable]) -> Recognition:
    parts = [table.mapped.recognition for table in tables]
    return Recognition(
        kind=DocumentKind.REGISTRY,
        matched_title_count=sum(part.matched_title_count for part in parts),
        expected_title_count=sum(part.expected_title_count for part in parts),
        matched_titles=tuple(title for part in parts for title in part.matched_titles),
        unknown_titles=tuple(title for part in parts for title in part.unknown_titles),
    )
