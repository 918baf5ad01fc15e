-- Every decision on a proposal, the newest first: who, when, why and by which deed. One row per decision.
SELECT
    proposal_decision.decision_id,
    proposal_decision.entity_code,
    coalesce(proposal_standing.proposal_id, proposal_decision.proposal_id) AS proposal_id,
    proposal_standing.upload_id,
    proposal_decision.proposal_key,
    proposal_decision.verdict,
    proposal_decision.reason,
    proposal_decision.decided_by,
    proposal_decision.decided_role,
    proposal_decision.decided_at,
    proposal_decision.deed_number,
    proposal_decision.deed_date
FROM proposal_decision
LEFT JOIN proposal_standing
    ON proposal_decision.entity_code = proposal_standing.entity_code
    AND proposal_decision.proposal_key = proposal_standing.proposal_key
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR proposal_decision.entity_code = $entity_code)
ORDER BY proposal_decision.decision_id DESC
