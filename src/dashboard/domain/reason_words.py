"""The words by which a reason is read, kept as data so that a page can print them.

`reason_words.csv` has one phrase a row, written as `dashboard.domain.phrases` understands it, in a
list: one for each class of causes, and three others, named below.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

CONNECTIVES = "connective"
"""Words that announce a cause, whichever it is: "perché", "a causa", "difficoltà"."""
FIGURE_WORDS = "figure"
"""Words that only speak of the figure: "raggiunto", "il target", "rispetto a"."""
SAYS_NOTHING = "nothing"
"""Whole texts that stand for none: "n.d.", "vedi relazione"."""


@cache
def reason_words() -> Mapping[str, tuple[str, ...]]:
    """Gives the phrases of every list, by the list's name."""
    lists: dict[str, list[str]] = {}
    file = resources.files("dashboard.domain").joinpath("reason_words.csv")
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lists.setdefault(row["list"], []).append(row["phrase"])
    return {name: tuple(phrases) for name, phrases in lists.items()}
