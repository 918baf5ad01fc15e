-- Everything that ever changed the store, newest first. One row per upload and per revocation.
WITH event AS (
    SELECT
        'upload' AS event,
        uploaded_at AS happened_at,
        uploaded_by AS done_by,
        uploaded_role AS done_role,
        upload_id,
        CAST(NULL AS VARCHAR) AS reason
    FROM upload

    UNION ALL

    SELECT
        'revocation' AS event,
        revoked_at AS happened_at,
        revoked_by AS done_by,
        revoked_role AS done_role,
        upload_id,
        reason
    FROM upload_revocation
),

standing AS (
    SELECT
        document.upload_id,
        count(DISTINCT document.document_id) AS document_count,
        count(DISTINCT document.document_id) FILTER (
            WHERE current_document.upload_id = document.upload_id
        ) AS current_document_count,
        max(current_document.upload_id) FILTER (
            WHERE current_document.upload_id <> document.upload_id
        ) AS in_force_instead_upload_id
    FROM document
    LEFT JOIN current_document
        ON document.entity_code = current_document.entity_code
        AND document.document_kind = current_document.document_kind
        AND document.reference_year = current_document.reference_year
        AND document.period IS NOT DISTINCT FROM current_document.period
        AND document.sector_code IS NOT DISTINCT FROM current_document.sector_code
        AND document.strategic_direction_code
            IS NOT DISTINCT FROM current_document.strategic_direction_code
    GROUP BY document.upload_id
)
SELECT
    event.event,
    event.happened_at,
    event.done_by,
    event.done_role,
    event.reason,
    upload_summary.upload_id,
    upload_summary.entity_code,
    upload_summary.file_name,
    upload_summary.document_kinds,
    upload_summary.reference_years,
    upload_summary.periods,
    upload_summary.sector_codes,
    upload_summary.sector_names,
    upload_summary.direction_names,
    upload_summary.row_count,
    upload_summary.is_current,
    upload_summary.is_revoked,
    coalesce(standing.document_count, 0) AS document_count,
    coalesce(standing.current_document_count, 0) AS current_document_count,
    standing.in_force_instead_upload_id,
    in_force_instead.file_name AS in_force_instead_file_name,
    upload_revocation.revoked_by,
    upload_revocation.revoked_role,
    upload_revocation.revoked_at,
    upload_revocation.reason AS revoked_reason
FROM event
INNER JOIN upload_summary
    ON event.upload_id = upload_summary.upload_id
LEFT JOIN standing
    ON event.upload_id = standing.upload_id
LEFT JOIN upload AS in_force_instead
    ON standing.in_force_instead_upload_id = in_force_instead.upload_id
LEFT JOIN upload_revocation
    ON event.upload_id = upload_revocation.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR upload_summary.entity_code = $entity_code)
ORDER BY
    event.happened_at DESC,
    upload_summary.upload_id DESC,
    event.event
