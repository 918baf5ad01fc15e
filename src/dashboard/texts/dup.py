"""What the page of the DUP says: how the interventions stand, where they do not move, in red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from dashboard.domain.model import DupStatus
from dashboard.texts.fields import FIELD_LABELS
from dashboard.texts.formats import (
    MISSING,
    Record,
    code_and_name,
    counted,
    is_absent,
    italian_date,
    listed,
    number,
    percent,
    text,
)
from dashboard.texts.labels import DUP_STATUSES, UNKNOWN_DUP_STATUS, dup_status_label

Naming = Callable[[Record], str]
"""Gives the name that a row is grouped under."""

_STALLED = {DupStatus.NOT_STARTED, DupStatus.POSTPONED, DupStatus.SUSPENDED}

EMPTY_TITLE = "Non c’è ancora lo stato di attuazione del DUP per questa scelta."
EMPTY_BODY = (
    "Caricare i file del DUP, uno per indirizzo strategico, dalla pagina Caricamento; oppure "
    "cambiare anno, settore o indirizzo nei filtri qui sopra."
)
STATUS_FILTER = "Stato"
NO_PROPOSALS = "Nessuna proposta di variazione scritta in rosso."
FILE_NAME = "Stato di attuazione DUP"
DIRECTIONS_FILE_NAME = "Stato di attuazione DUP per indirizzo"
PROPOSALS_FILE_NAME = "Proposte in rosso nel DUP"
ACTIONS_FILE_NAME = "Azioni legate al DUP"

INTERVENTION_COLUMNS = {
    "intervention_code": "Codice",
    "intervention_name": "Intervento",
    "status": "Stato",
    "percent": "%",
    "as_of_date": "Al",
    "status_text": "Che cosa ha scritto il settore",
    "sector_name": "Settore",
    "proposal_count": "In rosso",
    "origin_text": "Da dove viene",
}
INTERVENTION_DOWNLOAD_COLUMNS = {
    "strategic_direction_code": "Codice indirizzo",
    "strategic_direction_name": "Indirizzo strategico",
    "strategic_objective_code": "Codice obiettivo strategico",
    "strategic_objective_name": "Obiettivo strategico",
    "operational_objective_code": "Codice obiettivo operativo",
    "operational_objective_name": "Obiettivo operativo",
    "intervention_code": "Codice intervento",
    "intervention_name": "Intervento",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "status": "Stato",
    "status_text": "Stato come scritto",
    "percent": "Percentuale",
    "as_of_date": "Data",
    "proposal_count": "Proposte in rosso",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
DIRECTION_COLUMNS = {
    "strategic_direction_code": "Indirizzo",
    "strategic_direction_name": "Denominazione",
    "status": "Stato",
    "intervention_count": "Interventi",
}
PROPOSAL_COLUMNS = {
    "intervention_code": "Codice",
    "intervention_name": "Intervento",
    "field_text": "Colonna",
    "proposal_kind": "Proposta",
    "cell_text": "La cella come è scritta",
    "origin_text": "Da dove viene",
}
PROPOSAL_DOWNLOAD_COLUMNS = {
    "strategic_direction_name": "Indirizzo strategico",
    "sector_name": "Settore",
    "intervention_code": "Codice intervento",
    "intervention_name": "Intervento",
    "field_text": "Colonna",
    "proposal_kind": "Proposta",
    "before_text": "Prima",
    "after_text": "Dopo",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
ACTION_COLUMNS = {
    "operational_objective_code": "Codice",
    "operational_objective_name": "Obiettivo operativo",
    "action_code": "Azione",
    "action_name": "Denominazione",
    "sector_name": "Settore",
}


def direction(record: Record) -> str:
    """Gives the code and name of an intervention's strategic direction."""
    return code_and_name(record["strategic_direction_code"], record["strategic_direction_name"])


def objective(record: Record) -> str:
    """Gives the strategic objective; the operational one where the file has no other."""
    code, name = record["strategic_objective_code"], record["strategic_objective_name"]
    if is_absent(code) and is_absent(name):
        code, name = record["operational_objective_code"], record["operational_objective_name"]
    return code_and_name(code, name)


def intervention(record: Record) -> str:
    """Gives the code and name of an intervention."""
    return code_and_name(record["intervention_code"], record["intervention_name"])


def percent_after_status(record: Record) -> str:
    """Gives ", 65,0 %"; "" where no percentage was written."""
    return "" if is_absent(record["percent"]) else f", {percent(record['percent'])}"


def is_stalled(record: Record) -> bool:
    """Says whether an intervention does not move: not started, postponed or suspended."""
    return record["status"] in _STALLED


def headline(interventions: Sequence[Record]) -> str:
    """Gives "Al 30/09/2024: 9 interventi su 56 sono conclusi; 8 sono fermi."

    `interventions`: rows of the query `dup_interventions` (`status`, `as_of_date`).
    """
    completed = sum(record["status"] == DupStatus.COMPLETED for record in interventions)
    some = counted(completed, "intervento", "interventi")
    verb = "è concluso" if completed == 1 else "sono conclusi"
    done = f"{some} su {number(len(interventions), 0)} {verb}"
    opening = f"Al {last_day}: " if (last_day := _last_day(interventions)) else ""
    return f"{opening}{done}; {emphasis(interventions)}."


def emphasis(interventions: Sequence[Record]) -> str:
    """Gives the part of the headline to look at: "8 sono fermi"."""
    stalled = sum(is_stalled(record) for record in interventions)
    if stalled == 0:
        return "nessuno è fermo"
    return f"{stalled} {'è fermo' if stalled == 1 else 'sono fermi'}"


