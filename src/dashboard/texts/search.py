"""Sentences and labels of the page Cerca and of the search field above every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.clarifications import ClarificationStep
from dashboard.domain.search_index import ItemKind, Place, SearchItem
from dashboard.texts.fields import FIELD_LABELS
from dashboard.texts.formats import counted, listed, number, readable_name
from dashboard.texts.labels import PERIODS

FIELD = "Che cosa cercare"
FIELD_HINT = "Per esempio: asilo nido"
HEADER_FIELD = "Cerca in tutti i testi"
KIND_FILTER = "Tipo"
EVERY_KIND = "Tutti i tipi"
YEAR_FILTER = "Anno"
EVERY_YEAR = "Tutti gli anni"
NOTHING_TYPED = "Cerca in tutti i testi di piani e report"
HOW_TO = (
    "Basta una parola, o più parole che stanno nello stesso elemento: si trovano anche al plurale, "
    "con o senza accento, in altre forme del verbo. Tra virgolette si cerca una frase esatta; un "
    "codice trova anche ciò che sta sotto (3.1 trova 3.1.2)."
)
TITLE_NOTHING_FOUND = "Nessun risultato per «{typed}»"
PERHAPS = "Forse cercavi:"
ALONE = "Le parole una per una:"
REMEDIES = (
    "Che cosa provare: meno parole, o una sola; una parola più corta (manutenz trova "
    "manutenzione); senza virgolette; tutti gli anni e tutti i tipi."
)

_NAMES: Mapping[ItemKind, tuple[str, str]] = {
    ItemKind.DIRECTION: ("indirizzo strategico", "indirizzi strategici"),
    ItemKind.STRATEGIC_OBJECTIVE: ("obiettivo strategico", "obiettivi strategici"),
    ItemKind.OPERATIONAL_OBJECTIVE: ("obiettivo operativo", "obiettivi operativi"),
    ItemKind.INTERVENTION: ("intervento del DUP", "interventi del DUP"),
    ItemKind.ACTION: ("azione", "azioni"),
    ItemKind.INDICATOR: ("indicatore", "indicatori"),
    ItemKind.REPORTED: ("risultato rendicontato", "risultati rendicontati"),
    ItemKind.CLARIFICATION: ("chiarimento", "chiarimenti"),
    ItemKind.REVIEW_NOTE: ("nota del Nucleo", "note del Nucleo"),
    ItemKind.SECTOR: ("settore", "settori"),
    ItemKind.ORDINARY_ACTIVITY: ("misura di attività ordinaria", "misure di attività ordinaria"),
    ItemKind.QUALITY_CONTROL: ("controllo di qualità", "controlli di qualità"),
    ItemKind.INNOVATION: ("innovazione", "innovazioni"),
    ItemKind.FILE: ("file ricevuto", "file ricevuti"),
}
_FIELDS: Mapping[str, str] = {
    **FIELD_LABELS,
    "target_text": FIELD_LABELS["target"],
    "baseline_text": FIELD_LABELS["baseline"],
    "result_text": FIELD_LABELS["result"],
    "state_reason": "Motivo dello stato dichiarato",
    "request_reason": "Motivo della percentuale richiesta",
    "grant_reason": "Motivo della percentuale riconosciuta",
    "exclusion_reason": "Motivo dell’esclusione dal calcolo",
    ClarificationStep.ASKED: "Domanda",
    ClarificationStep.ANSWERED: "Risposta",
    ClarificationStep.CLOSED: "Chiusura",
    ClarificationStep.REOPENED: "Riapertura",
    "review_note": "Nota",
    "folder_name": "Cartella",
}
_STEPS = (
    ("direction", "Indirizzo"),
    ("strategic_objective", "Obiettivo strategico"),
    ("operational_objective", "Obiettivo operativo"),
    ("action", "Azione"),
)


def headline(count: int, typed: str) -> str:
    """Gives "15 risultati per «nido»"."""
    return f"{counted(count, 'risultato', 'risultati')} per «{typed}»"


def kinds_line(counts: Mapping[ItemKind, int]) -> str:
    """Gives how many of each kind were found: "4 azioni, 4 indicatori e 1 file ricevuto."."""
    return f"{listed([counted(count, *_NAMES[kind]) for kind, count in counts.items() if count])}."


def kind_choice(kind: ItemKind) -> str:
    """Gives a kind as it is offered in the filter and stands in the address."""
    return (
        _NAMES[kind][1].capitalize() if kind is not ItemKind.INTERVENTION else "Interventi del DUP"
    )


def group_finding(kind: ItemKind, count: int, shown_count: int) -> str:
    """Gives the heading of a group: "Azioni: 12 risultati", "…, i primi 4"."""
    first = f", i primi {shown_count}" if shown_count < count else ""
    return f"{kind_choice(kind)}: {counted(count, 'risultato', 'risultati')}{first}"


def all_of_kind(kind: ItemKind, count: int) -> str:
    """Gives the words of the link to all finds of a kind."""
    return f"Mostra tutti i risultati ({number(count, 0)}): {_NAMES[kind][1]}"


def field_words(field_name: str) -> str:
    """Gives the Italian name of the text that an excerpt is taken from."""
    return _FIELDS[field_name]


def when_words(item: SearchItem) -> str:
    """Gives "2024, finale (31/12)"; nothing where an item belongs to no year."""
    if item.reference_year is None:
        return ""
    if item.period is None:
        return str(item.reference_year)
    period = next(word for known, word in PERIODS.items() if known == item.period)
    return f"{item.reference_year}, {period[0].lower()}{period[1:]}"


def place_words(place: Place, kind: ItemKind) -> str:
    """Gives an item's place in the chain, from the top, and its sector."""
    steps = []
    for level, title in _STEPS:
        code, name = getattr(place, level)
        is_itself = level == "action" and kind is ItemKind.ACTION
        if not is_itself and (code or name):
            steps.append(f"{title} {readable_name(code, name)}")
    code, name = place.sector
    sector = f"Settore {readable_name(code, name)}" if (code or name) else ""
    if kind is ItemKind.SECTOR:
        sector = ""
    return " · ".join(part for part in (" › ".join(steps), sector) if part)


def alone_words(shown: str, count: int) -> str:
    """Gives "«ritardi»: 12 risultati"."""
    return f"«{shown}»: {counted(count, 'risultato', 'risultati')}"


def searched_note(item_count: int, years: Sequence[int]) -> str:
    """Gives over how much is searched."""
    span = f", anni {', '.join(str(year) for year in years)}" if years else ""
    return (
        f"Si cerca in {counted(item_count, 'elemento', 'elementi')}{span}: codici, titoli, "
        "descrizioni, target, motivazioni, note, stati di attuazione del DUP, attività ordinaria, "
        "controlli di qualità, innovazioni, nomi dei file."
    )
