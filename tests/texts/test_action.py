"""How the page of an action says where a percentage comes from."""

from __future__ import annotations

from typing import Any

from dashboard.texts.action import formula, indicator_finding

MEASURED: dict[str, Any] = {
    "rule_code": "R",
    "rule_name": "Proporzionale",
    "measure_kind": "decreasing",
    "rule_method": "mirrored_ratio",
    "cap_pct": 120.0,
    "floor_pct": 0.0,
    "target_zero": "all_or_nothing",
    "missing_result": "zero",
    "rounding_digits": None,
    "rounding_direction": "half_up",
    "band_table": None,
    "nature": "level",
    "achievement_pct": 50.0,
    "measured_achievement_pct": 50.0,
    "achievement_basis": "measured",
    "left_out_reason": None,
    "state": None,
    "override_state": None,
}


def test_the_formula_is_that_of_the_rule_that_applied() -> None:
    assert formula(MEASURED).replace("\u00a0", " ") == (
        "100 × (2 × target − risultato) / target, tetto 120 %, minimo 0 %"
    )


def test_a_missing_result_that_counts_for_zero_is_said() -> None:
    missing = MEASURED | {"achievement_pct": 0.0, "measured_achievement_pct": None}

    assert formula(missing) == "nessun risultato: la regola lo conta 0 %"


def test_a_percentage_left_out_says_why() -> None:
    left_out = MEASURED | {"achievement_pct": None, "left_out_reason": "not_due"}

    assert formula(left_out) == "non conta: non dovuto nel periodo"


def test_an_indicator_is_named_with_its_result_and_status():
    indicator = {
        "indicator_code": "AM.02.1",
        "indicator_name": "Alberi piantati",
        "status": "not_achieved",
        "measure_kind": "increasing",
        "unit": None,
        "target_number": 120.0,
        "result_number": 48.0,
        "result_date": None,
        "result_boolean": None,
    }

    assert indicator_finding(indicator) == "AM.02.1 Alberi piantati: 48 su 120, non raggiunto"
