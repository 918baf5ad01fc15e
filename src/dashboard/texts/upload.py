"""What the page Caricamento says: before the choice, after the check, after the confirmation."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.differences import DocumentDifference, RowChange
from dashboard.domain.model import DocumentKind, DocumentToStore, ParsedDocument, Severity
from dashboard.domain.registry_sections import RegistrySection
from dashboard.settings import MAX_FILE_BYTES
from dashboard.texts.differences import counts
from dashboard.texts.fields import field_label
from dashboard.texts.formats import code_and_name, counted, listed, number
from dashboard.texts.labels import DOCUMENT_KINDS, PERIODS, SEVERITIES
from dashboard.texts.registry import SECTION_LABELS

TITLE = "Caricamento"
INSTRUCTIONS = (
    "Scegliere i fogli così come sono arrivati dai settori: stato di attuazione del DUP, azioni "
    "PEG, schede PIAO, report intermedi e finali; allo stesso modo si carica l’anagrafica "
    "dell’ente. Non occorre rinominarli né copiarli in un modello. Vanno bene i fogli di Excel e "
    "di LibreOffice (.xlsx, .xlsm, .xls, .ods, .xlsb) e i "
    f".csv, fino a {MAX_FILE_BYTES // (1024 * 1024)} MB per file."
)
STEPS = (
    "**1. Controllo**: il programma legge i file e mostra che cosa ha capito, senza scrivere "
    "nulla. **2. Conferma**: solo allora i dati entrano nel cruscotto. I file originali si "
    "conservano come sono arrivati."
)
WHAT_TO_CHOOSE = "Che cosa caricare"
CHOICE_FILES, CHOICE_FOLDER = "Uno o più file", "Una cartella intera"
UPLOADER_FILES = "Trascinare qui i file, oppure premere «Upload» per sceglierli"
UPLOADER_FOLDER = "Trascinare qui la cartella, oppure premere «Upload» per sceglierla"
ENTITY_OF_NAMELESS = "Ente dei file che non lo dicono"
READING = "Lettura dei file…"

CHECKED_HEADING = "Che cosa è stato capito"
DETAIL_CHOICE = "Guarda il file"
RECOGNISED_HEADING = "Riconoscimento"
ISSUES_HEADING = "Segnalazioni"
NO_ISSUES = "Nessuna segnalazione."
DOWNLOAD_MARKED_FILE = "Scarica il file con le segnalazioni"
MARKED_FILE_NOTE = (
    "È lo stesso file ricevuto, con le celle da correggere colorate e commentate e un primo foglio "
    "che le elenca: si può rimandare al settore così com’è."
)
DIFFERENCES_HEADING = "Che cosa cambia rispetto a quello che è in vigore"
DIFFERENCES_FILE = "Differenze"
ROWS_HEADING = "Prime righe lette"
PROPOSALS_HEADING = "Proposte scritte in rosso"
PROPOSALS_NOTE = (
    "Fino alla decisione vale il testo di prima: in rosso ciò che si chiede di aggiungere, "
    "barrato ciò che si chiede di togliere."
)
CONFIRM_HEADING = "Conferma"
CANCEL = "Annulla e togli i file"
NOTHING_TO_CONFIRM = "Tra i file scelti non ce n’è nessuno da caricare."
CHANGED_MEANWHILE = (
    "Nel frattempo qualcuno ha caricato altri dati: il controllo è stato rifatto e non è stato "
    "scritto nulla. Guardare di nuovo le differenze, poi confermare."
)
OUTCOME_HEADING = "Esito del caricamento"
HISTORY_HEADING = "Ultimi file caricati"
ORIGINAL_CHOICE = "File originale"
DOWNLOAD_ORIGINAL = "Scarica l’originale"
NO_HISTORY = "Non è ancora stato caricato nessun file."

READY, BLOCKED, UNREADABLE, ALREADY = (
    "● pronto",
    "■ da correggere",
    "■ illeggibile",
    "○ già caricato",
)
STORED = "● caricato"
NOT_STORED = "■ non caricato"
READY_UNCHANGED = "● pronto, senza differenze"

FILES_COLUMNS = {
    "file_name": "File",
    "outcome": "Esito",
    "recognised": "Riconosciuto come",
    "row_count": "Righe",
    "new_count": "Nuove",
    "changed_count": "Cambiate",
    "gone_count": "Tolte",
    "issues": "Segnalazioni",
}
ISSUE_COLUMNS = {"severity": "Gravità", "title": "Che cosa", "sentence": "Dove e come rimediare"}
PROPOSAL_COLUMNS = {
    "place": "Cella",
    "kind": "Tipo",
    "before": "Testo in vigore",
    "after": "Testo proposto",
    "state": "Come è stata decisa",
}
OUTCOME_COLUMNS = {"file_name": "File", "outcome": "Esito", "sentence": "Che cosa è successo"}
HISTORY_COLUMNS = {
    "uploaded_at": "Caricato il",
    "file_name": "File",
    "document_kinds": "Documento",
    "reference_years": "Anno",
    "sector_names": "Settori",
    "row_count": "Righe",
    "warning_count": "Avvisi",
    "uploaded_by": "Da",
    "state": "Stato",
}


def recognised(document: DocumentToStore) -> str:
    """Gives "Report finale 2024 · 05 Lavori pubblici" for one document of a file."""
    sector_names = {fact.sector_code: fact.sector_name for fact in document.facts.sectors}
    direction_names = {
        fact.strategic_direction_code: fact.strategic_direction_name
        for fact in document.facts.strategic_directions
    }
    sector_code, direction_code = document.sector_code, document.strategic_direction_code
    return document_title(
        document.kind,
        document.reference_year,
        sector=(sector_code, sector_names.get(sector_code or "")),
        direction=(direction_code, direction_names.get(direction_code or "")),
    )


def document_title(
    kind: DocumentKind,
    reference_year: int,
    *,
    sector: tuple[str | None, str | None],
    direction: tuple[str | None, str | None],
) -> str:
    """Gives what a document is called; `sector` and `direction` are code and name."""
    parts = [f"{DOCUMENT_KINDS[kind]} {reference_year}"]
    if sector[0]:
        parts.append(code_and_name(*sector))
    if direction[0]:
        parts.append(f"Indirizzo {code_and_name(*direction)}")
    return " · ".join(parts)


def recognition_sentence(document: DocumentToStore) -> str:
    """Gives the document, its period and sheet, and how many of its titles were found."""
    found = document.recognition
    period = f", periodo {PERIODS[document.period].lower()}" if document.period else ""
    rows = counted(len(document.rows), "riga", "righe")
    sentence = (
        f"{recognised(document)}{period}: {rows}; riconosciuti {found.matched_title_count} titoli "
        f"sui {found.expected_title_count} che il programma conosce per questo documento."
    )
    if found.missing_fields:
        missing = listed([f"«{field_label(name)}»" for name in found.missing_fields])
        sentence += f" Non ci sono: {missing}."
    sentence += f" Ente: {document.entity_name}."
    if found.unknown_titles:
        titles = listed([f"«{title}»" for title in found.unknown_titles])
        sentence += f" Colonne conservate ma non capite: {titles}."
    return sentence


def unplaced_sentence(documents: Sequence[ParsedDocument]) -> str:
    """Gives what is known of a file without a document that could be stored."""
    if not documents:
        return "Nessun foglio del file è stato riconosciuto come documento del ciclo."
    kinds = listed([DOCUMENT_KINDS[document.kind].lower() for document in documents])
    return f"Sembra: {kinds}. Manca qualcosa per collocarlo: vedere le segnalazioni."


def difference_sentence(kind: DocumentKind, difference: DocumentDifference) -> str:
    """Gives the counts of what would change."""
    if not difference.replaces_a_document:
        new = counted(difference.count(RowChange.NEW), "riga nuova", "righe nuove")
        if kind is DocumentKind.REGISTRY:
            return f"È la prima anagrafica per questo anno: {new}."
        return f"È il primo documento di questo tipo per questo anno e settore: {new}."
    return f"Sostituisce il documento in vigore: {counts([difference])}."


def check_sentence(ready: int, blocked: int, already: int, unclear: int = 0) -> str:
    """Gives the headline of the check, with the count of each outcome that occurs."""
    parts = []
    if ready:
        parts.append(counted(ready, "file pronto", "file pronti"))
    if blocked:
        parts.append(counted(blocked, "da correggere", "da correggere"))
    if unclear:
        parts.append(counted(unclear, "con nomi da chiarire", "con nomi da chiarire"))
    if already:
        parts.append(counted(already, "già caricato", "già caricati"))
    return f"{listed(parts)}. Non è ancora stato scritto nulla."


def issue_counts(counts: dict[Severity, int]) -> str:
    """Gives "■ 1 bloccante, ▲ 3 avvisi", or a dash."""
    parts = [
        f"{label.shape} {counted(counts[severity], label.word, label.plural)}"
        for severity, label in SEVERITIES.items()
        if counts.get(severity)
    ]
    return ", ".join(parts) or "—"


def confirm_label(file_count: int) -> str:
    """Gives the words on the button that stores."""
    return f"Conferma il caricamento di {counted(file_count, 'file', 'file')}"


def storing_text(file_count: int) -> str:
    """Gives the words shown while files are stored."""
    return f"Caricamento di {counted(file_count, 'file', 'file')}…"


def reading_text(position: int, total: int) -> str:
    """Gives the words beside the bar while files are read."""
    return f"{READING} {position} di {total}"


def stored_sentence(row_count: int) -> str:
    """Gives what became of a file that was stored."""
    rows = counted(row_count, "riga scritta", "righe scritte")
    return f"{rows}; il file originale è conservato."


def blocked_sentence(file_name: str) -> str:
    """Gives what is said of a file that could not be stored."""
    return (
        f"«{file_name}» ha segnalazioni bloccanti: non è stato scritto nulla. Correggere le celle "
        "indicate e ricaricarlo."
    )


def already_sentence(file_name: str) -> str:
    """Gives what is said of a file whose very bytes are in force already."""
    return f"«{file_name}» è già in vigore, identico: non c’è nulla da scrivere."


def same_slot_sentence(labels: Sequence[str], file_names: Sequence[str]) -> str:
    """Gives the warning for several chosen files that state the same documents, one or more."""
    names = listed([f"«{name}»" for name in file_names])
    what = "lo stesso documento" if len(labels) == 1 else "gli stessi documenti"
    return (
        f"{names} contengono {what} ({'; '.join(labels)}). Confermando tutto vale l’ultimo file: "
        "togliere dalla scelta quello superato."
    )


def left_aside_sentence(count: int) -> str:
    """Gives what is said of the files of a folder that are no spreadsheets."""
    files = counted(
        count, "file della cartella non è un foglio", "file della cartella non sono fogli"
    )
    return f"{files} di calcolo: non è stato letto."


def first_rows_heading(document: DocumentToStore, shown_count: int) -> str:
    """Gives the heading over the first rows of a document; an anagrafica's are by section."""
    if document.kind is DocumentKind.REGISTRY:
        return f"{ROWS_HEADING}, foglio per foglio · {recognised(document)}"
    shown = min(shown_count, len(document.rows))
    return f"{ROWS_HEADING}: {shown} su {number(len(document.rows), 0)} · {recognised(document)}"


def section_heading(section: RegistrySection, row_count: int, shown_count: int) -> str:
    """Gives "Settori: 5 su 12" over the first rows of a section of an anagrafica."""
    return f"{SECTION_LABELS[section]}: {min(shown_count, row_count)} su {number(row_count, 0)}"


def outcome_sentence(stored_count: int, left_out_count: int) -> str:
    """Gives the headline of a confirmation."""
    stored = counted(stored_count, "file caricato", "file caricati")
    left_out = counted(left_out_count, "non caricato", "non caricati")
    return f"{stored}, {left_out}." if left_out_count else f"{stored}."


def numbered_file(upload_id: int, file_name: str) -> str:
    """Gives a file as it is chosen among several of the same name."""
    return f"{file_name} (caricamento n. {upload_id})"


def all_uploads(count: int) -> str:
    """Gives the words of the link to the page with every upload."""
    return f"Storico dei caricamenti: {counted(count, 'file', 'file')}, differenze e annullamenti"


def standing(*, is_current: bool, is_revoked: bool) -> str:
    """Gives whether an upload counts today."""
    if is_revoked:
        return "annullato"
    return "in vigore" if is_current else "superato"
