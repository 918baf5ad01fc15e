"""The words of the way from the Quadro down to an indicator."""

from __future__ import annotations

from dashboard.texts import navigation
from dashboard.texts.formats import shortened

LABEL = "Percorso"
OVERVIEW = navigation.OVERVIEW
_WIDTH = 44


def direction_words(name: str) -> str:
    """Gives "Indirizzo 3 La città da vivere"."""
    return shortened(f"Indirizzo {name}", _WIDTH)


def objective_words(name: str) -> str:
    """Gives "Obiettivo 3.2.1 Teatro e spettacolo"."""
    return shortened(f"Obiettivo {name}", _WIDTH)


def action_words(name: str) -> str:
    """Gives "Azione AM.02 Nuove alberature"."""
    return shortened(f"Azione {name}", _WIDTH)


def indicator_words(name: str) -> str:
    """Gives "Indicatore AM.02.1 Alberi piantati"."""
    return shortened(f"Indicatore {name}", _WIDTH)
