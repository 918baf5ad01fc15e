"""Every document that is owed in a year, with what came of it and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.delivering import delivery_history, delivery_matrix, office_contacts
from dashboard.domain.cycle import (
    CycleEvent,
    CycleEventKind,
    Reminder,
    ReminderChannel,
    TemplateIssue,
)
from dashboard.domain.deliveries import (
    Contact,
    DeliveryCell,
    DeliveryState,
    GapKind,
    Punctuality,
)
from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    DupStatus,
    Facts,
    Issue,
    OrdinaryActivityFact,
    Period,
    Severity,
    TemplateUse,
)
from dashboard.domain.registry_model import RegistrySectorFact
from dashboard.store import Store, open_store
from tests.delivering import anagrafica, at_noon, deadline, receive
from tests.store.builders import ENTITY, SHEET, YEAR, Line, dup, lineage, peg, plan, report

START = date(2023, 9, 1)
FINAL = DocumentKind.FINAL_REPORT
INTERMEDIATE = DocumentKind.INTERMEDIATE_REPORT
PIAO, PEG = DocumentKind.PIAO_SHEET, DocumentKind.PEG_ACTIONS
TWO = [Line("I1", target=10), Line("I2", target=10)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that received its anagrafica before any deadline."""
    opened = open_store(tmp_path / "consegne.duckdb")
    receive(opened, START, anagrafica())
    yield opened
    opened.close()


def cell(
    store: Store, kind: DocumentKind, today: date, owner: str = "S1", year: int = YEAR
) -> DeliveryCell:
    (found,) = [
        one
        for one in delivery_matrix(store, ENTITY, today, year)
        if one.kind is kind and one.owner_code == owner
    ]
    return found


def test_every_sector_owes_four_documents_and_every_direction_the_dup(store: Store) -> None:
    cells = delivery_matrix(store, ENTITY, START, YEAR)

    owed = [(one.owner_code, one.kind.value) for one in cells]
    kinds = ["peg_actions", "piao_sheet", "intermediate_report", "final_report"]
    assert owed == [
        *((sector, kind) for sector in ("S1", "S2", "S10") for kind in kinds),
        ("1", "dup_status"),
    ]
    assert cells[0].owner_name == "Lavori pubblici"


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2023, 12, 15), DeliveryState.NOT_DUE),
        (date(2023, 12, 16), DeliveryState.DUE),
        (date(2024, 1, 15), DeliveryState.DUE),
        (date(2024, 1, 16), DeliveryState.LATE),
    ],
)
def test_what_has_not_come_is_judged_by_the_day(
    store: Store, today: date, state: DeliveryState
) -> None:
    assert cell(store, PIAO, today).state is state


def test_the_first_file_that_counts_makes_the_day_and_the_newest_the_content(
    store: Store,
) -> None:
    receive(store, date(2024, 1, 15), plan([Line("I1")]))
    newest = receive(store, date(2024, 1, 20), plan([Line("I1", target=10)]))

    found = cell(store, PIAO, date(2024, 2, 1))
    assert found.facts.received_on == date(2024, 1, 15)
    assert found.punctuality is Punctuality.ON_TIME
    assert found.upload_id == newest
    assert found.state is DeliveryState.DELIVERED


def test_a_revoked_file_was_never_a_delivery(store: Store) -> None:
    revoked = receive(store, date(2024, 1, 15), plan(TWO))
    receive(store, date(2024, 1, 18), plan(TWO))
    store.revoke(revoked, "Ugo", "file di un altro anno")

    found = cell(store, PIAO, date(2024, 2, 1))
    assert found.facts.days_late == 3
    assert found.state is DeliveryState.DELIVERED_LATE


def test_a_file_with_several_sectors_is_a_delivery_of_each(store: Store) -> None:
    lines = [Line("I1", target=1), Line("I2", target=1, sector_code="S2", action_code="B1")]
    receive(store, date(2024, 1, 10), plan(lines, sector_code=None))

    today = date(2024, 2, 1)
    states = {one: cell(store, PIAO, today, one).state for one in ("S1", "S2", "S10")}
    assert states == {
        "S1": DeliveryState.DELIVERED,
        "S2": DeliveryState.DELIVERED,
        "S10": DeliveryState.LATE,
    }


def test_a_sector_without_actions_in_the_piao_owes_no_report_but_the_peg(store: Store) -> None:
    receive(store, date(2024, 1, 10), plan(TWO))

    today = date(2024, 7, 10)
    assert cell(store, INTERMEDIATE, today, "S1").state is DeliveryState.LATE
    assert cell(store, INTERMEDIATE, today, "S2").state is DeliveryState.NOT_ASKED
    assert cell(store, PEG, today, "S2").state is DeliveryState.LATE


