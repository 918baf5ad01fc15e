-- One row per entity, year, period and indicator: what became of the result (status), and the
-- percentage on the basis in force, counted or not: what the Nucleo granted, else what the document
-- asks for.
WITH based_result AS (
    SELECT
        stated_result.entity_code,
        stated_result.reference_year,
        stated_result.period,
        stated_result.sector_code,
        stated_result.action_code,
        stated_result.indicator_code,
        stated_result.indicator_name,
        stated_result.measure_kind,
        stated_result.unit,
        stated_result.baseline_text,
        stated_result.baseline_number,
        stated_result.source,
        stated_result.operator,
        stated_result.target_period,
        stated_result.target_text,
        stated_result.target_number,
        stated_result.target_upper_number,
        stated_result.target_date,
        stated_result.target_boolean,
        stated_result.target_upload_id,
        stated_result.target_sheet_name,
        stated_result.target_cell,
        stated_result.has_own_target,
        stated_result.is_target_date_passed,
        stated_result.measured_achievement_pct,
        stated_result.year_achievement_pct,
        stated_result.result_text,
        stated_result.result_number,
        stated_result.result_date,
        stated_result.result_boolean,
        stated_result.reason,
        stated_result.note,
        stated_result.declared_achievement_pct,
        stated_result.is_not_assessable,
        stated_result.not_assessable_reason,
        stated_result.is_not_due,
        stated_result.has_result,
        stated_result.result_upload_id,
        stated_result.result_sheet_name,
        stated_result.result_cell,
        stated_result.rule_code,
        stated_result.rule_name,
        stated_result.rule_method,
        stated_result.rule_document_id,
        stated_result.cap_pct,
        stated_result.floor_pct,
        stated_result.target_zero,
        stated_result.missing_result,
        stated_result.rounding_digits,
        stated_result.rounding_direction,
        stated_result.band_table,
        stated_result.nature,
        stated_result.year_before_number,
        stated_result.result_numerator,
        stated_result.result_denominator,
        stated_result.weight,
        CASE
            WHEN assessment.granted_pct IS NOT NULL THEN 'granted'
            ELSE stated_result.achievement_basis
        END AS achievement_basis,
        stated_result.achievement_basis = 'declared'
        OR assessment.granted_pct IS NOT NULL AS is_declared,
        CASE
            WHEN assessment.granted_pct IS NOT NULL THEN assessment.granted_pct
            WHEN stated_result.achievement_basis = 'declared'
                THEN stated_result.declared_achievement_pct
            ELSE stated_result.measured_achievement_pct
        END AS stated_achievement_pct,
        coalesce(assessment.state, stated_result.stated_state) AS state,
        CASE
            WHEN assessment.state IS NOT NULL THEN assessment.state_reason
            WHEN stated_result.stated_state IS NOT NULL
                THEN coalesce(stated_result.not_assessable_reason, stated_result.result_text)
        END AS state_reason,
        assessment.state_stated_by,
        assessment.state_deed_number,
        assessment.state_deed_date,
        assessment.override_state,
        assessment.requested_pct,
        assessment.requested_by,
        assessment.request_reason,
        assessment.granted_pct,
        assessment.granted_by,
        assessment.grant_reason
    FROM stated_result
    LEFT JOIN result_assessment AS assessment
        ON stated_result.entity_code = assessment.entity_code
        AND stated_result.reference_year = assessment.reference_year
        AND stated_result.period = assessment.period
        AND stated_result.sector_code = assessment.sector_code
        AND stated_result.action_code = assessment.action_code
        AND stated_result.indicator_code = assessment.indicator_code
)
SELECT
    based_result.entity_code,
    based_result.reference_year,
    based_result.period,
    based_result.sector_code,
    based_result.action_code,
    based_result.indicator_code,
    based_result.indicator_name,
    based_result.measure_kind,
    based_result.unit,
    based_result.baseline_text,
    based_result.baseline_number,
    based_result.source,
    based_result.operator,
    based_result.target_period,
    based_result.target_text,
    based_result.target_number,
    based_result.target_upper_number,
    based_result.target_date,
    based_result.target_boolean,
    based_result.target_upload_id,
    based_result.target_sheet_name,
    based_result.target_cell,
    based_result.has_own_target,
    based_result.is_target_date_passed,
    based_result.measured_achievement_pct,
    based_result.year_achievement_pct,
    based_result.result_text,
    based_result.result_number,
    based_result.result_date,
    based_result.result_boolean,
    based_result.reason,
    based_result.note,
    based_result.declared_achievement_pct,
    based_result.achievement_basis,
    based_result.is_not_assessable,
    based_result.not_assessable_reason,
    based_result.is_not_due,
    based_result.has_result,
    based_result.result_upload_id,
    based_result.result_sheet_name,
    based_result.result_cell,
    based_result.rule_code,
    based_result.rule_name,
    based_result.rule_method,
    based_result.rule_document_id,
    based_result.cap_pct,
    based_result.floor_pct,
    based_result.target_zero,
    based_result.missing_result,
    based_result.rounding_digits,
    based_result.rounding_direction,
    based_result.band_table,
    based_result.nature,
    based_result.year_before_number,
    based_result.result_numerator,
    based_result.result_denominator,
    based_result.weight,
    based_result.is_declared,
    based_result.stated_achievement_pct,
    based_result.state,
    based_result.state_reason,
    based_result.state_stated_by,
    based_result.state_deed_number,
    based_result.state_deed_date,
    based_result.override_state,
    based_result.requested_pct,
    based_result.requested_by,
    based_result.request_reason,
    based_result.granted_pct,
    based_result.granted_by,
    based_result.grant_reason,
    CASE
        WHEN based_result.state IN ('sterilised', 'eliminated') THEN based_result.state
        ELSE result_status(
            based_result.period,
            based_result.nature,
            based_result.is_not_assessable OR coalesce(based_result.state = 'not_assessable', FALSE),
            based_result.is_not_due,
            based_result.has_result OR based_result.granted_pct IS NOT NULL,
            based_result.is_declared,
            based_result.has_own_target,
            based_result.is_target_date_passed,
            based_result.stated_achievement_pct,
            based_result.year_achievement_pct,
            is_within_share(
                based_result.measure_kind,
                based_result.nature,
                based_result.target_number,
                based_result.result_number,
                expectation.expected_share_pct
            ),
            expectation.expected_share_pct,
            expectation.partial_from_pct
        )
    END AS status,
    expected_by_then_pct(
        based_result.period,
        based_result.nature,
        based_result.is_declared,
        based_result.has_own_target,
        based_result.is_target_date_passed,
        expectation.expected_share_pct
    ) AS expected_share_pct
FROM based_result
INNER JOIN period_expectation AS expectation
    ON based_result.entity_code = expectation.entity_code
    AND based_result.reference_year = expectation.reference_year
    AND based_result.period = expectation.period
