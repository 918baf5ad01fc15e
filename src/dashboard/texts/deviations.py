"""Sentences and headings of the Scostamenti page."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.model import Period
from dashboard.texts.assessments import DOWNLOAD_COLUMNS as ASSESSMENT_COLUMNS
from dashboard.texts.formats import (
    Record,
    counted,
    is_absent,
    period_end,
    readable_name,
    text,
)
from dashboard.texts.labels import RESULT_STATUSES
from dashboard.texts.measures import deviation_words
from dashboard.texts.overview import LEFT_OUT

NO_REASON = "Nessuna motivazione"
REASON_FILTER = "Motivazione"
REASON_ALL, REASON_ABSENT, REASON_GIVEN = "Tutte", "Manca", "C’è"
SEARCH = "Cerca"
SEARCH_HINT = "Indicatore, azione, settore o parola della motivazione"
FIGURE_NOTE = (
    "Scostamento = risultato meno target, in percentuale del target. Barra tratteggiata: nessuna "
    "motivazione."
)
MID_YEAR_NOTE = (
    "Al 30/6, dove manca un target intermedio, la percentuale è del target dell’anno: compare solo "
    "chi è sotto la quota attesa a metà anno."
)
TABLE_FINDING = "Che cosa dicono i settori"
NOTHING_TO_SHOW = "Nessun risultato del periodo sta dal lato sbagliato del target."
NOTHING_MATCHES = "Nessuno scostamento corrisponde ai filtri scelti."

COLUMNS: dict[str, str] = {
    "deviation_words": "Scostamento",
    "indicator_words": "Indicatore",
    "reason": "Motivazione",
    "result_words": "Risultato",
    "status": "Stato",
    "sector_name": "Settore",
    "direction_words": "Indirizzo strategico",
}
DOWNLOAD_COLUMNS: dict[str, str] = {
    "strategic_direction_code": "Codice indirizzo",
    "strategic_direction_name": "Indirizzo strategico",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "action_code": "Codice azione",
    "action_name": "Azione",
    "indicator_code": "Codice indicatore",
    "indicator_name": "Indicatore",
    "unit": "Unità di misura",
    "measure_kind": "Tipo di indicatore",
    "target_text": "Target (come scritto)",
    "result_text": "Risultato (come scritto)",
    "deviation": "Scostamento (giorni per le date)",
    "deviation_pct_of_target": "Scostamento in % del target",
    "status": "Stato",
    **ASSESSMENT_COLUMNS,
    "reason": "Motivazione",
    "result_file_name": "File del risultato",
    "result_sheet_name": "Foglio",
    "result_cell": "Cella",
}


def unexplained(deviations: Sequence[Record]) -> str:
    """Gives "9 sono senza motivazione", the part of the headline that asks for work; "" if none."""
    count = sum(not row["has_reason"] for row in deviations)
    if count == 0:
        return ""
    return counted(count, "è senza motivazione", "sono senza motivazione")


def headline(deviations: Sequence[Record], reference_year: int, period: str) -> str:
    """Gives "Al 31/12/2024: 27 scostamenti dal target; 9 sono senza motivazione."

    `deviations`: rows of the query `deviations` (`has_reason`).
    """
    start = f"Al {period_end(reference_year, period)}"
    if not deviations:
        return f"{start}: nessuno scostamento dal target."
    count = counted(len(deviations), "scostamento", "scostamenti")
    missing = unexplained(deviations)
    if not missing:
        return f"{start}: {count} dal target, {_all_explained(len(deviations))}."
    return f"{start}: {count} dal target; {missing}."


def completeness(statuses: Sequence[Record]) -> str:
    """Says over how many indicators deviations are looked for, and what cannot be among them.

    `statuses`: rows of the query `status_by_entity` (`status`, `indicator_count`).
    """
    counts = {row["status"]: int(row["indicator_count"]) for row in statuses}
    total = sum(counts.values())
    if total == 0:
        return "Nessun indicatore previsto per i filtri scelti."
    left_out = [
        counted(counts[status], RESULT_STATUSES[status].word, RESULT_STATUSES[status].plural)
        for status in LEFT_OUT
        if counts.get(status)
    ]
    start = f"Cercati fra {counted(total, 'indicatore', 'indicatori')}"
    return f"{start}; non confrontati: {', '.join(left_out)}." if left_out else f"{start}."


def finding(deviations: Sequence[Record]) -> str:
    """Gives what the bars show: the result farthest from its target, of those nobody explains.

    Where all have a reason, the farthest of all.
    """
    measured = [row for row in deviations if not is_absent(row["deviation_pct_of_target"])]
    if not measured:
        return "Nessuno di questi scostamenti si misura in percentuale"
    silent = [row for row in measured if not row["has_reason"]]
    worst = max(silent or measured, key=lambda row: abs(row["deviation_pct_of_target"]))
    name = readable_name(worst["indicator_code"], worst["indicator_name"])
    start = "Senza motivazione, il" if silent else "Il"
    return f"{start} più lontano dal target è {name}: {deviation_words(worst)}"


def figure_note(deviations: Sequence[Record], period: str) -> str:
    """Says what the bars measure, against which target, and what they leave to the table."""
    parts = [
        FIGURE_NOTE,
        MID_YEAR_NOTE if period == Period.INTERMEDIATE else "",
        not_drawn_note(deviations),
    ]
    return " ".join(part for part in parts if part)


def not_drawn_note(deviations: Sequence[Record]) -> str:
    """Says how many deviations have no percentage and stand only in the table; "" for none."""
    count = sum(is_absent(row["deviation_pct_of_target"]) for row in deviations)
    if count == 0:
        return ""
    what = counted(count, "scostamento", "scostamenti")
    verb = "non ha una percentuale" if count == 1 else "non hanno una percentuale"
    return f"{what} {verb} (una data, o un target pari a zero): solo nella tabella."


def figure_alt(deviations: Sequence[Record]) -> str:
    """Describes the bars to who cannot see them: how many, the widest, where to read them."""
    drawn = sum(not is_absent(row["deviation_pct_of_target"]) for row in deviations)
    bars = counted(drawn, "barra", "barre")
    return (
        f"Scostamenti in percentuale del target, {bars}. {finding(deviations)}. "
        "Gli stessi numeri sono nella tabella che segue."
    )


def reason_words(row: Record) -> str:
    """Gives the reason as it was typed, or says that there is none."""
    return text(row["reason"]) if row["has_reason"] else NO_REASON


def file_name(reference_year: int, period: str) -> str:
    """Gives the name of the downloaded table, without ending."""
    return f"Scostamenti al {period_end(reference_year, period).replace('/', '-')}"


def _all_explained(count: int) -> str:
    return "motivato" if count == 1 else "tutti motivati"
