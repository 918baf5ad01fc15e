"""Sentences of the page Modalità riunione: one screen for all, one a direction, one at the end."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.domain.model import DupStatus, ResultStatus
from dashboard.domain.next_steps import NextStep
from dashboard.texts.deviations import NO_REASON
from dashboard.texts.formats import (
    Record,
    counted,
    italian_date,
    listed,
    number,
    shortened,
    text,
)
from dashboard.texts.labels import DUP_STATUSES, RESULT_STATUSES, UNKNOWN_DUP_STATUS
from dashboard.texts.measures import deviation_words, result_against_target
from dashboard.texts.navigation import short_entity_name
from dashboard.texts.next_steps import step_words

PREVIOUS = "Precedente"
NEXT = "Successiva"
FIRST = "Inizio"
LAST = "Fine"
LEAVE = "Esci"
FULL_SCREEN = "Schermo intero"
KEYS_HINT = "frecce o Pag↑ Pag↓ per scorrere, Esc per uscire, F11 per lo schermo intero"
CLOSING_TITLE = "Che cosa resta aperto"
WHO_IS_MISSING = "Chi non ha consegnato"
WHAT_WAITS = "In attesa di qualcuno"
UNEXPLAINED = "Scostamenti senza motivazione"
DIRECTIONS = "Gli indirizzi"
RESULTS = "Indicatori"
TRAVEL = "Meglio o peggio"
DUP = "Stato di attuazione del DUP"
NO_DUP = "Nessun intervento del DUP per questo indirizzo."
WITHOUT_DIRECTION = "Senza un indirizzo strategico"
UNKNOWN_STATUS = "unknown"
"""What the query `dup_status_by_direction` calls a status that nobody indicated."""

DIRECTION_COLUMNS = ("Indirizzo", "Al target", "Sotto", "Senza motivazione")

_NAME_WIDTH = 62
_TITLE_WIDTH = 75
# What a screen of 1440 by 900 holds beside its heading, at 24 px; see ui/style.css.
_LINE_WIDTH, _LINES, _MOST_CONCERNS = 74, 19, 5


def position(number_shown: int, screen_count: int) -> str:
    """Gives "3 di 6"."""
    return f"{number_shown} di {screen_count}"


def opening_title(entity_name: str, as_of: date | None) -> str:
    """Gives whose data these are, and of which day where it is a past one."""
    past = "" if as_of is None else f", situazione al {italian_date(as_of)}"
    return f"{short_entity_name(entity_name)}{past}"


def direction_title(code: str | None, name: str | None) -> str:
    """Gives "Indirizzo 3 – La città da vivere"."""
    if code is None:
        return WITHOUT_DIRECTION
    return shortened(f"Indirizzo {code} – {name}" if name else f"Indirizzo {code}", _TITLE_WIDTH)


def result_count(status: ResultStatus, count: int) -> str:
    """Gives "22 raggiunti"."""
    return counted(count, RESULT_STATUSES[status].word, RESULT_STATUSES[status].plural)


def dup_count(status: str, count: int) -> str:
    """Gives "10 conclusi"."""
    label = UNKNOWN_DUP_STATUS if status == UNKNOWN_STATUS else DUP_STATUSES[DupStatus(status)]
    return counted(count, label.word, label.plural)


def dup_total(count: int) -> str:
    """Gives "24 interventi"."""
    return counted(count, "intervento", "interventi")


def short_name(name: str) -> str:
    """Gives a name short enough for one line."""
    return shortened(name, _NAME_WIDTH)


def concern_facts(status: ResultStatus, row: Record) -> str:
    """Gives "non raggiunto: 38 su 100 giornate (−62 %). Nessuna motivazione.", in two lines.

    `row`: of the query `deviations`.
    """
    measured = f"{result_against_target(row)} ({deviation_words(row)})"
    reason = text(row["reason"]) if row["has_reason"] else NO_REASON
    return shortened(f"{RESULT_STATUSES[status].word}: {measured}. {reason}", 2 * _LINE_WIDTH)


def concern_step(step: NextStep, row: Record, role: str | None) -> str:
    """Gives "→ Chiedere la motivazione · Responsabile della cultura", in one line."""
    who = role or text(row["sector_name"])
    return shortened(f"→ {step_words(step)} · {who}", _LINE_WIDTH)


def fitting_count(facts: Sequence[str]) -> int:
    """Gives how many of the concerns with these facts fit a screen, five at most.

    A name and a step take a line each.
    """
    left, count = _LINES, 0
    for words in facts[:_MOST_CONCERNS]:
        left -= 2 + math.ceil(len(words) / _LINE_WIDTH)
        if left < 0:
            break
        count += 1
    return count


def unexplained_words(unexplained_by_direction: Mapping[str, int]) -> str:
    """Gives "9: 4 in «La città da vivere» e 5 in …"; says so where there are none."""
    total = sum(unexplained_by_direction.values())
    if not total:
        return "Nessuno: tutti gli scostamenti sono motivati."
    where = [
        f"{number(count, 0)} in «{shortened(name, _NAME_WIDTH)}»"
        for name, count in unexplained_by_direction.items()
        if count
    ]
    return f"{number(total, 0)}: {listed(where)}."
