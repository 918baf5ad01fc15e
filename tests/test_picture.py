"""The picture of a report: which way directions went, what needs whom, what is missing."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.explanation import Scope
from dashboard.domain.model import Period
from dashboard.domain.next_steps import StepKind
from dashboard.domain.picture import Picture
from dashboard.domain.travel import Hindrance, Way
from dashboard.picture import picture_of, report_of
from dashboard.store import Store, open_store
from tests.store.builders import Line, plan, report, upload

TODAY = date(2025, 3, 10)


def lines(*results: float | None) -> list[Line]:
    """Two indicators of S1, one in each direction, and one of S2."""
    first, second, third = results
    return [
        Line("I1", 10.0, first, sector_code="S1", direction_code="1"),
        Line("I2", 10.0, second, sector_code="S1", direction_code="2", action_code="A2"),
        Line("I3", 10.0, third, sector_code="S2", direction_code="2"),
    ]


@pytest.fixture(scope="module")
def entity_code(year: Store) -> str:
    return str(year.query("entities")["entity_code"].iloc[0])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory):
    """A half year of both sectors, then a final report of one. Read only."""
    store = open_store(tmp_path_factory.mktemp("quadro") / "prova.duckdb")
    half, end = lines(4.0, 8.0, 6.0), lines(10.0, 5.0, None)
    for sector_code in ("S1", "S2"):
        own = [line for line in half if line.sector_code == sector_code]
        store.append(upload(plan(own, sector_code=sector_code)))
        store.append(upload(report(own, Period.INTERMEDIATE, sector_code=sector_code)))
    own = [line for line in end if line.sector_code == "S1"]
    store.append(upload(report(own, sector_code="S1")))
    yield store
    store.close()


def _picture(year: Store, scope: Scope) -> Picture:
    return picture_of(year, report_of(year, year, scope, TODAY), scope)


def test_directions_are_compared_with_the_report_before(year: Store, entity_code: str) -> None:
    picture = _picture(year, Scope(entity_code, 2024, Period.FINAL))

    ways = {way.code: way.from_report for way in picture.ways}
    assert (ways["1"].way, ways["1"].points) == (Way.UP, 60.0)  # 40 at mid-year, 100 at the end
    assert ways["2"].way is Way.DOWN  # 70 over two at mid-year, 50 over one at the end
    assert (ways["2"].counted_before, ways["2"].counted_now) == (2, 1)


def test_without_a_year_before_nothing_is_compared(year: Store, entity_code: str) -> None:
    picture = _picture(year, Scope(entity_code, 2024, Period.FINAL))

    assert {way.from_year.hindrance for way in picture.ways} == {Hindrance.NOTHING_BEFORE}


def test_who_has_not_delivered_is_named(year: Store, entity_code: str) -> None:
    picture = _picture(year, Scope(entity_code, 2024, Period.FINAL))

    assert len(picture.undelivered) == 1
    assert "S2" in picture.undelivered[0]
    assert picture.deadline is None


def test_a_deviation_without_a_reason_asks_for_one(year: Store, entity_code: str) -> None:
    picture = _picture(year, Scope(entity_code, 2024, Period.FINAL))

    assert [(one.row["indicator_code"], one.step.kind) for one in picture.concerns] == [
        ("I2", StepKind.ASK_REASON)
    ]
    assert picture.concerns_of("2") == picture.concerns
    assert picture.concerns_of("1") == ()


def test_a_scope_holds_its_sector_and_direction_only(year: Store, entity_code: str) -> None:
    scope = Scope(entity_code, 2024, Period.FINAL, sector_code="S1", strategic_direction_code="1")

    picture = _picture(year, scope)

    assert [way.code for way in picture.ways] == ["1"]
    assert picture.concerns == ()
    assert picture.undelivered == ()
