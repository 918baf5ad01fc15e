"""What the page Anagrafica, its command and the preview say of the rules of an entity."""

from __future__ import annotations

from dashboard.domain.model import MeasureKind
from dashboard.domain.registry_in_force import RegistryInForce
from dashboard.domain.rules import METHODS_BY_KIND
from dashboard.texts.formats import local_moment
from dashboard.texts.labels import MEASURE_KINDS
from dashboard.texts.registry import RULE_METHODS

OWN_SOURCE = "Impostazione del programma"


def default_rule_name(kind: MeasureKind) -> str:
    """Gives the name of the program's own rule for a kind of indicator."""
    word = MEASURE_KINDS[kind]
    return f"{word[0].upper()}{word[1:]}: {RULE_METHODS[METHODS_BY_KIND[kind][0]]}"


def holding_sentence(in_force: RegistryInForce) -> str:
    """Gives whose rules hold in a year, and since when."""
    year, upload = in_force.reference_year, in_force.upload
    if upload is None:
        return f"Per il {year} valgono le regole del programma: nessuna anagrafica caricata."
    made_for = (
        ""
        if upload.registry_year == year
        else f", fatta per il {upload.registry_year} e ancora valida"
    )
    return (
        f"Per il {year} valgono le regole dell’anagrafica caricata il "
        f"{local_moment(upload.uploaded_at)}{made_for}."
    )
