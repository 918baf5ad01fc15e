"""Words around differences, on screen and in the spreadsheet that carries them away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.domain.differences import DocumentDifference, RowChange
from dashboard.texts.formats import counted, listed

SUMMARY_SHEET = "Riepilogo"
CHANGES_SHEET = "Differenze"

ROW_CHANGES = {
    RowChange.NEW: "nuova",
    RowChange.CHANGED: "cambiata",
    RowChange.GONE: "tolta",
}
ROW_CHANGE_SHAPES = {RowChange.NEW: "+", RowChange.CHANGED: "≠", RowChange.GONE: "−"}
_COUNTED = {
    RowChange.NEW: ("riga nuova", "righe nuove"),
    RowChange.CHANGED: ("cambiata", "cambiate"),
    RowChange.GONE: ("tolta", "tolte"),
}
WHOLE_ROW = "tutta la riga"
SCREEN_COLUMNS = {
    "change_words": "Riga",
    "row_words": "Che cosa riguarda",
    "field_label": "Campo",
    "before_text": "Prima",
    "after_text": "Dopo",
    "difference_number": "Differenza",
    "cell": "Cella",
}
DOCUMENT_COLUMN = "Documento"
LEGEND = "Nei testi: barrate le parole tolte, sottolineate quelle aggiunte."
CHANGE_FILTER = "Righe"
FIELD_FILTER = "Campo"
SEARCH = "Cerca nelle differenze"
SEARCH_HINT = "Parole dell’azione, del testo di prima o di dopo"
DOWNLOAD = "Scarica tutte le differenze (.xlsx)"
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
    "Che cosa riguarda",
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


def row_change(change: RowChange) -> str:
    """Gives "≠ cambiata": what became of a row, as a shape and a word."""
    return f"{ROW_CHANGE_SHAPES[change]} {ROW_CHANGES[change]}"


def counts(differences: Sequence[DocumentDifference]) -> str:
    """Gives "1 riga nuova, 2 cambiate, 0 tolte e 9 invariate" over all the documents."""
    parts = [
        counted(sum(one.count(change) for one in differences), *words)
        for change, words in _COUNTED.items()
    ]
    unchanged = sum(one.unchanged_count for one in differences)
    return listed([*parts, counted(unchanged, "invariata", "invariate")])


def title(made_at: datetime) -> str:
    """Gives the line above the tables: what they are, and when they were made (local time)."""
    return f"Differenze rispetto a quello che era in vigore, {made_at:%d/%m/%Y %H:%M}"
