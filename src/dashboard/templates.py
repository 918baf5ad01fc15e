"""Hand out sheets: which there are in a year, what each says, and all of them in one archive.

What is handed out is remembered, with who did it, so that a sheet that comes back is known, and
so is one that nobody has opened.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO

from dashboard.cycle_names import CycleNames, cycle_names
from dashboard.domain.cycle import TemplateIssue
from dashboard.domain.deadlines import deadline_for
from dashboard.domain.model import HANDED_OUT_KINDS, DocumentKind
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.registry_rows import section_rows
from dashboard.domain.roles import Role
from dashboard.domain.templates import (
    Template,
    TemplateMark,
    TemplateRow,
    TemplateSlot,
    TemplateState,
    TemplateTable,
    template_version,
)
from dashboard.errors import UnknownTemplateError
from dashboard.history import plain_records
from dashboard.registry_out import registry_workbook
from dashboard.scheduling import deadlines_of
from dashboard.store import Store
from dashboard.store.asked import Asked
from dashboard.template_contents import TemplateContents
from dashboard.template_values import chain_values, code_with_name
from dashboard.texts import templates as texts
from dashboard.texts.registry_workbook import file_name as registry_file_name
from dashboard.workbook import registry_marked_sheets, write_template_xlsx

# Sheets of sectors; those of the DUP are by strategic direction.
_BY_DIRECTION = frozenset({DocumentKind.DUP_STATUS})
_LAST_YEAR_OF_CYCLE = 2
_NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A workbook that was handed out, with the folder of the shared drive where it belongs."""

    folder: str
    file_name: str
    content: bytes
    statement: TemplateIssue

    @property
    def path(self) -> str:
        """Gives the place of the file in an archive of all of them."""
        return f"{self.folder}/{self.file_name}"


@dataclass(frozen=True, slots=True)
class TemplateStanding:
    """A sheet of a year with what became of it. `row_count`: the rows that are filled in."""

    slot: TemplateSlot
    file_name: str
    owner_code: str
    owner_name: str
    row_count: int
    sectors_deadline: date | None
    state: TemplateState
    last_issue: TemplateIssue | None
    returned_at: datetime | None


