"""Say of every document that is owed in a year how it stands, and how punctual sectors were.

A sector owes what its plans and the anagrafica of the year say. Days of coming are those on which
files were loaded: when a sector finished its sheet nobody tells the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.domain.cycle import Reminder, TemplateIssue
from dashboard.domain.deadlines import Deadline, deadline_for
from dashboard.domain.deliveries import (
    ASKED_PARTS,
    DIRECTION_DOCUMENTS,
    NOT_THE_SECTORS_TO_MEND,
    REPORTS,
    SECTOR_DOCUMENTS,
    Contact,
    DeliveryCell,
    DeliveryFacts,
    DeliveryGap,
    GapKind,
    PartDelivery,
    Punctuality,
    delivery_state,
    punctuality,
)
from dashboard.domain.model import DocumentKind, Severity
from dashboard.domain.registry_model import RegistryRoleFact
from dashboard.domain.roles import Role
from dashboard.domain.rollup import natural_key
from dashboard.domain.templates import TemplateSlot
from dashboard.history import plain_records
from dashboard.scheduling import YearRegistry, deadlines_of, registries_of
from dashboard.store import Store
from dashboard.store.parts import utc_moment
from dashboard.texts.formats import local_day

Record = dict[str, Any]
_Slot = tuple[DocumentKind, int, str | None, str | None]
"""What tells a document from every other of the entity: kind, year, sector, direction."""


def delivery_matrix(
    store: Store,
    entity_code: str,
    today: date,
    reference_year: int | None = None,
    as_of: date | None = None,
) -> tuple[DeliveryCell, ...]:
    """Gives every document owed in a year, in the order of owners, then of the cycle.

    Without a year, those of all years of which something came or is due, the newest first.
    `as_of`: by what had come and was known at the end of that day.
    """
    known = _Known(store, entity_code, today, as_of)
    years = known.years() if reference_year is None else [reference_year]
    return tuple(cell for year in years for cell in _cells_of_year(known, year))


def delivery_history(
    store: Store, entity_code: str, today: date, as_of: date | None = None
) -> tuple[DeliveryCell, ...]:
    """Gives the documents of all years whose deadline has passed, the oldest year first."""
    cells = delivery_matrix(store, entity_code, today, None, as_of)
    settled = (Punctuality.ON_TIME, Punctuality.LATE, Punctuality.NEVER, Punctuality.UNKNOWN)
    past = [
        cell
        for cell in cells
        if cell.facts.deadline is not None
        and cell.facts.deadline < today
        and cell.punctuality in settled
    ]
    return tuple(sorted(past, key=lambda cell: cell.slot.reference_year))


def office_contacts(
    store: Store, entity_code: str, reference_year: int, as_of: date | None = None
) -> tuple[Contact, ...]:
    """Gives who answers for the programming office in a year, by the roles of the anagrafica."""
    roles = _roles(registries_of(store, entity_code, as_of), reference_year)
    return tuple(_contact(one) for one in roles if one.role == Role.OFFICE)


def sector_contacts(
    store: Store, entity_code: str, reference_year: int, sector_code: str
) -> tuple[Contact, ...]:
    """Gives who answers for a sector in a year, by the roles of the anagrafica."""
    roles = _roles(registries_of(store, entity_code), reference_year)
    return tuple(
        _contact(one) for one in roles if one.role == Role.SECTOR and one.sector_code == sector_code
    )


class _Known:
    """All that the store says of an entity's deliveries, asked for once."""

    def __init__(self, store: Store, entity_code: str, today: date, as_of: date | None) -> None:
        def asked(name: str) -> list[Record]:
            return plain_records(store.query(name, as_of, entity_code=entity_code))

        self.entity_code, self.today = entity_code, today
        self.deadlines: Sequence[Deadline] = deadlines_of(store, entity_code, as_of)
        self.registries = registries_of(store, entity_code, as_of)
        self.documents = {_slot_of(row): row for row in asked("delivery_documents")}
        self._sector_names = _names(asked("sectors"), "sector")
        self._direction_names = _names(asked("strategic_directions"), "strategic_direction")
        self.rows: dict[_Slot, list[Record]] = {}
        for row in asked("delivery_rows"):
            self.rows.setdefault(_slot_of(row), []).append(row)
        self.errors: dict[int, list[Record]] = {}
        for issue in asked("data_quality_issues"):
            if _is_the_sectors_to_mend(issue):
                self.errors.setdefault(int(issue["upload_id"]), []).append(issue)
        uploads = asked("uploads")
        self.known_since = min((local_day(one["uploaded_at"]) for one in uploads), default=None)
        self.handed_out: dict[_Slot, date] = {
            _slot_of_statement(one): local_day(one.stated_at)
            for one in store.statements(TemplateIssue)
            if one.entity_code == entity_code and _was_known(one, as_of)
        }
        self.reminders: dict[_Slot, list[Reminder]] = {}
        for reminder in store.statements(Reminder):
            if reminder.entity_code == entity_code and _was_known(reminder, as_of):
                self.reminders.setdefault(_slot_of_statement(reminder), []).append(reminder)

    def years(self) -> list[int]:
        """Gives the years of which something came or is due, the newest first."""
        found = {year for _, year, _, _ in self.documents}
        found |= {one.reference_year for one in self.deadlines if one.document_kind}
        return sorted(found, reverse=True)

    def sectors(self, year: int) -> list[str]:
        """Gives the sectors that owe something in a year: named for it, or with plans in it.

        Of a year that nothing is known of yet: those of the newest year before it.
        """
        stated = self._stated_sectors(year).keys() | self._planning_sectors(year)
        earlier = (one for one in self.years() if one < year)
        while not stated and (before := next(earlier, None)) is not None:
            stated = self._stated_sectors(before).keys() | self._planning_sectors(before)
        return sorted(stated, key=natural_key)

    def directions(self, year: int) -> list[str]:
        """Gives the strategic directions of a year, by the anagrafica or by what came."""
        came = {
            direction
            for kind, of_year, _, direction in self.documents
            if of_year == year and kind in DIRECTION_DOCUMENTS and direction is not None
        }
        return sorted(self._stated_directions(year).keys() | came, key=natural_key)

    def sector_name(self, code: str, year: int) -> str:
        """Gives what a sector is called in a year, by the anagrafica, else by the sheets."""
        return self._stated_sectors(year).get(code) or self._sector_names.get(code, code)

    def direction_name(self, code: str, year: int) -> str:
        """Gives what a strategic direction is called in a year."""
        return self._stated_directions(year).get(code) or self._direction_names.get(code, code)

    def _stated_sectors(self, year: int) -> dict[str, str]:
        registry = registry_of_year(self.registries, year)
        return {
            one.sector_code: one.sector_name
            for one in (() if registry is None else registry.facts.sectors)
            if _holds(one.valid_from, one.valid_to, year)
        }

    def _stated_directions(self, year: int) -> dict[str, str]:
        registry = registry_of_year(self.registries, year)
        return {
            one.strategic_direction_code: one.strategic_direction_name
            for one in (() if registry is None else registry.facts.directions)
            if _holds(one.valid_from, one.valid_to, year)
        }

    def _planning_sectors(self, year: int) -> set[str]:
        planned = (DocumentKind.PEG_ACTIONS, DocumentKind.PIAO_SHEET, *REPORTS)
        return {
            sector
            for slots in (self.documents, self.rows)
            for kind, of_year, sector, _ in slots
            if of_year == year and kind in planned and sector is not None
        }


