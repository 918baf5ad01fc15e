"""The SQL macros give what the Python functions give, whatever they are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.achievement import measured_achievement
from dashboard.domain.model import Lineage, MeasureKind, Period, ResultFact, TargetFact
from dashboard.domain.status import DEFAULT_RULES, PeriodResult, PeriodRule, result_status
from dashboard.store.connection import Database
from dashboard.store.schema import bring_up_to_date

HERE = Lineage("Foglio1", 2, "C2")

# Round numbers meet bounds and zeros often; the floats reach everywhere else.
numbers = (
    st.none()
    | st.sampled_from([-10.0, -1.0, 0.0, 0.5, 1.0, 10.0, 50.0, 100.0])
    | st.floats(-1e9, 1e9, allow_subnormal=False)
)
days = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 5))
truths = st.none() | st.booleans()
percentages = st.none() | st.sampled_from([0.0, 49.9, 50.0, 59.9, 60.0, 99.9, 100.0])

targets = st.builds(
    TargetFact,
    sector_code=st.just("S"),
    action_code=st.just("A"),
    indicator_code=st.just("I"),
    target_year=st.just(2024),
    period=st.just(Period.FINAL),
    target_text=st.just("x"),
    lineage=st.just(HERE),
    operator=st.none(),
    target_number=numbers,
    target_upper_number=numbers,
    target_date=days,
    target_boolean=truths,
)
results = st.builds(
    ResultFact,
    sector_code=st.just("S"),
    action_code=st.just("A"),
    indicator_code=st.just("I"),
    result_year=st.just(2024),
    period=st.just(Period.FINAL),
    lineage=st.just(HERE),
    result_text=st.none(),
    result_number=numbers,
    result_date=days,
    result_boolean=truths,
)
period_results = st.builds(
    PeriodResult,
    period=st.sampled_from(Period),
    measure_kind=st.sampled_from(MeasureKind),
    achievement_pct=percentages,
    year_achievement_pct=percentages,
    has_result=st.booleans(),
    has_own_target=st.booleans(),
    is_declared=st.booleans(),
    is_not_assessable=st.booleans(),
    is_not_due=st.booleans(),
    is_target_date_passed=st.booleans(),
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


@given(kind=st.sampled_from(MeasureKind), target=targets, result=results)
@settings(max_examples=400, deadline=None)
def test_the_achievement_macro_equals_the_function(
    database: Database, kind: MeasureKind, target: TargetFact, result: ResultFact
) -> None:
    expected = measured_achievement(kind, target, result).achievement_pct

    found = answer(
        database,
        "SELECT measured_achievement_pct($kind, CAST($number AS DOUBLE), CAST($upper AS DOUBLE),"
        " CAST($date AS DATE), CAST($boolean AS BOOLEAN), CAST($result_number AS DOUBLE),"
        " CAST($result_date AS DATE), CAST($result_boolean AS BOOLEAN))",
        {
            "kind": str(kind),
            "number": target.target_number,
            "upper": target.target_upper_number,
            "date": target.target_date,
            "boolean": target.target_boolean,
            "result_number": result.result_number,
            "result_date": result.result_date,
            "result_boolean": result.result_boolean,
        },
    )

    assert found == expected


@given(result=period_results, rule=rules)
@settings(max_examples=400, deadline=None)
def test_the_status_macro_equals_the_function(
    database: Database, result: PeriodResult, rule: PeriodRule
) -> None:
    found = answer(
        database,
        "SELECT result_status($period, $kind, $is_not_assessable, $is_not_due, $has_result,"
        " $is_declared, $has_own_target, $is_target_date_passed, CAST($pct AS DOUBLE),"
        " CAST($year_pct AS DOUBLE), CAST($share AS DOUBLE), CAST($partial AS DOUBLE))",
        {
            "period": str(result.period),
            "kind": str(result.measure_kind),
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

    assert found == str(result_status(result, rule))


def test_the_rules_in_the_file_are_the_defaults_of_the_program(database: Database) -> None:
    with database.cursor() as cursor:
        rows = cursor.execute(
            "SELECT period, expected_share_pct, partial_from_pct FROM period_rule"
        ).fetchall()

    assert {Period(period): PeriodRule(*rule) for period, *rule in rows} == DEFAULT_RULES


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
