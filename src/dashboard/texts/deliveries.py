"""Words of the page Consegne: the states of documents, the matrix, the punctuality of sectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.domain.deliveries import (
    DUE_WITHIN_DAYS,
    OPEN_STATES,
    UNOPENED_AFTER_DAYS,
    DeliveryCell,
    DeliveryFacts,
    DeliveryState,
    Punctuality,
)
from dashboard.domain.model import DocumentKind
from dashboard.texts.formats import counted, italian_date, listed, local_moment, readable_name
from dashboard.texts.labels import StatusLabel
from dashboard.texts.people import who
from dashboard.texts.registry import CYCLE_EVENTS

TITLE = "Consegne"
MATRIX_TAB, HISTORY_TAB, REMINDERS_TAB = "Chi ha consegnato", "Puntualità negli anni", "Solleciti"

# In the order of the legend: from what is settled to what is most urgent.
STATES: Mapping[DeliveryState, StatusLabel] = {
    DeliveryState.DELIVERED: StatusLabel("consegnato", "consegnati", "●"),
    DeliveryState.DELIVERED_LATE: StatusLabel(
        "consegnato in ritardo", "consegnati in ritardo", "◐"
    ),
    DeliveryState.DUE: StatusLabel("in scadenza", "in scadenza", "◔"),
    DeliveryState.REASONS_MISSING: StatusLabel("da motivare", "da motivare", "◆"),
    DeliveryState.INCOMPLETE: StatusLabel("incompleto", "incompleti", "◧"),
    DeliveryState.WITH_ERRORS: StatusLabel("consegnato con errori", "consegnati con errori", "▲"),
    DeliveryState.NEVER_OPENED: StatusLabel("mai aperto", "mai aperti", "▽"),
    DeliveryState.LATE: StatusLabel("in ritardo", "in ritardo", "▼"),
    DeliveryState.NOT_DUE: StatusLabel("non ancora dovuto", "non ancora dovuti", "○"),
    DeliveryState.NOT_ASKED: StatusLabel("non richiesto", "non richiesti", "□"),
}
STATE_MEANINGS: Mapping[DeliveryState, str] = {
    DeliveryState.DELIVERED: "è arrivato, e dice tutto quello che deve",
    DeliveryState.DELIVERED_LATE: "è completo, ma è arrivato dopo la scadenza",
    DeliveryState.DUE: f"non è arrivato, e la scadenza è entro {DUE_WITHIN_DAYS} giorni",
    DeliveryState.REASONS_MISSING: "è arrivato, ma uno scostamento è senza motivazione",
    DeliveryState.INCOMPLETE: "è arrivato, ma una riga non dice quello che deve",
    DeliveryState.WITH_ERRORS: "è arrivato, ma qualche valore non si può usare",
    DeliveryState.NEVER_OPENED: (
        "è tornato senza modifiche, oppure è stato messo a disposizione da almeno "
        f"{UNOPENED_AFTER_DAYS} giorni e non è tornato"
    ),
    DeliveryState.LATE: "non è arrivato, e la scadenza è passata",
    DeliveryState.NOT_DUE: "non è arrivato, e la scadenza è lontana o non c’è ancora",
    DeliveryState.NOT_ASKED: "il settore non ha azioni nel PIAO dell’anno",
}
PUNCTUALITIES: Mapping[Punctuality, StatusLabel] = {
    Punctuality.ON_TIME: StatusLabel("in tempo", "in tempo", "●"),
    Punctuality.LATE: StatusLabel("in ritardo", "in ritardo", "▲"),
    Punctuality.NEVER: StatusLabel("mai arrivato", "mai arrivati", "▼"),
    Punctuality.UNKNOWN: StatusLabel("non si può dire", "di cui non si può dire", "◇"),
}

SHORT_KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "DUP",
    DocumentKind.PEG_ACTIONS: "PEG",
    DocumentKind.PIAO_SHEET: "PIAO",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio",
    DocumentKind.FINAL_REPORT: "Report finale",
}
PARTS: Mapping[DocumentKind, str] = {
    DocumentKind.ORDINARY_ACTIVITY: "attività ordinaria",
    DocumentKind.QUALITY_CONTROLS: "controlli di qualità",
    DocumentKind.INNOVATIONS: "innovazioni",
}
# What the rows of a document say, as they are counted.
_ROWS: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "interventi con lo stato",
    DocumentKind.PEG_ACTIONS: "azioni con l’obiettivo operativo",
    DocumentKind.PIAO_SHEET: "indicatori con il target",
    DocumentKind.INTERMEDIATE_REPORT: "risultati",
    DocumentKind.FINAL_REPORT: "risultati e valori",
}

_SHORT_ROWS: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "stati",
    DocumentKind.PEG_ACTIONS: "obiettivi",
    DocumentKind.PIAO_SHEET: "target",
    DocumentKind.INTERMEDIATE_REPORT: "risultati",
    DocumentKind.FINAL_REPORT: "risultati e valori",
}
_HARD_SPACE = "\u00a0"

SECTOR_HEAD, DIRECTION_HEAD = "Settore", "Indirizzo strategico"
SECTORS_HEADING = "Documenti dei settori"
DIRECTIONS_HEADING = "Stato di attuazione del DUP, per indirizzo"
SECTORS_LABEL = "Consegne dei settori"
DIRECTIONS_LABEL = "Consegne per indirizzo strategico"
LEGEND_HEADING = "Che cosa vuol dire ogni segno"
STATE_FILTER = "Mostra solo"
DOCUMENT_FILTER = "Documento"
YEARS_SHOWN = "Anno dei documenti"
MATRIX_FILE = "Consegne"
NOTHING_ASKED = "Con questi filtri non c’è nessun documento da consegnare."
DAY_NOTE = (
    "Il giorno è quello in cui il primo file è stato caricato nel programma. Il nome di ogni stato "
    "porta al caricamento o, dove non è arrivato nulla, alla pagina Modelli."
)
NO_DEADLINES = (
    "L’anagrafica non indica ancora scadenze per questi documenti: finché mancano, nulla risulta "
    "in ritardo. Si scrivono nel foglio Scadenze dell’anagrafica."
)
EMPTY_TITLE = "Non si sa ancora chi deve consegnare."
EMPTY_BODY = (
    "Caricare l’anagrafica con i settori e le scadenze, oppure i PEG e le schede PIAO dei settori."
)

HISTORY_HEADING = "Chi ha consegnato in tempo, anno per anno"
HISTORY_FILE = "Puntualità dei settori"
NO_HISTORY = (
    "Non c’è ancora una scadenza passata da confrontare con le consegne. Le scadenze si scrivono "
    "nel foglio Scadenze dell’anagrafica."
)
HISTORY_NOTE = (
    "Conta il giorno del primo file caricato e non annullato. Di una scadenza passata prima che il "
    "programma ricevesse il primo file non si può dire se è stata rispettata."
)
HISTORY_COLUMNS = {
    "owner_words": "Settore o indirizzo",
    "reference_year": "Anno",
    "document_words": "Documento",
    "deadline_date": "Scadenza",
    "received_date": "Arrivato il",
    "punctuality_words": "Esito",
    "days_late_count": "Giorni dopo la scadenza",
}
MATRIX_COLUMNS = {
    "owner_words": "Settore o indirizzo",
    "reference_year": "Anno",
    "document_words": "Documento",
    "state_words": "Stato",
    "detail_words": "Giorno",
    "content_words": "Contenuto",
    "deadline_date": "Scadenza",
    "received_date": "Arrivato il",
    "file_name": "File in vigore",
    "reminder_words": "Solleciti",
}


def headline(cells: Sequence[DeliveryCell], reference_year: int, day: date) -> tuple[str, str]:
    """Gives the sentence above the page, and the part of it to be stressed."""
    asked = [
        one for one in cells if one.state not in (DeliveryState.NOT_ASKED, DeliveryState.NOT_DUE)
    ]
    start = f"Al {italian_date(day)}, per il {reference_year}:"
    if not asked:
        return f"{start} nessun documento è ancora dovuto.", ""
    came_count = sum(one.facts.received_on is not None for one in asked)
    states = Counter(one.state for one in asked)
    open_parts = [state_count(state, states[state]) for state in OPEN_STATES if states[state]]
    due = "documento dovuto" if len(asked) == 1 else "documenti dovuti"
    came = "è arrivato" if came_count == 1 else "sono arrivati"
    sentence = f"{start} di {len(asked)} {due} ne {came} {came_count}"
    if not open_parts:
        return f"{sentence}, e non manca nulla.", ""
    emphasis = listed(open_parts)
    return f"{sentence}; {emphasis}.", emphasis


def planned_sentence(cells: Sequence[DeliveryCell], reference_year: int) -> str:
    """Gives what has come of the year that is being planned; "" where nothing is known of it."""
    if not cells:
        return ""
    came_count = sum(one.facts.received_on is not None for one in cells)
    came = counted(came_count, "documento arrivato", "documenti arrivati")
    states = Counter(one.state for one in cells)
    open_parts = [state_count(state, states[state]) for state in OPEN_STATES if states[state]]
    rest = f"; {listed(open_parts)}" if open_parts else ""
    return f"Per il {reference_year}, accanto: {came}{rest}."


def state_count(state: DeliveryState, count: int) -> str:
    """Gives "3 in ritardo"."""
    label = STATES[state]
    return f"{count} {label.word if count == 1 else label.plural}"


def owner_name(cell: DeliveryCell) -> str:
    """Gives the sector or the direction that owes a document, with its code."""
    return readable_name(cell.owner_code, cell.owner_name)


def document_name(kind: DocumentKind, reference_year: int) -> str:
    """Gives "Report finale 2024"."""
    return f"{SHORT_KINDS[kind]} {reference_year}"


def year_head(reference_year: int, cycle: tuple[int, int] | None) -> str:
    """Gives the heading of a year's columns, with its cycle where that is known."""
    words = "" if cycle is None else f" – ciclo {cycle[0]}-{cycle[1]}"
    return f"Anno {reference_year}{words}"


