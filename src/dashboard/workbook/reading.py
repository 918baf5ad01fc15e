"""Read one workbook whole: guard, grids, recognition, rows, checks. Issues are gathered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from dashboard.domain.issues import IssueList
from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import ParsedWorkbook, Proposal
from dashboard.domain.proposals import NO_DECISIONS, InkDecisions
from dashboard.workbook.cells import Grid
from dashboard.workbook.checks import check_rows
from dashboard.workbook.comments import read_comments
from dashboard.workbook.context import Context, read_context
from dashboard.workbook.delimited import read_delimited
from dashboard.workbook.documents import SheetReading, split_documents
from dashboard.workbook.guard import FileType, file_type, has_macros
from dashboard.workbook.headings import Heading, find_heading
from dashboard.workbook.hidden import hidden_line_issues, visible_heading
from dashboard.workbook.ink_decisions import settle_ink
from dashboard.workbook.limits import CellLimits
from dashboard.workbook.mapped import (
    MappedRows,
    find_mapped_heading,
    mapped_as,
    mapped_headings,
    mapping_uses,
)
from dashboard.workbook.marked_changes import changed_cell_count
from dashboard.workbook.marked_tables import (
    MarkedTable,
    marked_tables,
    print_titles_again,
    settle_by_mark,
    without_computed,
)
from dashboard.workbook.marks.issue_list import is_issue_list
from dashboard.workbook.ods import read_opendocument
from dashboard.workbook.other_ink import add_ink_to_read
from dashboard.workbook.package import open_workbook_package
from dashboard.workbook.recognise import Mapped, recognise
from dashboard.workbook.registry_reading import read_registry
from dashboard.workbook.registry_tables import RegistryTable, is_guide, registry_tables
from dashboard.workbook.sheet_parts import sheet_parts
from dashboard.workbook.tables import read_table
from dashboard.workbook.template_mark import template_mark_apart
from dashboard.workbook.worksheet import read_worksheet
from dashboard.workbook.xls import read_xls
from dashboard.workbook.xlsb import read_xlsb

_UNMARKED: Mapping[str, MarkedTable] = MappingProxyType({})


class FileNames(NamedTuple):
    """What is known around a table: names of its file and folder, the table above, mappings.

    `marked` are the tables of a sheet that was handed out, by the name of the sheet.
    """

    file_name: str
    folder_name: str
    told_above: Context | None
    mappings: Sequence[SheetMapping]
    marked: Mapping[str, MarkedTable] = _UNMARKED


def read_workbook(
    file_name: str,
    content: bytes,
    folder_name: str = "",
    expected_year: int | None = None,
    ink_decisions: InkDecisions = NO_DECISIONS,
    *,
    leaves_out_hidden: bool = False,
    mappings: Sequence[SheetMapping] = (),
) -> ParsedWorkbook:
    """Gives everything that a workbook says, with all that is wrong with it as issues.

    `folder_name` and `expected_year` help only where the sheets do not speak for themselves.
    Ink that was decided is read as decided: accepted red and what is left of rejected ink are
    black text, and only the rest is proposed. `leaves_out_hidden` does not read the hidden rows
    and columns of the tables; what is stated above a table is read in any case. A table that was
    handed out is read as its mark says, one whose titles one of the `mappings` was made for as
    that says.

    Raises UnreadableWorkbookError or WorkbookTooLargeError when the file cannot be opened; never
    for what its sheets hold.
    """
    issues = IssueList(file_name)
    grids, last_editor = grids_of(file_name, content, issues)
    proposals: list[Proposal] = []
    # The list of an earlier round is our word, not theirs.
    grids = [grid for grid in grids if not is_issue_list(grid)]
    mark, grids = template_mark_apart(grids, issues)
    for grid in grids:
        settle_ink(grid, ink_decisions)
        grid.leaves_out_hidden = leaves_out_hidden
    marked = {} if mark is None else marked_tables(mark, grids, issues)
    if mark is not None:
        by_name = {grid.sheet_name: grid for grid in grids}
        changed = changed_cell_count(mark.sheets, by_name, marked, issues)
        mark = replace(mark, changed_cell_count=changed)
        for sheet_name, table in marked.items():
            if table.is_of_registry:
                print_titles_again(by_name[sheet_name], table)
    by_mark = {name: table for name, table in marked.items() if not table.is_of_registry}
    names = FileNames(file_name, folder_name, None, mappings, by_mark)
    of_registry, grids = _registry_apart(grids)
    readings = list(_readings(grids, names, issues, proposals, has_registry=bool(of_registry)))
    documents = split_documents(readings, expected_year, issues)
    if of_registry:
        registry = read_registry(
            of_registry, file_name, folder_name, expected_year, issues, proposals
        )
        documents = (registry, *documents)
    for document in documents:
        check_rows(document, issues)
    if proposals:
        issues.add("red_ink_found", proposals[0].sheet_name, count=str(len(proposals)))
    return ParsedWorkbook(
        file_name=file_name,
        file_sha256=hashlib.sha256(content).hexdigest(),
        byte_count=len(content),
        documents=documents,
        issues=tuple(issues.issues),
        proposals=tuple(proposals),
        last_editor=last_editor,
        mapping_uses=mapping_uses(readings),
        template_mark=mark if marked else None,
    )


def grids_of(file_name: str, content: bytes, issues: IssueList) -> tuple[list[Grid], str | None]:
    """Gives the sheets of a file of any kind, and who edited it last where the file says.

    Raises UnreadableWorkbookError or WorkbookTooLargeError when the file cannot be opened.
    """
    found = file_type(file_name, content)
    if has_macros(content):
        issues.add("macros_ignored")
    match found:
        case FileType.ODS:
            return read_opendocument(file_name, content)
        case FileType.XLS:
            return read_xls(file_name, content)
        case FileType.CSV:
            issues.add("format_without_ink", found=f".{found}")
            return read_delimited(file_name, content), None
        case FileType.XLSB:
            issues.add("format_without_ink", found=f".{found}")
            return read_xlsb(file_name, content), None
        case FileType.XLSX:
            package = open_workbook_package(file_name, content)
            limits = CellLimits(file_name)
            with package.archive:
                grids = [read_worksheet(package, part, limits) for part in package.sheets]
                for grid, part in zip(grids, package.sheets, strict=True):
                    grid.comments.update(read_comments(package, part.member))
                return grids, package.last_editor()


def _registry_apart(grids: list[Grid]) -> tuple[list[RegistryTable], list[Grid]]:
    """Gives the tables of an anagrafica, and the sheets that are none of it."""
    tables_by_sheet = [registry_tables(grid) for grid in grids]
    tables = [table for found in tables_by_sheet for table in found]
    if not tables:
        return [], grids
    others = [grid for grid, found in zip(grids, tables_by_sheet, strict=True) if not found]
    return tables, [grid for grid in others if not is_guide(grid)]


def _readings(
    grids: list[Grid],
    file_names: FileNames,
    issues: IssueList,
    proposals: list[Proposal],
    *,
    has_registry: bool,
) -> Iterator[SheetReading]:
    """Gives the readings of the sheets that were recognised, and speaks of those that were not."""
    strange: list[Grid] = []
    told: dict[str, Context] = {}
    has_any = has_registry
    for grid in (part for whole in grids if whole.rows for part in tables_of(whole, file_names)):
        names = file_names._replace(told_above=told.get(grid.sheet_name))
        recognised = recognised_table(grid, names)
        if recognised is None:
            strange.append(grid)
            continue
        if grid.is_hidden:
            issues.add("hidden_sheet_left_out", grid.sheet_name)
            continue
        has_any = True
        for reading in _reading(grid, *recognised, names, issues, proposals):
            told[grid.sheet_name] = reading.context
            yield reading
    code = "sheet_not_recognised" if has_any else "no_recognised_sheet"
    for grid in strange or ([] if has_any else grids[:1]):
        if not grid.is_hidden or not has_any:
            issues.add(code, grid.sheet_name)
    if not grids and not has_any:
        issues.add("no_recognised_sheet")


def tables_of(grid: Grid, names: FileNames) -> list[Grid]:
    """Gives the tables of a sheet, one grid each, those that a mapping was made for as well."""
    if grid.sheet_name in names.marked:
        return [grid]
    found = mapped_headings(grid, names.mappings)
    return sheet_parts(grid, [one.heading.first_row for one in found])


def recognised_table(grid: Grid, names: FileNames) -> tuple[Heading, Mapped] | None:
    """Gives the heading of a table and what it is read as: by a mark, a mapping, or its titles."""
    marked = names.marked.get(grid.sheet_name)
    if marked is not None:
        return marked.heading, marked.mapped
    found = find_mapped_heading(grid, names.mappings)
    if found is not None:
        context = _context(grid, found.heading, names, IssueList(""))
        columns = visible_heading(grid, found.heading).columns
        return found.heading, mapped_as(found, columns, context)
    heading = find_heading(grid)
    if heading is None:
        return None
    heading = without_computed(heading)
    # What is stated is needed to tell the kind, before it is known whether to report on it.
    context = _context(grid, heading, names, IssueList(""))
    mapped = recognise(visible_heading(grid, heading), context, _empty_columns(grid, heading))
    return None if mapped is None else (heading, mapped)


def _reading(
    grid: Grid,
    heading: Heading,
    mapped: Mapped,
    names: FileNames,
    issues: IssueList,
    proposals: list[Proposal],
) -> Iterator[SheetReading]:
    """Gives what a table says: one reading, or one per year and period of a mapped one."""
    if not _columns_fit(grid, mapped, issues):
        return
    context = _context(grid, heading, names, issues)
    by_mapping = None if mapped.mapping is None else MappedRows(grid, heading, mapped.mapping)
    if by_mapping is not None:
        by_mapping.tell(context, issues)
    left_out = () if by_mapping is None else by_mapping.left_out
    table = read_table(grid, visible_heading(grid, heading), mapped, issues, left_out)
    proposals.extend(table.proposals)
    add_ink_to_read(grid, heading, issues)
    if not table.rows and not table.proposals:
        marked = names.marked.get(grid.sheet_name)
        is_empty_part = marked is not None and marked.is_part
        code = "template_part_empty" if is_empty_part else "empty_table"
        issues.add(code, grid.sheet_name, heading.columns[0].cell)
    hidden_line_issues(grid, heading, table.rows, issues)
    reading = SheetReading(grid.sheet_name, mapped, context, tuple(table.rows))
    yield from (reading,) if by_mapping is None else by_mapping.parts(reading, issues)


def _context(grid: Grid, heading: Heading, names: FileNames, issues: IssueList) -> Context:
    """Gives what is stated about a table; what it leaves open is as for the table above it."""
    rows_above = _above(grid, heading)
    context = read_context(grid, rows_above, names.file_name, names.folder_name, issues)
    if names.told_above is not None:
        is_own = {key for key, stated in context.stated.items() if stated.source == "title"}
        inherited = names.told_above.stated.items()
        context.stated.update({key: value for key, value in inherited if key not in is_own})
    marked = names.marked.get(grid.sheet_name)
    if marked is not None:
        settle_by_mark(context, marked.mark, grid.sheet_name, issues)
    return context


def _columns_fit(grid: Grid, mapped: Mapped, issues: IssueList) -> bool:
    """Says whether every required column is there, once; reports what is odd either way."""
    for column in mapped.unknown:
        issues.add("unknown_column", grid.sheet_name, column.cell, found=column.title)
    for column, field_name in mapped.duplicated:
        issues.add(
            "duplicated_column",
            grid.sheet_name,
            column.cell,
            found=column.title,
            field_name=field_name,
        )
    for choice in mapped.missing:
        issues.add(
            "required_column_missing",
            grid.sheet_name,
            expected=" ".join(sorted(choice)),
            kind=str(mapped.kind),
            found=" | ".join(mapped.recognition.matched_titles + mapped.recognition.unknown_titles),
        )
    return not mapped.missing and not mapped.duplicated


def _above(grid: Grid, heading: Heading) -> list[int]:
    return [row for row in grid.filled_rows() if row < heading.first_row]


def _empty_columns(grid: Grid, heading: Heading) -> frozenset[int]:
    filled = {
        column for row, cells in grid.rows.items() if row > heading.last_row for column in cells
    }
    return frozenset(column.number for column in heading.columns) - filled
