"""Files as they are handed in: found in folders, or taken out of the store to be read again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.domain.issues import HIDDEN_LINES_LEFT_OUT
from dashboard.domain.proposals import NO_DECISIONS, InkDecisions
from dashboard.store import Store

SPREADSHEET_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods", ".xlsb", ".csv"}
_LOCK_FILE_PREFIX = "~$"


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as it was handed in; `folder_name` is the path above it, as far as known.

    `leaves_out_hidden` is the choice not to read its hidden rows and columns.
    `ink_decisions` settle its ink; a stored file that is read again for them says by
    `revised_upload_id` which one it is.
    """

    file_name: str
    content: bytes
    folder_name: str = ""
    leaves_out_hidden: bool = False
    ink_decisions: InkDecisions = field(default_factory=lambda: NO_DECISIONS)
    revised_upload_id: int | None = None


def incoming_files(paths: Sequence[Path]) -> Iterator[IncomingFile]:
    """Gives the spreadsheets named, and those below the folders named, in order of path.

    Inside a folder only spreadsheets are taken, and never the lock files of an open Excel; a
    file named outright is taken whatever it is, so that its own error can be reported.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and is_spreadsheet_name(found.name):
                    yield IncomingFile(found.name, found.read_bytes(), os.fspath(found.parent))
        else:
            yield IncomingFile(path.name, path.read_bytes(), os.fspath(path.parent))


def incoming_again(store: Store, upload: Mapping[str, Any]) -> IncomingFile:
    """Gives a stored file as it was handed in, to be read again as it was read then.

    `upload` is a row of the query `uploads`. That hidden lines were left out is told by the
    upload's own issues; where it had none the choice made no difference.
    """
    upload_id = int(upload["upload_id"])
    file_name, content = store.original(upload_id)
    issues = store.query("upload_issues", upload_id=upload_id)
    return IncomingFile(
        file_name,
        content,
        str(upload["folder_name"]),
        leaves_out_hidden=bool(issues["issue_code"].isin(HIDDEN_LINES_LEFT_OUT).any()),
    )


def is_spreadsheet_name(file_name: str) -> bool:
    """Says whether a file found in a folder is a sheet to read, and no lock or hidden file."""
    hidden = file_name.startswith((_LOCK_FILE_PREFIX, "."))
    return not hidden and Path(file_name).suffix.casefold() in SPREADSHEET_SUFFIXES
