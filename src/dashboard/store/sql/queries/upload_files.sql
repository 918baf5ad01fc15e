-- Which bytes came under which name, and whether they count, newest first. One row per upload.
SELECT
    upload.upload_id,
    upload.entity_code,
    upload.file_name,
    upload.folder_name,
    upload.file_sha256,
    upload.uploaded_at,
    EXISTS (
        SELECT 1
        FROM current_document
        WHERE current_document.upload_id = upload.upload_id
    ) AS is_current,
    EXISTS (
        SELECT 1
        FROM upload_revocation
        WHERE upload_revocation.upload_id = upload.upload_id
    ) AS is_revoked
FROM upload
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR upload.entity_code = $entity_code)
ORDER BY upload.upload_id DESC
