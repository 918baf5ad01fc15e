-- The cells of the document in force in one slot; a parameter left out means that the slot has none. One row per cell.
SELECT
    source_cell.field_name,
    source_cell.raw_text,
    source_cell.sheet_name,
    source_cell.row_number,
    source_cell.cell,
    source_cell.upload_id
FROM current_document
INNER JOIN source_cell
    ON current_document.document_id = source_cell.document_id
WHERE current_document.entity_code = $entity_code
    AND current_document.document_kind = $document_kind
    AND current_document.reference_year = $reference_year
    AND current_document.period IS NOT DISTINCT FROM CAST($period AS VARCHAR)
    AND current_document.sector_code IS NOT DISTINCT FROM CAST($sector_code AS VARCHAR)
    AND current_document.strategic_direction_code
        IS NOT DISTINCT FROM CAST($strategic_direction_code AS VARCHAR)
ORDER BY
    source_cell.document_id,
    source_cell.sheet_name,
    source_cell.row_number,
    length(source_cell.cell),
    source_cell.cell,
    source_cell.field_name
