-- One row per entity, year and period to be looked at: those that were reported on, or the end of
-- the year where nothing was reported yet.
SELECT DISTINCT
    entity_code,
    reference_year,
    coalesce(period, 'final') AS period,
    TRUE AS is_reported
FROM current_document
WHERE document_kind IN ('intermediate_report', 'final_report')

UNION ALL

SELECT DISTINCT
    planned.entity_code,
    planned.reference_year,
    'final' AS period,
    FALSE AS is_reported
FROM current_document AS planned
WHERE planned.document_kind NOT IN ('registry', 'clarifications')
    AND NOT EXISTS (
        SELECT 1
        FROM current_document AS reported
        WHERE reported.entity_code = planned.entity_code
            AND reported.reference_year = planned.reference_year
            AND reported.document_kind IN ('intermediate_report', 'final_report')
    )
