"""What is said of requests for clarification: in the handed-out sheet, on screen, in letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from dashboard.domain.clarifications import (
    AskedOf,
    Clarification,
    ClarificationEvent,
    ClarificationState,
    ClarificationStep,
)
from dashboard.domain.deliveries import Contact
from dashboard.domain.model import Period
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    italian_date,
    listed,
    local_day,
    local_moment,
    readable_name,
)
from dashboard.texts.labels import StatusLabel
from dashboard.texts.registry import ROLES

STATES: Mapping[ClarificationState, StatusLabel] = {
    ClarificationState.OPEN: StatusLabel("aspetta risposta", "in attesa di risposta", "○"),
    ClarificationState.ANSWERED: StatusLabel("risposta da guardare", "risposte da guardare", "◐"),
    ClarificationState.CLOSED: StatusLabel("chiusa", "chiuse", "●"),
}
OVERDUE = StatusLabel("oltre il termine", "oltre il termine", "▲")
_STEPS: Mapping[ClarificationStep, str] = {
    ClarificationStep.ASKED: "Domanda",
    ClarificationStep.ANSWERED: "Risposta",
    ClarificationStep.CLOSED: "Chiusura",
    ClarificationStep.REOPENED: "Si chiede ancora",
}
_REPORTS = {
    Period.INTERMEDIATE: "Report intermedio {year}",
    Period.FINAL: "Report finale {year}",
}

EMPTY_TITLE = "Il Nucleo non ha ancora chiesto chiarimenti."
EMPTY_BODY = (
    "Un membro del Nucleo chiede un chiarimento su un risultato da qui, con «Nuova richiesta», o "
    "dalla pagina Scostamenti. La richiesta parte con la prossima scheda di report del settore, "
    "oppure come testo da inviare, e la risposta torna con la scheda o si scrive qui."
)
OWN_ONLY = "Si vedono le richieste fatte al settore {sector}."
READ_ONLY = "Si sta guardando una data passata: per chiedere o rispondere tornare a oggi."
STATE_FILTER = "Stato"
LIST_FINDING = "Le richieste, quelle che aspettano per prime"
TABLE_LABEL = "Tutte in una tabella, da scaricare"
TABLE_FILE = "Chiarimenti {year}"
OF_RESULT = "Chiarimenti su questo risultato"
NONE_OF_RESULT = "Su questo risultato non è stato chiesto nessun chiarimento."
TO_ACTION, TO_UPLOAD = "Vai all’azione", "Vai al file che la contiene"

NEW_LABEL = "Nuova richiesta"
SECTOR, RESULT = "Settore", "Risultato di cui si chiede"
CHOOSE_SECTOR, CHOOSE_RESULT = "Scegliere il settore", "Scegliere il risultato"
NO_RESULTS = "Questo settore non ha risultati nell’anno scelto: scegliere un altro settore o anno."
QUESTION = "Che cosa si chiede"
QUESTION_HINT = "Per esempio: quali gare sono andate deserte, e quando si ripetono?"
DUE_DATE = "Rispondere entro (facoltativo)"
ASK = "Chiedi il chiarimento"
ANSWER = "Risposta del settore"
ANSWER_AGAIN = "Completare la risposta"
SEND_ANSWER = "Registra la risposta"
WORDS_TO_CLOSE = "Perché la richiesta si chiude"
WORDS_TO_CLOSE_OR_ASK = "Perché la richiesta si chiude, o che cosa si chiede ancora"
WORDS_TO_ASK = "Che cosa si chiede ancora"
CLOSE, REOPEN = "Chiudi la richiesta", "Chiedi ancora"
WAITS_FOR_SECTOR = "La risposta spetta al settore: torna con la sua scheda, oppure si scrive qui."
WAITS_FOR_NUCLEO = "La risposta è arrivata: ora la guarda il Nucleo, che chiude o chiede ancora."
TOLD_ASKED = "Richiesta n. {number} registrata. Parte con la prossima scheda di report del settore."
TOLD_ANSWERED = "Risposta alla richiesta n. {number} registrata."
TOLD_CLOSED = "Richiesta n. {number} chiusa."
TOLD_REOPENED = "Richiesta n. {number} riaperta: aspetta di nuovo la risposta del settore."

LETTERS_FINDING = "Testi pronti per i settori"
LETTERS_NOTE = (
    "Le domande aperte, settore per settore, da copiare in un messaggio, aprire nel programma di "
    "posta o scaricare. Le stesse domande sono nel foglio «Chiarimenti» della prossima scheda di "
    "report, dalla pagina Modelli."
)
TABLE_COLUMNS = {
    "number": "N.",
    "sector_words": "Settore",
    "result_words": "Risultato",
    "question": "Domanda",
    "state_words": "Stato",
    "asked_words": "Chiesto il",
    "due_words": "Entro il",
    "answer_words": "Risposta",
}


def report_words(asked_of: AskedOf) -> str:
    """Gives the report that a request is about: "Report finale 2024"."""
    return _REPORTS[asked_of.period].format(year=asked_of.reference_year)


def question_words(clarification: Clarification) -> str:
    """Gives what is asked now: the question, and below it what was asked again."""
    again = clarification.reopening
    if again is None:
        return clarification.question
    day = italian_date(local_day(again.told_at))
    return f"{clarification.question}\n\nSi chiede ancora, il {day}: {again.text}"


def headline(
    clarifications: Sequence[Clarification], reference_year: int, today: date
) -> tuple[str, str]:
    """Gives how many requests of a year wait, for whom, and the part that needs somebody now."""
    counts = {
        state: sum(one.state is state for one in clarifications) for state in ClarificationState
    }
    waiting, late = counts[ClarificationState.OPEN], overdue_count(clarifications, today)
    if waiting == 0:
        parts = ["nessuna richiesta aspetta risposta"]
    else:
        verb = "aspetta" if waiting == 1 else "aspettano"
        parts = [f"{counted(waiting, 'richiesta', 'richieste')} {verb} risposta"]
    emphasis = "" if late == 0 else _late_words(late, waiting)
    if emphasis:
        parts[0] = f"{parts[0]}, {emphasis}"
    if counts[ClarificationState.ANSWERED]:
        parts.append(
            counted(
                counts[ClarificationState.ANSWERED], "risposta da guardare", "risposte da guardare"
            )
        )
    return f"Chiarimenti sul {reference_year}: {'; '.join(parts)}.", emphasis


def scope(clarifications: Sequence[Clarification], elsewhere: Collection[Clarification]) -> str:
    """Says how many requests there are in all; `elsewhere`: those of other years that wait."""
    closed = sum(one.state is ClarificationState.CLOSED for one in clarifications)
    total = counted(len(clarifications), "richiesta", "richieste")
    done = counted(closed, "chiusa", "chiuse") if closed else "nessuna chiusa"
    sentence = f"{total} in tutto, {done}."
    if not elsewhere:
        return sentence
    years = sorted({one.asked_of.reference_year for one in elsewhere})
    count = counted(len(elsewhere), "è aperta", "sono aperte")
    return f"{sentence} Di altri anni ({listed([str(year) for year in years])}) {count}."


def open_words(waiting: Sequence[Clarification], today: date) -> str:
    """Gives how many requests wait, and of how many sectors, for the way to them."""
    count = counted(len(waiting), "richiesta di chiarimento", "richieste di chiarimento")
    sectors = len({one.asked_of.sector_code for one in waiting})
    verb = "aspetta" if len(waiting) == 1 else "aspettano"
    late = overdue_count(waiting, today)
    more = f", {_late_words(late, len(waiting))}" if late else ""
    return f"{count} {verb} risposta da {counted(sectors, 'settore', 'settori')}{more}"


def _late_words(late: int, waiting: int) -> str:
    """Gives how many of those that wait are late; without a number where the only one is."""
    return "oltre il termine" if late == waiting == 1 else f"{late} oltre il termine"


def overdue_count(clarifications: Iterable[Clarification], today: date) -> int:
    """Gives how many requests wait for their sector beyond the day that was set."""
    return sum(one.is_overdue(today) for one in clarifications)


def state_words(clarification: Clarification, today: date) -> str:
    """Gives how a request stands, with its sign: "▲ oltre il termine"."""
    label = OVERDUE if clarification.is_overdue(today) else STATES[clarification.state]
    return f"{label.shape} {label.word}"


def title(clarification: Clarification, today: date) -> str:
    """Gives a request in one line: its state, number, sector and result."""
    asked_of = clarification.asked_of
    sector = readable_name(asked_of.sector_code, asked_of.sector_name)
    state = state_words(clarification, today)
    return f"{state} · n. {clarification.number} · {sector} · {indicator_words(asked_of)}"


def indicator_words(asked_of: AskedOf) -> str:
    """Gives the indicator by its name, else by its code."""
    return asked_of.indicator_name or asked_of.indicator_code


def result_words(asked_of: AskedOf) -> str:
    """Gives the result with its place: report, action, indicator."""
    action = readable_name(asked_of.action_code, asked_of.action_name)
    return f"{report_words(asked_of)}, azione {action}: {indicator_words(asked_of)}"


def waiting_words(clarification: Clarification, today: date) -> str:
    """Says since when a request stands as it does, and how far its day is."""
    since = local_day(clarification.waiting_since())
    days = (today - since).days
    how_long = "da oggi" if days <= 0 else f"da {counted(days, 'giorno', 'giorni')}"
    if clarification.state is ClarificationState.CLOSED:
        return f"Chiusa il {italian_date(since)}."
    if clarification.state is ClarificationState.ANSWERED:
        return f"La risposta c’è {how_long}."
    return f"Aspetta risposta {how_long}; {due_words(clarification, today)}."


def due_words(clarification: Clarification, today: date) -> str:
    """Gives the day set for an answer, and how far it is."""
    due = clarification.due_date
    if due is None:
        return "senza un termine"
    days = (due - today).days
    if days == 0:
        return f"il termine è oggi, {italian_date(due)}"
    if days > 0:
        return f"il termine è il {italian_date(due)}, tra {counted(days, 'giorno', 'giorni')}"
    return f"il termine era il {italian_date(due)}, {counted(-days, 'giorno', 'giorni')} fa"


def step_words(event: ClarificationEvent) -> str:
    """Gives what a step is: "Domanda"."""
    return _STEPS[event.step]


def told_words(event: ClarificationEvent) -> str:
    """Gives who took a step, as what, when; of an answer in a sheet also its file and cell."""
    who = event.told_by if event.role is None else f"{event.told_by}, {ROLES[event.role]}"
    words = f"{who}, {local_moment(event.told_at)}"
    if event.due_date is not None:
        words = f"{words}; rispondere entro il {italian_date(event.due_date)}"
    if event.place is None:
        return words
    place = event.place
    return f"{words}; file «{place.file_name}», foglio {place.sheet_name}, cella {place.cell}"


def table_row(clarification: Clarification, today: date) -> Record:
    """Gives a request as a row of the table; its columns: TABLE_COLUMNS."""
    asked_of, answer = clarification.asked_of, clarification.answer
    due = clarification.due_date
    return {
        "number": clarification.number,
        "sector_words": readable_name(asked_of.sector_code, asked_of.sector_name),
        "result_words": result_words(asked_of),
        "question": question_words(clarification),
        "state_words": state_words(clarification, today),
        "asked_words": italian_date(local_day(clarification.asked_at)),
        "due_words": "" if due is None else italian_date(due),
        "answer_words": "" if answer is None else answer.text,
    }


def result_choice(row: Record) -> str:
    """Gives a result to choose from: report, action, indicator."""
    asked_of_report = _REPORTS[Period(row["period"])].format(year=int(row["reference_year"]))
    indicator = row["indicator_name"] or row["indicator_code"]
    return f"{asked_of_report} · {row['action_code']} · {indicator}"


# --- letters -----------------------------------------------------------------------------------


def subject(asked: Sequence[Clarification]) -> str:
    """Gives the subject line of a letter with what one sector is asked."""
    count = counted(len(asked), "richiesta di chiarimento", "richieste di chiarimento")
    return f"Nucleo di valutazione, {_sector_words(asked)}: {count}"


def body(
    asked: Sequence[Clarification], recipients: Sequence[Contact], today: date, entity_name: str
) -> str:
    """Gives a letter with every question that waits for one sector, and how to answer."""
    names = [one.name for one in recipients if one.name]
    is_one = len(asked) == 1
    waits = "un chiarimento sul risultato" if is_one else "chiarimenti sui risultati"
    paragraphs = [
        f"Gentile {listed(names)}," if names else "Gentile collega,",
        f"il Nucleo di valutazione chiede {waits} del settore {_sector_words(asked)}.",
        *(_question_paragraph(one, today) for one in asked),
        "Si può rispondere nel foglio «Chiarimenti» della prossima scheda di report, accanto al "
        "numero della richiesta, oppure rispondendo a questo messaggio.",
        f"Grazie per la collaborazione.\n\n{entity_name}",
    ]
    return "\n\n".join(paragraphs) + "\n"


def file_stem(asked: Sequence[Clarification]) -> str:
    """Gives the name of a letter's document, without ending."""
    return f"Chiarimenti - {_sector_words(asked)}"


def letter_label(asked: Sequence[Clarification]) -> str:
    """Gives what a letter is called in the list: the sector and how many requests."""
    return f"{_sector_words(asked)}: {counted(len(asked), 'richiesta', 'richieste')}"


def _sector_words(asked: Sequence[Clarification]) -> str:
    asked_of = asked[0].asked_of
    return code_and_name(asked_of.sector_code, asked_of.sector_name)


def _question_paragraph(clarification: Clarification, today: date) -> str:
    due = due_words(clarification, today)
    return (
        f"Richiesta n. {clarification.number} – {result_words(clarification.asked_of)} ({due})\n"
        f"{question_words(clarification)}"
    )
