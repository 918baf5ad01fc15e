"""Hidden rows and columns of a table: read and said, or left out and said, as a person chose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from dashboard.domain.issues import IssueList
from dashboard.domain.model import SheetRow
from dashboard.workbook.cells import Grid, column_letters
from dashboard.workbook.headings import Heading

_MOST_PLACES = 12


def visible_heading(grid: Grid, heading: Heading) -> Heading:
    """Gives the heading without its hidden columns, where they are left out."""
    if not grid.leaves_out_hidden:
        return heading
    columns = (one for one in heading.columns if one.number not in grid.hidden_columns)
    return heading._replace(columns=tuple(columns))


def rows_left_out(grid: Grid) -> frozenset[int]:
    """Gives the rows of a sheet that are not read."""
    return frozenset(grid.hidden_rows) if grid.leaves_out_hidden else frozenset()


def hidden_line_issues(
    grid: Grid, whole_heading: Heading, rows: Iterable[SheetRow], issues: IssueList
) -> None:
    """Says which hidden rows and titled columns of a table were read, or left out.

    A merged range that starts in a hidden row still gives its value to the rows that are seen.
    """
    columns = sorted({one.number for one in whole_heading.columns} & grid.hidden_columns)
    if grid.leaves_out_hidden:
        below = sorted(row for row in grid.hidden_rows if row > whole_heading.last_row)
        outcome = "left_out"
    else:
        below = sorted({row.row_number for row in rows if row.is_hidden})
        outcome = "loaded"
    if below:
        _add(f"hidden_rows_{outcome}", grid, f"A{below[0]}", below, str, issues)
    if columns:
        cell = f"{column_letters(columns[0])}{whole_heading.first_row}"
        _add(f"hidden_columns_{outcome}", grid, cell, columns, column_letters, issues)


def _add(
    code: str,
    grid: Grid,
    cell: str,
    numbers: list[int],
    shown: Callable[[int], str],
    issues: IssueList,
) -> None:
    issues.add(code, grid.sheet_name, cell, count=str(len(numbers)), places=_places(numbers, shown))


def _places(numbers: list[int], shown: Callable[[int], str]) -> str:
    """Gives "7, 9-11" for the sorted numbers 7, 9, 10, 11; of many the first dozen of stretches."""
    stretches = [
        [number for _, number in stretch]
        for _, stretch in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    words = [
        shown(one[0]) if len(one) == 1 else f"{shown(one[0])}-{shown(one[-1])}"
        for one in stretches[:_MOST_PLACES]
    ]
    return ", ".join([*words, "…"] if len(stretches) > _MOST_PLACES else words)
