"""Read a percentage as somebody printed it: its value, and how precisely it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_PRINTED = re.compile(r"(?P<whole>\d{1,3})(?:[.,](?P<decimals>\d{1,4}))?\s*(?:%|per cento)?")


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A percentage out of 100. `digits`: decimals it was printed with; 97,20 has two."""

    value_pct: float
    digits: int

    @property
    def possible_digits(self) -> tuple[int, ...]:
        """Gives the precisions it may have been rounded to: 97,20 may be 97,2 with a zero added."""
        shortest = -int(Decimal(repr(self.value_pct)).normalize().as_tuple().exponent)
        return tuple(range(self.digits, max(shortest, 0) - 1, -1))


def published_figure(text: str) -> PublishedFigure | None:
    """Reads "97,2", "97.20" or "97,2 %"; None for anything else or five decimals."""
    printed = _PRINTED.fullmatch(text.strip())
    if printed is None:
        return None
    decimals = printed["decimals"] or ""
    return PublishedFigure(float(f"{printed['whole']}.{decimals or 0}"), len(decimals))