def test_a_report_counts_the_results_that_are_due_and_the_reasons_that_are_needed(
    store: Store,
) -> None:
    receive(store, date(2024, 1, 10), plan([Line(f"I{n}", target=10) for n in range(1, 6)]))
    lines = [
        Line("I1", target=10, result=10),
        Line("I2", target=10, result=5, reason="Gara deserta"),
        Line("I3", target=10, result=5),
        Line("I4", target=10),
        Line("I5", target=10, is_not_assessable=True),
    ]
    receive(store, date(2025, 2, 20), report(lines))

    found = cell(store, FINAL, date(2025, 3, 1))
    facts = found.facts
    assert (facts.filled_count, facts.expected_count) == (3, 4)
    assert (facts.reason_count, facts.needed_reason_count) == (1, 2)
    assert [(gap.kind, gap.item_code) for gap in found.gaps] == [
        (GapKind.REASON, "I3"),
        (GapKind.RESULT, "I4"),
    ]
    assert found.state is DeliveryState.INCOMPLETE


def test_reasons_are_asked_for_with_the_final_report_only(store: Store) -> None:
    lines = [Line("I1", target=10, result=1)]
    receive(store, date(2024, 6, 20), plan(lines), report(lines, Period.INTERMEDIATE))
    receive(store, date(2025, 2, 20), report(lines))

    today = date(2025, 3, 1)
    assert cell(store, INTERMEDIATE, today).state is DeliveryState.DELIVERED
    assert cell(store, FINAL, today).state is DeliveryState.REASONS_MISSING


@pytest.mark.parametrize(
    ("code", "sheet_name", "state"),
    [
        ("number_unreadable", SHEET, DeliveryState.WITH_ERRORS),
        ("number_unreadable", None, DeliveryState.WITH_ERRORS),
        ("number_unreadable", "Appunti", DeliveryState.DELIVERED),
        ("unknown_column", SHEET, DeliveryState.DELIVERED),
    ],
)
def test_only_values_that_cannot_be_used_are_errors_and_only_in_its_own_sheets(
    store: Store, code: str, sheet_name: str | None, state: DeliveryState
) -> None:
    issue = Issue(code, Severity.WARNING, "file.xlsx", sheet_name, "D14", found="circa 20")
    receive(store, date(2024, 1, 10), plan(TWO), issues=(issue,))

    assert cell(store, PIAO, date(2024, 1, 11)).state is state


def test_a_plan_lacks_targets_a_peg_objectives_and_the_dup_statuses(store: Store) -> None:
    receive(
        store,
        date(2023, 10, 1),
        plan([Line("I1", target=10), Line("I2")]),
        peg([Line("", direction_code=None)]),
        dup([("INT1", DupStatus.COMPLETED), ("INT2", None)]),
    )

    today = date(2023, 10, 2)
    gaps = [
        (one.kind, one.facts.filled_count, one.facts.expected_count)
        for one in (
            cell(store, PIAO, today),
            cell(store, PEG, today),
            cell(store, DocumentKind.DUP_STATUS, today, "1"),
        )
    ]
    assert gaps == [(PIAO, 1, 2), (PEG, 0, 1), (DocumentKind.DUP_STATUS, 1, 2)]


def test_a_sheet_handed_out_and_not_sent_back_is_never_opened(store: Store) -> None:
    issue = TemplateIssue(
        ENTITY, PIAO, YEAR, "S1", None, "v1", "scheda.xlsx", 3, "Ugo", at_noon(2023, 12, 20)
    )
    store.state(issue)

    assert cell(store, PIAO, date(2024, 1, 2)).state is DeliveryState.DUE
    assert cell(store, PIAO, date(2024, 1, 3)).state is DeliveryState.NEVER_OPENED
    assert cell(store, PIAO, date(2024, 1, 3), "S2").state is DeliveryState.DUE


@pytest.mark.parametrize(
    ("changed_cell_count", "state"),
    [(0, DeliveryState.NEVER_OPENED), (1, DeliveryState.DELIVERED)],
)
def test_a_sheet_that_came_back_as_it_was_handed_out_was_never_opened(
    store: Store, changed_cell_count: int, state: DeliveryState
) -> None:
    use = TemplateUse("v1", at_noon(2023, 12, 20), True, changed_cell_count)
    receive(store, date(2024, 1, 10), plan(TWO), template_use=use)

    found = cell(store, PIAO, date(2024, 1, 11))
    assert found.state is state
    assert found.is_outdated


def test_what_was_measured_one_year_is_asked_for_the_next(store: Store) -> None:
    receive(store, date(2024, 1, 10), plan(TWO))
    done = [Line(one.indicator_code, target=10, result=10) for one in TWO]
    # Of the year before: three measures. Of this year: one with its value, one without.
    receive(store, date(2024, 2, 1), activity(YEAR - 1, {"M1": 5.0, "M2": 6.0, "M3": 7.0}))
    receive(store, date(2025, 2, 20), report(done), activity(YEAR, {"M1": 8.0, "M2": None}))

    found = cell(store, FINAL, date(2025, 3, 1))
    assert (found.facts.filled_count, found.facts.expected_count) == (3, 5)
    assert [(gap.kind, gap.item_code) for gap in found.gaps] == [
        (GapKind.VALUE, "M2"),
        (GapKind.VALUE, "M3"),
    ]
    assert {part.kind: part.is_there for part in found.parts} == {
        DocumentKind.ORDINARY_ACTIVITY: True,
        DocumentKind.QUALITY_CONTROLS: False,
        DocumentKind.INNOVATIONS: False,
    }


