"""Sectors by strategic directions: how many of the indicators in each cell are all right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.domain.model import ResultStatus
from dashboard.figures.drawing import drawn_once
from dashboard.figures.matrix import MatrixCell, matrix
from dashboard.figures.records import records_of
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure
from dashboard.texts.formats import MISSING, counted, readable_name, text
from dashboard.texts.overview import SET_ASIDE

_ONE_LINE_COLUMNS = 4
_GOOD = (ResultStatus.ACHIEVED.value, ResultStatus.ON_TRACK.value)
_NOT_ASSESSED = tuple(status.value for status in SET_ASIDE)


def sector_direction_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Adds up the statuses of each sector and direction.

    Gives one row per sector and direction: codes, names, `good_count` (achieved or on track),
    `due_count` (all that can be assessed in the period, missing ones included) and
    `indicator_count`. `counts`: query `status_by_sector_and_direction`.
    """
    keys = [
        "sector_code",
        "sector_name",
        "strategic_direction_code",
        "strategic_direction_name",
    ]
    total = counts["indicator_count"]
    return (
        counts.assign(
            good_count=total.where(counts["status"].isin(_GOOD), 0),
            due_count=total.where(~counts["status"].isin(_NOT_ASSESSED), 0),
        )
        .groupby(keys, dropna=False, sort=True)[["good_count", "due_count", "indicator_count"]]
        .sum()
        .reset_index()
    )


@drawn_once
def sector_heatmap(
    counts: pd.DataFrame, addresses: Sequence[str | None] | None = None
) -> Figure | None:
    """Draws one cell per sector and direction: "11 su 12" achieved or on track, darker is more.

    What cannot be assessed, was sterilised or eliminated, or is not due, is not among the twelve:
    it is nobody's delay. A cell with nothing else holds a dash; one without indicators stays empty.
    The columns carry the directions' codes; their names are in the key that the page writes below.
    `counts`: query `status_by_sector_and_direction`; `addresses`: where the words of each cell
    lead, by the rows of `sector_direction_table`; without them nowhere.
    """
    if counts.empty:
        return None
    table = sector_direction_table(counts)
    sectors = list(dict.fromkeys(zip(table["sector_code"], table["sector_name"], strict=True)))
    directions = sorted({text(code) for code in table["strategic_direction_code"]})
    # On a phone a cell of five columns has room for "47" above "su 56", not for both in a line.
    break_words = len(directions) > _ONE_LINE_COLUMNS
    cells = {
        (row["sector_code"], text(row["strategic_direction_code"])): MatrixCell(
            lines=_cell_lines(row, break_words),
            share=_share(row),
            hover=_hover(row),
            address=address,
        )
        for row, address in zip(records_of(table), addresses or [None] * len(table), strict=True)
    }
    return matrix(
        [readable_name(*sector) for sector in sectors],
        directions,
        [[cells.get((code, direction)) for direction in directions] for code, _ in sectors],
    )


def _share(cell: dict[str, Any]) -> float | None:
    if cell["due_count"] == 0:
        return None
    return float(cell["good_count"]) / float(cell["due_count"])


def _cell_lines(cell: dict[str, Any], break_words: bool) -> tuple[str, ...]:
    if cell["due_count"] == 0:
        return (MISSING,)
    words = (f"{cell['good_count']}", f"su {cell['due_count']}")
    return words if break_words else (" ".join(words),)


def _hover(cell: dict[str, Any]) -> str:
    sector = readable_name(cell["sector_code"], cell["sector_name"])
    direction = readable_name(cell["strategic_direction_code"], cell["strategic_direction_name"])
    due = counted(int(cell["due_count"]), "indicatore", "indicatori")
    aside = int(cell["indicator_count"] - cell["due_count"])
    rest = f"<br>altri {aside} non valutabili o non dovuti" if aside else ""
    return (
        f"{escaped(sector)}<br>{escaped(direction)}<br>"
        f"{cell['good_count']} su {due}: raggiunti o in linea{rest}"
    )
