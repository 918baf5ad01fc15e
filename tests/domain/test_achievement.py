"""Every method of measurement, on tables that can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.domain.achievement import (
    FormulaCode,
    Measured,
    Step,
    StepCode,
    UnmeasurableReason,
    has_result,
    measured_achievement,
)
from dashboard.domain.model import MeasureKind
from dashboard.domain.rules import (
    DEFAULT_RULES,
    METHODS_BY_KIND,
    Band,
    MeasurementRule,
    MissingResult,
    Rounding,
    RuleMethod,
    TargetZero,
)

INCREASING, DECREASING, RANGE = MeasureKind.INCREASING, MeasureKind.DECREASING, MeasureKind.RANGE


def rule(method: RuleMethod, kind: MeasureKind = INCREASING, **terms: object) -> MeasurementRule:
    return MeasurementRule("R", "Regola", kind, method, **terms)  # type: ignore[arg-type]


def uncapped(method: RuleMethod, kind: MeasureKind = INCREASING) -> MeasurementRule:
    return rule(method, kind, cap_pct=None, floor_pct=None)


def numbers(target: float | None, result: float | None) -> Measured:
    return Measured(target_number=target, result_number=result)


def pct_of(applied: MeasurementRule, measured: Measured, *bands: Band) -> float | None:
    return measured_achievement(applied, measured, bands).achievement_pct


#   target result  pct    as the program measures where an entity states nothing
MORE_IS_BETTER = [
    (100.0, 120.0, 100.0),  # exceeded: capped
    (100.0, 100.0, 100.0),
    (80.0, 60.0, 75.0),
    (80.0, 0.0, 0.0),
    (80.0, -10.0, 0.0),  # moved away: never below zero
    (0.0, 0.0, 100.0),  # a target of zero is a target
    (0.0, -1.0, 0.0),
    (-10.0, -5.0, 100.0),  # above a negative target
    (-10.0, -20.0, 0.0),
]


@pytest.mark.parametrize(("target", "result", "pct"), MORE_IS_BETTER)
def test_more_is_better(target: float, result: float, pct: float) -> None:
    assert pct_of(DEFAULT_RULES[INCREASING], numbers(target, result)) == pct


LESS_IS_BETTER = [
    (30.0, 30.0, 100.0),
    (30.0, 12.0, 100.0),
    (30.0, 40.0, 75.0),
    (30.0, 0.0, 100.0),
    (0.0, 0.0, 100.0),
    (0.0, 3.0, 0.0),  # no complaint was allowed, three came
    (-10.0, -5.0, 0.0),
    (-10.0, -12.0, 100.0),
]


@pytest.mark.parametrize(("target", "result", "pct"), LESS_IS_BETTER)
def test_less_is_better(target: float, result: float, pct: float) -> None:
    assert pct_of(DEFAULT_RULES[DECREASING], numbers(target, result)) == pct


#   target result  plain ratio  mirrored ratio: where less is better, without cap and floor
VARIANTS = [
    (10.0, 15.0, pytest.approx(66.6667, abs=1e-4), 50.0),  # the choice has to be visible
    (10.0, 10.0, 100.0, 100.0),
    (10.0, 20.0, 50.0, 0.0),
    (10.0, 25.0, 40.0, -50.0),
    (10.0, 8.0, 125.0, 120.0),
    (10.0, 0.0, None, 200.0),  # target over nothing has no end, and this rule no cap
]


@pytest.mark.parametrize(("target", "result", "ratio", "mirrored"), VARIANTS)
def test_two_ways_for_less_is_better(
    target: float, result: float, ratio: float | None, mirrored: float
) -> None:
    measured = numbers(target, result)

    assert pct_of(uncapped(RuleMethod.RATIO_OF_TARGET, DECREASING), measured) == ratio
    assert pct_of(uncapped(RuleMethod.MIRRORED_RATIO, DECREASING), measured) == mirrored


def test_nothing_left_counts_for_the_cap_and_without_a_cap_for_no_number() -> None:
    applied = rule(RuleMethod.RATIO_OF_TARGET, DECREASING, cap_pct=120.0)
    none_left = numbers(10.0, 0.0)

    assert pct_of(applied, none_left) == 120.0
    without = measured_achievement(replace(applied, cap_pct=None), none_left)
    assert without.reason is UnmeasurableReason.UNLIMITED


#   kind        baseline target result  pct      without cap and floor
TRAVEL = [
    (INCREASING, 20.0, 40.0, 30.0, 50.0),  # half way up
    (DECREASING, 40.0, 20.0, 25.0, 75.0),  # less is better
    (DECREASING, 8.0, 0.0, 2.0, 75.0),  # down to nothing
    (INCREASING, 20.0, 40.0, 10.0, -50.0),  # moved away
    (INCREASING, 20.0, 40.0, 50.0, 150.0),
    (INCREASING, -10.0, 10.0, 0.0, 50.0),
]


@pytest.mark.parametrize(("kind", "baseline", "target", "result", "pct"), TRAVEL)
def test_travel_from_the_baseline(
    kind: MeasureKind, baseline: float, target: float, result: float, pct: float
) -> None:
    measured = replace(numbers(target, result), baseline_number=baseline)

    assert pct_of(uncapped(RuleMethod.TRAVEL_FROM_BASELINE, kind), measured) == pct


@pytest.mark.parametrize(
    ("kind", "baseline", "target"),
    [(INCREASING, 10.0, 10.0), (INCREASING, 10.0, 8.0), (DECREASING, 8.0, 10.0)],
)
def test_a_target_that_is_not_beyond_the_baseline_leaves_no_distance_to_travel(
    kind: MeasureKind, baseline: float, target: float
) -> None:
    measured = replace(numbers(target, 12.0), baseline_number=baseline)
    found = measured_achievement(rule(RuleMethod.TRAVEL_FROM_BASELINE, kind), measured)

    assert found.reason is UnmeasurableReason.TARGET_NOT_BEYOND_BASELINE


#   kind        unit         target numerator denominator pct
PARTS = [
    (INCREASING, "%", 80.0, 3.0, 5.0, 75.0),  # 60 % of the 80 % asked for
    (INCREASING, "% di utenti", 80.0, 3.0, 5.0, 75.0),
    (INCREASING, "rapporto", 1.2, 9.0, 10.0, 75.0),
    (INCREASING, None, 1.2, 9.0, 10.0, 75.0),
    (DECREASING, "giorni", 3.0, 8.0, 2.0, 75.0),  # four days each, three were allowed
]


@pytest.mark.parametrize(("kind", "unit", "target", "numerator", "denominator", "pct"), PARTS)
def test_a_ratio_is_made_of_its_numerator_and_denominator(
    kind: MeasureKind,
    unit: str | None,
    target: float,
    numerator: float,
    denominator: float,
    pct: float,
) -> None:
    measured = Measured(
        target_number=target, numerator=numerator, denominator=denominator, unit=unit
    )

    assert pct_of(rule(RuleMethod.RATIO_OF_PARTS, kind), measured) == pytest.approx(pct, abs=1e-12)


#   kind        before result  pct      without cap and floor
YEAR_BEFORE = [
    (INCREASING, 40.0, 50.0, 125.0),
    (INCREASING, 40.0, 30.0, 75.0),
    (DECREASING, 30.0, 40.0, 75.0),
    (DECREASING, 30.0, 20.0, 150.0),
    (INCREASING, 0.0, 1.0, 100.0),  # no ratio to nothing: all or nothing
]


@pytest.mark.parametrize(("kind", "before", "result", "pct"), YEAR_BEFORE)
def test_ratio_to_the_year_before_needs_no_target(
    kind: MeasureKind, before: float, result: float, pct: float
) -> None:
    measured = Measured(result_number=result, year_before_number=before)

    assert pct_of(uncapped(RuleMethod.RATIO_TO_YEAR_BEFORE, kind), measured) == pct


#   kind        target before result  pct      the target is a growth in percent
GROWTH = [
    (INCREASING, 10.0, 200.0, 220.0, 100.0),  # grew by 10 %
    (INCREASING, 10.0, 200.0, 210.0, 50.0),  # grew by 5 %
    (INCREASING, 10.0, 200.0, 190.0, -50.0),  # fell by 5 %
    (INCREASING, -10.0, 200.0, 160.0, 50.0),  # was to fall by 10 % at most, fell by 20
    (DECREASING, -10.0, 200.0, 180.0, 100.0),  # was to fall by 10 %
    (DECREASING, -10.0, 200.0, 190.0, 50.0),
    (DECREASING, 10.0, 200.0, 240.0, 50.0),  # was to grow by 10 % at most, grew by 20
    (INCREASING, 10.0, -200.0, -190.0, 50.0),  # a loss that became smaller by 5 %
]


@pytest.mark.parametrize(("kind", "target", "before", "result", "pct"), GROWTH)
def test_growth_on_the_year_before(
    kind: MeasureKind, target: float, before: float, result: float, pct: float
) -> None:
    measured = replace(numbers(target, result), year_before_number=before)

    assert pct_of(uncapped(RuleMethod.GROWTH_ON_YEAR_BEFORE, kind), measured) == pct


#   lower upper  result pct    inside or nothing
WITHIN = [
    (10.0, 20.0, 10.0, 100.0, 100.0),
    (10.0, 20.0, 20.0, 100.0, 100.0),
    (10.0, 20.0, 15.0, 100.0, 100.0),
    (10.0, 20.0, 5.0, 50.0, 0.0),
    (10.0, 20.0, 40.0, 50.0, 0.0),
    (20.0, 10.0, 15.0, 100.0, 100.0),  # bounds typed the wrong way round
    (10.0, None, 10.0, 100.0, 100.0),  # one number is a range of one point
    (10.0, None, 5.0, 50.0, 0.0),
    (10.0, 20.0, -1.0, 0.0, 0.0),
    (-5.0, 0.0, 2.0, 0.0, 0.0),  # no ratio to an upper bound of zero
]


@pytest.mark.parametrize(("lower", "upper", "result", "pct", "all_or_nothing"), WITHIN)
def test_within_a_range(
    lower: float, upper: float | None, result: float, pct: float, all_or_nothing: float
) -> None:
    measured = replace(numbers(lower, result), target_upper_number=upper)

    assert pct_of(DEFAULT_RULES[RANGE], measured) == pct
    assert pct_of(rule(RuleMethod.IN_RANGE_OR_NOTHING, RANGE), measured) == all_or_nothing


@pytest.mark.parametrize(
    ("expected", "reached", "pct"),
    [(True, True, 100.0), (True, False, 0.0), (False, False, 100.0), (False, True, 0.0)],
)
def test_yes_or_no(expected: bool, reached: bool, pct: float) -> None:
    measured = Measured(target_boolean=expected, result_boolean=reached)

    assert pct_of(DEFAULT_RULES[MeasureKind.BOOLEAN], measured) == pct


@pytest.mark.parametrize(("day", "pct"), [(29, 100.0), (30, 100.0), (31, 0.0)])
def test_by_a_date(day: int, pct: float) -> None:
    measured = Measured(target_date=date(2024, 12, 30), result_date=date(2024, 12, day))

    assert pct_of(DEFAULT_RULES[MeasureKind.DATE], measured) == pct


DAYS = (
    Band("ritardo", 100.0, 0.0, 1.0),
    Band("ritardo", 80.0, 1.0, 11.0, 40.0),  # four points less for each day
    Band("ritardo", 40.0, 11.0, 30.0),
)


@pytest.mark.parametrize(
    ("result_date", "pct"),
    [
        (date(2024, 10, 1), 100.0),  # early counts as on the day
        (date(2024, 10, 15), 100.0),
        (date(2024, 10, 16), 80.0),  # a day late
        (date(2024, 10, 21), 60.0),  # six days late: half way down the second band
        (date(2024, 10, 26), 40.0),
        (date(2024, 11, 14), 40.0),  # the last band holds its end
        (date(2024, 11, 15), None),  # later than the table goes: not to be guessed
    ],
)
def test_days_late_are_looked_up(result_date: date, pct: float | None) -> None:
    applied = rule(RuleMethod.DAYS_LATE, MeasureKind.DATE, band_table="ritardo")
    measured = Measured(target_date=date(2024, 10, 15), result_date=result_date)

    assert pct_of(applied, measured, *DAYS) == pct


@pytest.mark.parametrize(
    ("number", "pct"), [(100.0, 100.0), (50.0, 50.0), (0.0, 0.0), (130.0, 100.0), (-5.0, 0.0)]
)
def test_words_are_kept_between_floor_and_cap(number: float, pct: float) -> None:
    measured = Measured(result_number=number, result_text="x")

    assert pct_of(DEFAULT_RULES[MeasureKind.QUALITATIVE], measured) == pct


SCALE = (Band("giudizio", 100.0, word="Ottimo"), Band("giudizio", 65.0, word="più che  buono"))


@pytest.mark.parametrize(
    ("written", "pct"), [("ottimo", 100.0), (" Più che buono ", 65.0), ("discreto", None)]
)
def test_a_word_is_looked_up_in_the_scale_whatever_its_capitals(
    written: str, pct: float | None
) -> None:
    applied = rule(RuleMethod.SCALE, MeasureKind.QUALITATIVE, band_table="giudizio")

    assert pct_of(applied, Measured(result_text=written, result_number=50.0), *SCALE) == pct


RESULT_BANDS = (
    Band("utenti", 0.0, None, 100.0),
    Band("utenti", 50.0, 100.0, 200.0, 100.0),
    Band("utenti", 100.0, 200.0, None),
)


@pytest.mark.parametrize(
    ("result", "pct"), [(-3.0, 0.0), (99.9, 0.0), (100.0, 50.0), (150.0, 75.0), (9e6, 100.0)]
)
def test_the_result_itself_is_looked_up(result: float, pct: float) -> None:
    applied = rule(RuleMethod.BANDS_ON_RESULT, band_table="utenti")

    assert pct_of(applied, Measured(result_number=result), *RESULT_BANDS) == pct


POINTS = (
    Band("punti", 0.0, 0.0, 60.0),
    Band("punti", 60.0, 60.0, 90.0, 90.0),
    Band("punti", 100.0, 90.0, 100.0),
)


@pytest.mark.parametrize(
    ("result", "pct"),
    [(59.0, 0.0), (60.0, 60.0), (75.0, 75.0), (90.0, 100.0), (100.0, 100.0), (150.0, 100.0)],
)
def test_a_percentage_is_looked_up_and_counts_as_the_end_beyond_it(
    result: float, pct: float
) -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, band_table="punti")

    assert pct_of(applied, numbers(100.0, result), *POINTS) == pct


def test_bands_of_another_table_are_not_looked_into() -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, band_table="altra")

    found = measured_achievement(applied, numbers(100.0, 75.0), POINTS)
    assert found.reason is UnmeasurableReason.OUTSIDE_BANDS


#   cap    floor  target result pct
LIMITS = [
    (100.0, 0.0, 10.0, 15.0, 100.0),
    (120.0, 0.0, 10.0, 15.0, 120.0),
    (120.0, 0.0, 10.0, 11.0, 110.0),
    (None, 0.0, 10.0, 15.0, 150.0),
    (100.0, 0.0, 10.0, -5.0, 0.0),
    (100.0, None, 10.0, -5.0, -50.0),
    (100.0, 20.0, 10.0, 1.0, 20.0),
    (90.0, 0.0, 10.0, 10.0, 90.0),
]


@pytest.mark.parametrize(("cap", "floor", "target", "result", "pct"), LIMITS)
def test_cap_and_floor(
    cap: float | None, floor: float | None, target: float, result: float, pct: float
) -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, cap_pct=cap, floor_pct=floor)

    assert pct_of(applied, numbers(target, result)) == pct


@pytest.mark.parametrize(
    ("digits", "direction", "pct"),
    [
        (None, Rounding.UP, 100.0 * 2.0 / 3.0),  # never, unless the rule asks
        (0, Rounding.HALF_UP, 67.0),
        (1, Rounding.DOWN, 66.6),
        (2, Rounding.UP, 66.67),
    ],
)
def test_a_percentage_is_rounded_only_where_the_rule_asks(
    digits: int | None, direction: Rounding, pct: float
) -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, rounding_digits=digits, rounding_direction=direction)

    assert pct_of(applied, numbers(3.0, 2.0)) == pct


RATIOS = [
    rule(RuleMethod.RATIO_TO_TARGET),
    rule(RuleMethod.RATIO_OF_TARGET, DECREASING),
    rule(RuleMethod.MIRRORED_RATIO, DECREASING),
    rule(RuleMethod.NEARER_BOUND, RANGE),
]


@pytest.mark.parametrize("applied", RATIOS)
@pytest.mark.parametrize("target", [0.0, -10.0])
def test_a_target_of_zero_or_below_gives_no_number_where_the_rule_says_so(
    applied: MeasurementRule, target: float
) -> None:
    strict = replace(applied, target_zero=TargetZero.NOT_CALCULATED)

    found = measured_achievement(strict, numbers(target, 4.0))
    assert found.reason is UnmeasurableReason.NOTHING_TO_DIVIDE_BY


DUE, DAY = date(2024, 6, 1), date(2024, 6, 2)

#   kind, method, what is stated, reason
UNMEASURABLE = [
    (INCREASING, "ratio_to_target", Measured(target_number=1.0), "result_missing"),
    (INCREASING, "ratio_to_target", Measured(result_text="  "), "result_missing"),
    (INCREASING, "ratio_to_target", Measured(result_number=1.0), "target_missing"),
    (
        INCREASING,
        "ratio_to_target",
        Measured(target_text="buono", result_number=1.0),
        "target_not_comparable",
    ),
    (
        INCREASING,
        "ratio_to_target",
        Measured(target_number=1.0, result_text="a buon punto"),
        "result_not_comparable",
    ),
    (DECREASING, "mirrored_ratio", Measured(result_number=1.0), "target_missing"),
    (RANGE, "nearer_bound", Measured(result_number=1.0), "target_missing"),
    (
        MeasureKind.DATE,
        "by_the_day",
        Measured(target_text="a breve", result_date=DAY),
        "target_not_comparable",
    ),
    (
        MeasureKind.DATE,
        "days_late",
        Measured(target_date=DUE, result_number=3.0),
        "result_not_comparable",
    ),
    (
        MeasureKind.BOOLEAN,
        "as_expected",
        Measured(target_boolean=True, result_text="in parte"),
        "result_not_comparable",
    ),
    (MeasureKind.QUALITATIVE, "scale", Measured(result_text="boh"), "result_not_comparable"),
    (INCREASING, "travel_from_baseline", numbers(4.0, 2.0), "baseline_missing"),
    (INCREASING, "ratio_of_parts", numbers(4.0, 2.0), "parts_missing"),
    (
        INCREASING,
        "ratio_of_parts",
        Measured(target_number=4.0, numerator=3.0, denominator=0.0),
        "nothing_to_divide_by",
    ),
    (INCREASING, "ratio_to_year_before", numbers(4.0, 2.0), "year_before_missing"),
    (INCREASING, "growth_on_year_before", numbers(4.0, 2.0), "year_before_missing"),
    (
        INCREASING,
        "growth_on_year_before",
        replace(numbers(4.0, 2.0), year_before_number=0.0),
        "nothing_to_divide_by",
    ),
    (INCREASING, "bands_on_result", numbers(4.0, 2.0), "outside_bands"),
]


@pytest.mark.parametrize(("kind", "method", "measured", "reason"), UNMEASURABLE)
def test_what_cannot_be_measured_says_why_and_is_no_zero(
    kind: MeasureKind, method: str, measured: Measured, reason: str
) -> None:
    found = measured_achievement(rule(RuleMethod(method), kind), measured)

    assert (found.achievement_pct, found.reason) == (None, UnmeasurableReason(reason))
    assert not found.is_measurable


def test_a_missing_result_is_never_made_a_zero_here() -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, missing_result=MissingResult.ZERO)

    found = measured_achievement(applied, Measured(target_number=1.0))
    assert found.reason is UnmeasurableReason.RESULT_MISSING


def test_every_method_of_every_kind_gives_a_percentage() -> None:
    stated = Measured(
        target_number=4.0,
        target_date=DUE,
        target_boolean=True,
        result_number=3.0,
        result_date=DUE,
        result_boolean=True,
        result_text="ottimo",
        baseline_number=5.0,
        year_before_number=3.0,
        numerator=3.0,
        denominator=1.0,
    )
    table = (Band("t", 50.0, 0.0, 200.0),)
    for kind, methods in METHODS_BY_KIND.items():
        baseline = 5.0 if kind is DECREASING else 2.0
        for method in methods:
            needs_table = method in (RuleMethod.DAYS_LATE, RuleMethod.BANDS_ON_RESULT)
            applied = rule(method, kind, band_table="t" if needs_table else None)
            found = measured_achievement(applied, replace(stated, baseline_number=baseline), table)
            assert found.is_measurable, (kind, method, found.reason)


def test_the_working_travels_with_the_percentage() -> None:
    applied = rule(RuleMethod.RATIO_TO_TARGET, cap_pct=95.0, band_table="punti", rounding_digits=0)
    found = measured_achievement(applied, numbers(80.0, 78.0), POINTS)

    assert (found.result, found.target, found.raw_pct) == (78.0, 80.0, 97.5)
    assert found.formula is FormulaCode.RATIO_TO_TARGET
    assert found.steps == (
        Step(StepCode.RAW, 97.5),
        Step(StepCode.BAND, 100.0),
        Step(StepCode.CAP, 95.0),
        Step(StepCode.ROUNDING, 95.0),
    )


def test_steps_that_change_nothing_are_not_told() -> None:
    found = measured_achievement(DEFAULT_RULES[INCREASING], numbers(80.0, 60.0))

    assert found.steps == (Step(StepCode.RAW, 75.0),)


def test_what_comes_before_the_percentage_is_a_step_as_well() -> None:
    grown = replace(numbers(10.0, 210.0), year_before_number=200.0)
    late = Measured(target_date=DUE, result_date=DAY)
    by_days = rule(RuleMethod.DAYS_LATE, MeasureKind.DATE, band_table="ritardo")

    assert measured_achievement(rule(RuleMethod.GROWTH_ON_YEAR_BEFORE), grown).steps == (
        Step(StepCode.GROWTH, 5.0),
        Step(StepCode.RAW, 50.0),
    )
    assert measured_achievement(by_days, late, DAYS).steps == (
        Step(StepCode.DAYS_LATE, 1.0),
        Step(StepCode.BAND, 80.0),
    )


def test_bounds_are_told_the_right_way_round() -> None:
    measured = replace(numbers(20.0, 40.0), target_upper_number=10.0)
    found = measured_achievement(DEFAULT_RULES[RANGE], measured)

    assert (found.target, found.target_upper) == (10.0, 20.0)
    assert found.formula is FormulaCode.RATIO_OF_UPPER_BOUND


def test_a_false_result_and_a_zero_result_are_results() -> None:
    assert has_result(Measured(result_boolean=False))
    assert has_result(Measured(result_number=0.0))
    assert has_result(Measured(numerator=0.0, denominator=4.0))
    assert not has_result(Measured(numerator=4.0))
    assert not has_result(Measured())
