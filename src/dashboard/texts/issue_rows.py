"""The words around an issue's own rows: the choice, the caption, what marks the cell."""

from __future__ import annotations

CHOICE = "Guardare la cella di una segnalazione nel foglio"
PLACEHOLDER = "Scegliere una segnalazione"
MARK = "►"
MARKED_CELL = "cella segnalata"
EMPTY_CELL = "(vuota)"
ROW_HEADING = "Riga"
NOT_THERE = "Nel file non c’è più un foglio con questo nome: la cella non si può mostrare."


def choice(place: str, title: str) -> str:
    """Gives an issue as it is chosen among others: "Foglio Indicatori, cella D14 · Numero…"."""
    return f"{place} · {title}"


def choice_in_file(file_name: str, place: str, title: str) -> str:
    """Gives an issue as it is chosen among those of several files."""
    return f"{file_name} · {choice(place, title)}"


def caption(sheet_name: str, cell: str) -> str:
    """Gives what heads the rows of a sheet around a cell."""
    return f"Foglio {sheet_name}: le righe attorno alla cella {cell}, segnata con {MARK}"


def region(cell: str) -> str:
    """Gives the name of the place that scrolls."""
    return f"Righe attorno alla cella {cell}"


def row_label(number: int, *, is_hidden: bool) -> str:
    """Gives a row's number, and that the sheet hides it."""
    return f"{number} (nascosta)" if is_hidden else str(number)