def detail(cell: DeliveryCell, today: date) -> str:
    """Gives the day that matters for a document's state, in words."""
    facts = cell.facts
    if facts.received_on is not None:
        return _received(facts, cell.punctuality)
    if cell.state is DeliveryState.NOT_ASKED:
        return "nessuna azione nel PIAO"
    handed_out = (
        ""
        if facts.handed_out_on is None
        else f"; scheda del {italian_date(facts.handed_out_on)} non tornata"
    )
    return f"{deadline_words(facts, today)}{handed_out}"


def deadline_words(facts: DeliveryFacts, today: date) -> str:
    """Gives the deadline with how far it is, or what it waits for, or that there is none."""
    if facts.deadline is None:
        if facts.waits_for is None:
            return "nessuna scadenza indicata"
        return f"scadenza in attesa: {CYCLE_EVENTS[facts.waits_for]}"
    days = (facts.deadline - today).days
    day = italian_date(facts.deadline)
    if days < 0:
        return f"scaduto il {day}, da {counted(-days, 'giorno', 'giorni')}"
    distance = "oggi" if days == 0 else f"tra {counted(days, 'giorno', 'giorni')}"
    return f"entro il {day}, {distance}"


def content(cell: DeliveryCell) -> str:
    """Gives how much of what a document must say it says, also of one that has not come."""
    facts, parts = cell.facts, []
    if facts.expected_count:
        rows = _ROWS[cell.kind]
        parts.append(f"{rows}: {facts.filled_count} su {facts.expected_count}")
    if facts.needed_reason_count:
        parts.append(f"motivazioni: {facts.reason_count} su {facts.needed_reason_count}")
    if cell.parts and facts.received_on is not None:
        parts.append(_parts(cell))
    if facts.error_count:
        parts.append(counted(facts.error_count, "valore da correggere", "valori da correggere"))
    if cell.is_outdated:
        parts.append("scheda superata da una più recente")
    return "; ".join(parts)


