"""What is to be done next about a deviation, and who answers for it, in words."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.next_steps import NextStep, StepKind
from dashboard.texts.formats import Record, italian_date, text

_STEPS: Mapping[StepKind, str] = {
    StepKind.AWAIT_ANSWER: "Chiarimento chiesto al settore",
    StepKind.READ_ANSWER: "Chiarimento arrivato: lo legge il Nucleo",
    StepKind.DECIDE_PROPOSAL: "Decidere la proposta di variazione in attesa",
    StepKind.ASK_REASON: "Chiedere la motivazione",
    StepKind.EXAMINE: "Esame del Nucleo",
    StepKind.EXAMINED: "Esaminato dal Nucleo",
}


def step_words(step: NextStep) -> str:
    """Gives the step: "Chiarimento chiesto al settore, risposta attesa entro il 20/03/2025"."""
    words = _STEPS[step.kind]
    if step.due_date is None:
        return words
    day = italian_date(step.due_date)
    if step.is_overdue:
        return f"{words}, risposta attesa dal {day}: in ritardo"
    return f"{words}, risposta attesa entro il {day}"


def who_answers(row: Record, role: str | None) -> str:
    """Gives "risponde: Responsabile della cultura (Cultura e sport)", else the sector alone."""
    sector = text(row["sector_name"])
    return f"risponde: {sector}" if role is None else f"risponde: {role} ({sector})"
