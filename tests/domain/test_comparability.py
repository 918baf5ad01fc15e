"""A reader is told whatever makes two years' percentages tell different things."""

from __future__ import annotations

from typing import Any

from dashboard.domain.comparability import Comparability, comparability

RULE = {
    "measure_kind": "increasing",
    "rule_method": "ratio_to_target",
    "cap_pct": 100.0,
    "floor_pct": 0.0,
    "target_zero": "all_or_nothing",
    "missing_result": "not_calculated",
    "rounding_digits": None,
    "rounding_direction": "half_up",
    "band_table": None,
    "achievement_basis": "measured",
}


def row(year: int, code: str, **more: Any) -> dict[str, Any]:
    return {
        "reference_year": year,
        "sector_code": "01",
        "action_code": "1",
        "indicator_code": code,
        "indicator_name": "Giornate di apertura",
        "unit": "giornate",
        **RULE,
        **more,
    }


def compared(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Comparability:
    return comparability(before, after, "mean_of_directions", "mean_of_directions")


def test_the_same_indicators_by_the_same_rules_can_be_compared() -> None:
    found = compared([row(2023, "1")], [row(2024, "1", unit="Giornate ")])
    assert found.is_same
    assert (found.year_before, found.year_after, found.common_count) == (2023, 2024, 1)


def test_what_only_one_year_has_is_counted() -> None:
    found = compared([row(2023, "1"), row(2023, "2")], [row(2024, "1"), row(2024, "3")])
    assert (found.common_count, found.only_before_count, found.only_after_count) == (1, 1, 1)
    assert not found.is_same


def test_another_rule_or_unit_is_counted_among_what_both_have() -> None:
    before = [row(2023, "1"), row(2023, "2"), row(2023, "3")]
    after = [row(2024, "1", cap_pct=120.0), row(2024, "2", unit="ore"), row(2024, "3")]
    found = compared(before, after)
    assert (found.changed_rule_count, found.changed_unit_count) == (1, 1)


def test_a_code_given_to_another_indicator_is_not_common() -> None:
    found = compared([row(2023, "1")], [row(2024, "1", indicator_name="Metri di asfalto")])
    assert (found.common_count, found.only_before_count, found.only_after_count) == (0, 1, 1)


def test_another_way_of_adding_up_is_told() -> None:
    found = comparability(
        [row(2023, "1")], [row(2024, "1")], "mean_of_directions", "mean_of_indicators"
    )
    assert not found.is_same
