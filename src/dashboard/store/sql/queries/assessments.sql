-- Every statement on a result beside what was measured, the newest first: states and steps of overrides. One row per statement.
SELECT
    assessment_id,
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    assessment_kind,
    pct,
    reason,
    deed_number,
    deed_date,
    stated_by,
    stated_role,
    stated_at
FROM assessment
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR action_code = $action_code)
ORDER BY assessment_id DESC
