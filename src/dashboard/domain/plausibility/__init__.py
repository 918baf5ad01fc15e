"""The checks that a careful person would make on a year's figures: `findings(examined)`.

A check never judges and never changes a figure: it shows its rule, its threshold and the cells,
and a person accepts what it found, with a reason, or mends it. Rules in words:
`dashboard.texts.plausibility`; sources: docs/controlli.md.
"""

from __future__ import annotations

from dashboard.domain.model import Severity
from dashboard.domain.plausibility.activity import (
    EXACT_HUNDREDS_FROM_COUNT,
    EXACT_HUNDREDS_FROM_PCT,
    SAME_RESULT_YEARS,
    exact_hundreds,
    ordinary_words,
    same_results_every_year,
)
from dashboard.domain.plausibility.gaps import (
    absent_baselines,
    absent_sources,
    absent_targets,
    actions_without_objective,
    objectives_without_actions,
)
from dashboard.domain.plausibility.model import Check, CheckCode, Examined, Fault, Finding
from dashboard.domain.plausibility.plans import late_plans
from dashboard.domain.plausibility.removals import removals_in_titles
from dashboard.domain.plausibility.results import (
    JUMP_TOLERANCE_PCT,
    NEAR_FACTOR,
    changed_units,
    contradicted_reasons,
    result_jumps,
)
from dashboard.domain.plausibility.targets import (
    MID_YEAR_FROM_PCT,
    report_targets_that_differ,
    targets_changed_after_result,
    targets_equal_to_baseline,
    targets_lowered,
    targets_met_at_mid_year,
)
from dashboard.domain.plausibility.weights import (
    WEIGHT_TOLERANCE,
    empty_weights,
    weights_off_hundred,
)

_WARNING, _INFO = Severity.WARNING, Severity.INFO

CHECKS: tuple[Check, ...] = (
    Check(
        CheckCode.RESULT_JUMP,
        _WARNING,
        result_jumps,
        {"tolerance_pct": JUMP_TOLERANCE_PCT, "near_factor": NEAR_FACTOR},
    ),
    Check(CheckCode.REASON_CONTRADICTED, _WARNING, contradicted_reasons),
    Check(CheckCode.TARGET_CHANGED_AFTER_RESULT, _WARNING, targets_changed_after_result),
    Check(CheckCode.REPORT_TARGET_DIFFERS, _WARNING, report_targets_that_differ),
    Check(CheckCode.TARGET_LOWERED, _WARNING, targets_lowered),
    Check(CheckCode.TARGET_EQUAL_TO_BASELINE, _WARNING, targets_equal_to_baseline),
    Check(CheckCode.UNIT_CHANGED, _WARNING, changed_units),
    Check(CheckCode.REMOVED_IN_TITLE, _WARNING, removals_in_titles),
    Check(
        CheckCode.EXACT_HUNDREDS,
        _WARNING,
        exact_hundreds,
        {"from_pct": EXACT_HUNDREDS_FROM_PCT, "from_count": EXACT_HUNDREDS_FROM_COUNT},
    ),
    Check(CheckCode.APPROVED_LATE, _WARNING, late_plans),
    Check(
        CheckCode.WEIGHTS_OFF_HUNDRED,
        _WARNING,
        weights_off_hundred,
        {"tolerance": WEIGHT_TOLERANCE},
    ),
    Check(CheckCode.TARGET_ABSENT, _WARNING, absent_targets),
    Check(CheckCode.OBJECTIVE_WITHOUT_ACTIONS, _WARNING, objectives_without_actions),
    Check(CheckCode.ACTION_WITHOUT_OBJECTIVE, _WARNING, actions_without_objective),
    Check(
        CheckCode.TARGET_MET_AT_MID_YEAR,
        _INFO,
        targets_met_at_mid_year,
        {"from_pct": MID_YEAR_FROM_PCT},
    ),
    Check(
        CheckCode.SAME_RESULT_EVERY_YEAR,
        _INFO,
        same_results_every_year,
        {"years": SAME_RESULT_YEARS},
    ),
    Check(CheckCode.ORDINARY_WORDS, _INFO, ordinary_words),
    Check(CheckCode.SOURCE_ABSENT, _INFO, absent_sources),
    Check(CheckCode.BASELINE_ABSENT, _INFO, absent_baselines),
    Check(CheckCode.WEIGHTS_EMPTY, _INFO, empty_weights),
)
"""Warnings first, each severity in the order of the page."""


def findings(examined: Examined) -> tuple[Finding, ...]:
    """Gives what all checks find, in the order of `CHECKS`, then of sector, action, indicator.

    The order of the examined rows changes nothing. Two findings with the same key are one.
    """
    found: dict[str, Finding] = {}
    for check in CHECKS:
        ordered = sorted(
            (_finding(check, one, examined) for one in check.faults(examined)), key=_order
        )
        for finding in ordered:
            found.setdefault(finding.finding_key, finding)
    return tuple(found.values())


def _finding(check: Check, fault: Fault, examined: Examined) -> Finding:
    return Finding(
        check_code=check.code,
        severity=check.severity,
        entity_code=examined.entity_code,
        reference_year=examined.reference_year,
        subject=fault.subject,
        figures=fault.figures,
        period=fault.period,
        places=tuple(dict.fromkeys(place for place in fault.places if place is not None)),
    )


def _order(finding: Finding) -> tuple[str, ...]:
    subject = finding.subject
    codes = (
        subject.sector_code,
        subject.action_code,
        subject.indicator_code,
        subject.objective_code,
        finding.period,
        finding.finding_key,
    )
    return tuple(code or "" for code in codes)
