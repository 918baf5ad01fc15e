-- How many DUP interventions have each status. One row per entity, year, strategic direction and status.
SELECT
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    coalesce(status, 'unknown') AS status,
    count(*) AS intervention_count
FROM current_dup_intervention
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
GROUP BY
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    coalesce(status, 'unknown')
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(strategic_direction_code),
    status
