-- The documents in force with their cycle, the moment they came, and the handed-out sheet they came on. One row per document.
SELECT
    current_document.entity_code,
    current_document.document_kind,
    current_document.reference_year,
    current_document.cycle_start_year,
    current_document.cycle_end_year,
    current_document.period,
    current_document.sector_code,
    current_document.strategic_direction_code,
    current_document.upload_id,
    upload.uploaded_at,
    upload_template.template_version
FROM current_document
INNER JOIN upload
    ON current_document.upload_id = upload.upload_id
LEFT JOIN upload_template
    ON current_document.upload_id = upload_template.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR current_document.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR current_document.reference_year = $reference_year)
ORDER BY
    current_document.entity_code,
    current_document.reference_year DESC,
    current_document.document_kind,
    current_document.document_id
