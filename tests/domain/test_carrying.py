"""What goes on into the next year, and what became of sectors that changed code or name."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.carrying import (
    ActionTimes,
    EndReason,
    NamedThing,
    Succession,
    end_reason_of_action,
    end_reason_of_intervention,
    planned_years,
    successions,
)
from dashboard.domain.known_names import KnownName, NameSubject, days_of
from dashboard.domain.model import DupStatus


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024-2026", {2024, 2025, 2026}),
        ("2024–26", {2024, 2025, 2026}),
        ("2024/2025/2026", {2024, 2025, 2026}),
        ("dal 2024 al 2025", {2024, 2025}),
        ("2024, 2026", {2024, 2026}),
        ("solo 2025", {2025}),
        ("triennale", set()),
        (None, set()),
    ],
)
def test_planned_years_are_read_as_people_write_them(text: str | None, years: set[int]) -> None:
    assert planned_years(text) == years


YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("start_and_end", "years", "is_removed", "reason"),
    [
        ((None, None), None, False, None),
        ((None, date(2025, 12, 31)), None, False, EndReason.ENDED),
        ((date(2023, 6, 1), date(2025, 12, 31)), None, False, EndReason.ENDED),
        (YEAR_2025, None, False, None),  # only says that the sheet is of 2025
        (YEAR_2025, "2025", False, EndReason.NOT_PLANNED),
        ((None, date(2026, 1, 1)), "2024-2025", False, EndReason.NOT_PLANNED),
        ((None, date(2026, 6, 30)), "2024-2026", False, None),
        ((None, None), "2024, 2027", False, None),  # pauses, and is planned again later
        ((None, date(2027, 1, 1)), "2024-2027", True, EndReason.REMOVED),
    ],
)
def test_an_action_goes_on_until_its_end_or_its_last_planned_year(
    start_and_end: tuple[date | None, date | None],
    years: str | None,
    is_removed: bool,
    reason: EndReason | None,
) -> None:
    times = ActionTimes(2025, *start_and_end, years)

    assert end_reason_of_action(times, 2026, is_removed=is_removed) == reason


def test_a_whole_year_moves_with_the_sheet_and_other_dates_stay() -> None:
    whole_year = ActionTimes(2025, *YEAR_2025).in_year(2026)
    works = ActionTimes(2025, date(2025, 3, 1), date(2027, 6, 30)).in_year(2026)

    assert (whole_year.start_date, whole_year.end_date) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (works.start_date, works.end_date) == (date(2025, 3, 1), date(2027, 6, 30))


def test_only_completed_and_removed_interventions_end() -> None:
    ended = {status: end_reason_of_intervention(status) for status in DupStatus}

    assert {status for status, reason in ended.items() if reason is not None} == {
        DupStatus.COMPLETED,
        DupStatus.REMOVED,
    }
    assert end_reason_of_intervention(None) is None


AMBIENTE = NamedThing("07", "Ambiente")
CLIMA = NamedThing("13", "Ambiente e clima", previous_name="AMBIENTE")


def test_the_previous_name_of_the_anagrafica_leads_to_the_new_code() -> None:
    (found,) = successions([AMBIENTE], [CLIMA], [], days_of(2026))

    assert found == Succession(AMBIENTE, CLIMA)
    assert found.is_changed


def test_what_a_person_stated_of_a_name_holds_on_its_days_only() -> None:
    plain = NamedThing("13", "Clima")
    known = KnownName(NameSubject.SECTOR, "13", "Ambiente", date(2026, 1, 1))

    (later,) = successions([AMBIENTE], [plain], [known], days_of(2026))
    (before,) = successions([AMBIENTE], [plain], [known], days_of(2025))

    assert (later.later, before.later) == (plain, None)


def test_the_same_code_goes_on_under_a_new_name() -> None:
    renamed = NamedThing("7", "Transizione ecologica")
    same = successions([AMBIENTE], [AMBIENTE], [], days_of(2026))
    (found,) = successions([AMBIENTE], [renamed], [], days_of(2026))

    assert not same[0].is_changed
    assert (found.later, found.is_changed) == (renamed, True)
