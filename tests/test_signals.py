"""The signals of a small store, counted by hand, beside the year before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.domain.cycle import CycleEvent, CycleEventKind
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.reasons import ReasonFlaw
from dashboard.domain.signals import SignalKind
from dashboard.ingest import check_file, confirm
from dashboard.scheduling import state_event
from dashboard.signals import SignalsOfYear, YearSignals, signals_of_year
from dashboard.store import Store, open_store
from tests.sheets import Cell, final_report, piao_sheet, registry_file

ENTITY, YEAR = "comune-di-prova", 2024
INDICATORS = ("Km aperti", "Cantieri chiusi", "Segnali posati")
# 10 of 10, 4 of 8, 30 of 20: 100 %, 50 % and, cut at 100, 150 %.
TARGETS: tuple[Cell, ...] = (10, 8, 20)
RESULTS: tuple[Cell, ...] = (10, 4, 30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def load(store: Store, name: str, content: bytes) -> None:
    confirm(store, check_file(store, name, content), "Anna Bo")


def load_year(store: Store, year: int, reason: str, sector: str = "03 Lavori pubblici") -> None:
    """Loads a plan and its report; the first indicator has no baseline, the last no source."""
    baselines: tuple[Cell, ...] = (None, 3, 12)
    sources: tuple[Cell, ...] = ("SIT", "SIT", None)
    rows = zip(INDICATORS, baselines, sources, TARGETS, strict=True)
    plan = piao_sheet(
        *(
            ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", baseline, name, source, target)
            for name, baseline, source, target in rows
        ),
        sector=sector,
        year=year,
    )
    report = final_report(
        *(
            ("3.1", "Piste ciclabili", name, target, result, reason if target == 8 else None)
            for name, target, result in zip(INDICATORS, TARGETS, RESULTS, strict=True)
        ),
        sector=sector,
        year=year,
    )
    load(store, f"scheda {sector} {year}.xlsx", plan)
    load(store, f"report {sector} {year}.xlsx", report)


def signals(store: Store, year: int = YEAR) -> SignalsOfYear:
    found = signals_of_year(store, ENTITY, year, Period.FINAL)
    assert found is not None
    return found


def shares(year: YearSignals) -> dict[SignalKind, tuple[int, int]]:
    return {one.kind: (one.count, one.of_count) for one in year.signals}


def test_a_year_is_counted_and_the_year_before_stands_beside_it(store: Store) -> None:
    load_year(store, YEAR, "Gara deserta, ripubblicata in ottobre")
    load_year(store, YEAR - 1, "In corso")

    found = signals(store)
    assert shares(found.year) == {
        SignalKind.ORDINARY_ACTIVITY: (0, 0),
        SignalKind.EXACT_HUNDRED: (2, 3),
        SignalKind.FAR_ABOVE_TARGET: (1, 3),
        SignalKind.TARGET_CHANGED_LATE: (0, 3),
        SignalKind.SOURCE_ABSENT: (1, 3),
        SignalKind.BASELINE_ABSENT: (1, 3),
    }
    assert sorted(one.achievement_pct for one in found.year.results) == [50, 100, 100]
    assert (found.year.reasons.judged_count, found.year.reasons.flawed_count) == (1, 0)
    assert found.year_before is not None
    assert found.year_before.reference_year == YEAR - 1
    assert shares(found.year_before) == shares(found.year)
    assert found.year_before.reasons.by_flaw == {
        ReasonFlaw.TOO_SHORT: 1,
        ReasonFlaw.NAMES_NO_CAUSE: 1,
    }


def test_results_stand_in_the_order_of_the_sectors_codes(store: Store) -> None:
    for sector in ("10 Scuola", "9 Cultura"):
        load_year(store, YEAR, "Gara deserta, ripubblicata", sector)

    codes = [one.subject.sector_code for one in signals(store).year.results]
    assert codes == ["9"] * 3 + ["10"] * 3


def test_nothing_stands_beside_the_first_year_and_nothing_is_told_of_none(store: Store) -> None:
    assert signals_of_year(store, ENTITY, YEAR, Period.FINAL) is None
    load_year(store, YEAR, "Gara deserta, ripubblicata in ottobre")
    assert signals(store).year_before is None


def test_an_approval_is_compared_with_the_deadline_of_the_giunta(store: Store) -> None:
    load(
        store,
        "anagrafica.xlsx",
        registry_file(
            {
                "deadlines": [
                    {
                        "document_name": "PIAO",
                        "document_kind": "Scheda PIAO",
                        "reference_year": YEAR,
                        "entity_deadline": date(YEAR, 1, 31),
                    }
                ]
            }
        ),
    )
    load_year(store, YEAR, "Gara deserta, ripubblicata in ottobre")
    peg, piao = signals(store).approvals
    assert (peg.due_date, peg.approved_on) == (None, None)
    assert (piao.kind, piao.due_date) == (DocumentKind.PIAO_SHEET, date(YEAR, 1, 31))
    assert piao.approved_on is None

    state_event(
        store,
        CycleEvent(ENTITY, CycleEventKind.PIAO_APPROVED, YEAR, date(YEAR, 2, 15), "Anna Bo"),
    )
    assert signals(store).approvals[1].days_late == 15


def test_the_past_knows_no_later_files(store: Store) -> None:
    load_year(store, YEAR, "Gara deserta, ripubblicata in ottobre")
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011 - the day on this machine's clock
    assert signals_of_year(store, ENTITY, YEAR, Period.FINAL, yesterday) is None
