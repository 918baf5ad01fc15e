-- Every indicator of a year with its action, the targets that are in force for it and what was reported of it, as a sheet to hand out says them. One row per entity, year and indicator.
WITH later_target AS (
    SELECT
        target.entity_code,
        current_document.reference_year,
        target.target_year - current_document.reference_year AS years_ahead,
        target.sector_code,
        target.action_code,
        target.indicator_code,
        target.target_text,
        target.operator,
        row_number() OVER (
            PARTITION BY
                target.entity_code,
                current_document.reference_year,
                target.target_year,
                target.sector_code,
                target.action_code,
                target.indicator_code
            ORDER BY target.document_id DESC, target.row_number
        ) AS statement_rank
    FROM target
    INNER JOIN current_document
        ON target.document_id = current_document.document_id
    WHERE current_document.document_kind = 'piao_sheet'
        AND target.period = 'final'
        AND target.target_year > current_document.reference_year
),

planned_sector AS (
    SELECT DISTINCT
        current_document.entity_code,
        current_document.reference_year,
        indicator.sector_code
    FROM current_document
    INNER JOIN indicator
        ON current_document.document_id = indicator.document_id
    WHERE current_document.document_kind = 'piao_sheet'
)
SELECT
    indicator.entity_code,
    indicator.reference_year,
    indicator.sector_code,
    planned_sector.sector_code IS NOT NULL AS has_own_plan,
    indicator.action_code,
    action.action_name,
    action.action_kind,
    action.description,
    action.strategic_direction_code,
    action.strategic_direction_name,
    action.strategic_objective_code,
    action.strategic_objective_name,
    action.operational_objective_code,
    action.operational_objective_name,
    action.service_name,
    action.cost_centre,
    action.responsible_role,
    action.political_referent,
    action.internal_subjects,
    action.external_subjects,
    action.qualitative_expected_result,
    action.qualitative_result,
    action.piao_section,
    action.tags,
    action.start_date,
    action.end_date,
    action.planned_years,
    action.other_services,
    action.is_agreed_with_other_services,
    action.weight AS action_weight,
    indicator.indicator_code,
    indicator.indicator_name,
    indicator.measure_kind,
    indicator.unit,
    indicator.baseline_text,
    indicator.source,
    indicator.weight AS indicator_weight,
    indicator.nature,
    year_target.target_text AS target_text,
    year_target.operator AS target_operator,
    mid_target.target_text AS target_intermediate_text,
    mid_target.operator AS target_intermediate_operator,
    next_target.target_text AS target_next_year_text,
    next_target.operator AS target_next_year_operator,
    far_target.target_text AS target_year_after_next_text,
    far_target.operator AS target_year_after_next_operator,
    final_result.result_text AS result_text,
    final_result.numerator AS result_numerator,
    final_result.denominator AS result_denominator,
    final_result.reason AS result_reason,
    final_result.note AS result_note,
    final_result.is_not_assessable AS result_is_not_assessable,
    final_result.not_assessable_reason AS result_not_assessable_reason,
    final_result.declared_achievement_pct AS result_declared_achievement_pct,
    mid_result.result_text AS result_intermediate_text,
    mid_result.numerator AS result_intermediate_numerator,
    mid_result.denominator AS result_intermediate_denominator,
    mid_result.reason AS result_intermediate_reason,
    mid_result.note AS result_intermediate_note,
    mid_result.is_not_assessable AS result_intermediate_is_not_assessable,
    mid_result.not_assessable_reason AS result_intermediate_not_assessable_reason,
    mid_result.declared_achievement_pct AS result_intermediate_declared_achievement_pct
FROM year_indicator AS indicator
LEFT JOIN chained_action AS action
    ON indicator.entity_code = action.entity_code
    AND indicator.reference_year = action.reference_year
    AND indicator.sector_code = action.sector_code
    AND indicator.action_code = action.action_code
LEFT JOIN planned_sector
    ON indicator.entity_code = planned_sector.entity_code
    AND indicator.reference_year = planned_sector.reference_year
    AND indicator.sector_code = planned_sector.sector_code
LEFT JOIN target_in_force AS year_target
    ON indicator.entity_code = year_target.entity_code
    AND indicator.reference_year = year_target.reference_year
    AND indicator.sector_code = year_target.sector_code
    AND indicator.action_code = year_target.action_code
    AND indicator.indicator_code = year_target.indicator_code
    AND year_target.period = 'final'
LEFT JOIN target_in_force AS mid_target
    ON indicator.entity_code = mid_target.entity_code
    AND indicator.reference_year = mid_target.reference_year
    AND indicator.sector_code = mid_target.sector_code
    AND indicator.action_code = mid_target.action_code
    AND indicator.indicator_code = mid_target.indicator_code
    AND mid_target.period = 'intermediate'
    AND mid_target.target_period = 'intermediate'
LEFT JOIN later_target AS next_target
    ON indicator.entity_code = next_target.entity_code
    AND indicator.reference_year = next_target.reference_year
    AND indicator.sector_code = next_target.sector_code
    AND indicator.action_code = next_target.action_code
    AND indicator.indicator_code = next_target.indicator_code
    AND next_target.years_ahead = 1
    AND next_target.statement_rank = 1
LEFT JOIN later_target AS far_target
    ON indicator.entity_code = far_target.entity_code
    AND indicator.reference_year = far_target.reference_year
    AND indicator.sector_code = far_target.sector_code
    AND indicator.action_code = far_target.action_code
    AND indicator.indicator_code = far_target.indicator_code
    AND far_target.years_ahead = 2
    AND far_target.statement_rank = 1
LEFT JOIN current_result AS final_result
    ON indicator.entity_code = final_result.entity_code
    AND indicator.reference_year = final_result.reference_year
    AND indicator.sector_code = final_result.sector_code
    AND indicator.action_code = final_result.action_code
    AND indicator.indicator_code = final_result.indicator_code
    AND final_result.period = 'final'
LEFT JOIN current_result AS mid_result
    ON indicator.entity_code = mid_result.entity_code
    AND indicator.reference_year = mid_result.reference_year
    AND indicator.sector_code = mid_result.sector_code
    AND indicator.action_code = mid_result.action_code
    AND indicator.indicator_code = mid_result.indicator_code
    AND mid_result.period = 'intermediate'
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR indicator.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR indicator.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR indicator.sector_code = $sector_code)
ORDER BY
    indicator.entity_code,
    indicator.reference_year DESC,
    natural_order(indicator.sector_code),
    natural_order(indicator.action_code),
    natural_order(indicator.indicator_code)
