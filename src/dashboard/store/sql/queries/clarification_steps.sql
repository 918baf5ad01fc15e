-- Every step of a request for clarification that was stated here, the newest first. One row per step.
SELECT
    clarification_id,
    entity_code,
    clarification_number,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    step,
    text,
    due_date,
    stated_by,
    stated_role,
    stated_at
FROM clarification
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
ORDER BY clarification_id DESC
