"""Why an indicator is left out, in the words of whoever left it out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def families_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Gives why a row of the query `indicator_results` is left out; () where it counts.

    A sheet that gives several reasons has "; " between them. The code of the reason stands where
    nobody gave words.
    """
    if row["left_out_reason"] is None:
        return ()
    words = row["exclusion_reason"] or row["not_assessable_reason"] or ""
    found = tuple(word for part in words.split(";") if (word := part.strip()))
    return found or (str(row["left_out_reason"]),)
