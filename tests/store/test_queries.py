"""The contract with the screens: which named queries exist, and which columns they give."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.domain.model import DupStatus, Period
from dashboard.store import Store, open_store
from dashboard.store.sql_files import sql_files
from tests.store.builders import Line, dup, peg, plan, report, upload

CHAIN = (
    "strategic_direction_code strategic_direction_name strategic_objective_code"
    " strategic_objective_name operational_objective_code operational_objective_name"
)
RESULT = (
    f"entity_code reference_year period {CHAIN} sector_code sector_name action_code action_name"
    " action_kind indicator_code indicator_name measure_kind unit operator baseline_text"
    " baseline_number source target_text target_number target_upper_number target_date"
    " target_boolean result_text result_number result_date result_boolean reason has_reason"
    " measured_achievement_pct declared_achievement_pct achievement_basis achievement_pct"
    " is_counted left_out_reason deviation deviation_pct_of_target is_unfavourable needs_reason"
    " rule_code rule_name rule_method rule_document_id cap_pct floor_pct target_zero missing_result"
    " rounding_digits rounding_direction band_table nature expected_share_pct year_before_number"
    " result_numerator result_denominator status target_file_name target_sheet_name target_cell"
    " result_file_name result_sheet_name result_cell result_upload_id uploaded_at"
)
LEFT_OUT = (
    "missing_count not_due_count not_assessable_count not_measurable_count sterilised_count"
    " eliminated_count excluded_count"
)
MEAN = (
    "entity_code reference_year period achievement_pct min_achievement_pct max_achievement_pct"
    f" counted_count reported_count {LEFT_OUT} indicator_count coverage_pct unexplained_count"
    " method rounding_digits weight_sum empty_weight_count achievement_basis"
)
NODE = (
    f"level {MEAN} code name tag_kind strategic_direction_code strategic_objective_code"
    " operational_objective_code sector_code service_name action_code not_linked_count weight"
)
SECTOR = "sector_code sector_name"
DIRECTION = "strategic_direction_code strategic_direction_name"
TALLY = "entity_code reference_year period status indicator_count"

# The columns that screens may rely on; a query may give more.
COLUMNS = {
    "indicator_texts": f"entity_code reference_year period {CHAIN} sector_code sector_name"
    " action_code action_name indicator_code indicator_name unit source baseline_text target_text"
    " result_text reason note not_assessable_reason state_reason request_reason grant_reason"
    " exclusion_reason target_file_name target_sheet_name target_cell result_file_name"
    " result_sheet_name result_cell",
    "template_actions": "entity_code reference_year sector_code action_code action_name action_kind"
    f" description {CHAIN} service_name cost_centre responsible_role political_referent weight"
    " start_date end_date human_resources mission_programme budget_chapter production_factor"
    " allocated_eur committed_eur paid_eur other_services is_agreed_with_other_services"
    " planned_years tags",
    "template_indicators": "entity_code reference_year sector_code has_own_plan action_code"
    f" action_name {CHAIN} indicator_code indicator_name measure_kind unit baseline_text source"
    " nature target_text target_operator target_intermediate_text target_next_year_text"
    " target_year_after_next_text result_text result_reason result_intermediate_text"
    " result_intermediate_reason qualitative_expected_result qualitative_result",
    "template_documents": "entity_code document_kind reference_year cycle_start_year"
    " cycle_end_year period sector_code strategic_direction_code upload_id uploaded_at"
    " template_version",
    "template_uses": "entity_code upload_id template_version issued_at is_outdated"
    " changed_cell_count uploaded_at is_revoked",
    "direction_referents": f"entity_code reference_year {DIRECTION} political_referent",
    "dup_objectives": "entity_code reference_year strategic_direction_code objective_code"
    " objective_name upload_id file_name sheet_name cell",
    "action_resources": f"entity_code reference_year {SECTOR} action_code action_name action_kind"
    f" {DIRECTION} is_broken_down cost_centre production_factor budget_chapter mission_programme"
    " mission_code allocated_eur committed_eur paid_eur note upload_id file_name sheet_name cell",
    "action_staff": f"entity_code reference_year {SECTOR} action_code action_name staff_category"
    " head_count time_share_pct full_time_equivalent note upload_id file_name sheet_name cell",
    "staff_by_category": "entity_code reference_year staff_category row_count action_count"
    " head_count full_time_equivalent no_head_count no_equivalent_count",
    "resources_by": "entity_code reference_year breakdown group_key group_name row_count"
    " action_count allocated_eur committed_eur paid_eur no_allocated_count no_committed_count"
    " no_paid_count compared_count committed_pct",
    "resources_by_year": "entity_code reference_year cycle_start_year cycle_end_year action_count"
    " allocated_eur committed_eur paid_eur",
    "action_funding": f"entity_code reference_year {SECTOR} action_code action_name action_kind"
    f" {DIRECTION} planned_years human_resources is_in_peg is_in_piao allocated_eur committed_eur"
    " paid_eur committed_pct listed_allocated_eur listed_committed_eur listed_paid_eur"
    " broken_down_allocated_eur broken_down_committed_eur broken_down_paid_eur category_count"
    " head_count full_time_equivalent",
    "chain_actions": f"entity_code reference_year {SECTOR} action_code action_name action_kind"
    f" {CHAIN} link_state other_services is_agreed_with_other_services is_in_peg is_in_piao"
    " has_sector_peg has_sector_piao peg_file_name peg_sheet_name peg_cell piao_file_name"
    " piao_sheet_name piao_cell",
    "chain_objectives": f"entity_code reference_year {CHAIN} action_count peg_action_count"
    " piao_action_count file_name sheet_name cell",
    "linkage_by_sector": f"entity_code reference_year {SECTOR} action_count linked_count"
    " no_objective_count unknown_objective_count no_dup_count linkage_pct",
    "period_expectations": "entity_code reference_year period expected_share_pct partial_from_pct"
    " is_default",
    "plan_arrivals": "entity_code reference_year sector_code sector_name received_at upload_id"
    " file_name sheet_name cell",
    "target_statements": "entity_code reference_year document_kind document_year sector_code"
    " action_code indicator_code unit target_period target_text target_number"
    " target_upper_number target_date target_boolean stated_at decision_id is_in_force upload_id"
    " file_name sheet_name cell",
    "registries_in_force": "entity_code reference_year registry_document_id registry_year"
    " upload_id file_name uploaded_by uploaded_at",
    "check_acceptances": "acceptance_id entity_code finding_key check_code is_accepted reason"
    " accepted_by accepted_role accepted_at",
    "action_places": "entity_code reference_year sector_code action_code upload_id file_name"
    " sheet_name cell",
    "entities": "entity_code entity_name upload_count last_upload_at",
    "periods": "entity_code reference_year period indicator_count result_count",
    "sectors": f"entity_code {SECTOR}",
    "strategic_directions": f"entity_code {DIRECTION}",
    "indicator_results": RESULT,
    "deviations": RESULT,
    "action_indicators": RESULT,
    "achievement": NODE,
    "achievement_by_indicator": NODE,
    "achievement_by_tag": NODE,
    "achievement_by_direction": f"{MEAN} {DIRECTION}",
    "achievement_by_sector": f"{MEAN} {SECTOR}",
    "achievement_by_sector_and_direction": f"{MEAN} {SECTOR} {DIRECTION}",
    "achievement_by_action": f"{MEAN} {SECTOR} {DIRECTION} action_code action_name",
    "achievement_by_entity": "entity_code reference_year period scope_sector_code method"
    " rounding_digits achievement_pct min_achievement_pct max_achievement_pct counted_count"
    f" reported_count indicator_count coverage_pct left_out_count {LEFT_OUT} not_linked_count"
    " is_headline",
    "status_by_direction": f"{TALLY} {DIRECTION}",
    "status_by_sector": f"{TALLY} {SECTOR}",
    "status_by_sector_and_direction": f"{TALLY} {SECTOR} {DIRECTION}",
    "status_by_entity": f"{TALLY} unexplained_count granted_count",
    "intermediate_to_final_by_direction": "entity_code reference_year scope_sector_code"
    f" {DIRECTION} intermediate_achievement_pct final_achievement_pct intermediate_counted_count"
    " final_counted_count indicator_count",
    "delivery_documents": "entity_code document_kind reference_year sector_code"
    " strategic_direction_code first_uploaded_at upload_count upload_id file_name uploaded_at"
    " sheet_names is_unchanged is_outdated",
    "delivery_rows": "entity_code reference_year document_kind sector_code"
    " strategic_direction_code action_code item_code item_name gap_kind is_filled needs_reason"
    " has_reason",
    "deliveries": f"entity_code reference_year {SECTOR} period is_delivered delivered_at file_name"
    " indicator_count reported_count issue_count",
    "dup_interventions": f"entity_code reference_year {CHAIN} intervention_code intervention_name"
    f" {SECTOR} status_text status percent as_of_date proposal_count upload_id file_name"
    " sheet_name cell",
    "dup_status_by_direction": f"entity_code reference_year {DIRECTION} status intervention_count",
    "actions": f"entity_code reference_year {SECTOR} action_code action_name {CHAIN} action_kind"
    " description responsible_role weight allocated_eur indicator_count",
    "action_history": "indicator_code fact period value_text file_name sheet_name cell uploaded_at"
    " uploaded_by is_current",
    "action_cells": "document_kind file_name sheet_name cell field_name raw_text upload_id",
    "data_quality_issues": f"upload_id file_name document_kinds {SECTOR} severity issue_code"
    " sheet_name cell expected found params_json uploaded_at",
    "uploads": "upload_id entity_code file_name folder_name document_kinds reference_years periods"
    " sector_names direction_names row_count issue_count warning_count proposal_count uploaded_at"
    " uploaded_by uploaded_role is_current is_revoked revoked_reason",
    "proposals": "proposal_id upload_id file_name sheet_name cell row_number field_name"
    " proposal_kind before_text after_text runs_json document_kind strategic_direction_code"
    " proposal_key subject_key row_label motivation is_in_force state decided_by decided_role"
    " decision_reason",
    "decisions": "decision_id proposal_id proposal_key verdict reason decided_by decided_role"
    " decided_at deed_number deed_date",
    "assessments": "assessment_id entity_code reference_year period sector_code action_code"
    " indicator_code assessment_kind pct reason deed_number deed_date stated_by stated_role"
    " stated_at",
    "reviews": "review_id entity_code reference_year period sector_code action_code indicator_code"
    " review_kind result_fingerprint outcome cause_class note assessment_id stated_by stated_role"
    " stated_at",
    "clarification_steps": "clarification_id entity_code clarification_number reference_year period"
    " sector_code sector_name action_code action_name indicator_code indicator_name step text"
    " due_date stated_by stated_role stated_at",
    "clarification_answers": "entity_code sector_code clarification_number answer_text upload_id"
    " file_name uploaded_by uploaded_role uploaded_at sheet_name cell",
    "review_sessions": "review_session_id entity_code session_number reference_year period"
    " session_date place members criteria findings open_points stated_by stated_role stated_at",
    "roles_in_force": "entity_code reference_year email role person_name sector_code",
    "known_names": "known_name_id entity_code subject code name valid_from valid_to stated_by"
    " stated_role removed_role"
    " stated_at upload_id file_name removed_by removed_at",
    "mappings": "mapping_id mapping_name document_kind is_in_force is_removed upload_count saved_by"
    " saved_role removed_role"
    " saved_at removed_by removed_at removed_reason fingerprint",
    "upload_files": "upload_id entity_code file_name folder_name file_sha256 uploaded_at",
    "upload_proposals": "proposal_id upload_id proposal_kind sheet_name cell row_number"
    " proposal_key state",
    "varied_targets": "entity_code reference_year period sector_code action_code indicator_code"
    " original_target_text target_text original_achievement_pct measured_achievement_pct"
    " effect_points",
    "rule_bands": "entity_code reference_year band_table lower_number upper_number word pct"
    " upper_pct sheet_name cell",
    "target_steps": "reference_year sector_code action_code indicator_code target_period"
    " target_text target_number is_original decided_at deed_number deed_date file_name cell",
    "history": "event happened_at done_by done_role reason upload_id entity_code file_name"
    " document_kinds reference_years periods sector_codes sector_names direction_names"
    " row_count is_current is_revoked document_count current_document_count"
    " in_force_instead_upload_id in_force_instead_file_name revoked_by revoked_role revoked_at"
    " revoked_reason",
    "upload_issues": "upload_id file_name severity issue_code sheet_name cell expected found"
    " params_json",
    "upload_documents": f"upload_id document_id document_kind reference_year period {SECTOR}"
    f" {DIRECTION} row_count is_current replaced_upload_id replaced_file_name earlier_upload_id"
    " earlier_file_name",
    "upload_cells": "document_kind reference_year period sector_code strategic_direction_code"
    " document_id sheet_name row_number field_name cell raw_text",
    "current_slot_cells": "field_name raw_text sheet_name row_number cell upload_id",
    "dup_proposals": f"proposal_id {DIRECTION} {SECTOR} intervention_code intervention_name"
    " proposal_kind before_text after_text file_name sheet_name cell",
    "peg_actions": "reference_year sector_code action_code",
    "plan_targets": "sector_code action_code indicator_code target_year period target_text",
    "ordinary_activities": f"entity_code reference_year {SECTOR} service_name measure_code"
    " measure_name unit value_year value_number value_text note report_year earlier_value_number"
    " earlier_report_year upload_id file_name sheet_name cell",
    "quality_controls": f"entity_code reference_year {SECTOR} service_name control_code"
    " control_name control_method control_date checked_count non_compliant_count non_compliant_pct"
    " outcome corrective_action note upload_id file_name sheet_name cell",
    "innovations": f"entity_code reference_year {SECTOR} service_name innovation_code"
    " innovation_name innovation_area description start_date beneficiaries benefit note upload_id"
    " file_name sheet_name cell",
}
NAMES = [query.name for query in sql_files("queries")]


def test_every_query_is_in_the_contract() -> None:
    assert set(NAMES) == set(COLUMNS)


@pytest.fixture(scope="module")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("empty") / "prova.duckdb")
    yield store
    store.close()


@pytest.mark.parametrize("name", NAMES)
def test_on_an_empty_store_a_query_gives_its_columns_and_no_rows(
    empty_store: Store, name: str
) -> None:
    frame = empty_store.query(name)

    assert set(COLUMNS[name].split()) - set(frame.columns) == set()
    assert len(set(frame.columns)) == len(frame.columns)
    assert frame.empty


def test_the_catalogue_describes_every_query(empty_store: Store) -> None:
    catalogue = empty_store.query_catalogue()

    assert list(catalogue["name"]) == NAMES
    assert catalogue["description"].str.len().min() > 30
    parameters = catalogue.set_index("name")["parameters"]
    assert parameters["sectors"] == "entity_code, reference_year"


@pytest.fixture(scope="module")
def two_sectors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two sectors through a whole year. Read only: the tests of this module share it."""
    store = open_store(tmp_path_factory.mktemp("two_sectors") / "prova.duckdb")
    lines = [
        Line("I1", 10.0, 10.0, sector_code="S1", direction_code="1"),
        Line("I2", 10.0, 5.0, sector_code="S1", direction_code="2", action_code="A2"),
        Line("I3", 10.0, 0.0, sector_code="S2", direction_code="2"),
    ]
    for sector_code in ("S1", "S2"):
        own = [line for line in lines if line.sector_code == sector_code]
        store.append(upload(plan(own, sector_code=sector_code)))
        store.append(upload(peg(own, sector_code=sector_code)))
        store.append(upload(report(own, Period.INTERMEDIATE, sector_code=sector_code)))
        store.append(upload(report(own, sector_code=sector_code)))
    store.append(upload(dup([("X1", DupStatus.COMPLETED), ("X2", None), ("X3", None)])))
    yield store
    store.close()


