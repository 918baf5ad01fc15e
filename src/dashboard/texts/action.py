"""What the page Scheda azione says of one action."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.measured import rule_of
from dashboard.domain.model import AchievementBasis, ResultStatus
from dashboard.texts.assessments import DOWNLOAD_COLUMNS, standing_sentence
from dashboard.texts.deviations import NO_REASON
from dashboard.texts.formats import (
    MISSING,
    Record,
    counted,
    is_absent,
    percent,
    period_end,
    readable_name,
    text,
)
from dashboard.texts.labels import ACHIEVEMENT_BASES, LEFT_OUT_REASONS, RESULT_STATUSES
from dashboard.texts.measurement import formula_and_limits
from dashboard.texts.measures import result_against_target, result_words, target_words

TITLE = "Scheda azione"
CHOICE = "Azione"
CHOICE_HINT = "Scrivere un codice o una parola"
CHOOSE = "Scegliere un’azione per vederne la catena, gli indicatori e le celle da cui vengono."
NO_ACTIONS = "Nessuna azione per questi filtri. Toglierne uno, o caricare la scheda PIAO."
INDICATORS_FINDING = "Indicatori, risultati e motivazioni"
FIGURE_FINDING = "Quanto del target è stato raggiunto"
FACTS_FINDING = "Che cosa dicono i documenti dell’azione"
HISTORY_FILE = "Storia dei valori"
CELLS_FILE = "Celle di provenienza"
ORIGINALS_FINDING = "File originali"
NO_INDICATORS = "Nessun documento dell’anno riporta indicatori per questa azione."

LIST_COLUMNS = {
    "action_words": "Azione",
    "sector_name": "Settore",
    "direction_words": "Indirizzo",
    "indicator_count": "Indicatori",
}
INDICATOR_COLUMNS = {
    "indicator_name": "Indicatore",
    "period": "Periodo",
    "target_text": "Target",
    "result_text": "Risultato",
    "status": "Stato",
    "achievement_text": "Raggiungimento",
    "reason": "Motivazione",
}
INDICATOR_DOWNLOAD_COLUMNS = {
    "indicator_code": "Codice indicatore",
    "indicator_name": "Indicatore",
    "period": "Periodo",
    "measure_kind": "Tipo",
    "unit": "Unità",
    "baseline_text": "Baseline",
    "target_text": "Target come scritto",
    "target_number": "Target",
    "target_file_name": "File del target",
    "target_sheet_name": "Foglio del target",
    "target_cell": "Cella del target",
    "result_text": "Risultato come scritto",
    "result_number": "Risultato",
    "result_file_name": "File del risultato",
    "result_sheet_name": "Foglio del risultato",
    "result_cell": "Cella del risultato",
    "status": "Stato",
    "deviation": "Scostamento",
    "deviation_pct_of_target": "Scostamento in % del target",
    "achievement_pct": "% che conta",
    "declared_achievement_pct": "% dichiarata",
    "left_out_reason": "Perché non conta",
    **DOWNLOAD_COLUMNS,
    "reason": "Motivazione",
    "source": "Fonte",
}
FACT_COLUMNS = {"label": "Voce", "value_text": "Che cosa c’è scritto", "origin": "Da dove"}
HISTORY_COLUMNS = {
    "indicator_code": "Indicatore",
    "fact_words": "Che cosa",
    "period": "Periodo",
    "value_text": "Valore scritto",
    "document_kind": "Documento",
    "origin": "File, foglio e cella",
    "uploaded_words": "Caricato il",
    "uploaded_by": "Da",
    "standing": "Vale oggi",
}
CELL_COLUMNS = {
    "field_words": "Voce",
    "raw_text": "Valore nella cella",
    "document_kind": "Documento",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
# In the order in which a person reads an action: why, who, what is expected, with what.
FACT_FIELDS = (
    "action_kind",
    "description",
    "qualitative_expected_result",
    "qualitative_result",
    "piao_section",
    "tags",
    "weight",
    "service_name",
    "cost_centre",
    "responsible_role",
    "political_referent",
    "internal_subjects",
    "external_subjects",
    "other_services",
    "is_agreed_with_other_services",
    "start_date",
    "end_date",
    "planned_years",
    "human_resources",
    "mission_programme",
    "budget_chapter",
    "allocated_eur",
    "committed_eur",
    "paid_eur",
)

_FACTS = {"target": "target", "result": "risultato"}


def action_label(action: Record) -> str:
    """Gives "SG.01 Piano della formazione · Segreteria generale" to choose among actions."""
    name = readable_name(action["action_code"], action["action_name"])
    return f"{name} · {text(action['sector_name'])}"


def headline(action: Record) -> str:
    """Gives the action by code and name."""
    return readable_name(action["action_code"], action["action_name"])


def place(action: Record) -> str:
    """Gives the sector and the year under the headline."""
    sector = readable_name(action["sector_code"], action["sector_name"])
    return f"Settore {sector} · anno {action['reference_year']}"


def indicator_finding(indicator: Record) -> str:
    """Gives "AM.02.1 Alberi piantati: 48 su 120, non raggiunto"."""
    name = readable_name(indicator["indicator_code"], indicator["indicator_name"])
    status = RESULT_STATUSES[ResultStatus(indicator["status"])].word
    return f"{name}: {result_against_target(indicator)}, {status}"


def indicator_facts(indicator: Record) -> list[tuple[str, str]]:
    """Gives what there is to know of a result before its cells: (label, words)."""
    achievement = percent(indicator["achievement_pct"])
    how = formula(indicator)
    return [
        ("Target", target_words(indicator)),
        ("Risultato", result_words(indicator)),
        ("Raggiungimento", f"{achievement} · {how}" if how else achievement),
        ("Motivazione", text(indicator["reason"]) if indicator["has_reason"] else NO_REASON),
        ("Baseline e fonte", baseline_and_source(indicator) or MISSING),
    ]


def summary(indicators: Sequence[Record], reference_year: int, period: str) -> str:
    """Gives "Al 31/12/2024: 2 indicatori su 3 hanno raggiunto il target; 1 è senza motivazione."

    `indicators`: the action's rows of one period (`status`, `needs_reason`, `has_reason`).
    """
    if not indicators:
        return f"Al {period_end(reference_year, period)}: nessun indicatore."
    reached = sum(row["status"] == ResultStatus.ACHIEVED for row in indicators)
    unexplained = sum(bool(row["needs_reason"]) and not row["has_reason"] for row in indicators)
    verb = "ha raggiunto" if reached == 1 else "hanno raggiunto"
    sentence = (
        f"Al {period_end(reference_year, period)}: "
        f"{counted(reached, 'indicatore', 'indicatori')} su {len(indicators)} {verb} il target"
    )
    if unexplained:
        reason = counted(unexplained, "è senza motivazione", "sono senza motivazione")
        sentence += f"; {reason}"
    return f"{sentence}."


def origin(file_name: object, sheet_name: object, cell: object) -> str:
    """Gives "Scheda PIAO 2024.xlsx, foglio Scheda, S8"; "" where no cell is known."""
    if is_absent(cell):
        return ""
    return f"{text(file_name)}, foglio {text(sheet_name)}, {text(cell)}"


def baseline_and_source(indicator: Record) -> str:
    """Gives "baseline 18 · fonte: Registro della formazione", as much of it as is stated."""
    parts = []
    if not is_absent(indicator["baseline_text"]):
        parts.append(f"baseline {text(indicator['baseline_text'])}")
    if not is_absent(indicator["source"]):
        parts.append(f"fonte: {text(indicator['source'])}")
    return " · ".join(parts)


def formula(indicator: Record) -> str:
    """Gives how the percentage comes about, or why none counts, with what is stated beside it."""
    stated = standing_sentence(indicator)
    if is_absent(indicator["achievement_pct"]):
        if not is_absent(indicator["state"]):
            return f"non conta: {stated}"
        reason = indicator["left_out_reason"]
        words = "" if is_absent(reason) else f"non conta: {LEFT_OUT_REASONS[str(reason)]}"
    elif indicator["achievement_basis"] == AchievementBasis.GRANTED:
        words = ACHIEVEMENT_BASES[AchievementBasis.GRANTED]
    elif indicator["achievement_basis"] == AchievementBasis.DECLARED:
        words = ACHIEVEMENT_BASES[AchievementBasis.DECLARED]
    elif is_absent(indicator["measured_achievement_pct"]):
        words = "nessun risultato: la regola lo conta 0 %"
    else:
        words = formula_and_limits(rule_of(indicator))
    return "; ".join(part for part in (words, stated) if part)


def deviation_note(words: str) -> str:
    """Gives the line under a status; nothing where there is no deviation to speak of."""
    return "" if words == MISSING else f"scostamento {words}"


def fact_words(statement: Record) -> str:
    """Gives "target 2024" or "risultato 2024" for a statement of the history."""
    return f"{_FACTS[statement['fact']]} {int(statement['fact_year'])}"


def standing_words(is_current: bool) -> str:
    """Gives whether a statement still counts."""
    return "sì" if is_current else "no, superato"


def history_title(statements: Sequence[Record]) -> str:
    """Gives the heading of the folded history, with what was superseded."""
    superseded = sum(not row["is_current"] for row in statements)
    written = counted(len(statements), "valore scritto", "valori scritti")
    return f"Storia: {written}, {counted(superseded, 'superato', 'superati')}"


def cells_title(cell_count: int) -> str:
    """Gives the heading of the folded list of cells."""
    return f"Tutte le celle lette per questa azione ({cell_count})"


def missing_action(action_code: str, reference_year: int) -> str:
    """Gives what is said of an action that a link names and the year does not have."""
    return f"L’azione «{action_code}» non compare nei documenti del {reference_year}."


def figure_alt(indicators: Sequence[Record], sentence: str) -> str:
    """Describes the bullets to who cannot see them."""
    bars = counted(len(indicators), "indicatore", "indicatori")
    return f"Risultati in percentuale del target, {bars}. {sentence} I numeri sono nella tabella."


def file_name(action: Record) -> str:
    """Gives the name of the downloaded table, without ending."""
    return f"Azione {text(action['action_code'])} {action['reference_year']}"
