-- How many DUP interventions have each status. One row per entity, year, strategic direction and status.
-- With $every_scope also of each sector (scope_sector_code), as $sector_code gives it by itself.
WITH scoped_intervention AS (
    SELECT
        current_dup_intervention.*,
        CAST($sector_code AS VARCHAR) AS scope_sector_code
    FROM current_dup_intervention
    WHERE (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)

    UNION ALL

    SELECT
        current_dup_intervention.*,
        sector_code AS scope_sector_code
    FROM current_dup_intervention
    WHERE CAST($every_scope AS BOOLEAN)
        AND sector_code IS NOT NULL
)
SELECT
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    scope_sector_code,
    coalesce(status, 'unknown') AS status,
    count(*) AS intervention_count
FROM scoped_intervention
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
GROUP BY
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    scope_sector_code,
    coalesce(status, 'unknown')
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(strategic_direction_code),
    status,
    natural_order(scope_sector_code)
