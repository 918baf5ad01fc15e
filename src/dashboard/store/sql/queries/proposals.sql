-- The changes typed in red, with how each stands and the newest decision on it. One row per proposal, however often its file was sent.
SELECT
    proposal_standing.proposal_id,
    proposal_standing.upload_id,
    proposal_standing.entity_code,
    proposal_standing.proposal_key,
    proposal_standing.subject_key,
    proposal_standing.document_kind,
    proposal_standing.reference_year,
    proposal_standing.period,
    proposal_standing.sector_code,
    coalesce(proposal_standing.row_sector_code, proposal_standing.sector_code)
        AS concerned_sector_code,
    current_sector.sector_name,
    proposal_standing.strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    proposal_standing.row_label,
    proposal_standing.field_name,
    proposal_standing.proposal_kind,
    proposal_standing.before_text,
    proposal_standing.after_text,
    proposal_standing.runs_json,
    proposal_standing.motivation,
    proposal_standing.comment_author,
    proposal_standing.comment_text,
    proposal_standing.file_name,
    proposal_standing.sheet_name,
    proposal_standing.cell,
    proposal_standing.row_number,
    proposal_standing.uploaded_by,
    proposal_standing.last_editor,
    proposal_standing.uploaded_at,
    proposal_standing.first_proposed_at,
    proposal_standing.is_in_force,
    proposal_standing.state,
    proposal_standing.decision_id,
    proposal_standing.decision_reason,
    proposal_standing.decided_by,
    proposal_standing.decided_role,
    proposal_standing.decided_at,
    proposal_standing.deed_number,
    proposal_standing.deed_date
FROM proposal_standing
LEFT JOIN current_sector
    ON proposal_standing.entity_code = current_sector.entity_code
    AND coalesce(proposal_standing.row_sector_code, proposal_standing.sector_code)
        = current_sector.sector_code
LEFT JOIN current_strategic_direction
    ON proposal_standing.entity_code = current_strategic_direction.entity_code
    AND proposal_standing.strategic_direction_code
        = current_strategic_direction.strategic_direction_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR proposal_standing.entity_code = $entity_code)
    AND (CAST($upload_id AS BIGINT) IS NULL OR proposal_standing.upload_id = $upload_id)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR proposal_standing.reference_year = $reference_year
    )
    AND (
        CAST($sector_code AS VARCHAR) IS NULL
        OR coalesce(proposal_standing.row_sector_code, proposal_standing.sector_code) = $sector_code
    )
    AND (
        CAST($strategic_direction_code AS VARCHAR) IS NULL
        OR proposal_standing.strategic_direction_code = $strategic_direction_code
    )
ORDER BY proposal_standing.proposal_id
