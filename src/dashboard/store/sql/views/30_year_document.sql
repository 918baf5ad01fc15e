-- One row per entity, year and document that has a say in that year, with its rank: the plan of the
-- year, the PEG of the year, a plan of the two years before, the year's final and half-year reports.
WITH known_year AS (
    SELECT DISTINCT
        entity_code,
        reference_year
    FROM current_document
    WHERE document_kind <> 'registry'
)
SELECT
    known_year.entity_code,
    known_year.reference_year,
    current_document.document_id,
    current_document.upload_id,
    current_document.document_kind,
    current_document.reference_year AS document_year,
    current_document.period,
    current_document.achievement_basis,
    CASE
        WHEN current_document.reference_year < known_year.reference_year THEN 3
        WHEN current_document.document_kind = 'piao_sheet' THEN 1
        WHEN current_document.document_kind = 'peg_actions' THEN 2
        WHEN current_document.document_kind = 'final_report' THEN 4
        ELSE 5
    END AS source_rank
FROM known_year
INNER JOIN current_document
    ON known_year.entity_code = current_document.entity_code
    AND current_document.document_kind NOT IN ('dup_status', 'registry')
    AND (
        current_document.reference_year = known_year.reference_year
        OR (
            current_document.document_kind = 'piao_sheet'
            AND current_document.reference_year < known_year.reference_year
            AND current_document.reference_year >= known_year.reference_year - 2
        )
    )
