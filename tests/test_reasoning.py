"""The reasons of a year in the store, judged together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.domain.model import Period
from dashboard.domain.reasons import ReasonFinding, ReasonFlaw
from dashboard.domain.reviews import ResultKey
from dashboard.reasoning import reason_findings_of_year
from dashboard.store import Store, open_store
from tests.store.builders import ENTITY, YEAR, Line, plan, report, upload

DESERTED = "Gara deserta, pubblicata di nuovo in ottobre"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def load(
    store: Store, *lines: Line, year: int = YEAR, period: Period = Period.FINAL, sector: str = "S1"
) -> None:
    store.append(upload(plan(lines, year, sector)))
    store.append(upload(report(lines, period, year, sector)))


def found(store: Store, period: Period = Period.FINAL) -> Mapping[ResultKey, list[ReasonFlaw]]:
    of_year = reason_findings_of_year(store, ENTITY, YEAR, period)
    return {key: [one.flaw for one in findings] for key, findings in of_year.items()}


def test_each_result_that_needs_a_reason_has_an_entry(store: Store) -> None:
    load(
        store,
        Line("I1", 10.0, 5.0, reason="La ditta ha consegnato tardi i materiali"),
        Line("I2", 10.0, 5.0),
        Line("I3", 10.0, 12.0),
        Line("I4", 10.0, None),
        Line("I5", 10.0, 11.0, reason="Lavori slittati per la pioggia"),
    )
    assert found(store) == {
        ("S1", "A1", "I1"): [],
        ("S1", "A1", "I2"): [ReasonFlaw.MISSING],
        ("S1", "A1", "I4"): [ReasonFlaw.MISSING],
        ("S1", "A1", "I5"): [ReasonFlaw.CONTRADICTS_FIGURE],
    }


def test_reasons_are_compared_across_sectors_and_with_the_year_before(store: Store) -> None:
    load(store, Line("I1", 10.0, 5.0, reason=DESERTED))
    load(store, Line("I2", 10.0, 5.0, reason=DESERTED, sector_code="S2"), sector="S2")
    load(store, Line("I1", 10.0, 5.0, reason=DESERTED), year=YEAR - 1)

    of_year = reason_findings_of_year(store, ENTITY, YEAR, Period.FINAL)
    first: tuple[ReasonFinding, ...] = of_year["S1", "A1", "I1"]
    assert [one.flaw for one in first] == [
        ReasonFlaw.COPIED_FROM_ANOTHER,
        ReasonFlaw.COPIED_FROM_LAST_YEAR,
    ]
    assert [one.other.sector_code for one in first if one.other] == ["S2", "S1"]
    assert found(store)["S2", "A1", "I2"] == [ReasonFlaw.COPIED_FROM_ANOTHER]


def test_a_final_reason_is_compared_with_that_of_mid_year(store: Store) -> None:
    line = Line("I1", 10.0, 2.0, reason=DESERTED, mid_year_target=5.0)
    load(store, line, period=Period.INTERMEDIATE)
    load(store, line)

    assert found(store)["S1", "A1", "I1"] == [ReasonFlaw.COPIED_FROM_LAST_YEAR]
    assert found(store, Period.INTERMEDIATE)["S1", "A1", "I1"] == []


def test_the_percentage_of_a_result_in_its_reason_is_no_contradiction(store: Store) -> None:
    load(
        store,
        Line("I1", 80.0, 60.0, reason="Raggiunto solo il 75% per il maltempo"),
        Line("I2", 80.0, 60.0, reason="Raggiunto solo il 95% per la pioggia di maggio"),
    )
    assert found(store)["S1", "A1", "I1"] == []
    assert found(store)["S1", "A1", "I2"] == [ReasonFlaw.CONTRADICTS_FIGURE]


def test_the_past_knows_no_later_reports(store: Store) -> None:
    load(store, Line("I1", 10.0, 5.0))
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011

    assert reason_findings_of_year(store, ENTITY, YEAR, Period.FINAL, yesterday) == {}