class YearTemplates:
    """The sheets of an entity and year. Asks the store once for what several sheets share.

    Raises UnknownTemplateError for an entity that the store does not know.
    """

    def __init__(self, store: Store, entity_code: str, reference_year: int) -> None:
        entities = store.query("entities")
        known = dict(zip(entities["entity_code"], entities["entity_name"], strict=True))
        if entity_code not in known:
            raise UnknownTemplateError(reason="entity", entity_code=entity_code)
        self._store = store
        self.entity_code, self.entity_name = entity_code, str(known[entity_code])
        self.reference_year = reference_year
        self.names = cycle_names(store, entity_code, self.entity_name, reference_year)
        self.contents = TemplateContents(store, self.names)
        self._deadlines = deadlines_of(store, entity_code)
        self._documents = plain_records(store.query("template_documents", entity_code=entity_code))

    def slots(self, kind: DocumentKind | None = None) -> tuple[TemplateSlot, ...]:
        """Gives the sheets that there are to hand out, by kind and then by sector or direction.

        A sector without any indicator has no intermediate report to fill in.
        """
        return tuple(
            slot for one in HANDED_OUT_KINDS if kind in (None, one) for slot in self._slots(one)
        )

    def template(self, slot: TemplateSlot, issued_at: datetime) -> Template:
        """Gives a sheet filled in with what is current. Raises UnknownTemplateError."""
        known = self._slots(slot.kind)
        if slot not in known:
            raise _unknown(slot, known)
        cycle = self.cycle(slot.kind)
        return Template(
            slot=slot,
            entity_name=self.entity_name,
            sector_name=self.names.sectors.get(slot.sector_code or ""),
            strategic_direction_name=self.names.directions.get(slot.strategic_direction_code or ""),
            cycle=cycle,
            tables=_tables(self.contents, self.names, slot),
            issued_at=issued_at,
            sectors_deadline=self.deadline_date(slot.kind),
            folder=template_folder(slot, cycle),
            choices=self._choices(slot),
        )

    def version(self, slot: TemplateSlot, asked: Asked | None = None) -> str:
        """Gives the version that a sheet would have if it were handed out now.

        `asked`: the store as it would be, for a sheet of another state of it.
        """
        contents = self.contents if asked is None else TemplateContents(asked, self.names)
        return template_version(slot, _tables(contents, self.names, slot))

    def tables(self, slot: TemplateSlot, asked: Asked) -> tuple[TemplateTable, ...]:
        """Gives what a sheet would say if the store were as `asked` answers."""
        return _tables(TemplateContents(asked, self.names), self.names, slot)

    def owner(self, slot: TemplateSlot) -> tuple[str, str]:
        """Gives code and name of the sector or direction of a sheet; of neither, the entity's."""
        if slot.sector_code is not None:
            return slot.sector_code, self.names.sectors[slot.sector_code]
        if slot.strategic_direction_code is not None:
            return slot.strategic_direction_code, self.names.directions[
                slot.strategic_direction_code
            ]
        return self.entity_code, self.entity_name

    def deadline_date(self, kind: DocumentKind) -> date | None:
        """Gives the day by which sectors hand a document in; None where there is none yet."""
        deadline = deadline_for(self._deadlines, kind, self.reference_year)
        return None if deadline is None else deadline.sectors_date

    def standings(self, slots: Iterable[TemplateSlot]) -> tuple[TemplateStanding, ...]:
        """Gives how sheets of the year stand, in the order of the slots."""
        issued = {_slot_of_issue(one): one for one in self._store.statements(TemplateIssue)}
        return tuple(self._standing(slot, issued.get(slot)) for slot in slots)

    def _standing(self, slot: TemplateSlot, issue: TemplateIssue | None) -> TemplateStanding:
        tables = _tables(self.contents, self.names, slot)
        returned_at = self._returned_at(slot, issue)
        if issue is None:
            state = TemplateState.NEVER_ISSUED
        elif returned_at is not None:
            state = TemplateState.RETURNED
        elif issue.template_version == template_version(slot, tables):
            state = TemplateState.CURRENT
        else:
            state = TemplateState.OUTDATED
        return TemplateStanding(
            slot,
            self.file_name(slot),
            *self.owner(slot),
            row_count=sum(len(table.rows) for table in tables),
            sectors_deadline=self.deadline_date(slot.kind),
            state=state,
            last_issue=issue,
            returned_at=returned_at,
        )

    def _returned_at(self, slot: TemplateSlot, issue: TemplateIssue | None) -> datetime | None:
        """Gives when the sheet last handed out came back; what came by other ways does not tell."""
        for one in self._documents:
            is_own = (
                one["document_kind"] == slot.kind
                and one["reference_year"] == slot.reference_year
                and one["sector_code"] == slot.sector_code
                and one["strategic_direction_code"] == slot.strategic_direction_code
            )
            if is_own and issue is not None and one["template_version"] == issue.template_version:
                moment: datetime = one["uploaded_at"].to_pydatetime()
                return moment
        return None

    def file_name(self, slot: TemplateSlot) -> str:
        """Gives the name of the file of a sheet of the year."""
        return _file_name(slot, *self.owner(slot))

    def cycle(self, kind: DocumentKind) -> tuple[int, int]:
        """Gives the three years of a document: as its sheets say, else those from its year on."""
        stated = [
            (int(one["cycle_start_year"]), int(one["cycle_end_year"]))
            for one in self._documents
            if one["document_kind"] == kind
            and one["reference_year"] == self.reference_year
            and one["cycle_start_year"] is not None
            and one["cycle_end_year"] is not None
        ]
        own = (self.reference_year, self.reference_year + _LAST_YEAR_OF_CYCLE)
        return max(stated, key=stated.count, default=own)

    def _slots(self, kind: DocumentKind) -> list[TemplateSlot]:
        entity_code, year = self.entity_code, self.reference_year
        if kind is DocumentKind.REGISTRY:
            return [TemplateSlot(entity_code, kind, year)]
        if kind in _BY_DIRECTION:
            return [
                TemplateSlot(entity_code, kind, year, strategic_direction_code=code)
                for code in self.names.directions
            ]
        sectors: Iterable[str] = self.names.sectors
        if kind is DocumentKind.INTERMEDIATE_REPORT:
            reporting = self.contents.reporting_sectors()
            sectors = (code for code in sectors if code in reporting)
        return [TemplateSlot(entity_code, kind, year, sector_code=code) for code in sectors]

    def _choices(self, slot: TemplateSlot) -> dict[str, tuple[str, ...]]:
        """Gives the words that the anagrafica and the DUP allow in the columns of a sheet."""
        facts, code = self.names.registry.facts, slot.sector_code
        services = [one.service_name for one in facts.services if one.sector_code == code]
        centres = [
            one.cost_centre_code for one in facts.cost_centres if one.sector_code in (None, code)
        ]
        found: dict[str, Iterable[str | None]] = {
            "sector": (code_with_name(*one) for one in self.names.sectors.items()),
            "strategic_direction": (code_with_name(*one) for one in self.names.directions.items()),
            "service_name": services,
            "cost_centre": centres,
            "status": (one.word for one in facts.status_words),
            **self._objectives(),
        }
        distinct = {
            name: tuple(word for word in dict.fromkeys(words) if word is not None)
            for name, words in found.items()
        }
        return {name: words for name, words in distinct.items() if words}

    def _objectives(self) -> dict[str, list[str | None]]:
        """Gives the objectives that the DUP of the year names, or that of the year before."""
        rows = [
            self.names.settled(row)
            for code in self.names.directions
            for row in self.contents.interventions(code)
        ]
        return {
            name: [
                None if row[f"{name}_code"] is None else str(chain_values(row)[name])
                for row in rows
            ]
            for name in ("strategic_objective", "operational_objective")
        }


