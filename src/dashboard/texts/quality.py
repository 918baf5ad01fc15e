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
NO_ISSUES = "Nei file in vigore non ci sono segnalazioni di lettura."
MISSING_FINDING = "Report che mancano"
NO_MISSING = "Tutti i settori che hanno un piano hanno consegnato il report del periodo."
ORIGINALS_FINDING = "File originali"
ORIGINALS_NOTE = "Per correggere: scaricare il file com’è arrivato, correggerlo e ricaricarlo."

CHECKS_TAB = "Controlli di plausibilità"
ISSUES_TAB = "Segnalazioni di lettura"
CHECK_FILTER = "Controllo"
OPEN, ACCEPTED = "da guardare", "accettato"
CHECK_RULES_FINDING = "Per controllo"
FINDINGS_FINDING = "Che cosa hanno trovato"
ONE_FINDING = "Guardare, e accettare se va bene così"
ACCEPTED_FINDING = "Accettati, con chi e perché"
RULES_EXPANDER = "Che cosa guarda ogni controllo, con le soglie e il perché"
CHOOSE_FINDING = "Quale"
CHOOSE_FINDING_HINT = "Scegliere una riga dell’elenco"
NO_FINDINGS = "I controlli di plausibilità non hanno trovato nulla da guardare."
NO_FINDINGS_HERE = "Nessun controllo corrisponde ai filtri scelti."
NO_PLACE = "Riguarda l’insieme: non c’è una cella da mostrare."
ACCEPT_READ_ONLY = (
    "Si sta guardando una data passata: per accettare o rimettere in questione, tornare a oggi."
)
ACCEPT_REASON = "Accettato, perché…"
ACCEPT_REASON_HINT = "Es.: il target era già ambizioso, lo dice la nota del settore"
QUESTION_REASON = "Rimesso in questione, perché…"
ACCEPT = "Accettare questo controllo"
QUESTION_AGAIN = "Rimettere in questione"
CHECKS_NOTE = (
    "Un controllo non giudica e non cambia nessun numero: dice quale regola è scattata e su quali "
    "valori. Chi lo accetta scrive perché; se i valori cambiano, il controllo torna da guardare."
)
CHECKS_HEADING = "Controlli di plausibilità su questo file"
CHECKS_PREVIEW_NOTE = (
    "Che cosa direbbero i controlli una volta caricato il file. Non impediscono il caricamento; si "
    "accettano, con il motivo, in «Qualità dei dati»."
)
EXAMINING = "Controllo dei valori in corso…"
NO_CHECKS_PREVIEW = "I controlli di plausibilità non trovano nulla in questo file."

CHECK_COLUMNS = {
    "severity_words": "Gravità",
    "title": "Controllo",
    "open_count": "Da guardare",
    "accepted_count": "Accettati",
}
FINDING_COLUMNS = {
    "title": "Controllo",
    "sentence": "Che cosa si è trovato",
    "sector_words": "Settore",
    "place_words": "Dove",
}
FINDING_DOWNLOAD_COLUMNS = {
    "severity": "Gravità",
    "title": "Controllo",
    "sector_code": "Codice settore",
    "sector_words": "Settore",
    "action_code": "Codice azione",
    "subject_words": "Su che cosa",
    "sentence": "Che cosa si è trovato",
    "place_words": "Dove",
    "standing_words": "Stato",
    "reason": "Accettato, perché",
    "accepted_by": "Da chi",
    "accepted_at": "Quando",
    "rule": "Regola",
}
PREVIEW_FINDING_COLUMNS = {
    name: FINDING_COLUMNS[name] for name in ("title", "sentence", "place_words")
}
ACCEPTED_COLUMNS = {
    "title": "Controllo",
    "subject_words": "Su che cosa",
    "sentence": "Che cosa si è trovato",
    "reason": "Perché",
    "accepted_by": "Da chi",
    "accepted_at": "Quando",
}
RULE_TEXT_COLUMNS = {
    "severity_words": "Gravità",
    "title": "Controllo",
    "rule": "Regola",
    "why": "Perché conta",
}
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


def headline(issues: Sequence[Record], missing_count: int, open_check_count: int) -> str:
    """Gives "117 avvisi in 40 file; 1 report manca; 22 controlli da guardare."."""
    warnings = sum(row["severity"] != Severity.INFO for row in issues)
    files = len({row["upload_id"] for row in issues if row["severity"] != Severity.INFO})
    if not (warnings or missing_count or open_check_count):
        return "Nessun avviso, nessun report mancante, nessun controllo da guardare."
    label = SEVERITIES[Severity.WARNING]
    parts = [
        f"{counted(warnings, label.word, label.plural)} in {counted(files, 'file', 'file')}"
        if warnings
        else "Nessun avviso",
        missing_reports(missing_count) if missing_count else "non manca nessun report",
        *([open_checks(open_check_count)] if open_check_count else []),
    ]
    return "; ".join(parts) + "."


def open_checks(count: int) -> str:
    """Gives "34 controlli da guardare", for the headline and the links to this page."""
    return counted(count, "controllo da guardare", "controlli da guardare")


def finding_choice(title_words: str, about: str, position: int) -> str:
    """Gives a finding as it is chosen among others."""
    return f"{position}. {title_words} · {about}"


def rule_note(rule: str, why: str) -> str:
    """Gives the rule of a check and why it matters, in one line."""
    return f"Regola: {rule} Perché conta: {why}"


def acceptance_sentence(accepted_by: str, moment: str, reason: str, *, is_accepted: bool) -> str:
    """Gives who accepted a finding, or questioned it again, when and why."""
    what = "Accettato" if is_accepted else "Rimesso in questione"
    return f"{what} da {accepted_by} il {moment}: {reason}"


def checks_file_name(reference_year: int) -> str:
    """Gives the name of the downloaded findings, without ending."""
    return f"Controlli di plausibilità {reference_year}"


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
