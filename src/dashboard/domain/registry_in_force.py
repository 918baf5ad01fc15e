"""What holds of an entity in a year, and which anagrafica says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.domain.model import Lineage
from dashboard.domain.registry_model import RegistryFacts

# The program's own rules, and names known only from the sheets, stand in no anagrafica.
NOWHERE = Lineage("", 0, "")


@dataclass(frozen=True, slots=True)
class RegistryUpload:
    """The anagrafica that holds, with the year it was made for and how it came."""

    document_id: int
    registry_year: int
    upload_id: int
    file_name: str
    uploaded_by: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class RegistryInForce:
    """What holds of an entity in a year. `upload` is None where no anagrafica does.

    `facts`: everything that holds; what has no place (`NOWHERE`) is the program's own, or is known
    from the sheets loaded so far.
    """

    entity_code: str
    entity_name: str
    reference_year: int
    upload: RegistryUpload | None
    facts: RegistryFacts
