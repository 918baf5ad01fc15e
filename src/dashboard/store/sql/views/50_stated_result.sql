-- One row per entity, year, period and indicator that is planned or reported: target in force and
-- result side by side, and how far the one went towards the other. Nothing is judged yet.
SELECT
    year_indicator.entity_code,
    year_indicator.reference_year,
    year_period.period,
    year_indicator.sector_code,
    year_indicator.action_code,
    year_indicator.indicator_code,
    year_indicator.indicator_name,
    coalesce(target.measure_kind, year_indicator.measure_kind) AS measure_kind,
    coalesce(target.unit, year_indicator.unit) AS unit,
    year_indicator.baseline_text,
    year_indicator.baseline_number,
    year_indicator.source,
    year_indicator.weight,
    year_indicator.nature AS stated_nature,
    indicator_rule.rule_code,
    indicator_rule.rule_name,
    indicator_rule.rule_method,
    indicator_rule.rule_document_id,
    indicator_rule.cap_pct,
    indicator_rule.floor_pct,
    indicator_rule.target_zero,
    indicator_rule.missing_result,
    indicator_rule.rounding_digits,
    indicator_rule.rounding_direction,
    indicator_rule.band_table,
    coalesce(year_indicator.nature, indicator_rule.nature) AS nature,
    year_before.result_number AS year_before_number,
    current_result.numerator AS result_numerator,
    current_result.denominator AS result_denominator,
    target.operator,
    target.target_period,
    target.target_text,
    target.target_number,
    target.target_upper_number,
    target.target_date,
    target.target_boolean,
    target.upload_id AS target_upload_id,
    target.sheet_name AS target_sheet_name,
    target.cell AS target_cell,
    coalesce(target.target_period = year_period.period, FALSE)
    AND year_period.period = 'intermediate' AS has_own_target,
    coalesce(
        target.target_date <= make_date(year_indicator.reference_year, 6, 30), FALSE
    ) AS is_target_date_passed,
    measured_achievement_pct(
        coalesce(target.measure_kind, year_indicator.measure_kind),
        target.target_number,
        target.target_upper_number,
        target.target_date,
        target.target_boolean,
        current_result.result_number,
        current_result.result_date,
        current_result.result_boolean
    ) AS measured_achievement_pct,
    measured_achievement_pct(
        coalesce(year_target.measure_kind, year_indicator.measure_kind),
        year_target.target_number,
        year_target.target_upper_number,
        year_target.target_date,
        year_target.target_boolean,
        current_result.result_number,
        current_result.result_date,
        current_result.result_boolean
    ) AS year_achievement_pct,
    current_result.result_text,
    current_result.result_number,
    current_result.result_date,
    current_result.result_boolean,
    current_result.reason,
    current_result.note,
    current_result.declared_achievement_pct,
    coalesce(current_result.achievement_basis, 'measured') AS achievement_basis,
    coalesce(current_result.is_not_assessable, FALSE) AS is_not_assessable,
    current_result.not_assessable_reason,
    coalesce(current_result.is_not_due, NOT year_period.is_reported) AS is_not_due,
    coalesce(current_result.has_result, FALSE) AS has_result,
    current_result.upload_id AS result_upload_id,
    current_result.sheet_name AS result_sheet_name,
    current_result.cell AS result_cell
FROM year_indicator
INNER JOIN year_period
    ON year_indicator.entity_code = year_period.entity_code
    AND year_indicator.reference_year = year_period.reference_year
LEFT JOIN target_in_force AS target
    ON year_indicator.entity_code = target.entity_code
    AND year_indicator.reference_year = target.reference_year
    AND year_period.period = target.period
    AND year_indicator.sector_code = target.sector_code
    AND year_indicator.action_code = target.action_code
    AND year_indicator.indicator_code = target.indicator_code
LEFT JOIN target_in_force AS year_target
    ON year_indicator.entity_code = year_target.entity_code
    AND year_indicator.reference_year = year_target.reference_year
    AND year_target.period = 'final'
    AND year_indicator.sector_code = year_target.sector_code
    AND year_indicator.action_code = year_target.action_code
    AND year_indicator.indicator_code = year_target.indicator_code
LEFT JOIN current_result
    ON year_indicator.entity_code = current_result.entity_code
    AND year_indicator.reference_year = current_result.reference_year
    AND year_period.period = current_result.period
    AND year_indicator.sector_code = current_result.sector_code
    AND year_indicator.action_code = current_result.action_code
    AND year_indicator.indicator_code = current_result.indicator_code
LEFT JOIN indicator_rule
    ON year_indicator.entity_code = indicator_rule.entity_code
    AND year_indicator.reference_year = indicator_rule.reference_year
    AND year_indicator.sector_code = indicator_rule.sector_code
    AND year_indicator.action_code = indicator_rule.action_code
    AND year_indicator.indicator_code = indicator_rule.indicator_code
LEFT JOIN current_result AS year_before
    ON year_indicator.entity_code = year_before.entity_code
    AND year_indicator.reference_year - 1 = year_before.reference_year
    AND year_before.period = 'final'
    AND year_indicator.sector_code = year_before.sector_code
    AND year_indicator.action_code = year_before.action_code
    AND year_indicator.indicator_code = year_before.indicator_code