def completeness(interventions: Sequence[Record]) -> str:
    """Gives what "fermo" means here, what is missing, and how much is typed in red."""
    no_status = sum(is_absent(record["status"]) for record in interventions)
    no_percent = sum(is_absent(record["percent"]) for record in interventions)
    no_text = sum(is_absent(record["status_text"]) for record in interventions)
    gaps = [
        f"{words}: {number}"
        for words, number in (
            ("senza stato", no_status),
            ("senza percentuale", no_percent),
            ("senza testo", no_text),
        )
        if number
    ]
    missing = f" {'; '.join(gaps).capitalize()}." if gaps else ""
    return (
        "Fermi: rinviati, sospesi o non avviati. Stato, percentuale e data sono quelli scritti "
        f"nei file, nessuno è ricavato dagli altri.{missing} {proposals_in_all(interventions)}"
    )


def proposals_in_all(interventions: Sequence[Record]) -> str:
    """Gives "48 proposte di variazione scritte in rosso, in 43 interventi."."""
    total = sum(int(record["proposal_count"]) for record in interventions)
    touched = sum(record["proposal_count"] > 0 for record in interventions)
    if total == 0:
        return NO_PROPOSALS
    written = "scritta" if total == 1 else "scritte"
    proposals = counted(total, "proposta di variazione", "proposte di variazione")
    return f"{proposals} {written} in rosso, in {counted(touched, 'intervento', 'interventi')}."


def direction_finding(interventions: Sequence[Record]) -> str:
    """Gives which strategic direction has most interventions that do not move, with its count."""
    totals = Counter(direction(record) for record in interventions)
    stalled = Counter(direction(record) for record in interventions if is_stalled(record))
    if not stalled:
        return "In nessun indirizzo ci sono interventi fermi"
    most = max(stalled.values())
    names = sorted(name for name, count in stalled.items() if count == most)
    if len(totals) == 1:
        return f"{names[0]}: {_stalled_words(most)} su {totals[names[0]]}"
    if len(names) > 1:
        return f"Più fermi gli indirizzi {listed(names)}: {_stalled_words(most)} ciascuno"
    return f"L’indirizzo {names[0]} ha più interventi fermi: {most} su {totals[names[0]]}"


TREE_CLICK = (
    "Un clic su un riquadro scende di un passo: dall’indirizzo alla sua pagina, dall’obiettivo "
    "strategico a quelli operativi, dall’intervento alle azioni del suo obiettivo operativo."
)


def tree_finding(interventions: Sequence[Record]) -> str:
    """Gives in how many objectives something does not move: the finding of the icicle."""
    totals = {objective(record) for record in interventions}
    stalled = {objective(record) for record in interventions if is_stalled(record)}
    objectives = counted(len(totals), "obiettivo strategico", "obiettivi strategici")
    if not stalled:
        return f"Tutti gli interventi di {objectives} sono in movimento o conclusi"
    return f"Almeno un intervento è fermo in {len(stalled)} su {objectives}"


def table_finding(shown_count: int, total_count: int) -> str:
    """Gives the title of the table of interventions, filtered or not."""
    total = counted(total_count, "intervento", "interventi")
    if shown_count == total_count:
        return f"Che cosa hanno scritto i settori: {total}"
    shown = f"{number(shown_count, 0)} su {total}"
    return f"Che cosa hanno scritto i settori: {shown}, con lo stato scelto"


def proposals_title(proposal_count: int) -> str:
    """Gives the title of the list of red proposals."""
    proposals = counted(proposal_count, "proposta di variazione", "proposte di variazione")
    return f"{proposals} in rosso, come {'è scritta' if proposal_count == 1 else 'sono scritte'}"


def actions_title(action_count: int) -> str:
    """Gives the title of the list of actions that serve the same operational objectives."""
    return f"{counted(action_count, 'azione', 'azioni')} PEG e PIAO, per obiettivo operativo"


def status_words(status: object) -> str:
    """Gives the word of an intervention's status, as it stands in the choice of statuses."""
    return dup_status_label(status).word


def statuses_in_order(words: Iterable[str]) -> list[str]:
    """Gives the words of the statuses that occur, from concluded to not known."""
    order = [*(label.word for label in DUP_STATUSES.values()), UNKNOWN_DUP_STATUS.word]
    return sorted(set(words), key=order.index)


def bars_alt(interventions: Sequence[Record]) -> str:
    """Gives the description of the bars by direction, for who cannot see them."""
    return f"Barre per indirizzo strategico. {direction_finding(interventions)}."


def tree_alt(interventions: Sequence[Record]) -> str:
    """Gives the description of the icicle, for who cannot see it."""
    return (
        "Albero da sinistra a destra: indirizzo, obiettivo, intervento, con il segno dello stato. "
        f"{tree_finding(interventions)}. Gli stessi dati sono nella tabella in fondo alla pagina."
    )


def origin(record: Record) -> str:
    """Gives file, sheet and cell: where a row was read."""
    return f"{text(record['file_name'])}, foglio {record['sheet_name']}, {record['cell']}"


def field_words(field_name: object) -> str:
    """Gives the Italian name of the column that a proposal was typed in."""
    return MISSING if is_absent(field_name) else FIELD_LABELS.get(str(field_name), str(field_name))


def _stalled_words(count: int) -> str:
    return counted(count, "intervento fermo", "interventi fermi")


def _last_day(interventions: Sequence[Record]) -> str:
    """Gives the newest day that a status speaks of, or "" where none is stated."""
    days = [record["as_of_date"] for record in interventions]
    known: list[date] = [day for day in days if not is_absent(day)]
    return italian_date(max(known)) if known else ""
