"""The Nucleo's queue on the page Scostamenti: list, ways through it, table to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.domain.review_queue import Case, QueueStage
from dashboard.texts.assessments import DOWNLOAD_COLUMNS as ASSESSMENT_COLUMNS
from dashboard.texts.deviations import reason_words
from dashboard.texts.formats import MISSING, local_moment, number, readable_name
from dashboard.texts.labels import result_status_label
from dashboard.texts.measures import deviation_words
from dashboard.texts.people import who
from dashboard.texts.reviews import STAGES, cause_word, stage_words, standing_outcome

WORK_TAB, FIGURES_TAB = "Esame, caso per caso", "Figura e tabella"
STAGE_FILTER, ALL_STAGES = "Mostra", "Tutti"
SEARCH = "Cerca fra i casi"
QUEUE_LABEL = "Casi, dal primo da guardare"
ORDER_NOTE = (
    "Prima le risposte arrivate, poi i casi da esaminare (senza motivazione, poi i più lontani dal "
    "target), quelli che aspettano il settore e, in fondo, gli esaminati."
)
EMPTY_QUEUE = (
    "Nessun risultato del periodo sta dal lato sbagliato del target: non c’è nulla da esaminare. "
    "Scegliere un altro periodo, o un altro anno, nei filtri in alto."
)
NOTHING_HERE = "Nessun caso con questa scelta. Toccare «Tutti» o togliere le parole cercate."
NOT_IN_QUEUE = (
    "Il caso dell’indirizzo non è fra quelli del periodo: il settore ha cambiato i dati, o i "
    "filtri lo escludono. Qui sotto c’è il primo della coda."
)
PREVIOUS, NEXT, NEXT_TO_EXAMINE = "Precedente", "Successivo", "Prossimo da esaminare"
ALL_EXAMINED = "Non resta nessun altro caso da esaminare."
UNREAD = "DA LEGGERE"
NO_LONGER = "non è più uno scostamento"
FILE_NAME = "Esame degli scostamenti"
DOWNLOAD = "Scarica la coda con gli esiti (.xlsx)"

STAGE_CHOICES: Mapping[str, QueueStage | None] = {
    ALL_STAGES: None,
    "Da esaminare": QueueStage.TO_EXAMINE,
    "Risposta arrivata": QueueStage.ANSWERED,
    "Chiarimento aperto": QueueStage.WAITING,
    "Esaminati": QueueStage.EXAMINED,
}
COLUMNS: Mapping[str, str] = {
    "strategic_direction_name": "Indirizzo strategico",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "action_code": "Codice azione",
    "action_name": "Azione",
    "indicator_code": "Codice indicatore",
    "indicator_name": "Indicatore",
    "target_text": "Target (come scritto)",
    "result_text": "Risultato (come scritto)",
    "deviation_words": "Scostamento",
    "status": "Stato",
    "reason": "Motivazione",
    "stage_words": "A che punto è",
    "outcome_words": "Esito del Nucleo",
    "outcome_by": "Esito registrato da",
    "outcome_moment_words": "Esito registrato il",
    "outcome_note": "Motivo dell’esito",
    "cause_words": "Causa confermata",
    **ASSESSMENT_COLUMNS,
}


def progress(queue: Sequence[Case]) -> str:
    """Gives "Esaminati 4 di 31: 25 da esaminare, 1 con risposta arrivata, 1 con chiarimento…"."""
    counts = Counter(case.stage for case in queue)
    rest = [
        f"{number(counts[stage], 0)} {STAGES[stage].plural}"
        for stage in (QueueStage.ANSWERED, QueueStage.TO_EXAMINE, QueueStage.WAITING)
        if counts[stage]
    ]
    examined = number(counts[QueueStage.EXAMINED], 0)
    start = f"Esaminati {examined} di {number(len(queue), 0)}"
    return f"{start}: {', '.join(rest)}." if rest else f"{start}."


def case_label(case: Case) -> str:
    """Gives the first line of a case: shape and word of its status, how far, which indicator."""
    label = result_status_label(str(case.row["status"]))
    distance = deviation_words(case.row)
    far = "" if distance == MISSING else f" {distance}"
    return f"{label.shape} {label.word}{far} · {indicator_words(case)}"


def case_caption(case: Case) -> str:
    """Gives the second line of a case: what it waits for, its reason, its sector."""
    row = case.row
    parts = [
        stage_words(case.stage),
        "" if row["is_unfavourable"] else NO_LONGER,
        "motivato" if row["has_reason"] else "senza motivazione",
        readable_name(row["sector_code"], row["sector_name"]),
    ]
    return " · ".join(part for part in parts if part)


def indicator_words(case: Case) -> str:
    """Gives an indicator as people call it, with its code where that says something."""
    return readable_name(case.row["indicator_code"], case.row["indicator_name"])


def place_words(place: int, count: int) -> str:
    """Gives "Caso 3 di 31"; `place` counts from 1."""
    return f"Caso {number(place, 0)} di {number(count, 0)}"


def exported(case: Case) -> dict[str, object]:
    """Gives a case as a row of the table to take away, see COLUMNS."""
    outcome = case.standing.outcome
    return {
        **case.row,
        "deviation_words": deviation_words(case.row),
        "reason": reason_words(case.row),
        "stage_words": STAGES[case.stage].word,
        "outcome_words": standing_outcome(case.standing),
        "outcome_by": None if outcome is None else who(outcome.stated_by, outcome.stated_role),
        "outcome_moment_words": None if outcome is None else local_moment(outcome.stated_at),
        "outcome_note": None if outcome is None else outcome.note,
        "cause_words": cause_word(case.standing),
    }
