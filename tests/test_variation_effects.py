"""What accepting a varied target would do to a percentage, by the rule that applies to it."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.domain.rules import Band
from dashboard.variations import effects_on_achievement

PLACE = {"file_name": "piano.xlsx", "sheet_name": "Foglio1", "cell": "F6"}
PROPOSAL = {"reference_year": 2024, "field_name": "target", "after_text": "20"} | PLACE
BANDS = (Band("punti", 10.0, 0.0, 80.0), Band("punti", 90.0, 80.0, 100.0))


def result(**stated: object) -> dict[str, Any]:
    """A row of `indicator_results`: at most 10 asked for, 15 reached."""
    return (
        {
            "reference_year": 2024,
            "period": "final",
            "indicator_name": "Giorni",
            "measure_kind": "decreasing",
            "rule_code": "R",
            "rule_name": "",
            "rule_method": "ratio_of_target",
            "cap_pct": 100.0,
            "floor_pct": 0.0,
            "target_zero": "all_or_nothing",
            "missing_result": "not_calculated",
            "rounding_digits": None,
            "rounding_direction": "half_up",
            "band_table": None,
            "nature": "level",
            "target_number": 10.0,
            "target_upper_number": None,
            "target_date": None,
            "target_boolean": None,
            "target_text": "10",
            "result_number": 15.0,
            "result_date": None,
            "result_boolean": None,
            "result_text": "15",
            "baseline_number": None,
            "year_before_number": None,
            "result_numerator": None,
            "result_denominator": None,
            "unit": "giorni",
            "measured_achievement_pct": 66.6,
        }
        | {f"target_{name}": place for name, place in PLACE.items()}
        | stated
    )


#   terms of the rule, proposed target, percentage it would give
EFFECTS = [
    ({}, "20", 100.0),
    ({"cap_pct": 120.0}, "18", 120.0),
    ({}, "12", 80.0),
    ({"rule_method": "mirrored_ratio"}, "12", 75.0),
    ({"band_table": "punti"}, "12", 90.0),
]


@pytest.mark.parametrize(("terms", "proposed", "pct"), EFFECTS)
def test_the_effect_of_a_varied_target_follows_the_rule(
    terms: dict[str, object], proposed: str, pct: float
) -> None:
    proposal = PROPOSAL | {"after_text": proposed}
    (effect,) = effects_on_achievement([proposal], [result(**terms)], BANDS)

    assert (effect.before_pct, effect.after_pct) == (66.6, pct)


@pytest.mark.parametrize(
    "unmoved",
    [
        {"measured_achievement_pct": None},
        {"measure_kind": "range", "rule_method": "nearer_bound"},
        {"target_cell": "G6"},
    ],
)
def test_what_cannot_be_measured_now_has_no_effect_to_tell(unmoved: dict[str, object]) -> None:
    assert effects_on_achievement([PROPOSAL], [result(**unmoved)], BANDS) == ()
