"""Small documents built straight from the domain, so that the store is tested without workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from dashboard.domain.model import (
    AchievementBasis,
    ActionFact,
    DocumentKind,
    DocumentToStore,
    DupStatus,
    DupStatusFact,
    Facts,
    FieldValue,
    IndicatorFact,
    Issue,
    Lineage,
    MeasureKind,
    ObjectiveFact,
    Period,
    Proposal,
    Recognition,
    ResultFact,
    SectorFact,
    SheetRow,
    StrategicDirectionFact,
    TargetFact,
    UploadToStore,
)
from dashboard.domain.registry_model import RegistryFacts

ENTITY = "comune"
SHEET = "Foglio1"
YEAR = 2024

Value = float | date | bool | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a plan or report: an indicator of an action, with its target and result."""

    indicator_code: str
    target: Value = None
    result: Value = None
    measure_kind: MeasureKind = MeasureKind.INCREASING
    sector_code: str = "S1"
    direction_code: str | None = "1"
    action_code: str = "A1"
    target_upper: float | None = None
    mid_year_target: float | None = None
    next_year_target: float | None = None
    result_text: str | None = None
    reason: str | None = None
    declared_pct: float | None = None
    is_not_assessable: bool = False
    is_not_due: bool = False
    action_name: str = ""
    description: str | None = None
    responsible_role: str | None = None


def lineage(row_number: int, column: str = "A") -> Lineage:
    return Lineage(SHEET, row_number, f"{column}{row_number}")


def plan(
    lines: Iterable[Line], year: int = YEAR, sector_code: str | None = "S1", entity: str = ENTITY
) -> DocumentToStore:
    """A PIAO sheet: actions, indicators and targets, no results."""
    return _document(DocumentKind.PIAO_SHEET, tuple(lines), year, sector_code, entity, None)


def peg(lines: Iterable[Line], year: int = YEAR, sector_code: str | None = "S1") -> DocumentToStore:
    """A PEG sheet: actions only."""
    return _document(DocumentKind.PEG_ACTIONS, tuple(lines), year, sector_code, ENTITY, None)


def report(
    lines: Iterable[Line],
    period: Period = Period.FINAL,
    year: int = YEAR,
    sector_code: str | None = "S1",
    entity: str = ENTITY,
    basis: AchievementBasis = AchievementBasis.MEASURED,
    with_targets: bool = True,
) -> DocumentToStore:
    """A half-year or final report: results, and the targets that it recalls."""
    kind = DocumentKind.FINAL_REPORT if period is Period.FINAL else DocumentKind.INTERMEDIATE_REPORT
    return _document(
        kind, tuple(lines), year, sector_code, entity, period, basis, with_targets=with_targets
    )


def dup(
    statuses: Iterable[tuple[str, DupStatus | None]],
    direction_code: str = "1",
    year: int = YEAR,
) -> DocumentToStore:
    """A DUP status sheet of one strategic direction; one intervention per (code, status)."""
    facts = Facts(
        strategic_directions=(
            StrategicDirectionFact(direction_code, f"Indirizzo {direction_code}", lineage(1)),
        ),
        dup_statuses=tuple(
            DupStatusFact(
                strategic_direction_code=direction_code,
                intervention_code=code,
                intervention_name=f"Intervento {code}",
                lineage=lineage(number),
                status=status,
            )
            for number, (code, status) in enumerate(statuses, start=2)
        ),
    )
    return DocumentToStore(
        entity_code=ENTITY,
        entity_name="Comune di Prova",
        kind=DocumentKind.DUP_STATUS,
        reference_year=year,
        cycle_start_year=None,
        cycle_end_year=None,
        period=None,
        sector_code=None,
        strategic_direction_code=direction_code,
        achievement_basis=AchievementBasis.MEASURED,
        recognition=Recognition(DocumentKind.DUP_STATUS, 4, 4),
        rows=(),
        facts=facts,
    )


def registry(facts: RegistryFacts, year: int = YEAR, entity: str = ENTITY) -> DocumentToStore:
    """An anagrafica that states these facts from a year on."""
    document = _document(DocumentKind.REGISTRY, (), year, None, entity, None)
    return replace(document, facts=Facts(registry=facts))


def upload(
    *documents: DocumentToStore,
    content: bytes = b"",
    file_name: str = "file.xlsx",
    issues: tuple[Issue, ...] = (),
    proposals: tuple[Proposal, ...] = (),
) -> UploadToStore:
    """A file holding the documents. Without `content` its bytes follow from the documents."""
    file_bytes = content or repr(documents).encode()
    return UploadToStore(
        file_name=file_name,
        folder_name="cartella",
        file_sha256=sha256(file_bytes).hexdigest(),
        file_bytes=file_bytes,
        uploaded_by="prova",
        documents=documents,
        issues=issues,
        proposals=proposals,
    )


