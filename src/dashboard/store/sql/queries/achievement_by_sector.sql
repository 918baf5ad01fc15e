-- Achievement by the method in force, counts and what was left out. One row per entity, year, period and sector.
-- With $every_scope also of each strategic direction (scope_direction_code), as $strategic_direction_code gives it by itself.
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    sector_name,
    scope_direction_code,
    achievement_pct,
    min_achievement_pct,
    max_achievement_pct,
    counted_count,
    reported_count,
    missing_count,
    not_due_count,
    not_assessable_count,
    not_measurable_count,
    sterilised_count,
    eliminated_count,
    excluded_count,
    indicator_count,
    100.0 * reported_count / nullif(indicator_count, 0) AS coverage_pct,
    unexplained_count,
    method,
    rounding_digits,
    weight_sum,
    empty_weight_count,
    achievement_basis
FROM achievement_node
WHERE level = 'sector'
    AND (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND (
        CAST($every_scope AS BOOLEAN)
        OR scope_direction_code IS NOT DISTINCT FROM CAST($strategic_direction_code AS VARCHAR)
    )
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    natural_order(sector_code)
