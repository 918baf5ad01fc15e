"""Find phrases in what people typed: without accents, case and punctuation.

In a phrase a word that ends in an asterisk stands for all words that begin so, and "…" for up to
three words of any kind: "carenz* … personale" is in "carenza cronica di personale".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dashboard.domain.names import normalised_name

GAP = "…"
MOST_WORDS_IN_A_GAP = 3
_START_LETTERS = 2


def first_phrase(text: str, phrases: Iterable[str]) -> str | None:
    """Gives the first of the phrases that a text holds, as it is written there (plain)."""
    plain = normalised_name(text)
    for phrase in phrases:
        for start, end in spans(plain, phrase):
            return plain[start:end]
    return None


def spans(plain: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Gives where a phrase stands in a plain text (see `normalised_name`): start and end."""
    return (match.span() for match in _pattern(phrase).finditer(plain))


def spans_of_any(plain: str, phrases: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Gives where any of many phrases stands in a plain text.

    Looks only for phrases that begin as some word of the text does: of hundreds, a few dozen.
    """
    words = plain.split()
    starts = {word[:length] for word in words for length in (1, _START_LETTERS)}
    by_start = _by_start(phrases)
    for start in sorted(starts & by_start.keys()):
        for phrase in by_start[start]:
            yield from spans(plain, phrase)


def fits(word: str, wanted: str) -> bool:
    """Says whether a plain word is the wanted one, or begins as it does before its asterisk."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache
def _by_start(phrases: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Gives the phrases by the first letters of their first word."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        found[phrase.split()[0].rstrip("*")[:_START_LETTERS]].append(phrase)
    return {start: tuple(of_start) for start, of_start in found.items()}


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words: list[str] = []
    for part in phrase.split():
        if part == GAP:
            words[-1] += rf"(?: \w+){{0,{MOST_WORDS_IN_A_GAP}}}?"
        else:
            words.append(rf"{part[:-1]}\w*" if part.endswith("*") else part)
    return re.compile(rf"\b{' '.join(words)}\b")
