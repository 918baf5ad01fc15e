"""Every check says its rule, why it matters and what it found, in whole Italian sentences."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dashboard.domain.model import Period, Severity
from dashboard.domain.plausibility import CHECKS
from dashboard.domain.plausibility.model import Check, CheckCode, Figure, Finding, Place, Subject
from dashboard.texts.plausibility import (
    CHECK_TEXTS,
    finding_sentence,
    place_sentence,
    rule_sentence,
    sector_words,
    subject_words,
    why_sentence,
)

Figures = dict[str, Figure]


def sentence(check_code: CheckCode, figures: Figures, period: Period | None = None) -> str:
    finding = Finding(
        check_code, Severity.WARNING, "comune-di-prova", 2024, Subject(), figures, period
    )
    return finding_sentence(finding)


def test_checks_and_their_texts_are_the_same_list_in_the_same_order() -> None:
    assert list(CHECK_TEXTS) == [check.code for check in CHECKS]


@pytest.mark.parametrize("check_code", CheckCode)
def test_a_rule_leaves_no_blank_and_says_why_it_matters(check_code: CheckCode) -> None:
    for words in (rule_sentence(check_code), why_sentence(check_code)):
        assert re.match(r"[A-ZÈ]", words)
        assert words.endswith(".")
        assert not re.search(r"[{}*]", words)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_rule_shows_each_of_its_thresholds(check: Check) -> None:
    for name in check.thresholds:
        assert f"{{{name}}}" in CHECK_TEXTS[check.code].rule


#   check, figures, period, sentence
SENTENCES: list[tuple[CheckCode, Figures, Period | None, str]] = [
    (
        CheckCode.RESULT_JUMP,
        {"result": "40", "compared_with": "target", "compared_number": 4.0, "factor": 10.0},
        Period.FINAL,
        "Al 31/12/2024: il risultato «40» è circa 10 volte il target (4).",
    ),
    (
        CheckCode.RESULT_JUMP,
        {"result": "0,95", "compared_with": "baseline", "compared_number": 95.0, "factor": 0.01},
        Period.INTERMEDIATE,
        "Al 30/06/2024: il risultato «0,95» è circa un centesimo di questo valore: la base-line "
        "(95).",
    ),
    (
        CheckCode.REASON_CONTRADICTED,
        {
            "target": "4",
            "result": "3",
            "reason": "Raggiunto",
            "words": "raggiunto",
            "says": "reached",
        },
        None,
        "La motivazione dice «raggiunto», ma il risultato «3» manca il target «4».",
    ),
    (
        CheckCode.TARGET_CHANGED_AFTER_RESULT,
        {
            "before": "4",
            "after": "3",
            "changed_on": date(2025, 3, 2),
            "by": "decision",
            "result": "3",
        },
        None,
        "Il target è passato da «4» a «3» il 02/03/2025 con una decisione, quando il risultato «3» "
        "era già stato consegnato.",
    ),
    (
        CheckCode.REPORT_TARGET_DIFFERS,
        {"planned": "4", "reported": "3", "document_kind": "final_report"},
        None,
        "Il report finale riporta il target «3»; il piano dice «4».",
    ),
    (
        CheckCode.UNIT_CHANGED,
        {"before": "km", "after": "m", "year_before": 2023},
        None,
        "L’unità è «m»; nel 2023 era «km».",
    ),
    (
        CheckCode.EXACT_HUNDREDS,
        {"full_count": 321, "counted_count": 355},
        Period.FINAL,
        "Al 31/12/2024: 321 indicatori contati su 355 sono a 100 % esatto.",
    ),
    (
        CheckCode.APPROVED_LATE,
        {
            "late_count": 1,
            "in_year_count": 1,
            "plan_count": 12,
            "first_on": date(2024, 9, 3),
            "last_on": date(2024, 9, 3),
        },
        None,
        "1 piano su 12 risulta caricato il 03/09/2024, dopo il 30/06/2024.",
    ),
    (
        CheckCode.WEIGHTS_OFF_HUNDRED,
        {"children": "indicators", "weight_sum": 90.0, "weighed_count": 2, "child_count": 3},
        None,
        "I pesi degli indicatori sommano a 90, non a 100 (2 pesi scritti su 3).",
    ),
    (
        CheckCode.WEIGHTS_EMPTY,
        {"children": "actions", "empty_count": 1, "child_count": 6},
        None,
        "1 azione su 6 è senza peso.",
    ),
    (
        CheckCode.WEIGHTS_EMPTY,
        {"children": "indicators", "empty_count": 152},
        None,
        "Nessuno dei 152 indicatori ha un peso: contano in parti uguali.",
    ),
    (CheckCode.SOURCE_ABSENT, {}, None, "La fonte dei dati non è indicata."),
    (
        CheckCode.BASELINE_ABSENT,
        {"absent_count": 56},
        None,
        "Nessuno dei 56 indicatori misurati con un numero indica la base-line.",
    ),
    (
        CheckCode.SAME_RESULT_EVERY_YEAR,
        {"result": "9", "year_count": 3},
        None,
        "Il risultato «9» è lo stesso in 3 anni su 3.",
    ),
]


@pytest.mark.parametrize(("check_code", "figures", "period", "expected"), SENTENCES)
def test_what_was_found_is_said_with_its_figures(
    check_code: CheckCode, figures: Figures, period: Period | None, expected: str
) -> None:
    assert sentence(check_code, figures, period) == expected


def test_an_archive_loaded_later_is_not_called_a_late_approval() -> None:
    figures: Figures = {
        "late_count": 2,
        "in_year_count": 0,
        "plan_count": 2,
        "first_on": date(2026, 1, 2),
        "last_on": date(2026, 1, 9),
    }

    said = sentence(CheckCode.APPROVED_LATE, figures)
    assert "tra il 02/01/2026 e il 09/01/2026" in said
    assert "va verificato sull’atto" in said


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        (Subject("03", "3.1", "I1", None, "Lavori", "Piste", "Km"), "Km"),
        (Subject("03", "3.1", None, None, "Lavori", "Piste"), "3.1 Piste"),
        (Subject("03", sector_name="Lavori"), "03 Lavori"),
        (Subject(objective_code="1.1.1", objective_name="Muoversi"), "1.1.1 Muoversi"),
        (Subject(), "Tutto l’ente"),
    ],
)
def test_a_finding_names_what_it_is_about(subject: Subject, about: str) -> None:
    assert subject_words(subject) == about


def test_what_has_no_sector_concerns_the_whole_entity() -> None:
    assert sector_words(Subject(objective_code="1.1.1")) == "Tutto l’ente"


def test_a_place_is_file_sheet_and_cell() -> None:
    assert place_sentence(Place("a.xlsx", "Scheda", "H9")) == "a.xlsx, Foglio Scheda, cella H9"
