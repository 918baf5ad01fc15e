"""What all commands share: exit codes, sentences on the terminal, new files, the one entity."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from dashboard.errors import FileExistsAlreadyError, OutputNotWrittenError
from dashboard.store import Store
from dashboard.texts import cli as texts

DONE, BLOCKED = 0, 1
_UNFINISHED = ".in-corso"


def one_entity(
    store: Store, entity_code: str | None, year: int | None = None
) -> tuple[str, str] | None:
    """Gives code and name of the entity asked for; None, with a sentence.

    Where none is asked for it is the only one, or the only one with figures of the year.
    """
    entities = store.query("entities")
    known = dict(zip(entities["entity_code"], entities["entity_name"], strict=True))
    possible = list(known)
    if len(known) > 1 and year is not None:
        periods = store.query("periods")
        possible = list(periods.loc[periods["reference_year"] == year, "entity_code"].unique())
    code = possible[0] if entity_code is None and len(possible) == 1 else entity_code
    if code not in known:
        complain(texts.entity_needed(list(known)))
        return None
    return str(code), str(known[code])


def write_new(path: Path, content: bytes) -> None:
    """Writes a document in one step; raises FileExistsAlreadyError, OutputNotWrittenError."""
    with new_file(path) as out:
        out.write(content)


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Lends a file that gets its name once it is whole, and is gone where anything fails.

    Raises FileExistsAlreadyError, OutputNotWrittenError.
    """
    if path.exists():
        raise FileExistsAlreadyError(reason="output", path=str(path))
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        with unfinished.open("wb") as out:
            yield out
        unfinished.replace(path)
    except OSError as error:
        raise OutputNotWrittenError(path=str(path)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr)
