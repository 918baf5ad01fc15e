"""What the Nucleo says of results, in words: outcomes, causes, who said what and when."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.review_queue import QueueStage
from dashboard.domain.reviews import Review, ReviewKind, ReviewOutcome, ReviewStanding
from dashboard.texts.formats import local_moment
from dashboard.texts.labels import StatusLabel
from dashboard.texts.people import who
from dashboard.texts.reasons import CAUSE_LABELS

OUTCOMES: Mapping[ReviewOutcome, StatusLabel] = {
    ReviewOutcome.AS_IS: StatusLabel("presa così com’è", "prese così come sono", "●"),
    ReviewOutcome.CLARIFICATION_ASKED: StatusLabel(
        "chiarimento chiesto", "con chiarimento chiesto", "◐"
    ),
    ReviewOutcome.ADJUSTED: StatusLabel("percentuale rettificata", "rettificate", "◆"),
    ReviewOutcome.NOT_ASSESSABLE: StatusLabel("non valutabile", "non valutabili", "□"),
    ReviewOutcome.REOPENED: StatusLabel("esame riaperto", "riaperte", "○"),
}
STAGES: Mapping[QueueStage, StatusLabel] = {
    QueueStage.ANSWERED: StatusLabel("risposta arrivata", "con risposta arrivata", "◉"),
    QueueStage.TO_EXAMINE: StatusLabel("da esaminare", "da esaminare", "○"),
    QueueStage.WAITING: StatusLabel("chiarimento aperto", "con chiarimento aperto", "◐"),
    QueueStage.EXAMINED: StatusLabel("esaminato", "esaminati", "●"),
}
NO_OUTCOME, NO_CAUSE = "nessun esito", "nessuna causa confermata"
OF_ANOTHER_TEXT = "registrato su un altro testo: il settore ha poi cambiato quanto scritto"


def outcome_words(outcome: ReviewOutcome) -> str:
    """Gives "● presa così com’è"."""
    label = OUTCOMES[outcome]
    return f"{label.shape} {label.word}"


def stage_words(stage: QueueStage) -> str:
    """Gives "○ da esaminare"."""
    label = STAGES[stage]
    return f"{label.shape} {label.word}"


def said_words(review: Review) -> str:
    """Gives "Luca Bianchi, Nucleo di valutazione, ha scritto una nota il 10/03/2025 10:42"."""
    name = who(review.stated_by, review.stated_role)
    return f"{name}, {_what(review)} il {local_moment(review.stated_at)}"


def readers_words(standing: ReviewStanding) -> str:
    """Says who has opened the result as it is now, and when; "" where nobody has."""
    readers = [
        f"{who(one.stated_by, one.stated_role)} ({local_moment(one.stated_at)})"
        for one in standing.reads
    ]
    return f"Letto da {'; '.join(readers)}." if readers else ""


def standing_outcome(standing: ReviewStanding) -> str:
    """Gives the outcome that stands, in a word, and whether it was of another text."""
    if standing.outcome is None or standing.outcome.outcome is None:
        return NO_OUTCOME
    words = outcome_words(standing.outcome.outcome)
    return f"{words} ({OF_ANOTHER_TEXT})" if standing.is_outcome_of_another_text else words


def cause_word(standing: ReviewStanding) -> str:
    """Gives the cause that a person confirmed; says so where none is."""
    cause = standing.cause
    return (
        NO_CAUSE if cause is None or cause.cause_class is None else CAUSE_LABELS[cause.cause_class]
    )


def _what(review: Review) -> str:
    if review.review_kind is ReviewKind.CAUSE and review.cause_class is not None:
        return f"ha confermato la causa «{CAUSE_LABELS[review.cause_class]}»"
    if review.outcome is ReviewOutcome.REOPENED:
        return "ha riaperto l’esame"
    if review.outcome is not None:
        return f"ha registrato «{OUTCOMES[review.outcome].word}»"
    return "ha scritto una nota" if review.review_kind is ReviewKind.NOTE else "ha letto il caso"
