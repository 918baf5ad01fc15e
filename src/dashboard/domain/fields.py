"""The canonical fields of a sheet's row: what each is called in code, JSON and layouts.

`dashboard.workbook.layouts` maps Italian titles to these names; docs/GLOSSARY.md ties each to
its official Italian word; `cruscotto check --json` prints them.
"""

from __future__ import annotations

from enum import StrEnum


class FieldType(StrEnum):
    """How the text of a field is read."""

    TEXT = "text"
    CODE = "code"
    CODE_AND_NAME = "code_and_name"
    QUANTITY = "quantity"
    DATE = "date"
    BOOLEAN = "boolean"
    PERCENT = "percent"
    MONEY = "money"
    STATUS = "status"
    MEASURE_KIND = "measure_kind"
    ACTION_KIND = "action_kind"
    INNOVATION_AREA = "innovation_area"
    NATURE = "nature"
    YEAR = "year"
    NUMBER = "number"  # a plain number, without operator
    COUNT = "count"  # how many; a dash or "n.d." says that it is not known
    INTEGER = "integer"
    LIMIT = "limit"  # a number, or the word for none
    CHOICE = "choice"  # one of a few words, by the name of the field


# A CODE_AND_NAME column ("1.2 Città digitale") fills two fields: <name>_code and <name>_name.
FIELD_TYPES: dict[str, FieldType] = {
    # the chain
    "strategic_direction": FieldType.CODE_AND_NAME,
    "strategic_direction_code": FieldType.CODE,
    "strategic_direction_name": FieldType.TEXT,
    "strategic_objective": FieldType.CODE_AND_NAME,
    "strategic_objective_code": FieldType.CODE,
    "strategic_objective_name": FieldType.TEXT,
    "operational_objective": FieldType.CODE_AND_NAME,
    "operational_objective_code": FieldType.CODE,
    "operational_objective_name": FieldType.TEXT,
    "intervention": FieldType.CODE_AND_NAME,
    "intervention_code": FieldType.CODE,
    "intervention_name": FieldType.TEXT,
    "action": FieldType.CODE_AND_NAME,
    "action_code": FieldType.CODE,
    "action_name": FieldType.TEXT,
    "indicator": FieldType.CODE_AND_NAME,
    "indicator_code": FieldType.CODE,
    "indicator_name": FieldType.TEXT,
    # who
    "sector": FieldType.CODE_AND_NAME,
    "sector_code": FieldType.CODE,
    "sector_name": FieldType.TEXT,
    "service_name": FieldType.TEXT,
    "cost_centre": FieldType.TEXT,
    "responsible_role": FieldType.TEXT,
    "political_referent": FieldType.TEXT,
    "internal_subjects": FieldType.TEXT,
    "external_subjects": FieldType.TEXT,
    # the action
    "action_kind": FieldType.ACTION_KIND,
    "description": FieldType.TEXT,
    "piao_section": FieldType.TEXT,
    "tags": FieldType.TEXT,
    "weight": FieldType.QUANTITY,
    "start_date": FieldType.DATE,
    "end_date": FieldType.DATE,
    "planned_years": FieldType.TEXT,
    "human_resources": FieldType.TEXT,
    "mission_programme": FieldType.TEXT,
    "budget_chapter": FieldType.TEXT,
    "allocated_eur": FieldType.MONEY,
    "committed_eur": FieldType.MONEY,
    "paid_eur": FieldType.MONEY,
    "other_services": FieldType.TEXT,
    "is_agreed_with_other_services": FieldType.BOOLEAN,
    # the measure
    "measure_kind": FieldType.MEASURE_KIND,
    "operator": FieldType.TEXT,
    "unit": FieldType.TEXT,
    "baseline": FieldType.QUANTITY,
    "source": FieldType.TEXT,
    "indicator_weight": FieldType.QUANTITY,
    "indicator_nature": FieldType.NATURE,
    "target": FieldType.QUANTITY,
    "target_intermediate": FieldType.QUANTITY,
    "target_next_year": FieldType.QUANTITY,  # year + 1
    "target_year_after_next": FieldType.QUANTITY,  # year + 2
    "qualitative_expected_result": FieldType.TEXT,
    # the report
    "result": FieldType.QUANTITY,
    "result_intermediate": FieldType.QUANTITY,  # in a final report: recalled, not stated
    "numerator": FieldType.QUANTITY,
    "denominator": FieldType.QUANTITY,
    "qualitative_result": FieldType.TEXT,
    "reason": FieldType.TEXT,
    "note": FieldType.TEXT,
    "percent": FieldType.PERCENT,
    "is_not_assessable": FieldType.BOOLEAN,
    "not_assessable_reason": FieldType.TEXT,
    # the DUP status
    "status": FieldType.STATUS,
    "status_text": FieldType.TEXT,
    "as_of_date": FieldType.DATE,
    # the further parts of the PEG
    "production_factor": FieldType.TEXT,
    "staff_category": FieldType.TEXT,
    "head_count": FieldType.COUNT,
    "time_share_pct": FieldType.PERCENT,
    # the further parts of the final report
    "activity_name": FieldType.TEXT,  # what the measure counts, where it has a column of its own
    "measure": FieldType.CODE_AND_NAME,
    "measure_code": FieldType.CODE,
    "measure_name": FieldType.TEXT,
    "activity_value": FieldType.QUANTITY,  # of the reference year
    "activity_value_1_year_before": FieldType.QUANTITY,
    "activity_value_2_years_before": FieldType.QUANTITY,
    "activity_value_3_years_before": FieldType.QUANTITY,
    "control": FieldType.CODE_AND_NAME,
    "control_code": FieldType.CODE,
    "control_name": FieldType.TEXT,
    "control_method": FieldType.TEXT,
    "control_date": FieldType.DATE,
    "checked_count": FieldType.COUNT,
    "non_compliant_count": FieldType.COUNT,
    "outcome": FieldType.TEXT,
    "corrective_action": FieldType.TEXT,
    "innovation": FieldType.CODE_AND_NAME,
    "innovation_code": FieldType.CODE,
    "innovation_name": FieldType.TEXT,
    "innovation_area": FieldType.INNOVATION_AREA,
    "beneficiaries": FieldType.TEXT,
    "benefit": FieldType.TEXT,
    # what the Nucleo asks
    "clarification_code": FieldType.CODE,  # the number of the request
    "asked_of_report": FieldType.TEXT,
    "question": FieldType.TEXT,
    "asked_date": FieldType.DATE,
    "due_date": FieldType.DATE,
    "answer": FieldType.TEXT,
}

