"""Scratch good workbooks at random and read them: rows or a sentence, never a traceback.

Run for a while with: python -m tests.workbook.fuzz SECONDS [SEED]
A file that breaks the reader is written to the current folder, so that it can join the corpus.
"""

from __future__ import annotations

import io
import random
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path

from dashboard.errors import DashboardError
from dashboard.workbook import read_workbook
from tests.workbook.building import zipped
from tests.workbook.corpus.other_formats import BINARY
from tests.workbook.test_other_formats import ORIGINALS

_SLOW_SECONDS = 5
_SIGNS = b"0123456789-,.<>\"'/ "


def seeds() -> dict[str, bytes]:
    """Gives one good workbook of each format."""
    found = {end: (ORIGINALS / f"foglio.{end}").read_bytes() for end in ("xlsx", "ods", "xls")}
    found["xlsb"] = next(case for case in BINARY if case.name == "xlsb").make()
    return found


def scratched(content: bytes, chance: random.Random) -> bytes:
    """Gives a workbook with one part damaged, so that the damage lies behind the zip's checks."""
    if not content.startswith(b"PK"):
        return _damaged(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    readable = [name for name in parts if name.endswith((".xml", ".bin", ".rels"))]
    name = chance.choice(readable)
    return zipped({**parts, name: _damaged(parts[name], chance)})


def _damaged(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        if not damaged:
            break
        place, other = chance.randrange(len(damaged)), chance.randrange(len(damaged))
        match chance.randint(0, 4):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + chance.randint(1, 40)]
            case 2:
                damaged[place:place] = damaged[max(0, place - 60) : place]
            case 3:
                damaged[place : place + 4] = bytes(chance.choices(_SIGNS, k=4))
            case _:
                damaged[place : place + 20] = damaged[other : other + 20]
    return bytes(damaged)


def fuzz(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Reads scratched workbooks for so long; gives counts of outcomes, and what went wrong."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    files, outcomes, faults = seeds(), Counter[str](), list[str]()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        ending = chance.choice(sorted(files))
        content = scratched(files[ending], chance)
        started = time.process_time()
        try:
            read_workbook(f"file.{ending}", content)
            outcomes[f"{ending} read"] += 1
        except DashboardError:
            outcomes[f"{ending} refused"] += 1
        except Exception as error:
            faults.append(f"{type(error).__name__}: {error}")
            Path(f"fuzz_{seed}_{len(faults)}.{ending}").write_bytes(content)
        if time.process_time() - started > _SLOW_SECONDS:
            faults.append(f"slow: {ending}")
    return outcomes, faults


if __name__ == "__main__":
    counts, wrong = fuzz(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    for outcome, count in sorted(counts.items()):
        print(f"{count:7} {outcome}")  # noqa: T201
    print("\n".join(wrong))  # noqa: T201
    sys.exit(bool(wrong))
