"""Titles of pages and of their groups, and the words around every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from dashboard.texts.formats import italian_date, local_moment

APP_TITLE = "Cruscotto PIAO"
CHOOSE_ONE = "Scegliere dall’elenco"
"""What an emptied choice asks for; one that starts empty says what there is to choose."""

GROUP_TRENDS = "Andamento"
GROUP_REVIEW = "Verifica"
GROUP_INTAKE = "Raccolta"
GROUP_CYCLE = "Ciclo annuale"
GROUP_ACTIVITY = "Piani e attività"

OVERVIEW = "Quadro d’insieme"
DUP = "Stato di attuazione DUP"
RESULTS = "Risultati PIAO"
ACTION = "Scheda azione"
DEVIATIONS = "Scostamenti"
EXPLANATION = "Come si calcola"
SEARCH = "Cerca"
MEETING = "Modalità riunione"
DELEGATION = "La mia delega"
COMPARISON = "Anni a confronto"
CLARIFICATIONS = "Chiarimenti"
SIGNALS = "Segnali"
MINUTES = "Verbale"
PROFILE = "Chi sei"
RECONCILIATION = "Riconcilia"
WHAT_IF = "Cosa succede se"
PROPOSALS = "Proposte di variazione"
VARIATIONS = "Registro delle variazioni"
QUALITY = "Qualità dei dati"
UPLOAD = "Caricamento"
REGISTRY = "Anagrafica"
MAPPINGS = "Mappature"
HISTORY = "Storico dei caricamenti"
TEMPLATES = "Modelli"
DEADLINES = "Scadenzario"
DELIVERIES = "Consegne"
COHERENCE = "Coerenza"
RESOURCES = "PEG e risorse"
CHAIN = "Catena"
ORDINARY_ACTIVITY = "Attività ordinaria"
QUALITY_CONTROLS = "Controlli di qualità"
INNOVATIONS = "Innovazioni"

PAGE_TITLES = {
    "": OVERVIEW,
    "delega": DELEGATION,
    "risultati": RESULTS,
    "dup": DUP,
    "azione": ACTION,
    "confronto": COMPARISON,
    "riunione": MEETING,
    "cerca": SEARCH,
    "scostamenti": DEVIATIONS,
    "chiarimenti": CLARIFICATIONS,
    "segnali": SIGNALS,
    "verbale": MINUTES,
    "come-si-calcola": EXPLANATION,
    "riconcilia": RECONCILIATION,
    "cosa-succede-se": WHAT_IF,
    "proposte": PROPOSALS,
    "variazioni": VARIATIONS,
    "qualita": QUALITY,
    "peg-risorse": RESOURCES,
    "catena": CHAIN,
    "attivita-ordinaria": ORDINARY_ACTIVITY,
    "controlli-qualita": QUALITY_CONTROLS,
    "innovazioni": INNOVATIONS,
    "scadenzario": DEADLINES,
    "consegne": DELIVERIES,
    "modelli": TEMPLATES,
    "coerenza": COHERENCE,
    "caricamento": UPLOAD,
    "anagrafica": REGISTRY,
    "mappature": MAPPINGS,
    "storico": HISTORY,
    "profilo": PROFILE,
}
"""The title of every page, by the last part of its address; the overview has none."""

FILTER_ENTITY = "Ente"
FILTER_YEAR = "Anno"
FILTER_PERIOD = "Periodo"
FILTER_CYCLE = "Anno in chiusura o in programmazione"
FILTER_SECTOR = "Settore"
FILTER_DIRECTION = "Indirizzo"
FILTER_AS_OF = "Situazione al (vuoto: oggi)"
ALL = "Tutti"
CHANGE_FILTERS = "Cambia i filtri"

INVENTED_NOTE = "I dati di questo ente sono inventati: servono a provare il programma."

EMPTY_TITLE = "Non c’è ancora nulla da mostrare."
EMPTY_BODY = (
    "Caricare le schede PIAO e i report dei settori dalla pagina Caricamento, oppure da riga di "
    "comando con «cruscotto load CARTELLA»."
)
GO_TO_UPLOAD = "Vai a Caricamento"
GO_TO_TEMPLATES = "Vai a Modelli"

BACK_TO_TODAY = "Torna a oggi"

_ALL_OF = {FILTER_SECTOR: "tutti i settori", FILTER_DIRECTION: "tutti gli indirizzi"}
_PERIODS = {"intermediate": "Intermedio (30/6)", "final": "Finale (31/12)"}


def period_choice(period: str) -> str:
    """Gives a period as it is offered in the filters."""
    return _PERIODS[period]


def looked_at(entity: str, chosen: Iterable[tuple[str, str]], as_of: date | None) -> str:
    """Gives in one line what is looked at. `chosen`: each filter's name and its choice."""
    choices = [_ALL_OF.get(name, choice) if choice == ALL else choice for name, choice in chosen]
    past = [] if as_of is None else [f"al {italian_date(as_of)}"]
    return " · ".join([entity, *choices, *past])


def closing_choice(year: int) -> str:
    """Gives the year that closes as it is offered in the filters."""
    return f"In chiusura {year}"


def planned_choice(year: int) -> str:
    """Gives the year that is planned as it is offered in the filters."""
    return f"In programmazione {year}"


def past_banner(as_of: date) -> str:
    """Gives the warning above every page that shows a past date."""
    return (
        f"Stai guardando i dati com’erano il {italian_date(as_of)}, a fine giornata. Quello che è "
        "stato caricato o annullato dopo non si vede."
    )


def empty_past_title(as_of: date) -> str:
    """Gives the heading of a page at a date before anything was uploaded."""
    return f"Il {italian_date(as_of)} non era ancora stato caricato nulla."


def empty_past_body(entity_name: str, first_uploaded_at: datetime) -> str:
    """Gives since when there is something to see. The moment is in UTC without zone."""
    first_day = local_moment(first_uploaded_at).split()[0]
    return (
        f"Il primo caricamento di {short_entity_name(entity_name)} è del {first_day}: scegliere "
        "una data da quel giorno in poi, oppure tornare a oggi."
    )


def is_invented(entity_name: str) -> bool:
    """Says whether an entity's own name declares that its data are invented."""
    return "inventati" in entity_name.casefold()


def short_entity_name(entity_name: str) -> str:
    """Gives the name without what stands in brackets or after a dash."""
    return entity_name.split("(")[0].split(" – ")[0].strip()
