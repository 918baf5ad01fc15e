"""The Italian word, short word and shape of every coded value. Fields are in `texts.fields`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dashboard.domain.decisions import ProposalState
from dashboard.domain.model import (
    AchievementBasis,
    ActionKind,
    DocumentKind,
    DupStatus,
    InnovationArea,
    MeasureKind,
    Period,
    ProposalKind,
    ResultStatus,
    Severity,
)
from dashboard.domain.rules import Level
from dashboard.texts.formats import either

_Status = TypeVar("_Status")


@dataclass(frozen=True, slots=True)
class StatusLabel:
    """`word` is read beside one thing, `plural` above a count, `shape` beside either."""

    word: str
    plural: str
    shape: str


# In the order of the bars: from what is done to what is not known.
RESULT_STATUSES: dict[ResultStatus, StatusLabel] = {
    ResultStatus.ACHIEVED: StatusLabel("raggiunto", "raggiunti", "●"),
    ResultStatus.ON_TRACK: StatusLabel("in linea", "in linea", "◐"),
    ResultStatus.PARTIAL: StatusLabel("raggiunto in parte", "raggiunti in parte", "▲"),
    ResultStatus.LATE: StatusLabel("in ritardo", "in ritardo", "▲"),
    ResultStatus.NOT_ACHIEVED: StatusLabel("non raggiunto", "non raggiunti", "▼"),
    ResultStatus.NOT_DUE: StatusLabel("non dovuto nel periodo", "non dovuti nel periodo", "○"),
    ResultStatus.NOT_ASSESSABLE: StatusLabel("non valutabile", "non valutabili", "□"),
    ResultStatus.STERILISED: StatusLabel("sterilizzato", "sterilizzati", "◫"),
    ResultStatus.ELIMINATED: StatusLabel("eliminato con atto", "eliminati con atto", "✕"),
    ResultStatus.MISSING: StatusLabel("senza dato", "senza dato", "◇"),
}
DUP_STATUSES: dict[DupStatus, StatusLabel] = {
    DupStatus.COMPLETED: StatusLabel("concluso", "conclusi", "●"),
    DupStatus.IN_PROGRESS: StatusLabel("in corso", "in corso", "◐"),
    DupStatus.STARTED: StatusLabel("avviato", "avviati", "◔"),
    DupStatus.POSTPONED: StatusLabel("rinviato", "rinviati", "▲"),
    DupStatus.SUSPENDED: StatusLabel("sospeso", "sospesi", "▼"),
    DupStatus.REMOVED: StatusLabel("eliminato con atto", "eliminati con atto", "✕"),
    DupStatus.NOT_STARTED: StatusLabel("non avviato", "non avviati", "○"),
}
UNKNOWN_DUP_STATUS = StatusLabel("stato non indicato", "senza stato indicato", "◇")
# More than four categories are not told apart in one bar: what is drawn as one there, the status
# that lends its looks first. The table behind a bar has every status by itself. None: not known.
RESULT_CATEGORIES: tuple[tuple[ResultStatus, ...], ...] = (
    (ResultStatus.ACHIEVED, ResultStatus.ON_TRACK),
    (ResultStatus.PARTIAL, ResultStatus.LATE),
    (ResultStatus.NOT_ACHIEVED,),
    (
        ResultStatus.MISSING,
        ResultStatus.NOT_ASSESSABLE,
        ResultStatus.NOT_DUE,
        ResultStatus.STERILISED,
        ResultStatus.ELIMINATED,
    ),
)
DUP_CATEGORIES: tuple[tuple[DupStatus | None, ...], ...] = (
    (DupStatus.COMPLETED,),
    (DupStatus.IN_PROGRESS, DupStatus.STARTED),
    (DupStatus.POSTPONED, DupStatus.SUSPENDED),
    (DupStatus.NOT_STARTED, DupStatus.REMOVED, None),
)
MEASURE_KINDS: dict[MeasureKind, str] = {
    MeasureKind.INCREASING: "più è meglio",
    MeasureKind.DECREASING: "meno è meglio",
    MeasureKind.RANGE: "entro un intervallo",
    MeasureKind.BOOLEAN: "sì/no",
    MeasureKind.DATE: "entro una data",
    MeasureKind.QUALITATIVE: "a parole",
}
PERIODS: dict[Period, str] = {
    Period.INTERMEDIATE: "Intermedio (30/6)",
    Period.FINAL: "Finale (31/12)",
}
DOCUMENT_KINDS: dict[DocumentKind, str] = {
    DocumentKind.DUP_STATUS: "Stato di attuazione del DUP",
    DocumentKind.PEG_ACTIONS: "Azioni PEG",
    DocumentKind.PIAO_SHEET: "Scheda PIAO",
    DocumentKind.INTERMEDIATE_REPORT: "Report intermedio",
    DocumentKind.FINAL_REPORT: "Report finale",
    DocumentKind.REGISTRY: "Anagrafica",
    DocumentKind.ACTION_FINANCES: "Risorse finanziarie delle azioni",
    DocumentKind.ACTION_STAFF: "Personale delle azioni",
    DocumentKind.ORDINARY_ACTIVITY: "Attività ordinaria",
    DocumentKind.QUALITY_CONTROLS: "Controlli di qualità",
    DocumentKind.INNOVATIONS: "Innovazioni",
    DocumentKind.CLARIFICATIONS: "Chiarimenti",
}
SEVERITIES: dict[Severity, StatusLabel] = {
    Severity.BLOCKING: StatusLabel("bloccante", "bloccanti", "■"),
    Severity.WARNING: StatusLabel("avviso", "avvisi", "▲"),
    Severity.INFO: StatusLabel("informazione", "informazioni", "○"),
}
ACTION_KINDS: dict[ActionKind, str] = {
    ActionKind.ORDINARY: "attività ordinaria",
    ActionKind.IMPROVEMENT: "miglioramento",
}
INNOVATION_AREAS: dict[InnovationArea, str] = {
    InnovationArea.PROCESS: "processo di lavoro",
    InnovationArea.SERVICE: "servizio",
    InnovationArea.BOTH: "processo e servizio",
}
ACHIEVEMENT_BASES: dict[AchievementBasis, str] = {
    AchievementBasis.MEASURED: "misurato da target e risultato",
    AchievementBasis.DECLARED: "dichiarato nel documento",
    AchievementBasis.GRANTED: "riconosciuto dal Nucleo",
}
PROPOSAL_KINDS: dict[ProposalKind, str] = {
    ProposalKind.INSERTION: "aggiunta",
    ProposalKind.DELETION: "cancellazione",
    ProposalKind.REPLACEMENT: "sostituzione",
    ProposalKind.NUMBER_CHANGED: "numero cambiato",
    ProposalKind.NEW_ROW: "riga nuova",
    ProposalKind.REMOVED_ROW: "riga da togliere",
}
PROPOSAL_STATES: dict[ProposalState, StatusLabel] = {
    ProposalState.ACCEPTED: StatusLabel("accolta", "accolte", "●"),
    ProposalState.REJECTED: StatusLabel("respinta", "respinte", "✕"),
    ProposalState.RETURNED: StatusLabel("restituita al settore", "restituite al settore", "◐"),
    ProposalState.PENDING: StatusLabel("in attesa", "in attesa", "○"),
}
LEFT_OUT_REASONS: dict[str, str] = {
    "missing": "senza dato",
    "not_due": "non dovuto nel periodo",
    "not_assessable": "non valutabile",
    "not_measurable": "non confrontabile con il target",
    "sterilised": "sterilizzato",
    "eliminated": "eliminato con atto",
    "excluded": "escluso dal calcolo",
    "not_linked": "senza un indirizzo strategico",
}
LEVELS: dict[Level, str] = {
    Level.ENTITY: "Ente",
    Level.DIRECTION: "Indirizzo strategico",
    Level.STRATEGIC_OBJECTIVE: "Obiettivo strategico",
    Level.OPERATIONAL_OBJECTIVE: "Obiettivo operativo",
    Level.ACTION: "Azione",
    Level.INDICATOR: "Indicatore",
    Level.SECTOR: "Settore",
    Level.SERVICE: "Servizio",
}
LEFT_OUT_PLURALS: dict[str, str] = {
    "missing": "senza dato",
    "not_due": "non dovuti nel periodo",
    "not_assessable": "non valutabili",
    "not_measurable": "non confrontabili con il target",
    "sterilised": "sterilizzati",
    "eliminated": "eliminati con atto",
    "excluded": "esclusi dal calcolo",
    "not_linked": "senza un indirizzo strategico",
}
ACHIEVEMENT_METHODS: dict[str, str] = {
    "mean_of_children": "media dei componenti",
    "weighted_mean": "media ponderata",
    "mean_of_directions": "media degli indirizzi strategici",
    "mean_of_rounded_directions": "media degli indirizzi strategici, arrotondati prima della media",
    "weighted_mean_of_directions": "media degli indirizzi strategici secondo i pesi",
    "mean_of_actions": "media delle azioni",
    "mean_of_indicators": "media degli indicatori",
    "mean_of_all_indicators": "media di tutti gli indicatori con una percentuale, senza esclusioni",
}


def result_status_label(status: str) -> StatusLabel:
    """Gives the words and shape of an indicator's status."""
    return RESULT_STATUSES[ResultStatus(status)]


