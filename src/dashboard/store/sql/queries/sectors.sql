-- The sectors named by the documents in force. One row per entity and sector.
SELECT
    entity_code,
    sector_code,
    sector_name
FROM current_sector
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
ORDER BY
    entity_code,
    natural_order(sector_code)
