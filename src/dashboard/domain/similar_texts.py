"""Say how much two texts have in common: the share of their pairs of neighbouring words.

Case, accents, punctuation and numbers are left out: a sentence copied with another figure in it is
still a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise
from math import ceil
from typing import Generic, NamedTuple, TypeVar

from dashboard.domain.names import normalised_name

Name = TypeVar("Name", bound=Hashable)
_NOISE = 1e-9
_Pairs = frozenset[tuple[str, ...]]


class Likeness(NamedTuple, Generic[Name]):
    """A text that is like another, and how much: 100 where all pairs of words are shared."""

    name: Name
    shared_pct: float


class TextPool(Generic[Name]):
    """Texts with names, made ready to be compared with one another."""

    def __init__(self, texts: Iterable[tuple[Name, str]]) -> None:
        """Takes each text with its name; texts without words are like nothing."""
        self._pairs = {name: _pairs_of(text) for name, text in texts}
        self._places = {name: place for place, name in enumerate(self._pairs)}
        self._names_by_pair: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name, pairs in self._pairs.items():
            for pair in pairs:
                self._names_by_pair[pair].append(name)

    def like(self, text: str, from_pct: float, besides: Name) -> list[Likeness[Name]]:
        """Gives the texts that share at least so much with one: the likest first, then in order."""
        pairs = _pairs_of(text)
        found = [
            Likeness(name, _shared_pct(pairs, self._pairs[name]))
            for name in self._candidates(pairs, from_pct)
            if name != besides
        ]
        return sorted(
            (one for one in found if one.shared_pct >= from_pct),
            key=lambda one: (-one.shared_pct, self._places[one.name]),
        )

    def _candidates(self, pairs: _Pairs, from_pct: float) -> set[Name]:
        """Gives every text that may share so much, and few others.

        A text that shares d (of 1) holds at least d / (2 - d) of the pairs. So it holds one of any
        that are more than the rest: the rarest are looked at, which few texts hold.
        """
        share = from_pct / 100
        fewest_common = ceil(share / (2 - share) * len(pairs) - _NOISE)
        rarest = sorted(pairs, key=lambda pair: (len(self._names_by_pair.get(pair, ())), pair))
        looked_at = rarest[: len(pairs) - fewest_common + 1]
        return {name for pair in looked_at for name in self._names_by_pair.get(pair, ())}


def shared_pct(first: str, second: str) -> float:
    """Gives how much two texts share, from 0 to 100: twice the common pairs out of all pairs."""
    return _shared_pct(_pairs_of(first), _pairs_of(second))


def _shared_pct(these: _Pairs, those: _Pairs) -> float:
    return 200 * len(these & those) / (len(these) + len(those)) if these and those else 0.0


def _pairs_of(text: str) -> _Pairs:
    """Gives the pairs of neighbouring words; of a single word, that word."""
    words = [word for word in normalised_name(text).split() if not word.isdigit()]
    return frozenset(pairwise(words)) or frozenset((word,) for word in words)
