"""A session is put on record by the Nucleo, corrected without loss, and draws on the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.assessing import state
from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind
from dashboard.domain.clarifications import NEXT_NUMBER
from dashboard.domain.explanation import Scope
from dashboard.domain.minutes import MinutesFacts, published_tables
from dashboard.domain.model import Period
from dashboard.domain.review_sessions import ReviewSession
from dashboard.domain.roles import Person, Role
from dashboard.domain.suppression import Shown
from dashboard.errors import NotPermittedError, SessionRefusedError
from dashboard.minutes import minutes_facts, record_session, session_history, sessions_of
from dashboard.store import Store, open_store
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

ANNA, UGO = Person("Anna Rossi", Role.NUCLEO), Person("Ugo Bianchi", Role.NUCLEO)
DAY = date(2025, 3, 12)
SESSION = ReviewSession(
    ENTITY, NEXT_NUMBER, YEAR, Period.FINAL, DAY, "Anna Rossi\nUgo Bianchi", "", Role.NUCLEO
)
SCOPE = Scope(ENTITY, YEAR, Period.FINAL)

#       indicator target result sector  direction
LINES = [
    Line("1", 100.0, 50.0, sector_code="S1", direction_code="1"),
    *(Line(str(n), 100.0, 100.0, sector_code="S1", direction_code="1") for n in range(2, 8)),
    *(Line(f"b{n}", 10.0, 10.0, sector_code="S2", direction_code="2") for n in range(3)),
    *(Line(f"c{n}", 10.0, 8.0, sector_code="S3", direction_code="2") for n in range(6)),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "verbale.duckdb")
    for sector in ("S1", "S2", "S3"):
        lines = [line for line in LINES if line.sector_code == sector]
        opened.append(upload(plan(lines, sector_code=sector)))
        opened.append(upload(report(lines, sector_code=sector)))
    yield opened
    opened.close()


def facts_of(store: Store) -> MinutesFacts:
    return minutes_facts(store, SCOPE, DAY)


def stated(indicator: str, kind: AssessmentKind, pct: float | None = None) -> Assessment:
    assessed = Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A1", indicator)
    return Assessment(assessed, kind, "Lavori fermi per ricorso", "Anna Rossi", Role.NUCLEO, pct)


def test_a_session_is_numbered_within_its_entity_and_carries_who_recorded_it(store: Store) -> None:
    first = record_session(store, SESSION, ANNA)
    second = record_session(store, SESSION, UGO)

    assert (first.session_number, second.session_number) == (1, 2)
    assert (second.stated_by, second.stated_role) == ("Ugo Bianchi", Role.NUCLEO)
    listed = sessions_of(store, ENTITY, YEAR, Period.FINAL)
    assert listed == [second, first]


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_are_kept(store: Store) -> None:
    first = record_session(store, SESSION, ANNA)
    corrected = replace(first, findings="Due motivazioni uguali.")
    second = record_session(store, corrected, UGO, first.review_session_id)

    assert sessions_of(store, ENTITY, YEAR, Period.FINAL) == [second]
    assert session_history(store, ENTITY, 1) == [second, first]


def test_a_correction_of_what_somebody_else_corrected_meanwhile_is_refused(store: Store) -> None:
    first = record_session(store, SESSION, ANNA)
    record_session(store, replace(first, place="Sala Giunta"), UGO, first.review_session_id)

    with pytest.raises(SessionRefusedError) as caught:
        record_session(store, replace(first, place="Online"), ANNA, first.review_session_id)

    assert caught.value.params == {"reason": "overtaken", "stated_by": "Ugo Bianchi"}
    assert [one.place for one in sessions_of(store, ENTITY, YEAR, Period.FINAL)] == ["Sala Giunta"]


def test_a_session_in_which_nobody_sat_is_refused(store: Store) -> None:
    with pytest.raises(SessionRefusedError) as caught:
        record_session(store, replace(SESSION, members=" \n "), ANNA)
    assert caught.value.params == {"reason": "nobody_there"}
    assert sessions_of(store, ENTITY, YEAR, Period.FINAL) == []


@pytest.mark.parametrize("role", [Role.OFFICE, Role.GIUNTA, Role.SECTOR, Role.READER])
def test_only_the_nucleo_records_sessions(store: Store, role: Role) -> None:
    with pytest.raises(NotPermittedError):
        record_session(store, SESSION, Person("Ugo Bianchi", role, "S1"))


def test_without_a_word_of_the_nucleo_both_means_are_the_same(store: Store) -> None:
    whole = facts_of(store).whole
    assert (whole.measured_pct, whole.measured_count) == (whole.evaluated_pct, 16)


def test_a_granted_percentage_moves_the_evaluated_mean_alone(store: Store) -> None:
    state(store, stated("1", AssessmentKind.OVERRIDE_GRANTED, 85.0))

    sector = facts_of(store).sectors[0]
    # One of seven at 50 %, or at 85 %; the others are full.
    assert sector.measured_pct == pytest.approx((50 + 600) / 7)
    assert sector.evaluated_pct == pytest.approx((85 + 600) / 7)
    assert (sector.measured_count, sector.evaluated_count) == (7, 7)


def test_what_the_nucleo_calls_not_assessable_is_in_the_measured_mean_alone(store: Store) -> None:
    state(store, stated("1", AssessmentKind.NOT_ASSESSABLE))

    facts = facts_of(store)
    sector = facts.sectors[0]
    assert (sector.measured_pct, sector.measured_count) == (pytest.approx(650 / 7), 7)
    assert (sector.evaluated_pct, sector.evaluated_count) == (100.0, 6)
    assert [row["indicator_code"] for row in facts.not_assessable] == ["1"]


def test_the_evaluated_means_are_those_of_every_other_page(store: Store) -> None:
    state(store, stated("1", AssessmentKind.OVERRIDE_GRANTED, 85.0))
    facts = facts_of(store)

    of_slot = {"entity_code": ENTITY, "reference_year": YEAR, "period": "final"}
    directions = store.query("achievement_by_direction", **of_slot)
    sectors = store.query("achievement_by_sector", **of_slot)
    methods = store.query("achievement_by_entity", **of_slot)
    assert [one.evaluated_pct for one in facts.directions] == pytest.approx(
        list(directions["achievement_pct"])
    )
    assert [one.evaluated_pct for one in facts.sectors] == pytest.approx(
        list(sectors["achievement_pct"])
    )
    in_force = methods.loc[methods["is_headline"], "achievement_pct"]
    assert facts.whole.evaluated_pct == pytest.approx(in_force.iloc[0])


def test_a_small_sector_is_hidden_and_cannot_be_worked_out_from_its_direction(
    store: Store,
) -> None:
    shown = published_tables(facts_of(store))

    # S2 has three results; S3, with six, goes with it. Direction 2 is made of these two.
    assert shown.sectors.rows == (Shown.WHOLE, Shown.SMALL, Shown.WITHHELD)
    assert shown.directions.rows == (Shown.WHOLE, Shown.WHOLE)
    assert shown.is_whole_shown
