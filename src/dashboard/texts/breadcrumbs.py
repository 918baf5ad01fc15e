"""The words of the way from the Quadro down to an indicator."""

from __future__ import annotations

from dashboard.texts import navigation

LABEL = "Percorso"
OVERVIEW = navigation.OVERVIEW


def direction_words(name: str) -> str:
    """Gives "Indirizzo 3 La città da vivere"."""
    return f"Indirizzo {name}"


def strategic_words(name: str) -> str:
    """Gives "Obiettivo strategico 3.2 Cultura e sport"."""
    return f"Obiettivo strategico {name}"


def objective_words(name: str) -> str:
    """Gives "Obiettivo operativo 3.2.1 Teatro"."""
    return f"Obiettivo operativo {name}"


def action_words(name: str) -> str:
    """Gives "Azione AM.02 Nuove alberature"."""
    return f"Azione {name}"


def indicator_words(name: str) -> str:
    """Gives "Indicatore AM.02.1 Alberi piantati"."""
    return f"Indicatore {name}"
