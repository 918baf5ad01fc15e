-- Achievement of what carries each label, by the mean of its indicators or by $method. One row per entity, year, period, kind of tag and tag.
WITH asked AS (
    SELECT
        'tag' AS level,
        CAST($method AS VARCHAR) AS method,
        CAST($entity_code AS VARCHAR) AS entity_code,
        CAST($reference_year AS INTEGER) AS reference_year,
        CAST($period AS VARCHAR) AS period,
        CAST($sector_code AS VARCHAR) AS sector_code,
        CAST($strategic_direction_code AS VARCHAR) AS strategic_direction_code,
        CAST($tag AS VARCHAR) AS tag
),

-- A tag has no method of its own: it is the mean of the indicators that carry it.
tag_node AS (
    SELECT
        asked.level,
        tally.entity_code,
        tally.reference_year,
        tally.period,
        action_tag.tag AS code,
        action_tag.tag AS name,
        action_tag.tag_kind,
        coalesce(asked.method, 'mean_of_indicators') AS method,
        avg(tally.achievement_pct) AS mean_of_children_pct,
        weighted_mean_pct(tally.achievement_pct, tally.action_weight) AS weighted_mean_pct,
        sum(tally.achievement_pct_sum) / nullif(sum(tally.counted_count), 0)
            AS mean_of_indicators_pct,
        min(tally.achievement_pct) AS min_achievement_pct,
        max(tally.achievement_pct) AS max_achievement_pct,
        sum(tally.counted_count) AS counted_count,
        sum(tally.reported_count) AS reported_count,
        sum(tally.missing_count) AS missing_count,
        sum(tally.not_due_count) AS not_due_count,
        sum(tally.not_assessable_count) AS not_assessable_count,
        sum(tally.not_measurable_count) AS not_measurable_count,
        sum(tally.sterilised_count) AS sterilised_count,
        sum(tally.eliminated_count) AS eliminated_count,
        sum(tally.excluded_count) AS excluded_count,
        sum(tally.indicator_count) AS indicator_count,
        sum(tally.unexplained_count) AS unexplained_count,
        sum(tally.action_weight) AS weight_sum,
        count(*) FILTER (WHERE tally.action_weight IS NULL) AS empty_weight_count,
        CASE
            WHEN min(tally.first_counted_basis) <> max(tally.last_counted_basis) THEN 'mixed'
            ELSE coalesce(min(tally.first_counted_basis), 'measured')
        END AS achievement_basis
    FROM indicator_tally AS tally
    INNER JOIN asked
        ON (asked.entity_code IS NULL OR tally.entity_code = asked.entity_code)
        AND (asked.reference_year IS NULL OR tally.reference_year = asked.reference_year)
        AND (asked.period IS NULL OR tally.period = asked.period)
        AND (asked.sector_code IS NULL OR tally.sector_code = asked.sector_code)
        AND (
            asked.strategic_direction_code IS NULL
            OR tally.strategic_direction_code = asked.strategic_direction_code
        )
    INNER JOIN action_tag
        ON tally.entity_code = action_tag.entity_code
        AND tally.reference_year = action_tag.reference_year
        AND tally.sector_code = action_tag.sector_code
        AND tally.action_code = action_tag.action_code
        AND (asked.tag IS NULL OR action_tag.tag = asked.tag)
    GROUP BY
        asked.level,
        asked.method,
        tally.entity_code,
        tally.reference_year,
        tally.period,
        action_tag.tag_kind,
        action_tag.tag
),

measured_node AS (
    SELECT
        level,
        entity_code,
        reference_year,
        period,
        code,
        name,
        tag_kind,
        CAST(NULL AS VARCHAR) AS strategic_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        CAST(NULL AS VARCHAR) AS sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        CAST(NULL AS VARCHAR) AS action_code,
        CASE method
            WHEN 'weighted_mean' THEN weighted_mean_pct
            WHEN 'mean_of_indicators' THEN mean_of_indicators_pct
            ELSE mean_of_children_pct
        END AS achievement_pct,
        method,
        CAST(NULL AS INTEGER) AS rounding_digits,
        counted_count,
        reported_count,
        missing_count,
        not_due_count,
        not_assessable_count,
        not_measurable_count,
        sterilised_count,
        eliminated_count,
        excluded_count,
        0 AS not_linked_count,
        indicator_count,
        unexplained_count,
        min_achievement_pct,
        max_achievement_pct,
        CAST(NULL AS DOUBLE PRECISION) AS weight,
        weight_sum,
        empty_weight_count,
        achievement_basis
    FROM tag_node
)
SELECT
    level,
    entity_code,
    reference_year,
    period,
    code,
    name,
    tag_kind,
    strategic_direction_code,
    strategic_objective_code,
    operational_objective_code,
    sector_code,
    service_name,
    action_code,
    achievement_pct,
    method,
    rounding_digits,
    CAST(counted_count AS BIGINT) AS counted_count,
    CAST(reported_count AS BIGINT) AS reported_count,
    CAST(indicator_count AS BIGINT) AS indicator_count,
    100.0 * reported_count / nullif(indicator_count, 0) AS coverage_pct,
    CAST(missing_count AS BIGINT) AS missing_count,
    CAST(not_due_count AS BIGINT) AS not_due_count,
    CAST(not_assessable_count AS BIGINT) AS not_assessable_count,
    CAST(not_measurable_count AS BIGINT) AS not_measurable_count,
    CAST(sterilised_count AS BIGINT) AS sterilised_count,
    CAST(eliminated_count AS BIGINT) AS eliminated_count,
    CAST(excluded_count AS BIGINT) AS excluded_count,
    CAST(not_linked_count AS BIGINT) AS not_linked_count,
    CAST(unexplained_count AS BIGINT) AS unexplained_count,
    min_achievement_pct,
    max_achievement_pct,
    weight,
    weight_sum,
    CAST(empty_weight_count AS BIGINT) AS empty_weight_count,
    achievement_basis
FROM measured_node
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    tag_kind,
    natural_order(strategic_direction_code),
    natural_order(strategic_objective_code),
    natural_order(operational_objective_code),
    natural_order(sector_code),
    natural_order(service_name),
    natural_order(action_code),
    natural_order(code)
