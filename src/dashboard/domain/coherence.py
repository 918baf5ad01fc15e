"""Find where deadlines and clauses of one act contradict each other.

Every check is a rule over what is stated: it finds, in any directive, what it finds in the first
one. A finding holds the two passages side by side; neither is taken for the right one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations

from dashboard.domain.clause_words import (
    due_days_in,
    due_from,
    reports_named_in,
    subject_years_in,
    year_spans_in,
)
from dashboard.domain.cycle import Addressee
from dashboard.domain.deadlines import Deadline
from dashboard.domain.model import DocumentKind, Lineage
from dashboard.domain.names import comparable_code, normalised_name
from dashboard.domain.registry_model import RegistryClauseFact


class CoherenceCode(StrEnum):
    """The rules, in the order in which their findings are listed."""

    DUE_BEFORE_ITS_PERIOD_ENDS = "due_before_its_period_ends"
    OTHER_REPORT_NAMED = "other_report_named"
    OTHER_CYCLE_NAMED = "other_cycle_named"
    OTHER_YEAR_SPOKEN_OF = "other_year_spoken_of"
    TWO_DAYS_FOR_ONE_DOCUMENT = "two_days_for_one_document"
    FOLDER_OF_OTHER_CYCLE = "folder_of_other_cycle"
    SECTORS_AFTER_GIUNTA = "sectors_after_giunta"
    NO_TIME_FOR_GIUNTA = "no_time_for_giunta"


class Gravity(StrEnum):
    """Whether both passages cannot be true, or one of them only seems unintended."""

    CONTRADICTION = "contradiction"
    DOUBT = "doubt"


GRAVITIES: Mapping[CoherenceCode, Gravity] = {
    code: Gravity.DOUBT if code is CoherenceCode.NO_TIME_FOR_GIUNTA else Gravity.CONTRADICTION
    for code in CoherenceCode
}
_PERIOD_ENDS = {
    DocumentKind.INTERMEDIATE_REPORT: (6, 30),
    DocumentKind.FINAL_REPORT: (12, 31),
    DocumentKind.ORDINARY_ACTIVITY: (12, 31),
    DocumentKind.QUALITY_CONTROLS: (12, 31),
    DocumentKind.INNOVATIONS: (12, 31),
}
_REPORTS = frozenset({DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT})


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands at one place: the words of a clause, or the day of a row of the deadlines.

    `clause_code` is None for a row without clause; `clause_text` is None where only the row is
    known; `due_day` and `addressee` are what the row says.
    """

    document_name: str | None
    lineage: Lineage | None
    clause_code: str | None = None
    clause_text: str | None = None
    source: str | None = None
    due_day: date | None = None
    addressee: Addressee | None = None


@dataclass(frozen=True, slots=True)
class CoherenceFinding:
    """Two passages that a rule says cannot stand together; `params` are what it compared."""

    code: CoherenceCode
    first: Passage
    second: Passage
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def gravity(self) -> Gravity:
        """Gives how sure the rule is."""
        return GRAVITIES[self.code]


@dataclass(frozen=True, slots=True)
class _Act:
    """Everything that one act states."""

    deadlines: tuple[Deadline, ...]
    clauses: tuple[RegistryClauseFact, ...]


def coherence_findings(
    deadlines: Iterable[Deadline], clauses: Iterable[RegistryClauseFact]
) -> tuple[CoherenceFinding, ...]:
    """Gives where an act contradicts itself, by rule and then in the order of its clauses."""
    act = _Act(tuple(deadlines), tuple(clauses))
    return tuple(finding for check in _CHECKS for finding in check(act))


# --- deadlines against what they are about ---


def _due_too_early(act: _Act) -> Iterator[CoherenceFinding]:
    """A report on a day is asked for before that day."""
    for one in act.deadlines:
        end = None if one.document_kind is None else _PERIOD_ENDS.get(one.document_kind)
        day = one.sectors_date
        if end is None or day is None or day >= date(one.reference_year, *end):
            continue
        about = date(one.reference_year, *end)
        second = _passage_about(act, one, about, day)
        yield CoherenceFinding(
            CoherenceCode.DUE_BEFORE_ITS_PERIOD_ENDS,
            _passage_of_row(act, one, day, Addressee.SECTORS),
            second,
            {"due": day.isoformat(), "about": about.isoformat(), "document": one.document_name},
        )


def _passage_about(act: _Act, deadline: Deadline, about: date, day: date) -> Passage:
    """Gives the other place that says what a report is about: its Giunta's day, else its row."""
    for clause in _clauses_of(act, deadline):
        days = due_days_in(clause.clause_text)
        if about in days or (days and day not in days):
            return _passage(clause)
    other = deadline.entity_date
    return _row(deadline, other, None if other is None else Addressee.ENTITY)


