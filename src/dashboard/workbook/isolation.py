"""Read a workbook in a process of its own, so that no file can take the program down.

Limits: memory (where the system has them) and time, from `dashboard.settings`. A process is
forked from a small server that has the reader loaded already, and lives for one file.
"""

from __future__ import annotations

import multiprocessing
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext

from dashboard import settings
from dashboard.domain.model import ParsedWorkbook
from dashboard.errors import DashboardError, UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook.guard import file_type
from dashboard.workbook.reading import read_workbook

_Answer = ParsedWorkbook | tuple[type[DashboardError], dict[str, object]]


def read_workbook_isolated(
    file_name: str, content: bytes, folder_name: str = "", expected_year: int | None = None
) -> ParsedWorkbook:
    """Gives the same as `read_workbook`, from a worker process with limits.

    Raises the same errors; also WorkbookTooLargeError whose `reason` is `time` or `memory`, and
    UnreadableWorkbookError whose `reason` is `reader_failed` when the worker died.
    """
    # Most refusals cost nothing and need no process.
    file_type(file_name, content)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    arguments = (sender, file_name, content, folder_name, expected_year)
    worker = _context().Process(target=_work, args=arguments, daemon=True)  # type: ignore[attr-defined]
    worker.start()
    sender.close()
    try:
        if not receiver.poll(settings.WORKER_TIMEOUT_SECONDS):
            raise WorkbookTooLargeError(
                reason="time", file_name=file_name, limit=settings.WORKER_TIMEOUT_SECONDS
            )
        answer: _Answer = receiver.recv()
    except EOFError as error:
        raise UnreadableWorkbookError(reason="reader_failed", file_name=file_name) from error
    finally:
        receiver.close()
        worker.kill()
        worker.join()
    if isinstance(answer, ParsedWorkbook):
        return answer
    error_class, params = answer
    raise error_class(**params)


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # Without the main module in the list, every fork would import it again.
    context.set_forkserver_preload(["__main__", __name__])
    return context


def _work(
    sender: Connection,
    file_name: str,
    content: bytes,
    folder_name: str,
    expected_year: int | None,
) -> None:
    _limit_memory()
    answer: _Answer
    try:
        answer = read_workbook(file_name, content, folder_name, expected_year)
    except DashboardError as error:
        answer = (type(error), error.params)
    except MemoryError:
        answer = (WorkbookTooLargeError, {"reason": "memory", "file_name": file_name})
    sender.send(answer)
    sender.close()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limit; the time limit and the guard remain.
        return
    limit = settings.WORKER_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
