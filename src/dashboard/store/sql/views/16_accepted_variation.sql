-- One row per accepted proposal and file that asks for it in red: where the varied text stands.
SELECT
    proposal.proposal_id,
    proposal.upload_id,
    proposal.entity_code,
    proposal.sheet_name,
    proposal.cell,
    proposal.row_number,
    proposal.field_name,
    proposal.proposal_kind,
    proposal_standing.proposal_key,
    proposal_standing.decision_id,
    proposal_standing.decided_at,
    proposal_standing.deed_number,
    proposal_standing.deed_date
FROM proposal
INNER JOIN proposal_standing
    ON proposal.entity_code = proposal_standing.entity_code
    AND coalesce(proposal.proposal_key, CAST(proposal.proposal_id AS VARCHAR))
        = proposal_standing.proposal_key
WHERE proposal_standing.state = 'accepted'