def activity(year: int, values: dict[str, float | None]) -> DocumentToStore:
    """The ordinary activity that S1 reports for a year, with the year before beside each value."""
    measured = tuple(
        OrdinaryActivityFact(
            "S1", code, f"Misura {code}", value_year, lineage(2), value_number=value
        )
        for code, number in values.items()
        for value_year, value in ((year - 1, 1.0), (year, number))
    )
    whole = report([], year=year)
    return replace(
        whole,
        kind=DocumentKind.ORDINARY_ACTIVITY,
        facts=Facts(ordinary_activities=measured),
    )


def test_a_deadline_that_waits_for_an_event_is_not_due_until_it_happened(store: Store) -> None:
    waiting = deadline(
        PEG,
        sectors_deadline=None,
        event=CycleEventKind.BUDGET_APPROVED,
        days_after_event=20,
        counts_for="sectors",
    )
    receive(store, date(2023, 9, 2), anagrafica(deadlines=(waiting,)))
    today = date(2024, 1, 20)

    before = cell(store, PEG, today)
    budget = CycleEvent(ENTITY, CycleEventKind.BUDGET_APPROVED, YEAR, date(2023, 12, 28), "Ugo")
    store.state(budget)
    after = cell(store, PEG, today)

    assert (before.state, before.facts.waits_for) == (
        DeliveryState.NOT_DUE,
        CycleEventKind.BUDGET_APPROVED,
    )
    assert (after.state, after.facts.deadline) == (DeliveryState.LATE, date(2024, 1, 17))


def test_a_sector_owes_nothing_before_and_after_its_days(store: Store) -> None:
    sectors = (
        RegistrySectorFact("S1", "Lavori pubblici", lineage(2)),
        RegistrySectorFact("S8", "Farmacia", lineage(3), valid_to=date(2023, 12, 31)),
        RegistrySectorFact("S9", "Transizione", lineage(4), valid_from=date(2025, 1, 1)),
    )
    receive(store, date(2023, 9, 2), anagrafica(sectors=sectors))

    owners = {one.owner_code for one in delivery_matrix(store, ENTITY, START, YEAR)}
    assert owners == {"S1", "1"}


def test_a_year_that_nothing_is_known_of_is_owed_by_the_sectors_of_the_year_before(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path / "senza.duckdb")
    receive(store, date(2024, 1, 10), plan(TWO))

    planned = delivery_matrix(store, ENTITY, date(2024, 6, 1), YEAR + 1)
    assert {(one.owner_code, one.state) for one in planned} == {("S1", DeliveryState.NOT_DUE)}
    store.close()


def test_the_past_is_told_by_what_was_known_then(store: Store) -> None:
    receive(store, date(2024, 1, 10), plan(TWO))
    reminder = Reminder(
        ENTITY, PIAO, YEAR, "S1", None, ReminderChannel.COPIED, None, "Oggetto", "Testo", "Ugo",
        at_noon(2024, 1, 8),
    )  # fmt: skip
    store.state(reminder)

    then = date(2024, 1, 5)
    cells = delivery_matrix(store, ENTITY, then, YEAR, as_of=then)
    (found,) = [one for one in cells if one.kind is PIAO and one.owner_code == "S1"]
    assert found.state is DeliveryState.DUE
    assert found.reminders == ()
    assert [one.subject for one in cell(store, PIAO, date(2024, 1, 11)).reminders] == ["Oggetto"]


def test_history_tells_deadlines_that_have_passed_and_how_they_were_kept(store: Store) -> None:
    receive(store, date(2023, 10, 5), peg(TWO))
    receive(store, date(2023, 10, 9), peg([Line("", sector_code="S2")], sector_code="S2"))

    history = delivery_history(store, ENTITY, date(2024, 1, 1))

    told = {(one.owner_code, one.kind): (one.punctuality, one.facts.days_late) for one in history}
    assert told == {
        ("S1", PEG): (Punctuality.ON_TIME, 0),
        ("S2", PEG): (Punctuality.LATE, 4),
        ("S10", PEG): (Punctuality.NEVER, None),
        ("1", DocumentKind.DUP_STATUS): (Punctuality.NEVER, None),
    }


def test_what_was_due_before_the_first_file_of_all_is_not_called_late(tmp_path: Path) -> None:
    store = open_store(tmp_path / "archivio.duckdb")
    receive(store, date(2026, 1, 10), anagrafica(), peg([Line("")]))

    history = delivery_history(store, ENTITY, date(2026, 2, 1))
    assert {one.punctuality for one in history if one.owner_code == "S1" and one.kind is PEG} == {
        Punctuality.UNKNOWN
    }
    store.close()


def test_roles_of_the_anagrafica_say_to_whom_to_write_and_whom_to_ask(store: Store) -> None:
    assert cell(store, PIAO, START).recipients == (Contact("lavori@comune.example", "Anna Verdi"),)
    assert cell(store, PIAO, START, "S2").recipients == ()
    assert office_contacts(store, ENTITY, YEAR) == (Contact("ufficio@comune.example", "Ugo Neri"),)