def _document(
    kind: DocumentKind,
    lines: tuple[Line, ...],
    year: int,
    sector_code: str | None,
    entity: str,
    period: Period | None,
    basis: AchievementBasis = AchievementBasis.MEASURED,
    with_targets: bool = True,
) -> DocumentToStore:
    numbered = list(enumerate(lines, start=2))
    has_indicators = kind is not DocumentKind.PEG_ACTIONS
    facts = Facts(
        sectors=tuple(_sectors(numbered)),
        strategic_directions=tuple(_directions(numbered)),
        objectives=tuple(_objectives(numbered)),
        actions=tuple(_actions(numbered)),
        indicators=tuple(_indicator(*one) for one in numbered) if has_indicators else (),
        targets=tuple(_targets(numbered, year)) if has_indicators and with_targets else (),
        results=tuple(_result(*one, year, period) for one in numbered) if period else (),
    )
    return DocumentToStore(
        entity_code=entity,
        entity_name="Comune di Prova",
        kind=kind,
        reference_year=year,
        cycle_start_year=year,
        cycle_end_year=year + 2,
        period=period,
        sector_code=sector_code,
        strategic_direction_code=None,
        achievement_basis=basis,
        recognition=Recognition(kind, 8, 10),
        rows=tuple(_sheet_row(*one) for one in numbered),
        facts=facts,
    )


Numbered = list[tuple[int, Line]]


def _sectors(numbered: Numbered) -> Iterable[SectorFact]:
    first = {line.sector_code: number for number, line in reversed(numbered)}
    return (SectorFact(code, f"Settore {code}", lineage(number)) for code, number in first.items())


def _directions(numbered: Numbered) -> Iterable[StrategicDirectionFact]:
    first = {line.direction_code: number for number, line in reversed(numbered)}
    return (
        StrategicDirectionFact(code, f"Indirizzo {code}", lineage(number))
        for code, number in first.items()
        if code is not None
    )


def _objectives(numbered: Numbered) -> Iterable[ObjectiveFact]:
    first = {line.direction_code: number for number, line in reversed(numbered)}
    for code, number in first.items():
        if code is not None:
            strategic, operational = f"{code}.1", f"{code}.1.1"
            where = lineage(number)
            yield ObjectiveFact("strategic", strategic, f"OS {strategic}", code, None, where)
            yield ObjectiveFact(
                "operational", operational, f"OO {operational}", code, strategic, where
            )


def _actions(numbered: Numbered) -> Iterable[ActionFact]:
    first = {
        (line.sector_code, line.action_code): (number, line) for number, line in numbered[::-1]
    }
    for (sector_code, action_code), (number, line) in first.items():
        yield ActionFact(
            sector_code=sector_code,
            action_code=action_code,
            action_name=line.action_name or f"Azione {action_code}",
            lineage=lineage(number),
            strategic_direction_code=line.direction_code,
            description=line.description,
            responsible_role=line.responsible_role,
        )


def _indicator(number: int, line: Line) -> IndicatorFact:
    return IndicatorFact(
        sector_code=line.sector_code,
        action_code=line.action_code,
        indicator_code=line.indicator_code,
        indicator_name=f"Indicatore {line.indicator_code}",
        measure_kind=line.measure_kind,
        lineage=lineage(number, "B"),
    )


def _targets(numbered: Numbered, year: int) -> Iterable[TargetFact]:
    for number, line in numbered:
        stated = (
            (line.target, year, Period.FINAL, line.target_upper),
            (line.mid_year_target, year, Period.INTERMEDIATE, None),
            (line.next_year_target, year + 1, Period.FINAL, None),
        )
        for value, target_year, period, upper in stated:
            if value is not None:
                yield target_fact(line, number, value, target_year, period, upper)


def target_fact(
    line: Line,
    number: int,
    value: Value,
    target_year: int = YEAR,
    period: Period = Period.FINAL,
    upper: float | None = None,
) -> TargetFact:
    """A target whose value sits in the field that its type asks for."""
    return TargetFact(
        sector_code=line.sector_code,
        action_code=line.action_code,
        indicator_code=line.indicator_code,
        target_year=target_year,
        period=period,
        target_text=str(value),
        lineage=lineage(number, "C"),
        target_number=_number(value),
        target_upper_number=upper,
        target_date=value if isinstance(value, date) else None,
        target_boolean=value if isinstance(value, bool) else None,
    )


def _result(number: int, line: Line, year: int, period: Period) -> ResultFact:
    text = line.result_text
    if text is None and line.result is not None:
        text = str(line.result)
    return ResultFact(
        sector_code=line.sector_code,
        action_code=line.action_code,
        indicator_code=line.indicator_code,
        result_year=year,
        period=period,
        lineage=lineage(number, "D"),
        result_text=text,
        result_number=_number(line.result),
        result_date=line.result if isinstance(line.result, date) else None,
        result_boolean=line.result if isinstance(line.result, bool) else None,
        reason=line.reason,
        declared_achievement_pct=line.declared_pct,
        is_not_assessable=line.is_not_assessable,
        is_not_due=line.is_not_due,
    )


def _number(value: Value) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None


def _sheet_row(number: int, line: Line) -> SheetRow:
    texts = {
        "action_code": ("A", line.action_code),
        "indicator_code": ("B", line.indicator_code),
        "target": ("C", "" if line.target is None else str(line.target)),
    }
    return SheetRow(
        sheet_name=SHEET,
        row_number=number,
        values={
            name: FieldValue(name, text, text, SHEET, f"{column}{number}")
            for name, (column, text) in texts.items()
        },
    )
