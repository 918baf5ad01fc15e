"""Take what a person types into a search field apart, and find its words in a text.

Case and accents do not matter, nor does an apostrophe in the place of an accent (citta'). Words
without a meaning of their own, and what an apostrophe cuts off (dell'acqua), are not looked for,
except between quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.domain.names import comparable_code, without_accents

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["«“]([^"«»“”]*)["»”]')
_ELISION = re.compile(r"(?<!\w)[^\W\d_]{1,6}['’](?=\w)")
_HAS_DIGIT = re.compile(r"\d")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LITTLE_WORDS = _words(
    "a ad ai agli al all alla alle allo col con d da dai dagli dal dall dalla dalle dallo degli dei"
    " del dell della delle dello di e ed gli i il in l la le lo ne nei negli nel nell nella nelle"
    " nello o per su sui sugli sul sull sulla sulle sullo tra fra un una uno"
)
"""Articles and prepositions: they stand in every text, so that they tell none apart."""


class FoundWord(NamedTuple):
    """A word of a text as it is compared, and where in the text it stands."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that has to occur: words in a row, as they are compared.

    `is_quoted`: in just these forms. A single word that is not quoted is also found in its other
    forms. `code`: the term as codes are compared; None where it holds no digit.
    """

    words: tuple[str, ...]
    shown: str
    is_quoted: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an excerpt; `is_found`: it is what was looked for."""

    text: str
    is_found: bool = False


def folded(text: str) -> str:
    """Gives a text as its words are compared, sign for sign as long as the text.

    >>> folded("Città d'Arte")
    "citta d'arte"
    """
    plain = without_accents(text.lower())
    # A sign that folds to several would move every place behind it.
    return plain if len(plain) == len(text) else "".join(map(_folded_sign, text))


def found_words(text: str) -> list[FoundWord]:
    """Gives the words of a text with their places."""
    return [
        FoundWord(found.group(), found.start(), found.end())
        for found in _WORD.finditer(folded(text))
    ]


def words_of(text: str) -> list[str]:
    """Gives the words of a text as they are compared."""
    return _WORD.findall(folded(text))


def terms_of(typed: str) -> tuple[Term, ...]:
    """Gives what a person looks for, each thing once; nothing where no word was typed.

    Between quotes stands a phrase. What is written in one go with signs in it (267/2000, 3.1) is
    a phrase, and may be a code.
    """
    terms = [_quoted(found.group(1)) for found in _QUOTED.finditer(typed)]
    chunks = [_plain(chunk) for chunk in _QUOTED.sub(" ", typed).split()]
    meant = [term for term in chunks if not LITTLE_WORDS.issuperset(term.words)]
    # Somebody who types nothing but little words wants those.
    terms += meant or ([] if any(term.words for term in terms) else chunks)
    return tuple(dict.fromkeys(term for term in terms if term.words))


def holds_in_a_row(words: Sequence[str], row: Sequence[str]) -> bool:
    """Says whether `row` stands in `words` without a gap."""
    return any(True for _ in _starts(words, row))


def excerpt(
    text: str, accepted: Collection[str], rows: Sequence[Sequence[str]], width: int
) -> tuple[Piece, ...]:
    """Gives about `width` signs of a text around the first thing found, with what was found.

    `accepted`: words; `rows`: words that count only in a row. The whole text where it is short.
    """
    spans = _spans(text, accepted, rows)
    start, end = _window(text, spans[0][0] if spans else 0, width)
    pieces = [Piece("…")] if start else []
    at = start
    for found_start, found_end in spans:
        if found_start >= at and found_end <= end:
            pieces += [Piece(text[at:found_start]), Piece(text[found_start:found_end], True)]
            at = found_end
    pieces.append(Piece(text[at:end]))
    if end < len(text):
        pieces.append(Piece("…"))
    return tuple(piece for piece in pieces if piece.text)


def _folded_sign(sign: str) -> str:
    plain = without_accents(sign.lower())
    return plain if len(plain) == 1 else sign


def _quoted(phrase: str) -> Term:
    return Term(tuple(words_of(phrase)), phrase.strip(), is_quoted=True)


def _plain(chunk: str) -> Term:
    words = tuple(words_of(_ELISION.sub("", chunk)))
    code = comparable_code(chunk) if _HAS_DIGIT.search(chunk) else None
    return Term(words, chunk, code=code)


def _starts(words: Sequence[str], row: Sequence[str]) -> list[int]:
    length = len(row)
    return [
        start
        for start in range(len(words) - length + 1)
        if all(words[start + i] == row[i] for i in range(length))
    ]


def _spans(
    text: str, accepted: Collection[str], rows: Sequence[Sequence[str]]
) -> list[tuple[int, int]]:
    """Gives where in the text something was found, in order and without overlaps."""
    found = found_words(text)
    spans = [(word.start, word.end) for word in found if word.folded in accepted]
    plain = [word.folded for word in found]
    for row in rows:
        spans += [
            (found[start].start, found[start + len(row) - 1].end) for start in _starts(plain, row)
        ]
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _window(text: str, first: int, width: int) -> tuple[int, int]:
    """Gives the part of a text to show, from and to a gap between words."""
    if len(text) <= width:
        return 0, len(text)
    start = max(0, min(first - width // 3, len(text) - width))
    if start:
        gap = text.find(" ", start, first)
        start = start if gap < 0 else gap + 1
    end = min(len(text), start + width)
    if end < len(text):
        gap = text.rfind(" ", first, end)
        # A found word longer than the window stays whole rather than cut.
        end = end if gap <= first else gap
    return start, end
