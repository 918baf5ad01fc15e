-- The sectors named by the documents in force; with a year, those that plan or report in it. One row per entity and sector.
SELECT
    entity_code,
    sector_code,
    sector_name
FROM current_sector
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR EXISTS (
            SELECT 1
            FROM current_action
            WHERE current_action.entity_code = current_sector.entity_code
                AND current_action.sector_code = current_sector.sector_code
                AND current_action.reference_year = $reference_year
        )
        OR EXISTS (
            SELECT 1
            FROM current_dup_intervention
            WHERE current_dup_intervention.entity_code = current_sector.entity_code
                AND current_dup_intervention.sector_code = current_sector.sector_code
                AND current_dup_intervention.reference_year = $reference_year
        )
    )
ORDER BY
    entity_code,
    natural_order(sector_code)
