"""Titles of pages and of their groups, and the words around every page."""

from __future__ import annotations

APP_TITLE = "Cruscotto PIAO"

GROUP_TRENDS = "Andamento"
GROUP_REVIEW = "Verifica"
GROUP_INTAKE = "Raccolta"

OVERVIEW = "Quadro d’insieme"
DUP = "Stato di attuazione DUP"
RESULTS = "Risultati PIAO"
ACTION = "Scheda azione"
DEVIATIONS = "Scostamenti"
QUALITY = "Qualità dei dati"
UPLOAD = "Caricamento"

FILTER_ENTITY = "Ente"
FILTER_YEAR = "Anno"
FILTER_PERIOD = "Periodo"
FILTER_SECTOR = "Settore"
FILTER_DIRECTION = "Indirizzo"
ALL = "Tutti"

INVENTED_NOTE = "I dati di questo ente sono inventati: servono a provare il programma."

EMPTY_TITLE = "Non c’è ancora nulla da mostrare."
EMPTY_BODY = (
    "Caricare le schede PIAO e i report dei settori dalla pagina Caricamento, oppure da riga di "
    "comando con «cruscotto load CARTELLA»."
)
GO_TO_UPLOAD = "Vai a Caricamento"

_PERIODS = {"intermediate": "Intermedio (30/6)", "final": "Finale (31/12)"}


def period_choice(period: str) -> str:
    """Gives a period as it is offered in the filters."""
    return _PERIODS[period]


def is_invented(entity_name: str) -> bool:
    """Says whether an entity's own name declares that its data are invented."""
    return "inventati" in entity_name.casefold()


def short_entity_name(entity_name: str) -> str:
    """Gives the name without what stands in brackets or after a dash."""
    return entity_name.split("(")[0].split(" – ")[0].strip()
