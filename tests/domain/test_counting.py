"""Counting along a chain gives what the roll-up gives, and other ways that can be done by head."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.counting import Chain, Row, Step, configured_chain, grouped
from dashboard.domain.rollup import Outcome, RollupSettings, roll_up
from dashboard.domain.rules import (
    CHAIN,
    DEFAULT_ROLLUP,
    ORGANISATION,
    Level,
    RollupMethod,
    RollupRule,
    Rounding,
)

INDICATORS = Step(Level.INDICATOR)


def row(pct: float | None, *, weight: float | None = None, **codes: str) -> Row:
    """A row of sector S1; `codes` by level: direction="A", action="1"."""
    by_level = {Level(level): (code,) for level, code in {"sector": "S1", **codes}.items()}
    return Row(by_level, pct, weight=weight)


def mean_of(rows: list[Row], chain: Chain, **weights: float) -> float | None:
    """`weights` by level and code: direction_A=2."""
    stated = {
        (Level(level), code): weight
        for (level, _, code), weight in ((name.rpartition("_"), w) for name, w in weights.items())
    }
    return grouped(rows, chain, stated).mean_pct([one.stated_pct for one in rows])


TWO_AREAS = [row(100, direction="A"), row(80, direction="A"), row(60.4, direction="B")]


@pytest.mark.parametrize(
    ("chain", "mean"),
    [
        #  units that are averaged                                mean
        ((INDICATORS,), 240.4 / 3),
        ((Step(Level.DIRECTION), INDICATORS), (90 + 60.4) / 2),
        ((Step(Level.DIRECTION, rounding_digits=0), INDICATORS), (90 + 60) / 2),
        (
            (Step(Level.DIRECTION, rounding_digits=0, rounding_direction=Rounding.UP), INDICATORS),
            75.5,
        ),
        ((Step(Level.SECTOR), Step(Level.DIRECTION), INDICATORS), (90 + 60.4) / 2),
    ],
)
def test_each_chain_averages_its_own_units(chain: Chain, mean: float) -> None:
    assert mean_of(TWO_AREAS, chain) == pytest.approx(mean)


def test_stated_weights_count_and_an_empty_one_is_as_heavy_as_the_others_on_average() -> None:
    chain = (Step(Level.DIRECTION, is_weighted=True), INDICATORS)
    rows = [row(100, direction="A"), row(0, direction="B"), row(50, direction="C")]

    assert mean_of(rows, chain, direction_A=3, direction_B=1) == pytest.approx((300 + 0 + 100) / 6)
    assert mean_of(rows, chain) == pytest.approx(50)


def test_what_belongs_to_no_direction_is_left_out_of_their_mean_unless_it_is_all_there_is() -> None:
    chain = (Step(Level.DIRECTION), INDICATORS)

    assert mean_of([row(100, direction="A"), row(20)], chain) == 100
    assert mean_of([row(None, direction="A"), row(20)], chain) == 20


def test_what_belongs_to_no_objective_hangs_one_level_higher() -> None:
    chain = (Step(Level.OPERATIONAL_OBJECTIVE), Step(Level.ACTION), INDICATORS)
    rows = [
        row(100, operational_objective="O", action="1"),
        row(100, operational_objective="O", action="2"),
        row(40, action="3"),
    ]

    assert mean_of(rows, chain) == 70


def test_nothing_counted_has_no_mean() -> None:
    assert mean_of([row(None, direction="A")], (INDICATORS,)) is None
    assert mean_of([], (Step(Level.DIRECTION), INDICATORS)) is None


codes = st.sampled_from(["1", "2"])
maybe_codes = st.one_of(st.none(), codes)
maybe_weights = st.one_of(st.none(), st.sampled_from([0.0, 1.0, 2.5]))
links = st.fixed_dictionaries(
    {
        "direction": maybe_codes,
        "strategic": maybe_codes,
        "operational": maybe_codes,
        "service": maybe_codes,
        "weight": maybe_weights,
    }
)
rules = st.fixed_dictionaries(
    {
        level: st.builds(
            RollupRule,
            st.just(level),
            st.sampled_from(list(RollupMethod)),
            st.sampled_from([None, 0, 1]),
            st.sampled_from(list(Rounding)),
        )
        for level in DEFAULT_ROLLUP
    }
)


@given(
    # Links and weight belong to the action: two indicators of one action cannot differ in them.
    by_action=st.dictionaries(st.tuples(codes, st.sampled_from("abc")), links, max_size=6),
    pcts=st.lists(
        st.one_of(st.none(), st.sampled_from([0.0, 33.3, 50.0, 87.5, 100.0])), max_size=12
    ),
    weights=st.lists(maybe_weights, min_size=12, max_size=12),
    rules=rules,
    node_weights=st.dictionaries(
        st.tuples(st.sampled_from([Level.DIRECTION, Level.OPERATIONAL_OBJECTIVE]), codes),
        st.sampled_from([0.0, 1.0, 3.0]),
    ),
    chain=st.sampled_from([CHAIN, ORGANISATION]),
)
def test_the_chain_of_the_rules_gives_what_the_roll_up_gives(
    by_action: dict[tuple[str, str], dict[str, Any]],
    pcts: list[float | None],
    weights: list[float | None],
    rules: dict[Level, RollupRule],
    node_weights: dict[tuple[Level, str], float],
    chain: tuple[Level, ...],
) -> None:
    actions = sorted(by_action)
    places = [(*actions[index % len(actions)], str(index)) for index in range(len(pcts)) if actions]
    outcomes = [
        outcome(place, by_action[place[:2]], pct, weight)
        for place, pct, weight in zip(places, pcts, weights, strict=False)
    ]
    rows = [as_row(one) for one in outcomes]
    top = chain[-2]

    whole = roll_up(outcomes, RollupSettings(rules, node_weights), chain)
    steps = configured_chain(Level.ENTITY, rules)
    if top is Level.SECTOR:
        steps = organisation_chain(rules)
    group = grouped(rows, steps, node_weights)
    counted = [one.stated_pct for one in rows]

    assert group.mean_pct(counted) == (
        None if whole.value_pct is None else pytest.approx(whole.value_pct)
    )
    assert group.counted_count(counted) == whole.counted_count


def organisation_chain(rules: dict[Level, RollupRule]) -> Chain:
    """The entity's own rule, with sectors where it says children."""
    entity = configured_chain(Level.ENTITY, rules)
    if entity[0].level is not Level.DIRECTION:
        return entity
    first = entity[0]
    return (
        Step(Level.SECTOR, first.is_weighted, first.rounding_digits, first.rounding_direction),
        *configured_chain(Level.SECTOR, rules),
    )


