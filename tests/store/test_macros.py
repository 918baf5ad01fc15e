"""The SQL macros give what the Python functions give, whatever they are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.domain.achievement import Measured, measured_achievement, rule_of
from dashboard.domain.model import MeasureKind, Period
from dashboard.domain.rules import (
    DEFAULT_RULES,
    METHODS_BY_KIND,
    Band,
    MeasurementRule,
    Nature,
    Rounding,
    RuleMethod,
    TargetZero,
)
from dashboard.domain.status import (
    DEFAULT_RULES as DEFAULT_PERIOD_RULES,
)
from dashboard.domain.status import (
    PeriodResult,
    PeriodRule,
    expected_by_then_pct,
    is_within_share,
    result_status,
)
from dashboard.store.connection import Database
from dashboard.store.schema import bring_up_to_date

# Round numbers meet bounds and zeros often; the floats reach everywhere else. Only numbers that
# somebody could type: at the far ends of what a machine holds, ratios are no longer numbers.
numbers = (
    st.none()
    | st.sampled_from([-10.0, -1.0, 0.0, 0.5, 1.0, 10.0, 50.0, 100.0])
    | st.integers(-(10**12), 10**12).map(lambda thousandths: thousandths / 1000)
)
days = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 20))
truths = st.none() | st.booleans()
words = st.none() | st.sampled_from(["buono", " Più  che buono", "Discreto", ""])
percentages = st.none() | st.sampled_from([0.0, 49.9, 50.0, 59.9, 60.0, 99.9, 100.0])

measures = st.builds(
    Measured,
    target_number=numbers,
    target_upper_number=numbers,
    target_date=days,
    target_boolean=truths,
    target_text=st.none(),
    result_number=numbers,
    result_date=days,
    result_boolean=truths,
    result_text=words,
    baseline_number=numbers,
    year_before_number=numbers,
    numerator=numbers,
    denominator=numbers,
    unit=st.sampled_from([None, "%", " % di utenti", "giorni"]),
)


def band_tables() -> st.SearchStrategy[tuple[Band, ...]]:
    """Tables without gaps, fixed or growing, closed or open at their ends; or a scale of words."""
    bounds = st.lists(st.integers(-5, 120), min_size=2, max_size=5, unique=True).map(sorted)
    worth = st.sampled_from([0.0, 40.0, 65.0, 100.0, 130.0])
    ends = st.none() | worth
    return st.one_of(
        st.builds(_numbered, bounds, st.lists(st.tuples(worth, ends), min_size=6, max_size=6)),
        st.just((Band(TABLE, 65.0, word="più che buono"), Band(TABLE, 40.0, word=" BUONO "))),
        st.just(()),
    )


def _numbered(bounds: list[int], worths: list[tuple[float, float | None]]) -> tuple[Band, ...]:
    lowest, *inner, highest = bounds
    starts = [None if lowest < 0 else float(lowest), *map(float, inner)]
    stops = [*map(float, inner), None if highest > 100 else float(highest)]
    return tuple(
        Band(TABLE, pct, start, stop, None if None in (start, stop) else end)
        for start, stop, (pct, end) in zip(starts, stops, worths, strict=False)
    )


TABLE = "tabella"
measurement_rules = st.sampled_from(
    [(kind, method) for kind, methods in METHODS_BY_KIND.items() for method in methods]
).flatmap(
    lambda choice: st.builds(
        MeasurementRule,
        rule_code=st.just("R"),
        rule_name=st.just(""),
        measure_kind=st.just(choice[0]),
        method=st.just(choice[1]),
        cap_pct=st.sampled_from([None, 90.0, 100.0, 120.0]),
        floor_pct=st.sampled_from([None, 0.0, 20.0]),
        target_zero=st.sampled_from(TargetZero),
        rounding_digits=st.sampled_from([None, 0, 1, 2]),
        rounding_direction=st.sampled_from(Rounding),
        band_table=st.sampled_from([None, TABLE]),
    )
)
period_results = st.builds(
    PeriodResult,
    period=st.sampled_from(Period),
    nature=st.sampled_from(Nature),
    achievement_pct=percentages,
    year_achievement_pct=percentages,
    has_result=st.booleans(),
    has_own_target=st.booleans(),
    is_declared=st.booleans(),
    is_not_assessable=st.booleans(),
    is_not_due=st.booleans(),
    is_target_date_passed=st.booleans(),
    is_within_share=truths,
)
rules = st.builds(
    PeriodRule,
    expected_share_pct=st.sampled_from([0.0, 50.0, 100.0]),
    partial_from_pct=st.sampled_from([0.0, 60.0, 100.0]),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(Path(tmp_path_factory.mktemp("macros")) / "prova.duckdb")
    bring_up_to_date(opened)
    yield opened
    opened.close()


def answer(database: Database, sql: str, params: dict[str, Any]) -> Any:
    with database.cursor() as cursor:
        return cursor.execute(sql, params).fetchall()[0][0]


# A rule, what it measures and the bands of its table.
Case = tuple[MeasurementRule, Measured, tuple[Band, ...]]

# Many cases at once: planning takes far longer than answering. A view joins the bands that are in
# force; here those drawn take their place, each case with its own.
MEASURE = """
WITH drawn_case AS (
    SELECT
        unnest($place::INTEGER[]) AS place,
        unnest($method::VARCHAR[]) AS method,
        unnest($kind::VARCHAR[]) AS kind,
        unnest($target_zero::VARCHAR[]) AS target_zero,
        unnest($unit::VARCHAR[]) AS unit,
        unnest($baseline::DOUBLE[]) AS baseline,
        unnest($year_before::DOUBLE[]) AS year_before,
        unnest($target::DOUBLE[]) AS target,
        unnest($target_upper::DOUBLE[]) AS target_upper,
        unnest($target_date::DATE[]) AS target_date,
        unnest($target_boolean::BOOLEAN[]) AS target_boolean,
        unnest($result::DOUBLE[]) AS result,
        unnest($result_date::DATE[]) AS result_date,
        unnest($result_boolean::BOOLEAN[]) AS result_boolean,
        unnest($numerator::DOUBLE[]) AS numerator,
        unnest($denominator::DOUBLE[]) AS denominator,
        unnest($floor::DOUBLE[]) AS floor,
        unnest($cap::DOUBLE[]) AS cap,
        unnest($digits::INTEGER[]) AS digits,
        unnest($direction::VARCHAR[]) AS direction,
        unnest($band_table::VARCHAR[]) AS band_table,
        unnest($written::VARCHAR[]) AS written
),
drawn_band AS (
    SELECT
        unnest($band_place::INTEGER[]) AS place,
        unnest($band_name::VARCHAR[]) AS band_table,
        unnest($band_pct::DOUBLE[]) AS pct,
        unnest($lower_number::DOUBLE[]) AS lower_number,
        unnest($upper_number::DOUBLE[]) AS upper_number,
        unnest($upper_pct::DOUBLE[]) AS upper_pct,
        plain_word(unnest($word::VARCHAR[])) AS plain_word,
        unnest($is_first::BOOLEAN[]) AS is_first,
        unnest($is_last::BOOLEAN[]) AS is_last
),
compared AS (
    SELECT
        *,
        compared_figure(
            method, kind, target_zero, unit, baseline, year_before, target, target_upper,
            target_date, target_boolean, result, result_date, result_boolean, numerator,
            denominator
        ) AS figure
    FROM drawn_case
)
SELECT
    compared.place,
    measured_achievement_pct(
        compared.method, compared.figure, compared.floor, compared.cap, compared.digits,
        compared.direction, compared.band_table,
        pct_within_band(
            compared.figure, band.pct, band.lower_number, band.upper_number, band.upper_pct
        )
    )
