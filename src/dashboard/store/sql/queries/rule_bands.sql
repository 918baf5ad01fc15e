-- The bands that measurement rules look figures up in, in the years in which they hold. One row per entity, year and band.
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    band_in_force.band_table,
    band_in_force.lower_number,
    band_in_force.upper_number,
    band_in_force.word,
    band_in_force.pct,
    band_in_force.upper_pct,
    band_in_force.sheet_name,
    band_in_force.cell
FROM registry_in_force
INNER JOIN band_in_force
    ON registry_in_force.registry_document_id = band_in_force.document_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR registry_in_force.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR registry_in_force.reference_year = $reference_year)
ORDER BY
    registry_in_force.entity_code,
    registry_in_force.reference_year DESC,
    band_in_force.band_table,
    CASE WHEN band_in_force.lower_number IS NULL THEN 0 ELSE 1 END,
    band_in_force.lower_number,
    band_in_force.word