def registry_of_year(registries: Iterable[YearRegistry], year: int) -> YearRegistry | None:
    """Gives the anagrafica that holds in a year: that of the year, else the nearest before it.

    `registries`: the newest year first, as `registries_of` gives them.
    """
    return next((one for one in registries if one.registry_year <= year), None)


def _cells_of_year(known: _Known, year: int) -> list[DeliveryCell]:
    roles = _roles(known.registries, year)
    cells = [
        _sector_cell(known, kind, year, sector, roles)
        for sector in known.sectors(year)
        for kind in SECTOR_DOCUMENTS
    ]
    cells += [
        _direction_cell(known, kind, year, direction, roles)
        for direction in known.directions(year)
        for kind in DIRECTION_DOCUMENTS
    ]
    return cells


def _sector_cell(
    known: _Known, kind: DocumentKind, year: int, sector: str, roles: Sequence[RegistryRoleFact]
) -> DeliveryCell:
    slot = TemplateSlot(known.entity_code, kind, year, sector_code=sector)
    parts = ASKED_PARTS.get(kind, ())
    rows = [row for one in (kind, *parts) for row in known.rows.get((one, year, sector, None), ())]
    name = known.sector_name(sector, year)
    recipients = [one for one in roles if one.role == Role.SECTOR and one.sector_code == sector]
    return _cell(known, slot, name, rows, recipients)


def _direction_cell(
    known: _Known, kind: DocumentKind, year: int, direction: str, roles: Sequence[RegistryRoleFact]
) -> DeliveryCell:
    slot = TemplateSlot(known.entity_code, kind, year, strategic_direction_code=direction)
    rows = known.rows.get((kind, year, None, direction), [])
    contributing = {row["sector_code"] for row in rows if row["sector_code"] is not None}
    name = known.direction_name(direction, year)
    recipients = [
        one for one in roles if one.role == Role.SECTOR and one.sector_code in contributing
    ]
    return _cell(known, slot, name, rows, recipients)


