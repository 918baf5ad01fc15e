"""The sections of the anagrafica: what identifies a row of each, and which of them move figures.

Their columns are listed in `dashboard/workbook/layouts/registry.csv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

SECTION = "section"
"""The field of a row that says which section it belongs to."""

NO_LIMIT = "no_limit"
"""The value of a cell that says in words that there is no cap, no floor, no bound."""


class RegistrySection(StrEnum):
    """The tables of an anagrafica, in the order in which a person fills them in."""

    ENTITY = "entity"
    SECTORS = "sectors"
    SERVICES = "services"
    COST_CENTRES = "cost_centres"
    DIRECTIONS = "directions"
    STATUS_WORDS = "status_words"
    RULES = "rules"
    ASSIGNMENTS = "assignments"
    BANDS = "bands"
    ROLLUP_RULES = "rollup_rules"
    WEIGHTS = "weights"
    EXCLUSIONS = "exclusions"
    PERIODS = "periods"
    DEADLINES = "deadlines"
    CLAUSES = "clauses"
    ROLES = "roles"


KEY_FIELDS: Mapping[RegistrySection, tuple[str, ...]] = {
    RegistrySection.ENTITY: (),
    RegistrySection.SECTORS: ("sector_code", "valid_from"),
    RegistrySection.SERVICES: ("sector_code", "service_name", "valid_from"),
    RegistrySection.COST_CENTRES: ("cost_centre_code",),
    RegistrySection.DIRECTIONS: ("strategic_direction_code", "valid_from"),
    RegistrySection.STATUS_WORDS: ("word",),
    RegistrySection.RULES: ("rule_code",),
    RegistrySection.ASSIGNMENTS: ("sector_code", "action_code", "indicator_code"),
    RegistrySection.BANDS: ("band_table", "lower_number", "word"),
    RegistrySection.ROLLUP_RULES: ("level",),
    RegistrySection.WEIGHTS: ("level", "code"),
    RegistrySection.EXCLUSIONS: ("level", "sector_code", "code"),
    RegistrySection.PERIODS: ("period",),
    RegistrySection.DEADLINES: ("document_name", "reference_year"),
    RegistrySection.CLAUSES: ("clause_code",),
    RegistrySection.ROLES: ("email", "role", "sector_code"),
}
"""What a row of a section is followed by from one anagrafica to the next."""

LABEL_FIELDS: Mapping[RegistrySection, tuple[str, ...]] = {
    RegistrySection.ENTITY: ("entity_name",),
    RegistrySection.SECTORS: ("sector_code", "sector_name"),
    RegistrySection.SERVICES: ("service_name",),
    RegistrySection.COST_CENTRES: ("cost_centre_code", "cost_centre_name"),
    RegistrySection.DIRECTIONS: ("strategic_direction_code", "strategic_direction_name"),
    RegistrySection.STATUS_WORDS: ("word", "status"),
    RegistrySection.RULES: ("rule_code", "rule_name"),
    RegistrySection.ASSIGNMENTS: ("rule_code", "sector_code", "action_code", "indicator_code"),
    RegistrySection.BANDS: ("band_table", "word", "lower_number", "upper_number"),
    RegistrySection.ROLLUP_RULES: ("level", "rollup_method"),
    RegistrySection.WEIGHTS: ("level", "code"),
    RegistrySection.EXCLUSIONS: ("level", "sector_code", "code"),
    RegistrySection.PERIODS: ("period", "expected_share_pct"),
    RegistrySection.DEADLINES: ("document_name", "reference_year"),
    RegistrySection.CLAUSES: ("clause_code", "document_name"),
    RegistrySection.ROLES: ("email", "role"),
}
"""What a person calls a row of a section."""

FIGURE_SECTIONS = frozenset(
    {
        RegistrySection.ENTITY,
        RegistrySection.RULES,
        RegistrySection.ASSIGNMENTS,
        RegistrySection.BANDS,
        RegistrySection.ROLLUP_RULES,
        RegistrySection.WEIGHTS,
        RegistrySection.EXCLUSIONS,
        RegistrySection.PERIODS,
    }
)
"""Sections where a cell misread gives wrong figures: what is not understood there blocks."""
FIGURE_FIELDS = frozenset({"weight"})
"""Fields of which the same is true in every section."""
