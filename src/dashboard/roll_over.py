"""Go over to the next year: what its sheets take from this one, what ends, what is now called else.

Looked at before anything is handed out; the sheets themselves are those of `dashboard.templates`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.domain.carrying import EndReason, Succession
from dashboard.domain.known_names import NameSubject
from dashboard.domain.model import DocumentKind
from dashboard.domain.templates import TemplateSlot
from dashboard.store import Store
from dashboard.templates import YearTemplates

# The plans of a year; its reports follow from them.
PLANS = (DocumentKind.DUP_STATUS, DocumentKind.PEG_ACTIONS, DocumentKind.PIAO_SHEET)


@dataclass(frozen=True, slots=True)
class Closing:
    """An action or intervention that does not go on. `owner_name`: its sector or direction."""

    document_kind: DocumentKind
    owner_code: str
    owner_name: str
    code: str
    name: str
    reason: EndReason


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """A sheet of the new year: how much goes on in it, and how much does not.

    Counts actions or interventions. `has_own_document`: the new year has its own already.
    """

    slot: TemplateSlot
    owner_code: str
    owner_name: str
    carried_count: int
    closed_count: int
    has_own_document: bool


@dataclass(frozen=True, slots=True)
class NameChange:
    """A sector or direction that has another code or name in the new year, or is not there.

    `left_count`: actions and interventions of one that is not there; they go into no sheet until
    somebody says whose they are.
    """

    subject: NameSubject
    succession: Succession
    left_count: int


@dataclass(frozen=True, slots=True)
class RollOver:
    """What becomes of a year in the next one."""

    earlier_year: int
    sheets: tuple[PlannedSheet, ...]
    closings: tuple[Closing, ...]
    name_changes: tuple[NameChange, ...]

    @property
    def later_year(self) -> int:
        return self.earlier_year + 1

    @property
    def carried_count(self) -> int:
        """Gives how many actions and interventions go on, counted in each sheet that has them."""
        return sum(sheet.carried_count for sheet in self.sheets)

    @property
    def slots(self) -> tuple[TemplateSlot, ...]:
        """Gives the sheets to hand out."""
        return tuple(sheet.slot for sheet in self.sheets)


def roll_over(store: Store, entity_code: str, earlier_year: int) -> RollOver:
    """Gives what becomes of a year in the next one. Raises UnknownTemplateError."""
    year = YearTemplates(store, entity_code, earlier_year + 1)
    sheets: list[PlannedSheet] = []
    closings: list[Closing] = []
    for slot in (slot for kind in PLANS for slot in year.slots(kind)):
        sheet, closed = _planned(year, slot)
        sheets.append(sheet)
        closings += closed
    return RollOver(
        earlier_year=earlier_year,
        sheets=tuple(sheets),
        closings=tuple(closings),
        name_changes=tuple(_name_changes(year, earlier_year)),
    )


def _name_changes(year: YearTemplates, earlier_year: int) -> Iterator[NameChange]:
    found = {
        NameSubject.SECTOR: year.names.sector_successions,
        NameSubject.STRATEGIC_DIRECTION: year.names.direction_successions,
    }
    for subject, all_successions in found.items():
        for one in all_successions:
            if one.is_changed:
                is_gone = one.later is None
                code = one.earlier.code
                left = year.contents.count_of(subject, code, earlier_year) if is_gone else 0
                yield NameChange(subject, one, left)


def _planned(year: YearTemplates, slot: TemplateSlot) -> tuple[PlannedSheet, list[Closing]]:
    owner_code, owner_name = year.owner(slot)
    records = list(_once_each(year.contents.source_records(slot)))
    closed = [
        Closing(slot.kind, owner_code, owner_name, _code(one), _name(one), reason)
        for one in records
        if (reason := year.contents.end_reason(one)) is not None
    ]
    has_own = any(int(one["reference_year"]) == slot.reference_year for one in records)
    sheet = PlannedSheet(
        slot, owner_code, owner_name, len(records) - len(closed), len(closed), has_own
    )
    return sheet, closed


def _once_each(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Gives each action once, whatever the number of its indicators."""
    seen: set[str] = set()
    for record in records:
        if _code(record) not in seen:
            seen.add(_code(record))
            yield record


def _code(record: dict[str, Any]) -> str:
    return str(record["intervention_code" if "intervention_code" in record else "action_code"])


def _name(record: dict[str, Any]) -> str:
    return str(record["intervention_name" if "intervention_code" in record else "action_name"])
