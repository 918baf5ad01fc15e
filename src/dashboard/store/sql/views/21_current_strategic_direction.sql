-- One row per entity and strategic direction: the name in the anagrafica of the newest year, else
-- the newest name in force. A name that only repeats its code (a sheet with codes alone) gives way.
WITH ranked_name AS (
    SELECT
        strategic_direction.entity_code,
        strategic_direction.strategic_direction_code,
        strategic_direction.strategic_direction_name,
        row_number() OVER (
            PARTITION BY strategic_direction.entity_code, strategic_direction.strategic_direction_code
            ORDER BY
                CASE WHEN strategic_direction.strategic_direction_name = strategic_direction.strategic_direction_code THEN 1 ELSE 0 END,
                CASE
                    WHEN current_document.document_kind = 'registry'
                        THEN current_document.reference_year
                    ELSE 0
                END DESC,
                strategic_direction.upload_id DESC,
                strategic_direction.document_id DESC,
                strategic_direction.row_number
        ) AS name_rank
    FROM strategic_direction
    INNER JOIN current_document
        ON strategic_direction.document_id = current_document.document_id
)
SELECT
    entity_code,
    strategic_direction_code,
    strategic_direction_name
FROM ranked_name
WHERE name_rank = 1
