-- Every cell of the rows that state an action in the documents in force for the year. One row per cell.
WITH action_row AS (
    SELECT DISTINCT
        year_document.entity_code,
        year_document.reference_year,
        year_document.document_kind,
        year_document.source_rank,
        stated_row.document_id,
        stated_row.sheet_name,
        stated_row.row_number
    FROM year_document
    INNER JOIN (
        SELECT document_id, sector_code, action_code, sheet_name, row_number
        FROM action
        UNION ALL
        SELECT document_id, sector_code, action_code, sheet_name, row_number
        FROM indicator
    ) AS stated_row
        ON year_document.document_id = stated_row.document_id
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR year_document.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR year_document.reference_year = $reference_year)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR stated_row.sector_code = $sector_code)
        AND (CAST($action_code AS VARCHAR) IS NULL OR stated_row.action_code = $action_code)
)
SELECT
    action_row.entity_code,
    action_row.reference_year,
    action_row.document_kind,
    upload.file_name,
    source_cell.sheet_name,
    source_cell.row_number,
    source_cell.cell,
    source_cell.field_name,
    source_cell.raw_text,
    source_cell.upload_id
FROM action_row
INNER JOIN source_cell
    ON action_row.document_id = source_cell.document_id
    AND action_row.sheet_name = source_cell.sheet_name
    AND action_row.row_number = source_cell.row_number
INNER JOIN upload
    ON source_cell.upload_id = upload.upload_id
ORDER BY
    action_row.reference_year DESC,
    action_row.source_rank,
    source_cell.upload_id,
    source_cell.sheet_name,
    source_cell.row_number,
    source_cell.field_name
