"""Choose the columns, titles and groups of a document as a sector lays them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.content import Habit, table

CHAIN = ("indirizzo", "strategico", "operativo")
PIAO_ACTION = ("azione_tipo", "sezione", "peso", "interni", "esterni", "atteso_testo")
MEASURE = ("tipo", "unita", "operatore", "base", "fonte", "atteso")
PEG = (
    "azione_tipo",
    "servizio",
    "centro",
    "responsabile",
    "missione",
    "capitolo",
    "fattore",
    "stanziato",
    "impegnato",
    "personale",
    "altri_servizi",
    "concordata",
)
PEG_TIMES = ("inizio", "fine")
ACTION = ("azione_codice", "azione")
INDICATOR = ("indicatore_codice", "indicatore")
EXTRA = "extra"
# The sectors that state a target for each year of the cycle; the others stop at the next one.
PLANS_THREE_YEARS = ("01", "12")
# Those that say in the PEG list itself what the money is spent on; most have sheets of their own.
STATES_FACTOR_IN_ROW = ("06", "12")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the content field it shows, its title, the group above it, its width."""

    field: str
    title: str
    group: str
    width: float


def columns(document: str, year: int, habit: Habit) -> list[Column]:
    """Gives the columns of a document in the sector's order, with the sector's own extra one."""
    titles = _titles()
    chosen = [field for field in _fields(document, year, habit) if _is_used(field, habit)]
    found = []
    for field in chosen:
        group, width, variants = titles[field]
        found.append(Column(field, _dated(variants[habit.title_variant], year), group, width))
    if habit.extra_title and document != "intermedio":
        found.append(Column(EXTRA, habit.extra_title, "Altro", 16))
    return found


@cache
def _titles() -> dict[str, tuple[str, float, list[str]]]:
    """Gives each field's group, its width, and its title in three variants."""
    return {row[0]: (row[1], float(row[2]), row[3:]) for row in table("titoli")}


def _dated(title: str, year: int) -> str:
    if year == 2024:
        return title
    return title.replace("2025", "2026").replace("2024", "2025")


def _fields(document: str, year: int, habit: Habit) -> list[str]:
    parts = {
        "piao": (CHAIN, ACTION, PIAO_ACTION, INDICATOR, MEASURE, _targets(year, habit)),
        "peg": (CHAIN, ("settore",), ACTION, PEG, PEG_TIMES if habit.order == 1 else ()),
        "intermedio": (CHAIN[2:], ACTION, INDICATOR, _report(habit, "giugno")),
        "finale": (CHAIN[2:], ACTION, INDICATOR, _report(habit, "dicembre")),
    }[document]
    if habit.order == 2:
        # The chain closes the table instead of opening it.
        parts = (*parts[1:], parts[0])
    if habit.order == 3 and document == "piao":
        parts = (parts[1], parts[0], *parts[3:], parts[2])
    return [field for part in parts for field in part]


def _targets(year: int, habit: Habit) -> tuple[str, ...]:
    if year == 2025:
        return ()
    beyond = ("atteso_oltre",) if habit.sector_code in PLANS_THREE_YEARS else ()
    return ("atteso_giugno", "atteso_dopo", *beyond)


def _report(habit: Habit, period: str) -> tuple[str, ...]:
    fields = ["tipo", "unita", "operatore", "atteso", period]
    if period == "dicembre":
        fields.insert(4, "giugno")
        if habit.has_total:
            fields.append("grado")
    fields += ["motivo", "nota"]
    if period == "dicembre" and habit.sector_code in ("06", "09"):
        fields += ["non_valutabile", "non_valutabile_motivo"]
    return tuple(fields)


def _is_used(field: str, habit: Habit) -> bool:
    if field in ("azione_codice", "indicatore_codice"):
        return habit.codes == "separati"
    if field == "operatore":
        return habit.operator == "colonna"
    if field == "fattore":
        return habit.sector_code in STATES_FACTOR_IN_ROW
    return field != "tipo" or habit.states_kind
