-- What is missing or odd in the files in force, gravest first. One row per issue.
SELECT
    issue.upload_id,
    issue.entity_code,
    upload_summary.file_name,
    upload_summary.document_kinds,
    upload_summary.sector_codes AS sector_code,
    upload_summary.sector_names AS sector_name,
    issue.severity,
    issue.issue_code,
    issue.sheet_name,
    issue.cell,
    issue.expected,
    issue.found,
    issue.params_json,
    upload_summary.uploaded_at
FROM issue
INNER JOIN upload_summary
    ON issue.upload_id = upload_summary.upload_id
WHERE upload_summary.is_current
    AND (CAST($entity_code AS VARCHAR) IS NULL OR issue.entity_code = $entity_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR EXISTS (
            SELECT 1
            FROM current_document
            WHERE current_document.upload_id = issue.upload_id
                AND current_document.reference_year = $reference_year
        )
    )
    AND (
        CAST($sector_code AS VARCHAR) IS NULL
        OR EXISTS (
            SELECT 1
            FROM current_document
            INNER JOIN sector
                ON current_document.document_id = sector.document_id
            WHERE current_document.upload_id = issue.upload_id
                AND sector.sector_code = $sector_code
        )
    )
ORDER BY
    CASE issue.severity
        WHEN 'blocking' THEN 0
        WHEN 'warning' THEN 1
        ELSE 2
    END,
    upload_summary.file_name,
    issue.issue_code,
    issue.sheet_name,
    issue.cell
