"""Compare two texts word by word, so that a reader sees what was added and what was taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_TOKEN = re.compile(r"\s+|[^\W_]+|[\W_]")

# Comparing takes time with the product of both lengths: two texts of 1,000 words take a second.
_MAX_COMPARISONS = 4_000_000


class TextChange(StrEnum):
    """What became of a stretch of text."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text that stayed, went, or came."""

    change: TextChange
    text: str


def word_differences(before: str, after: str) -> tuple[TextRun, ...]:
    """Gives the runs that lead from one text to the other, whole words at a time.

    Joined without the inserted runs they are `before`, without the deleted ones `after`, to the
    last sign. Where both meet, the deleted run comes first. Of two very long texts without a
    common beginning or end, one is shown as deleted and the other as inserted.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common_count(zip(old, new, strict=False))
    room = min(len(old), len(new)) - start
    end = (
        _common_count(zip(reversed(old[-room:]), reversed(new[-room:]), strict=False))
        if room
        else 0
    )
    middle = _compared(old[start : len(old) - end], new[start : len(new) - end])
    runs = [
        *((TextChange.EQUAL, token) for token in old[:start]),
        *middle,
        *((TextChange.EQUAL, token) for token in old[len(old) - end :]),
    ]
    return tuple(_joined(_without_lone_spaces(runs)))


_Marked = tuple[TextChange, str]


def _common_count(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for first, second in pairs:
        if first != second:
            break
        count += 1
    return count


def _compared(old: list[str], new: list[str]) -> Iterator[_Marked]:
    if len(old) * len(new) > _MAX_COMPARISONS:
        yield from ((TextChange.DELETED, token) for token in old)
        yield from ((TextChange.INSERTED, token) for token in new)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield from ((TextChange.EQUAL, token) for token in old[old_from:old_to])
        else:
            yield from ((TextChange.DELETED, token) for token in old[old_from:old_to])
            yield from ((TextChange.INSERTED, token) for token in new[new_from:new_to])


def _without_lone_spaces(marked: list[_Marked]) -> list[_Marked]:
    """Takes a space that stayed between two changed words as changed with them."""
    found: list[_Marked] = []
    for place, (change, token) in enumerate(marked):
        is_lone = (
            change is TextChange.EQUAL
            and not token.strip()
            and 0 < place < len(marked) - 1
            and marked[place - 1][0] is not TextChange.EQUAL
            and marked[place + 1][0] is not TextChange.EQUAL
        )
        if is_lone:
            found += [(TextChange.DELETED, token), (TextChange.INSERTED, token)]
        else:
            found.append((change, token))
    return found


def _joined(marked: list[_Marked]) -> Iterator[TextRun]:
    """Joins neighbours; between two stretches that stayed, all that went precedes all that came."""
    order = (TextChange.EQUAL, TextChange.DELETED, TextChange.INSERTED)
    for _, stretch in groupby(marked, key=lambda one: one[0] is TextChange.EQUAL):
        tokens = list(stretch)
        for change in order:
            text = "".join(token for kind, token in tokens if kind is change)
            if text:
                yield TextRun(change, text)
