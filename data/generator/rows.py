"""Say what each column of a PIAO sheet, a PEG list or a report holds for an indicator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from generator.content import (
    Action,
    Habit,
    Indicator,
    Sector,
    chain,
    habits,
    not_assessable,
    notes,
    typed_texts,
)
from generator.values import (
    DATE_FORMAT,
    EMPTY,
    Typed,
    typed_number,
    typed_operator,
    typed_target,
)

KIND_WORDS = {
    1: {"crescente": "Crescente", "decrescente": "Decrescente", "intervallo": "Intervallo"},
    2: {
        "crescente": "In aumento",
        "decrescente": "In diminuzione",
        "intervallo": "Entro l’intervallo",
    },
    3: {"crescente": "più è meglio", "decrescente": "meno è meglio", "intervallo": "intervallo"},
}
OTHER_KIND_WORDS = {"data": "Data", "sì/no": "Sì/No", "qualitativo": "Qualitativo"}
DOCUMENT_WORD = {"piao": "piao", "intermedio": "report", "finale": "report"}
PIAO_ACTION_FIELDS = frozenset(
    (
        "indirizzo",
        "strategico",
        "operativo",
        "settore",
        "azione_codice",
        "azione",
        "azione_tipo",
        "sezione",
        "peso",
        "interni",
        "esterni",
        "atteso_testo",
        "responsabile",
    )
)


@dataclass(frozen=True, slots=True)
class Place:
    """The document, sector and action that a row belongs to; PEG rows have no indicator."""

    document: str  # "piao", "peg", "intermedio" or "finale"
    year: int
    sector: Sector
    action: Action
    indicator: Indicator | None = None

    @property
    def habit(self) -> Habit:
        return habits()[self.sector.code]


def cell_content(field: str, place: Place) -> Typed:
    """Gives what the sector types into a column of the given row."""
    if field in ACTION_TEXTS:
        return Typed(ACTION_TEXTS[field](place) or None)
    if field in ("peso", "stanziato", "impegnato"):
        return _amount(field, place)
    if field in ("inizio", "fine"):
        return Typed(date(place.year, *((1, 1) if field == "inizio" else (12, 31))), DATE_FORMAT)
    indicator = place.indicator
    if indicator is None:
        return EMPTY
    if field in INDICATOR_TEXTS:
        return Typed(INDICATOR_TEXTS[field](place, indicator) or None)
    if field == "operatore":
        return typed_operator(indicator)
    typed = _typed_by_hand(field, place, indicator)
    return typed if typed is not None else _measure(field, place, indicator)


def _amount(field: str, place: Place) -> Typed:
    """Gives a weight or a sum; a plan for 2025 has grown a little and has no commitments yet."""
    action, is_next = place.action, place.year == 2025
    if field == "peso":
        return Typed(int(action.weight)) if action.weight else EMPTY
    if is_next and field == "impegnato":
        return EMPTY
    text = action.allocated if field == "stanziato" else action.committed
    if not text:
        return EMPTY
    sum_eur = int(text)
    return Typed(round(sum_eur * 1.03, -2) if is_next else sum_eur, '#,##0.00 "€"')


def _typed_by_hand(field: str, place: Place, indicator: Indicator) -> Typed | None:
    """Gives what somebody typed in this very cell instead of a plain value."""
    names = {"giugno": "risultato", "dicembre": "risultato"}
    is_recalled = field == "giugno" and place.document == "finale"
    period = "intermedio" if is_recalled else place.document
    if field in ("atteso", "base", "fonte"):
        period = DOCUMENT_WORD[place.document] + ("25" if place.year == 2025 else "")
    text = typed_texts().get((indicator.code, period, names.get(field, field)))
    return None if text is None else Typed(text)


def _measure(field: str, place: Place, indicator: Indicator) -> Typed:
    habit = place.habit
    is_next = place.year == 2025
    if field == "fonte":
        return Typed(indicator.source or None)
    if field == "base":
        known = indicator.december if is_next and indicator.december else indicator.baseline
        return EMPTY if indicator.kind == "data" else typed_number(known, indicator, habit)
    if field in ("atteso", "atteso_giugno", "atteso_dopo", "atteso_oltre"):
        text = {
            "atteso": indicator.target_2025 if is_next else indicator.target_2024,
            "atteso_giugno": indicator.target_june,
            "atteso_dopo": indicator.target_2025,
            # What is reached in the second year is kept in the third; a date is met once.
            "atteso_oltre": "" if indicator.kind == "data" else indicator.target_2025,
        }[field]
        return typed_target(text, indicator, habit)
    return typed_number(
        indicator.june if field == "giugno" else indicator.december, indicator, habit
    )


def _chain_text(level: int, place: Place) -> str:
    """Gives a level of the DUP, with the stray spaces, breaks and apostrophes of two offices."""
    text = chain()[".".join(place.action.operational.split(".")[:level])]
    if place.sector.code == "06":
        return text.replace(" ", "\n", 1)
    return text.replace("’", "'") + " " if place.sector.code == "12" else text


def _action_name(place: Place) -> str:
    action = place.action
    return f"{action.code} – {action.name}" if place.habit.codes == "uniti" else action.name


def _indicator_name(place: Place, indicator: Indicator) -> str:
    joined = f"{indicator.code} – {indicator.name}"
    return joined if place.habit.codes == "uniti" else indicator.name


def _kind_word(place: Place, indicator: Indicator) -> str:
    words = KIND_WORDS[place.habit.title_variant + 1] | OTHER_KIND_WORDS
    return words[indicator.kind]


def _reason(place: Place, indicator: Indicator) -> str:
    return indicator.december_reason if place.document == "finale" else indicator.june_reason


def _not_assessable(place: Place, indicator: Indicator) -> str:
    return "sì" if indicator.code in not_assessable() else "no"


ACTION_TEXTS: dict[str, Callable[[Place], str]] = {
    "indirizzo": lambda place: _chain_text(1, place),
    "strategico": lambda place: _chain_text(2, place),
    "operativo": lambda place: _chain_text(3, place),
    "settore": lambda place: place.sector.label,
    "azione_codice": lambda place: place.action.code,
    "azione": _action_name,
    "azione_tipo": lambda place: (
        "Attività ordinaria" if place.action.kind == "ordinaria" else "Obiettivo di miglioramento"
    ),
    "sezione": lambda place: place.action.section,
    "interni": lambda place: place.action.internal,
    "esterni": lambda place: place.action.external,
    "atteso_testo": lambda place: place.action.expected,
    "servizio": lambda place: place.action.service,
    "centro": lambda place: place.sector.cost_centre,
    "responsabile": lambda place: place.sector.responsible,
    "missione": lambda place: place.action.mission,
    "capitolo": lambda place: place.action.chapter,
    "fattore": lambda place: place.action.factor,
    "personale": lambda place: place.action.personnel,
    "altri_servizi": lambda place: place.action.other_services,
    "concordata": lambda place: place.action.agreed,
}
INDICATOR_TEXTS: dict[str, Callable[[Place, Indicator], str | None]] = {
    "indicatore_codice": lambda place, indicator: indicator.code,
    "indicatore": _indicator_name,
    "tipo": _kind_word,
    "unita": lambda place, indicator: indicator.unit,
    "motivo": _reason,
    "nota": lambda place, indicator: notes().get((indicator.code, place.document)),
    "non_valutabile": _not_assessable,
    "non_valutabile_motivo": lambda place, indicator: not_assessable().get(indicator.code),
}
