-- The targets varied by a decision: as they first were and as they are, with the percentage that each gives. One row per year, period and indicator.
SELECT
    varied_target.entity_code,
    varied_target.reference_year,
    varied_target.period,
    varied_target.sector_code,
    varied_target.action_code,
    varied_target.indicator_code,
    indicator_result.indicator_name,
    indicator_result.measure_kind,
    indicator_result.unit,
    varied_target.original_target_text,
    varied_target.original_operator,
    varied_target.original_target_number,
    varied_target.original_target_upper_number,
    varied_target.original_target_date,
    varied_target.original_target_boolean,
    indicator_result.target_text,
    indicator_result.operator,
    indicator_result.target_number,
    indicator_result.target_upper_number,
    indicator_result.target_date,
    indicator_result.target_boolean,
    indicator_result.result_text,
    indicator_result.result_number,
    indicator_result.result_date,
    varied_target.original_achievement_pct,
    indicator_result.measured_achievement_pct,
    indicator_result.measured_achievement_pct
    - varied_target.original_achievement_pct AS effect_points
FROM varied_target
INNER JOIN indicator_result
    ON varied_target.entity_code = indicator_result.entity_code
    AND varied_target.reference_year = indicator_result.reference_year
    AND varied_target.period = indicator_result.period
    AND varied_target.sector_code = indicator_result.sector_code
    AND varied_target.action_code = indicator_result.action_code
    AND varied_target.indicator_code = indicator_result.indicator_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR varied_target.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR varied_target.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR varied_target.sector_code = $sector_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR varied_target.action_code = $action_code)
ORDER BY
    varied_target.reference_year DESC,
    varied_target.sector_code,
    varied_target.action_code,
    natural_order(varied_target.indicator_code),
    CASE WHEN varied_target.period = 'intermediate' THEN 0 ELSE 1 END
