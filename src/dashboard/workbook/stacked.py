"""Tell apart several indicators that one row stacks in its cells, numbered or line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from dashboard.domain.model import QuantityKind
from dashboard.workbook.cells import Cell
from dashboard.workbook.quantities import Role, quantity_from_text

_MARKERS = (
    # "1.5" begins no list, "1. 5" does.
    re.compile(r"\s*\d{1,2}\s?(?:\)\s*|[.°](?:\s+|(?=[^\d\s])))"),
    re.compile(r"\s*[a-h]\)\s*", re.IGNORECASE),
    re.compile(r"\s*[-•–*]\s+"),
)
_OWED = frozenset({"target", "result", "result_intermediate"})
_READABLE = frozenset(
    {QuantityKind.NUMBER, QuantityKind.DATE, QuantityKind.BOOLEAN, QuantityKind.MISSING}
)


class Stack(NamedTuple):
    """How many indicators a cell lists, and the cells of each; none where they do not match."""

    item_count: int
    rows: tuple[dict[int, Cell], ...]


def stacked_rows(
    cells: Mapping[int, Cell], fields: Mapping[int, str], name_column: int
) -> Stack | None:
    """Gives what a row of stacked indicators stands for; None where it states only one.

    A list that is numbered is one for certain. Bare lines are one only where each begins like a
    name and every measure is on as many lines, each readable: names are wrapped by hand too.
    """
    name = cells[name_column]
    marker = next((sign for sign in _MARKERS if _is_marked(name.text, sign)), None)
    names = _items(name.text, marker)
    count = len(names)
    if count < 2 or (marker is None and not all(_begins(item) for item in names)):
        return None
    items = {column: _items(cell.text, marker) for column, cell in cells.items()}
    owed = [column for column in cells if fields.get(column) in _OWED]
    matches = bool(owed) and all(len(items[column]) == count for column in owed)
    measures = [text for column in owed for text in items[column]]
    if marker is None and not (matches and all(map(_is_measure, measures))):
        return None
    if not matches:
        return Stack(count, ())
    rows = [_row(cells, fields, items, number, count) for number in range(count)]
    return Stack(count, tuple(rows))


def _row(
    cells: Mapping[int, Cell],
    fields: Mapping[int, str],
    items: Mapping[int, list[str]],
    number: int,
    count: int,
) -> dict[int, Cell]:
    """Gives the cells of one of the indicators; what is not a list holds for all of them."""
    row: dict[int, Cell] = {}
    for column, cell in cells.items():
        text = None
        if len(items[column]) == count:
            text = items[column][number]
        elif fields.get(column) == "indicator_code":
            # One code for several indicators would make them one and the same.
            text = f"{cell.text.strip()}.{number + 1}"
        row[column] = cell if text is None else cell._replace(value=text, text=text, runs=())
    return row


def _items(text: str, marker: re.Pattern[str] | None) -> list[str]:
    """Gives the items of a list: those marked, with the lines that go on; else the lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if marker is None or not _is_marked(text, marker):
        return lines
    items: list[str] = []
    for line in lines:
        found = marker.match(line)
        if found is None:
            items[-1] = f"{items[-1]} {line}"
        else:
            items.append(line[found.end() :])
    return items


def _is_marked(text: str, marker: re.Pattern[str]) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [line for line in lines if marker.match(line)]
    return len(marked) > 1 and marked[0] is lines[0]


def _begins(item: str) -> bool:
    return item[0].isupper() or item[0] in "%€"


def _is_measure(text: str) -> bool:
    return quantity_from_text(text, Role.TARGET).kind in _READABLE
