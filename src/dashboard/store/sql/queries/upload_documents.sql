-- What each upload holds, what it took the place of, and what would count again without it. One row per document.
WITH candidate AS (
    SELECT
        document.document_id,
        earlier.upload_id,
        NOT EXISTS (
            SELECT 1
            FROM upload_revocation
            WHERE upload_revocation.upload_id = earlier.upload_id
                AND upload_revocation.revoked_at <= upload.uploaded_at
        ) AS counted_then,
        NOT EXISTS (
            SELECT 1
            FROM upload_revocation
            WHERE upload_revocation.upload_id = earlier.upload_id
        ) AS counts_now
    FROM received_document AS document
    INNER JOIN upload
        ON document.upload_id = upload.upload_id
    INNER JOIN received_document AS earlier
        ON document.entity_code = earlier.entity_code
        AND document.document_kind = earlier.document_kind
        AND document.reference_year = earlier.reference_year
        AND document.period IS NOT DISTINCT FROM earlier.period
        AND document.sector_code IS NOT DISTINCT FROM earlier.sector_code
        AND document.strategic_direction_code
            IS NOT DISTINCT FROM earlier.strategic_direction_code
        AND earlier.upload_id < document.upload_id
    WHERE (CAST($upload_id AS BIGINT) IS NULL OR document.upload_id = $upload_id)
),

predecessor AS (
    SELECT
        document_id,
        max(upload_id) FILTER (WHERE counted_then) AS replaced_upload_id,
        max(upload_id) FILTER (WHERE counts_now) AS earlier_upload_id
    FROM candidate
    GROUP BY document_id
)
SELECT
    document.upload_id,
    document.document_id,
    document.entity_code,
    document.document_kind,
    document.reference_year,
    document.period,
    document.sector_code,
    current_sector.sector_name,
    document.strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    document.row_count,
    EXISTS (
        SELECT 1
        FROM current_document
        WHERE current_document.upload_id = document.upload_id
            AND current_document.document_kind = document.document_kind
            AND current_document.reference_year = document.reference_year
            AND current_document.period IS NOT DISTINCT FROM document.period
            AND current_document.sector_code IS NOT DISTINCT FROM document.sector_code
            AND current_document.strategic_direction_code
                IS NOT DISTINCT FROM document.strategic_direction_code
    ) AS is_current,
    predecessor.replaced_upload_id,
    replaced.file_name AS replaced_file_name,
    predecessor.earlier_upload_id,
    earlier_upload.file_name AS earlier_file_name
FROM received_document AS document
LEFT JOIN predecessor
    ON document.document_id = predecessor.document_id
LEFT JOIN upload AS replaced
    ON predecessor.replaced_upload_id = replaced.upload_id
LEFT JOIN upload AS earlier_upload
    ON predecessor.earlier_upload_id = earlier_upload.upload_id
LEFT JOIN current_sector
    ON document.entity_code = current_sector.entity_code
    AND document.sector_code = current_sector.sector_code
LEFT JOIN current_strategic_direction
    ON document.entity_code = current_strategic_direction.entity_code
    AND document.strategic_direction_code = current_strategic_direction.strategic_direction_code
WHERE (CAST($upload_id AS BIGINT) IS NULL OR document.upload_id = $upload_id)
    AND (CAST($entity_code AS VARCHAR) IS NULL OR document.entity_code = $entity_code)
ORDER BY
    document.upload_id DESC,
    document.document_id
