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


class Likest(NamedTuple, Generic[Name]):
    """The text most like another; `shared_pct`: 100 where all pairs of words are shared.

    `alike_count`: how many are like it at all, this one among them.
    """

    name: Name
    shared_pct: float
    alike_count: int


class TextPool(Generic[Name]):
    """Texts with names, made ready to be compared with one another.

    Texts of the same pairs of words are one to it: a sentence that two thousand results share is
    compared once, and not two million times.
    """

    def __init__(self, texts: Iterable[tuple[Name, str]]) -> None:
        """Takes each text with its name; texts without words are like nothing."""
        self._pairs = {name: _pairs_of(text) for name, text in texts}
        self._places = {name: place for place, name in enumerate(self._pairs)}
        self._names: defaultdict[_Pairs, list[Name]] = defaultdict(list)
        for name, pairs in self._pairs.items():
            self._names[pairs].append(name)
        self._holders: defaultdict[tuple[str, ...], list[_Pairs]] = defaultdict(list)
        for pairs in self._names:
            for pair in pairs:
                self._holders[pair].append(pairs)
        self._found: dict[tuple[_Pairs, float], list[tuple[float, _Pairs]]] = {}

    def likest(self, text: str, from_pct: float, besides: Name) -> Likest[Name] | None:
        """Gives the text that shares most with one, the first of those that share as much.

        None where none shares at least `from_pct`. `besides`: the text's own name.
        """
        found = self._like(_pairs_of(text), from_pct)
        own = self._pairs.get(besides)
        count = sum(len(self._names[pairs]) - (pairs == own) for _, pairs in found)
        others = (
            (-pct, self._places[name], name)
            for pct, pairs in found
            if (name := next((one for one in self._names[pairs] if one != besides), None))
            is not None
        )
        likest = min(others, key=lambda one: one[:2], default=None)
        return None if likest is None else Likest(likest[2], -likest[0], count)

    def _like(self, pairs: _Pairs, from_pct: float) -> list[tuple[float, _Pairs]]:
        """Gives what shares at least so much with these pairs, and how much; worked out once."""
        asked = pairs, from_pct
        if asked not in self._found:
            shares = ((_shared_pct(pairs, one), one) for one in self._candidates(pairs, from_pct))
            self._found[asked] = [one for one in shares if one[0] >= from_pct]
        return self._found[asked]

    def _candidates(self, pairs: _Pairs, from_pct: float) -> set[_Pairs]:
        """Gives every text that may share so much, and few others.

        A text that shares d (of 1) holds at least d / (2 - d) of the pairs. So it holds one of any
        that are more than the rest: the rarest are looked at, which few texts hold.
        """
        share = from_pct / 100
        fewest_common = ceil(share / (2 - share) * len(pairs) - _NOISE)
        rarest = sorted(pairs, key=lambda pair: (len(self._holders.get(pair, ())), pair))
        looked_at = rarest[: len(pairs) - fewest_common + 1]
        return {holder for pair in looked_at for holder in self._holders.get(pair, ())}


def shared_pct(first: str, second: str) -> float:
    """Gives how much two texts share, from 0 to 100: twice the common pairs out of all pairs."""
    return _shared_pct(_pairs_of(first), _pairs_of(second))


def _shared_pct(these: _Pairs, those: _Pairs) -> float:
    return 200 * len(these & those) / (len(these) + len(those)) if these and those else 0.0


def _pairs_of(text: str) -> _Pairs:
    """Gives the pairs of neighbouring words; of a single word, that word."""
    words = [word for word in normalised_name(text).split() if not word.isdigit()]
    return frozenset(pairwise(words)) or frozenset((word,) for word in words)
