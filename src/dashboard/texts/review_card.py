"""One case of the Nucleo's queue, in words: its facts, its history, what can be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.plausibility.standing import Acceptance
from dashboard.domain.reviews import CauseClass, Review, ReviewKind, ReviewOutcome, ReviewStanding
from dashboard.texts.assessments import standing_sentence
from dashboard.texts.formats import (
    MISSING,
    Record,
    is_absent,
    local_moment,
    percent,
    period_end,
    readable_name,
    text,
)
from dashboard.texts.labels import result_status_label
from dashboard.texts.measures import (
    deviation_words,
    result_against_target,
)
from dashboard.texts.people import who
from dashboard.texts.reasons import CAUSE_LABELS
from dashboard.texts.reviews import (
    OF_ANOTHER_TEXT,
    OUTCOMES,
    cause_word,
    outcome_words,
    said_words,
)

REASON_HEADING = "Motivazione del settore"
NO_REASON = "Il settore non ha scritto nessuna motivazione."
CAUSE_CHOICE = "Causa dello scostamento: toccarla per confermarla"
FORM_HEADING = "Che cosa ne dice il Nucleo"
OUTCOME = "Esito"
NOTE_LABEL = "Nota per i membri del Nucleo"
NOTE_HINT = "La leggono soltanto i membri del Nucleo"
ADD_NOTE = "Aggiungi la nota"
RECORD = "Registra l’esito"
REOPEN = "Riapri l’esame"
EVALUATED_HINT = "Scrivere un numero, per esempio 85"
DUE_DATE = "Risposta entro il (se c’è una data)"
CHOOSE_OUTCOME = "Scegliere un esito per registrarlo."
PAST_NOTE = "Si sta guardando una data passata: per registrare qualcosa tornare a oggi."
NOTHING_SAID = "Il Nucleo non ha ancora detto nulla di questo caso."
RECORDED = "Registrato. Lo vedono subito tutti."
NOTE_ADDED = "Nota aggiunta."
CAUSE_CONFIRMED = "Causa confermata."
LOG_TITLE = "Che cosa ha detto il Nucleo"
ROW_TITLE = "La riga del settore, com’è nel foglio"
NO_ROW = "Il risultato non viene da una cella: il settore non l’ha scritto in nessun foglio."
TO_UPLOAD = "Il file nello Storico"
TO_ACTION, TO_EXPLANATION = "Scheda dell’azione", "Come si calcola la percentuale"
NO_CHECKS = "Nessun controllo è scattato su questo indicatore o sulla sua azione."
STORY_TITLE = "Come è cambiato il target durante l’anno"
HISTORY_HEADING = "Periodi e anni prima"
NO_HISTORY = "Questo indicatore non ha periodi prima di questo."
HISTORY_FILE = HISTORY_HEADING
HISTORY_COLUMNS: Mapping[str, str] = {
    "moment_words": "Al",
    "result_words": "Risultato",
    "achievement_pct": "Raggiungimento",
    "status": "Stato",
    "outcome_words": "Esito del Nucleo",
}
OUTCOME_LABELS: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.AS_IS: "Presa così com’è",
    ReviewOutcome.CLARIFICATION_ASKED: "Chiedere un chiarimento",
    ReviewOutcome.ADJUSTED: "Rettificare la percentuale",
    ReviewOutcome.NOT_ASSESSABLE: "Non valutabile",
}
OUTCOME_HINTS: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.AS_IS: "conta la percentuale misurata",
    ReviewOutcome.CLARIFICATION_ASKED: "la domanda parte con la prossima scheda, o come testo",
    ReviewOutcome.ADJUSTED: "conta quella valutata; la misurata resta accanto",
    ReviewOutcome.NOT_ASSESSABLE: "esce dal conto, non vale zero",
}
_WORDS_LABELS: Mapping[ReviewOutcome, str] = {
    ReviewOutcome.AS_IS: (
        "Motivo (serve se così si respinge una percentuale chiesta o riconosciuta, o si toglie un "
        "«non valutabile»)"
    ),
    ReviewOutcome.CLARIFICATION_ASKED: "Che cosa si chiede al settore",
    ReviewOutcome.ADJUSTED: "Perché la percentuale è diversa da quella misurata",
    ReviewOutcome.NOT_ASSESSABLE: "Perché non si può valutare",
    ReviewOutcome.REOPENED: "Perché si riapre",
}
REOPENING_NOTE = (
    "Il caso è esaminato. Riaprirlo non cambia nessun numero: una percentuale riconosciuta resta "
    "finché non si registra un altro esito."
)


def words_label(outcome: ReviewOutcome) -> str:
    """Gives what is asked for in words with an outcome."""
    return _WORDS_LABELS[outcome]


def evaluated_label(row: Record, highest: float | None) -> str:
    """Gives the label of the evaluated percentage, with the measured one beside it."""
    limit = "" if highest is None else f", da 0 a {percent(highest, 0)}"
    return f"Percentuale valutata{limit} (misurata: {percent(row['measured_achievement_pct'])})"


def cause_choice(cause_class: CauseClass, *, is_suggested: bool) -> str:
    """Gives a class of causes as it is offered, saying whether the reason's words suggest it."""
    label = CAUSE_LABELS[cause_class]
    return f"{label} (suggerita)" if is_suggested else label


