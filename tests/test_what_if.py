"""Trying other rules moves what it should on the screen, and nothing when nothing is moved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from dashboard.domain.explanation import Scope
from dashboard.domain.model import Period, ResultStatus
from dashboard.domain.rules import Exclusion, Level, RollupMethod, RuleMethod
from dashboard.domain.trial import Moved, Trial, Tried
from dashboard.errors import RollupError
from dashboard.store import Store, open_store
from dashboard.what_if import Ground, ground_of, tried, weighing
from tests.filled_once import filled_once

MUNICIPALITY, INSTITUTE = "comune-di-borgo-esempio", "izsler"
OF_INDICATORS = {Level.ENTITY: RollupMethod.MEAN_OF_INDICATORS}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    filled = filled_once(tmp_path_factory, "esempio", "izsler_2022")
    found = open_store(Path(shutil.copy(filled, tmp_path_factory.mktemp("prova"))))
    yield found
    found.close()


def ground(store: Store, entity_code: str, year: int, period: Period = Period.FINAL) -> Ground:
    return ground_of(store, Scope(entity_code, year, period))


def on(found: Ground, trial: Trial) -> Tried:
    return tried(found.rows, found.settings, trial, found.bands, found.period_rule)


def by_code(moved: tuple[Moved, ...], code: str) -> Moved:
    (found,) = [one for one in moved if one.key[-1] == code]
    return found


@pytest.mark.parametrize(
    ("entity_code", "year", "period"),
    [
        (MUNICIPALITY, 2024, Period.INTERMEDIATE),
        (MUNICIPALITY, 2024, Period.FINAL),
        (INSTITUTE, 2022, Period.INTERMEDIATE),
        (INSTITUTE, 2022, Period.FINAL),
    ],
)
def test_moving_nothing_gives_the_figures_of_the_program(
    store: Store, entity_code: str, year: int, period: Period
) -> None:
    found = on(ground(store, entity_code, year, period), Trial())
    chosen = {"entity_code": entity_code, "reference_year": year, "period": str(period)}
    means = {
        row["strategic_direction_code"]: row["achievement_pct"]
        for row in store.query("achievement_by_direction", **chosen).to_dict("records")
        if row["strategic_direction_code"] is not None
    }

    assert found.before.rows == found.after.rows
    assert not found.whole.has_moved
    assert (found.changed_states, found.moved_actions) == ((), ())
    assert {one.key[0]: one.after_pct for one in found.directions} == pytest.approx(means)


def test_the_rows_that_were_asked_about_are_not_touched(store: Store) -> None:
    found = ground(store, MUNICIPALITY, 2024)
    as_they_were = deepcopy(found.rows)

    on(found, Trial(has_cap=False, partial_from_pct=90.0, puts_all_back=True))

    assert found.rows == as_they_were


@pytest.mark.parametrize(
    ("trial", "value", "counted_count"),
    [
        (Trial(methods=OF_INDICATORS), 96.26, 355),
        (Trial(unit_roundings={Level.ENTITY: 0}), 97.20, 355),
        (Trial(methods=OF_INDICATORS, puts_all_back=True), 81.53, 618),
    ],
)
def test_the_honest_totals_of_a_real_year_are_a_choice_away(
    store: Store, trial: Trial, value: float, counted_count: int
) -> None:
    found = on(ground(store, INSTITUTE, 2022), trial).whole

    assert round(found.before_pct or 0, 2) == 97.10
    assert round(found.after_pct or 0, 2) == value
    assert (found.before_counted_count, found.after_counted_count) == (355, counted_count)


def test_one_family_comes_back_without_the_others(store: Store) -> None:
    found = on(
        ground(store, INSTITUTE, 2022),
        Trial(put_back=frozenset({"famiglia obiettivo 2.1.9"})),
    )

    # 169 of the family's 172 rows are left out for nothing else and have a percentage.
    assert found.whole.after_counted_count == 355 + 169


def test_a_direction_left_out_leaves_the_mean_of_the_others(store: Store) -> None:
    trial = Trial(exclusions=(Exclusion(Level.DIRECTION, "AS2", "prova"),))

    found = on(ground(store, INSTITUTE, 2022), trial)
    others = [one.before_pct for one in found.directions if one.key != ("AS2",)]

    assert by_code(found.directions, "AS2").after_pct is None
    assert found.whole.after_pct == pytest.approx(sum(others) / 4)  # type: ignore[arg-type]


def test_a_weight_counts_only_where_weights_do(store: Store) -> None:
    found = ground(store, INSTITUTE, 2022)
    codes = ("AS1", "AS2", "AS3", "AS4", "AS5")
    methods, heavy = weighing(found.settings, Level.DIRECTION, codes, "AS2", 6.0)

    plain = on(found, Trial(weights=heavy)).whole
    weighted = on(found, Trial(methods=methods, weights=heavy)).whole

    assert not plain.has_moved
    assert weighted.after_pct == pytest.approx(
        (99.3 + 100 + 100 + 97.67 + 6 * 88.51) / 10, abs=0.01
    )


def test_a_negative_weight_is_refused(store: Store) -> None:
    with pytest.raises(RollupError):
        on(ground(store, INSTITUTE, 2022), Trial(weights={(Level.DIRECTION, "AS1"): -1.0}))


def test_the_other_formula_for_less_is_better_moves_only_those(store: Store) -> None:
    found = on(
        ground(store, MUNICIPALITY, 2024), Trial(decreasing_method=RuleMethod.MIRRORED_RATIO)
    )
    moved = [
        (before, after)
        for before, after in zip(found.before.rows, found.after.rows, strict=True)
        if before["achievement_pct"] != after["achievement_pct"]
    ]

    assert moved
    for before, after in moved:
        target, result = before["target_number"], before["result_number"]
        assert before["measure_kind"] == "decreasing"
        assert before["achievement_pct"] == pytest.approx(100 * target / result)
        assert after["achievement_pct"] == pytest.approx(
            max(0, 100 * (2 * target - result) / target)
        )


def test_without_a_cap_what_exceeds_its_target_counts_for_more(store: Store) -> None:
    found = on(ground(store, MUNICIPALITY, 2024), Trial(has_cap=False))
    above = [row for row in found.after.rows if (row["achievement_pct"] or 0) > 100]

    assert above
    assert (found.whole.after_pct or 0) > (found.whole.before_pct or 0)
    assert all(row["achievement_basis"] == "measured" for row in above)


def test_a_higher_threshold_turns_partial_into_not_achieved(store: Store) -> None:
    found = on(ground(store, MUNICIPALITY, 2024), Trial(partial_from_pct=95.0))
    expected = {
        (row["sector_code"], row["action_code"], row["indicator_code"])
        for row in found.before.rows
        if row["status"] == "partial" and row["achievement_pct"] < 95
    }

    assert expected
    assert {one.key for one in found.changed_states} == expected
    assert {one.after_status for one in found.changed_states} == {ResultStatus.NOT_ACHIEVED}
    assert not found.whole.has_moved


def test_a_higher_share_expected_by_mid_year_makes_late_what_was_on_track(store: Store) -> None:
    found = on(
        ground(store, MUNICIPALITY, 2024, Period.INTERMEDIATE), Trial(expected_share_pct=80.0)
    )

    assert found.changed_states
    assert {one.before_status for one in found.changed_states} == {ResultStatus.ON_TRACK}
    assert {one.after_status for one in found.changed_states} == {ResultStatus.LATE}


def test_the_actions_that_move_most_stand_first(store: Store) -> None:
    found = on(ground(store, MUNICIPALITY, 2024), Trial(has_cap=False))
    sizes = [abs(one.points or 0) for one in found.moved_actions]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > 0
