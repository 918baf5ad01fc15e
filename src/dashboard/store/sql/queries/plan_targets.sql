-- The targets of the PIAO sheets in force. One row per target, with its cell.
SELECT
    target.sector_code,
    target.action_code,
    target.indicator_code,
    target.target_year,
    target.period,
    target.target_text,
    target.operator,
    target.target_number,
    target.target_upper_number,
    target.target_date,
    target.target_boolean,
    target.sheet_name,
    target.row_number,
    target.cell
FROM target
INNER JOIN current_document
    ON target.document_id = current_document.document_id
WHERE current_document.document_kind = 'piao_sheet'
    AND target.entity_code = $entity_code
ORDER BY current_document.reference_year DESC, target.document_id, target.row_number
