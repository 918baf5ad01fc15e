"""What the table of differences is called, column by column."""

from __future__ import annotations

from datetime import datetime

from dashboard.domain.differences import RowChange

SUMMARY_SHEET = "Riepilogo"
CHANGES_SHEET = "Differenze"

ROW_CHANGES = {
    RowChange.NEW: "nuova",
    RowChange.CHANGED: "cambiata",
    RowChange.GONE: "tolta",
}
SUMMARY_COLUMNS = (
    "Documento",
    "Righe nuove",
    "Righe cambiate",
    "Righe tolte",
    "Righe invariate",
)
CHANGE_COLUMNS = (
    "Documento",
    "Riga",
    "Azione e indicatore, o intervento",
    "Campo",
    "Prima",
    "Dopo",
    "Numero prima",
    "Numero dopo",
    "Differenza",
    "Foglio",
    "Riga del foglio",
    "Cella",
)


def title(made_at: datetime) -> str:
    """Gives the line above the tables: what they are, and when they were made (local time)."""
    return f"Differenze rispetto a quello che era in vigore, {made_at:%d/%m/%Y %H:%M}"
