-- The findings of the checks that somebody accepted or questioned again, as the newest statement on each has it. One row per finding.
WITH ranked_acceptance AS (
    SELECT
        acceptance_id,
        entity_code,
        finding_key,
        check_code,
        is_accepted,
        reason,
        accepted_by,
        accepted_role,
        accepted_at,
        row_number() OVER (
            PARTITION BY entity_code, finding_key
            ORDER BY acceptance_id DESC
        ) AS acceptance_rank
    FROM check_acceptance
)
SELECT
    acceptance_id,
    entity_code,
    finding_key,
    check_code,
    is_accepted,
    reason,
    accepted_by,
    accepted_role,
    accepted_at
FROM ranked_acceptance
WHERE acceptance_rank = 1
    AND (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
ORDER BY acceptance_id
