"""A file may end its reader, never the program; the next file is read as if nothing happened."""

from __future__ import annotations

import os
import signal
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from dashboard import settings
from dashboard.domain.model import ParsedWorkbook
from dashboard.errors import DashboardError, UnreadableWorkbookError, WorkbookTooLargeError
from dashboard.workbook import isolation, read_workbook, read_workbook_isolated
from tests.sheets import final_report

GOOD = final_report(("3.1", "Piste ciclabili", "Km completati", "≥ 4,0", 2.4, "Ricorso al TAR"))


def with_cell_reference(reference: str) -> bytes:
    """Gives a small good workbook, one of whose cells claims to stand elsewhere."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b'r="A6"', f'r="{reference}"'.encode())
            target.writestr(name, content)
    return out.getvalue()


def test_isolated_reading_gives_what_direct_reading_gives() -> None:
    assert read_workbook("r.xlsx", GOOD) == read_workbook_isolated("r.xlsx", GOOD)


@pytest.mark.parametrize("reference", ["XFD1048576", "ZZZZZ4294967290"])
def test_a_cell_at_the_end_of_the_world_is_refused_and_reading_goes_on(reference: str) -> None:
    with pytest.raises(DashboardError):
        read_workbook_isolated("lontano.xlsx", with_cell_reference(reference))

    assert read_workbook_isolated("r.xlsx", GOOD).documents


def test_a_worker_that_dies_is_replaced() -> None:
    read_workbook_isolated("r.xlsx", GOOD)
    worker = isolation._take()
    os.kill(worker._process.pid, 9)
    worker._process.wait()

    assert worker.ask(isolation.Request("r.xlsx", GOOD, "", None)) is None
    worker.stop()
    assert read_workbook_isolated("r.xlsx", GOOD).documents


def test_a_reading_that_takes_too_long_is_ended_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "WORKER_TIMEOUT_SECONDS", 0.0)
    # A warm worker may answer before the timer's thread wakes; a new one is still starting.
    isolation._stop_all()

    with pytest.raises(WorkbookTooLargeError) as refused:
        read_workbook_isolated("lento.xlsx", GOOD)

    assert refused.value.params["reason"] == "time"


def test_a_worker_outlives_a_ctrl_c_meant_for_the_program_it_serves() -> None:
    worker = isolation._take()
    request = isolation.Request("r.xlsx", GOOD, "", None)
    worker.ask(request)

    os.kill(worker._process.pid, signal.SIGINT)

    assert isinstance(worker.ask(request), ParsedWorkbook)
    worker.stop()


def test_a_worker_has_less_memory_than_the_machine() -> None:
    request = isolation.Request("r.xlsx", GOOD, "", None)
    worker = isolation._take()
    worker.ask(request)
    limits = f"/proc/{worker._process.pid}/limits"
    if not os.path.exists(limits):
        pytest.skip("this system does not tell a process's limits")

    with open(limits, encoding="ascii") as found:
        line = next(text for text in found if text.startswith("Max address space"))
    isolation._idle.put(worker)

    assert line.split()[3] == str(settings.WORKER_MEMORY_BYTES)


def test_many_threads_get_each_their_own_answer() -> None:
    names = [f"settore_{number}.xlsx" for number in range(24)]

    with ThreadPoolExecutor(6) as threads:
        read = list(threads.map(lambda name: read_workbook_isolated(name, GOOD), names))

    assert names == [workbook.file_name for workbook in read]


def test_what_is_refused_at_sight_costs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "_take", lambda: pytest.fail("a process was started"))

    with pytest.raises(UnreadableWorkbookError):
        read_workbook_isolated("vuoto.xlsx", b"")
