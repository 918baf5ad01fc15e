"""Match the titles of columns to canonical fields, by the synonyms in layouts/titles.csv."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from dashboard.domain.model import SHEET_KINDS, DocumentKind
from dashboard.domain.names import without_accents
from dashboard.workbook.vocabulary import meanings

_STOP_WORDS = frozenset(meanings("stop"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIELD_UNDER_YEAR = {DocumentKind.ORDINARY_ACTIVITY: "activity_value"}
_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TOKEN = re.compile(r"[a-z0-9]+|%")
_FUZZY_FROM_LENGTH = 9
_FUZZY_RATIO = 0.92
MAX_TITLE_LENGTH = 120
# Brackets may go before a title is compared, and "_" hides a year from the search for one.
_PLAIN_BEGINNING = re.compile(r"[^(\[_]*$")
_BEGINNING, _LONGEST_WORD = 60, 30


class TitleMatch(NamedTuple):
    """A field a title stands for, and the year written in the title, if any."""

    field_name: str
    year: int | None


def title_key(text: str) -> str:
    """Gives a title without case, accents, apostrophes, articles, years and plural endings.

    >>> title_key("Risultati attesi (2024)") == title_key("RISULTATO\\nATTESO")
    True
    """
    tokens = _TOKEN.findall(_YEAR.sub(" ", without_accents(text.casefold())))
    kept = [_stem(token) for token in tokens if token not in _STOP_WORDS]
    # A title that is one little word ("Al", over a column of dates) is kept as it is.
    return " ".join(kept or tokens)


def match_title(text: str, kind: DocumentKind) -> TitleMatch | None:
    """Gives the field that a title exactly stands for in a kind of document, or None.

    Tried in order: the whole title, the title without what stands in parentheses. A year alone
    is a title where values stand year by year.
    """
    if kind in _FIELD_UNDER_YEAR and is_year(text):
        return TitleMatch(_FIELD_UNDER_YEAR[kind], int(text.strip()))
    found = _exact(text)
    for field_name, kinds in found:
        if kind in kinds:
            return TitleMatch(field_name, _year_in(text))
    return None


def is_year(text: str) -> bool:
    """Says whether a text is a year and nothing else."""
    return _YEAR.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Says whether a text is the title of some field in some kind of document."""
    return bool(_exact(text))


@lru_cache(maxsize=1024)
def match_misspelt(text: str, kind: DocumentKind) -> TitleMatch | None:
    """Gives the field whose title is the only near spelling of a text ("Indicattore").

    Slower than `match_title`; None where two fields are near, or none is.
    """
    key = title_key(text)
    if len(key) < _FUZZY_FROM_LENGTH:
        return None
    near = difflib.get_close_matches(key, _keys_of(kind), n=3, cutoff=_FUZZY_RATIO)
    fields = {_field_of(candidate, kind) for candidate in near}
    if len(fields) != 1:
        return None
    field_name = fields.pop()
    return None if field_name is None else TitleMatch(field_name, _year_in(text))


@lru_cache(maxsize=8192)
def _stem(token: str) -> str:
    if token.isdigit():
        return str(int(token))
    return token[:-1] if len(token) > 4 and token[-1] in "aeio" else token


def _year_in(text: str) -> int | None:
    years = _YEAR.findall(text)
    return int(years[0]) if len(years) == 1 else None


@lru_cache(maxsize=8192)
def _exact(text: str) -> tuple[tuple[str, frozenset[DocumentKind]], ...]:
    if len(text) > MAX_TITLE_LENGTH or not _may_begin_title(text):
        return ()
    index = _index()
    return index.get(title_key(text)) or index.get(title_key(_PARENTHESES.sub(" ", text))) or ()


def _may_begin_title(text: str) -> bool:
    """Says whether the first word that counts begins any known title; unsure counts as yes.

    Most cells of a table are sentences: their first word tells them from titles at a fraction of
    the cost of a whole key.
    """
    if not _PLAIN_BEGINNING.match(text):
        return True
    for token in _TOKEN.finditer(without_accents(text[:_BEGINNING].casefold())):
        word = token[0]
        if token.end() > _BEGINNING - _LONGEST_WORD or _YEAR.fullmatch(word):
            return True
        if word not in _STOP_WORDS:
            return _stem(word) in _first_words()
    return True


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.partition(" ")[0] for key in _index())


@cache
def _index() -> dict[str, tuple[tuple[str, frozenset[DocumentKind]], ...]]:
    """Gives title key -> (field, kinds) pairs; the first line of the layout wins a tie."""
    index: dict[str, tuple[tuple[str, frozenset[DocumentKind]], ...]] = {}
    for line in _lines():
        kinds = frozenset(DocumentKind(name) for name in line["kinds"].split())
        kinds = kinds or frozenset(SHEET_KINDS)
        for title in line["titles"].split("|"):
            key = title_key(title)
            index[key] = (*index.get(key, ()), (line["field_name"], kinds))
    index.pop("", None)
    return index


@cache
def titles_by_field() -> Mapping[str, tuple[str, ...]]:
    """Gives the titles of each field as layouts/titles.csv writes them, whatever the kind."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines():
        name = line["field_name"]
        found[name] = (*found.get(name, ()), *line["titles"].split("|"))
    return found


@cache
def kinds_by_field() -> Mapping[str, frozenset[DocumentKind]]:
    """Gives the kinds of documents in which layouts/titles.csv has titles for each field."""
    found: dict[str, frozenset[DocumentKind]] = {}
    for entries in _index().values():
        for field_name, kinds in entries:
            found[field_name] = found.get(field_name, frozenset()) | kinds
    return found


@cache
def _lines() -> tuple[dict[str, str], ...]:
    layout = resources.files("dashboard.workbook") / "layouts" / "titles.csv"
    with layout.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


@cache
def _keys_of(kind: DocumentKind) -> list[str]:
    return [key for key in _index() if _field_of(key, kind) is not None]


def _field_of(key: str, kind: DocumentKind) -> str | None:
    return next((name for name, kinds in _index()[key] if kind in kinds), None)
