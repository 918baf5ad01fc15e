"""Going over to the next year: what goes on, what ends and why, who is now called otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.domain.carrying import EndReason
from dashboard.domain.known_names import NameSubject
from dashboard.domain.model import DocumentKind, DupStatus
from dashboard.domain.registry_model import RegistryFacts, RegistrySectorFact
from dashboard.roll_over import Closing, roll_over
from dashboard.store import Store, open_store
from dashboard.templates import YearTemplates
from tests.store.builders import ENTITY, Line, dup, lineage, peg, plan, registry, upload

LAST_DAY, FIRST_DAY = date(2024, 12, 31), date(2025, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "prova.duckdb")
    yield store
    store.close()


def sectors(*facts: RegistrySectorFact) -> RegistryFacts:
    return RegistryFacts(sectors=facts)


def sector(code: str, name: str, **days: date | str) -> RegistrySectorFact:
    return RegistrySectorFact(code, name, lineage(2), **days)  # type: ignore[arg-type]


def test_ended_actions_and_finished_interventions_are_closed_with_their_reason(
    store: Store,
) -> None:
    actions = peg([Line("I1"), Line("I2", action_code="A2"), Line("I3", action_code="A3")])
    by_code = sorted(actions.facts.actions, key=lambda one: one.action_code)
    going_on, ended, not_planned = by_code
    closing = (
        going_on,
        replace(ended, end_date=date(2024, 6, 30)),
        replace(not_planned, planned_years="2023-2024"),
    )
    store.append(upload(replace(actions, facts=replace(actions.facts, actions=closing))))
    store.append(upload(dup([("1.a", DupStatus.COMPLETED), ("1.b", DupStatus.IN_PROGRESS)])))

    found = roll_over(store, ENTITY, 2024)

    def action(code: str, reason: EndReason) -> Closing:
        name = f"Azione {code}"
        return Closing(DocumentKind.PEG_ACTIONS, "S1", "Settore S1", code, name, reason)

    assert found.closings == (
        Closing(
            DocumentKind.DUP_STATUS,
            "1",
            "Indirizzo 1",
            "1.a",
            "Intervento 1.a",
            EndReason.COMPLETED,
        ),
        action("A2", EndReason.ENDED),
        action("A3", EndReason.NOT_PLANNED),
    )
    counts = {one.slot.kind: (one.carried_count, one.closed_count) for one in found.sheets}
    assert counts == {
        DocumentKind.DUP_STATUS: (1, 1),
        DocumentKind.PEG_ACTIONS: (1, 2),
        DocumentKind.PIAO_SHEET: (0, 0),
    }
    year = YearTemplates(store, ENTITY, 2025)
    (slot,) = year.slots(DocumentKind.PEG_ACTIONS)
    assert [row.key for row in year.contents.tables(slot)[0].rows] == ["A1"]


def test_a_sector_with_a_new_code_takes_over_the_actions_of_its_previous_name(
    store: Store,
) -> None:
    store.append(upload(plan([Line("I1", target=1.0, next_year_target=2.0)])))
    facts = sectors(
        sector("S1", "Ambiente", valid_to=LAST_DAY),
        sector("S9", "Clima", valid_from=FIRST_DAY, previous_name="Ambiente"),
    )
    store.append(upload(registry(facts)))

    found = roll_over(store, ENTITY, 2024)

    (change,) = found.name_changes
    assert change.subject is NameSubject.SECTOR
    assert change.succession.later is not None
    assert (change.succession.earlier.code, change.succession.later.code) == ("S1", "S9")
    (sheet,) = (one for one in found.sheets if one.slot.kind is DocumentKind.PIAO_SHEET)
    assert (sheet.owner_code, sheet.carried_count) == ("S9", 1)


def test_what_belongs_to_a_sector_that_is_gone_is_counted_and_not_lost(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0), Line("I2", target=1.0, sector_code="S2")])))
    facts = sectors(sector("S1", "Settore S1"), sector("S2", "Settore S2", valid_to=LAST_DAY))
    store.append(upload(registry(facts)))

    (change,) = roll_over(store, ENTITY, 2024).name_changes

    assert (change.succession.earlier.code, change.succession.later) == ("S2", None)
    assert change.left_count == 1


def test_a_sheet_that_the_new_year_has_already_says_so(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0)])))
    store.append(upload(plan([Line("I1", target=2.0)], year=2025)))

    (sheet,) = (
        one
        for one in roll_over(store, ENTITY, 2024).sheets
        if one.slot.kind is DocumentKind.PIAO_SHEET
    )

    assert (sheet.has_own_document, sheet.carried_count) == (True, 1)
