-- The strategic directions named by the documents in force; with a year, those planned or reported on in it. One row per entity and direction.
SELECT
    entity_code,
    strategic_direction_code,
    strategic_direction_name
FROM current_strategic_direction
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR EXISTS (
            SELECT 1
            FROM chained_action
            WHERE chained_action.entity_code = current_strategic_direction.entity_code
                AND chained_action.strategic_direction_code
                = current_strategic_direction.strategic_direction_code
                AND chained_action.reference_year = $reference_year
        )
        OR EXISTS (
            SELECT 1
            FROM current_dup_intervention
            WHERE current_dup_intervention.entity_code = current_strategic_direction.entity_code
                AND current_dup_intervention.strategic_direction_code
                = current_strategic_direction.strategic_direction_code
                AND current_dup_intervention.reference_year = $reference_year
        )
    )
ORDER BY
    entity_code,
    natural_order(strategic_direction_code)
