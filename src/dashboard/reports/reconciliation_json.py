"""What a search for a published percentage found, as JSON: ways in words and in codes."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from dashboard.domain.departures import Departure
from dashboard.domain.reconciling import Reconciliation, Tried
from dashboard.texts.reconciling import way_words

_INNER_CAPITAL = re.compile(r"(?<=.)(?=[A-Z])")


def reconciliation_as_json(found: Reconciliation) -> dict[str, Any]:
    """Gives what was asked and found; percentages are not rounded, but for `shown_pct`."""
    usual = found.as_configured
    return {
        "published_pct": found.figure.value_pct,
        "published_digits": found.figure.digits,
        "as_configured": None if usual is None else _tried(usual, found),
        "fits": [_tried(one, found) for one in found.fits],
        "nearest": [_tried(one, found) for one in found.nearest],
        "tried_count": found.tried_count,
        "is_cut": found.is_cut,
    }


def _tried(tried: Tried, found: Reconciliation) -> dict[str, Any]:
    return {
        "words": way_words(tried.way, found.chain),
        "departures": [_departure(one) for one in tried.way],
        "alike": [way_words(way, found.chain) for way in tried.alike],
        "value_pct": tried.value_pct,
        "shown_pct": tried.shown_pct,
        "counted_count": tried.counted_count,
        "row_count": tried.row_count,
    }


def _departure(departure: Departure) -> dict[str, Any]:
    """Gives {"kind": "units_rounded", "digits": 0, "direction": "half_up"}."""
    kind = _INNER_CAPITAL.sub("_", type(departure).__name__).lower()
    return {"kind": kind, **asdict(departure)}
