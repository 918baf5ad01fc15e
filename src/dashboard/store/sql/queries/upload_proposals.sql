-- The ink of one upload: where each of its proposals stands in its sheets and how the proposal stands now. One row per proposal.
SELECT
    proposal.proposal_id,
    proposal.upload_id,
    proposal.proposal_kind,
    proposal.sheet_name,
    proposal.cell,
    proposal.row_number,
    proposal_standing.proposal_key,
    proposal_standing.state
FROM proposal
INNER JOIN proposal_standing
    ON proposal.entity_code = proposal_standing.entity_code
    AND coalesce(proposal.proposal_key, CAST(proposal.proposal_id AS VARCHAR))
        = proposal_standing.proposal_key
WHERE proposal.upload_id = CAST($upload_id AS BIGINT)
ORDER BY proposal.proposal_id
