"""Suggest why a target was missed from the words of a reason. A person confirms, or does not.

Nothing is learnt or weighed: each class has a list of words, and the words found are the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from dashboard.domain.names import normalised_name
from dashboard.domain.phrases import spans_of_any
from dashboard.domain.reason_words import CONNECTIVES, reason_words
from dashboard.domain.reviews import CauseClass

# "senza carenza di personale", "non è dovuto alla ditta": there the cause is denied. What was not
# done ("non sono arrivati i fondi") denies nothing, and "non solo per" affirms.
_DENIED_BEFORE = re.compile(
    r"\b(?:(?:senza|nessun[oa]?|assenza di)(?: \w+){0,2}"
    r"|non(?: (?:e|era|sono|erano|stat[oaie]|certo))*"
    r" (?:per|da|a causa|dovut[oaie]|imputabil[ei]|attribuibil[ei]|riconducibil[ei]"
    r"|legat[oaie]|causat[oaie]|determinat[oaie]|dipende|dipeso)"
    r"(?: (?:al?|all[oae]?|ai|agli|alle|dal?|dall[oae]?|dai|dagli|dalle|di|del|dell[oae]?|dei"
    r"|degli|delle|un|un[oa]|il|lo|la|l|i|gli|le))*) $"
)

_KEPT_REASONS = 4096  # of two years of a large city; most of them stand in two reports
_FARTHEST_DENIAL = 120  # letters, more than any denial has: a long text is not read again and again


@dataclass(frozen=True, slots=True)
class CauseSuggestion:
    """A class of causes that a reason may name, with the words (plain) that say so."""

    cause_class: CauseClass
    words_found: tuple[str, ...]


class _Hit(NamedTuple):
    start: int
    end: int
    cause_class: CauseClass


@lru_cache(maxsize=_KEPT_REASONS)
def suggested_causes(reason: str) -> tuple[CauseSuggestion, ...]:
    """Gives the classes whose words a reason holds, that with most words first; often several.

    Words that a longer phrase holds are not counted again, whichever class it is of. None is an
    answer too: the reason may name a cause in words that no list has.
    """
    plain = normalised_name(reason)
    found: dict[CauseClass, list[str]] = {}
    for hit in _longest(_hits(plain)):
        words = found.setdefault(hit.cause_class, [])
        if plain[hit.start : hit.end] not in words:
            words.append(plain[hit.start : hit.end])
    order = list(CauseClass)
    ordered = sorted(found, key=lambda one: (-len(found[one]), order.index(one)))
    return tuple(CauseSuggestion(one, tuple(found[one])) for one in ordered)


def cause_words_in(reason: str) -> str | None:
    """Gives the first words by which a reason names or announces a cause; None without any."""
    suggested = suggested_causes(reason)
    if suggested:
        return suggested[0].words_found[0]
    plain = normalised_name(reason)
    announced = spans_of_any(plain, reason_words()[CONNECTIVES])
    return next((plain[start:end] for start, end in announced), None)


def _hits(plain: str) -> list[_Hit]:
    return [
        _Hit(start, end, cause_class)
        for cause_class in CauseClass
        for start, end in spans_of_any(plain, reason_words()[cause_class])
        if not _DENIED_BEFORE.search(plain[max(0, start - _FARTHEST_DENIAL) : start])
    ]


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Leaves out hits within a longer one; gives the others in the order of the text."""
    by_length = sorted(hits, key=lambda one: (one.start - one.end, one.start))
    kept: list[_Hit] = []
    for hit in by_length:
        around = [one for one in kept if one.start <= hit.start and hit.end <= one.end]
        if all((one.start, one.end) == (hit.start, hit.end) for one in around):
            kept.append(hit)
    return sorted(kept)
