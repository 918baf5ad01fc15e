"""What the views make of documents: targets in force, statuses, what counts and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.domain.model import AchievementBasis, MeasureKind, Period
from dashboard.store import Store
from tests.store.builders import ENTITY, Line, peg, plan, report, upload

KIND = MeasureKind


def results(store: Store, **params: Any) -> dict[str, dict[str, Any]]:
    """Gives the rows of indicator_results by indicator code."""
    frame = store.query("indicator_results", **{"period": "final"} | params)
    return {row["indicator_code"]: row for row in frame.to_dict("records")}


def load(store: Store, *documents: Any) -> None:
    for document in documents:
        store.append(upload(document))


#    line                                                  pct    status          counted
FINAL_CASES = [
    (Line("I", 80.0, 60.0), 75.0, "partial", True),
    (Line("I", 80.0, 100.0), 100.0, "achieved", True),
    (Line("I", 80.0, 0.0), 0.0, "not_achieved", True),  # zero is a result
    (Line("I", 0.0, 0.0), 100.0, "achieved", True),  # zero is a target
    (Line("I", 80.0, None), None, "missing", False),
    (Line("I", 80.0, None, result_text="a buon punto"), None, "not_assessable", False),
    (Line("I", None, 60.0), None, "not_assessable", False),
    (Line("I", 80.0, 60.0, is_not_assessable=True), None, "not_assessable", False),
    (Line("I", 80.0, 60.0, is_not_due=True), None, "not_due", False),
    (Line("I", 30.0, 40.0, KIND.DECREASING), 75.0, "partial", True),
    (Line("I", 10.0, 5.0, KIND.RANGE, target_upper=20.0), 50.0, "not_achieved", True),
    (Line("I", True, False, KIND.BOOLEAN), 0.0, "not_achieved", True),
    (Line("I", date(2024, 6, 1), date(2024, 5, 31), KIND.DATE), 100.0, "achieved", True),
    (Line("I", None, 50.0, KIND.QUALITATIVE), 50.0, "not_achieved", True),
]


@pytest.mark.parametrize(("line", "pct", "status", "is_counted"), FINAL_CASES)
def test_what_a_final_result_becomes(
    store: Store, line: Line, pct: float | None, status: str, is_counted: bool
) -> None:
    load(store, report([line]))

    row = results(store)["I"]

    assert (row["status"], row["is_counted"]) == (status, is_counted)
    assert row["achievement_pct"] == pct if pct is not None else row["achievement_pct"] != pct


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Line("I", 80.0, None), "missing"),
        (Line("I", 80.0, 60.0, is_not_due=True), "not_due"),
        (Line("I", 80.0, 60.0, is_not_assessable=True), "not_assessable"),
        (Line("I", 80.0, None, result_text="a buon punto"), "not_measurable"),
    ],
)
def test_what_is_left_out_says_why(store: Store, line: Line, reason: str) -> None:
    load(store, report([line]))

    assert results(store)["I"]["left_out_reason"] == reason


def test_what_a_sector_planned_and_did_not_report_is_missing(store: Store) -> None:
    load(
        store,
        plan([Line("I1", 10.0, sector_code="S1")], sector_code="S1"),
        plan([Line("I2", 10.0, sector_code="S2")], sector_code="S2"),
        report([Line("I1", 10.0, 10.0, sector_code="S1")], sector_code="S1"),
    )

    assert {code: row["status"] for code, row in results(store).items()} == {
        "I1": "achieved",
        "I2": "missing",
    }
    delivered = store.query("deliveries", period="final").set_index("sector_code")["is_delivered"]
    assert delivered.to_dict() == {"S1": True, "S2": False}


def test_a_plan_that_nobody_has_reported_on_owes_nothing(store: Store) -> None:
    load(store, plan([Line("I", 10.0)]))

    row = results(store)["I"]

    assert (row["status"], row["left_out_reason"]) == ("not_due", "not_due")
    assert not row["needs_reason"]
    assert list(store.query("deliveries")["is_delivered"]) == [False]


def test_the_target_of_the_plan_comes_before_that_of_the_report(store: Store) -> None:
    load(store, report([Line("I", 50.0, 50.0)]), plan([Line("I", 100.0)]))

    row = results(store)["I"]

    assert (row["target_number"], row["achievement_pct"]) == (100.0, 50.0)


def test_a_plan_of_the_year_before_serves_where_there_is_none_of_the_year(store: Store) -> None:
    load(
        store,
        plan([Line("I", 50.0, next_year_target=80.0)], year=2023),
        report([Line("I", 60.0, 60.0)], year=2024),
    )

    assert results(store, reference_year=2024)["I"]["target_number"] == 80.0

    load(store, plan([Line("I", 120.0)], year=2024))

    assert results(store, reference_year=2024)["I"]["target_number"] == 120.0


def test_what_the_new_plan_dropped_is_not_asked_for_again(store: Store) -> None:
    load(
        store,
        plan([Line("I1", 1.0, next_year_target=1.0), Line("I2", 1.0, next_year_target=1.0)], 2023),
        plan([Line("I1", 2.0)], 2024),
    )

    assert set(results(store, reference_year=2024)) == {"I1"}


def test_the_measure_kind_is_that_of_the_target_in_force(store: Store) -> None:
    load(
        store,
        plan([Line("I", 30.0, measure_kind=KIND.DECREASING)]),
        report([Line("I", None, 15.0, measure_kind=KIND.INCREASING)]),
    )

    row = results(store)["I"]

    assert (row["measure_kind"], row["achievement_pct"]) == ("decreasing", 100.0)


def test_a_target_of_its_own_for_mid_year_is_in_force_at_mid_year_only(store: Store) -> None:
    line = Line("I", 100.0, 30.0, mid_year_target=40.0)
    load(store, plan([replace(line, result=None)]), report([line], Period.INTERMEDIATE))

    row = results(store, period="intermediate")["I"]

    assert (row["target_number"], row["target_period"]) == (40.0, "intermediate")
    assert (row["achievement_pct"], row["status"], row["is_unfavourable"]) == (75.0, "late", True)


def test_at_mid_year_being_on_the_way_is_no_deviation_to_explain(store: Store) -> None:
    load(store, report([Line("I1", 100.0, 55.0), Line("I2", 100.0, 20.0)], Period.INTERMEDIATE))

    rows = results(store, period="intermediate")

    assert [rows[code]["is_unfavourable"] for code in ("I1", "I2")] == [False, True]
    assert rows["I1"]["deviation"] == -45.0


def test_a_declared_percentage_counts_where_the_document_says_so(store: Store) -> None:
    load(store, report([Line("I", 80.0, 60.0, declared_pct=90.0)], basis=AchievementBasis.DECLARED))

    row = results(store)["I"]

    assert (row["achievement_pct"], row["measured_achievement_pct"]) == (90.0, 75.0)
    assert (row["achievement_basis"], row["status"]) == ("declared", "partial")


def test_deviations_put_the_unexplained_first_then_the_widest(store: Store) -> None:
    load(
        store,
        report(
            [
                Line("narrow", 100.0, 90.0),
                Line("wide", 100.0, 20.0),
                Line("explained", 100.0, 0.0, reason="gara deserta"),
                Line("blank", 100.0, 50.0, reason="  "),
                Line("reached", 100.0, 100.0),
            ]
        ),
    )

    found = store.query("deviations", period="final")

    assert list(found["indicator_code"]) == ["wide", "blank", "narrow", "explained"]
    assert list(found["has_reason"]) == [False, False, False, True]


def test_each_field_of_an_action_comes_from_the_first_document_that_states_it(
    store: Store,
) -> None:
    line = Line("I", 1.0)
    load(
        store,
        report([replace(line, action_name="Del report", description="del report")]),
        peg([replace(line, action_name="Del PEG", responsible_role="dirigente")]),
        plan([replace(line, action_name="Del PIAO")]),
    )

    action = store.query("actions", reference_year=2024).to_dict("records")[0]

    assert (action["action_name"], action["responsible_role"], action["description"]) == (
        "Del PIAO",
        "dirigente",
        "del report",
    )


def test_the_file_and_cell_of_target_and_result_are_kept_apart(store: Store) -> None:
    store.append(upload(plan([Line("I", 1.0)]), file_name="piano.xlsx"))
    store.append(upload(report([Line("X", 1.0, 1.0), Line("I", 1.0, 1.0)]), file_name="rep.xlsx"))

    row = results(store)["I"]

    assert (row["target_file_name"], row["target_cell"]) == ("piano.xlsx", "C2")
    assert (row["result_file_name"], row["result_cell"]) == ("rep.xlsx", "D3")


def test_entities_are_kept_apart(store: Store) -> None:
    load(store, report([Line("I", 10.0, 10.0)]), report([Line("I", 10.0, 5.0)], entity="altro"))

    assert results(store, entity_code=ENTITY)["I"]["achievement_pct"] == 100.0
    assert results(store, entity_code="altro")["I"]["achievement_pct"] == 50.0


def test_the_history_of_an_action_keeps_what_was_superseded(store: Store) -> None:
    load(store, report([Line("I", 10.0, 4.0)]), report([Line("I", 10.0, 5.0)]))

    history = store.query("action_history", sector_code="S1", action_code="A1")

    stated = history[history["fact"] == "result"]
    assert list(zip(stated["value_text"], stated["is_current"], strict=True)) == [
        ("5.0", True),
        ("4.0", False),
    ]


def test_the_cells_of_an_action_lead_back_to_the_sheet(store: Store) -> None:
    load(store, plan([Line("I", 10.0), Line("J", 3.0, action_code="A2")]))

    cells = store.query("action_cells", sector_code="S1", action_code="A2")

    assert dict(zip(cells["cell"], cells["raw_text"], strict=True)) == {
        "A3": "A2",
        "B3": "J",
        "C3": "3.0",
    }
