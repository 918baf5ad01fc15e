"""Split the rows of a workbook into documents: one kind, year, period, sector or direction each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dashboard.domain.issues import IssueList
from dashboard.domain.model import (
    DocumentKind,
    FieldValue,
    ParsedDocument,
    SheetRow,
    Stated,
)
from dashboard.domain.names import comparable_code, normalised_name
from dashboard.workbook.context import (
    AS_OF,
    BASIS,
    CYCLE,
    DIRECTION,
    ENTITY,
    PERIOD,
    SECTOR,
    YEAR,
    Context,
    split_code_and_name,
)
from dashboard.workbook.recognise import KINDS_OF_PAST_YEAR, Mapped

_REPORTS = (DocumentKind.INTERMEDIATE_REPORT, DocumentKind.FINAL_REPORT)
_TOLD = (ENTITY, CYCLE, PERIOD, SECTOR, DIRECTION, BASIS, AS_OF)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One recognised sheet: what it is, what is stated around its table, and its rows."""

    sheet_name: str
    mapped: Mapped
    context: Context
    rows: tuple[SheetRow, ...]


@dataclass(slots=True)
class _Slot:
    document: ParsedDocument
    rows: list[SheetRow] = field(default_factory=list)


def split_documents(
    readings: Iterable[SheetReading], expected_year: int | None, issues: IssueList
) -> tuple[ParsedDocument, ...]:
    """Gives one document per slot; rows of several sheets about the same slot are joined.

    DUP status is kept by strategic direction, everything else by sector: from the row's own
    column where there is one, else from what is stated around the table. What a slot lacks is a
    blocking issue.
    """
    slots: dict[tuple[object, ...], _Slot] = {}
    for reading in readings:
        base = _document(reading, expected_year, issues)
        for part, rows in _parts(reading, base):
            slots.setdefault(_key(part), _Slot(part)).rows.extend(rows)
    return tuple(replace(slot.document, rows=tuple(slot.rows)) for slot in slots.values())


def _document(
    reading: SheetReading, expected_year: int | None, issues: IssueList
) -> ParsedDocument:
    """Gives the document of a whole sheet, before its rows are told apart."""
    mapped, context = reading.mapped, reading.context
    year = context.reference_year(is_report=mapped.kind in KINDS_OF_PAST_YEAR)
    statement = context.year_statement()
    if year is None:
        year, statement = expected_year, None
    elif expected_year is not None and expected_year != year and statement is not None:
        issues.add(
            "contradictory_statement",
            reading.sheet_name,
            statement.cell,
            expected=str(expected_year),
            found=str(year),
            subject=YEAR,
            source=statement.source,
            trusted_source="choice",
        )
    cycle = context.cycle
    stated = {subject: context.stated[subject] for subject in _TOLD if subject in context.stated}
    if year is not None and statement is not None:
        stated[YEAR] = replace(statement, value=str(year))
    document = ParsedDocument(
        kind=mapped.kind,
        rows=(),
        recognition=mapped.recognition,
        reference_year=year,
        cycle_start_year=None if cycle is None else cycle[0],
        cycle_end_year=None if cycle is None else cycle[1],
        period=mapped.period if mapped.kind in _REPORTS else None,
        entity_name=context.value(ENTITY),
        achievement_basis=context.basis,
        as_of_date=context.as_of_date,
        stated=stated,
    )
    _say_what_is_missing(document, reading, issues)
    return document


def _say_what_is_missing(
    document: ParsedDocument, reading: SheetReading, issues: IssueList
) -> None:
    if document.reference_year is None:
        issues.add("year_missing", reading.sheet_name)
    if document.kind in _REPORTS and document.period is None:
        issues.add("period_missing", reading.sheet_name)
    is_dup = document.kind is DocumentKind.DUP_STATUS
    subject, code = (DIRECTION, "direction_missing") if is_dup else (SECTOR, "sector_missing")
    if subject in reading.context.stated:
        return
    without = next((row for row in reading.rows if _own(row, subject) == (None, None)), None)
    if without is not None:
        issues.add(code, reading.sheet_name, _first_cell(without))


def _parts(
    reading: SheetReading, base: ParsedDocument
) -> Iterator[tuple[ParsedDocument, list[SheetRow]]]:
    """Gives the rows of a sheet by what they belong to, in the order of first appearance."""
    is_dup = base.kind is DocumentKind.DUP_STATUS
    subject = DIRECTION if is_dup else SECTOR
    stated = reading.context.code_and_name(subject)
    by_place: dict[tuple[str | None, str | None], list[SheetRow]] = {}
    for row in reading.rows:
        own = _own(row, subject)
        by_place.setdefault(stated if own == (None, None) else own, []).append(row)
    for (code, name), rows in by_place.items():
        if is_dup:
            part = replace(base, strategic_direction_code=code, strategic_direction_name=name)
        else:
            part = replace(base, sector_code=code, sector_name=name)
            direction = reading.context.stated.get(DIRECTION)
            rows = [_with_direction(row, direction) for row in rows]
        yield _with_column_statement(part, rows[0], subject), rows


def _own(row: SheetRow, subject: str) -> tuple[str | None, str | None]:
    return row.text(f"{subject}_code"), row.text(f"{subject}_name")


def _with_column_statement(part: ParsedDocument, row: SheetRow, subject: str) -> ParsedDocument:
    value = row.values.get(f"{subject}_code") or row.values.get(f"{subject}_name")
    if value is None:
        return part
    stated = dict(part.stated)
    stated[subject] = Stated(value.raw_text, "column", value.sheet_name, value.cell)
    return replace(part, stated=stated)


def _with_direction(row: SheetRow, stated: Stated | None) -> SheetRow:
    """Gives the row with the direction stated above its table, so that joined sheets keep it."""
    if stated is None or _own(row, DIRECTION) != (None, None):
        return row
    code, name = split_code_and_name(stated.value)
    values: dict[str, FieldValue] = dict(row.values)
    for field_name, part in ((f"{DIRECTION}_code", code), (f"{DIRECTION}_name", name)):
        if part is not None:
            values[field_name] = FieldValue(
                field_name, part, stated.value, row.sheet_name, stated.cell or _first_cell(row)
            )
    return replace(row, values=values)


def _first_cell(row: SheetRow) -> str:
    return next((value.cell for value in row.values.values()), f"A{row.row_number}")


def _key(part: ParsedDocument) -> tuple[object, ...]:
    return (
        part.kind,
        part.reference_year,
        part.period,
        _identity(part.sector_code, part.sector_name),
        _identity(part.strategic_direction_code, part.strategic_direction_name),
    )


def _identity(code: str | None, name: str | None) -> str | None:
    if code is not None:
        return comparable_code(code)
    return None if name is None else normalised_name(name)
