"""What a meeting's screens say, and how much of it fits one screen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.domain.model import DupStatus, MeasureKind, ResultStatus
from dashboard.domain.next_steps import NextStep, StepKind
from dashboard.texts import meeting as texts

ROW: dict[str, Any] = {
    "measure_kind": MeasureKind.INCREASING,
    "unit": "giornate",
    "result_number": 38.0,
    "result_date": None,
    "result_boolean": None,
    "result_text": "38",
    "target_number": 100.0,
    "target_upper_number": None,
    "target_date": None,
    "target_boolean": None,
    "target_text": "100",
    "operator": ">=",
    "deviation": -62.0,
    "deviation_pct_of_target": -62.0,
    "has_reason": False,
    "reason": None,
    "sector_name": "Cultura e sport",
}
ASK = NextStep(StepKind.ASK_REASON)


def test_facts_name_status_numbers_and_the_missing_reason() -> None:
    words = texts.concern_facts(ResultStatus.NOT_ACHIEVED, ROW)
    assert words.startswith("non raggiunto: 38 su 100")
    assert words.endswith("Nessuna motivazione")


def test_long_reasons_are_cut_to_two_lines_and_say_so() -> None:
    row = {**ROW, "has_reason": True, "reason": "perché " * 80}
    words = texts.concern_facts(ResultStatus.NOT_ACHIEVED, row)
    assert len(words) <= 148
    assert words.endswith("…")


def test_who_answers_is_the_role_or_else_the_sector() -> None:
    assert texts.concern_step(ASK, ROW, "Dirigente").endswith("· Dirigente")
    assert texts.concern_step(ASK, ROW, None).endswith("· Cultura e sport")


@pytest.mark.parametrize(
    ("lengths", "count"),
    [
        ([], 0),
        ([60] * 3, 3),
        ([60] * 9, 5),  # five at most
        ([140] * 5, 4),  # two lines of facts each
        ([140, 140, 60, 60, 60], 5),
    ],
)
def test_as_many_concerns_are_shown_as_fit(lengths: list[int], count: int) -> None:
    assert texts.fitting_count(["x" * length for length in lengths]) == count


def test_a_past_day_is_said_on_the_first_screen() -> None:
    assert texts.opening_title("Comune di Prova", None) == "Comune di Prova"
    assert texts.opening_title("Comune di Prova", date(2025, 1, 31)).endswith("al 31/01/2025")


def test_a_direction_goes_by_code_and_name_or_by_having_none() -> None:
    assert texts.direction_title("3", "La città da vivere") == "Indirizzo 3 – La città da vivere"
    assert texts.direction_title("3", None) == "Indirizzo 3"
    assert texts.direction_title(None, None) == texts.WITHOUT_DIRECTION
    assert len(texts.direction_title("3", "parola " * 40)) <= 75


def test_counts_say_one_and_many() -> None:
    assert texts.dup_count(DupStatus.COMPLETED, 1) == "1 concluso"
    assert texts.dup_count(texts.UNKNOWN_STATUS, 2) == "2 senza stato indicato"
    assert texts.result_count(ResultStatus.ACHIEVED, 22) == "22 raggiunti"


def test_unexplained_deviations_are_counted_by_direction() -> None:
    assert texts.unexplained_words({"A": 4, "B": 0, "C": 1}) == "5: 4 in «A» e 1 in «C»."
    assert texts.unexplained_words({"A": 0}) == "Nessuno: tutti gli scostamenti sono motivati."
