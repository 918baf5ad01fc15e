-- How many DUP interventions have each status. One row per entity, year, strategic direction and status.
-- With $every_scope also of each sector (scope_sector_code), as $sector_code gives it by itself.
WITH scope AS (
    SELECT FALSE AS is_of_sector

    UNION ALL

    SELECT TRUE AS is_of_sector
    WHERE CAST($every_scope AS BOOLEAN)
),

scoped_intervention AS (
    SELECT
        intervention.entity_code,
        intervention.reference_year,
        intervention.strategic_direction_code,
        intervention.strategic_direction_name,
        coalesce(intervention.status, 'unknown') AS status,
        CASE
            WHEN scope.is_of_sector THEN intervention.sector_code
            ELSE CAST($sector_code AS VARCHAR)
        END AS scope_sector_code
    FROM current_dup_intervention AS intervention
    CROSS JOIN scope
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR intervention.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR intervention.reference_year = $reference_year)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR intervention.sector_code = $sector_code)
        AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR intervention.strategic_direction_code = $strategic_direction_code)
        AND (NOT scope.is_of_sector OR intervention.sector_code IS NOT NULL)
)
SELECT
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    scope_sector_code,
    status,
    count(*) AS intervention_count
FROM scoped_intervention
GROUP BY
    entity_code,
    reference_year,
    strategic_direction_code,
    strategic_direction_name,
    scope_sector_code,
    status
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(strategic_direction_code),
    status,
    natural_order(scope_sector_code)
