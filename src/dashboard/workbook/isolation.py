"""Read workbooks in processes of their own, so that no file can take the program down.

A worker is a plain child process with limits on memory and time. `multiprocessing` is not used
because its children import the caller's main module again, which under Streamlit is the app.
Workers are kept for the next file; one that died or ran out of time is replaced.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from queue import Empty, LifoQueue
from threading import Timer

from dashboard import settings
from dashboard.domain.mapping import SheetMapping
from dashboard.domain.model import DocumentKind, ParsedWorkbook
from dashboard.domain.proposals import NO_DECISIONS, InkDecisions
from dashboard.errors import DashboardError, UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook.excerpts import SheetTexts
from dashboard.workbook.guard import file_type
from dashboard.workbook.previews import SheetPreview
from dashboard.workbook.worker import (
    Answer,
    AnyRequest,
    PreviewRequest,
    Previews,
    Refusal,
    Request,
    TextsRequest,
    cpu_seconds,
)

# Not `-m`: what it pickles must belong to the module that this process imports.
_COMMAND = (sys.executable, "-c", "from dashboard.workbook.worker import main; main()")
# Windows has neither the limit nor its signal.
_OUT_OF_PROCESSOR_TIME = int(getattr(signal, "SIGXCPU", 0))

WORKER_COUNT = min(4, os.cpu_count() or 1)
"""How many files are worth reading at once on this machine."""


def read_workbook_isolated(
    file_name: str,
    content: bytes,
    folder_name: str = "",
    expected_year: int | None = None,
    ink_decisions: InkDecisions = NO_DECISIONS,
    *,
    leaves_out_hidden: bool = False,
    mappings: Sequence[SheetMapping] = (),
) -> ParsedWorkbook:
    """Gives the same as `read_workbook`, from a worker process with limits. Thread-safe.

    Raises the same errors; also WorkbookTooLargeError whose `reason` is `time` or `memory`, and
    UnreadableWorkbookError whose `reason` is `reader_failed` when the worker died.
    """
    found = _answer_to(
        Request(
            file_name,
            content,
            folder_name,
            expected_year,
            ink_decisions,
            leaves_out_hidden,
            tuple(mappings),
        )
    )
    assert isinstance(found, ParsedWorkbook)  # noqa: S101 -- what such a request is answered with
    return found


def workbook_texts_isolated(file_name: str, content: bytes) -> tuple[SheetTexts, ...]:
    """Gives the same as `workbook_texts`, from a worker process; raises as the reader does."""
    found = _answer_to(TextsRequest(file_name, content))
    assert isinstance(found, tuple)  # noqa: S101 -- what such a request is answered with
    return found


def sheet_previews_isolated(
    file_name: str,
    content: bytes,
    folder_name: str = "",
    mappings: Sequence[SheetMapping] = (),
    headings: Mapping[str, tuple[int, int]] | None = None,
    kinds: Mapping[str, DocumentKind] | None = None,
) -> tuple[SheetPreview, ...]:
    """Gives the same as `sheet_previews`, from a worker process; raises as the reader does."""
    found = _answer_to(
        PreviewRequest(
            file_name,
            content,
            folder_name,
            tuple(mappings),
            dict(headings or {}),
            dict(kinds or {}),
        )
    )
    assert isinstance(found, Previews)  # noqa: S101 -- what such a request is answered with
    return found.sheets


def _answer_to(request: AnyRequest) -> ParsedWorkbook | tuple[SheetTexts, ...] | Previews:
    """Gives what a worker says to a request; raises what keeps it from an answer."""
    # Most refusals cost nothing and need no process.
    file_type(request.file_name, request.content)
    worker = _take()
    found = worker.ask(request)
    if found is None:
        worker.stop()
        raise _failure(worker, request)
    if isinstance(found, Refusal):
        # After a refusal for want of memory what is left of the worker cannot be trusted.
        worker.stop() if found.params.get("reason") == "memory" else _idle.put(worker)
        raise found.error_class(**found.params)
    _idle.put(worker)
    return found


def _failure(worker: _Worker, request: AnyRequest) -> DashboardError:
    """Gives the error of a worker that ended without an answer."""
    file_name = request.file_name
    if worker.ran_out_of_time:
        limit = settings.WORKER_TIMEOUT_SECONDS
        return WorkbookTooLargeError(reason="time", file_name=file_name, limit=limit)
    if worker.used_up_its_time:
        limit = cpu_seconds(len(request.content))
        return WorkbookTooLargeError(reason="time", file_name=file_name, limit=limit)
    return UnreadableWorkbookError(reason="reader_failed", file_name=file_name)


class _Worker:
    """A child process that answers one request at a time."""

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self.ran_out_of_time = False
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def used_up_its_time(self) -> bool:
        """Says whether the system ended the process for taking too much processor time."""
        return self._process.returncode == -_OUT_OF_PROCESSOR_TIME

    def ask(self, request: AnyRequest) -> Answer | None:
        """Gives the answer; None when the worker died or had to be ended."""
        process = self._process
        assert process.stdin is not None  # noqa: S101 -- both were asked for as pipes
        assert process.stdout is not None  # noqa: S101
        timer = Timer(settings.WORKER_TIMEOUT_SECONDS, self._run_out)
        timer.start()
        try:
            pickle.dump(request, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            found: Answer = pickle.load(process.stdout)  # noqa: S301 -- our own child wrote it
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        finally:
            timer.cancel()
        return found

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close_quietly(pipe)

    def _run_out(self) -> None:
        self.ran_out_of_time = True
        self._process.kill()


_idle: LifoQueue[_Worker] = LifoQueue()


def _take() -> _Worker:
    """Gives a worker that lives: one that waits, or a new one."""
    while True:
        try:
            worker = _idle.get_nowait()
        except Empty:
            return _Worker()
        if worker.is_alive:
            return worker
        worker.stop()


def _close_quietly(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]
    except OSError:
        # What was left in the buffer of a dead process has no reader any more.
        return


@atexit.register
def _stop_all() -> None:
    while True:
        try:
            _idle.get_nowait().stop()
        except Empty:
            return