# Fields that only the anagrafica has. Those of the same name above are read in the same way.
REGISTRY_FIELD_TYPES: dict[str, FieldType] = {
    "section": FieldType.TEXT,
    "entity_name": FieldType.TEXT,
    "istat_code": FieldType.CODE,
    "mandate_start": FieldType.DATE,
    "mandate_end": FieldType.DATE,
    "achievement_basis": FieldType.CHOICE,
    "valid_from": FieldType.DATE,
    "valid_to": FieldType.DATE,
    "previous_name": FieldType.TEXT,
    "service_code": FieldType.CODE,
    "cost_centre_code": FieldType.CODE,
    "cost_centre_name": FieldType.TEXT,
    "word": FieldType.TEXT,
    "rule_code": FieldType.CODE,
    "rule_name": FieldType.TEXT,
    "method": FieldType.CHOICE,
    "is_default": FieldType.BOOLEAN,
    "cap_pct": FieldType.LIMIT,
    "floor_pct": FieldType.LIMIT,
    "target_zero": FieldType.CHOICE,
    "missing_result": FieldType.CHOICE,
    "rounding_digits": FieldType.INTEGER,
    "rounding_direction": FieldType.CHOICE,
    "band_table": FieldType.CODE,
    "nature": FieldType.CHOICE,
    "formula_words": FieldType.TEXT,
    "lower_number": FieldType.LIMIT,
    "upper_number": FieldType.LIMIT,
    "pct": FieldType.NUMBER,
    "upper_pct": FieldType.NUMBER,
    "level": FieldType.CHOICE,
    "rollup_method": FieldType.CHOICE,
    "code": FieldType.CODE,
    "period": FieldType.CHOICE,
    "expected_share_pct": FieldType.NUMBER,
    "partial_from_pct": FieldType.NUMBER,
    "document_name": FieldType.TEXT,
    "sectors_deadline": FieldType.DATE,
    "entity_deadline": FieldType.DATE,
    "document_kind": FieldType.CHOICE,
    "reference_year": FieldType.INTEGER,
    "cycle_start_year": FieldType.INTEGER,
    "cycle_end_year": FieldType.INTEGER,
    "counts_for": FieldType.CHOICE,
    "event": FieldType.CHOICE,
    "days_after_event": FieldType.INTEGER,
    "is_in_working_days": FieldType.BOOLEAN,
    "unless_event": FieldType.CHOICE,
    "days_after_unless_event": FieldType.INTEGER,
    "together_with": FieldType.CHOICE,
    "holiday_rule": FieldType.CHOICE,
    "clause_code": FieldType.CODE,
    "clause_text": FieldType.TEXT,
    "email": FieldType.TEXT,
    "role": FieldType.CHOICE,
    "person_name": FieldType.TEXT,
}


def field_type(field_name: str) -> FieldType | None:
    """Gives how a field is read; None for a column that was not understood."""
    return FIELD_TYPES.get(field_name) or REGISTRY_FIELD_TYPES.get(field_name)