def test_filters_are_applied_before_adding_up(two_sectors: Store) -> None:
    of_sector = two_sectors.query("achievement_by_direction", period="final", sector_code="S1")
    of_all = two_sectors.query("achievement_by_direction", period="final")

    assert list(of_sector["achievement_pct"]) == [100.0, 50.0]
    assert list(of_all["achievement_pct"]) == [100.0, 25.0]


def test_the_headline_is_the_mean_of_directions(two_sectors: Store) -> None:
    frame = two_sectors.query("achievement_by_entity", period="final").set_index("method")

    assert frame["achievement_pct"].to_dict() == {
        "mean_of_directions": 62.5,
        "mean_of_rounded_directions": 62.5,
        "mean_of_actions": 50.0,
        "mean_of_indicators": 50.0,
        "mean_of_all_indicators": 50.0,
    }
    assert list(frame[frame["is_headline"]].index) == ["mean_of_directions"]


def test_without_directions_the_headline_is_the_mean_of_indicators(store: Store) -> None:
    store.append(upload(report([Line("I", 10.0, 5.0, direction_code=None)])))

    frame = store.query("achievement_by_entity", period="final").set_index("method")

    assert list(frame[frame["is_headline"]].index) == ["mean_of_indicators"]
    assert frame.loc["mean_of_directions", "left_out_count"] == 1


