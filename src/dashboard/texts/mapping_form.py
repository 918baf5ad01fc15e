"""The words of the form that maps a sheet, and of the page that lists the mappings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from dashboard.domain.mapping import (
    DECIMAL_COMMA,
    DECIMAL_POINT,
    PERIOD_FIELD,
    MappedColumn,
    word_meanings,
)
from dashboard.domain.model import DocumentKind, FieldValue
from dashboard.texts.formats import local_moment, number, quantity
from dashboard.texts.labels import DOCUMENT_KINDS
from dashboard.texts.mapping import mapping_field_label, meaning_label

# The way in, beside a file that was not recognised
OFFER_HEADING = "Il foglio ha titoli suoi?"
OFFER_NOTE = (
    "Se il foglio viene da un altro programma, basta dire una volta che cosa contengono le "
    "colonne: i prossimi fogli con gli stessi titoli saranno letti senza altre domande."
)

# The form
BACK = "Torna ai file scelti"
SHEET_HEADING = "Il foglio, come è stato ricevuto"
HEADING_CHOICE = "Riga dei titoli"
DEPTH_CHOICE = "I titoli occupano"
NO_HEADING = (
    "Nessuna riga sembra contenere i titoli delle colonne: indicare qui sopra in quale riga stanno."
)
KIND_HEADING = "Che cosa contiene"
KIND_CHOICE = "Tipo di documento"
COLUMNS_HEADING = "Che cosa c’è in ogni colonna"
COLUMNS_NOTE = (
    "Per ogni colonna è già scelta la proposta più probabile: controllare e correggere. Le colonne "
    "che non servono restano su «Non caricare»."
)
SHARE_CHOICE = "I numeri sono quote da 0 a 1 (0,4 vuol dire 40 %)"
SHARE_NOTE = (
    "Quote da 0 a 1: dove una colonna dice l’unità di misura, vale solo per le righe in "
    "percentuale. I numeri scritti con il segno % restano come sono."
)
REQUIRED_HEADING = "Colonne necessarie"
WORDS_HEADING = "Come sono scritti periodi, stati e numeri"
WORDS_NOTE = (
    "Per ogni testo trovato nelle celle, dire che cosa vuol dire. I numeri non hanno bisogno di "
    "spiegazioni."
)
NO_WORDS = "Nelle colonne scelte non ci sono testi da spiegare."
AS_WRITTEN = "come è scritto"
CHOOSE = "Scegliere"
DECIMAL_CHOICE = "Nei numeri scritti come testo, i decimali sono dopo"
FIXED_HEADING = "Che cosa il foglio non dice"
NOTHING_TO_STATE = "Il foglio dice già tutto quello che serve."
YEAR_FIELD_LABEL = "Anno di riferimento"
YEAR_HELP = (
    "Lasciare vuoto se i prossimi fogli saranno di altri anni: l’anno sarà quello scritto nel "
    "foglio o nel nome del file."
)
SECTOR_LABEL = "Settore"
SECTOR_HELP = "Codice e nome, per esempio «05 Lavori pubblici»."
DIRECTION_LABEL = "Indirizzo strategico"
DIRECTION_HELP = "Codice e nome, per esempio «1 La città da vivere»."
ENTITY_LABEL = "Ente"
ENTITY_HELP = "Nome intero, per esempio «Comune di Prova»."
NAME_HEADING = "Nome e prova"
NAME_LABEL = "Nome della mappatura"
NAME_HELP = "Si ritrova nell’elenco delle mappature e nelle segnalazioni dei file letti così."
TRY = "Prova"
SAVE = "Salva e usa"
PROBLEMS_HEADING = "Da sistemare prima di provare:"
TRIED_HEADING = "Come sarebbe letto il file"
TRIED_CHANGED = "La mappatura è cambiata dopo la prova: provarla di nuovo."
TRIED_CLEAN = "Nessuna segnalazione."
LATER_ISSUES = "Segnalazioni della prova"

KIND_SENTENCES: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "A che punto sono gli interventi del DUP: una riga per intervento, "
    "con lo stato o la percentuale di avanzamento.",
    DocumentKind.PEG_ACTIONS: "Le azioni del PEG con le loro risorse: una riga per azione.",
    DocumentKind.PIAO_SHEET: "Che cosa ci si propone: azioni, indicatori e target, ancora "
    "senza risultati.",
    DocumentKind.INTERMEDIATE_REPORT: "I risultati degli indicatori al 30 giugno.",
    DocumentKind.FINAL_REPORT: "I risultati degli indicatori al 31 dicembre.",
    DocumentKind.ACTION_FINANCES: "Quanto può spendere ogni azione: una riga per fattore "
    "produttivo.",
    DocumentKind.ACTION_STAFF: "Chi lavora a ogni azione: una riga per categoria di personale.",
    DocumentKind.ORDINARY_ACTIVITY: "Quanto hanno fatto i servizi, anno per anno: una riga per "
    "misura.",
    DocumentKind.QUALITY_CONTROLS: "I controlli di qualità attivati dal settore: una riga per "
    "controllo.",
    DocumentKind.INNOVATIONS: "Le novità nei processi e nei servizi: una riga per innovazione.",
    DocumentKind.CLARIFICATIONS: "Le risposte del settore alle domande del Nucleo: una riga per "
    "richiesta.",
}
DECIMAL_SIGNS: Mapping[str, str] = {
    DECIMAL_COMMA: "la virgola (1.234,5)",
    DECIMAL_POINT: "il punto (1,234.5)",
}

# The rows as they were received
ROW_HEADING = "Riga"
TITLES_MARK = "titoli"

# The page of the mappings
TITLE = "Mappature"
INSTRUCTIONS = (
    "Una mappatura dice come leggere i fogli che hanno titoli diversi da quelli delle schede: vale "
    "da sola per ogni file con gli stessi titoli, in qualunque ordine siano le colonne."
)
EMPTY_TITLE = "Non c’è ancora nessuna mappatura."
EMPTY_BODY = (
    "La prima si fa dalla pagina Caricamento: scegliere un file con titoli propri e premere "
    "«Associa le colonne». Oppure caricare qui sotto una mappatura ricevuta come file."
)
LIST_HEADING = "In uso"
LIST_COLUMNS: Mapping[str, str] = {
    "mapping_name": "Nome",
    "kind_words": "Che cosa legge",
    "columns_words": "Colonne usate",
    "saved_by": "Salvata da",
    "saved_at": "Il",
    "upload_count": "File letti",
}
CONTENT_COLUMNS: Mapping[str, str] = {"title": "Titolo nel foglio", "field_label": "Letto come"}
CONTENT_NAME = "Colonne della mappatura"
PAST_HEADING = "Sostituite e tolte"
PAST_COLUMNS: Mapping[str, str] = {
    "mapping_name": "Nome",
    "kind_words": "Che cosa legge",
    "saved_by": "Salvata da",
    "saved_at": "Il",
    "standing_words": "Perché non vale più",
}
OPEN_CHOICE = "Mappatura da vedere, correggere o togliere"
OPEN_HINT = "Scegliere una mappatura"
DOWNLOAD = "Scarica come file JSON"
EDIT_HEADING = "Vedi e correggi"
EDIT_NOTE = (
    "Qui non ci sono celle da guardare: per spiegare altre parole, aprire la mappatura da un file "
    "scelto in Caricamento. La correzione vale per i file letti da ora in poi."
)
SAVE_CHANGES = "Salva la correzione"
UNCHANGED = "Non è cambiato nulla."
REMOVE_HEADING = "Togli la mappatura"
REMOVE_NOTE = (
    "Ciò che è stato caricato resta. Se questa aveva sostituito una mappatura per gli stessi "
    "titoli, torna a valere quella."
)
REASON_LABEL = "Motivo"
REMOVE = "Togli"
UPLOAD_HEADING = "Carica una mappatura da file"
UPLOADER = "File JSON di una mappatura"
SAVE_UPLOADED = "Salva la mappatura"


def offer(sheet_name: str) -> str:
    """Gives the button that opens the form for a sheet."""
    return f"Associa le colonne del foglio «{sheet_name}»"


def offer_again(sheet_name: str, mapping_name: str) -> str:
    """Gives the button that opens the form for a sheet that a mapping reads already."""
    return f"Correggi la mappatura «{mapping_name}» del foglio «{sheet_name}»"


def heading(file_name: str, sheet_name: str) -> str:
    """Gives the heading of the form."""
    return f"Associa le colonne di «{file_name}», foglio «{sheet_name}»"


def step(number: int, heading: str) -> str:
    """Gives the heading of one step of the form."""
    return f"{number}. {heading}"


def understood(value: FieldValue) -> str:
    """Gives what a cell was taken for; beside it what it says, where that is something else."""
    meaning = _meaning(value)
    if meaning is not None:
        return f"{meaning} (nella cella: {value.raw_text.strip()})"
    # Of "03 Lavori pubblici" one field is the code, another the name.
    return value.value if isinstance(value.value, str) else value.raw_text


def _meaning(value: FieldValue) -> str | None:
    """Gives the words for what is no plain text or number as it is written."""
    found = value.quantity
    if found is None:
        is_meaning = value.value in word_meanings(value.field_name)
        return meaning_label(value.field_name, str(value.value)) if is_meaning else None
    if found.event in word_meanings(value.field_name):
        return meaning_label(value.field_name, str(found.event))
    is_restated = found.unit == "%" and found.number is not None and "%" not in value.raw_text
    return quantity(found.number, found.unit) if is_restated else None


def rows_caption(sheet_name: str, shown_count: int, row_count: int) -> str:
    """Gives what heads the first rows of a sheet."""
    if shown_count == row_count:
        return f"Foglio {sheet_name}, {_rows(row_count)}"
    return f"Foglio {sheet_name}, le prime {shown_count} righe di {number(row_count, 0)}"


def row_label(number: int, *, is_heading: bool) -> str:
    """Gives a row's number, and that its cells are the titles."""
    return f"{number} · {TITLES_MARK}" if is_heading else str(number)


