"""List what people wrote that is neither black nor red: it is to be read, and never dropped."""

from __future__ import annotations

from dashboard.domain.issues import IssueList
from dashboard.workbook.cells import Grid, column_letters
from dashboard.workbook.headings import Heading


def add_ink_to_read(grid: Grid, heading: Heading, issues: IssueList) -> None:
    """Adds an issue for each comment below a heading.

    Comments in and above the heading are the instructions that came with the sheet.
    """
    for (row, column), comment in sorted(grid.comments.items()):
        if row > heading.last_row:
            issues.add(
                "comment_to_read",
                grid.sheet_name,
                f"{column_letters(column)}{row}",
                found=" ".join(comment.text.split()),
                author=comment.author or "",
            )
