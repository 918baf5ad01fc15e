"""Strategic directions with one bar a year: the newest full, those before it hollow."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures import theme
from dashboard.figures.grouped_bars import BarSeries, grouped_bars
from dashboard.figures.rows import escaped
from dashboard.figures.written import Figure
from dashboard.texts.comparison import direction_name, year_label
from dashboard.texts.formats import Record

_FULL_PCT = 100.0


def year_bars(rows: Sequence[Record]) -> Figure | None:
    """Draws the achievement of each direction in each year, from 0 to 100, with its count.

    `rows`: of the query `achievement_by_direction`, of one period and several years, without
    missing values. A year in which a direction has none has no bar, and says so there. None when
    there is nothing to draw.
    """
    names = list(dict.fromkeys(direction_name(row) for row in rows))
    years = sorted({int(row["reference_year"]) for row in rows})
    by_place = {(direction_name(row), int(row["reference_year"])): row for row in rows}
    return grouped_bars(
        names,
        [
            _series(names, year, [by_place.get((name, year)) for name in names], years[-1])
            for year in years
        ],
        longest=_FULL_PCT,
    )


def _series(
    names: Sequence[str], year: int, rows: Sequence[Record | None], newest_year: int
) -> BarSeries:
    words = [year_label(year, row) for row in rows]
    return BarSeries(
        name=str(year),
        colour=theme.BLUE if year == newest_year else theme.LIGHT_BLUE,
        values=[None if row is None else row["achievement_pct"] for row in rows],
        words=words,
        hovers=[
            f"{escaped(name)}<br>{escaped(word)}" for name, word in zip(names, words, strict=True)
        ],
        is_hollow=year != newest_year,
    )
