-- Mean achievement at mid-year and at the end, side by side. One row per entity, year and strategic direction.
SELECT
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    sum(achievement_pct_sum) FILTER (WHERE period = 'intermediate')
        / nullif(sum(counted_count) FILTER (WHERE period = 'intermediate'), 0)
        AS intermediate_achievement_pct,
    sum(achievement_pct_sum) FILTER (WHERE period = 'final')
        / nullif(sum(counted_count) FILTER (WHERE period = 'final'), 0)
        AS final_achievement_pct,
    CAST(
        coalesce(sum(counted_count) FILTER (WHERE period = 'intermediate'), 0) AS BIGINT
    ) AS intermediate_counted_count,
    CAST(
        coalesce(sum(counted_count) FILTER (WHERE period = 'final'), 0) AS BIGINT
    ) AS final_counted_count,
    CAST(
        greatest(
            coalesce(sum(indicator_count) FILTER (WHERE period = 'intermediate'), 0),
            coalesce(sum(indicator_count) FILTER (WHERE period = 'final'), 0)
        ) AS BIGINT
    ) AS indicator_count
FROM indicator_tally
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
GROUP BY
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(strategic_direction_code)
