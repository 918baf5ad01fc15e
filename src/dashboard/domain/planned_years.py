"""Read the years in which an action is planned from what a person wrote of them."""

from __future__ import annotations

import re

_YEAR_OR_SPAN = re.compile(r"\b(20\d{2})(?:\s*[-–—/]\s*(20\d{2}|\d{2})(?!\d))?")


def planned_years(written: str | None) -> tuple[int, ...]:
    """Gives the years in "2024-2026", "2024/26", "2024, 2025" or "2024 e 2026", in order.

    Empty where nothing is written, or no year ("tutto il triennio"): nobody guesses which.
    """
    years: set[int] = set()
    for match in _YEAR_OR_SPAN.finditer(written or ""):
        first = int(match.group(1))
        years |= set(range(first, _last(first, match.group(2)) + 1))
    return tuple(sorted(years))


def _last(first: int, written: str | None) -> int:
    if written is None:
        return first
    return int(written) if len(written) == 4 else first // 100 * 100 + int(written)