def template_slots(
    store: Store, entity_code: str, reference_year: int, kind: DocumentKind | None = None
) -> tuple[TemplateSlot, ...]:
    """Gives the sheets that there are to hand out for a year; see `YearTemplates.slots`."""
    return YearTemplates(store, entity_code, reference_year).slots(kind)


def template_for(store: Store, slot: TemplateSlot, issued_at: datetime) -> Template:
    """Gives one sheet filled in with what is current. Raises UnknownTemplateError."""
    return YearTemplates(store, slot.entity_code, slot.reference_year).template(slot, issued_at)


def template_version_now(store: Store, slot: TemplateSlot) -> str:
    """Gives the version that a sheet would have if it were handed out now."""
    return YearTemplates(store, slot.entity_code, slot.reference_year).version(slot)


def template_file_name(template: Template) -> str:
    """Gives the file's name, with sector or direction: "PEG 2024 - 05 Lavori pubblici.xlsx"."""
    slot = template.slot
    if slot.kind is DocumentKind.REGISTRY:
        return _file_name(slot, slot.entity_code, template.entity_name)
    name = template.sector_name or template.strategic_direction_name
    return _file_name(slot, _code(slot), name or "")


def _file_name(slot: TemplateSlot, owner_code: str, owner_name: str) -> str:
    if slot.kind is DocumentKind.REGISTRY:
        words = registry_file_name(owner_name, slot.reference_year)
    elif slot.strategic_direction_code is not None:
        words = texts.direction_file(owner_code)
    else:
        whose = texts.owner_words(owner_code, owner_name)
        words = texts.sector_file(slot.kind, slot.reference_year, whose)
    plain = " ".join(_NOT_IN_A_FILE_NAME.sub(" ", words).split())
    return f"{plain[:_LONGEST_NAME].rstrip(' .')}.xlsx"


def template_folder(slot: TemplateSlot, cycle: tuple[int, int]) -> str:
    """Gives the folder of the shared drive, parts divided by "/": "F_PIAO 2024-2026/1 Schede"."""
    return texts.FOLDERS[slot.kind].format(first=cycle[0], last=cycle[1])


def hand_out_one(
    store: Store, slot: TemplateSlot, stated_by: str, stated_role: Role | None = None
) -> HandedOut:
    """Gives one sheet as a workbook and remembers that it was handed out.

    Raises UnknownTemplateError.
    """
    year = YearTemplates(store, slot.entity_code, slot.reference_year)
    handed_out = _written(year, slot, (stated_by, stated_role), _now())
    store.state(handed_out.statement)
    return handed_out


