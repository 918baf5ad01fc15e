-- One row per entity and sector: the name in the anagrafica of the newest year, else
-- the newest name in force. A name that only repeats its code (a sheet with codes alone) gives way.
WITH ranked_name AS (
    SELECT
        sector.entity_code,
        sector.sector_code,
        sector.sector_name,
        row_number() OVER (
            PARTITION BY sector.entity_code, sector.sector_code
            ORDER BY
                CASE WHEN sector.sector_name = sector.sector_code THEN 1 ELSE 0 END,
                CASE
                    WHEN current_document.document_kind = 'registry'
                        THEN current_document.reference_year
                    ELSE 0
                END DESC,
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
