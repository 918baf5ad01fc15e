-- One row per entity and sector: the newest name in force. A name that only repeats its code
-- (a sheet with codes alone) gives way to a real one.
WITH ranked_name AS (
    SELECT
        sector.entity_code,
        sector.sector_code,
        sector.sector_name,
        row_number() OVER (
            PARTITION BY sector.entity_code, sector.sector_code
            ORDER BY
                CASE WHEN sector.sector_name = sector.sector_code THEN 1 ELSE 0 END,
                sector.upload_id DESC,
                sector.document_id DESC,
                sector.row_number
        ) AS name_rank
    FROM sector
    INNER JOIN current_document
        ON sector.document_id = current_document.document_id
)
SELECT
    entity_code,
    sector_code,
    sector_name
FROM ranked_name
WHERE name_rank = 1
