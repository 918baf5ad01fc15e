"""The roll-up on trees that can be added up by head."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.domain.rollup import (
    Aggregate,
    Outcome,
    RollupSettings,
    action_tags,
    find,
    natural_key,
    roll_up,
    tag_groups,
)
from dashboard.domain.rules import (
    DEFAULT_ROLLUP,
    ORGANISATION,
    Exclusion,
    Level,
    RollupMethod,
    RollupRule,
    Rounding,
)
from dashboard.errors import RollupError

CHILDREN, WEIGHTED = RollupMethod.MEAN_OF_CHILDREN, RollupMethod.WEIGHTED_MEAN
INDICATORS, ACTIONS = RollupMethod.MEAN_OF_INDICATORS, RollupMethod.MEAN_OF_ACTIONS


def outcome(
    direction: str | None,
    action: str,
    indicator: str,
    pct: float | None,
    left_out: str | None = None,
    weight: float | None = None,
    action_weight: float | None = None,
    operational: str | None = None,
    sector: str = "S1",
    service: str | None = None,
    tags: tuple[tuple[str, str], ...] = (),
) -> Outcome:
    return Outcome(
        sector_code=sector,
        action_code=action,
        indicator_code=indicator,
        achievement_pct=pct,
        left_out_reason=left_out,
        has_result=pct is not None,
        weight=weight,
        action_weight=action_weight,
        strategic_direction_code=direction,
        operational_objective_code=operational,
        service_name=service,
        tags=tags,
    )


def settings(
    rules: Mapping[Level, RollupMethod | RollupRule] | None = None,
    weights: Mapping[tuple[Level, str], float] | None = None,
    exclusions: tuple[Exclusion, ...] = (),
) -> RollupSettings:
    stated = {
        level: rule if isinstance(rule, RollupRule) else RollupRule(level, rule)
        for level, rule in (rules or {}).items()
    }
    return RollupSettings({**DEFAULT_ROLLUP, **stated}, weights or {}, exclusions)


def node(root: Aggregate, level: Level, code: str) -> Aggregate:
    found = find(root, level, code)
    assert found is not None
    return found


# Direction 1: action A with 100 and 50, action B with 0. Direction 2: action C with 80.
SMALL = [
    outcome("1", "A", "I1", 100.0),
    outcome("1", "A", "I2", 50.0),
    outcome("1", "B", "I1", 0.0),
    outcome("2", "C", "I1", 80.0),
]

#             method of the entity, of the direction -> direction 1, entity
METHODS = [
    (CHILDREN, INDICATORS, 50.0, 65.0),  # (100+50+0)/3; (50+80)/2
    (CHILDREN, CHILDREN, 37.5, 58.75),  # (75+0)/2; (37.5+80)/2
    (CHILDREN, ACTIONS, 37.5, 58.75),
    (INDICATORS, CHILDREN, 37.5, 57.5),  # (100+50+0+80)/4, whatever the directions are
    (ACTIONS, INDICATORS, 50.0, 155 / 3),  # (75+0+80)/3
    (WEIGHTED, INDICATORS, 50.0, 65.0),  # no weights: even
]


@pytest.mark.parametrize(("entity", "direction", "direction_pct", "entity_pct"), METHODS)
def test_each_level_follows_its_own_method(
    entity: RollupMethod, direction: RollupMethod, direction_pct: float, entity_pct: float
) -> None:
    root = roll_up(SMALL, settings({Level.ENTITY: entity, Level.DIRECTION: direction}))

    assert node(root, Level.DIRECTION, "1").value_pct == pytest.approx(direction_pct)
    assert root.value_pct == pytest.approx(entity_pct)
    assert (root.method, node(root, Level.DIRECTION, "1").method) == (entity, direction)


def test_a_mean_says_of_how_many_it_is_and_what_it_leaves_out() -> None:
    root = roll_up(
        [
            outcome("1", "A", "I1", 100.0),
            outcome("1", "A", "I2", None, "missing"),
            outcome("1", "A", "I3", 30.0, "not_assessable"),
            outcome("1", "B", "I1", 40.0),
            outcome("2", "C", "I1", None),  # comparable with nothing, though no reason is given
        ],
        settings(),
    )

    assert (root.counted_count, root.reported_count, root.indicator_count) == (2, 3, 5)
    assert root.left_out == {"missing": 1, "not_assessable": 1, "not_measurable": 1}
    assert root.coverage_pct == 60.0
    assert (root.value_pct, root.min_pct, root.max_pct) == (70.0, 70.0, 70.0)
    first = node(root, Level.DIRECTION, "1")
    assert (first.min_pct, first.max_pct) == (40.0, 100.0)


def test_nothing_counted_has_no_mean() -> None:
    root = roll_up([outcome("1", "A", "I1", None, "not_due")], settings())

    assert (root.value_pct, root.counted_count, root.min_pct) == (None, 0, None)
    assert node(root, Level.DIRECTION, "1").normalised_weight_pct is None


def test_no_indicators_at_all_make_an_empty_node() -> None:
    root = roll_up([], settings())

    assert (root.level, root.value_pct, root.indicator_count) == (Level.ENTITY, None, 0)
    assert root.coverage_pct is None


def test_weights_are_normalised_and_their_sum_is_shown() -> None:
    rules = settings({Level.ACTION: WEIGHTED})
    root = roll_up(
        [
            outcome("1", "A", "I1", 100.0, weight=3.0),
            outcome("1", "A", "I2", 50.0, weight=1.0),
            outcome("1", "A", "I3", None, "missing", weight=4.0),
        ],
        rules,
    )

    action = node(root, Level.ACTION, "A")
    assert action.value_pct == 87.5
    assert (action.weight_sum, action.equal_weights) == (8.0, False)
    assert [child.normalised_weight_pct for child in action.children] == [75.0, 25.0, None]


def test_an_empty_weight_counts_as_the_mean_of_the_stated_ones() -> None:
    root = roll_up(
        [
            outcome("1", "A", "I1", 100.0, weight=10.0),
            outcome("1", "A", "I2", 0.0),
            outcome("1", "A", "I3", None, "missing", weight=30.0),
        ],
        settings({Level.ACTION: WEIGHTED}),
    )

    action = node(root, Level.ACTION, "A")
    assert action.value_pct == pytest.approx(100 * 10 / 30)  # weights 10 and 20
    assert [child.weight for child in action.children] == [10.0, None, 30.0]


@pytest.mark.parametrize("weight", [None, 0.0])
def test_weights_that_are_all_empty_or_sum_to_zero_are_even(weight: float | None) -> None:
    root = roll_up(
        [outcome("1", "A", f"I{n}", pct, weight=weight) for n, pct in enumerate((100.0, 0.0))],
        settings({Level.ACTION: WEIGHTED}),
    )

    action = node(root, Level.ACTION, "A")
    assert (action.value_pct, action.equal_weights, action.weight_sum) == (50.0, True, weight)


def test_a_weight_of_the_registry_comes_before_that_of_the_sheet() -> None:
    root = roll_up(
        [
            outcome("1", "A", "I1", 100.0, action_weight=1.0),
            outcome("1", "B", "I1", 0.0, action_weight=1.0),
        ],
        settings({Level.DIRECTION: WEIGHTED}, {(Level.ACTION, "A"): 3.0}),
    )

    assert root.value_pct == 75.0


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(RollupError) as refused:
        roll_up([outcome("1", "A", "I1", 1.0, weight=-1.0)], settings())
    assert refused.value.params == {"reason": "negative_weight", "code": "I1", "weight": -1.0}

    with pytest.raises(RollupError):
        settings(weights={(Level.DIRECTION, "1"): -5.0})


def test_terms_are_rounded_first_only_where_the_rule_says_so() -> None:
    outcomes = [outcome("1", "A", "I1", 88.5), outcome("2", "B", "I1", 97.4)]
    rule = RollupRule(Level.ENTITY, CHILDREN, 0)

    assert roll_up(outcomes, settings()).value_pct == (88.5 + 97.4) / 2
    assert roll_up(outcomes, settings({Level.ENTITY: rule})).value_pct == 93.0  # 89 and 97
    down = RollupRule(Level.ENTITY, CHILDREN, 0, Rounding.DOWN)
    assert roll_up(outcomes, settings({Level.ENTITY: down})).value_pct == 92.5  # 88 and 97


def test_what_has_no_code_at_a_level_hangs_on_the_next_one_above() -> None:
    root = roll_up(
        [outcome("1", "A", "I1", 100.0, operational="1.1"), outcome("1", "B", "I1", 0.0)],
        settings({Level.DIRECTION: CHILDREN}),
    )

    children = node(root, Level.DIRECTION, "1").children
    assert [(child.level, child.code) for child in children] == [
        (Level.OPERATIONAL_OBJECTIVE, "1.1"),
        (Level.ACTION, "B"),
    ]
    assert root.value_pct == 50.0


def test_what_is_linked_to_no_direction_is_left_out_of_their_mean_and_said() -> None:
    outcomes = [
        outcome("1", "A", "I1", 100.0),
        outcome(None, "B", "I1", 0.0),
        outcome(None, "B", "I2", None, "missing"),
    ]

    root = roll_up(outcomes, settings())
    assert (root.value_pct, root.counted_count) == (100.0, 1)
    assert root.left_out == {"missing": 1, "not_linked": 1}
    every = roll_up(outcomes, settings({Level.ENTITY: INDICATORS}))
    assert (every.value_pct, every.left_out) == (50.0, {"missing": 1})


def test_where_nothing_is_linked_the_entity_is_the_mean_of_its_indicators() -> None:
    root = roll_up([outcome(None, "A", "I1", 10.0), outcome(None, "A", "I2", 30.0)], settings())

    assert (root.value_pct, root.method, root.left_out) == (20.0, INDICATORS, {})


def test_the_organisation_adds_up_by_service_and_sector() -> None:
    outcomes = [
        outcome("1", "A", "I1", 100.0, sector="S1", service="Tributi"),
        outcome("2", "B", "I1", 0.0, sector="S1"),
        outcome("1", "A", "I1", 20.0, sector="S2", service="Tributi"),
    ]

    root = roll_up(outcomes, settings({Level.SECTOR: CHILDREN}), ORGANISATION)

    assert [(child.code, child.value_pct) for child in root.children] == [
        ("S1", 50.0),
        ("S2", 20.0),
    ]
    assert root.value_pct == 35.0


def test_actions_of_two_sectors_with_one_code_stay_two() -> None:
    root = roll_up(
        [outcome("1", "A", "I1", 100.0, sector="S1"), outcome("1", "A", "I1", 0.0, sector="S2")],
        settings(),
    )

    assert len(node(root, Level.DIRECTION, "1").children) == 2
    second = find(root, Level.ACTION, "A", sector_code="S2")
    assert second is not None
    assert second.value_pct == 0.0


EXCLUSIONS = [  # what is excluded -> what direction 1 comes to, how many count in all
    (Exclusion(Level.INDICATOR, "I1", "sintesi"), 50.0, 1),
    (Exclusion(Level.INDICATOR, "I1", "sintesi", "S2"), 50.0, 4),  # of another sector
    (Exclusion(Level.ACTION, "A", "progetto sospeso"), 0.0, 2),
    (Exclusion(Level.SECTOR, "S1", "soppresso"), None, 0),
    (Exclusion(Level.DIRECTION, "2", "fuori mandato"), 50.0, 3),
]


@pytest.mark.parametrize(("exclusion", "direction_pct", "counted_count"), EXCLUSIONS)
def test_what_is_excluded_leaves_every_mean_and_is_counted(
    exclusion: Exclusion, direction_pct: float | None, counted_count: int
) -> None:
    root = roll_up(SMALL, settings(exclusions=(exclusion,)))

    assert node(root, Level.DIRECTION, "1").value_pct == direction_pct
    assert root.counted_count == counted_count
    assert root.left_out == ({"excluded": 4 - counted_count} if counted_count < 4 else {})


def test_excluding_the_whole_entity_is_refused() -> None:
    with pytest.raises(RollupError) as refused:
        settings(exclusions=(Exclusion(Level.ENTITY, "comune", "perché no"),))

    assert refused.value.params == {"reason": "entity_excluded"}


def test_an_indicator_that_is_there_twice_is_refused() -> None:
    with pytest.raises(RollupError) as refused:
        roll_up([SMALL[0], SMALL[0]], settings())

    assert refused.value.params["reason"] == "counted_twice"


def test_tags_group_actions_across_the_chain() -> None:
    pnrr, donne = ("tags", "PNRR"), ("tags", "parità")
    groups = tag_groups(
        [
            outcome("1", "A", "I1", 100.0, tags=(pnrr, donne)),
            outcome("2", "B", "I1", 50.0, tags=(pnrr, ("service_name", "Tributi"))),
        ],
        settings(),
        kind="tags",
    )

    assert [(one.label, one.whole.value_pct, one.whole.counted_count) for one in groups] == [
        ("PNRR", 75.0, 2),
        ("parità", 100.0, 1),
    ]


def test_an_action_has_its_fields_and_its_own_labels_as_tags() -> None:
    action = {"action_kind": "improvement", "service_name": None, "tags": "PNRR; parità ;PNRR;"}

    assert action_tags(action) == (
        ("action_kind", "improvement"),
        ("tags", "PNRR"),
        ("tags", "parità"),
    )


def test_codes_are_in_the_order_in_which_people_count() -> None:
    assert sorted(["10", "2", "1.10", "1.2", "S1"], key=natural_key) == [
        "1.2",
        "1.10",
        "2",
        "10",
        "S1",
    ]
