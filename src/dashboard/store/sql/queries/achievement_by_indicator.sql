-- Achievement of each indicator, with the columns of aggregates. One row per entity, year, period and indicator.
WITH asked AS (
    SELECT
        'indicator' AS level,
        CAST($entity_code AS VARCHAR) AS entity_code,
        CAST($reference_year AS INTEGER) AS reference_year,
        CAST($period AS VARCHAR) AS period,
        CAST($sector_code AS VARCHAR) AS sector_code,
        CAST($strategic_direction_code AS VARCHAR) AS strategic_direction_code,
        CAST($tag AS VARCHAR) AS tag
),

leaf AS (
    SELECT
        asked.level,
        leaf_result.entity_code,
        leaf_result.reference_year,
        leaf_result.period,
        leaf_result.indicator_code AS code,
        leaf_result.indicator_name AS name,
        leaf_result.strategic_direction_code,
        leaf_result.strategic_objective_code,
        leaf_result.operational_objective_code,
        leaf_result.sector_code,
        leaf_result.service_name,
        leaf_result.action_code,
        leaf_result.achievement_pct,
        leaf_result.left_out_reason,
        CASE WHEN leaf_result.has_result THEN 1 ELSE 0 END AS reported_count,
        CASE
            WHEN leaf_result.needs_reason AND NOT leaf_result.has_reason THEN 1
            ELSE 0
        END AS unexplained_count,
        leaf_result.weight,
        leaf_result.achievement_basis
    FROM indicator_result AS leaf_result
    INNER JOIN asked
        ON (asked.entity_code IS NULL OR leaf_result.entity_code = asked.entity_code)
        AND (asked.reference_year IS NULL OR leaf_result.reference_year = asked.reference_year)
        AND (asked.period IS NULL OR leaf_result.period = asked.period)
        AND (asked.sector_code IS NULL OR leaf_result.sector_code = asked.sector_code)
        AND (
            asked.strategic_direction_code IS NULL
            OR leaf_result.strategic_direction_code = asked.strategic_direction_code
        )
        AND (
            asked.tag IS NULL
            OR EXISTS (
                SELECT 1
                FROM action_tag
                WHERE action_tag.entity_code = leaf_result.entity_code
                    AND action_tag.reference_year = leaf_result.reference_year
                    AND action_tag.sector_code = leaf_result.sector_code
                    AND action_tag.action_code = leaf_result.action_code
                    AND action_tag.tag = asked.tag
            )
        )
),

measured_node AS (
    SELECT
        level,
        entity_code,
        reference_year,
        period,
        code,
        name,
        CAST(NULL AS VARCHAR) AS tag_kind,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        sector_code,
        service_name,
        action_code,
        achievement_pct,
        CAST(NULL AS VARCHAR) AS method,
        CAST(NULL AS INTEGER) AS rounding_digits,
        CASE WHEN left_out_reason IS NULL THEN 1 ELSE 0 END AS counted_count,
        reported_count,
        CASE WHEN left_out_reason = 'missing' THEN 1 ELSE 0 END AS missing_count,
        CASE WHEN left_out_reason = 'not_due' THEN 1 ELSE 0 END AS not_due_count,
        CASE WHEN left_out_reason = 'not_assessable' THEN 1 ELSE 0 END AS not_assessable_count,
        CASE WHEN left_out_reason = 'not_measurable' THEN 1 ELSE 0 END AS not_measurable_count,
        CASE WHEN left_out_reason = 'sterilised' THEN 1 ELSE 0 END AS sterilised_count,
        CASE WHEN left_out_reason = 'eliminated' THEN 1 ELSE 0 END AS eliminated_count,
        CASE WHEN left_out_reason = 'excluded' THEN 1 ELSE 0 END AS excluded_count,
        0 AS not_linked_count,
        1 AS indicator_count,
        unexplained_count,
        CAST(NULL AS DOUBLE PRECISION) AS min_achievement_pct,
        CAST(NULL AS DOUBLE PRECISION) AS max_achievement_pct,
        weight,
        CAST(NULL AS DOUBLE PRECISION) AS weight_sum,
        0 AS empty_weight_count,
        achievement_basis
    FROM leaf
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
