-- Every target and result ever stated for an action's indicators, superseded ones too, newest first. One row per statement.
WITH statement AS (
    SELECT
        document_id,
        upload_id,
        entity_code,
        sector_code,
        action_code,
        indicator_code,
        'target' AS fact,
        target_year AS fact_year,
        period,
        target_text AS value_text,
        sheet_name,
        cell
    FROM target

    UNION ALL

    SELECT
        document_id,
        upload_id,
        entity_code,
        sector_code,
        action_code,
        indicator_code,
        'result' AS fact,
        result_year AS fact_year,
        period,
        result_text AS value_text,
        sheet_name,
        cell
    FROM result
)
SELECT
    statement.entity_code,
    statement.sector_code,
    statement.action_code,
    statement.indicator_code,
    statement.fact,
    statement.fact_year,
    statement.period,
    statement.value_text,
    document.document_kind,
    document.reference_year,
    upload.file_name,
    statement.sheet_name,
    statement.cell,
    statement.upload_id,
    upload.uploaded_at,
    upload.uploaded_by,
    current_document.document_id IS NOT NULL AS is_current
FROM statement
INNER JOIN document
    ON statement.document_id = document.document_id
INNER JOIN upload
    ON statement.upload_id = upload.upload_id
LEFT JOIN current_document
    ON statement.document_id = current_document.document_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR statement.entity_code = $entity_code)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR statement.sector_code = $sector_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR statement.action_code = $action_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR statement.fact_year = $reference_year
    )
ORDER BY
    natural_order(statement.indicator_code),
    upload.uploaded_at DESC,
    statement.upload_id DESC,
    statement.fact,
    statement.period
