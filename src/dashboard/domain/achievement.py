"""Say how far a result went towards its target, and by which steps.

This is the only place where a measured percentage is made: `dashboard.domain.comparing` compares,
by the method of the rule; here the outcome is looked up in bands, floored, capped and rounded as
the rule asks. `store/sql/macros` mirrors both for the views, and property tests hold them equal.
All percentages are out of 100. Nothing is rounded unless the rule asks: rounding belongs to the
screen.

Source: measurement rules of the municipal performance cycle (docs/regole.md); art. 10, paragraph
1, letter b) of D.Lgs. 150/2009 for the comparison of results with targets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isinf

from dashboard.domain.bands import band_holding, band_of_word, pct_within
from dashboard.domain.comparing import (
    FULL_PCT,
    Compared,
    Comparison,
    FormulaCode,
    Step,
    StepCode,
    UnmeasurableReason,
    compared,
)
from dashboard.domain.measured import Measured, has_result, measured_of, rule_of
from dashboard.domain.rounding import rounded
from dashboard.domain.rules import Band, MeasurementRule, RuleMethod

__all__ = [
    "FULL_PCT",
    "Achievement",
    "FormulaCode",
    "Measured",
    "Step",
    "StepCode",
    "UnmeasurableReason",
    "has_result",
    "measured_achievement",
    "measured_of",
    "rule_of",
]

# What these look up in a table is not a percentage yet.
_LOOKED_UP = frozenset({RuleMethod.DAYS_LATE, RuleMethod.SCALE, RuleMethod.BANDS_ON_RESULT})


@dataclass(frozen=True, slots=True)
class Achievement:
    """A percentage with the working behind it, or the reason why there is none.

    Exactly one of `achievement_pct` and `reason` is set. `result`, `target` and `target_upper`
    are the figures that were compared, in the indicator's unit. `raw_pct` is what the formula
    gives, before bands, floor, cap and rounding; None where it gives no percentage by itself (a
    word, days or a result to be looked up, or a ratio to nothing, which has no end). `steps` are
    those that were taken, in their order; floor and cap only where they changed something.
    """

    achievement_pct: float | None
    formula: FormulaCode | None = None
    reason: UnmeasurableReason | None = None
    result: Compared | None = None
    target: Compared | None = None
    target_upper: float | None = None
    raw_pct: float | None = None
    steps: tuple[Step, ...] = ()

    @property
    def is_measurable(self) -> bool:
        """Says whether there is a percentage."""
        return self.achievement_pct is not None


def measured_achievement(
    rule: MeasurementRule, measured: Measured, bands: Sequence[Band] = ()
) -> Achievement:
    """Compares a result with its target, as the rule asks.

    `bands` may hold tables that the rule does not name. Gives an Achievement without percentage,
    and with the reason, where something that the rule needs is missing or cannot be compared; a
    rule that counts a missing result for zero decides that elsewhere, where it is known whether
    the result is due. Flags such as "not assessable" are not looked at here: they decide whether
    a percentage is counted, not what it is.
    """
    if not has_result(measured):
        return Achievement(None, reason=UnmeasurableReason.RESULT_MISSING)
    comparison = compared(rule, measured)
    if comparison.reason is not None:
        return Achievement(None, reason=comparison.reason)
    raw_pct = None if is_looked_up(rule) else comparison.figure
    banded_pct = _banded(rule, comparison, measured, bands)
    if banded_pct is None:
        return Achievement(None, reason=UnmeasurableReason.OUTSIDE_BANDS)
    limited_pct = _limited(rule, banded_pct)
    if isinf(limited_pct):
        return Achievement(None, reason=UnmeasurableReason.UNLIMITED)
    return Achievement(
        rounded(limited_pct, rule.rounding_digits, rule.rounding_direction),
        comparison.formula,
        None,
        comparison.result,
        comparison.target,
        comparison.target_upper,
        raw_pct=None if raw_pct is None or isinf(raw_pct) else raw_pct,
        steps=(*comparison.steps, *_steps(rule, raw_pct, banded_pct)),
    )


def is_looked_up(rule: MeasurementRule) -> bool:
    """Says whether the rule's table holds something else than a percentage.

    Days late, the result itself, or a word; words need no table, since the reader knows the
    common ones.
    """
    is_worded = rule.method is RuleMethod.SCALE
    return rule.method in _LOOKED_UP and not (is_worded and rule.band_table is None)


def _banded(
    rule: MeasurementRule, comparison: Comparison, measured: Measured, bands: Sequence[Band]
) -> float | None:
    """Gives the figure, or what it is worth in the rule's table; None where no row holds it.

    A percentage below or above the whole table counts as at its end, and what is early as at its
    start: only days too late for the table, and results outside it, are not to be guessed.
    """
    figure = comparison.figure
    if rule.band_table is None and not is_looked_up(rule):
        return figure
    own_bands = [band for band in bands if band.band_table == rule.band_table]
    if figure is None:
        worded = band_of_word(own_bands, measured.result_text or "")
        return None if worded is None else worded.pct
    holding = band_holding(
        own_bands,
        figure,
        reaches_below=rule.method is not RuleMethod.BANDS_ON_RESULT,
        reaches_above=not is_looked_up(rule),
    )
    return None if holding is None else pct_within(holding, figure)


def _limited(rule: MeasurementRule, pct: float) -> float:
    """Keeps a percentage between the rule's floor and its cap, which has the last word."""
    floored = pct if rule.floor_pct is None else max(rule.floor_pct, pct)
    return floored if rule.cap_pct is None else min(rule.cap_pct, floored)


def _steps(rule: MeasurementRule, raw_pct: float | None, banded_pct: float) -> tuple[Step, ...]:
    """Gives the steps that were taken from what the formula gives to the percentage."""
    taken = []
    if raw_pct is not None and not isinf(raw_pct):
        taken.append(Step(StepCode.RAW, raw_pct))
    if rule.band_table is not None:
        taken.append(Step(StepCode.BAND, banded_pct))
    if rule.floor_pct is not None and banded_pct < rule.floor_pct:
        taken.append(Step(StepCode.FLOOR, rule.floor_pct))
    limited_pct = _limited(rule, banded_pct)
    if rule.cap_pct is not None and limited_pct < max(banded_pct, rule.floor_pct or banded_pct):
        taken.append(Step(StepCode.CAP, limited_pct))
    if rule.rounding_digits is not None:
        digits, direction = rule.rounding_digits, rule.rounding_direction
        taken.append(Step(StepCode.ROUNDING, rounded(limited_pct, digits, direction)))
    return tuple(taken)
