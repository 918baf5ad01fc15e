"""Read the invented content from its tables: what the municipality plans, does and writes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "content"
ENTITY = "Comune di Borgo Esempio (dati inventati)"
CYCLE = {2024: "2024-2026", 2025: "2025-2027"}
# The sector that the final report is still awaited from.
LATE_SECTOR = "08"


@dataclass(frozen=True, slots=True)
class Sector:
    code: str
    prefix: str
    name: str
    cost_centre: str
    responsible: str
    file_name: str

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}"


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the PEG; those with a `section` are the selection that enters the PIAO."""

    code: str
    name: str
    kind: str
    operational: str
    section: str
    weight: str
    internal: str
    external: str
    expected: str
    service: str
    mission: str
    chapter: str
    allocated: str
    committed: str
    personnel: str
    other_services: str
    agreed: str
    factor: str

    @property
    def is_in_piao(self) -> bool:
        return bool(self.section)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its planned and reached values, as plain text of `indicatori.csv`."""

    code: str
    name: str
    kind: str
    unit: str
    baseline: str
    source: str
    target_2024: str
    target_june: str
    target_2025: str
    june: str
    december: str
    june_reason: str
    december_reason: str

    @property
    def action_code(self) -> str:
        return self.code.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class Intervention:
    """A DUP intervention; its texts may hold red ink as `[+typed+]` and `[-struck-]`."""

    code: str
    row_ink: str  # "nuova", "soppressa" or nothing
    operational: str
    name: str
    sector_code: str
    status: str
    description: str
    percent: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Habit:
    """How a sector fills its sheets in; the words are those of `abitudini.csv`.

    `title`: "blocco" (one statement a row), "riga" (all in one merged row), "lettera" (letterhead
    with a note to fill-in staff). `operator`: "colonna", "testo" ("≥ 90%") or "nessuno".
    `percent`: "unita" (90, with % as unit), "formato" (0.9 shown as 90.0%) or "testo" ("90%").
    `dates`: "cella" (a date), "punti" ("30.09.2024") or "testo" ("entro il 30/09/2024").
    `codes`: "separati" (own columns), "uniti" ("SS.01 – Name") or "nessuno".
    `title_variant`: which of the three titles of `titoli.csv`; `order`: which order of columns.
    `sheets`: "uno", "obiettivo" (one sheet per objective) or "istruzioni" (with a leaflet sheet).
    """

    sector_code: str
    title: str
    first_column: int
    has_two_row_heading: bool
    merges_actions: bool
    operator: str
    percent: str
    dates: str
    codes: str
    states_kind: bool
    title_variant: int
    order: int
    extra_title: str
    sheets: str
    has_total: bool


def table(name: str) -> list[list[str]]:
    """Gives the rows of a content table below its heading, as they are typed."""
    with (CONTENT / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter=";", quoting=csv.QUOTE_NONE))[1:]


@cache
def sectors() -> tuple[Sector, ...]:
    return tuple(Sector(*row) for row in table("settori"))


@cache
def actions() -> tuple[Action, ...]:
    return tuple(Action(*row) for row in table("azioni"))


@cache
def indicators() -> tuple[Indicator, ...]:
    return tuple(Indicator(*row) for row in table("indicatori"))


@cache
def interventions() -> tuple[Intervention, ...]:
    return tuple(Intervention(*row) for row in table("interventi"))


@cache
def chain() -> dict[str, str]:
    """Gives "3.1.2" -> "3.1.2 Mobilità dolce" for every level of the DUP."""
    return {code: f"{code} {name}" for _, code, name in table("catena")}


@cache
def habits() -> dict[str, Habit]:
    """Gives each sector's way of filling sheets in."""
    return {
        row[0]: Habit(
            sector_code=row[0],
            title=row[1],
            first_column=int(row[2]),
            has_two_row_heading=row[3] == "doppia",
            merges_actions=row[4] == "sì",
            operator=row[5],
            percent=row[6],
            dates=row[7],
            codes=row[8],
            states_kind=row[9] == "sì",
            title_variant=int(row[10]) - 1,
            order=int(row[11]),
            extra_title=row[12],
            sheets=row[13],
            has_total=row[14] == "sì",
        )
        for row in table("abitudini")
    }


@cache
def typed_texts() -> dict[tuple[str, str, str], str]:
    """Gives what somebody typed instead of a plain value, by indicator, document and field."""
    return {(code, document, field): text for code, document, field, text in table("digitati")}


@cache
def not_assessable() -> dict[str, str]:
    return dict(table("non_valutabili"))


@cache
def notes() -> dict[tuple[str, str], str]:
    return {(code, period): note for code, period, note in table("note")}


def sector_actions(sector: Sector) -> list[Action]:
    return [action for action in actions() if action.code.startswith(sector.prefix + ".")]


def action_indicators(action: Action) -> list[Indicator]:
    return [indicator for indicator in indicators() if indicator.action_code == action.code]


def plain_value(text: str, kind: str) -> float | int | date | str | None:
    """Gives a content value as a spreadsheet would hold it; ranges and words stay text."""
    if not text:
        return None
    if kind == "data":
        return date.fromisoformat(text)
    if kind in ("crescente", "decrescente", "intervallo") and ".." not in text:
        number = float(text.replace(",", "."))
        return int(number) if number.is_integer() else number
    return text