def depth(count: int) -> str:
    """Gives how many rows the titles fill."""
    return _rows(count)


def shape(*, is_long: bool) -> str:
    """Gives which rows the table has."""
    if is_long:
        return (
            "Forma: una riga per indicatore e periodo. Le righe vanno al report intermedio o a "
            "quello finale, come dice la colonna del periodo."
        )
    return (
        "Forma: una riga per elemento. Se ogni indicatore ha più righe, una per periodo, "
        f"assegnare a una colonna «{mapping_field_label(PERIOD_FIELD)}»."
    )


def column_label(letters: str, title: str) -> str:
    """Gives the name of the choice for one column; `letters` may be unknown."""
    where = f"Colonna {letters}, " if letters else "Colonna "
    return f"{where}«{title}»: che cosa contiene"


def samples(texts: Sequence[str]) -> str:
    """Gives some values of a column."""
    return "Valori: " + " · ".join(_shortened(text) for text in texts) if texts else "Colonna vuota"


def field_option(field_name: str, *, is_likely: bool) -> str:
    """Gives a field as it is offered for a column."""
    label = mapping_field_label(field_name)
    return f"{label} (probabile)" if is_likely else label


def because(reasons: Sequence[str]) -> str:
    """Gives why a field is proposed."""
    return f"Proposto perché {' e '.join(reasons)}."


