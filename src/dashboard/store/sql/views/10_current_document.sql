-- One row per document in force. Of each slot (entity, kind, year, period, sector, strategic
-- direction) the newest upload that was not revoked counts, whole, as it reads after what was
-- decided on its proposals.
WITH revised_upload AS (
    SELECT
        upload_id,
        max(revision_number) AS revision_number
    FROM document
    GROUP BY upload_id
),

accepted_document AS (
    SELECT
        document.document_id,
        document.upload_id,
        document.entity_code,
        document.document_kind,
        document.reference_year,
        document.cycle_start_year,
        document.cycle_end_year,
        document.period,
        document.sector_code,
        document.strategic_direction_code,
        document.achievement_basis,
        document.row_count,
        max(document.upload_id) OVER (
            PARTITION BY
                document.entity_code,
                document.document_kind,
                document.reference_year,
                document.period,
                document.sector_code,
                document.strategic_direction_code
        ) AS newest_upload_id
    FROM document
    INNER JOIN revised_upload
        ON document.upload_id = revised_upload.upload_id
        AND document.revision_number = revised_upload.revision_number
    WHERE NOT EXISTS (
        SELECT 1
        FROM upload_revocation
        WHERE upload_revocation.upload_id = document.upload_id
    )
)
SELECT
    document_id,
    upload_id,
    entity_code,
    document_kind,
    reference_year,
    cycle_start_year,
    cycle_end_year,
    period,
    sector_code,
    strategic_direction_code,
    achievement_basis,
    row_count
FROM accepted_document
WHERE upload_id = newest_upload_id
