"""Try other rules on the figures of one year and period: on screen only, nothing is stored.

The same functions that measure and add up are asked a second time, with what a person moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.achievement import measured_achievement
from dashboard.domain.explanation import Scope
from dashboard.domain.left_out import families_of
from dashboard.domain.measured import bands_of_rows, measured_of, rule_of
from dashboard.domain.model import MeasureKind, Period, ResultStatus
from dashboard.domain.rollup import NOT_MEASURABLE, RollupSettings, roll_up
from dashboard.domain.rules import (
    CHAIN,
    NATURE_BY_KIND,
    ORGANISATION,
    Band,
    Level,
    MeasurementRule,
    RollupMethod,
    RollupRule,
)
from dashboard.domain.status import PeriodResult, PeriodRule, is_within_share, result_status
from dashboard.domain.trial import Record, Trial, Tried, View
from dashboard.history import plain_records
from dashboard.measuring import outcomes_of, rollup_settings
from dashboard.store import Store

LEFT_OUT_BY_CHOICE = frozenset({"excluded", "not_assessable", "sterilised", "eliminated"})
"""Reasons for which a person leaves out what has a percentage."""

_MID_YEAR = (6, 30)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a trial starts from: rows of `indicator_results` of one year and period, and the rules.

    `rows` is empty where the store has none.
    """

    rows: tuple[Record, ...]
    settings: RollupSettings
    bands: tuple[Band, ...]
    period_rule: PeriodRule


def ground_of(store: Store, scope: Scope) -> Ground:
    """Gives what the store says of an entity in one year and period."""
    return within(_of_all(store, scope.of_all()), scope)


def within(ground: Ground, scope: Scope) -> Ground:
    """Gives the part of a ground that the sector and direction of a scope leave."""
    return replace(ground, rows=tuple(row for row in ground.rows if scope.holds(row)))


def _of_all(store: Store, scope: Scope) -> Ground:
    year = {"entity_code": scope.entity_code, "reference_year": scope.reference_year}
    rows = store.query(
        "indicator_results",
        **year,
        period=str(scope.period),
        as_of=scope.as_of,
    )
    bands = store.query("rule_bands", **year, as_of=scope.as_of)
    expectations = store.query("period_expectations", **year, as_of=scope.as_of)
    return Ground(
        tuple(plain_records(rows)),
        rollup_settings(store, scope.entity_code, scope.reference_year, scope.as_of),
        bands_of_rows(plain_records(bands)),
        next(
            PeriodRule(row["expected_share_pct"], row["partial_from_pct"])
            for row in plain_records(expectations)
            if row["period"] == scope.period
        ),
    )


def tried(
    rows: Iterable[Record],
    settings: RollupSettings,
    trial: Trial,
    bands: Sequence[Band],
    period_rule: PeriodRule,
) -> Tried:
    """Gives what a trial would do to rows of the query `indicator_results`, of one year and period.

    `settings`, `bands` and `period_rule` are those in force. A trial of nothing gives the figures
    of the program, twice.
    """
    before = tuple(rows)
    rule = _tried_period_rule(trial, period_rule)
    after = tuple(_tried_row(row, trial, bands, rule) for row in before)
    return Tried(_view(before, settings), _view(after, tried_settings(settings, trial)))


def tried_settings(settings: RollupSettings, trial: Trial) -> RollupSettings:
    """Gives how the entity would add up. Raises RollupError for a negative weight."""
    return RollupSettings(
        {level: _tried_rollup_rule(rule, trial) for level, rule in settings.rules.items()},
        {**settings.weights, **trial.weights},
        (*settings.exclusions, *trial.exclusions),
    )


def weighing(
    settings: RollupSettings, level: Level, codes: Iterable[str], code: str, weight: float
) -> tuple[dict[Level, RollupMethod], dict[tuple[Level, str], float]]:
    """Gives the method and the weights with which one thing among others weighs so much.

    `codes`: of all things of its level. Those without a stated weight weigh 1.
    """
    weights = {(level, one): settings.weights.get((level, one), 1.0) for one in codes}
    above = CHAIN[CHAIN.index(level) + 1]
    return {above: RollupMethod.WEIGHTED_MEAN}, {**weights, (level, code): weight}


