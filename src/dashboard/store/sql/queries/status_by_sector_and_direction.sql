-- How many indicators have each status, and how many count as the Nucleo granted. One row per entity, year, period, sector, strategic direction and status.
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    sector_name,
    strategic_direction_code,
    strategic_direction_name,
    status,
    count(*) AS indicator_count,
    count(*) FILTER (WHERE needs_reason AND NOT has_reason) AS unexplained_count,
    count(*) FILTER (WHERE achievement_basis = 'granted' AND is_counted) AS granted_count
FROM indicator_result
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
    strategic_direction_name,
    status
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    natural_order(sector_code),
    natural_order(strategic_direction_code),
    status
