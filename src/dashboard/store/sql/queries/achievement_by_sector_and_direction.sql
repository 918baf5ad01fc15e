-- Mean achievement, counts and what was left out. One row per entity, year, period and sector and strategic direction.
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    sector_name,
    strategic_direction_code,
    strategic_direction_name,
    sum(achievement_pct_sum) / nullif(sum(counted_count), 0) AS achievement_pct,
    min(min_achievement_pct) AS min_achievement_pct,
    max(max_achievement_pct) AS max_achievement_pct,
    CAST(sum(counted_count) AS BIGINT) AS counted_count,
    CAST(sum(reported_count) AS BIGINT) AS reported_count,
    CAST(sum(missing_count) AS BIGINT) AS missing_count,
    CAST(sum(not_assessable_count) AS BIGINT) AS not_assessable_count,
    CAST(sum(not_due_count) AS BIGINT) AS not_due_count,
    CAST(sum(indicator_count) AS BIGINT) AS indicator_count,
    CAST(sum(unexplained_count) AS BIGINT) AS unexplained_count,
    'mean_of_indicators' AS method,
    CASE
        WHEN sum(declared_counted_count) = 0 THEN 'measured'
        WHEN sum(declared_counted_count) = sum(counted_count) THEN 'declared'
        ELSE 'mixed'
    END AS achievement_basis
FROM indicator_tally
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
GROUP BY
    entity_code,
    reference_year,
    period,
    sector_code,
    sector_name,
    strategic_direction_code,
    strategic_direction_name
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    natural_order(sector_code),
    natural_order(strategic_direction_code)