def dup_status_label(status: object) -> StatusLabel:
    """Gives the words and shape of an intervention's status; anything unknown is "unknown"."""
    try:
        return DUP_STATUSES[DupStatus(str(status))]
    except ValueError:
        return UNKNOWN_DUP_STATUS


def occurring_categories(
    categories: Sequence[Sequence[_Status]], occurring: Collection[object]
) -> list[list[_Status]]:
    """Gives the categories that occur, of each the statuses that do, in their order."""
    found = [[status for status in category if status in occurring] for category in categories]
    return [category for category in found if category]


def category_label(labels: Sequence[StatusLabel]) -> StatusLabel:
    """Gives what statuses that are drawn as one are called: "senza dato o non valutabile".

    Its shape is that of the first. Raises IndexError without any.
    """
    return StatusLabel(
        either([one.word for one in labels]),
        either([one.plural for one in labels]),
        labels[0].shape,
    )


def severity_words(severity: object) -> str:
    """Gives "■ bloccante" for a severity."""
    label = SEVERITIES[Severity(str(severity))]
    return f"{label.shape} {label.word}"


def document_kinds(kinds: object) -> str:
    """Gives the names of the kinds that a query joins by commas; unknown ones as they are."""
    known = {kind.value: word for kind, word in DOCUMENT_KINDS.items()}
    return ", ".join(known.get(kind, kind) for kind in str(kinds or "").split(", "))
