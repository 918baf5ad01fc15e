"""Better or worse: which way an achievement went, in a mark, a word and points with their n."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.domain.model import Period
from dashboard.domain.travel import Hindrance, Moment, Travel, Way
from dashboard.texts.formats import counted, number

# Shape and word: an arrow alone would be colour's old trick in black.
MARKS: Mapping[Way, tuple[str, str]] = {
    Way.UP: ("↑", "meglio"),
    Way.DOWN: ("↓", "peggio"),
    Way.SAME: ("=", "uguale"),
    Way.NOT_COMPARABLE: ("∅", "non confrontabile"),
}
_HINDRANCES: Mapping[Hindrance, str] = {
    Hindrance.NOTHING_NOW: "nessun indicatore contato ora",
    Hindrance.NOTHING_BEFORE: "nessun dato di allora",
    Hindrance.OTHER_METHOD: "allora si contava in altro modo",
}
_MONTHS: Mapping[Period, str] = {Period.INTERMEDIATE: "giugno", Period.FINAL: "dicembre"}
_HARD_SPACE = "\u00a0"


def moment_words(moment: Moment) -> str:
    """Gives "giugno 2024"."""
    return f"{_MONTHS[moment.period]} {moment.reference_year}"


def since(moment: Moment) -> str:
    """Gives the heading of a column of marks: "Da giugno 2024"."""
    return f"Da {moment_words(moment)}"


def points_words(points: float) -> str:
    """Gives "+35,4 punti", "−0,8 punti"; one decimal, as percentages are shown."""
    shown = number(points, 1)
    sign = "+" if points > 0 and shown.strip("0,") else ""
    return f"{sign}{shown}{_HARD_SPACE}punti"


def mark_words(found: Travel) -> str:
    """Gives the mark and its word: "↑ meglio, +35,4 punti", "∅ non confrontabile"."""
    shape, word = MARKS[found.way]
    if found.points is None or found.way is Way.SAME:
        return f"{shape} {word}"
    return f"{shape} {word}, {points_words(found.points)}"


def basis_words(found: Travel) -> str:
    """Gives over how many indicators the two were counted, or why they are not compared."""
    if found.hindrance is not None:
        return _HINDRANCES[found.hindrance]
    if found.counted_before == found.counted_now:
        return f"su {counted(found.counted_now, 'indicatore', 'indicatori')}"
    return f"su {found.counted_before} indicatori allora, {found.counted_now} ora"


def travel_finding(moment: Moment, found: Sequence[Travel], last_year: Sequence[Travel]) -> str:
    """Gives "Da giugno 2024 4 indirizzi su 4 sono saliti; con il 2023 non c’è confronto"."""
    before, year_before = moment.report_before, moment.year_before
    first = f"Da {moment_words(before)} {_movement(found)}"
    return f"{first}; sul {year_before.reference_year} {_movement(last_year)}"


def _movement(found: Sequence[Travel]) -> str:
    compared = [one for one in found if one.way is not Way.NOT_COMPARABLE]
    if not compared:
        return "non c’è confronto"
    risen = sum(one.way is Way.UP for one in compared)
    fallen = sum(one.way is Way.DOWN for one in compared)
    if not risen and not fallen:
        return "nessun indirizzo si è mosso"
    count, verbs = (risen, ("sale", "salgono")) if risen else (fallen, ("scende", "scendono"))
    subject = counted(count, "indirizzo", "indirizzi")
    words = f"{subject} su {len(compared)} {verbs[count != 1]}"
    return f"{words}, {counted(fallen, 'scende', 'scendono')}" if risen and fallen else words