def _cell(
    known: _Known,
    slot: TemplateSlot,
    owner_name: str,
    rows: Sequence[Record],
    recipients: Iterable[RegistryRoleFact],
) -> DeliveryCell:
    key = _key(slot)
    document = known.documents.get(key)
    deadline = deadline_for(known.deadlines, slot.kind, slot.reference_year)
    errors = () if document is None else _errors_in(document, known.errors)
    facts = DeliveryFacts(
        deadline=None if deadline is None else deadline.sectors_date,
        waits_for=None if deadline is None else deadline.sectors_waits_for,
        is_asked=_is_asked(known, slot),
        handed_out_on=known.handed_out.get(key),
        received_on=None if document is None else local_day(document["first_uploaded_at"]),
        is_unchanged=document is not None and bool(document["is_unchanged"]),
        error_count=len(errors),
        expected_count=len(rows),
        filled_count=sum(bool(row["is_filled"]) for row in rows),
        needed_reason_count=sum(bool(row["needs_reason"]) for row in rows),
        reason_count=sum(bool(row["needs_reason"] and row["has_reason"]) for row in rows),
        known_since=known.known_since,
    )
    return DeliveryCell(
        slot=slot,
        owner_name=owner_name,
        facts=facts,
        state=delivery_state(facts, known.today),
        punctuality=punctuality(facts, known.today),
        cycle=None if deadline is None else deadline.cycle,
        upload_id=None if document is None else int(document["upload_id"]),
        file_name=None if document is None else str(document["file_name"]),
        is_outdated=document is not None and bool(document["is_outdated"]),
        gaps=tuple(gap for row in rows for gap in _gaps(row)),
        errors=errors,
        parts=_parts(known, slot),
        direction_codes=_direction_codes(known, slot),
        recipients=tuple(_contact(one) for one in recipients),
        reminders=tuple(reversed(known.reminders.get(key, ()))),
    )


def _is_asked(known: _Known, slot: TemplateSlot) -> bool:
    """Says whether a document is owed: no report by a sector without actions in the year's PIAO.

    As long as no sector at all has planned the year, nobody knows, and everybody owes it.
    """
    if slot.kind not in REPORTS:
        return True
    piao, year = DocumentKind.PIAO_SHEET, slot.reference_year
    is_planned = any(kind is piao and of_year == year for kind, of_year, *_ in known.rows)
    return not is_planned or (piao, year, slot.sector_code, None) in known.rows


def _parts(known: _Known, slot: TemplateSlot) -> tuple[PartDelivery, ...]:
    return tuple(
        PartDelivery(kind, (kind, slot.reference_year, slot.sector_code, None) in known.documents)
        for kind in ASKED_PARTS.get(slot.kind, ())
    )


def _direction_codes(known: _Known, slot: TemplateSlot) -> frozenset[str]:
    """Gives the directions that a sector's rows of the year serve; a direction's own is its own."""
    if slot.strategic_direction_code is not None:
        return frozenset({slot.strategic_direction_code})
    return frozenset(
        str(row["strategic_direction_code"])
        for kind in SECTOR_DOCUMENTS
        for row in known.rows.get((kind, slot.reference_year, slot.sector_code, None), ())
        if row["strategic_direction_code"] is not None
    )


def _gaps(row: Record) -> list[DeliveryGap]:
    place = (row["action_code"], row["item_code"], row["item_name"])
    if not row["is_filled"]:
        return [DeliveryGap(GapKind(row["gap_kind"]), *place)]
    if row["needs_reason"] and not row["has_reason"]:
        return [DeliveryGap(GapKind.REASON, *place)]
    return []


def _is_the_sectors_to_mend(issue: Record) -> bool:
    is_warning = issue["severity"] == Severity.WARNING
    return is_warning and issue["issue_code"] not in NOT_THE_SECTORS_TO_MEND


def _errors_in(document: Record, errors: Mapping[int, Sequence[Record]]) -> tuple[Record, ...]:
    """Gives the errors of a file that are in the document's own sheets, or in none of them."""
    found = errors.get(int(document["upload_id"]), ())
    if document["sheet_names"] is None:
        return tuple(found)
    sheets = str(document["sheet_names"]).split("\n")
    return tuple(one for one in found if one["sheet_name"] is None or one["sheet_name"] in sheets)


def _roles(registries: Iterable[YearRegistry], year: int) -> tuple[RegistryRoleFact, ...]:
    registry = registry_of_year(registries, year)
    return () if registry is None else registry.facts.roles


def _contact(role: RegistryRoleFact) -> Contact:
    return Contact(role.email, role.person_name)


def _names(rows: Iterable[Record], stem: str) -> dict[str, str]:
    return {str(row[f"{stem}_code"]): str(row[f"{stem}_name"]) for row in rows}


def _holds(valid_from: date | None, valid_to: date | None, year: int) -> bool:
    return (valid_from is None or valid_from.year <= year) and (
        valid_to is None or valid_to.year >= year
    )


def _slot_of(row: Record) -> _Slot:
    kind = DocumentKind(row["document_kind"])
    is_by_direction = kind in DIRECTION_DOCUMENTS
    return (
        kind,
        int(row["reference_year"]),
        None if is_by_direction else row["sector_code"],
        row["strategic_direction_code"] if is_by_direction else None,
    )


def _slot_of_statement(statement: TemplateIssue | Reminder) -> _Slot:
    return (
        statement.document_kind,
        statement.reference_year,
        statement.sector_code,
        statement.strategic_direction_code,
    )


def _key(slot: TemplateSlot) -> _Slot:
    return slot.kind, slot.reference_year, slot.sector_code, slot.strategic_direction_code


def _was_known(statement: TemplateIssue | Reminder, as_of: date | None) -> bool:
    if as_of is None or statement.stated_at is None:
        return True
    return statement.stated_at <= utc_moment(as_of)
