"""What an anagrafica would move, before it is accepted or taken back."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.rule_movements import Movement, RuleEffect
from dashboard.domain.rules import Level
from dashboard.texts.formats import counted, listed, number, percent
from dashboard.texts.labels import LEFT_OUT_REASONS, LEVELS, PERIODS, RESULT_STATUSES

HEADING = "Che cosa cambierebbe nei risultati"
UNDO_HEADING = "Che cosa cambierebbe nei risultati, tornando alle regole di prima"
NOTHING = (
    "Nessuna percentuale e nessuno stato cambia: azioni, settori, indirizzi e totali restano "
    "quelli di adesso."
)
SAME_TOTAL = "Il totale dell’ente non cambia."
TOTAL = "tutto l’ente"
FILE = "Effetto delle nuove regole"

COLUMNS = {
    "reference_year": "Anno",
    "period": "Periodo",
    "level": "Livello",
    "sector_code": "Settore",
    "code": "Codice",
    "node_name": "Nome",
    "before_pct": "Adesso",
    "after_pct": "Con le nuove regole",
    "points_words": "Differenza",
    "before_words": "Stato adesso",
    "after_words": "Stato con le nuove regole",
}
_COUNTED = {
    Level.INDICATOR: ("indicatore", "indicatori"),
    Level.ACTION: ("azione", "azioni"),
    Level.OPERATIONAL_OBJECTIVE: ("obiettivo operativo", "obiettivi operativi"),
    Level.STRATEGIC_OBJECTIVE: ("obiettivo strategico", "obiettivi strategici"),
    Level.DIRECTION: ("indirizzo", "indirizzi"),
    Level.SERVICE: ("servizio", "servizi"),
    Level.SECTOR: ("settore", "settori"),
}
_STATES = {
    **{status.value: label.word for status, label in RESULT_STATUSES.items()},
    **LEFT_OUT_REASONS,
}
_CLEARLY_SEEN_POINTS = 0.1


def effect_sentences(effect: RuleEffect) -> list[str]:
    """Gives what moves: how many things of each level, then every total that does, or that none."""
    if not effect.movements:
        return [NOTHING]
    counts = {level: effect.count(level) for level in _COUNTED}
    moved = [counted(count, *_COUNTED[level]) for level, count in counts.items() if count]
    totals = [one for one in effect.movements if one.level is Level.ENTITY]
    verb = "Cambia" if sum(counts.values()) == 1 else "Cambiano"
    below = [f"{verb} {listed(moved)}."] if moved else []
    return [*below, *(total_sentence(one) for one in totals)] if totals else [*below, SAME_TOTAL]


def total_sentence(total: Movement) -> str:
    """Gives from what to what the entity's percentage goes in one period."""
    when = f"{total.reference_year}, {PERIODS[total.period]}"
    decimals = _decimals(total)
    return (
        f"Totale dell’ente {when}: {percent(total.before_pct, decimals)} → "
        f"{percent(total.after_pct, decimals)}{_in_brackets(points_words(total))}."
    )


def points_words(movement: Movement) -> str:
    """Gives "+1,2 punti"; nothing where one of the two percentages is missing."""
    points = movement.points
    if points is None:
        return ""
    if points == 0:
        return "nessuna"
    sign = "+" if points > 0 else "−"
    return f"{sign}{number(abs(points), _decimals(movement))} punti"


def movement_row(movement: Movement) -> Mapping[str, object]:
    """Gives a movement with the columns of `COLUMNS`."""
    return {
        "reference_year": movement.reference_year,
        "period": PERIODS[movement.period],
        "level": LEVELS[movement.level],
        "sector_code": movement.sector_code,
        # A service has no code but its name.
        "code": None if movement.level is Level.SERVICE else movement.code,
        "node_name": TOTAL if movement.level is Level.ENTITY else movement.name,
        "before_pct": movement.before_pct,
        "after_pct": movement.after_pct,
        "points_words": points_words(movement),
        "before_words": state_words(None if movement.before is None else movement.before.state),
        "after_words": state_words(None if movement.after is None else movement.after.state),
    }


def state_words(state: str | None) -> str:
    """Gives a status, or why something is left out; nothing above the indicator."""
    return "" if state is None else _STATES[state]


def _decimals(movement: Movement) -> int:
    """Gives so many decimals that a small movement is still seen."""
    points = movement.points
    return 1 if points is None or abs(points) >= _CLEARLY_SEEN_POINTS else 3


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""
