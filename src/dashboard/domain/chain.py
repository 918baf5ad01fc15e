"""How actions hang on the DUP, and how their ways are drawn with few enough links to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """Whether an action reaches an operational objective of the DUP (view `action_link`).

    `no_dup`: it names one, and no DUP of the year is in force that could confirm it.
    """

    LINKED = "linked"
    NO_OBJECTIVE = "no_objective"
    UNKNOWN_OBJECTIVE = "unknown_objective"
    NO_DUP = "no_dup"


MAX_LINK_COUNT = 40
"""More links than this cannot be told apart in one picture."""


@dataclass(frozen=True, slots=True)
class ActionWay:
    """The way of one action: what it serves, whose it is, in which documents it stands.

    `objective` is None for an action that reaches none.
    """

    objective: str | None
    sector: str
    place: str


@dataclass(frozen=True, slots=True)
class Flows:
    """How many actions go from objectives to sectors, and from sectors to documents.

    Names that were gathered are replaced by the name of the rest that was asked for.
    """

    to_sectors: Mapping[tuple[str | None, str], int]
    to_places: Mapping[tuple[str, str], int]
    gathered_objective_count: int
    gathered_sector_count: int

    @property
    def link_count(self) -> int:
        """Gives how many links there are to draw."""
        return len(self.to_sectors) + len(self.to_places)


def gathered_flows(
    ways: Sequence[ActionWay],
    other_objectives: str,
    other_sectors: str,
    max_link_count: int = MAX_LINK_COUNT,
) -> Flows:
    """Adds ways up and gathers the smallest objectives and sectors until few links are left.

    The longer of the two lists gives way first. Actions that reach no objective are never
    gathered: they are what the picture is looked at for. No action is left out.
    """
    objectives = _by_size(way.objective for way in ways if way.objective is not None)
    sectors = _by_size(way.sector for way in ways)
    kept_objective_count, kept_sector_count = len(objectives), len(sectors)
    while True:
        flows = _flows(
            ways,
            _renamer(objectives[kept_objective_count:], other_objectives),
            _renamer(sectors[kept_sector_count:], other_sectors),
            (len(objectives) - kept_objective_count, len(sectors) - kept_sector_count),
        )
        if flows.link_count <= max_link_count or kept_objective_count + kept_sector_count == 0:
            return flows
        if kept_objective_count >= kept_sector_count:
            kept_objective_count = _one_less(kept_objective_count, len(objectives))
        else:
            kept_sector_count = _one_less(kept_sector_count, len(sectors))


def _by_size(names: Iterable[str]) -> list[str]:
    """Gives the names, those of most actions first; equal ones as they come."""
    return [name for name, _ in Counter(names).most_common()]


def _one_less(kept_count: int, name_count: int) -> int:
    # Two at first: a rest of one is no rest, and would only lose its name.
    return max(0, kept_count - (2 if kept_count == name_count else 1))


def _renamer(gathered: Collection[str], rest: str) -> Callable[[str], str]:
    names = set(gathered)
    return lambda name: rest if name in names else name


def _flows(
    ways: Sequence[ActionWay],
    objective_name: Callable[[str], str],
    sector_name: Callable[[str], str],
    gathered_counts: tuple[int, int],
) -> Flows:
    to_sectors = Counter(
        (
            None if way.objective is None else objective_name(way.objective),
            sector_name(way.sector),
        )
        for way in ways
    )
    to_places = Counter((sector_name(way.sector), way.place) for way in ways)
    return Flows(to_sectors, to_places, *gathered_counts)