def hand_out(
    store: Store,
    slots: Sequence[TemplateSlot],
    stated_by: str,
    progress: Callable[[int, int], None] = lambda *_: None,
    stated_role: Role | None = None,
) -> bytes:
    """Gives sheets in one archive, in their folders; see `write_archive`."""
    out = io.BytesIO()
    write_archive(store, slots, stated_by, out, progress, stated_role)
    return out.getvalue()


def write_archive(
    store: Store,
    slots: Sequence[TemplateSlot],
    stated_by: str,
    into: IO[bytes],
    progress: Callable[[int, int], None] = lambda *_: None,
    stated_role: Role | None = None,
) -> tuple[TemplateIssue, ...]:
    """Writes sheets as one .zip, one workbook after the other, and remembers them once it is whole.

    `progress` is told how many are written, out of how many. Raises UnknownTemplateError, also
    where there is no sheet at all.
    """
    if not slots:
        raise UnknownTemplateError(reason="nothing")
    issued_at = _now()
    years: dict[tuple[str, int], YearTemplates] = {}
    statements: list[TemplateIssue] = []
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, slot in enumerate(slots, start=1):
            key = (slot.entity_code, slot.reference_year)
            if key not in years:
                years[key] = YearTemplates(store, *key)
            handed_out = _written(years[key], slot, (stated_by, stated_role), issued_at)
            # A workbook is an archive itself: packing it again takes time and saves nothing.
            archive.writestr(handed_out.path, handed_out.content, zipfile.ZIP_STORED)
            statements.append(handed_out.statement)
            progress(number, len(slots))
    for statement in statements:
        store.state(statement)
    return tuple(statements)


def _written(
    year: YearTemplates, slot: TemplateSlot, by: tuple[str, Role | None], issued_at: datetime
) -> HandedOut:
    """`by`: who hands it out, and as whom."""
    stated_by, stated_role = by
    template = year.template(slot, issued_at)
    is_registry = slot.kind is DocumentKind.REGISTRY
    content = (
        _registry_content(year.names.registry, template)
        if is_registry
        else write_template_xlsx(template)
    )
    file_name = template_file_name(template)
    statement = TemplateIssue(
        entity_code=slot.entity_code,
        document_kind=slot.kind,
        reference_year=slot.reference_year,
        sector_code=slot.sector_code,
        strategic_direction_code=slot.strategic_direction_code,
        template_version=template.version,
        file_name=file_name,
        row_count=sum(len(table.rows) for table in template.tables),
        stated_by=stated_by,
        stated_at=issued_at,
        stated_role=stated_role,
    )
    return HandedOut(template.folder or "", file_name, content, statement)


def _registry_content(in_force: RegistryInForce, template: Template) -> bytes:
    sheets = registry_marked_sheets(in_force.facts)
    mark = TemplateMark(template.slot, template.version, template.issued_at, sheets)
    return registry_workbook(in_force, mark)


def _tables(
    contents: TemplateContents, names: CycleNames, slot: TemplateSlot
) -> tuple[TemplateTable, ...]:
    if slot.kind is not DocumentKind.REGISTRY:
        return contents.tables(slot)
    return tuple(
        TemplateTable(
            DocumentKind.REGISTRY,
            tuple(TemplateRow(f"{section} {number}", row) for number, row in enumerate(rows)),
        )
        for section, rows in section_rows(names.registry.facts).items()
    )


def _slot_of_issue(issue: TemplateIssue) -> TemplateSlot:
    return TemplateSlot(
        issue.entity_code,
        issue.document_kind,
        issue.reference_year,
        issue.sector_code,
        issue.strategic_direction_code,
    )


def _unknown(slot: TemplateSlot, known: Sequence[TemplateSlot]) -> UnknownTemplateError:
    codes = [_code(one) for one in known]
    return UnknownTemplateError(
        reason="slot" if known else "no_slot",
        kind=slot.kind,
        year=slot.reference_year,
        code=_code(slot),
        known=", ".join(codes),
    )


def _code(slot: TemplateSlot) -> str:
    return slot.sector_code or slot.strategic_direction_code or ""


def _now() -> datetime:
    """Gives the time in UTC without zone, to the second: it is written into the sheet."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
