-- Achievement at mid-year and at the end, side by side, by the method in force. One row per entity, year and strategic direction.
-- With $every_scope also one for each sector (scope_sector_code), as $sector_code gives it by itself.
SELECT
    entity_code,
    reference_year,
    scope_sector_code,
    strategic_direction_code,
    strategic_direction_name,
    max(achievement_pct) FILTER (WHERE period = 'intermediate') AS intermediate_achievement_pct,
    max(achievement_pct) FILTER (WHERE period = 'final') AS final_achievement_pct,
    coalesce(
        max(counted_count) FILTER (WHERE period = 'intermediate'), 0
    ) AS intermediate_counted_count,
    coalesce(max(counted_count) FILTER (WHERE period = 'final'), 0) AS final_counted_count,
    max(indicator_count) AS indicator_count
FROM achievement_node
WHERE level = 'direction'
    AND (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (
        CAST($every_scope AS BOOLEAN)
        OR scope_sector_code IS NOT DISTINCT FROM CAST($sector_code AS VARCHAR)
    )
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
GROUP BY
    entity_code,
    reference_year,
    scope_sector_code,
    strategic_direction_code,
    strategic_direction_name
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(scope_sector_code),
    natural_order(strategic_direction_code)