def outcome(
    place: tuple[str, str, str], links: dict[str, Any], pct: float | None, weight: float | None
) -> Outcome:
    sector, action, indicator = place
    return Outcome(
        sector_code=sector,
        action_code=action,
        indicator_code=indicator,
        achievement_pct=pct,
        left_out_reason=None if pct is not None else "missing",
        has_result=pct is not None,
        weight=weight,
        action_weight=links["weight"],
        strategic_direction_code=links["direction"],
        strategic_objective_code=links["strategic"],
        operational_objective_code=links["operational"],
        service_name=links["service"],
    )


def as_row(one: Outcome) -> Row:
    stated = {
        Level.DIRECTION: (one.strategic_direction_code,),
        Level.STRATEGIC_OBJECTIVE: (one.strategic_direction_code, one.strategic_objective_code),
        Level.SERVICE: (one.sector_code, one.service_name),
        Level.OPERATIONAL_OBJECTIVE: (
            one.strategic_direction_code,
            one.strategic_objective_code,
            one.operational_objective_code,
        ),
    }
    found = {level: code for level, code in stated.items() if code[-1] is not None}
    found[Level.SECTOR] = (one.sector_code,)
    found[Level.ACTION] = (one.sector_code, one.action_code)
    found[Level.INDICATOR] = (one.sector_code, one.action_code, one.indicator_code)
    return Row(
        found,  # type: ignore[arg-type]
        one.achievement_pct,
        left_out_reason=one.left_out_reason,
        weight=one.weight,
        action_weight=one.action_weight,
    )
