"""Compare a result with what it is measured against: one function for each method of a rule.

A is the result, T the target, B the baseline, P the result of the year before. Nothing is capped,
floored, looked up in bands or rounded here: `dashboard.domain.achievement` does that, for every
method alike. Formulas, examples and sources: docs/regole.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import inf
from typing import NamedTuple

from dashboard.domain.measured import Measured, has_target
from dashboard.domain.model import MeasureKind
from dashboard.domain.rules import MeasurementRule, RuleMethod, TargetZero

FULL_PCT = 100.0


class FormulaCode(StrEnum):
    """Which formula gave a percentage. `dashboard.texts` puts each into words."""

    RATIO_TO_TARGET = "ratio_to_target"  # 100 · result / target
    RATIO_OF_TARGET = "ratio_of_target"  # 100 · target / result: less is better
    MIRRORED_RATIO = "mirrored_ratio"  # 100 · (2 · target − result) / target: less is better
    TRAVEL_FROM_BASELINE = "travel_from_baseline"  # 100 · (result − B) / (target − B)
    RATIO_TO_YEAR_BEFORE = "ratio_to_year_before"  # 100 · result / year before
    RATIO_OF_YEAR_BEFORE = "ratio_of_year_before"  # 100 · year before / result: less is better
    RATIO_TO_LOWER_BOUND = "ratio_to_lower_bound"  # 100 · result / lower bound
    RATIO_OF_UPPER_BOUND = "ratio_of_upper_bound"  # 100 · upper bound / result
    TARGET_MET = "target_met"  # on the good side: 100
    TARGET_NOT_MET = "target_not_met"  # all or nothing, or no ratio exists: 0
    WORDS = "words"  # raggiunto 100, parzialmente 50, non raggiunto 0
    WORD_ON_SCALE = "word_on_scale"  # the word looked up in a table
    DAYS_LATE = "days_late"  # the days after the due date looked up in a table
    RESULT_IN_BANDS = "result_in_bands"  # the result looked up in a table


class UnmeasurableReason(StrEnum):
    """Why there is no percentage. None of these is a zero."""

    RESULT_MISSING = "result_missing"
    RESULT_NOT_COMPARABLE = "result_not_comparable"
    TARGET_MISSING = "target_missing"
    TARGET_NOT_COMPARABLE = "target_not_comparable"
    BASELINE_MISSING = "baseline_missing"
    TARGET_NOT_BEYOND_BASELINE = "target_not_beyond_baseline"  # no distance to travel
    YEAR_BEFORE_MISSING = "year_before_missing"
    PARTS_MISSING = "parts_missing"  # numerator or denominator
    NOTHING_TO_DIVIDE_BY = "nothing_to_divide_by"  # target, bound, denominator… of zero or below
    OUTSIDE_BANDS = "outside_bands"  # no row of the table holds it
    UNLIMITED = "unlimited"  # a ratio to nothing, under a rule without a cap


class StepCode(StrEnum):
    """The steps from the figures to the percentage that counts, in the order they are taken."""

    PARTS = "parts"  # numerator / denominator, in the unit of the indicator
    GROWTH = "growth"  # on the year before, in percent
    DAYS_LATE = "days_late"  # negative: early
    RAW = "raw"  # what the formula gives, in percent
    BAND = "band"
    FLOOR = "floor"
    CAP = "cap"
    ROUNDING = "rounding"


class Step(NamedTuple):
    """One step that was taken, and what it gave: a percentage from `raw` onwards."""

    code: StepCode
    value: float


Compared = float | date | bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a formula gives, or the reason why it gives nothing.

    `figure` is a percentage, except where a band table holds something else: days late, or the
    result itself (`looked_up`). It is infinite where less is better and nothing is left.
    `result`, `target` and `target_upper` are the figures compared, in the indicator's unit.
    """

    figure: float | None = None
    formula: FormulaCode | None = None
    reason: UnmeasurableReason | None = None
    result: Compared | None = None
    target: Compared | None = None
    target_upper: float | None = None
    steps: tuple[Step, ...] = ()


