"""List what people wrote that is neither black nor red: it is to be read, and never dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from dashboard.domain.issues import IssueList
from dashboard.domain.model import InkRun
from dashboard.workbook.cells import Cell, Grid, column_letters
from dashboard.workbook.headings import Heading

# Programs colour these by themselves.
_LINK = re.compile(r"^(?:https?://|www\.|mailto:)|^[\w.+-]+@[\w-]+\.[\w.]+$", re.IGNORECASE)


def add_ink_to_read(grid: Grid, heading: Heading, issues: IssueList) -> None:
    """Adds an issue for each comment, and each text in another colour, below a heading.

    Comments in and above the heading are the instructions that came with the sheet. A colour
    that more than half of the filled cells of a column or of a row have is how the sheet looks,
    and not what a person said.
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
    if grid.has_ink:
        for cell, colour in _coloured_cells(grid, heading):
            text = "".join(run.text for run in _runs(cell) if run.colour == colour)
            issues.add(
                "other_ink_to_read",
                grid.sheet_name,
                cell.address,
                found=" ".join(text.split()),
                colour=colour,
            )


def _coloured_cells(grid: Grid, heading: Heading) -> Iterator[tuple[Cell, str]]:
    """Gives the cells in which a colour is not that of the column or row, with the colour."""
    rows = [grid.rows[row] for row in grid.filled_rows() if row > heading.last_row]
    coloured = [(cell, c) for cells in rows for cell in cells.values() for c in _colours(cell)]
    if not coloured:
        return
    in_column = Counter((cell.column, colour) for cell, colour in coloured)
    in_row = Counter((cell.row, colour) for cell, colour in coloured)
    filled = Counter(column for cells in rows for column in cells)
    for cell, colour in coloured:
        is_of_column = 2 * in_column[cell.column, colour] > filled[cell.column]
        is_of_row = 2 * in_row[cell.row, colour] > len(grid.rows[cell.row])
        if not is_of_column and not is_of_row:
            yield cell, colour


def _colours(cell: Cell) -> Iterable[str]:
    """Gives the colours, each once, in which something of a cell is written."""
    if not cell.runs and not cell.ink.colour:
        return ()
    runs = (run for run in _runs(cell) if run.colour and any(map(str.isalnum, run.text)))
    return dict.fromkeys(run.colour for run in runs if not _LINK.match(run.text.strip()))


def _runs(cell: Cell) -> tuple[InkRun, ...]:
    return cell.runs or (cell.ink.over(cell.text),)
