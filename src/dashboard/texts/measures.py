"""Put a result, its target and the distance between them into words."""

from __future__ import annotations

from dashboard.domain.model import MeasureKind
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    is_absent,
    italian_date,
    number,
    quantity,
    shortened,
    signed_number,
    signed_percent,
    text,
    yes_no,
)

NO_RESULT = "nessun dato"
_TEXT_WIDTH = 60


def result_words(record: Record) -> str:
    """Gives the result: "38 giornate", "20/12/2024", "no"; else what was typed, or "nessun dato".

    `record`: `unit`, `result_number`, `result_date`, `result_boolean`, `result_text`.
    """
    if record["measure_kind"] != MeasureKind.QUALITATIVE:
        if not is_absent(record["result_date"]):
            return italian_date(record["result_date"])
        if not is_absent(record["result_boolean"]):
            return yes_no(bool(record["result_boolean"]))
        if not is_absent(record["result_number"]):
            return quantity(record["result_number"], record["unit"])
    return NO_RESULT if is_absent(record["result_text"]) else _typed(record["result_text"])


def target_words(record: Record) -> str:
    """Gives the target: "almeno 40 posti", "entro il 31/10/2024", "tra 10 e 20 giorni", "sì".

    `record`: `measure_kind`, `unit`, `target_number`, `target_upper_number`, `target_date`,
    `target_boolean`, `target_text`.
    """
    kind = record["measure_kind"]
    if not is_absent(record["target_date"]):
        return f"entro il {italian_date(record['target_date'])}"
    if not is_absent(record["target_boolean"]):
        return yes_no(bool(record["target_boolean"]))
    if not is_absent(record["target_number"]) and kind != MeasureKind.QUALITATIVE:
        return _target_number_words(record)
    return (
        text(record["target_text"])
        if is_absent(record["target_text"])
        else _typed(record["target_text"])
    )


def result_against_target(record: Record) -> str:
    """Gives both in one breath: "38 su 100 giornate", "no, atteso: sì"."""
    has_numbers = not is_absent(record["result_number"]) and not is_absent(record["target_number"])
    if record["measure_kind"] == MeasureKind.INCREASING and has_numbers:
        target = quantity(record["target_number"], record["unit"])
        return f"{number(record['result_number'])} su {target}"
    target = target_words(record)
    if target == MISSING:
        return f"{result_words(record)}, senza target"
    return f"{result_words(record)}, atteso: {target}"


def deviation_words(record: Record) -> str:
    """Gives the distance from the target: "−62 %", "+50 giorni", "+3,5 km" where no % exists.

    Percentages are of the target. `record`: `deviation`, `deviation_pct_of_target`, `unit`.
    """
    if not is_absent(record["deviation_pct_of_target"]):
        return signed_percent(record["deviation_pct_of_target"])
    deviation = record["deviation"]
    if is_absent(deviation):
        return MISSING
    if record["measure_kind"] == MeasureKind.DATE:
        days = counted(abs(int(deviation)), "giorno", "giorni").split()[-1]
        return f"{signed_number(deviation)} {days}"
    unit = "" if is_absent(record["unit"]) else f" {str(record['unit']).strip()}"
    return f"{signed_number(deviation)}{unit}"


def _target_number_words(record: Record) -> str:
    lower, unit = record["target_number"], record["unit"]
    kind = record["measure_kind"]
    if kind == MeasureKind.RANGE and not is_absent(record["target_upper_number"]):
        return f"tra {number(lower)} e {quantity(record['target_upper_number'], unit)}"
    if kind == MeasureKind.DECREASING:
        return f"al massimo {quantity(lower, unit)}"
    if kind == MeasureKind.INCREASING:
        return f"almeno {quantity(lower, unit)}"
    return quantity(lower, unit)


def _typed(words: object) -> str:
    return f"«{shortened(str(words).strip(), _TEXT_WIDTH)}»"
