"""Say how far a result went towards its target, and with which formula.

This is the only place where a result is divided by a target. `store/sql/macros` mirrors it for
the views, and a property test holds the two equal. All percentages are out of 100, between 0 and
100, never rounded: rounding belongs to the screen.

Source: measurement rules of the municipal performance cycle (docs/GLOSSARY.md, "raggiungimento");
art. 10, paragraph 1, letter b) of D.Lgs. 150/2009 for the comparison of results with targets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.domain.model import MeasureKind, ResultFact, TargetFact

FULL_PCT = 100.0


class FormulaCode(StrEnum):
    """Which formula gave a percentage. `dashboard.texts` puts each into words."""

    RATIO_TO_TARGET = "ratio_to_target"  # 100 · result / target
    RATIO_OF_TARGET = "ratio_of_target"  # 100 · target / result: less is better
    RATIO_TO_LOWER_BOUND = "ratio_to_lower_bound"  # 100 · result / lower bound
    RATIO_OF_UPPER_BOUND = "ratio_of_upper_bound"  # 100 · upper bound / result
    TARGET_MET = "target_met"  # on the good side: 100
    TARGET_NOT_MET = "target_not_met"  # all or nothing, or no ratio exists: 0
    WORDS = "words"  # raggiunto 100, parzialmente 50, non raggiunto 0


class UnmeasurableReason(StrEnum):
    """Why there is no percentage. None of these is a zero."""

    RESULT_MISSING = "result_missing"
    RESULT_NOT_COMPARABLE = "result_not_comparable"
    TARGET_MISSING = "target_missing"
    TARGET_NOT_COMPARABLE = "target_not_comparable"


Compared = float | date | bool


@dataclass(frozen=True, slots=True)
class Achievement:
    """A percentage with the working behind it, or the reason why there is none.

    Exactly one of `achievement_pct` and `reason` is set. `result`, `target` and `target_upper`
    are the figures that were compared, in the indicator's unit.
    """

    achievement_pct: float | None
    formula: FormulaCode | None = None
    reason: UnmeasurableReason | None = None
    result: Compared | None = None
    target: Compared | None = None
    target_upper: float | None = None

    @property
    def is_measurable(self) -> bool:
        """Says whether there is a percentage."""
        return self.achievement_pct is not None


def increasing_achievement(target: float, result: float) -> Achievement:
    """More is better: 100 · result / target, kept between 0 and 100.

    With a target of zero or below no ratio has a meaning: 100 when reached, else 0.
    """
    if result >= target:
        return _numeric(FULL_PCT, FormulaCode.TARGET_MET, result, target)
    if target <= 0:
        return _numeric(0.0, FormulaCode.TARGET_NOT_MET, result, target)
    pct = _clamped(FULL_PCT * result / target)
    return _numeric(pct, FormulaCode.RATIO_TO_TARGET, result, target)


def decreasing_achievement(target: float, result: float) -> Achievement:
    """Less is better: 100 when at or below the target, else 100 · target / result.

    With a target of zero or below no ratio has a meaning: 100 when reached, else 0.
    """
    if result <= target:
        return _numeric(FULL_PCT, FormulaCode.TARGET_MET, result, target)
    if target <= 0:
        return _numeric(0.0, FormulaCode.TARGET_NOT_MET, result, target)
    pct = _clamped(FULL_PCT * target / result)
    return _numeric(pct, FormulaCode.RATIO_OF_TARGET, result, target)


def range_achievement(target: float, target_upper: float | None, result: float) -> Achievement:
    """Within a range: 100 inside, bounds included; outside, the ratio to the nearer bound.

    Without an upper bound the range is the single number `target`. Bounds typed the wrong way
    round are put right: nobody can mean an empty range.
    """
    other = target if target_upper is None else target_upper
    lower, upper = min(target, other), max(target, other)
    if result < lower:
        return _outside_range(FormulaCode.RATIO_TO_LOWER_BOUND, result, lower, lower, upper, result)
    if result > upper:
        return _outside_range(FormulaCode.RATIO_OF_UPPER_BOUND, upper, result, lower, upper, result)
    return Achievement(FULL_PCT, FormulaCode.TARGET_MET, None, result, lower, upper)


def boolean_achievement(target: bool, result: bool) -> Achievement:
    """Yes or no: 100 when as expected, else 0."""
    return _all_or_nothing(result == target, result, target)


def date_achievement(target: date, result: date) -> Achievement:
    """By a date: 100 on the day or before, else 0."""
    return _all_or_nothing(result <= target, result, target)


def qualitative_achievement(result: float) -> Achievement:
    """In words: the reader has turned them into 100, 50 or 0; other numbers are kept in 0-100."""
    return Achievement(_clamped(result), FormulaCode.WORDS, None, result)


def measured_achievement(
    measure_kind: MeasureKind, target: TargetFact | None, result: ResultFact | None
) -> Achievement:
    """Compares a result with its target, as the measure kind asks.

    Gives an Achievement without percentage, and with the reason, where the result or the target
    is missing or cannot be compared. Flags such as "not assessable" are not looked at here: they
    decide whether a percentage is counted, not what it is.
    """
    if result is None or not has_result(result):
        return Achievement(None, reason=UnmeasurableReason.RESULT_MISSING)
    if measure_kind is MeasureKind.QUALITATIVE:
        return _compare_words(result)
    if target is None:
        return Achievement(None, reason=UnmeasurableReason.TARGET_MISSING)
    return _COMPARISONS[measure_kind](target, result)


def has_result(result: ResultFact) -> bool:
    """Says whether anything was stated as a result; an empty cell states nothing."""
    stated = (result.result_number, result.result_date, result.result_boolean)
    if any(part is not None for part in stated):
        return True
    return result.result_text is not None and bool(result.result_text.strip())


def _compare_increasing(target: TargetFact, result: ResultFact) -> Achievement:
    if target.target_number is None:
        return _TARGET_NOT_COMPARABLE
    if result.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return increasing_achievement(target.target_number, result.result_number)


def _compare_decreasing(target: TargetFact, result: ResultFact) -> Achievement:
    if target.target_number is None:
        return _TARGET_NOT_COMPARABLE
    if result.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return decreasing_achievement(target.target_number, result.result_number)


def _compare_range(target: TargetFact, result: ResultFact) -> Achievement:
    if target.target_number is None:
        return _TARGET_NOT_COMPARABLE
    if result.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return range_achievement(target.target_number, target.target_upper_number, result.result_number)


def _compare_boolean(target: TargetFact, result: ResultFact) -> Achievement:
    if target.target_boolean is None:
        return _TARGET_NOT_COMPARABLE
    if result.result_boolean is None:
        return _RESULT_NOT_COMPARABLE
    return boolean_achievement(target.target_boolean, result.result_boolean)


def _compare_date(target: TargetFact, result: ResultFact) -> Achievement:
    if target.target_date is None:
        return _TARGET_NOT_COMPARABLE
    if result.result_date is None:
        return _RESULT_NOT_COMPARABLE
    return date_achievement(target.target_date, result.result_date)


def _compare_words(result: ResultFact) -> Achievement:
    """Needs no target: words such as "raggiunto" already say whether it was reached."""
    if result.result_number is None:
        return _RESULT_NOT_COMPARABLE
    return qualitative_achievement(result.result_number)


_COMPARISONS: dict[MeasureKind, Callable[[TargetFact, ResultFact], Achievement]] = {
    MeasureKind.INCREASING: _compare_increasing,
    MeasureKind.DECREASING: _compare_decreasing,
    MeasureKind.RANGE: _compare_range,
    MeasureKind.BOOLEAN: _compare_boolean,
    MeasureKind.DATE: _compare_date,
}
_TARGET_NOT_COMPARABLE = Achievement(None, reason=UnmeasurableReason.TARGET_NOT_COMPARABLE)
_RESULT_NOT_COMPARABLE = Achievement(None, reason=UnmeasurableReason.RESULT_NOT_COMPARABLE)


def _clamped(pct: float) -> float:
    return min(FULL_PCT, max(0.0, pct))


def _numeric(pct: float, formula: FormulaCode, result: float, target: float) -> Achievement:
    return Achievement(pct, formula, None, result, target)


def _all_or_nothing(is_met: bool, result: Compared, target: Compared) -> Achievement:
    formula = FormulaCode.TARGET_MET if is_met else FormulaCode.TARGET_NOT_MET
    return Achievement(FULL_PCT if is_met else 0.0, formula, None, result, target)


def _outside_range(
    formula: FormulaCode,
    numerator: float,
    denominator: float,
    lower: float,
    upper: float,
    result: float,
) -> Achievement:
    """Gives the ratio to the nearer bound; 0 where a sign makes the ratio meaningless."""
    if numerator <= 0 or denominator <= 0:
        return Achievement(0.0, FormulaCode.TARGET_NOT_MET, None, result, lower, upper)
    pct = _clamped(FULL_PCT * numerator / denominator)
    return Achievement(pct, formula, None, result, lower, upper)
