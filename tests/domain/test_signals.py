"""The signals over a year, each counted by hand on a few indicators."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.domain.model import ActionKind, DocumentKind, MeasureKind, Period
from dashboard.domain.plausibility.model import Examined, ExaminedIndicator
from dashboard.domain.signals import (
    Approval,
    Signal,
    SignalKind,
    counted_results,
    share_signals,
)
from tests.domain.examined import (
    final,
    intermediate,
    moment,
    planned,
    sound_action,
    sound_indicator,
    subject,
    value,
    year,
)

KIND = SignalKind


def signal(
    kind: SignalKind,
    examined: Examined,
    period: Period = Period.FINAL,
    deed_dates: dict[int, date] | None = None,
) -> Signal:
    found = share_signals(examined, period, deed_dates or {})
    return next(one for one in found if one.kind is kind)


def tally(one: Signal) -> tuple[int, int, int]:
    return one.count, one.of_count, one.unknown_count


def test_signals_come_in_the_order_of_the_page() -> None:
    found = share_signals(year(sound_indicator()), Period.FINAL, {})
    assert [one.kind for one in found] == list(SignalKind)


def test_ordinary_actions_are_counted_among_the_evaluated_that_tell_their_kind() -> None:
    examined = year(
        *(sound_indicator(subject=subject(action=code)) for code in ("A1", "A2", "A3")),
        actions=(
            sound_action(subject=subject(None, "A1"), action_kind=ActionKind.ORDINARY),
            sound_action(subject=subject(None, "A2")),
            sound_action(subject=subject(None, "A3"), action_kind=None),
            # Only in the PEG: nobody measures it.
            sound_action(subject=subject(None, "A4"), action_kind=ActionKind.ORDINARY),
        ),
    )
    found = signal(KIND.ORDINARY_ACTIVITY, examined)
    assert tally(found) == (1, 2, 1)
    assert found.share_pct == 50
    assert [case.subject.action_code for case in found.cases] == ["A1"]


def test_exactly_100_is_counted_among_counted_results() -> None:
    examined = year(
        sound_indicator(reported=(final(10, achievement_pct=100.0),)),
        sound_indicator(reported=(final(9.999, achievement_pct=99.99),)),
        sound_indicator(reported=(final(None, achievement_pct=None),)),
    )
    found = signal(KIND.EXACT_HUNDRED, examined)
    assert tally(found) == (1, 2, 0)
    assert dict(found.cases[0].figures) == {"target": "10", "result": "10"}


def test_a_signal_of_nothing_has_no_share() -> None:
    found = signal(KIND.EXACT_HUNDRED, year(sound_indicator(reported=())))
    assert (found.count, found.of_count, found.share_pct) == (0, 0, None)


def lower_is_better(result: float) -> ExaminedIndicator:
    return sound_indicator(measure_kind=MeasureKind.DECREASING, reported=(final(result),))


@pytest.mark.parametrize(
    ("indicator", "count", "of_count"),
    [
        (sound_indicator(reported=(final(15),)), 1, 1),  # half as much again
        (sound_indicator(reported=(final(14.9),)), 0, 1),
        (sound_indicator(reported=(final(5),)), 0, 1),  # as far below
        (lower_is_better(5), 1, 1),
        (lower_is_better(15), 0, 1),
        (sound_indicator(reported=(final(3, target=0),)), 0, 0),  # no percent of zero
        (sound_indicator(reported=(final("molti"),)), 0, 0),
        (sound_indicator(reported=(final(15, is_set_aside=True),)), 0, 0),
        (
            sound_indicator(
                measure_kind=MeasureKind.DATE,
                reported=(final(date(2024, 1, 1), date(2024, 12, 31)),),
            ),
            0,
            0,
        ),
    ],
)
def test_a_result_half_the_target_better_is_far_above_it(
    indicator: ExaminedIndicator, count: int, of_count: int
) -> None:
    assert tally(signal(KIND.FAR_ABOVE_TARGET, year(indicator))) == (count, of_count, 0)


def test_at_mid_year_only_a_target_of_mid_year_is_passed() -> None:
    with_own = sound_indicator(reported=(intermediate(15, has_own_target=True),))
    without = sound_indicator(reported=(intermediate(15),))
    found = signal(KIND.FAR_ABOVE_TARGET, year(with_own, without), Period.INTERMEDIATE)
    assert tally(found) == (1, 1, 0)


@pytest.mark.parametrize(
    ("changed_at", "expected"),
    [
        (moment(2024, 9, 30), (0, 1, 0)),
        (moment(2024, 10, 1), (1, 1, 0)),
        (moment(2025, 2, 1), (0, 0, 1)),  # an archive: nobody knows when
    ],
)
def test_a_target_changed_by_a_new_sheet_is_late_after_30_september(
    changed_at: object, expected: tuple[int, int, int]
) -> None:
    indicator = sound_indicator(statements=(planned(10), planned(8, changed_at)))  # type: ignore[arg-type]
    assert tally(signal(KIND.TARGET_CHANGED_LATE, year(indicator))) == expected


def test_the_day_of_the_deed_counts_before_that_of_the_decision() -> None:
    decided = planned(8, moment(2025, 1, 10), decision_id=7)
    examined = year(sound_indicator(statements=(planned(10), decided)))

    assert tally(signal(KIND.TARGET_CHANGED_LATE, examined)) == (0, 0, 1)
    late = signal(KIND.TARGET_CHANGED_LATE, examined, deed_dates={7: date(2024, 11, 5)})
    assert tally(late) == (1, 1, 0)
    assert dict(late.cases[0].figures) == {
        "before": "10",
        "after": "8",
        "changed_on": date(2024, 11, 5),
        "by": "decision",
    }
    early = signal(KIND.TARGET_CHANGED_LATE, examined, deed_dates={7: date(2024, 6, 5)})
    assert tally(early) == (0, 1, 0)


def test_the_same_target_sent_again_is_no_change() -> None:
    again = sound_indicator(statements=(planned(10), planned(10, moment(2024, 12, 1))))
    assert tally(signal(KIND.TARGET_CHANGED_LATE, year(again))) == (0, 1, 0)


def test_sources_and_baselines_that_are_absent_are_counted() -> None:
    examined = year(
        sound_indicator(source=" "),
        sound_indicator(baseline=value()),
        # A yes or no starts from nothing that could be measured.
        sound_indicator(measure_kind=MeasureKind.BOOLEAN, baseline=value(), source=None),
    )
    assert tally(signal(KIND.SOURCE_ABSENT, examined)) == (2, 3, 0)
    assert tally(signal(KIND.BASELINE_ABSENT, examined)) == (1, 2, 0)


def test_counted_results_are_those_with_a_percentage() -> None:
    examined = year(
        sound_indicator(),
        sound_indicator(reported=(final(None, achievement_pct=None),)),
        sound_indicator(reported=()),
    )
    assert [one.achievement_pct for one in counted_results(examined, Period.FINAL)] == [90.0]


@pytest.mark.parametrize(
    ("due", "approved", "days"),
    [
        (date(2024, 1, 31), date(2024, 2, 10), 10),
        (date(2024, 1, 31), date(2024, 1, 30), -1),
        (None, date(2024, 2, 10), None),
        (date(2024, 1, 31), None, None),
    ],
)
def test_an_approval_is_late_by_days_where_both_days_are_known(
    due: date | None, approved: date | None, days: int | None
) -> None:
    assert Approval(DocumentKind.PIAO_SHEET, due, approved).days_late == days
