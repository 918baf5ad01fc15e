"""Words of the page Scadenzario: what is next, how each day was found, what waits for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dashboard.domain.cycle import Addressee, CycleEvent, CycleEventKind
from dashboard.domain.deadlines import Deadline, DeadlineBasis, DeadlineRule, DueDay, DueState
from dashboard.domain.model import DocumentKind
from dashboard.domain.working_days import Holiday, holiday_on
from dashboard.texts.formats import counted, italian_date, listed, local_moment
from dashboard.texts.labels import StatusLabel
from dashboard.texts.people import who
from dashboard.texts.registry import CYCLE_EVENTS

TITLE = "Scadenzario"
LANES: Mapping[Addressee, str] = {Addressee.SECTORS: "Settori", Addressee.ENTITY: "Giunta"}
NO_DEADLINES = "Non è scritta nessuna scadenza."
NO_DEADLINES_BODY = (
    "Le scadenze stanno nell’anagrafica, nel foglio «Scadenze»: scaricare l’anagrafica, aggiungere "
    "una riga per documento e caricarla."
)
GO_TO_REGISTRY = "Vai ad Anagrafica"
TABLE_HEADING = "Tutte le scadenze, e come si trovano"
TABLE_FILE = "Scadenze"
COLUMNS = {
    "due_date": "Giorno",
    "whose": "Per chi",
    "document_name": "Documento",
    "reference_year": "Anno",
    "cycle": "Ciclo",
    "state_words": "Situazione",
    "rule_words": "Come si trova",
    "clause": "Clausola",
}
DOWNLOAD_ICS = "Scarica per il calendario (.ics)"
ICS_NOTE = (
    "Il file si apre con Outlook, Thunderbird, Google Calendar o il calendario del telefono. "
    "Scaricato di nuovo dopo una correzione, aggiorna gli impegni già inseriti."
)
ICS_FILE = "Scadenze del ciclo"
EVENTS_HEADING = "Gli eventi da cui dipendono le scadenze"
EVENTS_NOTE = (
    "Quando il bilancio, il PEG o il PIAO sono approvati, o il bilancio è differito, scriverlo "
    "qui: le scadenze che ne dipendono si spostano subito."
)
NO_EVENTS = "Nessun evento inserito."
EVENT_COLUMNS = {
    "event": "Evento",
    "cycle": "Ciclo dal",
    "event_date": "Giorno",
    "note_text": "Note",
    "stated_words": "Inserito",
}
EVENTS_FILE = "Eventi del ciclo"
HISTORY_FILE = "Storia degli eventi"
FORM_HEADING = "Inserire o correggere un evento"
REMOVE_HEADING = "Togliere un evento inserito per sbaglio"
EVENT_FIELD = "Evento"
CYCLE_FIELD = "Ciclo (primo anno)"
DAY_FIELD = "Giorno"
NOTE_FIELD = "Note (atto, protocollo)"
SAVE = "Salva l’evento"
REMOVE_FIELD = "Evento da togliere"
REMOVE = "Togli l’evento"
DAY_MISSING = "Serve il giorno dell’evento: scriverlo come 28/12/2023."
STATES: Mapping[DueState, StatusLabel] = {
    DueState.PAST: StatusLabel("passata", "passate", "●"),
    DueState.NEXT: StatusLabel("la prossima", "le prossime", "◆"),
    DueState.COMING: StatusLabel("in arrivo", "in arrivo", "○"),
    DueState.WAITING: StatusLabel("attende un evento", "attendono un evento", "◇"),
}
WAITING_DAY = "Senza giorno"
PAST_ONLY_READ = "Per inserire o correggere un evento, tornare a oggi."
TAKEN_BACK = "tolto"

_DOCUMENTS: Mapping[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "Stato di attuazione del DUP",
    DocumentKind.PEG_ACTIONS: "PEG",
    DocumentKind.PIAO_SHEET: "PIAO",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio",
    DocumentKind.FINAL_REPORT: "Report finale",
}
_HOLIDAYS: Mapping[Holiday, str] = {
    Holiday.SATURDAY: "di sabato",
    Holiday.SUNDAY: "di domenica",
    Holiday.NEW_YEAR: "a Capodanno",
    Holiday.EPIPHANY: "il giorno dell’Epifania",
    Holiday.EASTER_MONDAY: "il Lunedì dell’Angelo",
    Holiday.LIBERATION: "il 25 aprile, festa nazionale",
    Holiday.LABOUR: "il 1° maggio, festa nazionale",
    Holiday.REPUBLIC: "il 2 giugno, festa nazionale",
    Holiday.ASSUMPTION: "a Ferragosto",
    Holiday.SAINT_FRANCIS: "il 4 ottobre, festa nazionale",
    Holiday.ALL_SAINTS: "a Ognissanti",
    Holiday.IMMACULATE: "l’8 dicembre, festa nazionale",
    Holiday.CHRISTMAS: "il giorno di Natale",
    Holiday.SAINT_STEPHEN: "a Santo Stefano",
}
# "dopo" and "attende" ask for the article, which no column of the anagrafica wants.
_WITH_ARTICLE: Mapping[CycleEventKind, str] = {
    CycleEventKind.DUP_APPROVED: "l’approvazione del DUP",
    CycleEventKind.BUDGET_DRAFTED: "lo schema di bilancio in Giunta",
    CycleEventKind.BUDGET_APPROVED: "l’approvazione del bilancio",
    CycleEventKind.BUDGET_DEFERRED: "il differimento del bilancio",
    CycleEventKind.PEG_APPROVED: "l’approvazione del PEG",
    CycleEventKind.PIAO_APPROVED: "l’approvazione del PIAO",
}
_TOGETHER: Mapping[CycleEventKind, str] = {
    CycleEventKind.DUP_APPROVED: "all’approvazione del DUP",
    CycleEventKind.BUDGET_DRAFTED: "allo schema di bilancio in Giunta",
    CycleEventKind.BUDGET_APPROVED: "all’approvazione del bilancio",
    CycleEventKind.BUDGET_DEFERRED: "al differimento del bilancio",
    CycleEventKind.PEG_APPROVED: "all’approvazione del PEG",
    CycleEventKind.PIAO_APPROVED: "all’approvazione del PIAO",
}


def headline(coming: Sequence[DueDay], days: Sequence[DueDay], today: date) -> str:
    """Gives what is next in words, or that nothing is: "Fra 12 giorni, il 30/06/2024: …"."""
    if coming and coming[0].day is not None:
        what = listed([_what(one) for one in coming])
        return f"{_when(coming[0].day, today)}: {what}."
    dated = [one for one in days if one.day is not None]
    if not dated:
        return "Tutte le scadenze attendono un evento."
    last = dated[-1]
    return f"Nessuna scadenza in arrivo: l’ultima era il {italian_date(last.day)}, {_what(last)}."


def coming_sentence(days: Iterable[DueDay], coming: Sequence[DueDay], today: date) -> str:
    """Gives what comes after the next thing, and what hangs on an event."""
    first = coming[0].day if coming else None
    later = [one for one in days if first and one.day and one.day > first]
    parts = []
    if later:
        then = [one for one in later if one.day == later[0].day]
        what = listed([_what(one) for one in then])
        parts.append(f"Poi, il {italian_date(later[0].day)}: {what}.")
    over = sum(1 for one in days if one.day is not None and one.day < today)
    if over:
        parts.append(f"{counted(over, 'scadenza è passata', 'scadenze sono passate')}.")
    return " ".join(parts)


def waiting_sentences(days: Iterable[DueDay]) -> list[str]:
    """Gives a sentence for each event that deadlines wait for: "Attende …: PEG 2024, Giunta"."""
    waiting: dict[tuple[CycleEventKind, int], list[DueDay]] = {}
    for one in days:
        if one.waits_for is not None:
            waiting.setdefault((one.waits_for, one.deadline.first_year), []).append(one)
    return [
        f"Senza giorno finché non si inserisce {_WITH_ARTICLE[kind]} "
        f"(ciclo dal {first_year}): {listed([_what(one) for one in held])}."
        for (kind, first_year), held in waiting.items()
    ]


def document_words(deadline: Deadline) -> str:
    """Gives what a document is called where room is short, with its year: "PEG 2024"."""
    kind = deadline.document_kind
    name = _DOCUMENTS.get(kind, deadline.document_name) if kind else deadline.document_name
    return f"{name} {deadline.reference_year}"


def cycle_words(cycle: tuple[int, int] | None, first_year: int) -> str:
    """Gives "2024-2026"; the first year alone where the cycle is not stated."""
    return f"{first_year}" if cycle is None else f"{cycle[0]}-{cycle[1]}"


def cycle_heading(cycle: str, days: Sequence[DueDay], today: date) -> str:
    """Gives the heading of a cycle's timeline, with how many of its deadlines are over."""
    over = sum(1 for one in days if one.day is not None and one.day < today)
    return f"Ciclo {cycle}: {counted(over, 'scadenza passata', 'scadenze passate')} su {len(days)}"


