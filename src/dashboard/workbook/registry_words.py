"""Read the words of the anagrafica's choices: those it is written with, and obvious synonyms."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from dashboard.domain.names import normalised_name
from dashboard.texts.registry import CHOICES, NO_LIMIT

NO_LIMIT_WORDS = frozenset(
    {normalised_name(NO_LIMIT), "nessuna", "senza", "senza limite", "illimitato", "no", "oltre"}
)


def choice_from_text(field_name: str, text: str) -> str | None:
    """Gives the value that a text stands for in a column of choices; None where it is no word."""
    return _values_by_word(field_name).get(normalised_name(text))


@cache
def _values_by_word(field_name: str) -> Mapping[str, str]:
    found = {normalised_name(word): value for value, word in CHOICES[field_name].items()}
    for line in _lines():
        if line["field_name"] == field_name:
            for word in line["words"].split("|"):
                found.setdefault(normalised_name(word), line["value"])
    return found


@cache
def _lines() -> tuple[dict[str, str], ...]:
    source = resources.files("dashboard.workbook") / "layouts" / "registry_words.csv"
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
