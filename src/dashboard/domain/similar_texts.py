"""Say how much two texts have in common: the share of their pairs of neighbouring words.

Case, accents, punctuation and numbers are left out: a sentence copied with another figure in it is
still a copy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from dashboard.domain.names import normalised_name

Name = TypeVar("Name", bound=Hashable)
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
        self._names_by_pair: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name, pairs in self._pairs.items():
            for pair in pairs:
                self._names_by_pair[pair].append(name)

    def like(self, text: str, from_pct: float, besides: Name) -> list[Likeness[Name]]:
        """Gives the texts that share at least so much with one, the likest first."""
        pairs = _pairs_of(text)
        common = Counter(name for pair in pairs for name in self._names_by_pair.get(pair, ()))
        found = [
            Likeness(name, 200 * count / (len(pairs) + len(self._pairs[name])))
            for name, count in common.items()
            if name != besides
        ]
        return sorted(
            (one for one in found if one.shared_pct >= from_pct), key=lambda one: -one.shared_pct
        )


def shared_pct(first: str, second: str) -> float:
    """Gives how much two texts share, from 0 to 100: twice the common pairs out of all pairs."""
    these, those = _pairs_of(first), _pairs_of(second)
    return 200 * len(these & those) / (len(these) + len(those)) if these and those else 0.0


def _pairs_of(text: str) -> _Pairs:
    """Gives the pairs of neighbouring words; of a single word, that word."""
    words = [word for word in normalised_name(text).split() if not word.isdigit()]
    return frozenset(pairwise(words)) or frozenset((word,) for word in words)
