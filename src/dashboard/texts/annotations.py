"""The words that the program leaves in a person's own workbook: list, comments, file names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from dashboard.domain.model import Issue, Severity
from dashboard.texts.formats import number
from dashboard.texts.issues import ISSUE_TEXTS, issue_sentence
from dashboard.texts.labels import SEVERITIES

AUTHOR = "Cruscotto PIAO"
COMMENT_START = f"{AUTHOR}: "
LIST_SHEET_NAME = "Segnalazioni"
LIST_TITLE = "Segnalazioni di Cruscotto PIAO"
LIST_HEADINGS = ("N.", "Gravità", "Foglio", "Cella", "Che cosa non va", "Come rimediare")
LIST_ADVICE = (
    "Fare clic sulla cella per raggiungerla, correggere, salvare e caricare di nuovo questo file. "
    "Questo foglio, i colori e i commenti aggiunti non vengono letti, e al prossimo controllo "
    "spariscono da soli."
)


def list_summary(issues: Sequence[Issue], checked_at: datetime) -> str:
    """Gives how many issues there are of each severity, and when the file was checked."""
    counts = {level: sum(issue.severity is level for issue in issues) for level in Severity}
    parts = [
        f"{number(count, 0)} {SEVERITIES[level].word if count == 1 else SEVERITIES[level].plural}"
        for level, count in counts.items()
        if count
    ]
    found = ", ".join(parts) or "nessuna segnalazione"
    return f"Controllo del {checked_at:%d/%m/%Y} alle {checked_at:%H:%M}: {found}."


def finding(issue: Issue) -> str:
    """Gives what is wrong, without the place (which stands beside it) and without the remedy."""
    sentence = issue_sentence(replace(issue, sheet_name=None, cell=None))
    return sentence.removesuffix(remedy(issue)).strip()


def remedy(issue: Issue) -> str:
    """Gives how to mend an issue; empty where nothing is asked for."""
    return ISSUE_TEXTS[issue.code].remedy


def comment_text(issues: Sequence[Issue]) -> str:
    """Gives the comment of one cell: what is wrong there and how to mend it."""
    texts = [issue_sentence(replace(issue, sheet_name=None, cell=None)) for issue in issues]
    return COMMENT_START + "\n".join(dict.fromkeys(texts))


def annotated_file_name(file_name: str, *, is_own_file: bool) -> str:
    """Gives the name under which the marked file, or else the list of issues, is handed back."""
    path = PurePath(file_name)
    ending = path.suffix if is_own_file and path.suffix else ".xlsx"
    return f"{path.stem} - segnalazioni{ending}"
