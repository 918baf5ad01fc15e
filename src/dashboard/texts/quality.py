"""What the page Qualità dei dati says: what is missing or odd in the files in force."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from dashboard.domain.model import Issue, Severity
from dashboard.texts.formats import Record, counted, is_absent, period_end, text
from dashboard.texts.issues import issue_sentence, issue_title
from dashboard.texts.labels import SEVERITIES

TITLE = "Qualità dei dati"
SEVERITY_FILTER = "Gravità"
RULE_FILTER = "Che cosa"
FILE_FILTER = "File"
RULES_FINDING = "Per tipo di segnalazione"
ISSUES_FINDING = "Segnalazioni, cella per cella"
MISSING_FINDING = "Report che mancano"
NO_MISSING = "Tutti i settori che hanno un piano hanno consegnato il report del periodo."
ORIGINALS_FINDING = "File originali"
ORIGINALS_NOTE = "Per correggere: scaricare il file com’è arrivato, correggerlo e ricaricarlo."

RULE_COLUMNS = {
    "severity_words": "Gravità",
    "title": "Che cosa",
    "issue_count": "Segnalazioni",
    "file_count": "In quanti file",
}
ISSUE_COLUMNS = {
    "severity_words": "Gravità",
    "title": "Che cosa",
    "sentence": "Dove e come rimediare",
    "file_name": "File",
    "sector_words": "Settore",
}
ISSUE_DOWNLOAD_COLUMNS = {
    "severity": "Gravità",
    "title": "Che cosa",
    "sheet_name": "Foglio",
    "cell": "Cella",
    "expected": "Atteso",
    "found": "Trovato",
    "sentence": "Come rimediare",
    "file_name": "File",
    "sector_name": "Settori",
    "uploaded_at": "Caricato il",
}
MISSING_COLUMNS = {
    "sector_words": "Settore",
    "period": "Periodo",
    "indicator_count": "Indicatori attesi",
}
_MANY_SECTORS = 2


def headline(issues: Sequence[Record], missing_count: int) -> str:
    """Gives "117 avvisi in 40 file; 1 report manca." from the issues of the view."""
    warnings = sum(row["severity"] != Severity.INFO for row in issues)
    files = len({row["upload_id"] for row in issues if row["severity"] != Severity.INFO})
    if not warnings and not missing_count:
        return "Nessun avviso e nessun report mancante."
    label = SEVERITIES[Severity.WARNING]
    parts = [
        f"{counted(warnings, label.word, label.plural)} in {counted(files, 'file', 'file')}"
        if warnings
        else "Nessun avviso",
        missing_reports(missing_count) if missing_count else "non manca nessun report",
    ]
    return "; ".join(parts) + "."


def missing_reports(count: int) -> str:
    """Gives "1 report manca", the part of the headline that asks for work."""
    return counted(count, "report manca", "report mancano")


def scope_note(reference_year: int, info_count: int) -> str:
    """Gives of what the counts speak."""
    sentence = (
        f"Contano i file in vigore del {reference_year}: un file superato o annullato non conta "
        "più. Gli avvisi non impediscono il caricamento; i file con segnalazioni bloccanti non "
        "sono stati caricati."
    )
    if info_count:
        sentence += f" In più: {counted(info_count, 'informazione', 'informazioni')}."
    return sentence


def missing_sentence(count: int, reference_year: int, period: str) -> str:
    """Gives the sentence over the sectors that have not delivered."""
    sectors = counted(count, "settore non ha", "settori non hanno")
    return f"{sectors} consegnato il report al {period_end(reference_year, period)}."


def stored_issue(row: Record) -> Issue:
    """Gives an issue of the store as it was when the file was read. `row`: data_quality_issues."""
    params: Mapping[str, str] = (
        {} if is_absent(row["params_json"]) else json.loads(row["params_json"])
    )
    return Issue(
        code=row["issue_code"],
        severity=Severity(row["severity"]),
        file_name=row["file_name"],
        sheet_name=_or_none(row["sheet_name"]),
        cell=_or_none(row["cell"]),
        expected=_or_none(row["expected"]),
        found=_or_none(row["found"]),
        params=params,
    )


def sentence(row: Record) -> str:
    """Gives the whole sentence of an issue of the store."""
    return issue_sentence(stored_issue(row))


def title(issue_code: str) -> str:
    """Gives the short heading of an issue code."""
    return issue_title(issue_code)


def sectors(sector_names: object) -> str:
    """Gives the sectors of a file; the count where a file speaks of many."""
    names = [] if is_absent(sector_names) else str(sector_names).split(", ")
    if len(names) > _MANY_SECTORS:
        return counted(len(names), "settore", "settori")
    return text(sector_names)


def file_name(reference_year: int) -> str:
    """Gives the name of the downloaded table, without ending."""
    return f"Qualità dei dati {reference_year}"


def _or_none(value: object) -> str | None:
    return None if is_absent(value) else str(value)
