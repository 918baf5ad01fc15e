"""How a percentage was made, in words that a person can check with a pencil."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.domain.achievement import (
    UnmeasurableReason,
    measured_achievement,
    measured_of,
    rule_of,
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
)
from dashboard.texts.measurement import (
    METHOD_FORMULAS,
    UNMEASURABLE_REASONS,
    expected_words,
    formula_and_limits,
    formula_sentence,
    rule_words,
)

BANDS = (
    Band("punti", 0.0, None, 60.0),
    Band("punti", 60.0, 60.0, 90.0, 90.0),
    Band("punti", 100.0, 90.0, None),
    Band("ritardo", 80.0, 0.0, 30.0),
    Band("giudizio", 65.0, word="buono"),
)


def row(**stated: object) -> dict[str, Any]:
    """A row of `indicator_results` where nothing is stated but what is given."""
    return {
        "rule_code": "R",
        "rule_name": "",
        "measure_kind": "increasing",
        "rule_method": "ratio_to_target",
        "cap_pct": 100.0,
        "floor_pct": 0.0,
        "target_zero": "all_or_nothing",
        "missing_result": "not_calculated",
        "rounding_digits": None,
        "rounding_direction": "half_up",
        "band_table": None,
        "nature": "cumulative",
        "target_number": None,
        "target_upper_number": None,
        "target_date": None,
        "target_boolean": None,
        "target_text": None,
        "result_number": None,
        "result_date": None,
        "result_boolean": None,
        "result_text": None,
        "baseline_number": None,
        "year_before_number": None,
        "result_numerator": None,
        "result_denominator": None,
        "unit": None,
    } | stated


def less(**stated: object) -> dict[str, Any]:
    return row(**{"measure_kind": "decreasing", "rule_method": "ratio_of_target"} | stated)


DUE, LATE = date(2024, 10, 15), date(2024, 10, 18)

SENTENCES = [
    (row(target_number=10, result_number=8), "8 su 10 previsti: 80 %, tetto 100"),
    (row(target_number=10, result_number=8, cap_pct=None), "8 su 10 previsti: 80 %"),
    (
        row(target_number=10, result_number=12),
        "12 su 10 previsti: 120 %, tetto 100: conta 100 %",
    ),
    (row(target_number=100, result_number=38, unit="posti"), "38 su 100 posti: 38 %, tetto 100"),
    (
        row(target_number=10, result_number=-3),
        "−3 su 10 previsti: −30 %, minimo 0, tetto 100: conta 0 %",
    ),
    (less(target_number=10, result_number=15), "15 con un massimo di 10: 66,7 %, tetto 100"),
    (
        less(target_number=10, result_number=15, rule_method="mirrored_ratio"),
        "15 con un massimo di 10, (2 × 10 − 15) / 10: 50 %, tetto 100",
    ),
    (less(target_number=0, result_number=3), "3 con target 0, non raggiunto: 0 %, tetto 100"),
    (
        row(
            target_number=40,
            result_number=30,
            baseline_number=20,
            rule_method="travel_from_baseline",
        ),
        "da 20 (base-line) a 30, con arrivo previsto a 40: 50 %, tetto 100",
    ),
    (
        row(
            target_number=80,
            result_numerator=3,
            result_denominator=5,
            unit="%",
            rule_method="ratio_of_parts",
        ),
        "3 / 5 = 60 % su 80 %: 75 %, tetto 100",
    ),
    (
        row(result_number=30, year_before_number=40, rule_method="ratio_to_year_before"),
        "30 contro 40 dell’anno precedente: 75 %, tetto 100",
    ),
    (
        row(
            target_number=10,
            result_number=210,
            year_before_number=200,
            rule_method="growth_on_year_before",
        ),
        "da 200 a 210, +5 % sull’anno precedente, previsto +10 %: 50 %, tetto 100",
    ),
    (
        row(
            measure_kind="range",
            rule_method="nearer_bound",
            target_number=10,
            target_upper_number=20,
            result_number=5,
            unit="giorni",
        ),
        "5, sotto l’intervallo da 10 a 20 giorni: 50 %, tetto 100",
    ),
    (
        row(
            measure_kind="range",
            rule_method="in_range_or_nothing",
            target_number=10,
            target_upper_number=20,
            result_number=25,
        ),
        "25, fuori dall’intervallo da 10 a 20: 0 %, tetto 100",
    ),
    (
        row(
            measure_kind="boolean",
            rule_method="as_expected",
            target_boolean=True,
            result_boolean=False,
        ),
        "no, atteso sì: 0 %, tetto 100",
    ),
    (
        row(measure_kind="date", rule_method="by_the_day", target_date=DUE, result_date=LATE),
        "18/10/2024, oltre il 15/10/2024: 0 %, tetto 100",
    ),
    (
        row(
            measure_kind="date",
            rule_method="days_late",
            target_date=DUE,
            result_date=LATE,
            band_table="ritardo",
        ),
        "18/10/2024, 3 giorni dopo il 15/10/2024, nella tabella «ritardo»: 80 %, tetto 100",
    ),
    (
        row(
            measure_kind="qualitative",
            rule_method="scale",
            result_text="raggiunto",
            result_number=100.0,
        ),
        "«raggiunto»: 100 %, tetto 100",
    ),
    (
        row(
            measure_kind="qualitative",
            rule_method="scale",
            result_text="Buono",
            band_table="giudizio",
        ),
        "«Buono» nella scala «giudizio»: 65 %, tetto 100",
    ),
    (
        row(rule_method="bands_on_result", result_number=75, unit="utenti", band_table="punti"),
        "75 utenti nella tabella «punti»: 75 %, tetto 100",
    ),
    (
        row(target_number=80, result_number=76, band_table="punti"),
        "76 su 80 previsti: 95 %, nella tabella «punti» 100 %, tetto 100: conta 100 %",
    ),
    (
        row(target_number=3, result_number=2, rounding_digits=0, rounding_direction="down"),
        "2 su 3 previsti: 66,7 %, arrotondata per difetto, tetto 100: conta 66 %",
    ),
    (row(target_number=3), "non calcolata: nessun risultato comunicato"),
]


@pytest.mark.parametrize(("stated", "sentence"), SENTENCES)
def test_the_formula_with_its_numbers(stated: dict[str, Any], sentence: str) -> None:
    found = measured_achievement(rule_of(stated), measured_of(stated), BANDS)

    assert formula_sentence(found, stated).replace("\u00a0", " ") == sentence


def test_a_rule_in_short_says_the_formula_that_was_applied() -> None:
    mirrored = less(target_number=10, result_number=15, rule_method="mirrored_ratio", cap_pct=None)

    assert formula_and_limits(rule_of(mirrored)).replace("\u00a0", " ") == (
        "100 × (2 × target − risultato) / target, nessun tetto, minimo 0 %"
    )


def test_every_method_has_its_formula_and_every_reason_its_words() -> None:
    methods = {(method, kind) for kind, all_of in METHODS_BY_KIND.items() for method in all_of}

    assert set(METHOD_FORMULAS) == methods
    assert set(UNMEASURABLE_REASONS) == set(UnmeasurableReason)


def test_a_rule_says_its_formula_and_its_limits() -> None:
    own = rule_words(DEFAULT_RULES[MeasureKind.INCREASING]).replace("\u00a0", " ")

    assert own == (
        "Più è meglio: 100 × risultato / target; tetto 100 %, minimo 0 %;"
        " con target zero o negativo, tutto o niente; mai arrotondata"
    )


def test_a_rule_says_its_table_its_gaps_and_its_rounding() -> None:
    rule = MeasurementRule(
        "R",
        "A fasce",
        MeasureKind.INCREASING,
        RuleMethod.BANDS_ON_RESULT,
        cap_pct=None,
        floor_pct=None,
        missing_result=MissingResult.ZERO,
        rounding_digits=1,
        rounding_direction=Rounding.DOWN,
        band_table="punti",
    )

    assert rule_words(rule, BANDS).replace("\u00a0", " ") == (
        "Più è meglio: il risultato letto in una tabella; tabella «punti» (sotto 60: 0 %,"
        " da 60 a 90: da 60 % a 90 %, da 90 in su: 100 %); nessun tetto, nessun minimo;"
        " un risultato mancante vale 0; arrotondata a 1 decimale, per difetto"
    )


def test_the_words_of_the_entity_come_before_ours() -> None:
    rule = MeasurementRule(
        "R",
        "Rapporto",
        MeasureKind.INCREASING,
        RuleMethod.RATIO_TO_TARGET,
        formula_words="consuntivo diviso previsione",
    )

    assert rule_words(rule).startswith("Più è meglio: consuntivo diviso previsione;")


#   period, nature, share, target's period, words
EXPECTED = [
    ("intermediate", "cumulative", 50.0, "final", "atteso al 30/06/2024: 50 % del target"),
    (
        "intermediate",
        "level",
        100.0,
        "final",
        "atteso al 30/06/2024: il 100 % del target, che va mantenuto fino a fine anno",
    ),
    (
        "intermediate",
        "at_end",
        0.0,
        "final",
        "atteso al 30/06/2024: nulla, si misura solo a fine anno",
    ),
    (
        "intermediate",
        "cumulative",
        100.0,
        "intermediate",
        "atteso al 30/06/2024: il target intermedio",
    ),
    ("final", "level", 100.0, "final", "atteso al 31/12/2024: 100 % del target"),
]


@pytest.mark.parametrize(("period", "nature", "share", "target_period", "words"), EXPECTED)
def test_what_was_expected_by_then(
    period: str, nature: str, share: float, target_period: str, words: str
) -> None:
    asked = {
        "reference_year": 2024,
        "period": period,
        "nature": nature,
        "expected_share_pct": share,
        "target_period": target_period,
    }

    assert expected_words(asked).replace("\u00a0", " ") == words
