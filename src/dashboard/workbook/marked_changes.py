"""Compare a returned sheet with what was handed out: how many cells changed, which keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from dashboard.domain.issues import IssueList
from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import MarkedSheet
from dashboard.workbook.cells import Cell, Grid, column_letters
from dashboard.workbook.marked_tables import MarkedTable
from dashboard.workbook.redink import before_text, is_inked
from dashboard.workbook.registry_mark import registry_key_fields
from dashboard.workbook.template_layout import key_fields
from dashboard.workbook.template_mark import (
    DIGEST_LENGTH,
    KEY_SEPARATOR,
    comparable_text,
    digest_of,
)

_NOTHING = digest_of(None)
# Beyond so many pairs of strange rows a sheet was not overtyped by a slip: it is another one.
_MOST_PAIRS = 40_000
_FEWEST_SAME = 2


class _Row(NamedTuple):
    """A row with the signs of its cells, in the order in which columns were handed out."""

    number: int
    key: str
    digests: tuple[str, ...]


def changed_cell_count(
    sheets: tuple[MarkedSheet, ...],
    grids: Mapping[str, Grid],
    tables: Mapping[str, MarkedTable],
    issues: IssueList,
) -> int:
    """Gives how many cells differ from what was handed out; says which keys were overtyped.

    Rows may have moved. What stands in a new row counts, and what stood in one that is gone.
    """
    returned = {table.sheet: name for name, table in tables.items()}
    count = 0
    for sheet in sheets:
        name = returned.get(sheet)
        rows = [] if name is None else list(_rows(grids[name], tables[name]))
        originals = list(_originals(sheet))
        pairs, new, gone = _paired(rows, originals)
        count += sum(_differing(row.digests, original.digests) for row, original in pairs)
        slips = [] if name is None else _overtyped(new, gone, tables[name])
        for row, original in slips:
            _say_overtyped(row, original, tables[returned[sheet]], returned[sheet], issues)
            count += _differing(row.digests, original.digests)
            new.remove(row)
            gone.remove(original)
        count += sum(_differing(row.digests, ()) for row in (*new, *gone))
    return count


def _rows(grid: Grid, table: MarkedTable) -> Iterator[_Row]:
    keys = _key_places(table.sheet)
    for number in grid.filled_rows():
        if number <= table.heading.last_row:
            continue
        cells = [None if column is None else grid.own(number, column) for column in table.places]
        is_computed = [not name for name in table.sheet.fields]
        digests = tuple(
            _NOTHING if computed or cell is None else digest_of(_said(cell))
            for cell, computed in zip(cells, is_computed, strict=True)
        )
        if any(digest != _NOTHING for digest in digests):
            key = KEY_SEPARATOR.join(_standing(cells[place]) for place in keys)
            yield _Row(number, key, digests)


def _originals(sheet: MarkedSheet) -> Iterator[_Row]:
    for number, (key, told) in enumerate(zip(sheet.row_keys, sheet.digests, strict=True)):
        starts = range(0, len(told), DIGEST_LENGTH)
        yield _Row(number, key, tuple(told[start : start + DIGEST_LENGTH] for start in starts))


def _key_places(sheet: MarkedSheet) -> list[int]:
    is_of_registry = sheet.kind is DocumentKind.REGISTRY
    keys = registry_key_fields(sheet.fields) if is_of_registry else key_fields(sheet.kind)
    return [place for place, name in enumerate(sheet.fields) if name in keys]


def _said(cell: Cell) -> str:
    return comparable_text(cell.text if cell.value is None else cell.value)


def _standing(cell: Cell | None) -> str:
    """Gives what a key cell says until a proposal in it is decided."""
    if cell is None:
        return ""
    return comparable_text(before_text(cell)) if is_inked(cell) else _said(cell)


def _paired(
    rows: list[_Row], originals: list[_Row]
) -> tuple[list[tuple[_Row, _Row]], list[_Row], list[_Row]]:
    """Gives the rows with those they were, those that are new, and those that are gone."""
    by_key: dict[str, list[_Row]] = defaultdict(list)
    for original in originals:
        by_key[original.key].append(original)
    pairs, new = [], []
    for row in rows:
        same_key = by_key[row.key]
        if not same_key:
            new.append(row)
            continue
        best = min(same_key, key=partial(_difference, row))
        same_key.remove(best)
        pairs.append((row, best))
    return pairs, new, [original for left in by_key.values() for original in left]


def _difference(row: _Row, original: _Row) -> int:
    return _differing(row.digests, original.digests)


def _differing(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """Gives how many cells differ; those that one side does not have count as empty."""
    longest = max(len(first), len(second))
    filled = ((*digests, *[_NOTHING] * (longest - len(digests))) for digests in (first, second))
    return sum(one != other for one, other in zip(*filled, strict=True))


def _overtyped(new: list[_Row], gone: list[_Row], table: MarkedTable) -> list[tuple[_Row, _Row]]:
    """Gives the rows that only lost their key: most of what stood beside it is still there."""
    # Whoever writes an anagrafica names things anew on purpose.
    if table.is_of_registry or len(new) * len(gone) > _MOST_PAIRS:
        return []
    keys = set(_key_places(table.sheet))
    slips = []
    left = list(gone)
    for row in new:
        best = max(left, key=partial(_same, keys, row), default=None)
        if best is None:
            break
        beside = sum(d != _NOTHING for place, d in enumerate(best.digests) if place not in keys)
        same = _same(keys, row, best)
        if same >= _FEWEST_SAME and 2 * same > beside:
            slips.append((row, best))
            left.remove(best)
    return slips


def _same(keys: set[int], row: _Row, original: _Row) -> int:
    pairs = enumerate(zip(row.digests, original.digests, strict=False))
    return sum(one == other != _NOTHING for place, (one, other) in pairs if place not in keys)


def _say_overtyped(
    row: _Row, original: _Row, table: MarkedTable, sheet_name: str, issues: IssueList
) -> None:
    old, new = original.key.split(KEY_SEPARATOR), row.key.split(KEY_SEPARATOR)
    for place, before, now in zip(_key_places(table.sheet), old, new, strict=False):
        column = table.places[place]
        if before != now and column is not None:
            issues.add(
                "template_key_overtyped",
                sheet_name,
                f"{column_letters(column)}{row.number}",
                expected=before,
                found=now,
                field_name=table.sheet.fields[place],
            )