def _tried_rollup_rule(rule: RollupRule, trial: Trial) -> RollupRule:
    method = trial.methods.get(rule.level, rule.method)
    digits = trial.unit_roundings.get(rule.level, rule.rounding_digits)
    return replace(rule, method=method, rounding_digits=digits)


def _tried_period_rule(trial: Trial, rule: PeriodRule) -> PeriodRule:
    share, partial = trial.expected_share_pct, trial.partial_from_pct
    return PeriodRule(
        rule.expected_share_pct if share is None else share,
        rule.partial_from_pct if partial is None else partial,
    )


def _tried_row(row: Record, trial: Trial, bands: Sequence[Band], period_rule: PeriodRule) -> Record:
    rule = rule_of(row)
    wanted = _tried_measurement_rule(rule, trial)
    measured_pct = row["measured_achievement_pct"]
    if wanted != rule:
        measured_pct = measured_achievement(wanted, measured_of(row), bands).achievement_pct
    is_measured = row["achievement_basis"] == "measured"
    stated_pct = measured_pct if is_measured else row["stated_achievement_pct"]
    after = {**row, "measured_achievement_pct": measured_pct, "stated_achievement_pct": stated_pct}
    after["left_out_reason"] = _tried_left_out_reason(after, trial)
    is_zero = row["left_out_reason"] is None and row["stated_achievement_pct"] is None
    counted_pct = row["achievement_pct"] if is_zero else stated_pct
    after["achievement_pct"] = counted_pct if after["left_out_reason"] is None else None
    after["status"] = _tried_status(after, period_rule)
    return after


def _tried_measurement_rule(rule: MeasurementRule, trial: Trial) -> MeasurementRule:
    if trial.has_cap is not None:
        rule = replace(rule, cap_pct=trial.cap_pct if trial.has_cap else None)
    is_decreasing = rule.measure_kind is MeasureKind.DECREASING
    if is_decreasing and trial.decreasing_method is not None:
        rule = replace(rule, method=trial.decreasing_method)
    return rule


def _tried_left_out_reason(row: Record, trial: Trial) -> str | None:
    reason: str | None = row["left_out_reason"]
    if row["stated_achievement_pct"] is None:
        return reason
    is_put_back = trial.puts_all_back or set(families_of(row)) <= trial.put_back
    if reason == NOT_MEASURABLE or (reason in LEFT_OUT_BY_CHOICE and is_put_back):
        return None
    return reason


def _tried_status(row: Record, rule: PeriodRule) -> str:
    """Gives the status under a rule; that of a row that is left out stays."""
    if row["left_out_reason"] is not None:
        return str(row["status"])
    return result_status(_period_result(row, rule), rule).value


def _period_result(row: Record, rule: PeriodRule) -> PeriodResult:
    period, rule_in_force = Period(row["period"]), rule_of(row)
    nature = rule_in_force.nature or NATURE_BY_KIND[rule_in_force.measure_kind]
    is_mid_year = period is Period.INTERMEDIATE
    return PeriodResult(
        period=period,
        nature=nature,
        achievement_pct=row["stated_achievement_pct"],
        # Rows do not have the comparison with the year's target: a target of mid-year that was
        # met stays what it was, settled or only on track.
        year_achievement_pct=100.0 if row["status"] == ResultStatus.ACHIEVED else None,
        has_result=bool(row["has_result"]) or row["achievement_basis"] == "granted",
        has_own_target=is_mid_year and row["target_period"] == period,
        is_declared=row["achievement_basis"] != "measured",
        is_target_date_passed=_is_by_mid_year(row["target_date"], int(row["reference_year"])),
        is_within_share=is_within_share(
            rule_in_force.measure_kind, nature, row["target_number"], row["result_number"], rule
        ),
    )


def _is_by_mid_year(day: date | None, year: int) -> bool:
    return day is not None and (day.year, day.month, day.day) <= (year, *_MID_YEAR)


def _view(rows: tuple[Record, ...], settings: RollupSettings) -> View:
    outcomes = outcomes_of(rows)
    return View(roll_up(outcomes, settings, CHAIN), roll_up(outcomes, settings, ORGANISATION), rows)
