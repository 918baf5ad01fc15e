"""What stands beside every mean: of how many it is, what it leaves out, from where to where."""

from __future__ import annotations

from dashboard.texts.formats import MISSING, Record, counted, is_absent, listed, number, percent
from dashboard.texts.labels import LEFT_OUT_PLURALS, LEFT_OUT_REASONS

NOTHING_LEFT_OUT = "nessuno"


def reported_words(row: Record) -> str:
    """Gives "28 su 31": how many of the indicators were reported on."""
    return f"{number(row['reported_count'], 0)} su {number(row['indicator_count'], 0)}"


def range_words(row: Record) -> str:
    """Gives "da 40,0 % a 100,0 %": the lowest and the highest of what the mean is made of."""
    lowest, highest = row["min_achievement_pct"], row["max_achievement_pct"]
    if is_absent(lowest) or is_absent(highest):
        return MISSING
    return f"da {percent(lowest)} a {percent(highest)}"


def left_out_words(row: Record) -> str:
    """Gives "2 senza dato e 1 non valutabile", or that nothing is left out.

    `row` has a count for each reason, such as `missing_count`.
    """
    counts = {
        reason: int(row[f"{reason}_count"])
        for reason in LEFT_OUT_REASONS
        if not is_absent(row.get(f"{reason}_count"))
    }
    words = [
        counted(count, LEFT_OUT_REASONS[reason], LEFT_OUT_PLURALS[reason])
        for reason, count in counts.items()
        if count
    ]
    return listed(words) if words else NOTHING_LEFT_OUT
