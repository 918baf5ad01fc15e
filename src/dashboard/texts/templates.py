"""Words of the page Modelli and of its commands, names of the files and folders handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.carrying import EndReason
from dashboard.domain.known_names import NameSubject
from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import TemplateSlot, TemplateState
from dashboard.texts.formats import code_and_name, counted, listed, number
from dashboard.texts.labels import DOCUMENT_KINDS, StatusLabel

TITLE = "Modelli"
PAGE_NOTE = (
    "Ogni scheda è già compilata con ciò che è in vigore e ha un foglio di istruzioni. Tornata "
    "compilata, si carica nella pagina Caricamento: il programma la riconosce."
)

# As on the shared drive; the cycle stands in the first folder.
FOLDERS: Mapping[DocumentKind, str] = {
    DocumentKind.REGISTRY: "Anagrafica",
    DocumentKind.DUP_STATUS: "D_DUP {first}-{last}",
    DocumentKind.PEG_ACTIONS: "E_PEG {first}-{last}",
    DocumentKind.PIAO_SHEET: "F_PIAO {first}-{last}/1 Schede",
    DocumentKind.INTERMEDIATE_REPORT: "F_PIAO {first}-{last}/2 Report intermedio 30.06",
    DocumentKind.FINAL_REPORT: "F_PIAO {first}-{last}/3 Report finale 31.12",
}
_SECTOR_FILES: Mapping[DocumentKind, str] = {
    DocumentKind.PEG_ACTIONS: "PEG {year} - {whose}",
    DocumentKind.PIAO_SHEET: "Scheda PIAO {year} - {whose}",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio {year} - {whose}",
    DocumentKind.FINAL_REPORT: "Report finale {year} - {whose}",
}
STATES: Mapping[TemplateState, StatusLabel] = {
    TemplateState.NEVER_ISSUED: StatusLabel("non distribuita", "non distribuite", "○"),
    TemplateState.CURRENT: StatusLabel("distribuita", "distribuite", "◐"),
    TemplateState.OUTDATED: StatusLabel("superata", "superate", "▲"),
    TemplateState.RETURNED: StatusLabel("tornata", "tornate", "●"),
}
END_REASONS: Mapping[EndReason, str] = {
    EndReason.ENDED: "la data di fine è passata",
    EndReason.NOT_PLANNED: "le annualità previste non arrivano al nuovo anno",
    EndReason.COMPLETED: "intervento concluso",
    EndReason.REMOVED: "eliminato con atto",
}
SUBJECTS: Mapping[NameSubject, str] = {
    NameSubject.SECTOR: "settore",
    NameSubject.STRATEGIC_DIRECTION: "indirizzo strategico",
}
_MOST_ROWS_NAMED = 3

YEAR_LABEL = "Anno delle schede"
KIND_LABEL = "Documento"
ALL_KINDS = "Tutti i documenti"
USER_NOTE = "Il nome resta scritto accanto a ogni scheda distribuita."
ONE_HEADING = "Una scheda alla volta"
ONE_LABEL = "Scheda"
ONE_DOWNLOAD = "Scarica la scheda"
ALL_HEADING = "Tutte insieme, in un file .zip"
ALL_NOTE = (
    "Lo .zip ha le cartelle dell’unità condivisa: si estrae lì e ogni settore trova la sua scheda."
)
ZIP_DOWNLOAD = "Scarica lo .zip"
ROLL_OVER_DOWNLOAD = "Scarica le schede del nuovo anno"
LIST_HEADING = "Le schede dell’anno, e che cosa ne è stato"
STATE_NOTE = (
    "«Superata»: da quando la scheda è stata distribuita qualcosa è cambiato, e oggi sarebbe "
    "diversa. «Tornata»: il file in vigore è proprio quello distribuito per ultimo."
)
NO_SLOTS = (
    "Per il {year} non c’è nessuna scheda di questo tipo: mancano i settori, gli indirizzi o gli "
    "indicatori. Caricare prima l’anagrafica, il PEG o le schede PIAO."
)
COLUMNS: Mapping[str, str] = {
    "kind_name": "Documento",
    "owner_name": "Settore o indirizzo",
    "row_count": "Righe già compilate",
    "sectors_deadline_date": "Scadenza dei settori",
    "state_name": "Stato",
    "issued_name": "Distribuita",
    "issued_by_name": "Da",
    "returned_name": "Tornata",
}
ROLL_OVER_NOTE = (
    "Le schede di DUP, PEG e PIAO del {later} partono da quelle in vigore per il {earlier}: i "
    "codici restano, ciò che è finito non si riporta, i settori e gli indirizzi prendono il codice "
    "e il nome nuovi dell’anagrafica. Importi, accordi con altri servizi e target a metà anno si "
    "decidono di nuovo e restano vuoti."
)
SHEETS_HEADING = "Che cosa passa nelle schede del {year}"
SHEET_COLUMNS: Mapping[str, str] = {
    "kind_name": "Documento",
    "owner_name": "Settore o indirizzo",
    "carried_count": "Proseguono",
    "closed_count": "Non proseguono",
    "source_words": "Da dove viene",
}
CLOSINGS_HEADING = "Che cosa non prosegue, e perché"
CLOSING_COLUMNS: Mapping[str, str] = {
    "kind_name": "Documento",
    "owner_name": "Settore o indirizzo",
    "thing_code": "Codice",
    "thing_name": "Azione o intervento",
    "reason_words": "Perché",
}
NO_CLOSINGS = (
    "Niente si ferma: tutte le azioni e gli interventi del {earlier} proseguono nel {later}."
)
NAMES_HEADING = "Settori e indirizzi che cambiano"
NAME_COLUMNS: Mapping[str, str] = {
    "subject_name": "Che cosa",
    "earlier_name": "Prima",
    "later_name": "Nel nuovo anno",
    "left_words": "Che cosa resta fuori",
}
NO_NAMES = "Nessun settore e nessun indirizzo cambia codice o nome."
GONE = "non c’è più"
NOTHING_LEFT = "nulla"


def sector_file(kind: DocumentKind, year: int, whose: str) -> str:
    """Gives the name, without ending, of a sector's sheet."""
    return _SECTOR_FILES[kind].format(year=year, whose=whose)


