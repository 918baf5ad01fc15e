"""The figures that a percentage is made of, and the rule by which it is made, as plain values.

Both can be taken from a row of the query `indicator_results`, so that what the store holds is
measured again by the very functions that define the measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.domain.model import IndicatorFact, MeasureKind, ResultFact, TargetFact
from dashboard.domain.rules import (
    Band,
    MeasurementRule,
    MissingResult,
    Nature,
    Rounding,
    RuleMethod,
    TargetZero,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What is stated of one indicator in one period; None where nothing is.

    Numbers are in `unit`. `numerator` and `denominator` are the working behind a ratio.
    `year_before_number` is the final result of the year before. The texts are what was typed.
    """

    target_number: float | None = None
    target_upper_number: float | None = None
    target_date: date | None = None
    target_boolean: bool | None = None
    target_text: str | None = None
    result_number: float | None = None
    result_date: date | None = None
    result_boolean: bool | None = None
    result_text: str | None = None
    baseline_number: float | None = None
    year_before_number: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: str | None = None


def has_result(measured: Measured | ResultFact) -> bool:
    """Says whether anything was stated as a result; an empty cell states nothing."""
    stated = (
        measured.result_number,
        measured.result_date,
        measured.result_boolean,
        None if measured.denominator is None else measured.numerator,
    )
    if any(part is not None for part in stated):
        return True
    return measured.result_text is not None and bool(measured.result_text.strip())


def has_target(measured: Measured) -> bool:
    """Says whether anything was stated as a target, comparable or not."""
    stated = (measured.target_number, measured.target_date, measured.target_boolean)
    if any(part is not None for part in stated):
        return True
    return measured.target_text is not None and bool(measured.target_text.strip())


def measured_of(row: Mapping[str, Any]) -> Measured:
    """Gives the figures of a row of the query `indicator_results`."""
    return Measured(
        target_number=_known(row["target_number"]),
        target_upper_number=_known(row["target_upper_number"]),
        target_date=_known(row["target_date"]),
        target_boolean=_known(row["target_boolean"]),
        target_text=_known(row["target_text"]),
        result_number=_known(row["result_number"]),
        result_date=_known(row["result_date"]),
        result_boolean=_known(row["result_boolean"]),
        result_text=_known(row["result_text"]),
        baseline_number=_known(row["baseline_number"]),
        year_before_number=_known(row["year_before_number"]),
        numerator=_known(row["result_numerator"]),
        denominator=_known(row["result_denominator"]),
        unit=_known(row["unit"]),
    )


def rule_of(row: Mapping[str, Any]) -> MeasurementRule:
    """Gives the rule that applied to a row of the query `indicator_results`."""
    digits, nature = _known(row["rounding_digits"]), _known(row["nature"])
    return MeasurementRule(
        rule_code=str(row["rule_code"]),
        rule_name=str(row["rule_name"]),
        measure_kind=MeasureKind(row["measure_kind"]),
        method=RuleMethod(row["rule_method"]),
        cap_pct=_known(row["cap_pct"]),
        floor_pct=_known(row["floor_pct"]),
        target_zero=TargetZero(row["target_zero"]),
        missing_result=MissingResult(row["missing_result"]),
        rounding_digits=None if digits is None else int(digits),
        rounding_direction=Rounding(row["rounding_direction"]),
        band_table=_known(row["band_table"]),
        nature=None if nature is None else Nature(nature),
    )


def bands_of_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Band, ...]:
    """Gives the bands of rows of the query `rule_bands`."""
    return tuple(
        Band(
            band_table=str(row["band_table"]),
            pct=float(row["pct"]),
            lower=_known(row["lower_number"]),
            upper=_known(row["upper_number"]),
            upper_pct=_known(row["upper_pct"]),
            word=_known(row["word"]),
        )
        for row in rows
    )


def measured_from_facts(
    indicator: IndicatorFact,
    target: TargetFact | None,
    result: ResultFact | None,
    year_before_number: float | None = None,
) -> Measured:
    """Gives the figures that documents state, before any of them is stored."""
    stated_target = {} if target is None else {name: getattr(target, name) for name in _OF_TARGET}
    stated_result = {} if result is None else {name: getattr(result, name) for name in _OF_RESULT}
    return Measured(
        **stated_target,
        **stated_result,
        baseline_number=indicator.baseline_number,
        year_before_number=year_before_number,
        unit=indicator.unit,
    )


_OF_TARGET = (
    "target_number",
    "target_upper_number",
    "target_date",
    "target_boolean",
    "target_text",
)
_OF_RESULT = (
    "result_number",
    "result_date",
    "result_boolean",
    "result_text",
    "numerator",
    "denominator",
)


def _known(value: Any) -> Any:
    """Gives a value of a row; the ways in which data frames write "nothing" become None."""
    try:
        is_nothing = value is None or bool(value != value)  # NaN and NaT differ
    except TypeError:  # a missing whole number or truth value cannot be asked
        return None
    return None if is_nothing else value
