"""Turn the rows of an anagrafica into what it states, section by section.

Nothing is guessed: a row that lacks a required cell is no fact and an issue, an empty optional
cell means the program's own choice. The way back is `dashboard.domain.registry_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, timedelta
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_type_hints

from dashboard.domain.issues import IssueList
from dashboard.domain.known_names import Days, KnownName, NameSubject, days_of
from dashboard.domain.model import (
    DocumentKind,
    Lineage,
    SectorFact,
    SheetRow,
    StrategicDirectionFact,
)
from dashboard.domain.names import normalised_name
from dashboard.domain.registry import EntityRegistry
from dashboard.domain.registry_model import (
    MeasurementRuleFact,
    RegistryClauseFact,
    RegistryCostCentreFact,
    RegistryDeadlineFact,
    RegistryDirectionFact,
    RegistryEntityFact,
    RegistryFacts,
    RegistryPeriodFact,
    RegistryRoleFact,
    RegistrySectorFact,
    RegistryServiceFact,
    RegistryStatusWordFact,
    RollupExclusionFact,
    RollupRuleFact,
    RollupWeightFact,
    RuleAssignmentFact,
    RuleBandFact,
)
from dashboard.domain.registry_sections import (
    FIGURE_SECTIONS,
    NO_LIMIT,
    SECTION,
    RegistrySection,
)
from dashboard.domain.rules import Level

_FACT_TYPES: Mapping[RegistrySection, type[Any]] = {
    RegistrySection.ENTITY: RegistryEntityFact,
    RegistrySection.SECTORS: RegistrySectorFact,
    RegistrySection.SERVICES: RegistryServiceFact,
    RegistrySection.COST_CENTRES: RegistryCostCentreFact,
    RegistrySection.DIRECTIONS: RegistryDirectionFact,
    RegistrySection.STATUS_WORDS: RegistryStatusWordFact,
    RegistrySection.RULES: MeasurementRuleFact,
    RegistrySection.ASSIGNMENTS: RuleAssignmentFact,
    RegistrySection.BANDS: RuleBandFact,
    RegistrySection.ROLLUP_RULES: RollupRuleFact,
    RegistrySection.WEIGHTS: RollupWeightFact,
    RegistrySection.EXCLUSIONS: RollupExclusionFact,
    RegistrySection.PERIODS: RegistryPeriodFact,
    RegistrySection.DEADLINES: RegistryDeadlineFact,
    RegistrySection.CLAUSES: RegistryClauseFact,
    RegistrySection.ROLES: RegistryRoleFact,
}
_GROUPS = {RegistrySection.ENTITY: "entities"}
# The column has a name of its own where its words are others.
_RENAMED = {(RegistrySection.ROLLUP_RULES, "method"): "rollup_method"}
_WEIGHED: Mapping[RegistrySection, tuple[Level, str]] = {
    RegistrySection.SECTORS: (Level.SECTOR, "sector_code"),
    RegistrySection.SERVICES: (Level.SERVICE, "service_name"),
    RegistrySection.DIRECTIONS: (Level.DIRECTION, "strategic_direction_code"),
}
_ISTAT_LENGTH = 6
_NOTHING = object()
_Named = TypeVar("_Named", RegistrySectorFact, RegistryDirectionFact)


def registry_facts(
    rows: Iterable[SheetRow], registry: EntityRegistry, days: Days, issues: IssueList
) -> RegistryFacts:
    """Gives what the rows of an anagrafica state, in their order.

    `registry` settles the codes of sectors and directions, so that "3" is the "03" of the sheets;
    `days` are those of its year. Adds an issue for every required cell that is empty.
    """
    taken = tuple(rows)
    groups: dict[str, list[Any]] = {}
    for row in taken:
        section = section_of(row)
        if section is None:
            continue
        fact = _fact(row, section, registry, days, issues)
        if fact is not None:
            groups.setdefault(_GROUPS.get(section, str(section)), []).append(fact)
    weights = [*groups.get("weights", []), *_weights_beside(taken, registry, days)]
    return RegistryFacts(
        **{group: tuple(facts) for group, facts in (groups | {"weights": weights}).items()}
    )


def section_of(row: SheetRow) -> RegistrySection | None:
    """Gives the section that a row belongs to; None for a row of any other document."""
    found = row.get(SECTION)
    return None if found is None else RegistrySection(str(found))


def rows_by_section(
    rows: Iterable[SheetRow],
) -> dict[RegistrySection | None, tuple[SheetRow, ...]]:
    """Gives the rows of each section, in the order of first appearance; None: of no anagrafica."""
    found: dict[RegistrySection | None, tuple[SheetRow, ...]] = {}
    for row in rows:
        section = section_of(row)
        found[section] = (*found.get(section, ()), row)
    return found


def sector_facts(facts: RegistryFacts, days: Days) -> tuple[SectorFact, ...]:
    """Gives each sector once, by the name that holds on the days, else by the last one written."""
    return tuple(
        SectorFact(code, one.sector_name, one.lineage)
        for code, one in _by_code(facts.sectors, lambda one: one.sector_code, days).items()
    )


def direction_facts(facts: RegistryFacts, days: Days) -> tuple[StrategicDirectionFact, ...]:
    """Gives each strategic direction once, by the name that holds on the days."""
    by_code = _by_code(facts.directions, lambda one: one.strategic_direction_code, days)
    return tuple(
        StrategicDirectionFact(code, one.strategic_direction_name, one.lineage)
        for code, one in by_code.items()
    )


def teach_registry(facts: RegistryFacts, year: int, registry: EntityRegistry) -> None:
    """Lets a registry know the names, with their days, and the words of a year's anagrafica.

    A previous name counts until the day before the one that took its place; without that day it
    is another spelling.
    """
    days = days_of(year)
    for sector in sector_facts(facts, days):
        registry.sectors.learn(sector.sector_code, sector.sector_name)
    for direction in direction_facts(facts, days):
        code = direction.strategic_direction_code
        registry.strategic_directions.learn(code, direction.strategic_direction_name)
    registry.state(_known_names(facts))
    registry.status_words[year] = {
        normalised_name(one.word): one.status for one in facts.status_words
    }


def _known_names(facts: RegistryFacts) -> Iterator[KnownName]:
    for sector in facts.sectors:
        code, name = sector.sector_code, sector.sector_name
        first, last = sector.valid_from, sector.valid_to
        yield from _dated(NameSubject.SECTOR, code, name, first, last)
        if sector.previous_name is not None:
            eve = None if first is None else first - timedelta(days=1)
            yield KnownName(NameSubject.SECTOR, code, sector.previous_name, None, eve)
    for one in facts.directions:
        code, name = one.strategic_direction_code, one.strategic_direction_name
        yield from _dated(NameSubject.STRATEGIC_DIRECTION, code, name, one.valid_from, one.valid_to)


def _dated(
    subject: NameSubject, code: str, name: str, first: date | None, last: date | None
) -> Iterator[KnownName]:
    """Gives the statement of a name that has days; one without is known anyway."""
    if first is not None or last is not None:
        yield KnownName(subject, code, name, first, last)


def _day(row: SheetRow, field_name: str) -> date | None:
    value = row.get(field_name)
    return value if isinstance(value, date) else None


def _fact(
    row: SheetRow,
    section: RegistrySection,
    registry: EntityRegistry,
    days: Days,
    issues: IssueList,
) -> Any:
    """Gives the fact of a row; None where a required cell says nothing that can be used."""
    stated: dict[str, Any] = {"lineage": _lineage(row)}
    is_whole = True
    for name, (read, is_required) in _READERS[section].items():
        field_name = _RENAMED.get((section, name), name)
        value = read(row, field_name)
        if value is not _NOTHING:
            stated[name] = value
        elif is_required:
            is_whole = False
            _say_missing(row, section, field_name, issues)
    if not is_whole:
        return None
    return _FACT_TYPES[section](**_with_own_codes(section, stated, registry, days))


def _say_missing(
    row: SheetRow, section: RegistrySection, field_name: str, issues: IssueList
) -> None:
    """Says that a required cell is empty, or as good as ("n.d."), unless the reader has spoken."""
    found = row.values.get(field_name)
    if found is not None and any(
        (issue.sheet_name, issue.cell) == (found.sheet_name, found.cell) for issue in issues.issues
    ):
        return
    moves_figures = section in FIGURE_SECTIONS
    issues.add(
        "registry_value_missing" if moves_figures else "registry_row_left_out",
        row.sheet_name,
        _lineage(row).cell,
        field_name=field_name,
        kind=str(DocumentKind.REGISTRY),
    )


def _with_own_codes(
    section: RegistrySection, stated: dict[str, Any], registry: EntityRegistry, days: Days
) -> dict[str, Any]:
    """Gives the values of a fact with the codes that sectors and directions are known by."""
    for name, subject in (
        ("sector_code", NameSubject.SECTOR),
        ("strategic_direction_code", NameSubject.STRATEGIC_DIRECTION),
    ):
        if stated.get(name) is not None:
            stated[name] = registry.of(subject).code_written(stated[name], days)
    if "level" in stated and "code" in stated:
        subject_of_level = {
            Level.SECTOR: NameSubject.SECTOR,
            Level.DIRECTION: NameSubject.STRATEGIC_DIRECTION,
        }.get(stated["level"])
        if subject_of_level is not None:
            stated["code"] = registry.of(subject_of_level).code_written(stated["code"], days)
    code = stated.get("istat_code")
    if section is RegistrySection.ENTITY and code is not None and code.isdigit():
        # Typed as a number a code loses its zeros.
        stated["istat_code"] = code.zfill(_ISTAT_LENGTH)
    return stated


def _weights_beside(
    rows: Iterable[SheetRow], registry: EntityRegistry, days: Days
) -> list[RollupWeightFact]:
    """Gives the weights that stand beside sectors, services and directions, one for each.

    Of the rows of one that was renamed the one in force on the days counts, else the last.
    """
    found: dict[tuple[Level, str], tuple[bool, RollupWeightFact]] = {}
    for row in rows:
        section = section_of(row)
        if section is None or section not in _WEIGHED:
            continue
        level, code_field = _WEIGHED[section]
        code, weight = row.text(code_field), _number(row, "weight")
        if code is None or not isinstance(weight, float):
            continue
        if level is not Level.SERVICE:
            subject = NameSubject(code_field.removesuffix("_code"))
            code = registry.of(subject).code_written(code, days)
        cell = row.values["weight"]
        fact = RollupWeightFact(
            level, code, weight, Lineage(row.sheet_name, row.row_number, cell.cell)
        )
        is_in_force = _covers(_day(row, "valid_from"), _day(row, "valid_to"), days)
        if is_in_force or not found.get((level, code), (False, fact))[0]:
            found[level, code] = (is_in_force, fact)
    return [fact for _, fact in found.values()]


def _by_code(
    facts: Iterable[_Named], code_of: Callable[[_Named], str], days: Days
) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for one in facts:
        code = code_of(one)
        if code not in found or _covers(one.valid_from, one.valid_to, days):
            found[code] = one
    return found


def _covers(first: date | None, last: date | None, days: Days) -> bool:
    return (first is None or first <= days.last) and (last is None or last >= days.last)


def _lineage(row: SheetRow) -> Lineage:
    """Gives the place of a row: its first cell that is of the row itself."""
    own = (value for name, value in row.values.items() if name != SECTION)
    cell = next((value.cell for value in own), f"A{row.row_number}")
    return Lineage(row.sheet_name, row.row_number, cell)


# --- one field, by its type ---

_Reader = Callable[[SheetRow, str], Any]


def _readers(fact_type: type[Any]) -> Mapping[str, tuple[_Reader, bool]]:
    """Gives, by the fields of a fact, what reads each and whether it has to be there."""
    hints = get_type_hints(fact_type)
    return {
        field.name: (_reader(hints[field.name]), field.default is MISSING)
        for field in fields(fact_type)
        if field.name != "lineage"
    }


def _reader(hint: Any) -> _Reader:
    (plain,) = [one for one in get_args(hint) or (hint,) if one is not NoneType]
    if issubclass(plain, StrEnum):
        return lambda row, name: _choice(row, name, plain)
    return {str: _text, float: _number, int: _whole, bool: _yes, date: _date}[plain]


def _choice(row: SheetRow, name: str, choices: type[StrEnum]) -> Any:
    value = row.text(name)
    return _NOTHING if value is None else choices(value)


def _text(row: SheetRow, name: str) -> Any:
    value = row.text(name)
    return _NOTHING if value is None else " ".join(value.split())


def _number(row: SheetRow, name: str) -> Any:
    """Gives a number; None where the cell says that there is no limit."""
    found = row.values.get(name)
    value = None if found is None else found.value
    if value == NO_LIMIT:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _NOTHING
    return float(value)


def _whole(row: SheetRow, name: str) -> Any:
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else _NOTHING


def _yes(row: SheetRow, name: str) -> Any:
    value = row.get(name)
    return value if isinstance(value, bool) else _NOTHING


def _date(row: SheetRow, name: str) -> Any:
    return _day(row, name) or _NOTHING


_READERS = {section: _readers(fact_type) for section, fact_type in _FACT_TYPES.items()}
