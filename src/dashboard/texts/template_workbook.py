"""What a sheet that is handed out says about itself: titles, instructions, marks of what is empty.

No line above a table may name a date, a year or a sector that is not its own: they are read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import Template
from dashboard.texts.formats import italian_date
from dashboard.texts.labels import ACTION_KINDS, DUP_STATUSES, INNOVATION_AREAS, MEASURE_KINDS
from dashboard.texts.registry import NATURES
from dashboard.texts.registry_workbook import YES_NO

INSTRUCTIONS_SHEET = "Istruzioni"
INSTRUCTIONS_TITLE = "Come si compila questa scheda"
WORDS_SHEET = "Elenchi"
WORDS_TITLE = "Le parole degli elenchi di questa scheda"
MARK_SHEET = "_scheda"
MARK_TITLE = "Contrassegno della scheda: serve al programma per riconoscerla. Non modificare."

SHEET_NAMES: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "Stato di attuazione",
    DocumentKind.PEG_ACTIONS: "Azioni PEG",
    DocumentKind.ACTION_FINANCES: "Risorse finanziarie",
    DocumentKind.ACTION_STAFF: "Risorse umane",
    DocumentKind.PIAO_SHEET: "Scheda PIAO",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio",
    DocumentKind.FINAL_REPORT: "Report finale",
    DocumentKind.ORDINARY_ACTIVITY: "Attività ordinaria",
    DocumentKind.QUALITY_CONTROLS: "Controlli di qualità",
    DocumentKind.INNOVATIONS: "Innovazioni",
    DocumentKind.CLARIFICATIONS: "Chiarimenti",
}
_TITLES: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "DUP {cycle} – Stato di attuazione",
    DocumentKind.PEG_ACTIONS: "PEG {cycle} – Elenco delle azioni",
    DocumentKind.ACTION_FINANCES: "PEG {cycle} – Risorse finanziarie delle azioni",
    DocumentKind.ACTION_STAFF: "PEG {cycle} – Risorse umane delle azioni",
    DocumentKind.PIAO_SHEET: "PIAO {cycle} – Scheda delle azioni",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio PIAO al 30/06/{year}",
    DocumentKind.FINAL_REPORT: "Report finale PIAO al 31/12/{year}",
    DocumentKind.ORDINARY_ACTIVITY: "Attività ordinaria dei servizi – anno {year}",
    DocumentKind.QUALITY_CONTROLS: "Controlli di qualità attivati autonomamente – anno {year}",
    DocumentKind.INNOVATIONS: "Innovazioni nei processi di lavoro e nei servizi – anno {year}",
    DocumentKind.CLARIFICATIONS: "Chiarimenti chiesti dal Nucleo di valutazione – anno {year}",
}
_PURPOSES: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: (
        "Gli interventi dell’indirizzo strategico: per ciascuno si aggiorna lo stato di "
        "attuazione e si propongono le variazioni agli obiettivi."
    ),
    DocumentKind.PEG_ACTIONS: (
        "Le azioni del settore nel triennio, riprese dal PEG precedente: si aggiornano, si "
        "aggiungono quelle nuove, si collega ciascuna a un obiettivo operativo del DUP."
    ),
    DocumentKind.ACTION_FINANCES: (
        "Il denaro di ogni azione, una riga per centro di costo e fattore produttivo."
    ),
    DocumentKind.ACTION_STAFF: (
        "Chi lavora a ogni azione, una riga per categoria, con la quota di tempo. Mai nomi di "
        "persone."
    ),
    DocumentKind.PIAO_SHEET: (
        "Le azioni che saranno valutate: soggetti coinvolti, baseline, indicatori, fonti e "
        "risultati attesi. Una riga per indicatore."
    ),
    DocumentKind.INTERMEDIATE_REPORT: (
        "I risultati raggiunti al 30/6, indicatore per indicatore, e le proposte di variazione."
    ),
    DocumentKind.FINAL_REPORT: (
        "I risultati raggiunti al 31/12, indicatore per indicatore, con la motivazione degli "
        "scostamenti."
    ),
    DocumentKind.ORDINARY_ACTIVITY: (
        "Quanto hanno fatto i servizi: il valore dell’anno accanto a quelli dei tre precedenti."
    ),
    DocumentKind.QUALITY_CONTROLS: (
        "I controlli di qualità che il settore ha avviato di propria iniziativa. Se non ce ne "
        "sono stati, il foglio resta vuoto."
    ),
    DocumentKind.INNOVATIONS: (
        "Che cosa è cambiato nei processi di lavoro e nei servizi. Se nulla, il foglio resta vuoto."
    ),
    DocumentKind.CLARIFICATIONS: (
        "Le domande che il Nucleo di valutazione ha fatto al settore e che aspettano risposta, "
        "anche su report precedenti. Si scrive solo nella colonna «Risposta del settore»."
    ),
}
_RED: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: (
        "In rosso si scrivono le proposte di variazione agli obiettivi e agli interventi e le "
        "integrazioni allo stato di attuazione. Un testo da togliere si barra, in rosso."
    ),
    DocumentKind.INTERMEDIATE_REPORT: (
        "In nero si scrivono i risultati. In rosso si propone una variazione: un altro target, un "
        "indicatore nuovo (riga tutta rossa) o da togliere (riga tutta barrata). Finché non è "
        "accolta, vale ciò che è scritto in nero."
    ),
    DocumentKind.FINAL_REPORT: (
        "Qui si scrive in nero. Un testo in rosso è una proposta di variazione: non vale come "
        "risultato finché l’ufficio non la accoglie."
    ),
}
_RED_ELSEWHERE = (
    "Ciò che si scrive in rosso è una proposta di variazione, e il testo barrato è da togliere: "
    "vale solo quando è accolta. I dati nuovi di questa scheda si scrivono in nero."
)
_REPORTS = (DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT)

_GUIDE_LINE = (
    "Celle grigie: già compilate e bloccate. Celle gialle: obbligatorie e ancora vuote. Le righe "
    "nuove si scrivono sotto l’ultima. Il resto è nel foglio Istruzioni."
)
_GUIDES: Mapping[DocumentKind, str] = {
    DocumentKind.CLARIFICATIONS: (
        "Celle grigie: già compilate e bloccate. Si scrive solo la risposta, nelle celle gialle. "
        "Il numero della richiesta serve a ricollegarla: non va cambiato."
    ),
}
INSTRUCTION_HEADINGS = ("Domanda", "Risposta")
SHEETS_HEADINGS = ("Foglio", "Che cosa contiene")
LEGEND_HEADINGS = ("Cella", "Che cosa vuol dire")
LEGEND_LOCKED = ("Grigia", "Già compilata dall’ufficio, oppure calcolata: è bloccata.")
LEGEND_EMPTY = (
    "Gialla",
    "Obbligatoria e ancora vuota. La colonna «Da completare» dice a parole che cosa manca.",
)
LEGEND_FREE = ("Bianca", "Da scrivere. La riga dei titoli è scura dove il dato è obbligatorio.")

ROW_COMPLETE = "● completa"
ROW_LACKS = "▲ manca"
ITEM_MARK = " · "

WORDS_BY_FIELD: Mapping[str, Mapping[str, str]] = {
    "status": {str(status): label.word for status, label in DUP_STATUSES.items()},
    "measure_kind": {str(kind): word for kind, word in MEASURE_KINDS.items()},
    "action_kind": {str(kind): word for kind, word in ACTION_KINDS.items()},
    "indicator_nature": {str(nature): word for nature, word in NATURES.items()},
    "innovation_area": {str(area): word for area, word in INNOVATION_AREAS.items()},
    "is_agreed_with_other_services": {"True": YES_NO[0], "False": YES_NO[1]},
    "is_not_assessable": {"True": YES_NO[0], "False": YES_NO[1]},
}
"""The words of the columns that offer a choice in every entity, by the value meant."""


def sheet_title(kind: DocumentKind, year: int, cycle: tuple[int, int] | None) -> str:
    """Gives the title above a table."""
    years = str(year) if cycle is None else f"{cycle[0]}-{cycle[1]}"
    return _TITLES[kind].format(year=year, cycle=years)


def guide_line(kind: DocumentKind) -> str:
    """Gives what the looks of the cells of a sheet mean, in one line."""
    return _GUIDES.get(kind, _GUIDE_LINE)


def entity_line(entity_name: str) -> str:
    """Gives the line that says whose sheet it is."""
    return f"Ente: {entity_name}"


def sector_line(sector: str) -> str:
    """Gives the line that says which sector fills the sheet in."""
    return f"Settore: {sector}"


def direction_line(direction: str) -> str:
    """Gives the line that says which strategic direction the sheet is about."""
    return f"Indirizzo strategico: {direction}"


def year_line(year: int, cycle: tuple[int, int] | None) -> str:
    """Gives the line that says the year, and the cycle where it is known."""
    told = f"Anno di riferimento: {year}"
    return told if cycle is None else f"{told} – Triennio: {cycle[0]}-{cycle[1]}"


def instructions(template: Template) -> list[tuple[str, str]]:
    """Gives questions and answers for those who fill a sheet in."""
    kind = template.slot.kind
    answers = [
        ("A che cosa serve", _PURPOSES[kind]),
        ("Entro quando", _deadline(template.sectors_deadline)),
        ("Dove si consegna", _folder(template.folder)),
        (
            "Che cosa si scrive",
            "Le celle bianche e quelle gialle. Dove c’è una freccia si sceglie dall’elenco; "
            "scegliendo una cella compare che cosa scriverci.",
        ),
        ("Che cosa vuol dire il rosso", _RED.get(kind, _RED_ELSEWHERE)),
        (
            "Come si aggiunge una riga",
            "Si scrive nella prima riga vuota sotto la tabella. Il codice, se non c’è ancora, si "
            "lascia vuoto. Una riga che non serve più si barra, non si cancella.",
        ),
        (
            "Se un dato manca",
            "Si scrive n.d. Lo zero vuol dire zero, una cella vuota vuol dire non ancora scritto.",
        ),
    ]
    if kind in _REPORTS:
        answers.append(
            (
                "Se un indicatore non si può valutare",
                "Si sceglie «sì» nella colonna «Non valutabile» e si scrive il motivo nella "
                "colonna accanto. Il risultato si può lasciare vuoto.",
            )
        )
    answers += [
        (
            "Se una cella bloccata è sbagliata",
            "Lo si scrive nelle note, o si chiede all’ufficio. Il blocco serve solo a non "
            "cancellare per sbaglio: non ha password.",
        ),
        ("A chi si chiede aiuto", "All’Ufficio programmazione, che ha inviato la scheda."),
    ]
    return answers


def sheets_listing(kinds: Sequence[DocumentKind]) -> list[tuple[str, str]]:
    """Gives every sheet with what it holds."""
    return [(SHEET_NAMES[kind], _PURPOSES[kind]) for kind in kinds]


def _deadline(deadline: date | None) -> str:
    if deadline is None:
        return "La scadenza non è ancora stabilita: la comunica l’Ufficio programmazione."
    return f"Entro il {italian_date(deadline)}."


def _folder(folder: str | None) -> str:
    saved = "Salvare questo file, senza cambiargli nome,"
    if folder is None:
        return f"{saved} nella cartella indicata dall’Ufficio programmazione."
    return f"{saved} nella cartella «{folder}» del disco condiviso."
