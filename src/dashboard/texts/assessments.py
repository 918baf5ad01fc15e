"""What is stated of results beside what was measured: choices, sentences, tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.domain.assessments import (
    DECISION_KINDS,
    AssessmentKind,
    OverrideState,
    may_state,
)
from dashboard.domain.model import AchievementBasis
from dashboard.domain.roles import Role
from dashboard.texts.formats import (
    Record,
    code_and_name,
    counted,
    is_absent,
    italian_date,
    local_moment,
    number,
    percent,
    text,
)
from dashboard.texts.labels import ACHIEVEMENT_BASES, LEFT_OUT_REASONS
from dashboard.texts.registry import ROLES

HEADING = "Stati e percentuali riconosciute"
NOTHING_STATED = "In questo periodo non è dichiarato nulla: contano le percentuali qui sopra."
FORM_TITLE = "Dichiarare uno stato o una percentuale"
PAST_NOTE = "Si sta guardando una data passata: per dichiarare qualcosa tornare a oggi."
SUBJECT = "Di che cosa"
WHOLE_ACTION = "Tutta l’azione"
KIND = "Che cosa si dichiara"
PCT_HINT = "Scrivere un numero, per esempio 85"
CHOOSE_PCT = "Scrivere la percentuale per vederne l’effetto."
THE_ACTION, THE_SECTOR = "L’azione", "Il settore"
REQUEST_MOVES_NOTHING = (
    "La richiesta da sola non cambia nessun numero: conta ciò che il Nucleo decide."
)
IF_GRANTED = "Se riconosciuta così: "
REASON = "Motivo"
REASON_HINT = "Perché: resta scritto accanto al risultato, nelle tabelle e nello storico"
DEED_NUMBER_HINT = "Per esempio: delibera GC 195"
DEED_DATE = "Data dell’atto"
CONFIRM = "Registra"
CHOOSE_KIND = "Scegliere che cosa si dichiara per vederne l’effetto e confermarlo."
EFFECT_HEADING = "Che cosa cambia"
HISTORY_FILE = "Dichiarazioni"
STANDING_FILE = "Stati e percentuali riconosciute"
RECORDED = "Registrato. La pagina mostra già i nuovi valori."

KIND_LABELS: Mapping[AssessmentKind, str] = {
    AssessmentKind.NOT_ASSESSABLE: "non valutabile",
    AssessmentKind.STERILISED: "sterilizzato",
    AssessmentKind.ELIMINATED: "eliminato con atto",
    AssessmentKind.ASSESSABLE_AGAIN: "di nuovo valutabile",
    AssessmentKind.OVERRIDE_REQUESTED: "percentuale richiesta",
    AssessmentKind.OVERRIDE_GRANTED: "percentuale riconosciuta",
    AssessmentKind.OVERRIDE_REFUSED: "richiesta respinta",
    AssessmentKind.OVERRIDE_WITHDRAWN: "percentuale ritirata",
}
KIND_HINTS: Mapping[AssessmentKind, str] = {
    AssessmentKind.NOT_ASSESSABLE: "esce dal conto: non si può giudicare",
    AssessmentKind.STERILISED: "esce dal conto: impedito da cause esterne",
    AssessmentKind.ELIMINATED: "esce dal conto: tolto con un atto, da indicare",
    AssessmentKind.ASSESSABLE_AGAIN: "toglie lo stato e rientra nel conto",
    AssessmentKind.OVERRIDE_REQUESTED: "si chiede al Nucleo; finché non decide conta la misurata",
    AssessmentKind.OVERRIDE_GRANTED: "conta al posto di quella misurata; solo il Nucleo",
    AssessmentKind.OVERRIDE_REFUSED: "resta la percentuale misurata; solo il Nucleo",
    AssessmentKind.OVERRIDE_WITHDRAWN: "toglie richiesta e riconoscimento",
}
OVERRIDE_STATES: Mapping[OverrideState, str] = {
    OverrideState.REQUESTED: "richiesta in attesa del Nucleo",
    OverrideState.GRANTED: "riconosciuta dal Nucleo",
    OverrideState.REFUSED: "richiesta respinta dal Nucleo",
}
STATE_LABELS: Mapping[str, str] = {
    kind.value: KIND_LABELS[kind]
    for kind in (
        AssessmentKind.NOT_ASSESSABLE,
        AssessmentKind.STERILISED,
        AssessmentKind.ELIMINATED,
    )
}
STANDING_COLUMNS = {
    "indicator_words": "Indicatore",
    "measured_words": "Misurata",
    "requested_words": "Richiesta",
    "granted_words": "Riconosciuta",
    "state_words": "Stato",
    "counts_words": "Conta",
}
HISTORY_COLUMNS = {
    "stated_words": "Quando",
    "period": "Periodo",
    "subject_words": "Di che cosa",
    "assessment_kind": "Che cosa",
    "stated_pct": "Percentuale",
    "reason": "Motivo",
    "deed_words": "Atto",
    "stated_by": "Da",
    "stated_role": "Ruolo",
}
SUBJECT_DOWNLOAD_COLUMNS = {"indicator_code": "Codice indicatore", "indicator_name": "Indicatore"}
DOWNLOAD_COLUMNS = {
    "measured_achievement_pct": "% misurata",
    "state": "Stato dichiarato",
    "state_reason": "Motivo dello stato",
    "state_stated_by": "Stato dichiarato da",
    "state_deed_number": "Atto dello stato",
    "state_deed_date": "Data dell’atto",
    "override_state": "Percentuale diversa dalla misurata",
    "requested_pct": "% richiesta",
    "requested_by": "Richiesta da",
    "request_reason": "Motivo della richiesta",
    "granted_pct": "% riconosciuta",
    "granted_by": "Deciso da",
    "grant_reason": "Motivo della decisione",
}
"""What every table of results gives of states and overrides when it is downloaded."""


def subject_choice(indicator: Record | None) -> str:
    """Gives an indicator by code and name; None stands for the whole action."""
    if indicator is None:
        return WHOLE_ACTION
    return code_and_name(indicator["indicator_code"], indicator["indicator_name"])


def effect_sentence(
    what: str, before: tuple[float | None, int], after: tuple[float | None, int]
) -> str:
    """Gives "L’azione passa da 84,0 % (3 contati) a 91,0 % (2 contati)."

    `before`, `after`: the mean out of 100, None where nothing is counted, and how many are counted.
    """
    if before == after:
        return f"{what} resta a {_mean_words(*before)}."
    return f"{what} passa da {_mean_words(*before)} a {_mean_words(*after)}."


def standing_sentence(row: Record) -> str:
    """Gives what is stated of one result, in a breath; "" where nothing is.

    `row`: of `indicator_results`. For example "misurata 40,0 %, richiesta 90,0 % (Anna Rossi:
    lavori fermi), riconosciuta 70,0 % (Ugo Bianchi: ricorso documentato)".
    """
    if is_absent(row["override_state"]):
        return _state_note(row)
    parts = [f"misurata {percent(row['measured_achievement_pct'])}"]
    if not is_absent(row["requested_pct"]):
        asked = _noted(row["requested_by"], row["request_reason"])
        parts.append(f"richiesta {percent(row['requested_pct'])}{asked}")
    if not is_absent(row["granted_by"]):
        decision = (
            "richiesta respinta"
            if is_absent(row["granted_pct"])
            else f"riconosciuta {percent(row['granted_pct'])}"
        )
        parts.append(decision + _noted(row["granted_by"], row["grant_reason"]))
    if row["override_state"] == OverrideState.REQUESTED:
        parts.append("in attesa del Nucleo")
    words = ", ".join(parts)
    return ". ".join(part for part in (_state_note(row), words) if part)


def state_words(row: Record) -> str:
    """Gives a stated state with its deed, reason and name; "—" where none is stated."""
    return text(_state_note(row))


def deed_words(row: Record) -> str:
    """Gives "GC 195 del 18/07/2024"; "—" where no deed is named."""
    return text(_deed(row["deed_number"], row["deed_date"]))


def requested_words(row: Record) -> str:
    """Gives the percentage asked for with who asks and why; "—" where nobody does."""
    if is_absent(row["requested_pct"]):
        return text(None)
    return percent(row["requested_pct"]) + _noted(row["requested_by"], row["request_reason"])


def granted_words(row: Record) -> str:
    """Gives what the Nucleo decided, with name and reason; that it has yet to, or "—"."""
    if is_absent(row["granted_by"]):
        waits = row["override_state"] == OverrideState.REQUESTED
        return "da decidere" if waits else text(None)
    decided = "respinta" if is_absent(row["granted_pct"]) else percent(row["granted_pct"])
    return decided + _noted(row["granted_by"], row["grant_reason"])


def counts_words(row: Record) -> str:
    """Gives what counts in the end: "70,0 %, riconosciuto dal Nucleo", or why nothing does."""
    if is_absent(row["achievement_pct"]):
        return f"non conta: {LEFT_OUT_REASONS[str(row['left_out_reason'])]}"
    basis = ACHIEVEMENT_BASES[AchievementBasis(row["achievement_basis"])]
    return f"{percent(row['achievement_pct'])}, {basis}"


def pct_label(kind: AssessmentKind, highest: float | None) -> str:
    """Gives the label of the percentage asked or granted, with its limits."""
    return f"{KIND_LABELS[kind].capitalize()}, {_range_words(highest)} (in %)"


def deed_label(kind: AssessmentKind) -> str:
    """Gives the label of the deed's number, saying where it may be left out."""
    is_needed = kind is AssessmentKind.ELIMINATED
    return "Numero dell’atto" if is_needed else "Numero dell’atto (se c’è)"


