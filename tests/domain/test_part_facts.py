"""What the further parts of PEG and final report state, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.differences import RowChange, document_difference
from dashboard.domain.facts import facts_from
from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    DocumentKind,
    Facts,
    Issue,
    ParsedDocument,
    Quantity,
    QuantityKind,
    Scalar,
    SheetRow,
)
from dashboard.domain.part_facts import part_code
from dashboard.domain.registry import EntityRegistry
from tests.domain.rows import document, row

FINANCES, STAFF = DocumentKind.ACTION_FINANCES, DocumentKind.ACTION_STAFF
ACTIVITY, CONTROLS = DocumentKind.ORDINARY_ACTIVITY, DocumentKind.QUALITY_CONTROLS
INNOVATIONS = DocumentKind.INNOVATIONS


def stated(parsed: ParsedDocument) -> tuple[Facts, list[Issue]]:
    issues = IssueList("prova.xlsx")
    return facts_from(parsed, EntityRegistry(), 2024, issues), issues.issues


def test_each_factor_of_an_action_is_a_sum_with_the_cell_of_its_first_amount() -> None:
    facts, issues = stated(
        document(
            FINANCES,
            row(5, action_code="3.1", production_factor="Beni", allocated_eur=400, paid_eur=0),
            row(6, action_code="3.1", production_factor="Servizi", committed_eur=90.5),
        )
    )

    told = [
        (one.production_factor, one.allocated_eur, one.committed_eur, one.paid_eur)
        for one in facts.action_finances
    ]
    assert told == [("Beni", 400, None, 0), ("Servizi", None, 90.5, None)]
    assert [one.lineage.cell for one in facts.action_finances] == ["C5", "C6"]
    assert (issues, facts.actions) == ([], ())
    assert [one.sector_code for one in facts.sectors] == ["03"]


def test_resources_name_an_action_without_code_as_the_peg_does() -> None:
    peg, _ = stated(document(DocumentKind.PEG_ACTIONS, row(5, action_name="Piste ciclabili")))
    staff, _ = stated(
        document(STAFF, row(5, action_name="Piste  Ciclabili", staff_category="C", head_count=2))
    )

    assert staff.action_staff[0].action_code == peg.actions[0].action_code


#    kind       the row that stands twice                                    what is named
TWICE: list[tuple[DocumentKind, dict[str, Scalar], str]] = [
    (FINANCES, {"action_code": "3.1", "production_factor": "Beni"}, "3.1 / Beni"),
    (STAFF, {"action_code": "3.1", "staff_category": "Istruttori"}, "3.1 / Istruttori"),
    (ACTIVITY, {"measure_code": "M1", "measure_name": "Pasti"}, "M1"),
    (CONTROLS, {"control_code": "Q1", "control_name": "Attese"}, "Q1"),
    (INNOVATIONS, {"innovation_code": "N1", "innovation_name": "App"}, "N1"),
]


@pytest.mark.parametrize(("kind", "fields", "found"), TWICE, ids=[str(case[0]) for case in TWICE])
def test_what_is_stated_twice_is_said_with_both_places_and_counts_once(
    kind: DocumentKind, fields: dict[str, Scalar], found: str
) -> None:
    facts, issues = stated(document(kind, row(5, **fields), row(9, **fields)))

    (issue,) = issues
    assert (issue.code, issue.found) == ("duplicated_row", found)
    assert (issue.cell, issue.params["first_cell"]) == ("B9", "Foglio1, B5")
    counted = (
        *facts.action_finances,
        *facts.action_staff,
        *facts.ordinary_activities,
        *facts.quality_controls,
        *facts.innovations,
    )
    assert len(counted) == 1


def test_a_measure_is_one_fact_for_each_year_that_says_something() -> None:
    facts, _ = stated(
        document(
            ACTIVITY,
            row(
                5,
                measure_name="Pasti",
                activity_value_3_years_before=90,
                activity_value_2_years_before=None,
                activity_value_1_year_before=0,
                activity_value=120,
                unit="numero",
            ),
        )
    )

    years = {
        one.value_year: (one.value_number, one.lineage.cell) for one in facts.ordinary_activities
    }
    assert years == {2021: (90, "B5"), 2023: (0, "D5"), 2024: (120, "E5")}
    assert {one.unit for one in facts.ordinary_activities} == {"numero"}


def test_a_year_that_is_not_reported_is_kept_as_missing() -> None:
    facts, _ = stated(document(ACTIVITY, row(5, measure_name="Pasti", activity_value=None)))

    (missing,) = facts.ordinary_activities
    assert (missing.value_year, missing.value_number, missing.value_text) == (2024, None, None)


def test_more_than_a_hundred_is_no_number_of_its_own() -> None:
    above = Quantity(QuantityKind.NUMBER, "> 100", operator=">", number=100)
    facts, _ = stated(document(ACTIVITY, row(5, measure_name="Pasti", activity_value=above)))

    assert [(one.value_number, one.value_text) for one in facts.ordinary_activities] == [
        (None, "> 100")
    ]


def test_the_same_measure_of_two_services_or_two_activities_is_two() -> None:
    facts, issues = stated(
        document(
            ACTIVITY,
            row(5, service_name="Anagrafe", measure_name="Pratiche", activity_value=3),
            row(6, service_name="Tributi", measure_name="Pratiche", activity_value=4),
            row(7, service_name="Tributi", activity_name="Rimborsi", measure_name="Pratiche"),
        )
    )

    names = {one.measure_code: one.measure_name for one in facts.ordinary_activities}
    assert names == {
        "pratiche-anagrafe": "Pratiche",
        "pratiche-tributi": "Pratiche",
        "rimborsi-pratiche-tributi": "Rimborsi: Pratiche",
    }
    assert issues == []


def test_long_names_that_begin_alike_keep_apart() -> None:
    begin = "Numero di pratiche edilizie presentate e istruite nell’anno con esito "
    rows = [row(n, measure_name=begin + end) for n, end in ((5, "favorevole"), (6, "contrario"))]

    codes = {part_code(one, "measure") for one in rows}
    assert len(codes) == 2
    assert codes == {part_code(one, "measure") for one in rows}
    assert all(code is not None and len(code) <= 60 for code in codes)


def test_a_control_made_again_on_another_day_is_another() -> None:
    spring, autumn = date(2024, 4, 12), date(2024, 10, 18)
    facts, issues = stated(
        document(
            CONTROLS,
            row(5, control_code="Q1", control_date=spring, checked_count=312),
            row(6, control_code="Q1", control_date=autumn, checked_count=298),
        )
    )

    assert [one.control_date for one in facts.quality_controls] == [spring, autumn]
    assert issues == []


def test_a_peg_that_lists_several_sums_of_an_action_keeps_them_all() -> None:
    facts, _ = stated(
        document(
            DocumentKind.PEG_ACTIONS,
            row(5, action_code="3.1", production_factor="Beni", allocated_eur=400),
            row(6, action_code="3.1", production_factor="Servizi", allocated_eur=600),
            row(7, action_code="3.1", production_factor="Servizi", allocated_eur=600),
            row(8, action_code="3.2", production_factor="Servizi", allocated_eur=70),
        )
    )

    told = [(one.action_code, one.allocated_eur) for one in facts.action_finances]
    assert told == [("3.1", 400), ("3.1", 600)]
    assert [(one.action_code, one.allocated_eur) for one in facts.actions] == [
        ("3.1", 1000),
        ("3.2", 70),
    ]


def test_rows_of_a_part_are_followed_by_what_tells_them_apart() -> None:
    def told(kind: DocumentKind, current: dict[str, str], new: SheetRow) -> list[RowChange]:
        return [one.change for one in document_difference(kind, (new,), (current,)).differences]

    same = {"action_code": "3.1", "production_factor": "Beni", "allocated_eur": "4"}
    more = row(9, action_code="3.1", production_factor="beni", allocated_eur=5)
    other = row(9, action_code="3.1", production_factor="Servizi", allocated_eur=5)
    assert told(FINANCES, same, more) == [RowChange.CHANGED]
    assert told(FINANCES, same, other) == [RowChange.NEW, RowChange.GONE]

    activity = {"activity_name": "Nidi", "service_name": "Scuola", "activity_value": "4"}
    assert told(ACTIVITY, activity, row(9, activity_name="Nidi", service_name="Scuola")) == [
        RowChange.CHANGED
    ]
    assert told(ACTIVITY, activity, row(9, activity_name="Nidi", service_name="Sport")) == [
        RowChange.NEW,
        RowChange.GONE,
    ]
