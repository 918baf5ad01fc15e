"""Trees are taken apart: the way to a node, and what each part costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.explanation import (
    Contribution,
    Node,
    Scope,
    below,
    contributions,
    indicator_id,
    node_of,
    paths_below,
    paths_to,
)
from dashboard.domain.model import Period
from dashboard.domain.rollup import Aggregate, Outcome, RollupSettings, roll_up
from dashboard.domain.rules import (
    CHAIN,
    DEFAULT_ROLLUP,
    ORGANISATION,
    Level,
    RollupMethod,
    RollupRule,
    Rounding,
)


def outcome(
    direction: str | None,
    action: str,
    indicator: str,
    pct: float | None,
    sector: str = "S1",
    weight: float | None = None,
    service: str | None = None,
) -> Outcome:
    return Outcome(
        sector_code=sector,
        action_code=action,
        indicator_code=indicator,
        achievement_pct=pct,
        left_out_reason="missing" if pct is None else None,
        has_result=pct is not None,
        weight=weight,
        strategic_direction_code=direction,
        service_name=service,
    )


def tree(
    outcomes: Sequence[Outcome],
    rules: Mapping[Level, RollupRule] | None = None,
    chain: Sequence[Level] = CHAIN,
) -> Aggregate:
    return roll_up(outcomes, RollupSettings({**DEFAULT_ROLLUP, **(rules or {})}), chain)


def by(level: Level, method: RollupMethod, digits: int | None = None) -> dict[Level, RollupRule]:
    return {level: RollupRule(level, method, digits)}


def points(found: Sequence[Contribution]) -> dict[str | None, float]:
    return {None if one.part is None else one.part.code: one.points for one in found}


TWO_DIRECTIONS = [
    outcome("1", "A1", "1", 100.0),
    outcome("1", "A1", "2", 60.0),
    outcome("2", "A2", "1", 90.0),
]


@pytest.mark.parametrize(
    ("sector_code", "direction_code", "is_held"),
    [
        (None, None, True),
        ("S1", None, True),
        ("S2", None, False),
        (None, "D1", True),
        (None, "D2", False),
        ("S1", "D1", True),
        ("S1", "D2", False),
        ("S2", "D1", False),
    ],
)
def test_a_scope_holds_the_rows_of_its_sector_and_direction(
    sector_code: str | None, direction_code: str | None, is_held: bool
) -> None:
    scope = Scope("E", 2024, Period.FINAL, sector_code, direction_code)

    assert scope.holds({"sector_code": "S1", "strategic_direction_code": "D1"}) is is_held
    assert scope.of_all() == Scope("E", 2024, Period.FINAL)


def test_in_a_mean_of_children_each_costs_its_even_share_of_what_it_lacks() -> None:
    root = tree(TWO_DIRECTIONS)

    # Direction 1 is at 80, direction 2 at 90; each weighs a half: 100 - 10 - 5 = 85.
    assert root.value_pct == 85.0
    assert points(contributions(root)) == {"1": -10.0, "2": -5.0}


def test_in_a_mean_of_indicators_a_part_costs_what_all_its_indicators_lack() -> None:
    root = tree(TWO_DIRECTIONS, by(Level.ENTITY, RollupMethod.MEAN_OF_INDICATORS))

    # (100 + 60 + 90) / 3: direction 1 costs 40/3, direction 2 costs 10/3.
    assert points(contributions(root)) == pytest.approx({"1": -40 / 3, "2": -10 / 3})


def test_in_a_mean_of_actions_a_part_costs_what_all_its_actions_lack() -> None:
    outcomes = [*TWO_DIRECTIONS, outcome("1", "A3", "1", 50.0)]
    root = tree(outcomes, by(Level.ENTITY, RollupMethod.MEAN_OF_ACTIONS))

    # Actions at 80, 50 (direction 1) and 90 (direction 2), a third each.
    assert points(contributions(root)) == pytest.approx({"1": -70 / 3, "2": -10 / 3})


def test_in_a_weighted_mean_a_part_costs_its_normalised_weight_of_what_it_lacks() -> None:
    outcomes = [
        outcome("1", "A1", "1", 50.0, weight=30.0),
        outcome("1", "A1", "2", 100.0, weight=10.0),
    ]
    root = tree(outcomes, by(Level.ACTION, RollupMethod.WEIGHTED_MEAN))
    [action] = below(root, Level.ACTION)

    assert action.value_pct == 62.5
    assert points(contributions(action)) == {"1": -37.5, "2": 0.0}


def test_a_part_above_100_adds_points() -> None:
    [action] = below(
        tree([outcome("1", "A1", "1", 120.0), outcome("1", "A1", "2", 90.0)]), Level.ACTION
    )

    assert points(contributions(action)) == {"1": 10.0, "2": -5.0}


def test_what_is_left_out_costs_nothing_and_is_no_part() -> None:
    [action] = below(
        tree([outcome("1", "A1", "1", 80.0), outcome("1", "A1", "2", None)]), Level.ACTION
    )

    assert points(contributions(action)) == {"1": -20.0}


def test_what_has_no_direction_takes_no_part_in_the_mean_of_directions() -> None:
    root = tree([*TWO_DIRECTIONS, outcome(None, "A9", "1", 0.0)])

    assert points(contributions(root)) == {"1": -10.0, "2": -5.0}


def test_without_a_value_there_is_nothing_to_take_apart() -> None:
    assert contributions(tree([outcome("1", "A1", "1", None)])) == ()
    assert contributions(tree([])) == ()


def test_rounding_the_parts_first_stands_by_itself() -> None:
    outcomes = [outcome("1", "A1", "1", 97.4), outcome("2", "A2", "1", 88.5)]
    root = tree(outcomes, by(Level.ENTITY, RollupMethod.MEAN_OF_CHILDREN, digits=0))

    # 97 and 89 in place of 97.4 and 88.5: (97 + 89) / 2 = 93, and not 92.95.
    assert root.value_pct == 93.0
    assert points(contributions(root)) == pytest.approx({"1": -1.3, "2": -5.75, None: 0.05})


_OUTCOMES = st.lists(
    st.builds(
        outcome,
        st.sampled_from(["1", "2", None]),
        st.sampled_from(["A1", "A2", "A3"]),
        st.sampled_from(["1", "2", "3"]),
        st.none() | st.floats(0, 150, width=32),
        sector=st.sampled_from(["S1", "S2"]),
        weight=st.none() | st.floats(0, 10, width=32),
        service=st.sampled_from(["Anagrafe", None]),
    ),
    unique_by=lambda one: (one.sector_code, one.action_code, one.indicator_code),
    max_size=12,
)
_RULES = st.fixed_dictionaries(
    {
        level: st.builds(
            RollupRule,
            st.just(level),
            st.sampled_from(RollupMethod),
            st.none() | st.integers(0, 2),
            st.sampled_from(Rounding),
        )
        for level in Level
        if level is not Level.INDICATOR
    }
)


@given(_OUTCOMES, _RULES, st.sampled_from([CHAIN, ORGANISATION]))
def test_100_and_all_points_are_the_value_of_every_node_by_every_method(
    outcomes: list[Outcome], rules: dict[Level, RollupRule], chain: tuple[Level, ...]
) -> None:
    root = roll_up(outcomes, RollupSettings(rules), chain)
    nodes = [path[-1] for level in chain for path in paths_below((root,), level)]

    for one in nodes:
        if one.value_pct is not None and one.children:
            total = 100 + sum(part.points for part in contributions(one))
            assert total == pytest.approx(one.value_pct, abs=1e-9)


@given(_OUTCOMES, _RULES, st.sampled_from([CHAIN, ORGANISATION]))
def test_what_rounding_does_stays_within_the_digits_it_rounds_to(
    outcomes: list[Outcome], rules: dict[Level, RollupRule], chain: tuple[Level, ...]
) -> None:
    root = roll_up(outcomes, RollupSettings(rules), chain)

    for path in (path for level in chain for path in paths_below((root,), level)):
        for part in contributions(path[-1]):
            if part.part is None:
                assert abs(part.points) <= 10.0 ** -(path[-1].rounding_digits or 0) + 1e-5


def test_the_name_of_a_node_leads_back_to_it_whatever_shares_its_code() -> None:
    outcomes = [
        outcome("1", "1", "1", 100.0, sector="S1"),
        outcome("1", "1", "1", 50.0, sector="S2"),
        outcome("2", "2", "1", 80.0, sector="S1", service="Anagrafe"),
        outcome("2", "3", "1", 70.0, sector="S2", service="Anagrafe"),
    ]
    for chain, is_by_sector in ((CHAIN, False), (ORGANISATION, True)):
        root = tree(outcomes, chain=chain)
        paths = [path for level in chain for path in paths_below((root,), level)]
        for path in paths:
            assert paths_to(root, node_of(path, is_by_sector=is_by_sector)) == [path]


def test_a_name_that_says_too_little_finds_all_that_bear_it() -> None:
    root = tree([outcome("1", "A1", "1", 100.0), outcome("1", "A1", "1", 50.0, sector="S2")])

    found = paths_to(root, Node(Level.ACTION, "A1"))
    assert [node_of(path).sector_code for path in found] == ["S1", "S2"]
    assert paths_to(root, Node(Level.ACTION, "A2")) == []


def test_only_an_indicator_has_the_name_of_one() -> None:
    root = tree(TWO_DIRECTIONS)

    assert next(map(indicator_id, below(root, Level.INDICATOR))) == ("S1", "A1", "1")
    with pytest.raises(ValueError, match="no indicator"):
        indicator_id(root)
