-- The actions of the PEG lists in force. One row per year, sector and action.
SELECT DISTINCT
    current_document.reference_year,
    action.sector_code,
    action.action_code
FROM action
INNER JOIN current_document
    ON action.document_id = current_document.document_id
WHERE current_document.document_kind = 'peg_actions'
    AND action.entity_code = $entity_code
ORDER BY
    current_document.reference_year,
    action.sector_code,
    action.action_code
