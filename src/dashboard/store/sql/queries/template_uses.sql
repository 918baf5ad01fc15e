-- The uploads that came on a handed-out sheet, with how they stood to it then. One row per upload.
SELECT
    upload_template.entity_code,
    upload_template.upload_id,
    upload_template.template_version,
    upload_template.issued_at,
    upload_template.is_outdated,
    upload_template.changed_cell_count,
    upload.uploaded_at,
    EXISTS (
        SELECT 1
        FROM upload_revocation
        WHERE upload_revocation.upload_id = upload_template.upload_id
    ) AS is_revoked
FROM upload_template
INNER JOIN upload
    ON upload_template.upload_id = upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR upload_template.entity_code = $entity_code)
    AND (CAST($upload_id AS BIGINT) IS NULL OR upload_template.upload_id = $upload_id)
ORDER BY upload_template.upload_id
