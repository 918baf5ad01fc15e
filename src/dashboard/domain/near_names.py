"""Say whether two names of a sector or strategic direction may be the same, written by two people.

This only ever proposes: "Serv. sociali" may be "Servizi sociali", and a person says whether it is.
Two names are near when

- without spaces they differ by a slip of the pen; or
- they have as many words, in whatever order, and every word of one is a spelling of one of the
  other: equal, abbreviated, in the other number, or with a slip; or
- one has up to twice the words of the other, which it holds all, equal, abbreviated or in the
  other number. At least one of them must be more than "servizi" or "ufficio".

Numbers and single letters at the end tell things apart: "Area tecnica 1" is never near "Area
tecnica 2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from dashboard.domain.names import normalised_name, without_accents

# Measured on the pairs of tests/domain/test_near_names.py: slips of the pen in a word reach 0.83
# and more, different words of this field ("umane", "urbane") stay at 0.73 and less.
WORD_LIKENESS = 0.8
# A slip rarely hits the first letter: "istruzione" is 0.86 like "costruzione".
_LIKENESS_FROM_ANOTHER_LETTER = 0.9
WHOLE_LIKENESS = 0.93
_SHORTEST_WORD_WITH_A_SLIP = 5
_ABBREVIATION_LENGTHS = range(3, 5)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[a-z0-9]+\.?")
_ROMAN = _words("ii iii iv vi vii viii ix xi xii")
_FILLERS = _words(
    "a ad ai al alla alle allo agli con d da dal dalla dei degli del dell della delle dello di e ed"
    " gli i il in l la le lo nel nella o per su"
)
# What nearly every structure is called; alone they say nothing about which one it is.
_GENERIC = _words(
    "affari area attivita comunale comunali dipartimento direzione gestione indirizzo linea"
    " obiettivo politiche settore servizi servizio strategica strategico struttura ufficio"
    " uffici unita"
)
# Words that say "the structure called…" and may be left out without leaving anything out.
_HEADS = _words("area dipartimento direzione indirizzo linea settore struttura")


class _Word(NamedTuple):
    text: str
    is_dotted: bool = False


class _Name(NamedTuple):
    words: tuple[_Word, ...]
    labels: tuple[str, ...]  # numbers and letters that tell things of one name apart


_Likeness = Callable[[_Word, _Word], bool]


# A name stands in many rows, and is compared with the same known ones in each.
@lru_cache(maxsize=4096)
def are_near(first: str, second: str) -> bool:
    """Says whether two names may mean one thing; True for equal ones.

    >>> are_near("Serv. sociali", "Servizi sociali"), are_near("Cultura", "Tributi")
    (True, False)
    """
    if normalised_name(first) == normalised_name(second):
        return True
    one, other = _read(first), _read(second)
    if not one.words or not other.words or one.labels != other.labels:
        return False
    if _likeness(_joined(one), _joined(other)) >= WHOLE_LIKENESS:
        return True
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) == len(longer):
        return _all_found(shorter, longer, _is_spelling)
    return len(longer) <= 2 * len(shorter) and _all_found(shorter, longer, _is_form)


@lru_cache(maxsize=4096)
def are_unlike(first: str, second: str) -> bool:
    """Says whether two names have no telling word in common, in any spelling.

    Names with only some words in common are neither near nor unlike.

    >>> are_unlike("Lavori pubblici", "Cultura"), are_unlike("Lavori pubblici", "Lavori e reti")
    (True, False)
    """
    if first == second:
        return False
    one, other = _read(first).words, _read(second).words
    if not one or not other or are_near(first, second):
        return False
    return not any(_is_spelling(word, found) for word in _telling(one) for found in _telling(other))


def nearness(first: str, second: str) -> float:
    """Gives how alike two names look, from 0 to 1, to put the best of several near ones first.

    The order of their words does not count.
    """
    one, other = (
        " ".join(sorted(word.text for word in _read(name).words)) for name in (first, second)
    )
    return _likeness(one, other)


@lru_cache(maxsize=1024)
def _read(name: str) -> _Name:
    plain = without_accents(name.casefold())
    found = [_Word(text.rstrip("."), text.endswith(".")) for text in _WORD.findall(plain)]
    words = [word for word in found if word.text not in _FILLERS]
    labels = [word.text for word in words if word.text.isdigit() or word.text in _ROMAN]
    words = [word for word in words if word.text not in labels]
    if found and len(found[-1].text) == 1 and not found[-1].is_dotted:
        # "Area tecnica B"; also where the letter would otherwise be a filler ("A", "I").
        labels.append(found[-1].text)
        words = [word for word in words if word is not found[-1]]
    without_heads = tuple(word for word in words if word.text not in _HEADS)
    return _Name(without_heads or tuple(words), tuple(sorted(labels)))


def _joined(name: _Name) -> str:
    return "".join(word.text for word in name.words)


def _all_found(shorter: Sequence[_Word], longer: Sequence[_Word], is_like: _Likeness) -> bool:
    """Says whether each word has a partner of its own, one of them being a telling word."""
    left = list(longer)
    tells = False
    for word in shorter:
        # An equal partner first, so that it is not taken by a word that is only like it.
        partners = sorted((one for one in left if is_like(word, one)), key=lambda one: one != word)
        if not partners:
            return False
        left.remove(partners[0])
        tells = tells or not {word.text, partners[0].text} & _GENERIC
    return tells or len(shorter) == len(longer)


def _telling(words: Sequence[_Word]) -> list[_Word]:
    return [word for word in words if word.text not in _GENERIC] or list(words)


def _is_spelling(one: _Word, other: _Word) -> bool:
    """Says whether two words are one word, with a slip of the pen at most."""
    return _is_form(one, other) or _has_a_slip(one.text, other.text)


def _is_form(one: _Word, other: _Word) -> bool:
    """Says whether two words are one word: equal, singular and plural, or abbreviated."""
    if one.text == other.text or _is_other_number(one.text, other.text):
        return True
    return _abbreviates(one, other.text) or _abbreviates(other, one.text)


def _is_other_number(one: str, other: str) -> bool:
    """Says whether two words differ in their last vowels only ("servizio", "servizi")."""
    stem, other_stem = one.rstrip("aeiou"), other.rstrip("aeiou")
    return stem == other_stem and len(stem) > 2 and abs(len(one) - len(other)) < 2


def _abbreviates(short: _Word, word: str) -> bool:
    """Says whether a word shortens another: "amm.", "serv", "P." or the doubled "LL."."""
    text = short.text
    if len(text) == 2 and text[0] == text[1]:
        return word.startswith(text[0]) and len(word) > 2
    is_start = len(text) < len(word) and word.startswith(text)
    return is_start and (short.is_dotted or len(text) in _ABBREVIATION_LENGTHS)


def _has_a_slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_WORD_WITH_A_SLIP:
        return False
    needed = WORD_LIKENESS if one[0] == other[0] else _LIKENESS_FROM_ANOTHER_LETTER
    return _likeness(one, other) >= needed


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
