-- Everything that ever changed the store, newest first. One row per upload and per revocation.
WITH event AS (
    SELECT
        'upload' AS event,
        uploaded_at AS happened_at,
        uploaded_by AS done_by,
        upload_id,
        CAST(NULL AS VARCHAR) AS reason
    FROM upload

    UNION ALL

    SELECT
        'revocation' AS event,
        revoked_at AS happened_at,
        revoked_by AS done_by,
        upload_id,
        reason
    FROM upload_revocation
)
SELECT
    event.event,
    event.happened_at,
    event.done_by,
    event.reason,
    upload_summary.upload_id,
    upload_summary.entity_code,
    upload_summary.file_name,
    upload_summary.document_kinds,
    upload_summary.reference_years,
    upload_summary.periods,
    upload_summary.sector_names,
    upload_summary.direction_names,
    upload_summary.row_count,
    upload_summary.is_current,
    upload_summary.is_revoked
FROM event
INNER JOIN upload_summary
    ON event.upload_id = upload_summary.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR upload_summary.entity_code = $entity_code)
ORDER BY
    event.happened_at DESC,
    upload_summary.upload_id DESC,
    event.event
