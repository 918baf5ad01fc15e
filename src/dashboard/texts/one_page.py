"""The headings of the one page to print, and how much of each thing it has room for."""

from __future__ import annotations

from dashboard.domain.travel import Moment
from dashboard.texts.formats import counted, italian_date, number, period_end
from dashboard.texts.travel import since

TITLE = "Quadro d’insieme"
COUNTS = "I numeri"
BARS = "Indicatori per indirizzo strategico"
GRADE = "Grado"
TRAVEL = "Meglio o peggio"
CONCERNS = "Da guardare"
CONCERN_COLUMNS = ("Distanza", "Indicatore", "Motivazione", "Prossimo passo e chi risponde")
KEY_START = "Nelle barre"

# Where names would take a line too many, they end in "…"; whole they are on screen.
NAME_WIDTH, REASON_WIDTH, STEP_WIDTH, DIRECTION_WIDTH = 58, 72, 100, 62


def entity_line(entity_name: str, reference_year: int, period: str, printed_on: str) -> str:
    """Gives "Comune di Esempio · dati al 31/12/2024 · stampato il 10/03/2025"."""
    day = period_end(reference_year, period)
    return f"{entity_name} · dati al {day} · stampato il {printed_on}"


def past_words(day: object) -> str:
    """Gives that the page shows a past date."""
    return f"Situazione com’era nota il {italian_date(day)}."  # type: ignore[arg-type]


def travel_columns(moment: Moment) -> tuple[str, str, str]:
    """Gives the headings of the marks."""
    return "Indirizzo", since(moment.report_before), since(moment.year_before)


def left_out(concern_count: int, direction_count: int) -> str:
    """Gives what there was no room for; "" where all is there."""
    parts = []
    if concern_count:
        parts.append(counted(concern_count, "scostamento", "scostamenti"))
    if direction_count:
        parts.append(counted(direction_count, "indirizzo", "indirizzi"))
    if not parts:
        return ""
    return f"Non entrano nella pagina altri {' e '.join(parts)}: sono tutti nel programma."


def file_name(about: str, reference_year: int, period: str) -> str:
    """Gives the name of the file: "Quadro d’insieme 2024-12-31.docx"."""
    day, month, year = period_end(reference_year, period).split("/")
    return f"{about} {year}-{month}-{day}.docx"


def concerns_heading(shown_count: int, total_count: int) -> str:
    """Gives "Da guardare: 8 scostamenti su 27, i non motivati per primi"."""
    if total_count == 0:
        return f"{CONCERNS}: nessuno scostamento dal target"
    shown = counted(shown_count, "scostamento", "scostamenti")
    of_total = "" if shown_count == total_count else f" su {number(total_count, 0)}"
    return f"{CONCERNS}: {shown}{of_total}, i non motivati per primi"
