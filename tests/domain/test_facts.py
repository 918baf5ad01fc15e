"""Rows become facts without anything being invented."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.facts import facts_from, measure_kind_of, resolved_number
from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    DocumentKind,
    DupStatus,
    Facts,
    MeasureKind,
    ParsedDocument,
    Period,
    Quantity,
    QuantityKind,
)
from dashboard.domain.registry import EntityRegistry
from tests.domain.rows import document, quantity, row


def facts_of(parsed: ParsedDocument) -> tuple[Facts, list[str]]:
    issues = IssueList("prova.xlsx")
    facts = facts_from(parsed, EntityRegistry(), 2024, issues)
    return facts, [issue.code for issue in issues.issues]


def test_an_action_over_several_rows_is_one_fact_with_gaps_filled_by_later_rows() -> None:
    facts, _ = facts_of(
        document(
            DocumentKind.PIAO_SHEET,
            row(5, action_code="3.1", action_name="Piste", indicator_name="Km", target=4),
            row(6, action_code="3.1", action_name="Piste", indicator_name="Costo", source="SIT"),
            row(7, action_code="3.1", action_name="Piste", external_subjects="Provincia"),
        )
    )

    assert [(a.action_code, a.external_subjects) for a in facts.actions] == [("3.1", "Provincia")]
    assert [i.indicator_code for i in facts.indicators] == ["km", "costo"]
    assert facts.actions[0].lineage.cell == "A5"


def test_labels_of_an_action_stand_between_semicolons_however_they_are_typed() -> None:
    facts, _ = facts_of(
        document(
            DocumentKind.PIAO_SHEET,
            row(5, action_code="3.1", action_name="Piste", tags="PNRR, clima\nparità; ", target=4),
        )
    )

    assert facts.actions[0].tags == "PNRR; clima; parità"


def test_an_action_without_code_is_known_by_its_name_and_said_once() -> None:
    facts, codes = facts_of(
        document(
            DocumentKind.PIAO_SHEET,
            row(5, action_name="Nuovo  ASILO nido", indicator_name="Posti", target=40),
            row(6, action_name="nuovo asilo nido", indicator_name="Giorni", target=200),
        )
    )

    assert {a.action_code for a in facts.actions} == {"nuovo-asilo-nido"}
    assert codes == ["action_code_missing"]


def test_the_same_indicator_twice_is_an_issue_that_names_the_first_cell() -> None:
    issues = IssueList("prova.xlsx")
    twice = document(
        DocumentKind.FINAL_REPORT,
        row(5, action_code="3.1", indicator_name="Km", result=2),
        row(9, action_code="3.1", indicator_name="KM ", result=3),
    )

    facts = facts_from(twice, EntityRegistry(), 2024, issues)

    assert len(facts.results) == 1
    assert [(i.code, i.cell, i.params["first_cell"]) for i in issues.issues] == [
        ("duplicated_row", "B9", "Foglio1, B5")
    ]


def test_a_measure_without_indicator_is_said_not_dropped() -> None:
    _, codes = facts_of(document(DocumentKind.FINAL_REPORT, row(5, action_code="3.1", result=2)))

    assert codes == ["indicator_name_missing"]


def test_plan_targets_of_three_years_and_of_mid_year_are_kept_apart() -> None:
    facts, _ = facts_of(
        document(
            DocumentKind.PIAO_SHEET,
            row(
                5,
                action_code="3.1",
                indicator_name="Km",
                target_intermediate=1,
                target=4,
                target_next_year=6,
                target_year_after_next=None,
            ),
        )
    )

    stated = {(t.target_year, t.period): t.target_number for t in facts.targets}
    assert stated == {
        (2024, Period.INTERMEDIATE): 1,
        (2024, Period.FINAL): 4,
        (2025, Period.FINAL): 6,
    }


# what the column says, operator typed, target's own nature -> measure kind
KINDS = [
    (None, None, 70, MeasureKind.INCREASING),
    (None, "<=", 30, MeasureKind.DECREASING),
    ("decreasing", None, 30, MeasureKind.DECREASING),
    ("increasing", None, date(2024, 9, 30), MeasureKind.DATE),
    (None, None, True, MeasureKind.BOOLEAN),
    ("boolean", None, 1, MeasureKind.BOOLEAN),
    ("boolean", None, "Rispetto delle scadenze", MeasureKind.BOOLEAN),
    (None, None, "Rispetto delle scadenze", MeasureKind.QUALITATIVE),
]


@pytest.mark.parametrize(("stated", "operator", "target", "expected"), KINDS)
def test_measure_kind_follows_the_target_then_the_column_then_the_operator(
    stated: str | None, operator: str | None, target: object, expected: MeasureKind
) -> None:
    assert expected == measure_kind_of(stated, operator, quantity(target))  # type: ignore[arg-type]


# relation, number, baseline -> target
DELTAS = [
    ("plus", 80, 400, 480),
    ("times", 1.25, 400, 500),
    ("times", 0.95, 400, 380),
    ("plus", 80, None, None),
    (None, 80, None, 80),
]


@pytest.mark.parametrize(("relation", "number", "baseline", "expected"), DELTAS)
def test_a_target_relative_to_the_baseline_is_resolved_or_stays_unknown(
    relation: str | None, number: float, baseline: float | None, expected: float | None
) -> None:
    target = Quantity(QuantityKind.NUMBER, "x", number=number, baseline_relation=relation)

    assert expected == resolved_number(target, quantity(baseline))


def test_yes_no_results_read_one_and_hundred_as_yes_and_zero_as_no() -> None:
    facts, _ = facts_of(
        document(
            DocumentKind.FINAL_REPORT,
            row(5, action_code="1", indicator_name="a", target=True, result=1),
            row(6, action_code="1", indicator_name="b", target=True, result=100),
            row(7, action_code="1", indicator_name="c", target=True, result=0),
            row(8, action_code="1", indicator_name="d", target=True, result=37),
        )
    )

    assert [r.result_boolean for r in facts.results] == [True, True, False, None]


def test_dup_text_status_percent_and_date_are_separate_facts() -> None:
    facts, _ = facts_of(
        document(
            DocumentKind.DUP_STATUS,
            row(
                4,
                strategic_objective_code="2.1",
                intervention_code="2.1.1",
                intervention_name="Nido",
                status_text="Lavori affidati",
            ),
            row(5, intervention_code="2.1.2", status="in_progress", percent=40.0),
            strategic_direction_code="2",
            strategic_direction_name="La città che si prende cura",
            as_of_date=date(2024, 9, 30),
        )
    )

    first, second = facts.dup_statuses
    assert (first.status_text, first.status, first.percent) == ("Lavori affidati", None, None)
    assert (second.status_text, second.status) == (None, DupStatus.IN_PROGRESS)
    assert second.percent == 40.0
    assert {first.as_of_date, second.as_of_date} == {date(2024, 9, 30)}
    assert facts.strategic_directions[0].strategic_direction_code == "2"
