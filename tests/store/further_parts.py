"""The further parts of a final report, built straight from the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.model import (
    DocumentKind,
    DocumentToStore,
    Facts,
    InnovationFact,
    OrdinaryActivityFact,
    Period,
    QualityControlFact,
    Recognition,
    SectorFact,
)
from tests.store.builders import ENTITY, YEAR, lineage, report

Written = float | str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the sheet of ordinary activity. A text is a value that is no number."""

    code: str
    by_year: Mapping[int, Written]
    name: str = ""
    unit: str | None = "pratiche"
    service_name: str | None = "Sportello"
    note: str | None = None


def activity(
    measures: Iterable[Measure],
    year: int = YEAR,
    sector_code: str = "S1",
    entity: str = ENTITY,
) -> DocumentToStore:
    """The sheet of ordinary activity of a sector; the value of each year in a column of its own."""
    facts = [
        OrdinaryActivityFact(
            sector_code=sector_code,
            measure_code=measure.code,
            measure_name=measure.name or f"Misura {measure.code}",
            value_year=value_year,
            lineage=lineage(number, "ABCDEFGHIJ"[value_year % 10]),
            service_name=measure.service_name,
            unit=measure.unit,
            value_number=None if isinstance(value, str) or value is None else float(value),
            value_text=None if value is None else str(value),
            note=measure.note,
        )
        for number, measure in enumerate(measures, start=2)
        for value_year, value in measure.by_year.items()
    ]
    return _part(
        DocumentKind.ORDINARY_ACTIVITY,
        Facts(ordinary_activities=tuple(facts)),
        year,
        sector_code,
        entity,
    )


def controls(
    *stated: Mapping[str, object], year: int = YEAR, sector_code: str = "S1", entity: str = ENTITY
) -> DocumentToStore:
    """The sheet of quality controls of a sector; each control has at least a `control_code`."""
    facts = [
        QualityControlFact(
            **{  # type: ignore[arg-type]
                "sector_code": sector_code,
                "control_name": f"Controllo {one['control_code']}",
                "lineage": lineage(number),
                "control_date": date(year, 5, 20),
                **one,
            }
        )
        for number, one in enumerate(stated, start=2)
    ]
    return _part(
        DocumentKind.QUALITY_CONTROLS,
        Facts(quality_controls=tuple(facts)),
        year,
        sector_code,
        entity,
    )


def innovations(
    *stated: Mapping[str, object], year: int = YEAR, sector_code: str = "S1", entity: str = ENTITY
) -> DocumentToStore:
    """The sheet of innovations of a sector; each innovation has at least an `innovation_code`."""
    facts = [
        InnovationFact(
            **{  # type: ignore[arg-type]
                "sector_code": sector_code,
                "innovation_name": f"Innovazione {one['innovation_code']}",
                "lineage": lineage(number),
                **one,
            }
        )
        for number, one in enumerate(stated, start=2)
    ]
    return _part(
        DocumentKind.INNOVATIONS, Facts(innovations=tuple(facts)), year, sector_code, entity
    )


def _part(
    kind: DocumentKind, facts: Facts, year: int, sector_code: str, entity: str
) -> DocumentToStore:
    sector = SectorFact(sector_code, f"Settore {sector_code}", lineage(1))
    return replace(
        report([], Period.FINAL, year, sector_code, entity),
        kind=kind,
        recognition=Recognition(kind, 5, 5),
        facts=replace(facts, sectors=(sector,)),
    )
