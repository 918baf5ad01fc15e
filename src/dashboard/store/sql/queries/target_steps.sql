-- How an indicator's target came to be what it is: as first planned, then each accepted variation with its day and deed. One row per step.
WITH varied_step AS (
    SELECT
        target.entity_code,
        target.target_year AS reference_year,
        target.sector_code,
        target.action_code,
        target.indicator_code,
        target.period AS target_period,
        target.target_text,
        target.operator,
        target.target_number,
        target.target_upper_number,
        target.target_date,
        target.target_boolean,
        document.revision_number,
        accepted_variation.proposal_id,
        accepted_variation.decision_id,
        accepted_variation.decided_at,
        accepted_variation.deed_number,
        accepted_variation.deed_date,
        upload.file_name,
        target.sheet_name,
        target.cell,
        row_number() OVER (
            PARTITION BY
                accepted_variation.decision_id,
                target.indicator_code,
                target.period,
                CASE WHEN document.revision_number = 0 THEN 0 ELSE 1 END
            ORDER BY
                document.revision_number DESC,
                document.document_id DESC
        ) AS telling_rank
    FROM accepted_variation
    INNER JOIN document
        ON accepted_variation.upload_id = document.upload_id
    INNER JOIN target
        ON document.document_id = target.document_id
        AND accepted_variation.sheet_name = target.sheet_name
        AND accepted_variation.cell = target.cell
    INNER JOIN upload
        ON accepted_variation.upload_id = upload.upload_id
),

first_variation AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        indicator_code,
        target_period,
        min(decision_id) AS decision_id
    FROM varied_step
    WHERE revision_number = 0
    GROUP BY
        entity_code,
        reference_year,
        sector_code,
        action_code,
        indicator_code,
        target_period
)
SELECT
    varied_step.entity_code,
    varied_step.reference_year,
    varied_step.sector_code,
    varied_step.action_code,
    varied_step.indicator_code,
    varied_step.target_period,
    varied_step.target_text,
    varied_step.operator,
    varied_step.target_number,
    varied_step.target_upper_number,
    varied_step.target_date,
    varied_step.target_boolean,
    varied_step.revision_number = 0 AS is_original,
    CASE WHEN varied_step.revision_number > 0 THEN varied_step.proposal_id END AS proposal_id,
    CASE WHEN varied_step.revision_number > 0 THEN varied_step.decided_at END AS decided_at,
    CASE WHEN varied_step.revision_number > 0 THEN varied_step.deed_number END AS deed_number,
    CASE WHEN varied_step.revision_number > 0 THEN varied_step.deed_date END AS deed_date,
    varied_step.file_name,
    varied_step.sheet_name,
    varied_step.cell
FROM varied_step
LEFT JOIN first_variation
    ON varied_step.entity_code = first_variation.entity_code
    AND varied_step.reference_year = first_variation.reference_year
    AND varied_step.sector_code = first_variation.sector_code
    AND varied_step.action_code = first_variation.action_code
    AND varied_step.indicator_code = first_variation.indicator_code
    AND varied_step.target_period = first_variation.target_period
    AND varied_step.decision_id = first_variation.decision_id
WHERE varied_step.telling_rank = 1
    AND (varied_step.revision_number > 0 OR first_variation.decision_id IS NOT NULL)
    AND (CAST($entity_code AS VARCHAR) IS NULL OR varied_step.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR varied_step.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR varied_step.sector_code = $sector_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR varied_step.action_code = $action_code)
ORDER BY
    varied_step.sector_code,
    varied_step.action_code,
    natural_order(varied_step.indicator_code),
    varied_step.target_period,
    is_original DESC,
    varied_step.decision_id
