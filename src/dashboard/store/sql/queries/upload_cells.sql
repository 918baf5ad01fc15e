-- Every cell that an upload was understood to state, in force or not, with the slot it belongs to. One row per cell.
SELECT
    document.document_kind,
    document.reference_year,
    document.period,
    document.sector_code,
    document.strategic_direction_code,
    source_cell.document_id,
    source_cell.sheet_name,
    source_cell.row_number,
    source_cell.field_name,
    source_cell.cell,
    source_cell.raw_text
FROM document
INNER JOIN source_cell
    ON document.document_id = source_cell.document_id
WHERE document.upload_id = CAST($upload_id AS BIGINT)
ORDER BY
    source_cell.document_id,
    source_cell.sheet_name,
    source_cell.row_number,
    length(source_cell.cell),
    source_cell.cell,
    source_cell.field_name
