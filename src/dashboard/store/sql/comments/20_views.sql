-- What the columns hold that only views have, or that say something else there than in a table. What
-- a view itself is stands at the head of its own file.

COMMENT ON COLUMN current_objective.strategic_direction_code
    IS 'Strategic direction above the objective. NULL where not stated.';
COMMENT ON COLUMN current_objective.strategic_objective_code
    IS 'Strategic objective above an operational one. NULL where not stated.';

COMMENT ON COLUMN current_document.period
    IS 'intermediate (30/6) or final (31/12) for reports; NULL for plans and DUP status.';
COMMENT ON COLUMN current_document.sector_code
    IS 'Sector that the document belongs to. NULL where it spans several, or is by direction.';
COMMENT ON COLUMN current_document.strategic_direction_code
    IS 'Strategic direction that a DUP document belongs to. NULL for the others.';

COMMENT ON COLUMN year_document.reference_year IS 'Year in which the document has a say.';
COMMENT ON COLUMN year_document.document_year IS 'Year that the document itself is about.';
COMMENT ON COLUMN year_document.period IS 'Period of a report; NULL for plans.';
COMMENT ON COLUMN year_document.source_rank
    IS '1 plan of the year, 2 PEG, 3 plan of an earlier year, 4 final report, 5 half-year report.';

COMMENT ON COLUMN year_period.period IS 'intermediate (at 30/6) or final (at 31/12).';

COMMENT ON COLUMN year_period.is_reported
    IS 'Whether any report is in force. Where none is, nothing is due yet.';

COMMENT ON COLUMN current_action.action_name IS 'Name of the action; its code where no document names it.';

COMMENT ON COLUMN chained_action.strategic_objective_name IS 'Name of the strategic objective.';
COMMENT ON COLUMN chained_action.operational_objective_name IS 'Name of the operational objective.';

COMMENT ON COLUMN target_in_force.reference_year IS 'Year of the result that the target is for.';
COMMENT ON COLUMN target_in_force.period IS 'Period of the result that the target is for.';
COMMENT ON COLUMN target_in_force.target_period
    IS 'intermediate where the target is one of its own for mid-year, else final.';
COMMENT ON COLUMN target_in_force.measure_kind IS 'Measure kind in the document that states the target.';
COMMENT ON COLUMN target_in_force.unit IS 'Unit in the document that states the target.';
COMMENT ON COLUMN target_in_force.upload_id IS 'Upload that states the target.';
COMMENT ON COLUMN target_in_force.sheet_name IS 'Sheet that states the target.';
COMMENT ON COLUMN target_in_force.cell IS 'Cell that states the target.';

COMMENT ON COLUMN current_result.reference_year IS 'Year that the result is of.';
COMMENT ON COLUMN current_result.has_result
    IS 'Whether anything was stated as result. An empty cell states nothing.';
COMMENT ON COLUMN current_result.cell IS 'Cell of the result.';

COMMENT ON COLUMN stated_result.target_upload_id IS 'Upload that states the target in force.';
COMMENT ON COLUMN stated_result.target_sheet_name IS 'Sheet that states the target in force.';
COMMENT ON COLUMN stated_result.target_cell IS 'Cell that states the target in force.';
COMMENT ON COLUMN stated_result.has_own_target IS 'Whether mid-year has a target of its own.';
COMMENT ON COLUMN stated_result.is_target_date_passed IS 'Whether the target day falls by 30/6 of the year.';
COMMENT ON COLUMN stated_result.measured_achievement_pct
    IS 'Percentage from target and result, 0 to 100, not rounded. NULL where they cannot be compared.';
COMMENT ON COLUMN stated_result.year_achievement_pct
    IS 'The same against the year’s target, also at mid-year.';
COMMENT ON COLUMN stated_result.is_not_due
    IS 'Whether nothing is due: the sheet says so, or nobody has reported on the period yet.';
COMMENT ON COLUMN stated_result.result_upload_id IS 'Upload that states the result.';
COMMENT ON COLUMN stated_result.result_sheet_name IS 'Sheet that states the result.';
COMMENT ON COLUMN stated_result.result_cell IS 'Cell that states the result.';

COMMENT ON COLUMN judged_result.is_not_due
    IS 'Whether nothing is due: the sheet says so, or nobody has reported on the period yet.';
COMMENT ON COLUMN judged_result.stated_achievement_pct
    IS 'Percentage on the basis in force, counted or not; NULL where there is none.';
COMMENT ON COLUMN judged_result.status
    IS 'achieved, on_track, partial, late, not_achieved, missing, not_due or not_assessable.';