def place(row: Record) -> str:
    """Gives action, sector and strategic direction of a result."""
    parts = [
        readable_name(row["action_code"], row["action_name"]),
        readable_name(row["sector_code"], row["sector_name"]),
    ]
    if not is_absent(row["strategic_direction_name"]):
        parts.append(text(row["strategic_direction_name"]))
    return " · ".join(parts)


def facts(row: Record, standing: ReviewStanding) -> list[tuple[str, str]]:
    """Gives what is known of a result, label by label, the most needed first."""
    label = result_status_label(str(row["status"]))
    measured, counting = row["measured_achievement_pct"], row["achievement_pct"]
    found = [
        ("Risultato", result_against_target(row)),
        ("Scostamento", deviation_words(row)),
        ("Stato", f"{label.shape} {label.word}"),
        ("% misurata", percent(measured)),
        ("% che conta", percent(counting)),
        ("Riconosciuto", standing_sentence(row)),
        ("Base-line", text(row["baseline_text"])),
        ("Fonte", _source(row)),
        ("Peso", text(row["weight"])),
        ("Causa", cause_word(standing)),
    ]
    return [(what, words) for what, words in found if words and words != MISSING]


def outcome_sentence(standing: ReviewStanding) -> str:
    """Says which outcome stands, who recorded it, when and why; "" where none does."""
    outcome = standing.outcome
    if outcome is None or outcome.outcome is None:
        return ""
    why = f": {outcome.note}" if outcome.note else ""
    of_another = f" Attenzione: {OF_ANOTHER_TEXT}." if standing.is_outcome_of_another_text else ""
    moment = local_moment(outcome.stated_at)
    words = outcome_words(outcome.outcome)
    name = who(outcome.stated_by, outcome.stated_role)
    stop = "" if why.endswith((".", "?", "!")) else "."  # a reason may end its own sentence
    return f"{words}, registrato da {name}, il {moment}{why}{stop}{of_another}"


def figure_alt(row: Record) -> str:
    """Describes the bar to who cannot see it."""
    name = readable_name(row["indicator_code"], row["indicator_name"])
    return (
        f"{name}: {result_against_target(row)}, scostamento {deviation_words(row)}. "
        "Gli stessi valori sono scritti qui sotto."
    )


def statement_lines(statements: Sequence[Review], *, with_notes: bool) -> list[str]:
    """Gives what was said of a result, the newest first.

    `with_notes`: also the notes, which only the members of the Nucleo read.
    """
    shown = [
        one
        for one in reversed(statements)
        if one.review_kind in (ReviewKind.OUTCOME, ReviewKind.CAUSE)
        or (with_notes and one.review_kind is ReviewKind.NOTE)
    ]
    return [said_words(one) + (f": {one.note}" if one.note else ".") for one in shown]


def log_title(count: int) -> str:
    """Gives the heading of the folded list of statements."""
    return f"{LOG_TITLE} ({count})"


def checks_title(count: int) -> str:
    """Gives the heading of the folded list of checks."""
    return f"Controlli scattati ({count})"


def accepted_words(said: Acceptance) -> str:
    """Says who set a finding of the checks aside, and why."""
    return f"Accettato da {said.accepted_by}: {said.reason}."


def history_row(row: Record, outcome: ReviewOutcome | None) -> dict[str, object]:
    """Gives a period of the indicator as a row of HISTORY_COLUMNS."""
    return {
        "moment_words": period_end(int(row["reference_year"]), str(row["period"])),
        "result_words": result_against_target(row),
        "achievement_pct": row["achievement_pct"],
        "status": row["status"],
        "outcome_words": MISSING if outcome is None else OUTCOMES[outcome].word,
    }


def _source(row: Record) -> str:
    return "non indicata" if is_absent(row["source"]) else text(row["source"])
