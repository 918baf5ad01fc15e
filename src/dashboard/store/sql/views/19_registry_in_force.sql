-- One row per entity and year: the anagrafica whose rules hold in that year, the newest one of the year
-- or of a year before it; NULL where the program's own rules hold.
WITH known_year AS (
    SELECT DISTINCT
        entity_code,
        reference_year
    FROM current_document
)
SELECT
    known_year.entity_code,
    known_year.reference_year,
    (
        SELECT max(registry.document_id)
        FROM current_document AS registry
        WHERE registry.entity_code = known_year.entity_code
            AND registry.document_kind = 'registry'
            AND registry.reference_year = (
                SELECT max(nearest.reference_year)
                FROM current_document AS nearest
                WHERE nearest.entity_code = known_year.entity_code
                    AND nearest.document_kind = 'registry'
                    AND nearest.reference_year <= known_year.reference_year
            )
    ) AS registry_document_id
FROM known_year