def _sectors_against_giunta(
    code: CoherenceCode, is_wrong: Callable[[date, date], bool]
) -> Callable[[_Act], Iterator[CoherenceFinding]]:
    """Gives the check that compares the two days of a row."""

    def check(act: _Act) -> Iterator[CoherenceFinding]:
        for one in act.deadlines:
            sectors, giunta = one.sectors_date, one.entity_date
            if sectors is None or giunta is None or not is_wrong(sectors, giunta):
                continue
            yield CoherenceFinding(
                code,
                _passage_of_row(act, one, sectors, Addressee.SECTORS),
                _passage_of_row(act, one, giunta, Addressee.ENTITY),
                {
                    "sectors": sectors.isoformat(),
                    "giunta": giunta.isoformat(),
                    "document": one.document_name,
                },
            )

    return check


def _two_days(act: _Act) -> Iterator[CoherenceFinding]:
    """One document is due from the same people on two days, by two clauses."""
    stated = [
        (clause, addressee, days)
        for clause in act.clauses
        for addressee in [_addressee(act, clause)]
        for days in [frozenset(due_days_in(clause.clause_text))]
        if addressee is not None and days
    ]
    for (first, whose, days), (second, whose_too, other_days) in combinations(stated, 2):
        if whose is whose_too and _is_same_document(first, second) and not days & other_days:
            yield CoherenceFinding(
                CoherenceCode.TWO_DAYS_FOR_ONE_DOCUMENT,
                _passage(first),
                _passage(second),
                {
                    "first": min(days).isoformat(),
                    "second": min(other_days).isoformat(),
                    "document": first.document_name or "",
                },
            )


# --- clauses against what they are about ---


def _other_report(act: _Act) -> Iterator[CoherenceFinding]:
    """A clause on one of the two reports of a year asks for the other one by name."""
    for clause in act.clauses:
        own = clause.document_kind
        if own is None or own not in _REPORTS:
            continue
        named = reports_named_in(clause.clause_text)
        if named == _REPORTS - {own}:
            (other,) = named
            naming = (
                one
                for one in act.clauses
                if one.document_kind is own and own in reports_named_in(one.clause_text)
            )
            title = _nearest(act, clause, naming)
            yield CoherenceFinding(
                CoherenceCode.OTHER_REPORT_NAMED,
                _passage(clause),
                _about(clause) if title is None else _passage(title),
                {"own": str(own), "other": str(other)},
            )


def _other_cycle(act: _Act) -> Iterator[CoherenceFinding]:
    """A clause speaks of three years that are not those of its cycle, or names their folder."""
    for clause in act.clauses:
        cycle = _cycle_of(clause)
        if cycle is None:
            continue
        for span in year_spans_in(clause.clause_text):
            if span.years == cycle:
                continue
            in_folder = span.folder is not None
            right = _clause_with(act, clause, cycle, in_folder=in_folder)
            yield CoherenceFinding(
                CoherenceCode.FOLDER_OF_OTHER_CYCLE
                if in_folder
                else CoherenceCode.OTHER_CYCLE_NAMED,
                _passage(clause),
                _about(clause) if right is None else _passage(right),
                {
                    "named": _years(span.years),
                    "cycle": _years(cycle),
                    "folder": span.folder or "",
                },
            )


def _clause_with(
    act: _Act, clause: RegistryClauseFact, cycle: tuple[int, int], *, in_folder: bool
) -> RegistryClauseFact | None:
    """Gives the nearest clause that names the cycle itself, one on the same document before all."""
    naming = [
        one
        for one in act.clauses
        if any(
            span.years == cycle and (span.folder is not None) == in_folder
            for span in year_spans_in(one.clause_text)
        )
    ]
    same = [one for one in naming if _is_same_document(one, clause)]
    return _nearest(act, clause, same or naming)


def _other_year(act: _Act) -> Iterator[CoherenceFinding]:
    """A clause on a document of one year asks for the data of another."""
    for clause in act.clauses:
        if clause.reference_year is None:
            continue
        others = [
            year for year in subject_years_in(clause.clause_text) if year != clause.reference_year
        ]
        if not others:
            continue
        dated = (
            one
            for one in act.clauses
            if _is_same_document(one, clause) and due_days_in(one.clause_text)
        )
        due = _nearest(act, clause, dated)
        yield CoherenceFinding(
            CoherenceCode.OTHER_YEAR_SPOKEN_OF,
            _passage(clause),
            _about(clause) if due is None else _passage(due),
            {
                "named": str(others[0]),
                "own": str(clause.reference_year),
                "document": clause.document_name or "",
            },
        )


