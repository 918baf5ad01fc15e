"""Find the heading of a table, wherever it stands, and the title of each of its columns."""

from __future__ import annotations

from typing import NamedTuple

from dashboard.workbook.cells import Grid, column_letters
from dashboard.workbook.titles import is_title, is_year

ROWS_LOOKED_AT = 60
MAX_DEPTH = 3
_FEWEST_TITLES = 3


class Column(NamedTuple):
    """A titled column. `candidates` are the readings of its title, fullest first."""

    number: int
    title: str
    candidates: tuple[str, ...]
    cell: str


class Heading(NamedTuple):
    """The rows of a heading and its columns, left to right."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]


def find_heading(grid: Grid) -> Heading | None:
    """Gives the heading whose rows name the most fields; the upper and shallower one on a tie.

    A heading may span up to three rows ("Risultato" over "al 30/6" and "al 31/12"). None when
    no row names at least three fields.
    """
    best: Heading | None = None
    best_score = _FEWEST_TITLES - 1
    for row in [number for number in grid.filled_rows() if number <= ROWS_LOOKED_AT]:
        # Words of data are titles now and then; rows with few of them cannot win any more.
        if not _has_titles(grid, row, max(1, best_score - _FEWEST_TITLES) / 2):
            continue
        for depth in range(1, MAX_DEPTH + 1):
            last_row = row + depth - 1
            if depth > 1 and not _is_of_texts(grid, last_row):
                break
            heading = heading_at(grid, row, last_row)
            if depth > 1 and not _continues(grid, last_row, heading):
                break
            score = _score(heading)
            if score > best_score:
                best, best_score = heading, score
    return best


def heading_at(grid: Grid, first_row: int, last_row: int) -> Heading:
    """Gives what stands in these rows as a heading, whatever its titles are."""
    return Heading(first_row, last_row, _columns(grid, first_row, last_row))


def _has_titles(grid: Grid, row: int, fewest: float) -> bool:
    """Says whether a row has so many titles; looks no further once it is plain."""
    cells = grid.rows[row].values()
    found, left = 0, len(cells)
    for cell in cells:
        if found + left < fewest:
            return False
        left -= 1
        found += isinstance(cell.value, str) and is_title(cell.text)
    return found >= fewest


def _is_of_texts(grid: Grid, row: int) -> bool:
    own = grid.rows.get(row)
    return own is not None and all(
        isinstance(cell.value, str) or is_year(cell.text) for cell in own.values()
    )


def _continues(grid: Grid, row: int, heading: Heading) -> bool:
    """Says whether a row of texts belongs to the heading above it: most of them are titles.

    A row of data may hold a word that is also a title ("Note", "Stato"); it must not be taken in.
    """
    own = grid.rows[row]
    titled = {c.number for c in heading.columns if any(is_title(text) for text in c.candidates[:2])}
    return 2 * len(titled & own.keys()) >= len(own)


def _score(heading: Heading) -> int:
    read = {next((c for c in column.candidates if is_title(c)), None) for column in heading.columns}
    return len(read - {None})


def _columns(grid: Grid, first_row: int, last_row: int) -> tuple[Column, ...]:
    numbers: set[int] = set()
    for row in range(first_row, last_row + 1):
        numbers |= grid.columns_seen(row)
    return tuple(
        column
        for number in sorted(numbers)
        if (column := _column(grid, first_row, last_row, number)) is not None
    )


def _column(grid: Grid, first_row: int, last_row: int, number: int) -> Column | None:
    parts: list[str] = []
    bottom_row = first_row
    for row in range(first_row, last_row + 1):
        cell = grid.at(row, number)
        if cell is not None and cell.text.strip() and cell.text not in parts:
            parts.append(cell.text)
            bottom_row = cell.row
    if not parts:
        return None
    joined = " ".join(" ".join(part.split()) for part in parts)
    # The group's title alone would take a column that its own title says is something else.
    candidates = dict.fromkeys((joined, parts[-1]))
    return Column(number, joined, tuple(candidates), f"{column_letters(number)}{bottom_row}")