def compared(rule: MeasurementRule, measured: Measured) -> Comparison:
    """Compares by the method of the rule. A missing result is the caller's to notice."""
    return _METHODS[rule.method](rule, measured)


def _against_target(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 · A / T; where less is better 100 · T / A."""
    numbers = _numbers(measured)
    return numbers if isinstance(numbers, Comparison) else _plain_ratio(rule, *numbers)


def _mirrored(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 · (2T − A) / T: as far above the target as below it, 0 at twice the target."""
    numbers = _numbers(measured)
    if isinstance(numbers, Comparison):
        return numbers
    target, result = numbers
    if target <= 0:
        return _all_or_nothing(rule, result <= target, result, target)
    pct = FULL_PCT * (2 * target - result) / target
    return _sided(pct, result <= target, FormulaCode.MIRRORED_RATIO, result, target)


def _travel(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 · (A − B) / (T − B): works down to a target of zero, and for either direction.

    Without a figure where the target is not beyond the baseline, on the side the kind asks for:
    there is no distance to travel. Source: the house rule on `achievement_pct`.
    """
    numbers = _numbers(measured)
    if isinstance(numbers, Comparison):
        return numbers
    target, result = numbers
    if measured.baseline_number is None:
        return Comparison(reason=UnmeasurableReason.BASELINE_MISSING)
    distance = target - measured.baseline_number
    lower_is_better = rule.measure_kind is MeasureKind.DECREASING
    if distance == 0 or (distance < 0) is not lower_is_better:
        return Comparison(reason=UnmeasurableReason.TARGET_NOT_BEYOND_BASELINE)
    pct = FULL_PCT * (result - measured.baseline_number) / distance
    is_met = result <= target if lower_is_better else result >= target
    return _sided(pct, is_met, FormulaCode.TRAVEL_FROM_BASELINE, result, target)


def _parts(rule: MeasurementRule, measured: Measured) -> Comparison:
    """A = numerator / denominator (times 100 where the unit is a percentage), then A against T."""
    if measured.target_number is None:
        return _lacking_target(measured)
    if measured.numerator is None or measured.denominator is None:
        return Comparison(reason=UnmeasurableReason.PARTS_MISSING)
    if measured.denominator == 0:
        return Comparison(reason=UnmeasurableReason.NOTHING_TO_DIVIDE_BY)
    times = FULL_PCT if is_percentage(measured.unit) else 1.0
    result = times * measured.numerator / measured.denominator
    found = _plain_ratio(rule, measured.target_number, result)
    return replace(found, steps=(Step(StepCode.PARTS, result),))


def is_percentage(unit: str | None) -> bool:
    """Says whether numbers in a unit are out of 100: "%", "% di utenti"."""
    return unit is not None and unit.strip(" ").startswith("%")


def _against_year_before(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 · A / P; where less is better 100 · P / A. Needs no target."""
    before, result = measured.year_before_number, measured.result_number
    if result is None:
        return _RESULT_NOT_COMPARABLE
    if before is None:
        return Comparison(reason=UnmeasurableReason.YEAR_BEFORE_MISSING)
    found = _plain_ratio(rule, before, result)
    formula = _OF_YEAR_BEFORE.get(found.formula, found.formula) if found.formula else None
    return replace(found, formula=formula)


def _growth(rule: MeasurementRule, measured: Measured) -> Comparison:
    """A' = 100 · (A − P) / |P|, then A' against T, which is a growth in percent.

    A negative T asks for a fall: falls are compared as growths are, with the signs turned and
    the good side swapped, so that half of the fall asked for is 50 %.
    """
    numbers = _numbers(measured)
    if isinstance(numbers, Comparison):
        return numbers
    target, result = numbers
    if measured.year_before_number is None:
        return Comparison(reason=UnmeasurableReason.YEAR_BEFORE_MISSING)
    if measured.year_before_number == 0:
        return Comparison(reason=UnmeasurableReason.NOTHING_TO_DIVIDE_BY)
    before = measured.year_before_number
    growth_pct = FULL_PCT * (result - before) / abs(before)
    if target < 0:
        turned = replace(rule, measure_kind=_OPPOSITE[rule.measure_kind])
        found = _plain_ratio(turned, -target, -growth_pct)
    else:
        found = _plain_ratio(rule, target, growth_pct)
    steps = (Step(StepCode.GROWTH, growth_pct),)
    return replace(found, result=growth_pct, target=target, steps=steps)


def _nearer_bound(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 inside, bounds included; below, 100 · A / lower bound; above, 100 · upper bound / A.

    One number is a range of one point; bounds typed the wrong way round are put right.
    """
    numbers = _numbers(measured)
    if isinstance(numbers, Comparison):
        return numbers
    target, result = numbers
    lower, upper = _bounds(target, measured.target_upper_number)
    if lower <= result <= upper:
        return Comparison(FULL_PCT, FormulaCode.TARGET_MET, None, result, lower, upper)
    bound = lower if result < lower else upper
    if bound <= 0:
        return replace(_all_or_nothing(rule, False, result, lower), target_upper=upper)
    if result < lower:
        pct, formula = FULL_PCT * result / lower, FormulaCode.RATIO_TO_LOWER_BOUND
    else:
        pct, formula = FULL_PCT * upper / result, FormulaCode.RATIO_OF_UPPER_BOUND
    return Comparison(min(FULL_PCT, pct), formula, None, result, lower, upper)


def _in_range(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 inside, bounds included; 0 outside."""
    numbers = _numbers(measured)
    if isinstance(numbers, Comparison):
        return numbers
    target, result = numbers
    lower, upper = _bounds(target, measured.target_upper_number)
    return replace(_met(lower <= result <= upper, result, lower), target_upper=upper)


def _yes_or_no(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 when as expected, else 0."""
    if measured.target_boolean is None:
        return _lacking_target(measured)
    if measured.result_boolean is None:
        return _RESULT_NOT_COMPARABLE
    is_met = measured.target_boolean == measured.result_boolean
    return _met(is_met, measured.result_boolean, measured.target_boolean)


def _by_the_day(rule: MeasurementRule, measured: Measured) -> Comparison:
    """100 on the day or before, else 0."""
    if measured.target_date is None:
        return _lacking_target(measured)
    if measured.result_date is None:
        return _RESULT_NOT_COMPARABLE
    is_met = measured.result_date <= measured.target_date
    return _met(is_met, measured.result_date, measured.target_date)


def _days_late(rule: MeasurementRule, measured: Measured) -> Comparison:
    """The days after the due date, to be looked up in a table; negative where early."""
    if measured.target_date is None:
        return _lacking_target(measured)
    if measured.result_date is None:
        return _RESULT_NOT_COMPARABLE
    days = float((measured.result_date - measured.target_date).days)
    steps = (Step(StepCode.DAYS_LATE, days),)
    result, target = measured.result_date, measured.target_date
    return Comparison(days, FormulaCode.DAYS_LATE, None, result, target, steps=steps)


def _words(rule: MeasurementRule, measured: Measured) -> Comparison:
    """Words that the reader turned into 100, 50 or 0; a table, if there is one, reads the word.

    Needs no target: words such as "raggiunto" already say whether it was reached.
    """
    if rule.band_table is not None:
        return Comparison(formula=FormulaCode.WORD_ON_SCALE)
    if measured.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return Comparison(measured.result_number, FormulaCode.WORDS, None, measured.result_number)


def _result_itself(rule: MeasurementRule, measured: Measured) -> Comparison:
    """The result, to be looked up in a table. Needs no target: the table is the target."""
    result = measured.result_number
    if result is None:
        return _RESULT_NOT_COMPARABLE
    return Comparison(result, FormulaCode.RESULT_IN_BANDS, None, result, measured.target_number)


_METHODS: Mapping[RuleMethod, Callable[[MeasurementRule, Measured], Comparison]] = {
    RuleMethod.RATIO_TO_TARGET: _against_target,
    RuleMethod.RATIO_OF_TARGET: _against_target,
    RuleMethod.MIRRORED_RATIO: _mirrored,
    RuleMethod.TRAVEL_FROM_BASELINE: _travel,
    RuleMethod.RATIO_OF_PARTS: _parts,
    RuleMethod.RATIO_TO_YEAR_BEFORE: _against_year_before,
    RuleMethod.GROWTH_ON_YEAR_BEFORE: _growth,
    RuleMethod.NEARER_BOUND: _nearer_bound,
    RuleMethod.IN_RANGE_OR_NOTHING: _in_range,
    RuleMethod.AS_EXPECTED: _yes_or_no,
    RuleMethod.BY_THE_DAY: _by_the_day,
    RuleMethod.DAYS_LATE: _days_late,
    RuleMethod.SCALE: _words,
    RuleMethod.BANDS_ON_RESULT: _result_itself,
}
_OPPOSITE = {
    MeasureKind.INCREASING: MeasureKind.DECREASING,
    MeasureKind.DECREASING: MeasureKind.INCREASING,
}
_OF_YEAR_BEFORE = {
    FormulaCode.RATIO_TO_TARGET: FormulaCode.RATIO_TO_YEAR_BEFORE,
    FormulaCode.RATIO_OF_TARGET: FormulaCode.RATIO_OF_YEAR_BEFORE,
}
_RESULT_NOT_COMPARABLE = Comparison(reason=UnmeasurableReason.RESULT_NOT_COMPARABLE)


def _plain_ratio(rule: MeasurementRule, target: float, result: float) -> Comparison:
    """100 · A / T; where less is better 100 · T / A, without end where A is zero or below."""
    if rule.measure_kind is not MeasureKind.DECREASING:
        if target <= 0:
            return _all_or_nothing(rule, result >= target, result, target)
        pct = FULL_PCT * result / target
        return _sided(pct, result >= target, FormulaCode.RATIO_TO_TARGET, result, target)
    if target <= 0:
        return _all_or_nothing(rule, result <= target, result, target)
    if result <= 0:
        return Comparison(inf, FormulaCode.TARGET_MET, None, result, target)
    pct = FULL_PCT * target / result
    return _sided(pct, result <= target, FormulaCode.RATIO_OF_TARGET, result, target)


def _sided(
    pct: float, is_met: bool, formula: FormulaCode, result: float, target: float
) -> Comparison:
    """Gives a ratio; what binary fractions lose never puts it on the other side of 100."""
    held = max(FULL_PCT, pct) if is_met else min(FULL_PCT, pct)
    return Comparison(held, formula, None, result, target)


def _all_or_nothing(
    rule: MeasurementRule, is_met: bool, result: float, target: float
) -> Comparison:
    """Gives what the rule says where nothing can be divided by: a target of zero or below."""
    if rule.target_zero is TargetZero.NOT_CALCULATED:
        return Comparison(reason=UnmeasurableReason.NOTHING_TO_DIVIDE_BY)
    return _met(is_met, result, target)


def _met(is_met: bool, result: Compared, target: Compared) -> Comparison:
    formula = FormulaCode.TARGET_MET if is_met else FormulaCode.TARGET_NOT_MET
    return Comparison(FULL_PCT if is_met else 0.0, formula, None, result, target)


def _numbers(measured: Measured) -> tuple[float, float] | Comparison:
    """Gives target and result as numbers, or why they cannot be compared as such."""
    if measured.target_number is None:
        return _lacking_target(measured)
    if measured.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return measured.target_number, measured.result_number


def _lacking_target(measured: Measured) -> Comparison:
    if has_target(measured):
        return Comparison(reason=UnmeasurableReason.TARGET_NOT_COMPARABLE)
    return Comparison(reason=UnmeasurableReason.TARGET_MISSING)


def _bounds(target: float, target_upper: float | None) -> tuple[float, float]:
    other = target if target_upper is None else target_upper
    return min(target, other), max(target, other)
