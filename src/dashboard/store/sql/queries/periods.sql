-- The years and periods that there is something to see of, newest first. One row per entity, year and period.
SELECT
    year_period.entity_code,
    year_period.reference_year,
    year_period.period,
    CAST(coalesce(sum(tally.indicator_count), 0) AS BIGINT) AS indicator_count,
    CAST(coalesce(sum(tally.reported_count), 0) AS BIGINT) AS result_count
FROM year_period
LEFT JOIN indicator_tally AS tally
    ON year_period.entity_code = tally.entity_code
    AND year_period.reference_year = tally.reference_year
    AND year_period.period = tally.period
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR year_period.entity_code = $entity_code)
GROUP BY
    year_period.entity_code,
    year_period.reference_year,
    year_period.period
ORDER BY
    year_period.entity_code,
    year_period.reference_year DESC,
    CASE WHEN year_period.period = 'final' THEN 0 ELSE 1 END
