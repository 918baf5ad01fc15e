"""Where things are on this machine, and the few limits that protect it."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path

PROJECT_FOLDER = Path(__file__).resolve().parents[2]
DATA_FOLDER = PROJECT_FOLDER / "data"
SAMPLE_FOLDERS = tuple(DATA_FOLDER / name for name in ("esempio", "izsler_2020", "izsler_2022"))

DB_PATH_VARIABLE = "CRUSCOTTO_DB"
SHARED_FOLDER_VARIABLE = "CRUSCOTTO_CARTELLA"
TODAY_VARIABLE = "CRUSCOTTO_OGGI"
DEFAULT_ENTITY_CODE = "ente"

MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_EXPANDED_BYTES = 200 * 1024 * 1024
MAX_ZIP_MEMBERS = 5_000
MAX_EXPANSION_RATIO = 250
# Of one workbook; the whole of a city's year (2,400 actions of three indicators) is 180,000.
MAX_CELLS = 300_000
MAX_COLUMNS = 512
# Work is limited in processor time, so that a busy machine does not refuse good files.
WORKER_CPU_SECONDS = 4
WORKER_CPU_SECONDS_PER_MIB = 0.25
WORKER_TIMEOUT_SECONDS = 30
WORKER_MEMORY_BYTES = 1536 * 1024 * 1024


def db_path() -> Path:
    """Gives the database file: the one named in CRUSCOTTO_DB, or data/cruscotto.duckdb."""
    return _path_of(os.environ.get(DB_PATH_VARIABLE, ""))


@cache
def _path_of(named: str) -> Path:
    # Asked before every question of every page.
    return Path(named) if named else DATA_FOLDER / "cruscotto.duckdb"


def shared_folder() -> Path | None:
    """Gives the shared folder named in CRUSCOTTO_CARTELLA, None where none is named."""
    named = os.environ.get(SHARED_FOLDER_VARIABLE)
    return Path(named) if named else None


def today() -> date:
    """Gives the day that deadlines are compared with: this machine's, or CRUSCOTTO_OGGI.

    The variable (2024-06-18) sets the day of a trial or of a presentation; one that is no date is
    left aside.
    """
    try:
        return date.fromisoformat(os.environ.get(TODAY_VARIABLE, ""))
    except ValueError:
        return date.today()  # noqa: DTZ011 - the day on this machine's clock is meant
