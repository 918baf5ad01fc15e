"""Look a figure up in a table of bands, and say what is wrong with such a table.

A band holds its lower bound and not its upper one; the last band of a table holds both. Between
the two its percentage is fixed, or grows evenly where the band states a percentage at its end.
`store/sql/macros/16_bands.sql` mirrors the look-up; a property test holds the two equal.

Source: tables of points of the PERFORM+ and GZoom systems (docs/regole.md); the tables of the
Avvocatura dello Stato, published with bands that overlapped and corrected by decree, are why a
table is checked before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import inf

from dashboard.domain.rules import Band

_BLANKS = re.compile(r"[ \t\r\n]+")


def band_holding(
    bands: Sequence[Band],
    figure: float,
    *,
    reaches_below: bool = False,
    reaches_above: bool = False,
) -> Band | None:
    """Gives the band of a table that holds a figure, or None.

    With `reaches_below` the first band also holds what is below its lower bound, with
    `reaches_above` the last one what is above its upper bound.
    """
    ordered = sorted((band for band in bands if band.word is None), key=_start)
    for band in ordered:
        starts_below = figure >= _start(band) or (band is ordered[0] and reaches_below)
        is_last = band is ordered[-1]
        ends_above = figure < _end(band) or (is_last and (figure == _end(band) or reaches_above))
        if starts_below and ends_above:
            return band
    return None


def pct_within(band: Band, figure: float) -> float:
    """Gives what a figure is worth in its band, out of 100; beyond a bound, as at that bound."""
    if band.upper_pct is None or band.lower is None or band.upper is None:
        return band.pct
    held = max(band.lower, min(band.upper, figure))
    return band.pct + (band.upper_pct - band.pct) * (held - band.lower) / (band.upper - band.lower)


def band_of_word(bands: Sequence[Band], written: str) -> Band | None:
    """Gives the row of a scale that a word stands in; capitals and spaces make no difference."""
    asked = _plain_word(written)
    return next((band for band in bands if band.word and _plain_word(band.word) == asked), None)


class BandProblemCode(StrEnum):
    """What is wrong with a table of bands. `dashboard.texts` puts each into words."""

    GAP = "gap"
    OVERLAP = "overlap"
    BOUNDS_DESCENDING = "bounds_descending"
    NO_BOUND_AND_NO_WORD = "no_bound_and_no_word"
    END_WITHOUT_BOUNDS = "end_without_bounds"
    WORD_TWICE = "word_twice"
    WORDS_AND_BOUNDS = "words_and_bounds"


@dataclass(frozen=True, slots=True)
class BandProblem:
    """One thing wrong, with the rows at fault; `second` None where one row alone is wrong."""

    code: BandProblemCode
    first: Band
    second: Band | None = None


def bands_problems(bands: Iterable[Band]) -> tuple[BandProblem, ...]:
    """Says what is wrong in one or several tables of bands, table by table.

    Bounds are compared once every row has a sense by itself, so that one slip is said once.
    """
    tables: dict[str, list[Band]] = {}
    for band in bands:
        tables.setdefault(band.band_table, []).append(band)
    return tuple(problem for table in tables.values() for problem in _problems_in(table))


def _problems_in(table: Sequence[Band]) -> list[BandProblem]:
    by_row = [BandProblem(code, band) for band in table if (code := _row_problem(band)) is not None]
    worded = [band for band in table if band.word is not None]
    bounded = [band for band in table if band.word is None]
    if worded and bounded:
        return [*by_row, BandProblem(BandProblemCode.WORDS_AND_BOUNDS, worded[0], bounded[0])]
    if by_row:
        return by_row
    return _repeated_words(worded) if worded else _badly_joined(bounded)


def _row_problem(band: Band) -> BandProblemCode | None:
    has_bound = band.lower is not None or band.upper is not None
    if band.word is not None:
        return BandProblemCode.WORDS_AND_BOUNDS if has_bound else None
    if not has_bound:
        return BandProblemCode.NO_BOUND_AND_NO_WORD
    if band.lower is not None and band.upper is not None and band.lower >= band.upper:
        return BandProblemCode.BOUNDS_DESCENDING
    if band.upper_pct is not None and (band.lower is None or band.upper is None):
        return BandProblemCode.END_WITHOUT_BOUNDS
    return None


def _repeated_words(worded: Sequence[Band]) -> list[BandProblem]:
    first_of: dict[str, Band] = {}
    problems = []
    for band in worded:
        first = first_of.setdefault(_plain_word(band.word or ""), band)
        if first is not band:
            problems.append(BandProblem(BandProblemCode.WORD_TWICE, first, band))
    return problems


def _badly_joined(bounded: Sequence[Band]) -> list[BandProblem]:
    problems = []
    for lower, upper in pairwise(sorted(bounded, key=_start)):
        if _end(lower) > _start(upper):
            problems.append(BandProblem(BandProblemCode.OVERLAP, lower, upper))
        elif _end(lower) < _start(upper):
            problems.append(BandProblem(BandProblemCode.GAP, lower, upper))
    return problems


def _start(band: Band) -> float:
    return -inf if band.lower is None else band.lower


def _end(band: Band) -> float:
    return inf if band.upper is None else band.upper


def _plain_word(written: str) -> str:
    return _BLANKS.sub(" ", written).strip(" ").lower()
