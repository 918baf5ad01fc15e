"""Tell the tables of one sheet apart, when a second heading stands below the first table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dashboard.workbook.cells import Grid
from dashboard.workbook.titles import is_title, is_year

_FEWEST_TITLES = 3


def sheet_parts(grid: Grid, mapped_rows: Collection[int] = ()) -> list[Grid]:
    """Gives one grid per table, downwards; the sheet itself where it has only one.

    A heading that repeats the one above it (a new page) starts no table. The lines above a
    heading that are no rows of a table ("Settore: 04 Tributi") go with the table below them.
    `mapped_rows` are headings whatever their titles are: a mapping was made for them.
    """
    starts: list[int] = []
    current: dict[int, str] | None = None
    rows = list(grid.filled_rows())
    for place, row in enumerate(rows):
        titles = _texts(grid, row) if row in mapped_rows else _titles(grid, row)
        if titles is None or (current is not None and titles.items() <= current.items()):
            continue
        # The second row of a heading stands right below the first.
        is_same_heading = bool(starts) and place > 0 and _titles(grid, rows[place - 1]) is not None
        if is_same_heading and current is not None:
            current |= titles
        else:
            starts.append(_first_line(grid, rows, place))
            current = titles
    if len(starts) < 2:
        return [grid]
    ends = [*starts[1:], grid.last_row + 1]
    return [
        part_of(grid, 1 if number == 0 else start, end)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _titles(grid: Grid, row: int) -> dict[int, str] | None:
    """Gives the titles of a row that is a heading, most of its cells being titles; else None.

    A year alone is the title of a column of values, beside others that are titles in words.
    """
    cells = grid.rows[row]
    if not all(isinstance(cell.value, str) or is_year(cell.text) for cell in cells.values()):
        return None
    titles = {
        column: " ".join(cell.text.split()).casefold()
        for column, cell in cells.items()
        if is_title(cell.text) or is_year(cell.text)
    }
    in_words = sum(not is_year(title) for title in titles.values())
    is_heading = in_words >= _FEWEST_TITLES and 3 * len(titles) >= 2 * len(cells)
    return titles if is_heading else None


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return {
        column: " ".join(cell.text.split()).casefold() for column, cell in grid.rows[row].items()
    }


def _first_line(grid: Grid, rows: list[int], place: int) -> int:
    """Gives the first of the lines above a heading that belong to its table."""
    while place > 0 and _is_line_above(grid, rows[place - 1]):
        place -= 1
    return rows[place]


def _is_line_above(grid: Grid, row: int) -> bool:
    """Says whether a row states something about a table: a lone text, a label, group titles."""
    cells = [cell for _, cell in sorted(grid.rows[row].items())]
    if any(anchor[0] != row for anchor in grid.anchors.get(row, {}).values()):
        return False
    is_label = len(cells) == 2 and cells[0].text.rstrip().endswith(":")
    return len(cells) == 1 or is_label or all(is_title(cell.text) for cell in cells)


def part_of(grid: Grid, first_row: int, end_row: int) -> Grid:
    """Gives the rows of a sheet from the first to the one before the end, as a grid."""
    rows = {row: cells for row, cells in grid.rows.items() if first_row <= row < end_row}
    return replace(
        grid,
        rows=rows,
        anchors={row: grid.anchors[row] for row in rows if row in grid.anchors},
        comments={
            place: comment
            for place, comment in grid.comments.items()
            if first_row <= place[0] and (place[0] < end_row or end_row > grid.last_row)
        },
        hidden_rows=grid.hidden_rows & rows.keys(),
    )
