"""What is said of requests for clarification: in the handed-out sheet, on screen, in letters."""

from __future__ import annotations

from dashboard.domain.clarifications import AskedOf, Clarification
from dashboard.domain.model import Period
from dashboard.texts.formats import italian_date, local_day

_REPORTS = {
    Period.INTERMEDIATE: "Report intermedio {year}",
    Period.FINAL: "Report finale {year}",
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
