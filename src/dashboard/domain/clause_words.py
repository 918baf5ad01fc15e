"""Read due days, spans of years, years spoken of, folders and reports out of a directive.

Nothing is guessed: a day without a year is no day, a year counts only where the words say that
something is about it, and what is said to be of an earlier time is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.domain.cycle import Addressee
from dashboard.domain.model import DocumentKind
from dashboard.domain.names import without_accents

_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:\s*[./-]\s*(\d{{1,2}})\s*[./-]\s*|[°º]?\s+({_MONTH})\s+)(20\d\d)\b", re.I
)
_DUE = re.compile(
    rf"\b(?:entro\s+(?:e\s+non\s+oltre\s+)?il|scadenza:?)\s+(?={_DATE.pattern})", re.I
)
_SPAN = re.compile(r"(?<!\d)(20\d\d)\s*[-–/_]\s*(20\d\d)(?!\d)")
# A folder begins after a bar; after a slash only where a letter and a bar below follow, since
# days are written with slashes as well.
_FOLDER = re.compile(r"(?:\\|/(?=[A-Za-z]_))(?P<name>[^\\/;]*?)(?=\\|/|;|\.\s|\.?$)")
_SUBJECT_YEAR = re.compile(
    r"\b(?:(?:relativ[ioae]|riferit[ioae])\s+(?:all['’]?\s?anno\s+|al\s+)|"
    r"(?:performance|esercizio|annualita|consuntivo|dell['’]?\s?anno|nell['’]?\s?anno)\s+)"
    r"(20\d\d)\b(?!\s*[-–_/]\s*20\d\d)",
    re.I,
)
_EARLIER = re.compile(r"\b(?:precedent|scors|passat|pregress|vecchi)\w*\b[^.;]{0,40}$", re.I)
_REPORTS = {
    DocumentKind.INTERMEDIATE_REPORT: re.compile(
        r"\b(?:report|rapport[oi]|relazion[ei])\s+(?:intermedi[oae]|semestral[ei])", re.I
    ),
    DocumentKind.FINAL_REPORT: re.compile(
        r"\b(?:report|rapport[oi]|relazion[ei])\s+(?:final[ei]|annual[ei]|conclusiv[oaie])", re.I
    ),
}
_GIUNTA = re.compile(r"\b(?:giunta|approv\w*|deliber\w*)\b", re.I)
_SECTORS = re.compile(r"\b(?:settor[ei]|responsabil[ei]|consegn\w*)\b", re.I)


@dataclass(frozen=True, slots=True)
class YearSpan:
    """A span of years as written ("2024-2026"). `folder`: the folder whose name it stands in."""

    years: tuple[int, int]
    written: str
    folder: str | None = None


def due_days_in(text: str) -> tuple[date, ...]:
    """Gives the days by which a text says that something is due ("entro il…", "Scadenza…").

    One without its year, and one that no calendar has, is left out.
    """
    one_line = " ".join(text.split())
    return tuple(_days(_DATE.match(one_line, due.end()) for due in _DUE.finditer(one_line)))


def due_from(text: str) -> Addressee | None:
    """Gives whom the words about a deadline speak of; None where they speak of neither or both."""
    is_of_giunta, is_of_sectors = _GIUNTA.search(text), _SECTORS.search(text)
    if bool(is_of_giunta) == bool(is_of_sectors):
        return None
    return Addressee.ENTITY if is_of_giunta else Addressee.SECTORS


def year_spans_in(text: str) -> tuple[YearSpan, ...]:
    """Gives the spans of years in a text, each with its folder; those of earlier plans left out.

    >>> year_spans_in("le azioni del triennio 2023-2025")[0].years
    (2023, 2025)
    """
    one_line = " ".join(text.split())
    folders = [
        (found.start(), found.end(), found["name"].strip()) for found in _FOLDER.finditer(one_line)
    ]
    spans: list[YearSpan] = []
    for found in _SPAN.finditer(one_line):
        years = (int(found[1]), int(found[2]))
        folder = next((name for first, last, name in folders if first < found.start() < last), None)
        is_earlier = folder is None and _EARLIER.search(one_line[: found.start()]) is not None
        if years[0] < years[1] and not is_earlier:
            spans.append(YearSpan(years, found[0], folder))
    return tuple(spans)


def subject_years_in(text: str) -> tuple[int, ...]:
    """Gives the years that a text says its data, results or activities are about."""
    one_line = without_accents(" ".join(text.split()))
    return tuple(
        int(found[1])
        for found in _SUBJECT_YEAR.finditer(one_line)
        if _EARLIER.search(one_line[: found.start()]) is None
    )


def reports_named_in(text: str) -> frozenset[DocumentKind]:
    """Gives which of the two reports of a year a text names."""
    one_line = " ".join(text.split())
    return frozenset(kind for kind, words in _REPORTS.items() if words.search(one_line))


def _days(found: Iterable[re.Match[str] | None]) -> Iterator[date]:
    for one in found:
        if one is None:
            continue
        month = int(one[2]) if one[2] else _MONTHS.index(one[3].lower()) + 1
        try:
            yield date(int(one[4]), month, int(one[1]))
        except ValueError:
            continue
