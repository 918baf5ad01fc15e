"""An entity with deadlines, whose documents come on days of our choosing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from itertools import count
from typing import Any

from dashboard.domain.model import DocumentKind, DocumentToStore, Issue, TemplateUse
from dashboard.domain.registry_model import (
    RegistryDeadlineFact,
    RegistryDirectionFact,
    RegistryFacts,
    RegistryRoleFact,
    RegistrySectorFact,
)
from dashboard.domain.roles import Role
from dashboard.store import Store
from tests.store.builders import ENTITY, YEAR, lineage, registry, upload

SECTORS = {"S1": "Lavori pubblici", "S2": "Polizia locale", "S10": "Cultura"}
DEADLINES = {
    DocumentKind.DUP_STATUS: date(2023, 10, 5),
    DocumentKind.PEG_ACTIONS: date(2023, 10, 5),
    DocumentKind.PIAO_SHEET: date(2024, 1, 15),
    DocumentKind.INTERMEDIATE_REPORT: date(2024, 6, 30),
    DocumentKind.FINAL_REPORT: date(2025, 2, 28),
}
ROLES = (
    RegistryRoleFact("lavori@comune.example", Role.SECTOR, lineage(2), "Anna Verdi", "S1"),
    RegistryRoleFact("ufficio@comune.example", Role.OFFICE, lineage(3), "Ugo Neri"),
)
_numbers = count(1)


def deadline(kind: DocumentKind, **more: Any) -> RegistryDeadlineFact:
    """A deadline of the sectors as the directive states it, for the year of these tests."""
    stated = {"sectors_deadline": DEADLINES[kind], "reference_year": YEAR, **more}
    cycle = {"cycle_start_year": YEAR, "cycle_end_year": YEAR + 2}
    return RegistryDeadlineFact(kind.value, lineage(2), document_kind=kind, **{**cycle, **stated})


def anagrafica(**facts: Any) -> DocumentToStore:
    """The anagrafica of the year: three sectors, one direction, every deadline, two roles."""
    stated: dict[str, Any] = {
        "sectors": tuple(
            RegistrySectorFact(code, name, lineage(number))
            for number, (code, name) in enumerate(SECTORS.items(), start=2)
        ),
        "directions": (RegistryDirectionFact("1", "La città che cura", lineage(2)),),
        "deadlines": tuple(deadline(kind) for kind in DEADLINES),
        "roles": ROLES,
    }
    return registry(RegistryFacts(**{**stated, **facts}))


def at_noon(year: int, month: int, day: int) -> datetime:
    """The middle of a day, in UTC without zone as the store holds it: the same day everywhere."""
    return datetime.combine(date(year, month, day), time(12))


def receive(
    store: Store,
    day: date,
    *documents: DocumentToStore,
    issues: tuple[Issue, ...] = (),
    template_use: TemplateUse | None = None,
) -> int:
    """Stores documents as one file that came at noon of a day; gives the upload's number."""
    number = max([0, *store.query("uploads")["upload_id"]]) + 1
    content = f"{day} {next(_numbers)}".encode()
    received = upload(*documents, content=content, file_name=f"file {number}.xlsx", issues=issues)
    received = replace(received, template_use=template_use)
    store.append_again(received, ENTITY, number, at_noon(day.year, day.month, day.day))
    return number
