"""Read what a document says about itself outside its table: entity, year, sector, period…

Trust goes down from the title cells above the table to the names of sheet, file and folder. A
lower place that says something else than a higher one is reported, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dashboard.domain.issues import IssueList
from dashboard.domain.model import AchievementBasis, Period, Stated
from dashboard.domain.names import code_from_name, comparable_code, normalised_name
from dashboard.workbook.cells import Grid
from dashboard.workbook.numbers import dates_in

# Subjects, as keys of `ParsedDocument.stated`.
ENTITY, SECTOR, DIRECTION = "entity_name", "sector", "strategic_direction"
YEAR, CYCLE, PERIOD = "reference_year", "cycle", "period"
BASIS, AS_OF, KIND = "achievement_basis", "as_of_date", "kind"
REPORT_YEAR, LOOSE_YEAR = "report_year", "loose_year"

_HANDED_IN_BY_MONTH = 4
_SEPARATOR = r"\s*(?:n\.?|n°|numero)?\s*[:\-–—_]?\s*"
_ENTITY = (
    re.compile(r"^(?:ente|amministrazione)\s*:\s*(?P<value>.+)$", re.I),
    re.compile(
        r"^(?P<value>(?:comune|provincia|unione|città metropolitana|comunità montana)"
        r"\s+(?:di|dei|del|della|delle|dell['’])\s*[^–\n]{2,60}?)(?:\s+[-–—].*)?$",
        re.I,
    ),
)
_SECTOR = (
    re.compile(
        rf"(?<!di )(?<!del )(?<!dei )\bsettore\b(?! responsabile){_SEPARATOR}(?P<value>\S.*)$", re.I
    ),
    re.compile(
        r"^(?:dipartimento|direzione|area|c\.?d\.?r\.?|centro di responsabilità|struttura)"
        r"(?:\s+responsabile)?\s*(?:n\.?)?\s*:\s*(?P<value>.+)$",
        re.I,
    ),
)
_DIRECTION = (
    re.compile(
        r"\b(?:indirizzo strategico|linea strategica|linea di mandato|linea programmatica|"
        rf"area strategica|indirizzo){_SEPARATOR}(?P<value>\S.*)$",
        re.I,
    ),
)
_CYCLE = re.compile(r"(?<!\d)(?P<first>20\d\d)\s*[-–—/_]\s*(?P<last>20\d\d|\d\d)(?!\d)")
_YEAR = re.compile(
    r"\b(?:anno|esercizio|annualità)\b(?:\s+(?:di\s+)?(?:riferimento|valutazione|finanziario))?"
    r"\s*[:\-–]?\s*(?P<value>20\d\d)(?!\d|\s*[-/–]\s*20)",
    re.I,
)
_LOOSE = re.compile(r"(?<!\d)(?<!\d[-–/_.])(20\d\d)(?![-–/_]?\d)")
_INTERMEDIATE = re.compile(
    r"\bintermedi[oa]\b|\binfrannual[ei]\b|\bsemestral[ei]\b|\b(?:i|1|primo)[°º]?\s+semestre\b|"
    r"\b30\s?[./_-]\s?0?6\b|\b30\s+giugno\b|\bmid[- ]?year\b",
    re.I,
)
_FINAL = re.compile(
    r"\breport\s+(?:di\s+)?final[ei]\b|\bfinale\b|\bconsuntivo\b|\b31\s?[./_-]\s?12\b|"
    r"\b31\s+dicembre\b|\b(?:ii|2|secondo)[°º]?\s+semestre\b",
    re.I,
)
_BASIS = re.compile(r"\bbase di calcolo\b\s*[:\-–]?\s*(?P<value>.+)$", re.I)
_AS_OF = re.compile(
    r"\b(?:stato di attuazione|situazione|aggiornat[oa]|monitoraggio|dati)\b.*\bal\b", re.I
)
KIND_WORDS = {
    "dup_status": re.compile(r"\bstato di attuazione\b|\bdup\b|documento unico", re.I),
    "peg_actions": re.compile(r"\bpeg\b|piano esecutivo di gestione|piano dettagliato", re.I),
    "piao_sheet": re.compile(r"\bpiao\b|piano integrato", re.I),
    "report": re.compile(r"\breport\b|rendicontazion|monitoraggio|consuntiv|\brelazione\b", re.I),
}
_CODE_AND_NAME = re.compile(
    r"^(?P<code>(?:[A-Za-z]{0,4}[.\-]?\d[\w./\-]*|[IVX]{1,5}(?=\s*[-–—:.)])))\.?"
    r"\s*(?:[-–—:)]\s*|\s+|$)(?P<name>.*)$",
    re.DOTALL,
)
_LABELS = re.compile(
    r"^(?:ente|settore|dipartimento|direzione|area|indirizzo(?: strategico)?|linea strategica|"
    r"linea di mandato|area strategica|ciclo|triennio|anno(?: di riferimento)?|esercizio|periodo|"
    r"base di calcolo|stato di attuazione al|report al|data di rilevazione|aggiornato al)\s*:?$",
    re.I,
)


@dataclass(slots=True)
class Context:
    """What was stated, by subject; of several statements the most trusted one."""

    stated: dict[str, Stated] = field(default_factory=dict)
    # What is known for certain, so that no text has to be taken apart for it.
    code_and_name_by_subject: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    def code_and_name(self, subject: str) -> tuple[str | None, str | None]:
        """Gives the code and the name of the sector or direction that is stated."""
        known = self.code_and_name_by_subject.get(subject)
        return split_code_and_name(self.value(subject) or "") if known is None else known

    def value(self, subject: str) -> str | None:
        """Gives the stated text of a subject, or None."""
        found = self.stated.get(subject)
        return None if found is None else found.value

    @property
    def cycle(self) -> tuple[int, int] | None:
        """Gives the first and last year of the cycle, when stated."""
        stated = self.value(CYCLE)
        if stated is None:
            return None
        first, last = stated.split("-")
        return int(first), int(last)

    @property
    def as_of_date(self) -> date | None:
        """Gives the day the whole document speaks of, when stated."""
        stated = self.value(AS_OF)
        return None if stated is None else date.fromisoformat(stated)

    @property
    def period(self) -> Period | None:
        """Gives the period that the words around the table name."""
        stated = self.value(PERIOD)
        return None if stated is None else Period(stated)

    @property
    def basis(self) -> AchievementBasis:
        """Gives whose percentage counts: ours unless the sheet says otherwise."""
        return AchievementBasis(self.value(BASIS) or AchievementBasis.MEASURED)

    def reference_year(self, *, is_report: bool) -> int | None:
        """Gives the year the document is about, from the most explicit statement there is."""
        for subject in (YEAR, REPORT_YEAR) if is_report else (YEAR,):
            stated = self.value(subject)
            if stated is not None:
                return int(stated)
        cycle, day = self.cycle, self.as_of_date
        if day is not None and (cycle is None or cycle[0] <= day.year <= cycle[1]):
            return day.year
        loose = self.value(LOOSE_YEAR)
        if is_report and loose is not None:
            return int(loose)
        if cycle is not None:
            return cycle[0]
        return None if loose is None else int(loose)

    def year_statement(self) -> Stated | None:
        """Gives the statement behind the reference year."""
        for subject in (YEAR, REPORT_YEAR, AS_OF, CYCLE, LOOSE_YEAR):
            if subject in self.stated:
                return self.stated[subject]
        return None


def read_context(
    grid: Grid, rows_above: Iterable[int], file_name: str, folder_name: str, issues: IssueList
) -> Context:
    """Gives what the title cells, then the names of sheet, file and folder, state."""
    context = Context()
    statements = [
        *_from_titles(grid, rows_above),
        *_statements(_spaced(grid.sheet_name), "sheet_name", grid.sheet_name, None),
        *_statements(_spaced(_stem(file_name)), "file_name", None, None),
        *_statements(_spaced(folder_name), "folder_name", None, None),
    ]
    for subject, stated in statements:
        first = context.stated.setdefault(subject, stated)
        if first is not stated and not agree(subject, first.value, stated.value):
            contradiction(subject, first, stated, grid.sheet_name, issues)
    _settle_year(context, grid.sheet_name, issues)
    return context


@lru_cache(maxsize=16_384)
def split_code_and_name(text: str) -> tuple[str | None, str | None]:
    """Gives the code and the name in "1.2 Città digitale", "03 - Lavori pubblici", "Tributi".

    A single trailing full stop of the code is not part of it.
    """
    plain = " ".join(text.split())
    found = _CODE_AND_NAME.match(plain)
    if found is None or (found["code"].isdigit() and found["name"][:1].islower()):
        # "3 eventi culturali" counts events; it does not number them.
        return None, plain or None
    return found["code"].rstrip("."), found["name"].strip(" -–—") or None


def code_and_name_text(code: str | None, name: str | None) -> str | None:
    """Gives one text for a code and a name, of which `split_code_and_name` makes both again.

    Where it could not, the name alone for a code that is made of the name, else the code alone.

    >>> code_and_name_text("1.2", "Città digitale"), code_and_name_text("tributi", "Tributi")
    ('1.2 Città digitale', 'Tributi')
    """
    if code is None or name is None or code == name:
        return code or name
    plain = " ".join(name.split())
    joined = f"{code} {plain}"
    if split_code_and_name(joined) == (code, plain):
        return joined
    return plain if code_from_name(plain) == code else code


def _from_titles(grid: Grid, rows_above: Iterable[int]) -> Iterator[tuple[str, Stated]]:
    for row in rows_above:
        cells = sorted(grid.rows.get(row, {}).items())
        for place, (_, cell) in enumerate(cells):
            if _LABELS.match(cell.text.strip()) and place + 1 < len(cells):
                value = cells[place + 1][1]
                text = f"{cell.text.strip().rstrip(':')}: {value.text}"
                yield from _statements(text, "title", grid.sheet_name, value.address)
            for line in cell.text.splitlines():
                yield from _statements(line.strip(), "title", grid.sheet_name, cell.address)


def _statements(
    text: str, source: str, sheet_name: str | None, cell: str | None
) -> Iterator[tuple[str, Stated]]:
    for subject, value in _found_in(text, is_title=source == "title"):
        yield subject, Stated(value, source, sheet_name, cell)


@lru_cache(maxsize=4096)
def _found_in(text: str, *, is_title: bool) -> tuple[tuple[str, str], ...]:
    """Gives subject and value of each statement. The files of a folder have most words in common,
    and every table is read once to be recognised and once for good.
    """
    found: list[tuple[str, str | None]] = [
        (SECTOR, _first(_SECTOR, text)),
        (DIRECTION, _first(_DIRECTION, text)),
        (CYCLE, _cycle(text)),
        (PERIOD, _period(text)),
        (KIND, next((name for name, words in KIND_WORDS.items() if words.search(text)), None)),
    ]
    year = _YEAR.search(text)
    found.append((YEAR, None if year is None else year["value"]))
    if is_title:
        found += [(ENTITY, _first(_ENTITY, text)), (BASIS, _basis(text))]
        found.append((AS_OF, _as_of(text)))
    found += _dated_years(text)
    return tuple((subject, value) for subject, value in found if value)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    for pattern in patterns:
        found = pattern.search(text)
        if found is not None:
            return found["value"].strip(" .-–—")
    return None


def _cycle(text: str) -> str | None:
    for found in _CYCLE.finditer(text):
        first = int(found["first"])
        last = int(found["last"]) + (2000 if len(found["last"]) == 2 else 0)
        if 1 <= last - first <= 4:
            return f"{first}-{last}"
    return None


def _period(text: str) -> str | None:
    is_intermediate, is_final = _INTERMEDIATE.search(text), _FINAL.search(text)
    if bool(is_intermediate) == bool(is_final):
        return None
    return str(Period.INTERMEDIATE if is_intermediate else Period.FINAL)


def _basis(text: str) -> str | None:
    found = _BASIS.search(text)
    if found is None:
        return None
    is_declared = "dichiarat" in found["value"].casefold()
    return str(AchievementBasis.DECLARED if is_declared else AchievementBasis.MEASURED)


def _as_of(text: str) -> str | None:
    days = dates_in(text) if _AS_OF.search(text) else []
    return days[-1].isoformat() if days else None


def _dated_years(text: str) -> list[tuple[str, str | None]]:
    days = dates_in(text)
    if days and (_INTERMEDIATE.search(text) or _FINAL.search(text)):
        day = days[-1]
        # What is handed in by 28 February speaks of the year before.
        is_of_year_before = day.month <= _HANDED_IN_BY_MONTH and not _INTERMEDIATE.search(text)
        return [(REPORT_YEAR, str(day.year - is_of_year_before))]
    years = set(_LOOSE.findall(text))
    return [(LOOSE_YEAR, years.pop())] if len(years) == 1 and not days else []


def agree(subject: str, first: str, second: str) -> bool:
    if subject in (KIND, AS_OF, BASIS, LOOSE_YEAR, REPORT_YEAR):
        return True
    if subject in (SECTOR, DIRECTION):
        (first_code, first_name), (code, name) = map(split_code_and_name, (first, second))
        if first_code and code:
            return comparable_code(first_code) == comparable_code(code)
        return not (first_name and name) or normalised_name(first_name) == normalised_name(name)
    return normalised_name(first) == normalised_name(second)


def _settle_year(context: Context, sheet_name: str, issues: IssueList) -> None:
    """Lets "Report al 31/12/2024" over the table outweigh the year in the name of a file."""
    year, dated = context.stated.get(YEAR), context.stated.get(REPORT_YEAR)
    if year is None or dated is None or year.value == dated.value:
        return
    if dated.source == "title" and year.source != "title":
        contradiction(YEAR, dated, year, sheet_name, issues)
        context.stated[YEAR] = dated


def contradiction(
    subject: str, first: Stated, second: Stated, sheet_name: str, issues: IssueList
) -> None:
    issues.add(
        "contradictory_statement",
        sheet_name,
        first.cell,
        expected=first.value,
        found=second.value,
        subject=subject,
        source=second.source,
        trusted_source=first.source,
    )


def _stem(file_name: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{2,4}$", "", file_name)


def _spaced(name: str) -> str:
    """Gives a name with its underscores as spaces, except between the years of a cycle."""
    return re.sub(r"(?<!\d)_|_(?!\d)|_(?!20\d\d)", " ", name)
