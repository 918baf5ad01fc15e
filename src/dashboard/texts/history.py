"""What the page Storico says: what happened to the store, by whom, why, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from dashboard.domain.differences import DocumentDifference, RowChange
from dashboard.domain.model import DocumentKind
from dashboard.texts.differences import ROW_CHANGE_SHAPES, counts
from dashboard.texts.formats import Record, counted, is_absent, italian_date, listed, local_moment
from dashboard.texts.labels import document_kinds
from dashboard.texts.people import who
from dashboard.texts.quality import sectors

TITLE = "Storico dei caricamenti"
NOTE = (
    "Ogni file ricevuto e ogni annullamento, dal più recente. Nulla si cancella: un file superato "
    "o annullato resta qui, con il suo originale. Scegliere un file per vedere che cosa ha "
    "cambiato, o per annullarlo."
)
KIND_FILTER, STATE_FILTER, SEARCH = "Documento", "Stato", "Cerca"
SEARCH_HINT = "Nome del file, persona, motivo, settore"
LIST_COLUMNS = {
    "moment_words": "Quando",
    "event_words": "Che cosa",
    "file_name": "File",
    "document_words": "Documento",
    "row_count": "Righe",
    "done_by_words": "Chi",
    "state_words": "Stato o motivo",
}
ALL_UPLOADS = "← Tutti i caricamenti"
CHANGES_HEADING = "Che cosa ha cambiato"
CHANGES_FILE = "Differenze del caricamento"
NO_DOCUMENTS = "Il file non contiene documenti del ciclo."
REVOKE_HEADING = "Annulla caricamento"
REVOKE_NOTE = (
    "Annullare toglie il file da quelli che valgono, non lo cancella: resta nello storico con il "
    "suo originale, il nome di chi annulla e il motivo."
)
REVOKE_EFFECT_FILE = "Effetto dell’annullamento"
REASON = "Motivo (obbligatorio)"
REASON_HINT = "Per esempio: caricato il file del settore sbagliato"
NOT_IN_FORCE = "Questo file non è in vigore: annullarlo non cambia nessun numero di oggi."
ONLY_TODAY = "Per annullare questo caricamento tornare a oggi: il passato si può solo guardare."

IN_FORCE, PARTLY_IN_FORCE, SUPERSEDED, REVOKED = (
    "● in vigore",
    "◐ in vigore in parte",
    "○ superato",
    "✕ annullato",
)
_EFFECTS = {
    RowChange.NEW: ("torna", "riga torna", "righe tornano"),
    RowChange.CHANGED: ("cambia", "cambia", "cambiano"),
    RowChange.GONE: ("sparisce", "sparisce", "spariscono"),
}


def headline(upload_count: int, revocation_count: int, last_at: datetime | None) -> str:
    """Gives "75 caricamenti e 1 annullamento; l’ultimo il …". The moment is in UTC without zone."""
    if last_at is None:
        return "Nessun caricamento con questi filtri."
    parts = [counted(upload_count, "caricamento", "caricamenti")]
    if revocation_count:
        parts.append(counted(revocation_count, "annullamento", "annullamenti"))
    return f"{listed(parts)}; l’ultimo il {local_moment(last_at)}."


def event(row: Record) -> str:
    """Gives "caricamento n. 12" or "annullamento del n. 12"."""
    number = row["upload_id"]
    if row["event"] == "revocation":
        return f"annullamento del n. {number}"
    return f"caricamento n. {number}"


def documents(row: Record) -> str:
    """Gives "Report finale 2024 · Lavori pubblici": what the documents of a file are."""
    kinds = document_kinds(row["document_kinds"])
    if row["document_kinds"] == DocumentKind.REGISTRY:
        # It speaks of every sector: naming them all would name none.
        return f"{kinds} {row['reference_years']}"
    is_dup = row["document_kinds"] == DocumentKind.DUP_STATUS
    whose = row["direction_names"] if is_dup else sectors(row["sector_names"])
    years = "" if is_absent(row["reference_years"]) else f" {row['reference_years']}"
    return f"{kinds}{years}" if is_absent(whose) else f"{kinds}{years} · {whose}"


def state(row: Record) -> str:
    """Gives whether a file counts, as a shape and a word."""
    if row["is_revoked"]:
        return REVOKED
    if row["current_document_count"] == 0:
        return SUPERSEDED
    is_whole = row["current_document_count"] == row["document_count"]
    return IN_FORCE if is_whole else PARTLY_IN_FORCE


def state_or_reason(row: Record) -> str:
    """Gives the state of an upload with who or what ended it; of a revocation its reason."""
    if row["event"] == "revocation":
        return f"motivo: {row['reason']}"
    return state_sentence(row)


def state_sentence(row: Record) -> str:
    """Gives "○ superato da «x.xlsx» (n. 5)", "✕ annullato da Anna il …. Motivo: …"."""
    found = state(row)
    if found == REVOKED:
        moment = local_moment(row["revoked_at"])
        revoker = who(row["revoked_by"], row["revoked_role"])
        return f"{found} da {revoker} il {moment}. Motivo: {row['revoked_reason']}"
    if is_absent(row["in_force_instead_upload_id"]):
        return found
    other = file_and_number(row["in_force_instead_file_name"], row["in_force_instead_upload_id"])
    return f"{found} da {other}" if found == SUPERSEDED else f"{found}; per il resto vale {other}"


def file_and_number(file_name: str, upload_id: float) -> str:
    """Gives "«x.xlsx» (n. 5)"."""
    return f"«{file_name}» (n. {int(upload_id)})"


def received(row: Record) -> str:
    """Gives who sent a file, when, and what it is."""
    return (
        f"Caricamento n. {row['upload_id']}, del {local_moment(row['happened_at'])}. "
        f"Da: {who(row['done_by'], row['done_role'])}. {documents(row)}. "
        f"{counted(row['row_count'], 'riga', 'righe')}."
    )


def unknown_upload(stated: str, as_of: date | None) -> str:
    """Gives what is said of an address that names no upload there was at the date."""
    if as_of is not None:
        return f"Il caricamento n. {stated} il {italian_date(as_of)} non c’era."
    return f"Il caricamento n. {stated} non esiste. Sceglierne uno dall’elenco."


def change_sentence(
    title: str, difference: DocumentDifference, replaced: tuple[str, int] | None
) -> str:
    """Gives what a document changed. `replaced`: name and number of the file it took over from."""
    if replaced is None:
        new = counted(difference.count(RowChange.NEW), "riga nuova", "righe nuove")
        return f"{title}: prima non c’era; {new}."
    changed = counts([difference])
    return f"{title}: ha preso il posto di {file_and_number(*replaced)}: {changed}."


def effect_sentence(
    title: str, difference: DocumentDifference, returning: tuple[str, datetime] | None
) -> str:
    """Gives what a revocation does to a document.

    `returning`: the name of the file that counts again, and when it was uploaded (UTC).
    """
    if returning is None:
        gone = counted(difference.count(RowChange.GONE), "riga sparisce", "righe spariscono")
        return f"{title}: non c’è un file precedente che torni a valere; {gone}."
    file_name, uploaded_at = returning
    parts = [
        counted(difference.count(change), singular, plural)
        for change, (_, singular, plural) in _EFFECTS.items()
    ]
    same = counted(difference.unchanged_count, "resta uguale", "restano uguali")
    return (
        f"{title}: torna in vigore «{file_name}» del {local_moment(uploaded_at)}; "
        f"{listed([*parts, same])}."
    )


def effect_on_row(change: RowChange) -> str:
    """Gives "+ torna": what a revocation does to a row, as a shape and a word."""
    return f"{ROW_CHANGE_SHAPES[change]} {_EFFECTS[change][0]}"


def revoke_label(upload_id: int) -> str:
    """Gives the words on the button that revokes."""
    return f"Annulla il caricamento n. {upload_id}"


def revoked(upload_id: int, effects: Sequence[str]) -> str:
    """Gives what happened, and where it stays written."""
    return (
        f"Il caricamento n. {upload_id} è stato annullato. {' '.join(effects) or NOT_IN_FORCE} "
        "Chi, quando e perché restano scritti nello storico."
    )
