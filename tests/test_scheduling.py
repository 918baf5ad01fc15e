"""The deadlines of an entity, by its anagrafiche and the events entered so far."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.directive import clause_with, coherence_of
from dashboard.domain.coherence import CoherenceCode
from dashboard.domain.cycle import CycleEvent, CycleEventKind
from dashboard.ingest import check_file, confirm
from dashboard.rebuild import rebuild_store
from dashboard.scheduling import deadlines_of, event_statements, events_of, state_event
from dashboard.settings import DATA_FOLDER, TODAY_VARIABLE, today
from dashboard.store import Store, open_store
from tests.sheets import registry_file

ENTITY = "comune-di-prova"
PEG = {
    "document_name": "PEG",
    "document_kind": "Azioni PEG",
    "reference_year": 2024,
    "event": "approvazione del bilancio",
    "days_after_event": 20,
}
REPORT = {
    "document_name": "Report finale",
    "document_kind": "Report finale",
    "reference_year": 2024,
    "sectors_deadline": date(2025, 2, 14),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def load(store: Store, deadlines: list[dict[str, Any]], year: int = 2024) -> int:
    content = registry_file({"deadlines": deadlines}, year)
    return confirm(store, check_file(store, f"Anagrafica {year}.xlsx", content), "prova")


def approved(day: date | None, first_year: int = 2024) -> CycleEvent:
    return CycleEvent(ENTITY, CycleEventKind.BUDGET_APPROVED, first_year, day, "ufficio")


def test_an_event_moves_what_hangs_on_it_and_taking_it_back_moves_it_again(store: Store) -> None:
    load(store, [PEG, REPORT])
    assert [one.entity_date for one in deadlines_of(store, ENTITY)] == [None, None]

    assert state_event(store, approved(date(2023, 12, 28))) == 1
    assert deadlines_of(store, ENTITY)[0].entity_date == date(2024, 1, 17)

    assert state_event(store, approved(date(2023, 12, 29))) == 1
    assert deadlines_of(store, ENTITY)[0].entity_date == date(2024, 1, 18)

    assert state_event(store, approved(None)) == 1
    assert deadlines_of(store, ENTITY)[0].entity_waits_for is CycleEventKind.BUDGET_APPROVED
    assert events_of(store, ENTITY) == ()
    assert len(event_statements(store, ENTITY)) == 3


def test_an_event_of_another_cycle_or_entity_moves_nothing(store: Store) -> None:
    load(store, [PEG])
    assert state_event(store, approved(date(2024, 12, 19), first_year=2025)) == 0

    store.state(CycleEvent("altro", CycleEventKind.BUDGET_APPROVED, 2024, date(2024, 1, 9), "x"))
    assert deadlines_of(store, ENTITY)[0].entity_date is None


def test_a_later_anagrafica_speaks_for_the_documents_that_it_names(store: Store) -> None:
    load(store, [PEG, REPORT])
    load(store, [REPORT | {"sectors_deadline": date(2025, 2, 21)}], year=2025)

    found = {one.document_name: one.sectors_date for one in deadlines_of(store, ENTITY)}
    assert found == {"PEG": None, "Report finale": date(2025, 2, 21)}


def test_a_revoked_anagrafica_states_no_deadlines(store: Store) -> None:
    upload_id = load(store, [PEG])
    store.revoke(upload_id, "prova", "sbagliata")
    assert deadlines_of(store, ENTITY) == ()


def test_rebuilding_keeps_deadlines_and_events(store: Store, tmp_path: Path) -> None:
    load(store, [PEG, REPORT])
    state_event(store, approved(date(2023, 12, 28)))
    before = deadlines_of(store, ENTITY)

    rebuilt = open_store(tmp_path / "nuova.duckdb")
    try:
        rebuild_store(store, rebuilt)
        assert deadlines_of(rebuilt, ENTITY) == before
    finally:
        rebuilt.close()


def test_the_directive_of_the_sample_contradicts_itself_in_the_places_known(store: Store) -> None:
    """What a person finds who reads the public directive with a pencil."""
    path = DATA_FOLDER / "esempio" / "Anagrafica 2024.xlsx"
    confirm(store, check_file(store, path.name, path.read_bytes()), "prova")
    entity_code = str(store.query("entities")["entity_code"][0])

    checked = coherence_of(store, entity_code, 2024)

    assert checked is not None
    assert [
        (one.code, one.first.clause_code, one.second.clause_code) for one in checked.findings
    ] == [
        (CoherenceCode.DUE_BEFORE_ITS_PERIOD_ENDS, "4.2", "T4"),
        (CoherenceCode.OTHER_REPORT_NAMED, "4.1", "4"),
        (CoherenceCode.OTHER_CYCLE_NAMED, "2.5", "2.4"),
        (CoherenceCode.OTHER_YEAR_SPOKEN_OF, "5.2", "5.3"),
        (CoherenceCode.TWO_DAYS_FOR_ONE_DOCUMENT, "T6", "6.1"),
        (CoherenceCode.FOLDER_OF_OTHER_CYCLE, "5.4", "4.3"),
        (CoherenceCode.NO_TIME_FOR_GIUNTA, "5.3", "T5"),
    ]


def test_a_year_before_every_anagrafica_has_no_directive(store: Store) -> None:
    load(store, [PEG])
    assert coherence_of(store, ENTITY, 2023) is None
    assert coherence_of(store, ENTITY, 2024) is not None


def test_the_day_of_a_trial_is_taken_from_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "2024-06-18")
    assert today() == date(2024, 6, 18)
    monkeypatch.setenv(TODAY_VARIABLE, "domani")
    assert today() == date.today()  # noqa: DTZ011 - the clock of this machine is meant


def test_a_passage_of_the_directive_is_found_by_its_words(store: Store) -> None:
    clauses = [
        {"clause_code": "1", "clause_text": "I servizi inviano le previsioni."},
        {"clause_code": "2.6", "clause_text": "Le azioni con altri Servizi sono concordate."},
    ]
    content = registry_file({"clauses": clauses})
    confirm(store, check_file(store, "anagrafica.xlsx", content), "Anna")

    found = clause_with(store, ENTITY, 2024, ("servizi", "concordat"))
    assert found is not None
    assert found.clause_code == "2.6"
    assert clause_with(store, ENTITY, 2024, ("collegamento",)) is None
    assert clause_with(store, ENTITY, 2019, ("servizi",)) is None
