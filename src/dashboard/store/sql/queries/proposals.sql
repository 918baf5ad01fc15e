-- The changes typed in red in the files in force. One row per proposal.
SELECT
    proposal.proposal_id,
    proposal.upload_id,
    proposal.entity_code,
    upload_summary.file_name,
    proposal.sheet_name,
    proposal.cell,
    proposal.row_number,
    proposal.field_name,
    proposal.proposal_kind,
    proposal.before_text,
    proposal.after_text,
    proposal.runs_json,
    upload_summary.document_kinds AS document_kind,
    upload_summary.direction_codes AS strategic_direction_code
FROM proposal
INNER JOIN upload_summary
    ON proposal.upload_id = upload_summary.upload_id
WHERE upload_summary.is_current
    AND (CAST($entity_code AS VARCHAR) IS NULL OR proposal.entity_code = $entity_code)
    AND (CAST($upload_id AS BIGINT) IS NULL OR proposal.upload_id = $upload_id)
ORDER BY proposal.proposal_id
