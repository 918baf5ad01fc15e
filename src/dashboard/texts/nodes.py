"""Name the nodes of the two chains: what they are, one and several, and which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.domain.rules import Level
from dashboard.texts.formats import text

if TYPE_CHECKING:
    from dashboard.domain.explanation import Node

NOUNS: dict[Level, tuple[str, str]] = {
    Level.INDICATOR: ("indicatore", "indicatori"),
    Level.ACTION: ("azione", "azioni"),
    Level.OPERATIONAL_OBJECTIVE: ("obiettivo operativo", "obiettivi operativi"),
    Level.STRATEGIC_OBJECTIVE: ("obiettivo strategico", "obiettivi strategici"),
    Level.DIRECTION: ("indirizzo strategico", "indirizzi strategici"),
    Level.SERVICE: ("servizio", "servizi"),
    Level.SECTOR: ("settore", "settori"),
    Level.ENTITY: ("ente", "enti"),
}


def node_words(node: Node) -> str:
    """Gives "indicatore 2 dell’azione 3.1 del settore 03", to tell apart what shares a code."""
    words = f"{NOUNS[node.level][0]} {text(node.code)}"
    if node.action_code is not None:
        words += f" dell’azione {node.action_code}"
    return words if node.sector_code is None else f"{words} del settore {node.sector_code}"
