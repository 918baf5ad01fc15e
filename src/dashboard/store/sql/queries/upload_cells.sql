-- Every cell that an upload was understood to state when it came, in force or not, with the slot it belongs to. One row per cell.
SELECT
    received_document.document_kind,
    received_document.reference_year,
    received_document.period,
    received_document.sector_code,
    received_document.strategic_direction_code,
    source_cell.document_id,
    source_cell.sheet_name,
    source_cell.row_number,
    source_cell.field_name,
    source_cell.cell,
    source_cell.raw_text
FROM received_document
INNER JOIN source_cell
    ON received_document.document_id = source_cell.document_id
WHERE received_document.upload_id = CAST($upload_id AS BIGINT)
ORDER BY
    source_cell.document_id,
    source_cell.sheet_name,
    source_cell.row_number,
    length(source_cell.cell),
    source_cell.cell,
    source_cell.field_name
