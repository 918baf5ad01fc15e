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


# A view joins the bands that are in force; here the table drawn takes their place.
MEASURE = """
WITH compared AS (
    SELECT compared_figure(
        $method, $kind, $target_zero, CAST($unit AS VARCHAR), CAST($baseline AS DOUBLE),
        CAST($year_before AS DOUBLE), CAST($target AS DOUBLE), CAST($target_upper AS DOUBLE),
        CAST($target_date AS DATE), CAST($target_boolean AS BOOLEAN), CAST($result AS DOUBLE),
        CAST($result_date AS DATE), CAST($result_boolean AS BOOLEAN),
        CAST($numerator AS DOUBLE), CAST($denominator AS DOUBLE)
    ) AS figure
)
SELECT measured_achievement_pct(
    $method, compared.figure, CAST($floor AS DOUBLE), CAST($cap AS DOUBLE),
    CAST($digits AS INTEGER), $direction, CAST($band_table AS VARCHAR),
    pct_within_band(
        compared.figure, band.pct, band.lower_number, band.upper_number, band.upper_pct
    )
)
FROM compared
LEFT JOIN drawn_band AS band
    ON band.band_table = $band_table
    AND band_holds(
        $method, compared.figure, CAST($written AS VARCHAR), band.lower_number, band.upper_number,
        band.plain_word, band.is_first, band.is_last
    )
"""
DRAWN_BANDS = """
CREATE OR REPLACE TEMP TABLE drawn_band (
    band_table VARCHAR, pct DOUBLE, lower_number DOUBLE, upper_number DOUBLE, upper_pct DOUBLE,
    plain_word VARCHAR, is_first BOOLEAN, is_last BOOLEAN
)
"""


def measured_in_sql(
    database: Database, rule: MeasurementRule, measured: Measured, bands: tuple[Band, ...]
) -> Any:
    with database.cursor() as cursor:
        cursor.execute(DRAWN_BANDS)
        for band in bands:
            cursor.execute(
                "INSERT INTO drawn_band VALUES (?, ?, ?, ?, ?, plain_word(?), ?, ?)",
                [
                    band.band_table,
                    band.pct,
                    band.lower,
                    band.upper,
                    band.upper_pct,
                    band.word,
                    band is bands[0],
                    band is bands[-1],
                ],
            )
        params = {
            "method": str(rule.method),
            "kind": str(rule.measure_kind),
            "target_zero": str(rule.target_zero),
            "unit": measured.unit,
            "baseline": measured.baseline_number,
            "year_before": measured.year_before_number,
            "target": measured.target_number,
            "target_upper": measured.target_upper_number,
            "target_date": measured.target_date,
            "target_boolean": measured.target_boolean,
            "result": measured.result_number,
            "result_date": measured.result_date,
            "result_boolean": measured.result_boolean,
            "numerator": measured.numerator,
            "denominator": measured.denominator,
            "floor": rule.floor_pct,
            "cap": rule.cap_pct,
            "digits": rule.rounding_digits,
            "direction": str(rule.rounding_direction),
            "band_table": rule.band_table,
            "written": measured.result_text,
        }
        return cursor.execute(MEASURE, params).fetchall()[0][0]


@given(rule=measurement_rules, measured=measures, bands=band_tables())
@example(
    rule=MeasurementRule("R", "", MeasureKind.RANGE, RuleMethod.NEARER_BOUND),
    measured=Measured(target_upper_number=-10.0, result_number=-10.0),  # a bound alone is no range
    bands=(),
)
@settings(max_examples=400, deadline=None)
def test_the_measurement_macros_equal_the_function_for_every_rule(
    database: Database, rule: MeasurementRule, measured: Measured, bands: tuple[Band, ...]
) -> None:
    expected = measured_achievement(rule, measured, bands).achievement_pct

    assert measured_in_sql(database, rule, measured, bands) == expected


def test_the_program_s_own_rules_are_those_of_the_view(database: Database) -> None:
    with database.cursor() as cursor:
        rows = cursor.execute("SELECT * FROM default_rule").fetchall()
        names = [column[0] for column in cursor.description or ()]
    found = {MeasureKind(row[0]): dict(zip(names, row, strict=True)) for row in rows}

    assert {kind: rule_of(row | {"rule_method": row["method"]}) for kind, row in found.items()} == (
        DEFAULT_RULES
    )


@given(result=period_results, rule=rules)
@settings(max_examples=400, deadline=None)
def test_the_status_macro_equals_the_function(
    database: Database, result: PeriodResult, rule: PeriodRule
) -> None:
    found = answer(
        database,
        "SELECT [result_status($period, $nature, $is_not_assessable, $is_not_due, $has_result,"
        " $is_declared, $has_own_target, $is_target_date_passed, CAST($pct AS DOUBLE),"
        " CAST($year_pct AS DOUBLE), CAST($is_within_share AS BOOLEAN), CAST($share AS DOUBLE),"
        " CAST($partial AS DOUBLE)), CAST(CAST(expected_by_then_pct($period, $nature,"
        " $is_declared, $has_own_target, $is_target_date_passed, CAST($share AS DOUBLE))"
        " AS DOUBLE) AS VARCHAR)]",
        {
            "period": str(result.period),
            "nature": str(result.nature),
            "is_within_share": result.is_within_share,
            "is_not_assessable": result.is_not_assessable,
            "is_not_due": result.is_not_due,
            "has_result": result.has_result,
            "is_declared": result.is_declared,
            "has_own_target": result.has_own_target,
            "is_target_date_passed": result.is_target_date_passed,
            "pct": result.achievement_pct,
            "year_pct": result.year_achievement_pct,
            "share": rule.expected_share_pct,
            "partial": rule.partial_from_pct,
        },
    )

    assert found == [str(result_status(result, rule)), str(expected_by_then_pct(result, rule))]


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
