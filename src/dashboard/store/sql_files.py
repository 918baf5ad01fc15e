"""Find the SQL texts that ship with the package: migrations, macros, views, comments, queries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

_PARAMETER = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One SQL file; `name` is the file name without its ending."""

    name: str
    text: str

    @property
    def description(self) -> str:
        """Gives the first comment line, without its dashes."""
        return self.text.splitlines()[0].removeprefix("--").strip()

    @property
    def header(self) -> str:
        """Gives the comment lines at the head of the file as one text."""
        lines = takewhile(lambda line: line.startswith("--"), self.text.splitlines())
        return " ".join(line.removeprefix("--").strip() for line in lines)

    @property
    def parameters(self) -> tuple[str, ...]:
        """Gives the names of the parameters, in the order in which they first appear."""
        return tuple(dict.fromkeys(_PARAMETER.findall(self.text)))


def relation_name(view: SqlFile) -> str:
    """Gives the relation that a numbered file defines: "52_indicator_result" is indicator_result.

    The numbers put the files in the order in which they need each other.
    """
    return view.name.split("_", 1)[1]


@cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """Gives the SQL files of one folder below store/sql, in the order of their names."""
    found = (files("dashboard.store") / "sql" / folder).iterdir()
    return tuple(
        SqlFile(entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8"))
        for entry in sorted(found, key=lambda entry: entry.name)
        if entry.name.endswith(".sql")
    )