def short_content(cell: DeliveryCell) -> str:
    """Gives the same in as few words as a cell of the matrix has room for."""
    facts = cell.facts
    counts = [(_SHORT_ROWS[cell.kind], facts.filled_count, facts.expected_count)]
    counts.append(("motivazioni", facts.reason_count, facts.needed_reason_count))
    if facts.received_on is not None:
        there_count = sum(part.is_there for part in cell.parts)
        counts.append(("altre parti", there_count, len(cell.parts)))
    parts = [f"{name}{_HARD_SPACE}{there}/{asked}" for name, there, asked in counts if asked]
    if facts.error_count:
        parts.append(counted(facts.error_count, "errore", "errori"))
    return ", ".join(parts)


def reminded(cell: DeliveryCell) -> str:
    """Gives when a document was last asked for, and by whom; "" where it never was."""
    if not cell.reminders:
        return ""
    last = cell.reminders[0]
    more = len(cell.reminders) - 1
    others = {0: "", 1: " (e un’altra volta)"}.get(more, f" (e altre {more} volte)")
    # The day is enough; the hour stands in the list of reminders.
    day = local_moment(last.stated_at).split()[0]
    return f"sollecitato il {day} da {who(last.stated_by, last.stated_role)}{others}"


def punctuality_words(cell: DeliveryCell) -> str:
    """Gives "▲ in ritardo"; for the table of punctuality."""
    if cell.punctuality is None or cell.punctuality is Punctuality.OPEN:
        return ""
    label = PUNCTUALITIES[cell.punctuality]
    return f"{label.shape} {label.word}"


