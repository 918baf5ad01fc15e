"""Say what each part of a mean costs: the points between 100 and a total, in words."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.explanation import Contribution
from dashboard.domain.rollup import Aggregate
from dashboard.texts.formats import MINUS, MISSING, counted, number, percent, readable_name

START_NAME = "Si parte da 100"
TOTAL_NAME = "Totale"
REST_NAME = "Gli altri componenti insieme ({count})"
ROUNDING = "Arrotondamento dei componenti"
WATERFALL_NOTE = (
    "Ogni barra: i punti che un componente toglie (scuro) o aggiunge (chiaro) rispetto a 100, cioè "
    "il suo peso per quanto gli manca. La somma di 100 e di tutte le barre è il valore."
)


def points_words(points: float) -> str:
    """Gives "−1,23 punti"; a cost too small for two decimals is not called nothing."""
    if points == 0:
        return "0 punti"
    sign = MINUS if points < 0 else "+"
    size = number(max(abs(points), 0.01))
    return f"{sign}{size} {'punto' if size == '1' else 'punti'}"


def waterfall_finding(contributions: Sequence[Contribution]) -> str:
    """Gives which part costs most."""
    lowest = min(contributions, key=lambda one: one.points, default=None)
    if lowest is None or lowest.points >= 0 or lowest.part is None:
        return "Nessuna componente toglie punti al totale"
    return f"Da 100 al totale: {_part_name(lowest)} pesa di più ({points_words(lowest.points)})"


def waterfall_alt(contributions: Sequence[Contribution], aggregate: Aggregate) -> str:
    """Describes the waterfall to who cannot see it."""
    return (
        f"Da 100 a {percent(aggregate.value_pct)} in "
        f"{counted(len(contributions), 'passo', 'passi')}. {waterfall_finding(contributions)}. "
        "Gli stessi numeri sono nella tabella che segue."
    )


def contribution_name(contribution: Contribution) -> str:
    """Gives the name of a part, or that it is what rounding does."""
    return ROUNDING if contribution.part is None else _part_name(contribution)


def part_points_words(points: float | None) -> str:
    """Gives the points of a part; a dash where it takes no part in the mean."""
    return MISSING if points is None else points_words(points)


def _part_name(contribution: Contribution) -> str:
    part = contribution.part
    return contribution.name if part is None else readable_name(part.code, part.name)
