"""What is true of every percentage, whatever the rule and the figures."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.domain.achievement import Measured, measured_achievement
from dashboard.domain.model import MeasureKind
from dashboard.domain.rules import Band, MeasurementRule, RuleMethod

numbers = st.integers(-(10**9), 10**9).map(lambda thousandths: thousandths / 1000)
DIRECTED = [
    (kind, method)
    for kind, methods in {
        MeasureKind.INCREASING: (
            RuleMethod.RATIO_TO_TARGET,
            RuleMethod.TRAVEL_FROM_BASELINE,
            RuleMethod.RATIO_TO_YEAR_BEFORE,
            RuleMethod.GROWTH_ON_YEAR_BEFORE,
        ),
        MeasureKind.DECREASING: (
            RuleMethod.RATIO_OF_TARGET,
            RuleMethod.MIRRORED_RATIO,
            RuleMethod.TRAVEL_FROM_BASELINE,
            RuleMethod.RATIO_TO_YEAR_BEFORE,
            RuleMethod.GROWTH_ON_YEAR_BEFORE,
        ),
    }.items()
    for method in methods
]
RISING = (
    Band("t", 0.0, None, 60.0),
    Band("t", 60.0, 60.0, 90.0, 90.0),
    Band("t", 100.0, 90.0, None),
)

rules = st.builds(
    lambda choice, cap, floor, table: MeasurementRule(
        "R", "", *choice, cap_pct=cap, floor_pct=floor, band_table=table
    ),
    st.sampled_from(DIRECTED),
    st.sampled_from([None, 90.0, 100.0, 120.0]),
    st.sampled_from([None, 0.0, 20.0]),
    st.sampled_from([None, "t"]),
)
measures = st.builds(
    Measured,
    target_number=numbers,
    result_number=numbers,
    baseline_number=numbers,
    year_before_number=numbers,
)


@given(rule=rules, measured=measures, other=numbers)
def test_a_better_result_never_counts_for_less(
    rule: MeasurementRule, measured: Measured, other: float
) -> None:
    better = max if rule.measure_kind is MeasureKind.INCREASING else min
    best = better(measured.result_number or 0.0, other)
    worst = other if best == measured.result_number else measured.result_number
    low = measured_achievement(rule, replace(measured, result_number=worst), RISING)
    high = measured_achievement(rule, replace(measured, result_number=best), RISING)
    assume(low.achievement_pct is not None and high.achievement_pct is not None)

    assert (high.achievement_pct or 0.0) >= (low.achievement_pct or 0.0)


@given(rule=rules, measured=measures)
def test_a_percentage_stays_between_floor_and_cap(
    rule: MeasurementRule, measured: Measured
) -> None:
    pct = measured_achievement(rule, measured, RISING).achievement_pct
    assume(pct is not None)

    assert rule.cap_pct is None or (pct or 0.0) <= rule.cap_pct
    assert rule.floor_pct is None or (pct or 0.0) >= rule.floor_pct


@given(rule=rules, measured=measures)
def test_a_percentage_or_a_reason_never_both_never_neither(
    rule: MeasurementRule, measured: Measured
) -> None:
    found = measured_achievement(rule, measured, RISING)

    assert (found.achievement_pct is None) is (found.reason is not None)
    assert found.is_measurable is (found.formula is not None)


@given(rule=rules, measured=measures)
def test_the_last_step_is_the_percentage_that_counts(
    rule: MeasurementRule, measured: Measured
) -> None:
    found = measured_achievement(rule, measured, RISING)
    assume(found.steps)

    assert found.steps[-1].value == found.achievement_pct
