"""What is stated of results: which statement holds, and that SQL and Python say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.domain.assessments import (
    PERCENTAGE_KINDS,
    Assessed,
    Assessment,
    AssessmentKind,
    in_force,
)
from dashboard.domain.model import Period
from dashboard.domain.roles import Role
from dashboard.store import Store, open_store
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

INDICATORS = ("I1", "I2")


def stated(
    kind: AssessmentKind,
    indicator_code: str | None = "I1",
    pct: float | None = None,
    period: Period = Period.FINAL,
    deed_number: str | None = None,
    reason: str = "perché sì",
) -> Assessment:
    """A statement of the Nucleo on an indicator of the action A1, or on all of it."""
    return Assessment(
        assessed=Assessed(ENTITY, YEAR, period, "S1", "A1", indicator_code),
        kind=kind,
        reason=reason,
        stated_by="Anna",
        stated_role=Role.NUCLEO,
        pct=pct,
        deed_number=deed_number,
        deed_date=None if deed_number is None else date(YEAR, 7, 18),
    )


@pytest.fixture
def filled(store: Store) -> Store:
    """Final results of 80 % and 40 %, an intermediate one of 30 %, in one action."""
    lines = [Line("I1", target=10, result=8), Line("I2", target=10, result=4)]
    store.append(upload(plan(lines), report(lines)))
    store.append(upload(report([Line("I1", target=10, result=3)], Period.INTERMEDIATE)))
    return store


def results(store: Store, period: Period = Period.FINAL, **params: Any) -> dict[str, Any]:
    rows = store.query("indicator_results", period=str(period), **params)
    return {row["indicator_code"]: row for row in rows.to_dict("records")}


def test_a_state_leaves_the_sum_and_never_turns_into_a_zero(filled: Store) -> None:
    for kind, status in [
        (AssessmentKind.NOT_ASSESSABLE, "not_assessable"),
        (AssessmentKind.STERILISED, "sterilised"),
        (AssessmentKind.ELIMINATED, "eliminated"),
    ]:
        filled.state_assessment(stated(kind, "I2", deed_number="195"))

        found = results(filled)["I2"]
        assert (found["status"], found["left_out_reason"]) == (status, status)
        assert found["achievement_pct"] != found["achievement_pct"]  # empty
        assert found["measured_achievement_pct"] == 40
        mean = filled.query("achievement_by_action", period="final")
        assert mean["achievement_pct"].tolist() == [80]
        assert mean["counted_count"].tolist() == [1]


def test_a_state_of_the_end_of_the_year_says_nothing_of_mid_year(filled: Store) -> None:
    filled.state_assessment(stated(AssessmentKind.STERILISED, "I1"))

    assert results(filled)["I1"]["state"] == "sterilised"
    assert results(filled, Period.INTERMEDIATE)["I1"]["state"] is None


def test_what_is_granted_counts_and_measured_and_requested_are_kept(filled: Store) -> None:
    filled.state_assessment(stated(AssessmentKind.OVERRIDE_REQUESTED, "I2", 90))
    found = results(filled)["I2"]
    assert (found["override_state"], found["achievement_pct"]) == ("requested", 40)

    filled.state_assessment(stated(AssessmentKind.OVERRIDE_GRANTED, "I2", 70))

    found = results(filled)["I2"]
    assert (found["override_state"], found["achievement_basis"]) == ("granted", "granted")
    figures = ("measured_achievement_pct", "requested_pct", "granted_pct", "achievement_pct")
    assert [found[name] for name in figures] == [40, 90, 70, 70]
    assert found["status"] == "partial"


def test_the_store_of_a_day_before_knows_nothing_of_a_statement(filled: Store) -> None:
    stated_at = filled.query("uploads")["uploaded_at"].max().to_pydatetime()
    filled.state_assessment(stated(AssessmentKind.STERILISED, "I1"))

    assert results(filled, as_of=stated_at)["I1"]["state"] is None
    assert filled.query("assessments", as_of=stated_at).empty
    assert len(filled.query("assessments")) == 1


def test_supposing_a_statement_keeps_nothing(filled: Store) -> None:
    version = filled.version()

    with filled.supposing_stated(stated(AssessmentKind.OVERRIDE_GRANTED, "I2", 70)) as supposed:
        rows = supposed.query("indicator_results", period="final")

    assert rows.set_index("indicator_code")["achievement_pct"].to_dict() == {"I1": 80, "I2": 70}
    assert results(filled)["I2"]["achievement_pct"] == 40
    assert filled.version() == version
    assert filled.query("assessments").empty


def test_every_statement_makes_the_store_a_newer_one(filled: Store) -> None:
    version = filled.version()

    filled.state_assessment(stated(AssessmentKind.STERILISED, "I1"))

    assert filled.version() == version + 1


statements = st.builds(
    lambda kind, indicator, pct: stated(
        kind, indicator, pct if kind in PERCENTAGE_KINDS else None, deed_number="7"
    ),
    st.sampled_from(AssessmentKind),
    st.sampled_from([None, *INDICATORS]),
    st.sampled_from([0.0, 50.0, 100.0]),
)


EXAMPLES = 40
_ACTIONS = (f"B{number}" for number in count())


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two indicators in each of many actions: one action for each example."""
    opened = open_store(tmp_path_factory.mktemp("giudizi") / "prova.duckdb")
    actions = [f"B{number}" for number in range(3 * EXAMPLES)]
    lines = [Line(code, target=10, action_code=one) for one in actions for code in INDICATORS]
    opened.append(upload(plan(lines)))
    yield opened
    opened.close()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.generate],  # no shrinking: the actions are counted
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(listed=st.lists(statements, max_size=8))
def test_the_view_says_what_holds_as_the_domain_does(
    planned: Store, listed: list[Assessment]
) -> None:
    action_code = next(_ACTIONS)
    for number, one in enumerate(listed):
        planned.state_assessment(
            replace(
                one,
                assessed=replace(one.assessed, action_code=action_code),
                reason=f"motivo {number}",
                stated_by=f"persona {number}",
            )
        )

    with planned._database.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM result_assessment WHERE action_code = $action_code",
            {"action_code": action_code},
        )
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    found = {row["indicator_code"]: row for row in rows}

    for code in INDICATORS:
        expected = _expected(listed, code)
        row = found.get(code, dict.fromkeys(expected))
        assert {name: row[name] for name in expected} == expected


def _expected(listed: list[Assessment], indicator_code: str) -> dict[str, Any]:
    numbered = [
        (number, one)
        for number, one in enumerate(listed)
        if one.assessed.indicator_code in (None, indicator_code)
    ]
    standing = in_force([one for _, one in numbered])
    number_of = {id(one): number for number, one in numbered}

    def said(one: Assessment | None, word: str) -> str | None:
        return None if one is None else f"{word} {number_of[id(one)]}"

    return {
        "state": None if standing.state is None else str(standing.state.kind),
        "state_reason": said(standing.state, "motivo"),
        "state_stated_by": said(standing.state, "persona"),
        "state_deed_number": None if standing.state is None else "7",
        "override_state": None if standing.override_state is None else str(standing.override_state),
        "requested_pct": None if standing.request is None else standing.request.pct,
        "request_reason": said(standing.request, "motivo"),
        "granted_pct": standing.granted_pct,
        "granted_by": said(standing.decision, "persona"),
        "grant_reason": said(standing.decision, "motivo"),
    }
