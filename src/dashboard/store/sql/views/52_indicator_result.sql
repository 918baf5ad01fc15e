-- One row per entity, year, period and indicator that is planned or reported: the target, the
-- result, how far it went, what became of it and whether it counts, with file, sheet and cell.
WITH flagged_result AS (
    SELECT
        judged_result.entity_code,
        judged_result.reference_year,
        judged_result.period,
        judged_result.sector_code,
        judged_result.action_code,
        judged_result.indicator_code,
        judged_result.indicator_name,
        judged_result.measure_kind,
        judged_result.unit,
        judged_result.baseline_text,
        judged_result.baseline_number,
        judged_result.source,
        judged_result.operator,
        judged_result.target_period,
        judged_result.target_text,
        judged_result.target_number,
        judged_result.target_upper_number,
        judged_result.target_date,
        judged_result.target_boolean,
        judged_result.target_upload_id,
        judged_result.target_sheet_name,
        judged_result.target_cell,
        judged_result.measured_achievement_pct,
        judged_result.result_text,
        judged_result.result_number,
        judged_result.result_date,
        judged_result.result_boolean,
        judged_result.reason,
        judged_result.note,
        judged_result.declared_achievement_pct,
        judged_result.achievement_basis,
        judged_result.is_not_assessable,
        judged_result.not_assessable_reason,
        judged_result.is_not_due,
        judged_result.has_result,
        judged_result.result_upload_id,
        judged_result.result_sheet_name,
        judged_result.result_cell,
        judged_result.stated_achievement_pct,
        judged_result.status,
        judged_result.rule_code,
        judged_result.rule_name,
        judged_result.rule_method,
        judged_result.rule_document_id,
        judged_result.cap_pct,
        judged_result.floor_pct,
        judged_result.target_zero,
        judged_result.missing_result,
        judged_result.rounding_digits,
        judged_result.rounding_direction,
        judged_result.band_table,
        judged_result.nature,
        judged_result.expected_share_pct,
        judged_result.year_before_number,
        judged_result.result_numerator,
        judged_result.result_denominator,
        judged_result.weight,
        judged_result.state,
        judged_result.state_reason,
        judged_result.state_stated_by,
        judged_result.state_deed_number,
        judged_result.state_deed_date,
        judged_result.override_state,
        judged_result.requested_pct,
        judged_result.requested_by,
        judged_result.request_reason,
        judged_result.granted_pct,
        judged_result.granted_by,
        judged_result.grant_reason,
        exclusion.exclusion_level,
        exclusion.exclusion_code,
        exclusion.exclusion_reason,
        exclusion.exclusion_level IS NULL
        AND judged_result.status NOT IN ('not_due', 'not_assessable', 'sterilised', 'eliminated')
        AND (
            judged_result.status <> 'missing'
            OR judged_result.missing_result = 'zero'
        ) AS is_counted,
        CASE
            WHEN judged_result.status IN (
                'missing', 'not_due', 'not_assessable', 'sterilised', 'eliminated'
            ) THEN FALSE
            WHEN judged_result.period = 'intermediate' THEN judged_result.status = 'late'
            ELSE coalesce(
                judged_result.measured_achievement_pct, judged_result.stated_achievement_pct
            ) < 100
        END AS is_unfavourable
    FROM judged_result
    LEFT JOIN indicator_exclusion AS exclusion
        ON judged_result.entity_code = exclusion.entity_code
        AND judged_result.reference_year = exclusion.reference_year
        AND judged_result.sector_code = exclusion.sector_code
        AND judged_result.action_code = exclusion.action_code
        AND judged_result.indicator_code = exclusion.indicator_code
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
        WHEN flagged_result.is_counted AND flagged_result.status = 'missing' THEN 0
        WHEN flagged_result.is_counted THEN flagged_result.stated_achievement_pct
    END AS achievement_pct,
    flagged_result.is_counted,
    CASE
        WHEN flagged_result.is_counted THEN NULL
        WHEN flagged_result.exclusion_level IS NOT NULL THEN 'excluded'
        WHEN flagged_result.status IN ('sterilised', 'eliminated') THEN flagged_result.status
        WHEN flagged_result.is_not_assessable OR flagged_result.state = 'not_assessable' THEN 'not_assessable'
        WHEN flagged_result.status = 'not_assessable' THEN 'not_measurable'
        ELSE flagged_result.status
    END AS left_out_reason,
    coalesce(
        flagged_result.state_reason, flagged_result.not_assessable_reason
    ) AS not_assessable_reason,
    flagged_result.rule_code,
    flagged_result.rule_name,
    flagged_result.rule_method,
    flagged_result.rule_document_id,
    flagged_result.cap_pct,
    flagged_result.floor_pct,
    flagged_result.target_zero,
    flagged_result.missing_result,
    flagged_result.rounding_digits,
    flagged_result.rounding_direction,
    flagged_result.band_table,
    flagged_result.nature,
    flagged_result.expected_share_pct,
    flagged_result.year_before_number,
    flagged_result.result_numerator,
    flagged_result.result_denominator,
    flagged_result.weight,
    flagged_result.state,
    flagged_result.state_reason,
    flagged_result.state_stated_by,
    flagged_result.state_deed_number,
    flagged_result.state_deed_date,
    flagged_result.override_state,
    flagged_result.requested_pct,
    flagged_result.requested_by,
    flagged_result.request_reason,
    flagged_result.granted_pct,
    flagged_result.granted_by,
    flagged_result.grant_reason,
    flagged_result.exclusion_level,
    flagged_result.exclusion_code,
    flagged_result.exclusion_reason,
    chained_action.service_name,
    chained_action.weight AS action_weight,
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
