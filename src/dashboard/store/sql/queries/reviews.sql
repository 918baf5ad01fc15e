-- Every statement of the Nucleo on a result, the newest first. One row per statement.
SELECT
    review_id,
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    review_kind,
    result_fingerprint,
    outcome,
    cause_class,
    note,
    assessment_id,
    stated_by,
    stated_role,
    stated_at
FROM review
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR action_code = $action_code)
ORDER BY review_id DESC
