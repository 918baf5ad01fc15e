-- When the first plan of each sector for a year was received, of those that were not revoked. One row per entity, year and sector.
WITH received_plan AS (
    SELECT
        document.entity_code,
        document.reference_year,
        sector.sector_code,
        sector.sector_name,
        sector.sheet_name,
        sector.cell,
        upload.upload_id,
        upload.file_name,
        upload.uploaded_at,
        row_number() OVER (
            PARTITION BY document.entity_code, document.reference_year, sector.sector_code
            ORDER BY upload.uploaded_at, upload.upload_id, sector.row_number
        ) AS arrival_rank
    FROM document
    INNER JOIN upload
        ON document.upload_id = upload.upload_id
    INNER JOIN sector
        ON document.document_id = sector.document_id
    WHERE document.document_kind = 'piao_sheet'
        AND document.revision_number = 0
        AND NOT EXISTS (
            SELECT 1
            FROM upload_revocation
            WHERE upload_revocation.upload_id = document.upload_id
        )
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    sector_name,
    uploaded_at AS received_at,
    upload_id,
    file_name,
    sheet_name,
    cell
FROM received_plan
WHERE arrival_rank = 1
    AND (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
ORDER BY
    entity_code,
    reference_year,
    natural_order(sector_code)
