"""Files in a shared folder, as tests put them there."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.sheets import Cell, final_report

GOOD_ROW = ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR")
LONG_AGO_SECONDS = 3600


def good_report(result: Cell = 2.4, sector: str = "03 Lavori pubblici") -> bytes:
    """Gives a final report with nothing that stops it; another result makes other bytes."""
    return final_report((*GOOD_ROW[:4], result, GOOD_ROW[5]), sector=sector)


def blocked_report() -> bytes:
    """Gives a final report that states the same indicator twice."""
    return final_report(GOOD_ROW, GOOD_ROW)


def put(path: Path, content: bytes) -> Path:
    """Puts a file there as if it had been lying there for an hour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    long_ago = time.time() - LONG_AGO_SECONDS
    os.utime(path, (long_ago, long_ago))
    return path
