-- Which sectors have handed in which report. One row per entity, year, period and sector that has a plan or a report for the year.
-- With $every_scope also of each strategic direction (scope_direction_code), as $strategic_direction_code gives it by itself.
WITH scope AS (
    SELECT FALSE AS is_of_direction

    UNION ALL

    SELECT TRUE AS is_of_direction
    WHERE CAST($every_scope AS BOOLEAN)
),

scoped_tally AS (
    SELECT
        tally.entity_code,
        tally.reference_year,
        tally.period,
        tally.sector_code,
        tally.sector_name,
        tally.indicator_count,
        tally.reported_count,
        CASE
            WHEN scope.is_of_direction THEN tally.strategic_direction_code
            ELSE CAST($strategic_direction_code AS VARCHAR)
        END AS scope_direction_code
    FROM indicator_tally AS tally
    CROSS JOIN scope
    WHERE (CAST($strategic_direction_code AS VARCHAR) IS NULL OR tally.strategic_direction_code = $strategic_direction_code)
        AND (NOT scope.is_of_direction OR tally.strategic_direction_code IS NOT NULL)
),

expected_report AS (
    SELECT
        entity_code,
        reference_year,
        period,
        sector_code,
        sector_name,
        scope_direction_code,
        sum(indicator_count) AS indicator_count,
        sum(reported_count) AS reported_count
    FROM scoped_tally
    GROUP BY
        entity_code,
        reference_year,
        period,
        sector_code,
        sector_name,
        scope_direction_code
),

delivered_report AS (
    SELECT
        current_document.entity_code,
        current_document.reference_year,
        current_document.period,
        result.sector_code,
        max(current_document.upload_id) AS upload_id
    FROM current_document
    INNER JOIN result
        ON current_document.document_id = result.document_id
    WHERE current_document.document_kind IN ('intermediate_report', 'final_report')
    GROUP BY
        current_document.entity_code,
        current_document.reference_year,
        current_document.period,
        result.sector_code
),

issue_tally AS (
    SELECT
        upload_id,
        count(*) AS issue_count
    FROM issue
    WHERE severity <> 'info'
    GROUP BY upload_id
)
SELECT
    expected_report.entity_code,
    expected_report.reference_year,
    expected_report.sector_code,
    expected_report.sector_name,
    expected_report.period,
    expected_report.scope_direction_code,
    delivered_report.upload_id IS NOT NULL AS is_delivered,
    upload.uploaded_at AS delivered_at,
    upload.file_name,
    delivered_report.upload_id,
    CAST(expected_report.indicator_count AS BIGINT) AS indicator_count,
    CAST(expected_report.reported_count AS BIGINT) AS reported_count,
    coalesce(issue_tally.issue_count, 0) AS issue_count
FROM expected_report
LEFT JOIN delivered_report
    ON expected_report.entity_code = delivered_report.entity_code
    AND expected_report.reference_year = delivered_report.reference_year
    AND expected_report.period = delivered_report.period
    AND expected_report.sector_code = delivered_report.sector_code
LEFT JOIN upload
    ON delivered_report.upload_id = upload.upload_id
LEFT JOIN issue_tally
    ON delivered_report.upload_id = issue_tally.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR expected_report.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR expected_report.reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR expected_report.period = $period)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR expected_report.sector_code = $sector_code)
ORDER BY
    expected_report.entity_code,
    expected_report.reference_year DESC,
    expected_report.period,
    natural_order(expected_report.sector_code)