FROM compared
LEFT JOIN drawn_band AS band
    ON band.place = compared.place
    AND band.band_table = compared.band_table
    AND band_holds(
        compared.method, compared.figure, compared.written, band.lower_number,
        band.upper_number, band.plain_word, band.is_first, band.is_last
    )
ORDER BY compared.place
"""


CASE_COLUMNS = (
    "place",
    "method",
    "kind",
    "target_zero",
    "unit",
    "baseline",
    "year_before",
    "target",
    "target_upper",
    "target_date",
    "target_boolean",
    "result",
    "result_date",
    "result_boolean",
    "numerator",
    "denominator",
    "floor",
    "cap",
    "digits",
    "direction",
    "band_table",
    "written",
)
BAND_COLUMNS = (
    "band_place",
    "band_name",
    "band_pct",
    "lower_number",
    "upper_number",
    "upper_pct",
    "word",
    "is_first",
    "is_last",
)


def measured_in_sql(database: Database, cases: list[Case]) -> list[tuple[int, float | None]]:
    """Gives the place of each case with its percentage, as SQL measures it."""
    places = range(len(cases))
    params = {
        **_columns([_case_values(place, cases[place]) for place in places], CASE_COLUMNS),
        **_columns(
            [values for place in places for values in _band_values(place, cases[place][2])],
            BAND_COLUMNS,
        ),
    }
    with database.cursor() as cursor:
        return cursor.execute(MEASURE, params).fetchall()


def _columns(rows: list[tuple[Any, ...]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _case_values(place: int, case: Case) -> tuple[Any, ...]:
    rule, measured, _ = case
    return (
        place,
        str(rule.method),
        str(rule.measure_kind),
        str(rule.target_zero),
        measured.unit,
        measured.baseline_number,
        measured.year_before_number,
        measured.target_number,
        measured.target_upper_number,
        measured.target_date,
        measured.target_boolean,
        measured.result_number,
        measured.result_date,
        measured.result_boolean,
        measured.numerator,
        measured.denominator,
        rule.floor_pct,
        rule.cap_pct,
        rule.rounding_digits,
        str(rule.rounding_direction),
        rule.band_table,
        measured.result_text,
    )


def _band_values(place: int, bands: tuple[Band, ...]) -> list[tuple[Any, ...]]:
    return [
        (
            place,
            band.band_table,
            band.pct,
            band.lower,
            band.upper,
            band.upper_pct,
            band.word,
            band is bands[0],
            band is bands[-1],
        )
        for band in bands
    ]


@given(
    cases=st.lists(st.tuples(measurement_rules, measures, band_tables()), min_size=10, max_size=10)
)
@example(
    cases=[
        (
            MeasurementRule("R", "", MeasureKind.RANGE, RuleMethod.NEARER_BOUND),
            Measured(target_upper_number=-10.0, result_number=-10.0),  # a bound alone is no range
            (),
        ),
        (
            MeasurementRule(
                "R", "", MeasureKind.INCREASING, RuleMethod.BANDS_ON_RESULT, band_table=TABLE
            ),
            Measured(result_number=50.0),  # on a bound only the band that begins there holds
            (Band(TABLE, 40.0, 0.0, 50.0), Band(TABLE, 100.0, 50.0, 100.0)),
        ),
    ]
)
@settings(max_examples=40, deadline=None)
def test_the_measurement_macros_equal_the_function_for_every_rule(
    database: Database, cases: list[Case]
) -> None:
    expected = [measured_achievement(*case).achievement_pct for case in cases]

    assert measured_in_sql(database, cases) == list(enumerate(expected))


def test_the_program_s_own_rules_are_those_of_the_view(database: Database) -> None:
    with database.cursor() as cursor:
        rows = cursor.execute("SELECT * FROM default_rule").fetchall()
        names = [column[0] for column in cursor.description or ()]
    found = {MeasureKind(row[0]): dict(zip(names, row, strict=True)) for row in rows}

    assert {kind: rule_of(row | {"rule_method": row["method"]}) for kind, row in found.items()} == (
        DEFAULT_RULES
    )


STATUS = """
WITH drawn_case AS (
    SELECT
        unnest($place::INTEGER[]) AS place,
        unnest($period::VARCHAR[]) AS period,
        unnest($nature::VARCHAR[]) AS nature,
        unnest($is_not_assessable::BOOLEAN[]) AS is_not_assessable,
        unnest($is_not_due::BOOLEAN[]) AS is_not_due,
        unnest($has_result::BOOLEAN[]) AS has_result,
        unnest($is_declared::BOOLEAN[]) AS is_declared,
        unnest($has_own_target::BOOLEAN[]) AS has_own_target,
        unnest($is_target_date_passed::BOOLEAN[]) AS is_target_date_passed,
        unnest($pct::DOUBLE[]) AS pct,
        unnest($year_pct::DOUBLE[]) AS year_pct,
        unnest($is_within_share::BOOLEAN[]) AS is_within_share,
        unnest($share::DOUBLE[]) AS share,
        unnest($partial::DOUBLE[]) AS partial
)
SELECT
    result_status(
        period, nature, is_not_assessable, is_not_due, has_result, is_declared, has_own_target,
        is_target_date_passed, pct, year_pct, is_within_share, share, partial
    ),
    expected_by_then_pct(
        period, nature, is_declared, has_own_target, is_target_date_passed, share
    )