def _folders_only(act: _Act) -> Iterator[CoherenceFinding]:
    return (one for one in _other_cycle(act) if one.code is CoherenceCode.FOLDER_OF_OTHER_CYCLE)


def _cycles_only(act: _Act) -> Iterator[CoherenceFinding]:
    return (one for one in _other_cycle(act) if one.code is CoherenceCode.OTHER_CYCLE_NAMED)


_CHECKS: Sequence[Callable[[_Act], Iterator[CoherenceFinding]]] = (
    _due_too_early,
    _other_report,
    _cycles_only,
    _other_year,
    _two_days,
    _folders_only,
    _sectors_against_giunta(
        CoherenceCode.SECTORS_AFTER_GIUNTA, lambda sectors, giunta: sectors > giunta
    ),
    _sectors_against_giunta(
        CoherenceCode.NO_TIME_FOR_GIUNTA, lambda sectors, giunta: sectors == giunta
    ),
)


# --- which clause speaks of what ---


def _addressee(act: _Act, clause: RegistryClauseFact) -> Addressee | None:
    """Gives whose day a clause states: by its words, else by the row of deadlines it belongs to."""
    said = due_from(clause.clause_text)
    if said is not None:
        return said
    days = due_days_in(clause.clause_text)
    for one in act.deadlines:
        if _has_code(clause, one.clause_code):
            if one.sectors_date in days:
                return Addressee.SECTORS
            if one.entity_date in days:
                return Addressee.ENTITY
    return None


def _clauses_of(act: _Act, deadline: Deadline) -> Iterator[RegistryClauseFact]:
    return (
        clause
        for clause in act.clauses
        if _document_of(clause) == deadline.document
        and clause.reference_year in (None, deadline.reference_year)
    )


def _passage_of_row(act: _Act, deadline: Deadline, day: date, whose: Addressee) -> Passage:
    """Gives the clause that states a day of a row: the row's own one, else one with the day."""
    clauses = [*_clauses_of(act, deadline)]
    own = [one for one in act.clauses if _has_code(one, deadline.clause_code)]
    for clause in (*own, *clauses):
        stated_for = _addressee(act, clause)
        if day in due_days_in(clause.clause_text) and stated_for in (None, whose):
            return _passage(clause)
    return _row(deadline, day, whose)


def _has_code(clause: RegistryClauseFact, code: str | None) -> bool:
    return code is not None and comparable_code(clause.clause_code) == comparable_code(code)


def _document_of(clause: RegistryClauseFact) -> str | None:
    if clause.document_kind is not None:
        return clause.document_kind
    return None if clause.document_name is None else normalised_name(clause.document_name)


def _is_same_document(first: RegistryClauseFact, second: RegistryClauseFact) -> bool:
    """Says whether two clauses are about one document; a year that one does not say may be any."""
    document, years = _document_of(first), {first.reference_year, second.reference_year} - {None}
    cycles = {_cycle_of(first), _cycle_of(second)} - {None}
    return (
        document is not None
        and document == _document_of(second)
        and len(years) < 2
        and len(cycles) < 2
    )


def _cycle_of(clause: RegistryClauseFact) -> tuple[int, int] | None:
    first, last = clause.cycle_start_year, clause.cycle_end_year
    return None if first is None or last is None else (first, last)


def _passage(clause: RegistryClauseFact) -> Passage:
    return Passage(
        clause.document_name,
        clause.lineage,
        clause.clause_code,
        clause.clause_text,
        clause.source,
    )


def _about(clause: RegistryClauseFact) -> Passage:
    """Gives what a clause itself says that it is about, where no other place says so."""
    return Passage(clause.document_name, clause.lineage, clause.clause_code, None, clause.source)


def _row(deadline: Deadline, day: date | None, whose: Addressee | None) -> Passage:
    return Passage(
        deadline.document_name,
        deadline.lineage,
        deadline.clause_code,
        due_day=day,
        addressee=whose,
    )


def _years(cycle: tuple[int, int]) -> str:
    return f"{cycle[0]}-{cycle[1]}"


def _nearest(
    act: _Act, clause: RegistryClauseFact, others: Iterable[RegistryClauseFact]
) -> RegistryClauseFact | None:
    """Gives the one of some clauses that stands nearest to a clause, and is not that clause."""
    place = act.clauses.index(clause)
    return min(
        (one for one in others if one is not clause),
        key=lambda one: abs(act.clauses.index(one) - place),
        default=None,
    )