def requirement(field_names: Collection[str], title: str | None) -> str:
    """Gives one thing a kind needs, and the column that gives it, or that none does."""
    labels = " o ".join(sorted(f"«{mapping_field_label(name)}»" for name in field_names))
    return f"✓ {labels}: colonna «{title}»" if title is not None else f"✗ {labels}: manca"


def words_label(field_name: str, text: str) -> str:
    """Gives the name of the choice for one text."""
    return f"{mapping_field_label(field_name)}: «{text}»"


def words_of_column(field_name: str, title: str) -> str:
    """Gives the heading of the texts of one column."""
    return f"{mapping_field_label(field_name)} (colonna «{title}»)"


def more_words(count: int) -> str:
    """Gives how many texts of a column are not offered."""
    return (
        f"La colonna ha altri {count} testi: restano come sono scritti."
        if count > 1
        else "La colonna ha un altro testo: resta come è scritto."
    )


def open_periods(texts: Sequence[str]) -> str:
    """Gives the periods that nobody explained yet."""
    quoted = ", ".join(f"«{text}»" for text in texts)
    return f"Dire che cosa vuol dire ogni periodo: manca {quoted}."


def stated(year: str | None, sector: str | None, direction: str | None, entity: str | None) -> str:
    """Gives what the file itself says around the table; empty where it says nothing."""
    parts = (
        (ENTITY_LABEL, entity),
        ("Anno", year),
        (SECTOR_LABEL, sector),
        (DIRECTION_LABEL, direction),
    )
    said = [f"{label}: {value}" for label, value in parts if value]
    return f"Detto dal file: {'; '.join(said)}." if said else ""


def saved(name: str) -> str:
    """Gives what happened when a mapping was saved."""
    return (
        f"La mappatura «{name}» è salvata: i fogli con gli stessi titoli saranno letti così. Si "
        "ritrova nella pagina Mappature."
    )


def removed(name: str) -> str:
    """Gives what happened when a mapping was removed."""
    return f"La mappatura «{name}» è stata tolta. Ciò che è stato caricato resta."


def tried_rows(kind: DocumentKind, row_count: int, shown_count: int) -> str:
    """Gives the heading of the rows of one document as they would be read."""
    shown = "" if shown_count == row_count else f", le prime {shown_count}"
    return f"{DOCUMENT_KINDS[kind]}: {_rows(row_count)}{shown}"


def kind_words(kind: DocumentKind, *, is_long: bool) -> str:
    """Gives what a mapping reads; a long table fills both reports."""
    return "Report intermedio e finale, per periodo" if is_long else DOCUMENT_KINDS[kind]


def columns_words(used_count: int, column_count: int) -> str:
    """Gives how many of the titled columns are used."""
    return f"{used_count} su {column_count}"


def read_as(column: MappedColumn) -> str:
    """Gives the field of a column, and that its numbers are shares."""
    label = mapping_field_label(column.field_name)
    return f"{label}, in quote da 0 a 1" if column.is_share else label


def standing(removed_by: str | None, removed_at: datetime | None, reason: str | None) -> str:
    """Gives why a mapping is no longer in force; `removed_at` is in UTC without zone."""
    if removed_at is None:
        return "Sostituita da una più recente"
    return f"Tolta da {removed_by} il {local_moment(removed_at)}: {reason}"


def file_name(name: str) -> str:
    """Gives the name of the file that a mapping is downloaded as."""
    plain = "".join(sign if sign.isalnum() or sign in " -_" else "_" for sign in name).strip()
    return f"mappatura {plain or 'senza nome'}.json"


def _rows(count: int) -> str:
    return "1 riga" if count == 1 else f"{number(count, 0)} righe"


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
