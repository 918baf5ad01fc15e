"""The other end of `isolation`: a process that reads workbooks and nothing else.

Requests come on standard input and answers leave on standard output, as pickles. It ends when
its input does.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard import settings
from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import DocumentKind, ParsedWorkbook
from dashboard.domain.proposals import NO_DECISIONS, InkDecisions
from dashboard.errors import DashboardError, WorkbookTooLargeError
from dashboard.workbook.excerpts import SheetTexts, workbook_texts
from dashboard.workbook.previews import SheetPreview, sheet_previews
from dashboard.workbook.reading import read_workbook
from dashboard.workbook.wire import write_object


@dataclass(frozen=True, slots=True)
class Request:
    """One file to read."""

    file_name: str
    content: bytes
    folder_name: str
    expected_year: int | None
    ink_decisions: InkDecisions = field(default_factory=lambda: NO_DECISIONS)
    leaves_out_hidden: bool = False
    mappings: tuple[SheetMapping, ...] = ()


@dataclass(frozen=True, slots=True)
class TextsRequest:
    """One file of which only the texts are wanted, as they stand in its sheets."""

    file_name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """One file whose sheets are to be shown before any is read."""

    file_name: str
    content: bytes
    folder_name: str
    mappings: tuple[SheetMapping, ...]
    headings: Mapping[str, tuple[int, int]]
    kinds: Mapping[str, DocumentKind]


@dataclass(frozen=True, slots=True)
class Previews:
    """The answer to a PreviewRequest."""

    sheets: tuple[SheetPreview, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A DashboardError, in a form that survives the way between two processes."""

    error_class: type[DashboardError]
    params: dict[str, object]


AnyRequest = Request | TextsRequest | PreviewRequest
Answer = ParsedWorkbook | tuple[SheetTexts, ...] | Previews | Refusal


def cpu_seconds(byte_count: int) -> int:
    """Gives the processor time that a file of so many bytes may take."""
    mebibytes = byte_count / (1024 * 1024)
    return math.ceil(settings.WORKER_CPU_SECONDS + settings.WORKER_CPU_SECONDS_PER_MIB * mebibytes)


def answer(request: AnyRequest) -> Answer:
    """Gives what the file says or shows, or why it cannot be read."""
    try:
        if isinstance(request, TextsRequest):
            return workbook_texts(request.file_name, request.content)
        if isinstance(request, PreviewRequest):
            return Previews(
                sheet_previews(
                    request.file_name,
                    request.content,
                    request.folder_name,
                    request.mappings,
                    request.headings,
                    request.kinds,
                )
            )
        return read_workbook(
            request.file_name,
            request.content,
            request.folder_name,
            request.expected_year,
            request.ink_decisions,
            leaves_out_hidden=request.leaves_out_hidden,
            mappings=request.mappings,
        )
    except DashboardError as error:
        return Refusal(type(error), error.params)
    except MemoryError:
        params: dict[str, object] = {"reason": "memory", "file_name": request.file_name}
        return Refusal(WorkbookTooLargeError, params)


def main() -> None:
    """Answers requests until the input ends."""
    # Ctrl+C reaches every process of a terminal: our parent decides, and ends our input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # A stray print of a library must not be taken for an answer.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    # Reading makes many small lasting values and no cycles: looking for some costs a third more.
    gc.disable()
    # What is loaded now stays for good; without this every clean-up would look through it again.
    gc.freeze()
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 -- written by our own parent
        except EOFError:
            return
        _limit_time(len(request.content))
        write_object(answer(request), answers)
        answers.flush()
        gc.collect()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the time limit and the guard remain.
        return
    limit = settings.WORKER_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _limit_time(byte_count: int) -> None:
    """Lets the system end this process when the next file takes too much processor time."""
    try:
        import resource
    except ImportError:
        return
    limit = math.ceil(time.process_time()) + cpu_seconds(byte_count)
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    if highest == resource.RLIM_INFINITY or limit <= highest:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, highest))
