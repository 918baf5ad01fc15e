"""What is said of a target that was varied during the year, and of the percentages it gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.texts.formats import (
    MISSING,
    Record,
    is_absent,
    italian_date,
    local_moment,
    percent,
    period_end,
    readable_name,
    signed_number,
)
from dashboard.texts.measures import result_words, target_words

HEADING = "Target variati durante l’anno"
STEP_COLUMNS = {
    "version_words": "Versione",
    "target_words": "Target",
    "since_words": "Vale",
    "deed_words": "Atto",
    "origin_words": "Da dove viene",
}
EFFECT_COLUMNS = {
    "period": "Periodo",
    "result_words": "Risultato",
    "original_words": "Con il target originario",
    "varied_words": "Con il target variato",
    "effect_words": "Differenza in punti",
}
EFFECT_NOTE = "Raggiungimento misurato con le due versioni del target"
EFFECT_FILE = "Raggiungimento con le due versioni"
KEY_TARGET, KEY_RESULT = "target in vigore", "risultato"


def heading(target: Record) -> str:
    """Gives which indicator's target was varied."""
    name = readable_name(target["indicator_code"], target["indicator_name"])
    return f"Il target è cambiato durante l’anno: {name}"


def version_sentence(target: Record, step: Record) -> str:
    """Gives which version a percentage used, and what the original one would give.

    `target`: a row of the query `varied_targets`; `step`: the newest one of its target.
    """
    day = period_end(int(target["reference_year"]), str(target["period"]))
    version = f"target variato {by_what(step)}"
    if is_absent(target["measured_achievement_pct"]):
        return f"Al {day} non c’è un risultato da misurare rispetto al {version}."
    in_force = percent(target["measured_achievement_pct"])
    original = percent(target["original_achievement_pct"])
    other = (
        "con il target originario non si può misurare"
        if original == MISSING
        else f"con il target originario sarebbe {original}"
    )
    return f"Al {day}: {in_force}, rispetto al {version}; {other}."


def by_what(step: Record) -> str:
    """Gives "con atto n. 112 del 18/07/2024"; the day of the decision where no deed is named."""
    if is_absent(step["deed_number"]):
        return f"il {local_moment(step['decided_at']).split()[0]}, senza indicazione dell’atto"
    return f"con atto n. {step['deed_number']} del {italian_date(step['deed_date'])}"


def version(step: Record) -> str:
    """Gives "originario" or "variato"."""
    return "originario" if step["is_original"] else "variato"


def since(day: date | None) -> str:
    """Gives from when a step counts."""
    return "dall’inizio" if day is None else f"dal {italian_date(day)}"


def deed(step: Record) -> str:
    """Gives "n. 112 del 18/07/2024", or a dash."""
    if is_absent(step["deed_number"]):
        return MISSING
    return f"n. {step['deed_number']} del {italian_date(step['deed_date'])}"


def origin(step: Record) -> str:
    """Gives file, sheet and cell of a step."""
    return f"{step['file_name']}, foglio {step['sheet_name']}, {step['cell']}"


def result(target: Record) -> str:
    """Gives the result of a period in words."""
    return result_words({**target, "result_boolean": target.get("result_boolean")})


def effect(points: float | None) -> str:
    """Gives "+20" percentage points."""
    return signed_number(points)


def figure_alt(steps: Sequence[Record], sentences: Sequence[str]) -> str:
    """Gives the description of the steps, for who cannot see them."""
    values = ", poi ".join(target_words(step) for step in steps)
    return f"Il target a gradini nel corso dell’anno: {values}. {' '.join(sentences)}"
