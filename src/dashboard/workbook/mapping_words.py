"""Guess what the words in a column mean: which period, which status, which outcome."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from dashboard.domain.fields import FIELD_TYPES, FieldType
from dashboard.domain.mapping import (
    LEFT_OUT_PERIOD,
    PERIOD_FIELD,
    PERIOD_TARGET_FIELD,
    word_key,
    word_meanings,
)
from dashboard.domain.model import Period, QuantityKind
from dashboard.workbook.cells import Cell
from dashboard.workbook.numbers import dates_in
from dashboard.workbook.quantities import Role, quantity_from_text
from dashboard.workbook.values import read_value

_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "primo": 1, "secondo": 2, "terzo": 3, "quarto": 4}
_NUMBERED = re.compile(
    r"^(?:(?P<unit>t|q|trim|trimestre|quarter|s|sem|semestre|h|bim|bimestre|m|mese)\s*)?"
    r"(?P<number>[1-9]|1[0-2]|i{1,3}|iv|primo|secondo|terzo|quarto)\s*(?:o|a|st|nd|rd|th)?"
    r"(?:\s*(?P<unit_after>t|q|trim|trimestre|quarter|s|sem|semestre|h|bim|bimestre|mese))?$"
)
_MONTHS = (
    ("gennaio", "gen", "january", "jan"),
    ("febbraio", "feb", "february"),
    ("marzo", "mar", "march"),
    ("aprile", "apr", "april"),
    ("maggio", "mag", "may"),
    ("giugno", "giu", "june", "jun"),
    ("luglio", "lug", "july", "jul"),
    ("agosto", "ago", "august", "aug"),
    ("settembre", "set", "sett", "september", "sep"),
    ("ottobre", "ott", "october", "oct"),
    ("novembre", "nov", "november"),
    ("dicembre", "dic", "december", "dec"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_PERIODS_IN_YEAR = {"t": 4, "q": 4, "s": 2, "h": 2, "b": 6, "m": 12}
_INTERMEDIATE_WORDS = frozenset({"intermedio", "intermedia", "semestrale", "meta anno", "mid year"})
_LONGEST_WORD = 30
_WORDED_KINDS = (QuantityKind.MISSING, QuantityKind.QUALITATIVE, QuantityKind.UNREADABLE)
_FINAL_WORDS = frozenset(
    {"finale", "annuale", "consuntivo", "fine anno", "anno", "final", "year end", "annual"}
)


class _Hint(NamedTuple):
    field_name: str
    meaning: str
    words: tuple[str, ...]


def title_hints() -> Mapping[str, tuple[str, ...]]:
    """Gives titles of other programs' extracts by field, from layouts/guesses.csv."""
    return {hint.field_name: hint.words for hint in _hints() if not hint.meaning}


def guessed_words(field_name: str, texts: Iterable[str]) -> dict[str, str]:
    """Gives what texts of a column probably mean in a field; a text that is unsure is left out."""
    distinct = list(dict.fromkeys(text for text in texts if text.strip()))
    if field_name == PERIOD_FIELD:
        return _guessed_periods(distinct)
    known = _known_words("result" if field_name == PERIOD_TARGET_FIELD else field_name)
    allowed = word_meanings(field_name)
    found = {text: known.get(word_key(text)) or _read(field_name, text) for text in distinct}
    return {text: said for text, said in found.items() if said in allowed and said is not None}


def texts_to_explain(field_name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Gives the texts of a column that a person may say the meaning of.

    Of a measure only short texts that are no number, date or answer: "N.V.", "in corso".
    """
    if not word_meanings(field_name):
        return ()
    if field_name != PERIOD_TARGET_FIELD and FIELD_TYPES.get(field_name) is not FieldType.QUANTITY:
        return tuple(texts)
    is_target = field_name.startswith("target") or field_name == PERIOD_TARGET_FIELD
    role = Role.TARGET if is_target else Role.RESULT
    return tuple(
        text
        for text in texts
        if len(text) <= _LONGEST_WORD and quantity_from_text(text, role).kind in _WORDED_KINDS
    )


def _guessed_periods(texts: list[str]) -> dict[str, str]:
    """Gives the month in which each period ends, as 30/6, 31/12 or left out.

    Bare numbers count quarters, half-years or months, by how many of them there are.
    """
    highest = max((number for number, unit in map(_numbered, texts) if not unit), default=0)
    bare = 2 if highest <= 2 else 4 if highest <= 4 else 12
    meanings: dict[str, str] = {}
    for text in texts:
        month = _month_of_end(text, bare)
        if month is not None:
            by_month = {6: str(Period.INTERMEDIATE), 12: str(Period.FINAL)}
            meanings[text] = by_month.get(month, LEFT_OUT_PERIOD)
    return meanings


def _month_of_end(text: str, bare_periods_in_year: int) -> int | None:
    days = dates_in(text)
    if days:
        return days[-1].month
    key = word_key(text)
    if key in _INTERMEDIATE_WORDS:
        return 6
    if key in _FINAL_WORDS:
        return 12
    if key in _MONTH_OF:
        return _MONTH_OF[key]
    day_and_month = re.fullmatch(r"(\d{1,2}) (\d{1,2})", key)
    if day_and_month is not None:
        month = int(day_and_month[2])
        return month if 1 <= month <= 12 else None
    number, unit = _numbered(text)
    in_year = _PERIODS_IN_YEAR.get(unit[:1], bare_periods_in_year)
    return number * 12 // in_year if 1 <= number <= in_year else None


def _numbered(text: str) -> tuple[int, str]:
    """Gives the number and the unit of "T2", "II trimestre" or "2"; 0 where it is none."""
    found = _NUMBERED.match(word_key(text))
    if found is None:
        return 0, ""
    number = found["number"]
    value = _ORDINALS.get(number) or int(number)
    return value, found["unit"] or found["unit_after"] or ""


def _read(field_name: str, text: str) -> str | None:
    """Gives the meaning that the reader takes a text for without being told."""
    field_type = FIELD_TYPES.get(field_name)
    if field_type in (FieldType.STATUS, FieldType.MEASURE_KIND, FieldType.ACTION_KIND):
        value = read_value(field_name, Cell(1, 1, text, text), text).value
        return None if value is None else str(value)
    if field_type is FieldType.BOOLEAN:
        value = read_value(field_name, Cell(1, 1, text, text), text).value
        return None if value is None else {True: "yes", False: "no"}[bool(value)]
    return None


@cache
def _known_words(field_name: str) -> dict[str, str]:
    return {
        word_key(word): hint.meaning
        for hint in _hints()
        if hint.meaning and hint.field_name == field_name
        for word in hint.words
    }


@cache
def _hints() -> tuple[_Hint, ...]:
    source = resources.files("dashboard.workbook") / "layouts" / "guesses.csv"
    with source.open(encoding="utf-8") as lines:
        return tuple(
            _Hint(line["field_name"], line["meaning"], tuple(line["words"].split("|")))
            for line in csv.DictReader(lines)
        )