COMMENT ON COLUMN indicator_result.status
    IS 'achieved, on_track, partial, late, not_achieved, missing, not_due or not_assessable.';
COMMENT ON COLUMN indicator_result.strategic_direction_code
    IS 'Strategic direction of the action, or of its objective. NULL where none is linked.';
COMMENT ON COLUMN indicator_result.strategic_objective_code
    IS 'Strategic objective of the action. NULL where none is linked.';
COMMENT ON COLUMN indicator_result.strategic_objective_name IS 'Name of the strategic objective.';
COMMENT ON COLUMN indicator_result.operational_objective_code
    IS 'Operational objective of the action. NULL where none is linked.';
COMMENT ON COLUMN indicator_result.operational_objective_name IS 'Name of the operational objective.';
COMMENT ON COLUMN indicator_result.has_reason IS 'Whether a reason is given.';
COMMENT ON COLUMN indicator_result.achievement_pct
    IS 'Percentage that counts, 0 to 100 when measured, not rounded. NULL where not counted.';
COMMENT ON COLUMN indicator_result.is_counted IS 'Whether the indicator enters the means.';
COMMENT ON COLUMN indicator_result.left_out_reason
    IS 'Why it does not: missing, not_due, not_assessable or not_measurable.';
COMMENT ON COLUMN indicator_result.deviation
    IS 'Result minus target, in the unit; days for dates; for a range the distance from the nearer bound.';
COMMENT ON COLUMN indicator_result.deviation_pct_of_target
    IS 'Deviation in percent of the target. NULL for dates and for targets of zero.';
COMMENT ON COLUMN indicator_result.is_unfavourable
    IS 'Whether the result is on the wrong side of its target; at mid-year, whether it is late.';
COMMENT ON COLUMN indicator_result.needs_reason
    IS 'Whether a reason is due: unfavourable, or missing though due.';
COMMENT ON COLUMN indicator_result.target_file_name IS 'File that states the target in force.';
COMMENT ON COLUMN indicator_result.result_file_name IS 'File that states the result.';
COMMENT ON COLUMN indicator_result.uploaded_at
    IS 'When the result, or failing that the target, was stored, in UTC.';


COMMENT ON COLUMN current_dup_intervention.strategic_objective_code
    IS 'Strategic objective of the intervention. NULL where not stated.';
COMMENT ON COLUMN current_dup_intervention.operational_objective_code
    IS 'Operational objective of the intervention. NULL where not stated.';
COMMENT ON COLUMN current_dup_intervention.strategic_objective_name IS 'Name of the strategic objective.';
COMMENT ON COLUMN current_dup_intervention.operational_objective_name IS 'Name of the operational objective.';
COMMENT ON COLUMN current_dup_intervention.status
    IS 'not_started, started, in_progress, completed, suspended, postponed or removed. NULL where the words say none of these.';

COMMENT ON COLUMN sheet_mapping_state.upload_count IS 'Uploads that were read with it.';
COMMENT ON COLUMN sheet_mapping_state.is_in_force
    IS 'Whether it is the newest of its fingerprint that was not removed.';
COMMENT ON COLUMN sheet_mapping_state.is_removed IS 'Whether it was removed.';
COMMENT ON COLUMN sheet_mapping_state.removed_reason IS 'Why it was removed.';

COMMENT ON COLUMN upload_summary.document_kinds IS 'Kinds of its documents.';
COMMENT ON COLUMN upload_summary.reference_years IS 'Years of its documents.';
COMMENT ON COLUMN upload_summary.periods IS 'Periods of its documents.';
COMMENT ON COLUMN upload_summary.sector_codes IS 'Keys of the sectors it names.';
COMMENT ON COLUMN upload_summary.sector_names IS 'Names of the sectors it names.';
COMMENT ON COLUMN upload_summary.direction_codes IS 'Keys of the strategic directions it names.';
COMMENT ON COLUMN upload_summary.direction_names IS 'Names of the strategic directions it names.';
COMMENT ON COLUMN upload_summary.row_count IS 'Rows read in all its documents.';
COMMENT ON COLUMN upload_summary.issue_count IS 'Issues of every severity.';
COMMENT ON COLUMN upload_summary.warning_count IS 'Issues that are warnings.';
COMMENT ON COLUMN upload_summary.proposal_count IS 'Changes typed in red.';
COMMENT ON COLUMN upload_summary.is_current IS 'Whether any of its documents is in force.';
COMMENT ON COLUMN upload_summary.is_revoked IS 'Whether it was taken out of force.';
COMMENT ON COLUMN upload_summary.revoked_reason IS 'Why it was taken out of force.';
