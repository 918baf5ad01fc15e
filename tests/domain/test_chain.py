"""Few enough links to be read, and every action in one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.chain import MAX_LINK_COUNT, ActionWay, gathered_flows

OTHERS, OTHER_SECTORS = "altri obiettivi", "altri settori"
WAYS = st.lists(
    st.builds(
        ActionWay,
        objective=st.one_of(st.none(), st.integers(1, 40).map(lambda n: f"O{n}")),
        sector=st.integers(1, 30).map(lambda n: f"S{n}"),
        place=st.sampled_from(["PEG e PIAO", "solo PEG", "solo PIAO"]),
    ),
    max_size=200,
)


@given(WAYS)
def test_links_stay_few_and_no_action_is_left_out(ways: list[ActionWay]) -> None:
    flows = gathered_flows(ways, OTHERS, OTHER_SECTORS)

    assert flows.link_count <= MAX_LINK_COUNT
    assert sum(flows.to_sectors.values()) == len(ways)
    assert sum(flows.to_places.values()) == len(ways)
    without = sum(way.objective is None for way in ways)
    assert sum(n for (objective, _), n in flows.to_sectors.items() if objective is None) == without


@given(WAYS)
def test_what_enters_a_sector_leaves_it(ways: list[ActionWay]) -> None:
    flows = gathered_flows(ways, OTHERS, OTHER_SECTORS)

    sectors = {sector for _, sector in flows.to_sectors}
    for sector in sectors:
        entering = sum(n for (_, to), n in flows.to_sectors.items() if to == sector)
        leaving = sum(n for (start, _), n in flows.to_places.items() if start == sector)
        assert entering == leaving


def test_few_links_are_drawn_as_they_are() -> None:
    ways = [
        ActionWay("O1", "S1", "PIAO"),
        ActionWay("O1", "S1", "PIAO"),
        ActionWay(None, "S1", "PEG"),
    ]

    flows = gathered_flows(ways, OTHERS, OTHER_SECTORS)

    assert flows.to_sectors == {("O1", "S1"): 2, (None, "S1"): 1}
    assert flows.to_places == {("S1", "PIAO"): 2, ("S1", "PEG"): 1}
    assert (flows.gathered_objective_count, flows.gathered_sector_count) == (0, 0)


def test_the_smallest_are_gathered_and_counted() -> None:
    large = [ActionWay("O1", "S1", "PIAO")] * 3
    small = [ActionWay(f"O{n}", "S1", "PIAO") for n in (2, 3, 4)]

    flows = gathered_flows([*large, *small], OTHERS, OTHER_SECTORS, max_link_count=3)

    assert flows.to_sectors == {("O1", "S1"): 3, (OTHERS, "S1"): 3}
    assert flows.gathered_objective_count == 3
