"""Hand a person's own workbook back with its issues marked in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.parsers.expat import ExpatError

from dashboard.domain.model import Issue, Severity
from dashboard.errors import UnreadableWorkbookError
from dashboard.texts.annotations import (
    LIST_HEADINGS,
    LIST_SHEET_NAME,
    annotated_file_name,
    comment_text,
    finding,
    list_summary,
    remedy,
)
from dashboard.texts.labels import severity_words
from dashboard.workbook.guard import FileType, file_type
from dashboard.workbook.marks.book import free_sheet_name, insert_first_sheet
from dashboard.workbook.marks.cells import restyle_cells
from dashboard.workbook.marks.comments import write_comments
from dashboard.workbook.marks.draft import Draft
from dashboard.workbook.marks.issue_list import list_sheet
from dashboard.workbook.marks.removal import without_marks
from dashboard.workbook.marks.styles import EMPTY_STYLESHEET, StyleMarks
from dashboard.workbook.package import open_workbook_package
from dashboard.workbook.write import write_table_xlsx

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_GRAVEST_FIRST = (Severity.BLOCKING, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class AnnotatedWorkbook:
    """A file to hand back. `is_own_file` is False where it is only a list of the issues."""

    file_name: str
    content: bytes
    is_own_file: bool


def annotated_workbook(
    file_name: str, content: bytes, issues: Iterable[Issue], checked_at: datetime
) -> AnnotatedWorkbook:
    """Gives the very .xlsx that was sent, marked; of other formats, a list of the issues.

    Wrong cells (blocking issues and warnings) get a fill and a comment; a first sheet lists all
    issues with links. Every part of the package that needs no mark stays byte for byte. Marks of
    an earlier round are taken out first; without issues the file comes back without any.

    Raises UnreadableWorkbookError or WorkbookTooLargeError when the file cannot be opened.
    """
    ordered = sorted(issues, key=lambda issue: _GRAVEST_FIRST.index(issue.severity))
    is_xlsx = file_type(file_name, content) is FileType.XLSX
    try:
        # Parts of ours would not fit among those of the strict kind, which few programs write.
        is_own_file = is_xlsx and not Draft(file_name, content).is_strict
        marked = (
            _marked(file_name, content, ordered, checked_at)
            if is_own_file
            else _list_only(ordered, checked_at)
        )
    except (ExpatError, KeyError, ValueError, StopIteration) as error:
        raise UnreadableWorkbookError(reason="damaged", file_name=file_name) from error
    name = annotated_file_name(file_name, is_own_file=is_own_file)
    return AnnotatedWorkbook(name, marked, is_own_file)


def _marked(file_name: str, content: bytes, issues: Sequence[Issue], checked_at: datetime) -> bytes:
    clean = without_marks(file_name, content)
    if not issues:
        return clean
    package = open_workbook_package(file_name, clean)
    package.archive.close()
    members = {part.name: part.member for part in package.sheets}
    draft = Draft(file_name, clean)
    styles_member = next(iter(draft.related(draft.book, "styles")), None)
    styles = StyleMarks(EMPTY_STYLESHEET if styles_member is None else draft.read(styles_member))
    for sheet_name, by_cell in _marks(issues, members).items():
        member = members[sheet_name]
        _fill_cells(draft, member, by_cell, styles)
        comments = {cell: comment_text(found) for cell, found in by_cell.items()}
        write_comments(draft, draft.book, member, comments, checked_at)
    visible = [part.name for part in package.sheets if not part.is_hidden]
    sheet = list_sheet(issues, checked_at, styles.list_styles(), styles.legend(), visible)
    name = free_sheet_name(draft, draft.book, LIST_SHEET_NAME)
    insert_first_sheet(draft, draft.book, name, sheet)
    if styles_member is None:
        new = draft.free_name("xl/styles{}.xml")
        draft.add(new, styles.content(), _STYLES_TYPE)
        draft.relate(draft.book, "styles", new)
    else:
        draft.edit(styles_member, *styles.edits())
    return draft.finished(keeps_undo=True)


def _marks(
    issues: Sequence[Issue], members: Mapping[str, str]
) -> dict[str, dict[str, list[Issue]]]:
    """Gives the issues that mark a cell, by sheet and cell; gravest first, as they came."""
    marks: dict[str, dict[str, list[Issue]]] = defaultdict(lambda: defaultdict(list))
    for issue in issues:
        sheet_name = issue.sheet_name or ""
        is_wrong = issue.severity is not Severity.INFO
        if is_wrong and issue.cell and sheet_name in members:
            marks[sheet_name][issue.cell].append(issue)
    return marks


def _fill_cells(
    draft: Draft, member: str, by_cell: Mapping[str, Sequence[Issue]], styles: StyleMarks
) -> None:
    restyle_cells(
        draft,
        member,
        by_cell,
        lambda cell, style: styles.marked(style, by_cell[cell][0].severity),
    )


def _list_only(issues: Sequence[Issue], checked_at: datetime) -> bytes:
    rows = [
        (
            number,
            severity_words(issue.severity),
            issue.sheet_name,
            issue.cell,
            finding(issue),
            remedy(issue),
        )
        for number, issue in enumerate(issues, start=1)
    ]
    title = list_summary(issues, checked_at)
    return write_table_xlsx({LIST_SHEET_NAME: [LIST_HEADINGS, *rows]}, title)
