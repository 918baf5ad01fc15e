-- One row per change asked for in red, whatever file it was sent again in: what it asks for, the
-- file that says it last, and how it stands by the newest decision on it.
WITH standing_proposal AS (
    SELECT
        proposal.proposal_id,
        proposal.upload_id,
        proposal.entity_code,
        -- Files stored before proposals had keys are followed by number only.
        coalesce(proposal.proposal_key, CAST(proposal.proposal_id AS VARCHAR)) AS proposal_key,
        coalesce(proposal.subject_key, CAST(proposal.proposal_id AS VARCHAR)) AS subject_key,
        proposal.document_kind,
        proposal.reference_year,
        proposal.period,
        proposal.sector_code,
        proposal.strategic_direction_code,
        proposal.row_sector_code,
        proposal.row_label,
        proposal.field_name,
        proposal.proposal_kind,
        proposal.before_text,
        proposal.after_text,
        proposal.runs_json,
        proposal.motivation,
        proposal.comment_author,
        proposal.comment_text,
        proposal.sheet_name,
        proposal.cell,
        proposal.row_number
    FROM proposal
    WHERE NOT EXISTS (
        SELECT 1
        FROM upload_revocation
        WHERE upload_revocation.upload_id = proposal.upload_id
    )
),

told_proposal AS (
    SELECT
        standing_proposal.proposal_id,
        standing_proposal.upload_id,
        standing_proposal.entity_code,
        standing_proposal.proposal_key,
        standing_proposal.subject_key,
        standing_proposal.document_kind,
        standing_proposal.reference_year,
        standing_proposal.period,
        standing_proposal.sector_code,
        standing_proposal.strategic_direction_code,
        standing_proposal.row_sector_code,
        standing_proposal.row_label,
        standing_proposal.field_name,
        standing_proposal.proposal_kind,
        standing_proposal.before_text,
        standing_proposal.after_text,
        standing_proposal.runs_json,
        standing_proposal.motivation,
        standing_proposal.comment_author,
        standing_proposal.comment_text,
        standing_proposal.sheet_name,
        standing_proposal.cell,
        standing_proposal.row_number,
        min(upload.uploaded_at) OVER (
            PARTITION BY
                standing_proposal.entity_code,
                standing_proposal.proposal_key
        ) AS first_proposed_at,
        row_number() OVER (
            PARTITION BY
                standing_proposal.entity_code,
                standing_proposal.proposal_key
            ORDER BY standing_proposal.proposal_id DESC
        ) AS telling_rank
    FROM standing_proposal
    INNER JOIN upload
        ON standing_proposal.upload_id = upload.upload_id
),

ranked_decision AS (
    SELECT
        entity_code,
        proposal_key,
        decision_id,
        verdict,
        reason,
        decided_by,
        decided_role,
        decided_at,
        deed_number,
        deed_date,
        row_number() OVER (
            PARTITION BY
                entity_code,
                proposal_key
            ORDER BY decision_id DESC
        ) AS decision_rank
    FROM proposal_decision
)
SELECT
    told_proposal.proposal_id,
    told_proposal.upload_id,
    told_proposal.entity_code,
    told_proposal.proposal_key,
    told_proposal.subject_key,
    told_proposal.document_kind,
    told_proposal.reference_year,
    told_proposal.period,
    told_proposal.sector_code,
    told_proposal.strategic_direction_code,
    told_proposal.row_sector_code,
    told_proposal.row_label,
    told_proposal.field_name,
    told_proposal.proposal_kind,
    told_proposal.before_text,
    told_proposal.after_text,
    told_proposal.runs_json,
    told_proposal.motivation,
    told_proposal.comment_author,
    told_proposal.comment_text,
    told_proposal.sheet_name,
    told_proposal.cell,
    told_proposal.row_number,
    upload.file_name,
    upload.uploaded_by,
    upload.last_editor,
    upload.uploaded_at,
    told_proposal.first_proposed_at,
    EXISTS (
        SELECT 1
        FROM current_document
        WHERE current_document.upload_id = told_proposal.upload_id
            AND (
                told_proposal.document_kind IS NULL
                OR (
                    current_document.document_kind = told_proposal.document_kind
                    AND current_document.reference_year = told_proposal.reference_year
                    AND current_document.period IS NOT DISTINCT FROM told_proposal.period
                    AND current_document.sector_code
                        IS NOT DISTINCT FROM told_proposal.sector_code
                    AND current_document.strategic_direction_code
                        IS NOT DISTINCT FROM told_proposal.strategic_direction_code
                )
            )
    ) AS is_in_force,
    -- What was given back and is sent again waits for a decision again.
    CASE
        WHEN ranked_decision.verdict IS NULL THEN 'pending'
        WHEN ranked_decision.verdict = 'reopened' THEN 'pending'
        WHEN ranked_decision.verdict = 'returned'
            AND upload.uploaded_at > ranked_decision.decided_at THEN 'pending'
        ELSE ranked_decision.verdict
    END AS state,
    ranked_decision.decision_id,
    ranked_decision.reason AS decision_reason,
    ranked_decision.decided_by,
    ranked_decision.decided_role,
    ranked_decision.decided_at,
    ranked_decision.deed_number,
    ranked_decision.deed_date
FROM told_proposal
INNER JOIN upload
    ON told_proposal.upload_id = upload.upload_id
LEFT JOIN ranked_decision
    ON told_proposal.entity_code = ranked_decision.entity_code
    AND told_proposal.proposal_key = ranked_decision.proposal_key
    AND ranked_decision.decision_rank = 1
WHERE told_proposal.telling_rank = 1
