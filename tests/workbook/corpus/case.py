"""What a case of the corpus is: a file built on the spot, and what reading it must give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.workbook.building import FINAL_HEAD, FINAL_TITLES, table

NIDO = ("1.1", "Asilo nido", "Posti attivati", 60, 58.5, "Cantiere in ritardo")
ROADS = ("1.2", "Strade", "Km asfaltati", 4, 4, None)
REPORT = table(FINAL_HEAD, FINAL_TITLES, NIDO, ROADS)


@dataclass(frozen=True)
class Case:
    """Either `rows` are read, with these issues and no others, or the file is refused.

    `reason` is that of the refusal. `issues` are the codes expected, each once or more.
    """

    name: str
    make: Callable[[], bytes]
    rows: int = 0
    issues: frozenset[str] = frozenset()
    reason: str | None = None
    file_name: str = "report.xlsx"


def read(
    name: str, make: Callable[[], bytes], rows: int, *issues: str, file_name: str = "report.xlsx"
) -> Case:
    """A file that is read."""
    return Case(name, make, rows, frozenset(issues), None, file_name)


def refused(
    name: str, make: Callable[[], bytes], reason: str, file_name: str = "report.xlsx"
) -> Case:
    """A file that ends in a sentence."""
    return Case(name, make, reason=reason, file_name=file_name)


def report(*rows: Sequence[Any], titles: Sequence[str] = FINAL_TITLES) -> list[Sequence[Any]]:
    """Gives the lines of a final report with these rows."""
    return table(FINAL_HEAD, titles, *rows)