def direction_file(code: str) -> str:
    """Gives the name, without ending, of a strategic direction's sheet."""
    return f"DUP stato di attuazione - Indirizzo {code}"


def sheet_label(slot: TemplateSlot, whose: str) -> str:
    """Gives a sheet as it is chosen from a list: "Report finale 2024 · 05 Lavori pubblici"."""
    return f"{DOCUMENT_KINDS[slot.kind]} {slot.reference_year} · {whose}"


def list_file(year: int) -> str:
    """Gives the name of the list of a year's sheets, to take away."""
    return f"Elenco delle schede {year}"


def roll_over_heading(later: int) -> str:
    """Gives the words that open the passage to a new year."""
    return f"Passare al {later}: che cosa prosegue, che cosa no, e le schede del nuovo anno"


def archive_file(year: int) -> str:
    """Gives the name of the archive with the sheets of a year."""
    return f"Schede {year}.zip"


def owner_words(code: str | None, name: str | None) -> str:
    """Gives "05 Lavori pubblici"."""
    return code_and_name(code, name)


def slot_words(slot: TemplateSlot) -> str:
    """Gives for what a sheet is: "Report finale 2024, settore 05"."""
    words = f"{DOCUMENT_KINDS[slot.kind]} {slot.reference_year}"
    if slot.sector_code is not None:
        return f"{words}, settore {slot.sector_code}"
    if slot.strategic_direction_code is not None:
        return f"{words}, indirizzo {slot.strategic_direction_code}"
    return words


def row_words(keys: Sequence[str]) -> str:
    """Gives the first few rows of many by their keys: "LP.01, LP.02, LP.03 e altre 4"."""
    named = [key.strip(" |") or "senza codice" for key in keys[:_MOST_ROWS_NAMED]]
    others = len(keys) - len(named)
    if not others:
        return listed(named)
    return f"{', '.join(named)} e {'un’altra' if others == 1 else f'altre {number(others, 0)}'}"


def headline(year: int, total: int, states: Mapping[TemplateState, int]) -> str:
    """Gives the sentence above the page: how many sheets there are, and how they stand."""
    if not total:
        return f"Schede del {year}: nessuna da distribuire."
    told = [
        f"{number(states[state], 0)} {label.word if states[state] == 1 else label.plural}"
        for state, label in STATES.items()
        if states.get(state)
    ]
    return f"Schede del {year}: {counted(total, 'scheda', 'schede')}, {listed(told)}."


def prepare_all(count: int) -> str:
    """Gives the words of the button that makes an archive."""
    return f"Prepara lo .zip ({counted(count, 'scheda', 'schede')})"


def progress_words(done: int, total: int) -> str:
    """Gives how far an archive is."""
    return f"Scritte {number(done, 0)} schede di {number(total, 0)}"


def archive_ready(count: int) -> str:
    """Gives the sentence once an archive is made."""
    return (
        f"Lo .zip è pronto: {counted(count, 'scheda', 'schede')}. Da adesso risultano distribuite."
    )


def written_archive(path: str, count: int) -> str:
    """Gives what the command line says of an archive."""
    return f"Scritto «{path}»: {counted(count, 'scheda', 'schede')}."


def roll_over_sentence(earlier: int, carried: int, closed: int) -> str:
    """Gives how much goes on into the new year, over all sheets."""
    goes_on = counted(carried, "riga prosegue", "righe proseguono")
    return (
        f"Dal {earlier} al {earlier + 1}, fra DUP, PEG e PIAO: {goes_on}, {number(closed, 0)} no."
    )


def closing_line(kind: DocumentKind, code: str, name: str, reason: EndReason) -> str:
    """Gives one line on what does not go on: "PEG: LP.01 Rotatoria – la data di fine è passata"."""
    return f"{DOCUMENT_KINDS[kind]}: {code_and_name(code, name)} – {END_REASONS[reason]}"


def name_change_line(subject: NameSubject, earlier: str, later: str | None, left: int) -> str:
    """Gives one line on a sector or direction that changes."""
    if later is not None:
        return f"{SUBJECTS[subject]}: {earlier} → {later}"
    return f"{SUBJECTS[subject]}: {earlier} {GONE}; resta fuori: {left_words(left)}"


def source_words(earlier: int, later: int, *, has_own: bool) -> str:
    """Gives from which year a sheet of the new year is filled in."""
    return f"{later}: già caricato" if has_own else f"{earlier}"


def left_words(count: int) -> str:
    """Gives what goes into no sheet because its sector or direction is gone."""
    if not count:
        return NOTHING_LEFT
    return (
        f"{counted(count, 'azione o intervento', 'azioni o interventi')}: dire nell’anagrafica "
        "chi li prosegue, con la denominazione precedente"
    )
