"""What moved between two looks: which way, how far, and what was there only once."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.domain.movements import (
    Movement,
    MovementKind,
    intervention_movements,
    result_movements,
)
from dashboard.domain.word_differences import TextChange

K = MovementKind
Row = dict[str, Any]


def result(status: str, pct: float | None = None, code: str = "1", **more: Any) -> Row:
    return {
        "sector_code": "01",
        "action_code": "1.1",
        "indicator_code": code,
        "indicator_name": f"Giornate di apertura {code}",
        "status": status,
        "achievement_pct": pct,
        "has_result": status not in ("missing", "not_due"),
        "reason": None,
        **more,
    }


def intervention(status: str | None, percent: float | None = None, **more: Any) -> Row:
    return {
        "strategic_direction_code": "1",
        "intervention_code": "1.1.a",
        "intervention_name": "Pista ciclabile",
        "status": status,
        "percent": percent,
        "status_text": None,
        **more,
    }


def kinds(found: list[Movement]) -> list[MovementKind]:
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("achieved", 100.0), ("not_achieved", 20.0), [K.WORSE]),
        (("late", 30.0), ("achieved", 100.0), [K.BETTER]),
        (("on_track", 60.0), ("achieved", 100.0), []),  # on course, and arrived
        (("partial", 80.0), ("sterilised", None), [K.STOPPED]),
        (("partial", 80.0), ("missing", None), [K.SILENT]),
        (("missing", None), ("eliminated", None), [K.STOPPED]),
        (("missing", None), ("achieved", 100.0), [K.NEW]),
        (("missing", None), ("not_due", None), []),
        (("eliminated", None), ("sterilised", None), []),
    ],
)
def test_a_result_moves_with_its_status(
    before: tuple[str, float | None], after: tuple[str, float | None], expected: list[K]
) -> None:
    anything = result("achieved", 100.0, code="9")
    found = result_movements(
        [result(*before), anything], [result(*after), anything], is_same_period=False
    )
    assert kinds(found) == expected


@pytest.mark.parametrize(
    ("before_pct", "after_pct", "expected"),
    [(80.0, 75.0, [K.WORSE]), (75.0, 80.0, [K.BETTER]), (80.0, 75.1, [])],
)
def test_within_a_status_five_points_are_a_movement(
    before_pct: float, after_pct: float, expected: list[K]
) -> None:
    before, after = [result("partial", before_pct)], [result("partial", after_pct)]
    assert kinds(result_movements(before, after, is_same_period=True)) == expected


def test_percentages_of_mid_year_and_of_the_end_are_not_compared() -> None:
    before, after = [result("partial", 95.0)], [result("partial", 65.0)]
    assert result_movements(before, after, is_same_period=False) == []


def test_nothing_is_said_to_have_stopped_as_long_as_nothing_was_reported() -> None:
    before = [result("achieved", 100.0), result("achieved", 100.0, code="2")]
    after = [result("missing"), result("missing", code="3")]
    found = result_movements(before, after, is_same_period=True)
    assert [(one.kind, one.row["indicator_code"]) for one in found] == [(K.NEW, "3"), (K.GONE, "2")]


def test_a_code_given_to_something_else_is_one_that_went_and_one_that_came() -> None:
    before = [result("achieved", 100.0, indicator_name="Utenti della biblioteca")]
    after = [result("not_achieved", 10.0, indicator_name="Metri di asfalto")]
    found = result_movements(before, after, is_same_period=True)
    assert kinds(found) == [K.NEW, K.GONE]


def test_a_title_written_a_little_differently_is_still_the_same_indicator() -> None:
    before = [result("achieved", 100.0, indicator_name="Utenti della biblioteca")]
    after = [result("not_achieved", 10.0, indicator_name="Utenti biblioteca comunale")]
    assert kinds(result_movements(before, after, is_same_period=True)) == [K.WORSE]


def test_a_rewritten_reason_is_told_word_by_word() -> None:
    before = [result("partial", 80.0, reason="Gara  deserta")]
    after = [result("partial", 80.0, reason="Gara deserta due volte")]
    (found,) = result_movements(before, after, is_same_period=True)
    assert found.kind is K.REWORDED
    assert [(run.change, run.text) for run in found.runs] == [
        (TextChange.EQUAL, "Gara deserta"),
        (TextChange.INSERTED, " due volte"),
    ]


def test_another_spacing_is_no_other_text() -> None:
    before, after = intervention("started", status_text="In  gara\n"), intervention("started")
    assert intervention_movements([before], [{**after, "status_text": "In gara"}]) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("in_progress", None), ("completed", None), [K.BETTER]),
        (("in_progress", None), ("started", None), [K.WORSE]),
        (("in_progress", None), ("suspended", None), [K.STOPPED]),
        (("not_started", None), ("removed", None), [K.STOPPED]),
        (("postponed", None), ("suspended", None), [K.STOPPED]),
        (("suspended", None), ("started", None), [K.BETTER]),
        (("in_progress", 40.0), ("in_progress", 60.0), [K.BETTER]),
        (("in_progress", 60.0), ("in_progress", 58.0), []),
        ((None, None), ("completed", None), []),  # what was not known did not move
    ],
)
def test_an_intervention_moves_with_its_status_or_its_percentage(
    before: tuple[str | None, float | None],
    after: tuple[str | None, float | None],
    expected: list[K],
) -> None:
    found = intervention_movements([intervention(*before)], [intervention(*after)])
    assert kinds(found) == expected


def test_the_most_important_comes_first_and_within_a_kind_the_widest() -> None:
    before = [
        result("partial", 80.0, code="1"),
        result("achieved", 100.0, code="2"),
        result("partial", 70.0, code="3"),
        result("achieved", 100.0, code="4"),
    ]
    after = [
        result("achieved", 100.0, code="1"),
        result("partial", 90.0, code="2"),
        result("sterilised", code="3"),
        result("not_achieved", 0.0, code="4"),
        result("achieved", 100.0, code="5"),
    ]
    found = result_movements(before, after, is_same_period=True)
    assert [(one.kind, one.row["indicator_code"]) for one in found] == [
        (K.WORSE, "4"),
        (K.WORSE, "2"),
        (K.STOPPED, "3"),
        (K.BETTER, "1"),
        (K.NEW, "5"),
    ]
