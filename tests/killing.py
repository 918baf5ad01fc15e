"""Kill a process in the middle of confirming a file, again and again; run by test_confirming.

Everything is imported once; each round is a fork that confirms file after file until it is
killed, and a second fork that looks at what is left. Prints one JSON line with the counts.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from dashboard.ingest import CheckedFile, confirm
from dashboard.store import open_store
from tests.store.builders import Line, report, upload

RESULTS_PER_FILE = 40
CELLS_PER_RESULT = 3
STARTED, DONE = b"s", b"d"


def checked_file(number: int) -> CheckedFile:
    """Gives a file like those that a check gives, ready to be confirmed."""
    lines = [Line(f"I{place}", 10.0, float(number)) for place in range(RESULTS_PER_FILE)]
    whole = upload(report(lines), content=str(number).encode() * 5000)
    return CheckedFile(
        whole.file_name,
        whole.folder_name,
        whole.file_bytes,
        whole.file_sha256,
        documents=whole.documents,
    )


def confirm_until_killed(path: Path, first_number: int, pipe: int) -> None:
    store = open_store(path)
    for number in range(first_number, first_number + 10_000):
        checked = checked_file(number)
        os.write(pipe, STARTED)
        confirm(store, checked, "prova")
        os.write(pipe, DONE)


def upload_count(path: Path) -> int:
    """Gives the number of uploads; stops with an error if any of them is not whole."""
    store = open_store(path)
    with store._database.cursor() as cursor:
        counts = cursor.execute(
            "SELECT (SELECT count(*) FROM upload), (SELECT count(*) FROM document),"
            " (SELECT count(*) FROM result), (SELECT count(*) FROM source_cell),"
            " (SELECT count(*) FROM upload WHERE byte_count <> octet_length(file_bytes))"
        ).fetchall()[0]
    uploads, documents, results, cells, torn = counts
    store.close()
    whole = (documents, results, cells, torn) == (
        uploads,
        RESULTS_PER_FILE * uploads,
        RESULTS_PER_FILE * CELLS_PER_RESULT * uploads,
        0,
    )
    if not whole:
        raise RuntimeError(f"half-written: {counts}")
    return int(uploads)


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Runs work in a child that writes into a pipe; gives the child and the reading end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        work(writing)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def killed_round(path: Path, first_number: int, chance: random.Random) -> bytes:
    """Lets a child confirm files, kills it soon after it started one; gives what it signalled."""
    child, pipe = forked(lambda out: confirm_until_killed(path, first_number, out))
    seen = b""
    while seen.count(STARTED) < 2:
        seen += os.read(pipe, 1)
    time.sleep(chance.uniform(0, 0.04))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while left := os.read(pipe, 4096):
        seen += left
    os.close(pipe)
    return seen


def counted(path: Path) -> int:
    child, pipe = forked(lambda out: os.write(out, str(upload_count(path)).encode()))
    with os.fdopen(pipe) as answer:
        text = answer.read()
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit("the store is not whole")
    return int(text)


def main() -> None:
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(1)  # noqa: S311
    stored, acknowledged, killed_in_flight = 0, 0, 0
    for number in range(1, rounds + 1):
        seen = killed_round(path, number * 10_000, chance)
        acknowledged += seen.count(DONE)
        killed_in_flight += seen.endswith(STARTED)
        # Rows are only appended: a half-written upload would still be there some rounds later.
        if number % 10 == 0:
            stored = counted(path)
    told = {
        "stored": stored,
        "acknowledged": acknowledged,
        "killed_in_flight": killed_in_flight,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
