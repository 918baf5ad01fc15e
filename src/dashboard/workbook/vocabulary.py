"""The words people type in cells and what each means, kept as data in layouts/words.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def meanings(group: str) -> Mapping[str, str]:
    """Gives word -> meaning of one group, in the order of the file."""
    return {
        word: line["meaning"]
        for line in _lines()
        if line["group"] == group
        for word in line["words"].split("|")
    }


@cache
def stem_patterns(group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Gives (meaning, pattern) pairs; a trailing star stands for any ending of the word."""
    return tuple((meaning, _stem_pattern(word)) for word, meaning in meanings(group).items())


def _stem_pattern(word: str) -> re.Pattern[str]:
    ending = "" if word.endswith("*") else r"\b"
    return re.compile(rf"\b{re.escape(word.rstrip('*'))}{ending}")


@cache
def _lines() -> tuple[dict[str, str], ...]:
    source = resources.files("dashboard.workbook") / "layouts" / "words.csv"
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
