-- Every file ever received, newest first. One row per upload.
SELECT
    upload_id,
    entity_code,
    file_name,
    folder_name,
    document_kinds,
    reference_years,
    periods,
    sector_names,
    direction_names,
    row_count,
    issue_count,
    warning_count,
    proposal_count,
    uploaded_at,
    uploaded_by,
    uploaded_role,
    is_current,
    is_revoked,
    revoked_reason
FROM upload_summary
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
ORDER BY upload_id DESC