def days_late(cell: DeliveryCell) -> int | None:
    """Gives how many days after its deadline a document came; None where it was not late."""
    return cell.facts.days_late if cell.punctuality is Punctuality.LATE else None


def history_finding(cells: Iterable[DeliveryCell]) -> str:
    """Gives what the figure of punctuality shows."""
    counts = Counter(one.punctuality for one in cells)
    parts = [
        f"{counts[kind]} {label.word if counts[kind] == 1 else label.plural}"
        for kind, label in PUNCTUALITIES.items()
        if counts[kind]
    ]
    due = "documento scaduto" if counts.total() == 1 else "documenti scaduti"
    return f"Di {counts.total()} {due}: {listed(parts)}."


def history_hover(cell: DeliveryCell) -> str:
    """Gives what a dot of the figure of punctuality stands for."""
    facts = cell.facts
    deadline = italian_date(facts.deadline)
    name = document_name(cell.kind, cell.slot.reference_year)
    if facts.received_on is None:
        return f"{name}: mai arrivato, era atteso entro il {deadline}"
    day = italian_date(facts.received_on)
    late = _days_after(facts) if cell.punctuality is Punctuality.LATE else ""
    return f"{name}: arrivato il {day}{late}, atteso entro il {deadline}"


def _received(facts: DeliveryFacts, kept: Punctuality | None) -> str:
    day = f"il {italian_date(facts.received_on)}"
    if kept is Punctuality.LATE:
        return f"{day}{_days_after(facts)}"
    return f"{day}, in tempo" if kept is Punctuality.ON_TIME else day


def _days_after(facts: DeliveryFacts) -> str:
    return f", {counted(facts.days_late or 0, 'giorno', 'giorni')} dopo la scadenza"


def _parts(cell: DeliveryCell) -> str:
    there = [PARTS[part.kind] for part in cell.parts if part.is_there]
    missing = [PARTS[part.kind] for part in cell.parts if not part.is_there]
    counts = f"altre parti: {len(there)} su {len(cell.parts)}"
    return f"{counts} (non c’è: {listed(missing)})" if missing else counts
