"""Tables of bands: what a figure is worth in them, and what is wrong with one."""

from __future__ import annotations

import pytest

from dashboard.domain.bands import (
    BandProblem,
    BandProblemCode,
    band_holding,
    band_of_word,
    bands_problems,
    pct_within,
)
from dashboard.domain.rules import Band


def band(lower: float | None, upper: float | None, pct: float = 0.0, **more: object) -> Band:
    return Band("T", pct, lower, upper, **more)  # type: ignore[arg-type]


LOW, MIDDLE, HIGH = band(0, 60, 0), band(60, 90, 60, upper_pct=90), band(90, 100, 100)
TABLE = (HIGH, LOW, MIDDLE)  # the order of the rows makes no difference


@pytest.mark.parametrize(
    ("figure", "held_by"),
    [
        (0.0, LOW),
        (59.999, LOW),
        (60.0, MIDDLE),  # a band holds its lower bound, not its upper one
        (90.0, HIGH),
        (100.0, HIGH),  # but the last one holds both
        (100.1, None),
        (-0.1, None),
    ],
)
def test_a_figure_stands_in_one_band(figure: float, held_by: Band | None) -> None:
    assert band_holding(TABLE, figure) is held_by


def test_a_table_may_reach_beyond_its_ends() -> None:
    assert band_holding(TABLE, -5.0, reaches_below=True) is LOW
    assert band_holding(TABLE, 150.0, reaches_above=True) is HIGH
    assert band_holding(TABLE, 150.0, reaches_below=True) is None
    assert band_holding((), 1.0, reaches_below=True, reaches_above=True) is None


@pytest.mark.parametrize(
    ("figure", "pct"), [(60.0, 60.0), (75.0, 75.0), (90.0, 90.0), (95.0, 90.0)]
)
def test_inside_a_band_the_percentage_may_grow_evenly(figure: float, pct: float) -> None:
    assert pct_within(MIDDLE, figure) == pct
    assert pct_within(HIGH, figure) == 100.0


def test_a_word_is_found_whatever_its_capitals_and_spaces() -> None:
    scale = (Band("T", 100.0, word="Più che  buono"), Band("T", 50.0, word="buono"))

    assert band_of_word(scale, " più che buono") is scale[0]
    assert band_of_word(scale, "buonissimo") is None


GAP, OVERLAP = band(0, 10), band(5, 20)
LATER, OPEN, CLOSED_ABOVE = band(12, 20), band(20, None), band(None, 0)
DESCENDING, BOUNDLESS = band(10, 10), band(None, None)
HALF_GROWING = band(10, None, 50, upper_pct=80)
GOOD, GOOD_AGAIN = Band("T", 100.0, word="buono"), Band("T", 80.0, word="BUONO ")
WORD_WITH_BOUND = Band("T", 100.0, lower=3.0, word="buono")
ELSEWHERE = Band("U", 100.0, 5.0, 8.0)

#   rows, what is wrong: code, first row at fault, second
PROBLEMS = [
    (TABLE, []),
    ((CLOSED_ABOVE, GAP), []),
    ((GOOD,), []),
    ((GAP, ELSEWHERE), []),  # another table
    ((LATER, GAP), [("gap", GAP, LATER)]),
    ((GAP, OVERLAP), [("overlap", GAP, OVERLAP)]),
    ((GAP, GAP), [("overlap", GAP, GAP)]),
    ((OPEN, LATER), []),
    ((OPEN, band(30, 40)), [("overlap", OPEN, band(30, 40))]),
    ((DESCENDING,), [("bounds_descending", DESCENDING, None)]),
    ((BOUNDLESS,), [("no_bound_and_no_word", BOUNDLESS, None)]),
    ((HALF_GROWING,), [("end_without_bounds", HALF_GROWING, None)]),
    ((GOOD, GOOD_AGAIN), [("word_twice", GOOD, GOOD_AGAIN)]),
    ((GOOD, GAP), [("words_and_bounds", GOOD, GAP)]),
    ((WORD_WITH_BOUND,), [("words_and_bounds", WORD_WITH_BOUND, None)]),
]


@pytest.mark.parametrize(("rows", "wrong"), PROBLEMS)
def test_what_is_wrong_with_a_table_names_the_rows_at_fault(
    rows: tuple[Band, ...], wrong: list[tuple[str, Band, Band | None]]
) -> None:
    expected = [BandProblem(BandProblemCode(code), first, second) for code, first, second in wrong]

    assert list(bands_problems(rows)) == expected


def test_bands_of_a_published_table_that_overlapped_are_found() -> None:
    """76-90 gives 15-18 points and 91-100 gives 17-20, as once printed; then as corrected."""
    printed = (band(76, 91, 75, upper_pct=90), band(90, 100, 85, upper_pct=100))
    corrected = (band(76, 91, 75, upper_pct=90), band(91, 100, 95, upper_pct=100))

    assert [problem.code for problem in bands_problems(printed)] == ["overlap"]
    assert bands_problems(corrected) == ()
