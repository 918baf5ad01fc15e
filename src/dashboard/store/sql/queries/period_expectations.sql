-- What is expected by each period, from the anagrafica in force or else from the program. One row per entity, year and period.
SELECT
    entity_code,
    reference_year,
    period,
    expected_share_pct,
    partial_from_pct,
    is_default
FROM period_expectation
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
ORDER BY
    entity_code,
    reference_year DESC,
    CASE WHEN period = 'final' THEN 1 ELSE 0 END