def today_words(today: date) -> str:
    """Gives the label of today's line."""
    return f"oggi, {italian_date(today)}"


def entry_words(due: DueDay) -> str:
    """Gives what stands beside a mark of the timeline; where it waits, for what."""
    words = document_words(due.deadline)
    return words if due.waits_for is None else f"{words}: {_day_words(due)}"


def timeline_alt(cycle: str, days: Sequence[DueDay], today: date) -> str:
    """Gives what the timeline shows, for who cannot see it."""
    told = [f"{_day_words(one)}, {_what(one)}" for one in days]
    return f"Ciclo {cycle}, oggi è il {italian_date(today)}. " + "; ".join(told) + "."


def state_words(due: DueDay, state: DueState, today: date) -> str:
    """Gives how a deadline stands, with its shape: "● passata", "◆ fra 12 giorni"."""
    shape = STATES[state].shape
    if due.day is None:
        return f"{shape} {_day_words(due)}"
    if due.day < today:
        return f"{shape} {STATES[state].word}"
    left = (due.day - today).days
    return f"{shape} oggi" if left == 0 else f"{shape} fra {counted(left, 'giorno', 'giorni')}"


def due_line(due: DueDay, state: DueState, today: date) -> str:
    """Gives a deadline as a line of plain text."""
    day = italian_date(due.day) if due.day is not None else "—".center(10)
    told = f"{document_words(due.deadline)}: {state_words(due, state, today)}; {rule_words(due)}"
    return f"{day}  {LANES[due.addressee]:<7}  {told}"


