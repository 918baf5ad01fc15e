"""Every intervention of either look is in exactly one cell."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.model import DupStatus
from dashboard.domain.transitions import ABSENT, UNKNOWN, transitions


def row(code: str, status: str | None, name: str = "Pista ciclabile") -> dict[str, Any]:
    return {
        "strategic_direction_code": "1",
        "intervention_code": code,
        "intervention_name": name,
        "status": status,
    }


def cells(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[Any, list[str]]:
    return {
        (one.before, one.after): [str(r["intervention_code"]) for r in one.interventions]
        for one in transitions(before, after)
    }


def test_interventions_stand_by_status_then_and_now() -> None:
    before = [row("a", "started"), row("b", "started"), row("c", "completed"), row("d", None)]
    after = [row("a", "in_progress"), row("b", "in_progress"), row("c", "completed")]
    assert cells(before, [*after, row("e", "started")]) == {
        ("started", "in_progress"): ["a", "b"],
        ("completed", "completed"): ["c"],
        (UNKNOWN, ABSENT): ["d"],
        (ABSENT, "started"): ["e"],
    }


def test_a_code_given_to_another_intervention_left_and_entered() -> None:
    found = cells([row("a", "started")], [row("a", "started", "Asilo nido")])
    assert found == {("started", ABSENT): ["a"], (ABSENT, "started"): ["a"]}


ROWS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.one_of(st.none(), st.sampled_from([status.value for status in DupStatus])),
)


@given(ROWS, ROWS)
def test_the_cells_add_up_to_both_looks(
    then: dict[str, str | None], now: dict[str, str | None]
) -> None:
    found = transitions([row(*one) for one in then.items()], [row(*one) for one in now.items()])
    was = sum(len(one.interventions) for one in found if one.before != ABSENT)
    is_now = sum(len(one.interventions) for one in found if one.after != ABSENT)
    assert (was, is_now) == (len(then), len(now))