def history_title(statement_count: int) -> str:
    """Gives the heading of the folded history."""
    return f"Tutte le dichiarazioni su questa azione ({statement_count})"


def stated_words(row: Record) -> str:
    """Gives when something was stated, on this machine's clock."""
    return local_moment(row["stated_at"])


def refusal_words(params: Mapping[str, Any]) -> dict[str, str]:
    """Gives the words that the sentences of a refused statement need, by the name of the blank."""
    blanks: dict[str, str] = {"pct_words": percent(params.get("pct"), 2)}
    if "highest" in params:
        blanks["range_words"] = _range_words(params["highest"])
    if "role" in params:
        blanks["role_words"] = ROLES[Role(params["role"])]
    if "kind" in params:
        kind = AssessmentKind(params["kind"])
        blanks["kind_words"] = KIND_LABELS[kind]
        blanks["allowed_words"] = _allowed_words(kind)
    return blanks


def _range_words(highest: float | None) -> str:
    return "da 0 in su" if highest is None else f"da 0 a {number(highest)}"


def _allowed_words(kind: AssessmentKind) -> str:
    if kind in DECISION_KINDS:
        return "decide solo il Nucleo di valutazione"
    return f"lo può fare: {', '.join(ROLES[role] for role in Role if may_state(role, kind))}"


def _mean_words(pct: float | None, counted_count: int) -> str:
    if pct is None:
        return "nessuna percentuale (nessun indicatore contato)"
    return f"{percent(pct)} ({counted(counted_count, 'contato', 'contati')})"


def _state_note(row: Record) -> str:
    if is_absent(row["state"]):
        return ""
    deed = _deed(row["state_deed_number"], row["state_deed_date"])
    words = f"{STATE_LABELS[str(row['state'])]}{f', {deed}' if deed else ''}"
    if is_absent(row["state_stated_by"]):
        return f"{words}, come scritto nel foglio («{text(row['state_reason'])}»)"
    return words + _noted(row["state_stated_by"], row["state_reason"])


def _deed(deed_number: object, deed_date: Any) -> str:
    if is_absent(deed_number):
        return ""
    return f"{text(deed_number)} del {italian_date(deed_date)}"


def _noted(name: object, reason: object) -> str:
    return f" ({text(name)}: {text(reason)})"
