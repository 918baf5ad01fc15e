-- The strategic directions named by the documents in force. One row per entity and direction.
SELECT
    entity_code,
    strategic_direction_code,
    strategic_direction_name
FROM current_strategic_direction
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
ORDER BY
    entity_code,
    natural_order(strategic_direction_code)
