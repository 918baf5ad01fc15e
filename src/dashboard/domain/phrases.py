"""Find phrases in what people typed: without accents, case and punctuation.

In a phrase a word that ends in an asterisk stands for all words that begin so, and "…" for up to
three words of any kind: "carenz* … personale" is in "carenza cronica di personale".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dashboard.domain.names import normalised_name

GAP = "…"
MOST_WORDS_IN_A_GAP = 3


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


def fits(word: str, wanted: str) -> bool:
    """Says whether a plain word is the wanted one, or begins as it does before its asterisk."""
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


@lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    words: list[str] = []
    for part in phrase.split():
        if part == GAP:
            words[-1] += rf"(?: \w+){{0,{MOST_WORDS_IN_A_GAP}}}?"
        else:
            words.append(rf"{part[:-1]}\w*" if part.endswith("*") else part)
    return re.compile(rf"\b{' '.join(words)}\b")
