"""What the Quadro and a delegation say beyond counts: changes, what needs whom, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.domain.travel import Moment
from dashboard.texts.deviations import NO_REASON
from dashboard.texts.formats import (
    Record,
    counted,
    is_absent,
    italian_date,
    listed,
    number,
    shortened,
    text,
)
from dashboard.texts.travel import since

FOLLOWS = "Segue"
TRUST_LABEL = "Quanto fidarsi di questi dati"
NOBODY_MISSING = "Hanno consegnato tutti i settori."
NOTHING_OPEN = "Nessuna richiesta di chiarimento e nessuna proposta in attesa."
TO_DELIVERIES = "Consegne e scadenze"
TO_CLARIFICATIONS = "Chiarimenti"
PRINT = "Stampa in una pagina"
PRINT_HELP = "Documento Word di una pagina A4 con quello che si vede qui."
TRAVEL_NOTE = (
    "Differenza in punti percentuali tra i gradi di raggiungimento, con gli indicatori contati. "
    "«Non confrontabile»: manca un dato, o si contava in altro modo."
)
TRAVEL_FILE_NAME = "Meglio o peggio per indirizzo"

_REASON_WIDTH = 74
_NAMED_SECTORS = 6


def travel_columns(moment: Moment) -> dict[str, str]:
    """Gives the headings of the table of marks: one column since each earlier moment."""
    return {
        "direction_words": "Indirizzo",
        "report_words": since(moment.report_before),
        "year_words": since(moment.year_before),
    }


def short_reason(row: Record) -> str:
    """Gives the beginning of a reason, or says that there is none."""
    return shortened(text(row["reason"]), _REASON_WIDTH) if row["has_reason"] else NO_REASON


def referents_words(referents: Sequence[str]) -> str:
    """Gives "Segue: Anna Rossi e Luca Verdi"; "" where nobody is stated."""
    return f"{FOLLOWS}: {listed(list(referents))}" if referents else ""


def trust_finding(deliveries: Sequence[Record]) -> str:
    """Gives "Dati di 11 settori su 12, del 24/02/2025": the heading of what is missing.

    `deliveries`: rows of the query `deliveries` for one period.
    """
    if not deliveries:
        return "Nessun settore deve ancora un report"
    delivered = [row for row in deliveries if row["is_delivered"]]
    if not delivered:
        return f"Nessun report ancora, su {counted(len(deliveries), 'settore', 'settori')}"
    days = [row["delivered_at"] for row in delivered if not is_absent(row["delivered_at"])]
    of_day = f", aggiornati al {italian_date(max(days))}" if days else ""
    count = counted(len(delivered), "settore", "settori")
    return f"Dati di {count} su {len(deliveries)}{of_day}"


def undelivered_words(undelivered: Sequence[str], deadline: date | None, today: date) -> str:
    """Gives "Manca Polizia locale: scadenza 28/02/2025, passata da 10 giorni"."""
    if not undelivered:
        return NOBODY_MISSING
    named = list(undelivered[:_NAMED_SECTORS])
    others = len(undelivered) - len(named)
    names = f"{', '.join(named)} e altri {others}" if others else listed(named)
    verb = "Manca" if len(undelivered) == 1 else "Mancano"
    return f"{verb} {names}: {_deadline_words(deadline, today)}."


def open_words(clarification_count: int, overdue_count: int, proposal_count: int) -> str:
    """Gives what waits for somebody: "2 chiarimenti senza risposta, 1 oltre il termine; 48 …"."""
    parts = []
    if clarification_count:
        asked = counted(
            clarification_count, "chiarimento senza risposta", "chiarimenti senza risposta"
        )
        late = f", {overdue_count} oltre il termine" if overdue_count else ""
        parts.append(f"{asked}{late}")
    if proposal_count:
        parts.append(
            counted(proposal_count, "proposta di variazione", "proposte di variazione")
            + " da decidere"
        )
    return f"In attesa: {'; '.join(parts)}." if parts else NOTHING_OPEN


def shortened_list(shown_count: int, total_count: int) -> str:
    """Gives "Mostrati 5 scostamenti su 27, i non motivati per primi."; "" where all are shown."""
    if shown_count == total_count:
        return ""
    shown = counted(shown_count, "scostamento", "scostamenti")
    return f"Mostrati {shown} su {number(total_count, 0)}, i non motivati per primi."


def _deadline_words(deadline: date | None, today: date) -> str:
    if deadline is None:
        return "nessuna scadenza nell’anagrafica"
    day = italian_date(deadline)
    late_days = (today - deadline).days
    if late_days > 0:
        return f"scadenza {day}, passata da {counted(late_days, 'giorno', 'giorni')}"
    if late_days == 0:
        return f"scadenza oggi, {day}"
    return f"scadenza {day}, fra {counted(-late_days, 'giorno', 'giorni')}"
