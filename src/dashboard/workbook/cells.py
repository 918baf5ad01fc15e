"""A sheet as a sparse grid of cells: what each holds, what a person sees, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from dashboard.domain.model import InkRun, Scalar
from dashboard.settings import MAX_COLUMNS

NO_ERROR = ""


class Ink(NamedTuple):
    """A font, as far as proposals care. `colour` names one that is neither red nor black."""

    is_red: bool
    is_struck: bool
    colour: str = ""

    def over(self, text: str) -> InkRun:
        """Gives a stretch of text in this ink."""
        return InkRun(text, *self)


BLACK = Ink(is_red=False, is_struck=False)


class Cell(NamedTuple):
    """One filled cell. Rows and columns count from 1.

    `value` is None for an error or a formula that was never calculated. `text` is what is seen
    on the screen. A percentage keeps its stored share (0.85) in `value`, with `is_percent`.
    `runs` is filled only where parts of the text have their own ink.
    """

    row: int
    column: int
    value: Scalar
    text: str
    is_percent: bool = False
    error: str = NO_ERROR
    is_never_calculated: bool = False
    ink: Ink = BLACK
    runs: tuple[InkRun, ...] = ()

    @property
    def address(self) -> str:
        """Gives the address in the A1 style."""
        return f"{column_letters(self.column)}{self.row}"


class CellComment(NamedTuple):
    """What somebody wrote beside a cell; `author` is None where the file does not say who."""

    author: str | None
    text: str


@dataclass(slots=True)
class Grid:
    """The filled cells of one sheet, by row then column, with its merges and hidden lines.

    `anchors` maps each covered place of a merged range, by row and column, to the place that holds
    its value. `leaves_out_hidden` asks that hidden rows and columns of its tables are not read.
    """

    sheet_name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    anchors: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[tuple[int, int], CellComment] = field(default_factory=dict)
    has_ink: bool = False
    is_hidden: bool = False
    leaves_out_hidden: bool = False

    def own(self, row: int, column: int) -> Cell | None:
        """Gives the cell that stands exactly there."""
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)

    def at(self, row: int, column: int) -> Cell | None:
        """Gives the cell seen there: its own, or that of the merged range covering the place."""
        found = self.own(row, column)
        if found is not None or not self.anchors:
            return found
        covered = self.anchors.get(row)
        anchor = None if covered is None else covered.get(column)
        return None if anchor is None else self.own(*anchor)

    def cover(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Registers a merged range over the rows that hold anything.

        A range may span a whole sheet: it costs only the rows and columns that are filled.
        """
        self.merges.append((first_row, first_column, last_row, last_column))
        if self.own(first_row, first_column) is None:
            return
        last_column = min(last_column, first_column + MAX_COLUMNS)
        is_long = last_row - first_row > len(self.rows)
        for row in self.rows if is_long else range(first_row, last_row + 1):
            if row not in self.rows or not first_row <= row <= last_row:
                continue
            covered = self.anchors.setdefault(row, {})
            for column in range(first_column, last_column + 1):
                if (row, column) != (first_row, first_column):
                    covered[column] = (first_row, first_column)

    def columns_seen(self, row: int) -> set[int]:
        """Gives the columns of a row where something is seen, merged ranges included."""
        return {*self.rows.get(row, ()), *self.anchors.get(row, ())}

    @property
    def last_row(self) -> int:
        """Gives the last row with a filled cell, 0 for an empty sheet."""
        return max(self.rows, default=0)

    def filled_rows(self) -> Iterator[int]:
        """Gives the numbers of the rows that hold something, downwards."""
        return iter(sorted(self.rows))


@cache
def column_letters(column: int) -> str:
    """Gives "A" for 1, "AA" for 27.

    >>> column_letters(28)
    'AB'
    """
    high, low = divmod(column - 1, 26)
    return (column_letters(high) if high else "") + chr(ord("A") + low)


def column_number(letters: str) -> int:
    """Gives 1 for "A", 28 for "AB"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_address(address: str) -> tuple[int, int]:
    """Gives (row, column) of an address like "AB12". Raises ValueError when it is not one."""
    letters = address.rstrip("0123456789")
    digits = address[len(letters) :]
    if not digits or not 0 < len(letters) <= 3 or not letters.isascii() or not letters.isupper():
        raise ValueError(address)
    return int(digits), column_number(letters)


_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no time zone


def moment_from_serial(serial: float, *, is_1904: bool) -> datetime | None:
    """Gives the date of a spreadsheet's day number; None below day 1 (a time) or beyond 9999."""
    days = serial + (1462 if is_1904 else 0)
    if not 1 <= days < 2_958_466:
        return None
    # The 1900 calendar has a 29 February that never was: earlier days stand one lower.
    shift = 1 if days < 60 else 0
    moment = _DAY_ZERO + timedelta(days=days + shift)
    return moment.replace(microsecond=0) if moment.microsecond < 500_000 else _up(moment)


def _up(moment: datetime) -> datetime:
    return moment.replace(microsecond=0) + timedelta(seconds=1)


def shown_moment(moment: date) -> str:
    """Gives a date as 30/06/2024, with its time when it has one."""
    if isinstance(moment, datetime) and (moment.hour or moment.minute):
        return moment.strftime("%d/%m/%Y %H:%M")
    return f"{moment.day:02}/{moment.month:02}/{moment.year}"
