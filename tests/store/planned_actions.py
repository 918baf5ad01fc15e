"""PEG sheets with money, people and objectives, built straight from the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.domain.model import (
    ActionFact,
    ActionFinanceFact,
    ActionStaffFact,
    DocumentKind,
    DocumentToStore,
    Facts,
    ObjectiveFact,
    Recognition,
    SectorFact,
)
from tests.store.builders import YEAR, dup, lineage, peg, plan

Stated = Mapping[str, Any]


def peg_list(*actions: Stated, sector_code: str = "S1", year: int = YEAR) -> DocumentToStore:
    """The list of actions of a sector's PEG; each states at least its `action_code`."""
    return _with_actions(peg([], year, sector_code), actions, sector_code)


def piao_list(*actions: Stated, sector_code: str = "S1", year: int = YEAR) -> DocumentToStore:
    """The actions of a sector's PIAO sheet, without indicators."""
    return _with_actions(plan([], year, sector_code), actions, sector_code)


def finances(*rows: Stated, sector_code: str = "S1", year: int = YEAR) -> DocumentToStore:
    """The money of a sector's actions, broken down; each row states its `action_code`."""
    facts = tuple(
        ActionFinanceFact(sector_code=sector_code, lineage=lineage(number), **row)
        for number, row in enumerate(rows, start=2)
    )
    kind = DocumentKind.ACTION_FINANCES
    return _of_kind(kind, Facts(action_finances=facts), sector_code, year)


def staff(*rows: Stated, sector_code: str = "S1", year: int = YEAR) -> DocumentToStore:
    """Who works on a sector's actions; each row states `action_code` and `staff_category`."""
    facts = tuple(
        ActionStaffFact(sector_code=sector_code, lineage=lineage(number), **row)
        for number, row in enumerate(rows, start=2)
    )
    return _of_kind(DocumentKind.ACTION_STAFF, Facts(action_staff=facts), sector_code, year)


def dup_with(
    *objective_codes: str, direction_code: str = "1", year: int = YEAR, last_year: int | None = None
) -> DocumentToStore:
    """A DUP sheet of a direction with operational objectives; of a cycle until `last_year`."""
    document = dup([], direction_code, year)
    strategic_code = f"{direction_code}.1"
    strategic = ObjectiveFact(
        "strategic", strategic_code, f"OS {strategic_code}", direction_code, None, lineage(2)
    )
    operational = tuple(
        ObjectiveFact(
            "operational", code, f"OO {code}", direction_code, strategic_code, lineage(number)
        )
        for number, code in enumerate(objective_codes, start=3)
    )
    return replace(
        document,
        cycle_start_year=None if last_year is None else year,
        cycle_end_year=last_year,
        facts=replace(document.facts, objectives=(strategic, *operational)),
    )


def _with_actions(
    document: DocumentToStore, actions: Iterable[Stated], sector_code: str
) -> DocumentToStore:
    facts = tuple(
        ActionFact(
            sector_code=sector_code,
            lineage=lineage(number),
            **{"action_name": f"Azione {action['action_code']}", **action},
        )
        for number, action in enumerate(actions, start=2)
    )
    return replace(document, facts=replace(_sector_alone(sector_code), actions=facts))


def _of_kind(kind: DocumentKind, facts: Facts, sector_code: str, year: int) -> DocumentToStore:
    document = peg([], year, sector_code)
    sectors = _sector_alone(sector_code).sectors
    return replace(
        document,
        kind=kind,
        recognition=Recognition(kind, 4, 4),
        facts=replace(facts, sectors=sectors),
    )


def _sector_alone(sector_code: str) -> Facts:
    return Facts(sectors=(SectorFact(sector_code, f"Settore {sector_code}", lineage(1)),))
