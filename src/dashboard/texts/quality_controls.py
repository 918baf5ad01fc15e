"""Words of the page Controlli di qualità."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.texts.formats import Record, counted, is_absent, number, percent
from dashboard.texts.labels import StatusLabel
from dashboard.texts.registers import years_words

TITLE = "Controlli di qualità"
SEARCH_HINT = "Controllo, modalità, esito, azione correttiva, settore o servizio"
CHOICE_LABEL = "Casi non conformi"
FAILED = StatusLabel("con casi non conformi", "con casi non conformi", "▲")
PASSED = StatusLabel("nessun caso non conforme", "senza casi non conformi", "●")
NOT_COUNTED = StatusLabel("casi non indicati", "senza il numero dei casi", "◇")
EMPTY_TITLE = "Nessun settore ha ancora indicato controlli di qualità."
EMPTY_BODY = (
    "I settori indicano i controlli di qualità attivati autonomamente nel foglio «Controlli di "
    "qualità» del report finale. La scheda si prepara nella pagina Modelli; compilata, si carica "
    "dalla pagina Caricamento."
)
SHARE_NOTE = (
    "Quota non conforme = casi non conformi / casi esaminati, per i soli controlli che indicano "
    "entrambi i numeri."
)

COLUMNS: dict[str, str] = {
    "control_name": "Controllo",
    "cases": "Casi",
    "outcome": "Esito",
    "corrective_action": "Azione correttiva",
    "control_method": "Modalità",
    "control_date": "Data",
    "note": "Nota",
    "origin_words": "Dove si legge",
}
DOWNLOAD_COLUMNS: dict[str, str] = {
    "reference_year": "Anno",
    "sector_code": "Codice settore",
    "sector_name": "Settore",
    "service_name": "Servizio",
    "control_code": "Codice controllo",
    "control_name": "Controllo",
    "control_method": "Modalità",
    "control_date": "Data",
    "checked_count": "Casi esaminati",
    "non_compliant_count": "Casi non conformi",
    "non_compliant_pct": "Quota non conforme (%)",
    "outcome": "Esito",
    "corrective_action": "Azione correttiva",
    "note": "Nota",
    "file_name": "File",
    "sheet_name": "Foglio",
    "cell": "Cella",
}
SECTOR_COLUMNS: dict[str, str] = {
    "control_count": "Controlli",
    "with_cases_count": "Con il numero dei casi",
    "checked_count": "Casi esaminati",
    "non_compliant_count": "Casi non conformi",
    "non_compliant_pct": "Quota non conforme",
}


def headline(controls: Sequence[Record], reference_year: int, *, has_all_years: bool) -> str:
    """Gives "Controlli di qualità, 2024: 4, da 2 settori; 2 con casi non conformi."."""
    start = f"{TITLE}, {years_words(reference_year, has_all_years=has_all_years)}"
    if not controls:
        return f"{start}: nessuno indicato."
    sectors = len({row["sector_code"] for row in controls})
    count = f"{number(len(controls), 0)}, da {counted(sectors, 'settore', 'settori')}"
    failed = emphasis(controls)
    return f"{start}: {count}; {failed}." if failed else f"{start}: {count}."


def emphasis(controls: Sequence[Record]) -> str:
    """Gives "2 con casi non conformi", the part of the headline to look at first; "" for none."""
    count = sum(label_of(row) is FAILED for row in controls)
    return f"{number(count, 0)} {FAILED.plural}" if count else ""


def completeness(controls: Sequence[Record]) -> str:
    """Says how many controls state the number of cases, and what the share is."""
    with_cases = sum(not is_absent(row["non_compliant_pct"]) for row in controls)
    count = counted(len(controls), "controllo", "controlli")
    return f"{with_cases} su {count} con il numero dei casi. {SHARE_NOTE}" if controls else ""


def label_of(control: Record) -> StatusLabel:
    """Gives whether cases failed; a control without both numbers says nothing of it."""
    failed = control["non_compliant_count"]
    if is_absent(failed) or is_absent(control["checked_count"]):
        return NOT_COUNTED
    return FAILED if failed > 0 else PASSED


def cases_words(control: Record) -> str:
    """Gives "6 su 80 (7,5 %)", or what is known of it."""
    checked, failed = control["checked_count"], control["non_compliant_count"]
    if is_absent(checked) and is_absent(failed):
        return ""
    if is_absent(checked):
        return f"{number(failed)} non conformi, esaminati non indicati"
    if is_absent(failed):
        return f"{number(checked)} esaminati, non conformi non indicati"
    share = control["non_compliant_pct"]
    words = f"{number(failed)} su {number(checked)}"
    return words if is_absent(share) else f"{words} ({percent(share)})"


def file_name(reference_year: int, *, has_all_years: bool) -> str:
    """Gives the name of the downloaded register, without ending."""
    return f"{TITLE} {years_words(reference_year, has_all_years=has_all_years)}"