def test_periods_are_newest_first_and_a_plan_alone_is_looked_at_by_its_end(store: Store) -> None:
    store.append(upload(report([Line("I1", 1.0, 1.0)], Period.INTERMEDIATE)))
    store.append(upload(report([Line("I1", 1.0, None)])))
    store.append(upload(plan([Line("I1", 1.0)], year=2025)))

    rows = store.query("periods")[["reference_year", "period", "result_count"]]

    assert rows.values.tolist() == [
        [2025, "final", 0],
        [2024, "final", 0],
        [2024, "intermediate", 1],
    ]


def test_a_status_in_no_known_words_is_unknown(two_sectors: Store) -> None:
    frame = two_sectors.query("dup_status_by_direction")

    assert dict(zip(frame["status"], frame["intervention_count"], strict=True)) == {
        "completed": 1,
        "unknown": 2,
    }


def test_mid_year_and_end_stand_side_by_side(two_sectors: Store) -> None:
    frame = two_sectors.query("intermediate_to_final_by_direction", sector_code="S1")

    columns = ["intermediate_achievement_pct", "final_achievement_pct", "final_counted_count"]
    assert frame[columns].values.tolist() == [[100.0, 100.0, 1.0], [50.0, 50.0, 1.0]]


@pytest.mark.parametrize("name", NAMES)
def test_every_filter_of_every_query_is_accepted_and_restricts(
    two_sectors: Store, name: str
) -> None:
    everything = two_sectors.query(name)

    for parameter in ("entity_code", "sector_code", "strategic_direction_code", "period"):
        assert len(two_sectors.query(name, **{parameter: "1"})) <= len(everything)
    if name != "entities":
        assert two_sectors.query(name, entity_code="nessuno").empty


def test_codes_are_in_the_order_in_which_people_count(store: Store) -> None:
    codes = ["10", "2", "1.10", "1.2", "S12", "S3", "1"]
    store.append(upload(plan([Line("I", 1.0, action_code=code) for code in codes])))

    actions = list(store.query("actions")["action_code"])

    assert actions == ["1", "1.2", "1.10", "2", "10", "S3", "S12"]


def test_a_year_offers_the_sectors_and_directions_of_that_year_alone(store: Store) -> None:
    gone = [Line("I", 1.0, sector_code="S9", direction_code="9")]
    kept = [Line("I", 1.0, sector_code="S1", direction_code="1")]
    store.append(upload(plan(gone, year=2020, sector_code="S9")))
    store.append(upload(plan(kept, year=2024)))

    assert list(store.query("sectors")["sector_code"]) == ["S1", "S9"]
    assert list(store.query("sectors", reference_year=2024)["sector_code"]) == ["S1"]
    directions = store.query("strategic_directions", reference_year=2020)
    assert list(directions["strategic_direction_code"]) == ["9"]
