-- What plans and reports that were not revoked say of the indicators of a year, replaced ones included: unit and targets, each with the time at which it was stated. One row per statement.
WITH standing_document AS (
    SELECT
        document.document_id,
        document.upload_id,
        document.entity_code,
        document.document_kind,
        document.reference_year,
        document.revision_number,
        upload.file_name,
        coalesce(document.revised_at, upload.uploaded_at) AS stated_at,
        EXISTS (
            SELECT 1
            FROM current_document
            WHERE current_document.document_id = document.document_id
        ) AS is_in_force
    FROM document
    INNER JOIN upload
        ON document.upload_id = upload.upload_id
    WHERE document.document_kind IN ('piao_sheet', 'intermediate_report', 'final_report')
        AND NOT EXISTS (
            SELECT 1
            FROM upload_revocation
            WHERE upload_revocation.upload_id = document.upload_id
        )
)
SELECT
    standing_document.entity_code,
    coalesce(target.target_year, standing_document.reference_year) AS reference_year,
    standing_document.document_kind,
    standing_document.reference_year AS document_year,
    indicator.sector_code,
    indicator.action_code,
    indicator.indicator_code,
    indicator.unit,
    target.period AS target_period,
    target.target_text,
    target.target_number,
    target.target_upper_number,
    target.target_date,
    target.target_boolean,
    standing_document.stated_at,
    CASE
        WHEN standing_document.revision_number > 0 THEN accepted_variation.decision_id
    END AS decision_id,
    standing_document.is_in_force,
    standing_document.upload_id,
    standing_document.file_name,
    indicator.sheet_name,
    coalesce(target.cell, indicator.cell) AS cell
FROM standing_document
INNER JOIN indicator
    ON standing_document.document_id = indicator.document_id
LEFT JOIN target
    ON indicator.document_id = target.document_id
    AND indicator.sector_code = target.sector_code
    AND indicator.action_code = target.action_code
    AND indicator.indicator_code = target.indicator_code
LEFT JOIN accepted_variation
    ON target.upload_id = accepted_variation.upload_id
    AND target.sheet_name = accepted_variation.sheet_name
    AND target.cell = accepted_variation.cell
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR standing_document.entity_code = $entity_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR coalesce(target.target_year, standing_document.reference_year) = $reference_year
    )
ORDER BY
    standing_document.entity_code,
    natural_order(indicator.sector_code),
    natural_order(indicator.action_code),
    natural_order(indicator.indicator_code),
    standing_document.stated_at,
    standing_document.document_id,
    target.period
