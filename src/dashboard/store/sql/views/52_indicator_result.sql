-- One row per entity, year, period and indicator that is planned or reported: the target, the
-- result, how far it went, what became of it and whether it counts, with file, sheet and cell.
WITH flagged_result AS (
    SELECT
        entity_code,
        reference_year,
        period,
        sector_code,
        action_code,
        indicator_code,
        indicator_name,
        measure_kind,
        unit,
        baseline_text,
        baseline_number,
        source,
        operator,
        target_period,
        target_text,
        target_number,
        target_upper_number,
        target_date,
        target_boolean,
        target_upload_id,
        target_sheet_name,
        target_cell,
        measured_achievement_pct,
        result_text,
        result_number,
        result_date,
        result_boolean,
        reason,
        note,
        declared_achievement_pct,
        achievement_basis,
        is_not_assessable,
        not_assessable_reason,
        is_not_due,
        has_result,
        result_upload_id,
        result_sheet_name,
        result_cell,
        stated_achievement_pct,
        status,
        status NOT IN ('missing', 'not_due', 'not_assessable') AS is_counted,
        CASE
            WHEN status IN ('missing', 'not_due', 'not_assessable') THEN FALSE
            WHEN period = 'intermediate' THEN status = 'late'
            ELSE coalesce(measured_achievement_pct, stated_achievement_pct) < 100
        END AS is_unfavourable
    FROM judged_result
)
SELECT
    flagged_result.entity_code,
    flagged_result.reference_year,
    flagged_result.period,
    chained_action.strategic_direction_code,
    chained_action.strategic_direction_name,
    chained_action.strategic_objective_code,
    chained_action.strategic_objective_name,
    chained_action.operational_objective_code,
    chained_action.operational_objective_name,
    flagged_result.sector_code,
    chained_action.sector_name,
    flagged_result.action_code,
    chained_action.action_name,
    chained_action.action_kind,
    flagged_result.indicator_code,
    flagged_result.indicator_name,
    flagged_result.measure_kind,
    flagged_result.unit,
    flagged_result.operator,
    flagged_result.baseline_text,
    flagged_result.baseline_number,
    flagged_result.source,
    flagged_result.target_text,
    flagged_result.target_number,
    flagged_result.target_upper_number,
    flagged_result.target_date,
    flagged_result.target_boolean,
    flagged_result.target_period,
    flagged_result.result_text,
    flagged_result.result_number,
    flagged_result.result_date,
    flagged_result.result_boolean,
    flagged_result.has_result,
    flagged_result.reason,
    flagged_result.reason IS NOT NULL AS has_reason,
    flagged_result.note,
    flagged_result.measured_achievement_pct,
    flagged_result.declared_achievement_pct,
    flagged_result.achievement_basis,
    flagged_result.stated_achievement_pct,
    CASE
        WHEN flagged_result.is_counted THEN flagged_result.stated_achievement_pct
    END AS achievement_pct,
    flagged_result.is_counted,
    CASE
        WHEN flagged_result.is_counted THEN NULL
        WHEN flagged_result.is_not_assessable THEN 'not_assessable'
        WHEN flagged_result.status = 'not_assessable' THEN 'not_measurable'
        ELSE flagged_result.status
    END AS left_out_reason,
    flagged_result.not_assessable_reason,
    deviation_from_target(
        flagged_result.measure_kind,
        flagged_result.target_number,
        flagged_result.target_upper_number,
        flagged_result.target_date,
        flagged_result.result_number,
        flagged_result.result_date
    ) AS deviation,
    deviation_pct_of_target(
        flagged_result.measure_kind,
        flagged_result.target_number,
        flagged_result.target_upper_number,
        flagged_result.result_number,
        flagged_result.measured_achievement_pct
    ) AS deviation_pct_of_target,
    flagged_result.is_unfavourable,
    flagged_result.is_unfavourable OR flagged_result.status = 'missing' AS needs_reason,
    flagged_result.status,
    target_upload.file_name AS target_file_name,
    flagged_result.target_sheet_name,
    flagged_result.target_cell,
    result_upload.file_name AS result_file_name,
    flagged_result.result_sheet_name,
    flagged_result.result_cell,
    flagged_result.result_upload_id,
    coalesce(result_upload.uploaded_at, target_upload.uploaded_at) AS uploaded_at
FROM flagged_result
LEFT JOIN chained_action
    ON flagged_result.entity_code = chained_action.entity_code
    AND flagged_result.reference_year = chained_action.reference_year
    AND flagged_result.sector_code = chained_action.sector_code
    AND flagged_result.action_code = chained_action.action_code
LEFT JOIN upload AS target_upload
    ON flagged_result.target_upload_id = target_upload.upload_id
LEFT JOIN upload AS result_upload
    ON flagged_result.result_upload_id = result_upload.upload_id