FROM drawn_case
ORDER BY place
"""
STATUS_COLUMNS = (
    "place",
    "period",
    "nature",
    "is_not_assessable",
    "is_not_due",
    "has_result",
    "is_declared",
    "has_own_target",
    "is_target_date_passed",
    "pct",
    "year_pct",
    "is_within_share",
    "share",
    "partial",
)


def _status_values(place: int, result: PeriodResult, rule: PeriodRule) -> tuple[Any, ...]:
    return (
        place,
        str(result.period),
        str(result.nature),
        result.is_not_assessable,
        result.is_not_due,
        result.has_result,
        result.is_declared,
        result.has_own_target,
        result.is_target_date_passed,
        result.achievement_pct,
        result.year_achievement_pct,
        result.is_within_share,
        rule.expected_share_pct,
        rule.partial_from_pct,
    )


@given(cases=st.lists(st.tuples(period_results, rules), min_size=10, max_size=10))
@settings(max_examples=40, deadline=None)
def test_the_status_macro_equals_the_function(
    database: Database, cases: list[tuple[PeriodResult, PeriodRule]]
) -> None:
    rows = [_status_values(place, *case) for place, case in enumerate(cases)]
    with database.cursor() as cursor:
        found = cursor.execute(STATUS, _columns(rows, STATUS_COLUMNS)).fetchall()

    assert found == [(result_status(*case), expected_by_then_pct(*case)) for case in cases]


@given(
    kind=st.sampled_from(MeasureKind),
    nature=st.sampled_from(Nature),
    target=numbers,
    result=numbers,
    rule=rules,
)
@settings(max_examples=200, deadline=None)
def test_the_macro_for_ceilings_equals_the_function(
    database: Database,
    kind: MeasureKind,
    nature: Nature,
    target: float | None,
    result: float | None,
    rule: PeriodRule,
) -> None:
    found = answer(
        database,
        "SELECT is_within_share($kind, $nature, CAST($target AS DOUBLE), CAST($result AS DOUBLE),"
        " CAST($share AS DOUBLE))",
        {
            "kind": str(kind),
            "nature": str(nature),
            "target": target,
            "result": result,
            "share": rule.expected_share_pct,
        },
    )

    assert found is is_within_share(kind, nature, target, result, rule)


def test_the_rules_in_the_file_are_the_defaults_of_the_program(database: Database) -> None:
    with database.cursor() as cursor:
        rows = cursor.execute(
            "SELECT period, expected_share_pct, partial_from_pct FROM period_rule"
        ).fetchall()

    assert {Period(period): PeriodRule(*rule) for period, *rule in rows} == DEFAULT_PERIOD_RULES


#    kind          target upper result  deviation  pct of target
DEVIATIONS = [
    ("increasing", 80, None, 60, -20, -25),
    ("decreasing", 80, None, 100, 20, 25),  # the sign says above, not good
    ("increasing", 0, None, 5, 5, None),  # no percentage of nothing
    ("increasing", -10, None, -5, 5, 50),
    ("range", 10, 20, 15, 0, 0),
    ("range", 10, 20, 5, -5, -50),
    ("range", 10, 20, 25, 5, 25),
    ("increasing", 80, None, None, None, None),
]


@pytest.mark.parametrize(("kind", "target", "upper", "result", "deviation", "pct"), DEVIATIONS)
def test_deviation_is_result_minus_target(
    database: Database,
    kind: str,
    target: float,
    upper: float | None,
    result: float | None,
    deviation: float | None,
    pct: float | None,
) -> None:
    found = answer(
        database,
        "SELECT [deviation_from_target($kind, CAST($target AS DOUBLE), CAST($upper AS DOUBLE),"
        " NULL::DATE, CAST($result AS DOUBLE), NULL::DATE), deviation_pct_of_target($kind,"
        " CAST($target AS DOUBLE), CAST($upper AS DOUBLE), CAST($result AS DOUBLE), NULL)]",
        {"kind": kind, "target": target, "upper": upper, "result": result},
    )

    assert found == [deviation, pct]
