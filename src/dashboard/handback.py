"""Leave beside a file what is wrong with it, and take it away again once it is clean.

Two files: a text, and the sheet itself with its cells marked. The text carries the code of the
marked sheet as it was written; a marked sheet that has another code is a person's own work, so it
is read like any sheet, and never replaced or removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from dashboard.domain.model import Severity
from dashboard.errors import DashboardError, ReportNotWrittenError
from dashboard.ingest import CheckedFile, marked_file
from dashboard.texts import drive as texts
from dashboard.texts.errors import error_sentence
from dashboard.workbook import AnnotatedWorkbook

_UNFINISHED = ".in-corso"
# With its mark, so that every editor on Windows reads the accents.
_ENCODING = "utf-8-sig"
_MARKED_ENDINGS = (".xlsx", ".xlsm")


def needs_a_person(checked: CheckedFile) -> bool:
    """Says whether only a person can decide what a name in the file stands for."""
    return any(issue.code == "near_name" for issue in checked.issues)


def is_clean(checked: CheckedFile) -> bool:
    """Says whether a file may be stored with nobody looking on: warnings do not stop it."""
    return not checked.is_blocked and not needs_a_person(checked)


@dataclass(frozen=True, slots=True)
class _Report:
    """What is left beside a file; `marked_path` is None where there is no marked sheet to leave."""

    text: str
    marked_path: Path | None
    marked_content: bytes


def leave_report(checked: CheckedFile, folder: Path) -> bool:
    """Leaves the reports on a file in a folder; False, and nothing written, if they say the same.

    Raises ReportNotWrittenError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        report = _report(checked, folder)
        if _is_there(report, checked.file_name, folder):
            return False
        _remove(checked.file_name, folder)
        # The text first: a marked sheet is never there without the text that says it is ours.
        _write(_text_path(checked.file_name, folder), report.text.encode(_ENCODING))
        if report.marked_path is not None:
            _write(report.marked_path, report.marked_content)
    except OSError as error:
        raise ReportNotWrittenError(file_name=checked.file_name, folder=str(folder)) from error
    return True


def remove_report(file_name: str, folder: Path) -> None:
    """Takes away the reports on a file, if there are any. Raises ReportNotWrittenError."""
    try:
        _remove(file_name, folder)
    except OSError as error:
        raise ReportNotWrittenError(file_name=file_name, folder=str(folder)) from error


def is_own_report(path: Path, file_sha256: str) -> bool:
    """Says whether a sheet is a marked one of ours that nobody has changed since."""
    if not path.stem.endswith(texts.REPORT_ENDING):
        return False
    return _marked_code(path.with_name(f"{path.stem}.txt")) == file_sha256


def _report(checked: CheckedFile, folder: Path) -> _Report:
    findings = _findings(checked)
    marked = _marked(checked)
    path = None
    if marked is not None:
        ending = Path(marked.file_name).suffix
        path = folder / f"{checked.file_name}{texts.REPORT_ENDING}{ending}"
        if path.exists() and not is_own_report(path, _code(path.read_bytes())):
            findings.append(texts.marked_left_alone(path.name))
            path = None
    content = b"" if marked is None or path is None else marked.content
    said = texts.report_text(
        checked.file_name,
        findings,
        None if path is None else path.name,
        datetime.now().astimezone(),
    )
    codes = texts.report_codes(checked.file_sha256, None if path is None else _code(content))
    return _Report((said + codes).replace("\n", "\r\n"), path, content)


def _is_there(report: _Report, file_name: str, folder: Path) -> bool:
    earlier = _own_text(_text_path(file_name, folder))
    if earlier is None:
        return False
    says_the_same = texts.lasting_lines(earlier) == texts.lasting_lines(report.text)
    return says_the_same and (report.marked_path is None or report.marked_path.exists())


def _remove(file_name: str, folder: Path) -> None:
    text_path = _text_path(file_name, folder)
    if _own_text(text_path) is None:
        return
    for ending in _MARKED_ENDINGS:
        marked_path = text_path.with_suffix(ending)
        if marked_path.exists() and is_own_report(marked_path, _code(marked_path.read_bytes())):
            marked_path.unlink()
    text_path.unlink()


def _findings(checked: CheckedFile) -> list[str]:
    if checked.error is not None:
        return [error_sentence(checked.error)]
    order = list(Severity)
    graver = [issue for issue in checked.issues if issue.severity is not Severity.INFO]
    ordered = sorted(graver, key=lambda issue: order.index(issue.severity))
    held_back = [] if checked.is_blocked else [texts.NEEDS_A_PERSON]
    return [*held_back, *(texts.issue_finding(issue) for issue in ordered)]


def _marked(checked: CheckedFile) -> AnnotatedWorkbook | None:
    """Gives the marked sheet; None of a file that cannot be opened, for which the text must do."""
    try:
        return marked_file(checked)
    except DashboardError:
        return None


def _text_path(file_name: str, folder: Path) -> Path:
    return folder / f"{file_name}{texts.REPORT_ENDING}.txt"


def _own_text(path: Path) -> str | None:
    """Gives a report of ours; None where there is none. FileExistsError for a person's own file."""
    if not path.exists():
        return None
    text = path.read_text(encoding=_ENCODING, errors="replace")
    if not text.startswith(texts.REPORT_START):
        raise FileExistsError(path)
    return text


def _marked_code(text_path: Path) -> str | None:
    try:
        text = _own_text(text_path)
    except OSError:
        return None
    lines = (text or "").splitlines()
    codes = (line.removeprefix(texts.MARKED_CODE) for line in lines if texts.MARKED_CODE in line)
    return next(codes, None)


def _code(content: bytes) -> str:
    return sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Puts a file in place in one step: nobody ever opens half a report."""
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
