-- The entity's achievement by four honest methods. One row per entity, year, period and method; the headline is the mean of the strategic directions.
WITH direction_mean AS (
    SELECT
        entity_code,
        reference_year,
        period,
        strategic_direction_code,
        sum(achievement_pct_sum) / nullif(sum(counted_count), 0) AS achievement_pct,
        sum(achievement_pct_sum) AS achievement_pct_sum,
        sum(counted_count) AS counted_count,
        sum(stated_achievement_pct_sum) AS stated_achievement_pct_sum,
        sum(stated_count) AS stated_count,
        sum(indicator_count) AS indicator_count
    FROM indicator_tally
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
        AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR sector_code = $sector_code)
        AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR strategic_direction_code = $strategic_direction_code)
    GROUP BY
        entity_code,
        reference_year,
        period,
        strategic_direction_code
),

entity_mean AS (
    SELECT
        entity_code,
        reference_year,
        period,
        avg(achievement_pct)
            FILTER (WHERE strategic_direction_code IS NOT NULL) AS mean_of_directions,
        avg(round(achievement_pct))
            FILTER (WHERE strategic_direction_code IS NOT NULL) AS mean_of_rounded_directions,
        sum(achievement_pct_sum) / nullif(sum(counted_count), 0) AS mean_of_indicators,
        sum(stated_achievement_pct_sum) / nullif(sum(stated_count), 0) AS mean_of_all_indicators,
        coalesce(
            sum(counted_count) FILTER (WHERE strategic_direction_code IS NOT NULL), 0
        ) AS linked_counted_count,
        sum(counted_count) AS counted_count,
        sum(stated_count) AS stated_count,
        sum(indicator_count) AS indicator_count
    FROM direction_mean
    GROUP BY
        entity_code,
        reference_year,
        period
),

method AS (
    SELECT 1 AS method_rank, 'mean_of_directions' AS method
    UNION ALL
    SELECT 2 AS method_rank, 'mean_of_rounded_directions' AS method
    UNION ALL
    SELECT 3 AS method_rank, 'mean_of_indicators' AS method
    UNION ALL
    SELECT 4 AS method_rank, 'mean_of_all_indicators' AS method
),

counted_method AS (
    SELECT
        entity_mean.entity_code,
        entity_mean.reference_year,
        entity_mean.period,
        method.method_rank,
        method.method,
        CASE method.method
            WHEN 'mean_of_directions' THEN entity_mean.mean_of_directions
            WHEN 'mean_of_rounded_directions' THEN entity_mean.mean_of_rounded_directions
            WHEN 'mean_of_indicators' THEN entity_mean.mean_of_indicators
            ELSE entity_mean.mean_of_all_indicators
        END AS achievement_pct,
        CASE
            WHEN method.method_rank <= 2 THEN entity_mean.linked_counted_count
            WHEN method.method_rank = 3 THEN entity_mean.counted_count
            ELSE entity_mean.stated_count
        END AS counted_count,
        entity_mean.indicator_count,
        CASE
            WHEN entity_mean.mean_of_directions IS NOT NULL THEN 1
            ELSE 3
        END AS headline_rank
    FROM entity_mean
    CROSS JOIN method
)
SELECT
    entity_code,
    reference_year,
    period,
    method,
    achievement_pct,
    CAST(counted_count AS BIGINT) AS counted_count,
    CAST(indicator_count AS BIGINT) AS indicator_count,
    CAST(indicator_count - counted_count AS BIGINT) AS left_out_count,
    method_rank = headline_rank AS is_headline
FROM counted_method
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    method_rank