def rule_words(due: DueDay) -> str:
    """Gives how the day was found, and what there is to know of it."""
    words = [_basis_words(due.rule)]
    if due.rule.moved_from is not None:
        words.append(
            f"spostata dal {italian_date(due.rule.moved_from)}, che cade "
            f"{_holiday_words(due.rule.moved_from)}"
        )
    elif due.day is not None and holiday_on(due.day) is not None:
        words.append(f"cade {_holiday_words(due.day)} e resta quel giorno")
    if due.deadline.note:
        words.append(due.deadline.note)
    return "; ".join(words)


def stated_words(event: CycleEvent) -> str:
    """Gives who stated an event and when."""
    return f"{who(event.stated_by, event.stated_role)}, {local_moment(event.stated_at)}"


def history_title(count: int) -> str:
    """Gives the title of everything ever stated on events."""
    return f"Storia: {counted(count, 'inserimento o correzione', 'inserimenti e correzioni')}"


def removal_choice(event: CycleEvent) -> str:
    """Gives an event as it is offered to be taken back."""
    name = CYCLE_EVENTS[event.event_kind].capitalize()
    return f"{name} – ciclo dal {event.first_year} – {italian_date(event.event_date)}"


def event_saved(kind: CycleEventKind, day: date, moved_count: int) -> str:
    """Gives what an event did when it was saved."""
    return f"{_sentence_start(kind)}, {italian_date(day)}: salvato. {_moved(moved_count)}"


def event_removed(kind: CycleEventKind, moved_count: int) -> str:
    """Gives what taking an event back did."""
    return f"{_sentence_start(kind)}: tolto. {_moved(moved_count)}"


def lead_in_ics(due: DueDay) -> str:
    """Gives the title of a deadline in a calendar: "PEG 2024 – consegna dei settori"."""
    whose = "consegna dei settori" if due.addressee is Addressee.SECTORS else "in Giunta"
    return f"{document_words(due.deadline)} – {whose}"


def ics_description(due: DueDay) -> str:
    """Gives what a calendar says of a deadline."""
    cycle = cycle_words(due.deadline.cycle, due.deadline.first_year)
    clause = due.deadline.clause_code
    told = [f"{due.deadline.document_name}, ciclo {cycle}.", f"{_upper_first(rule_words(due))}."]
    if clause:
        told.append(f"Clausola {clause} della direttiva.")
    return " ".join(told)


def calendar_name(entity_name: str) -> str:
    """Gives the name of the calendar."""
    return f"Scadenze – {entity_name}"


def _when(day: date, today: date) -> str:
    left = (day - today).days
    if left == 0:
        return f"Oggi, {italian_date(day)}"
    if left == 1:
        return f"Domani, {italian_date(day)}"
    return f"Fra {left} giorni, il {italian_date(day)}"


def _what(due: DueDay) -> str:
    words = document_words(due.deadline)
    return f"{words} {'dei settori' if due.addressee is Addressee.SECTORS else 'in Giunta'}"


def _day_words(due: DueDay) -> str:
    if due.day is not None:
        return italian_date(due.day)
    return f"attende {_WITH_ARTICLE[due.waits_for]}" if due.waits_for else "senza giorno"


def _basis_words(rule: DeadlineRule) -> str:
    if rule.basis is DeadlineBasis.STATED or rule.event_kind is None:
        return "data stabilita"
    if rule.basis is DeadlineBasis.TOGETHER:
        limit = "" if rule.stated_date is None else f", entro il {italian_date(rule.stated_date)}"
        return f"insieme {_TOGETHER[rule.event_kind]}{limit}{_happened(rule)}"
    days = counted(
        rule.days or 0,
        "giorno lavorativo" if rule.is_in_working_days else "giorno",
        "giorni lavorativi" if rule.is_in_working_days else "giorni",
    )
    words = f"{days} dopo {_WITH_ARTICLE[rule.event_kind]}{_happened(rule)}"
    if rule.basis is DeadlineBasis.PUT_OFF:
        before = "" if rule.stated_date is None else f" (era il {italian_date(rule.stated_date)})"
        return f"{words}, perché c’è {_WITH_ARTICLE[rule.put_off_by or rule.event_kind]}{before}"
    return words


def _happened(rule: DeadlineRule) -> str:
    return "" if rule.event_date is None else f" del {italian_date(rule.event_date)}"


def _holiday_words(day: date) -> str:
    holiday = holiday_on(day)
    return "" if holiday is None else _HOLIDAYS[holiday]


def _moved(count: int) -> str:
    if count == 0:
        return "Nessuna scadenza cambia."
    return counted(count, "scadenza è cambiata.", "scadenze sono cambiate.")


def _sentence_start(kind: CycleEventKind) -> str:
    return _upper_first(CYCLE_EVENTS[kind])


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
