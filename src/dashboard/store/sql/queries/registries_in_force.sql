-- Which anagrafica holds in each year, and since when; empty columns where the program's own rules hold. One row per entity and year.
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    registry_in_force.registry_document_id,
    current_document.reference_year AS registry_year,
    current_document.upload_id,
    upload.file_name,
    upload.uploaded_by,
    upload.uploaded_at
FROM registry_in_force
LEFT JOIN current_document
    ON registry_in_force.registry_document_id = current_document.document_id
LEFT JOIN upload
    ON current_document.upload_id = upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR registry_in_force.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR registry_in_force.reference_year = $reference_year)
ORDER BY
    registry_in_force.entity_code,
    registry_in_force.reference_year DESC
