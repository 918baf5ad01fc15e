-- The entity's achievement by every honest method, with what each leaves out. One row per entity, year, period and method; the headline is the one in force.
-- With $every_scope also one for each sector (scope_sector_code), strategic direction (scope_direction_code) and both, as $sector_code and $strategic_direction_code give them by themselves.
WITH scope AS (
    SELECT FALSE AS is_of_direction

    UNION ALL

    SELECT TRUE AS is_of_direction
    WHERE CAST($every_scope AS BOOLEAN)
),

direction AS (
    SELECT
        node.entity_code,
        node.reference_year,
        node.period,
        node.scope_sector_code,
        CASE
            WHEN scope.is_of_direction THEN node.strategic_direction_code
            ELSE CAST($strategic_direction_code AS VARCHAR)
        END AS scope_direction_code,
        node.strategic_direction_code IS NOT NULL AS is_linked,
        node.achievement_pct,
        rounded_number(
            node.achievement_pct,
            coalesce(level_rule.rounding_digits, 0),
            level_rule.rounding_direction
        ) AS rounded_pct,
        node.weight,
        node.achievement_pct_sum,
        node.counted_count,
        node.action_pct_sum,
        node.action_count,
        node.stated_achievement_pct_sum,
        node.stated_count,
        node.reported_count,
        node.missing_count,
        node.not_due_count,
        node.not_assessable_count,
        node.not_measurable_count,
        node.sterilised_count,
        node.eliminated_count,
        node.excluded_count,
        node.indicator_count,
        level_rule.method,
        level_rule.rounding_digits
    FROM achievement_node AS node
    INNER JOIN level_rule
        ON node.entity_code = level_rule.entity_code
        AND node.reference_year = level_rule.reference_year
        AND level_rule.level = 'entity'
    CROSS JOIN scope
    WHERE node.level = 'direction'
        AND (CAST($entity_code AS VARCHAR) IS NULL OR node.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR node.reference_year = $reference_year)
        AND (CAST($period AS VARCHAR) IS NULL OR node.period = $period)
        AND (
            CAST($every_scope AS BOOLEAN)
            OR node.scope_sector_code IS NOT DISTINCT FROM CAST($sector_code AS VARCHAR)
        )
        AND (
            CAST($strategic_direction_code AS VARCHAR) IS NULL
            OR node.strategic_direction_code = $strategic_direction_code
        )
        AND (NOT scope.is_of_direction OR node.strategic_direction_code IS NOT NULL)
),

entity_mean AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        scope_direction_code,
        avg(achievement_pct) FILTER (WHERE is_linked) AS mean_of_directions,
        avg(rounded_pct) FILTER (WHERE is_linked) AS mean_of_rounded_directions,
        weighted_mean_pct(
            CASE
                WHEN is_linked AND method = 'weighted_mean' AND rounding_digits IS NOT NULL
                    THEN rounded_pct
                WHEN is_linked THEN achievement_pct
            END,
            CASE WHEN is_linked THEN weight END
        ) AS weighted_mean_of_directions,
        sum(action_pct_sum) / nullif(sum(action_count), 0) AS mean_of_actions,
        sum(achievement_pct_sum) / nullif(sum(counted_count), 0) AS mean_of_indicators,
        sum(stated_achievement_pct_sum) / nullif(sum(stated_count), 0) AS mean_of_all_indicators,
        coalesce(sum(counted_count) FILTER (WHERE is_linked), 0) AS linked_counted_count,
        sum(counted_count) AS counted_count,
        sum(stated_count) AS stated_count,
        sum(reported_count) AS reported_count,
        sum(missing_count) AS missing_count,
        sum(not_due_count) AS not_due_count,
        sum(not_assessable_count) AS not_assessable_count,
        sum(not_measurable_count) AS not_measurable_count,
        sum(sterilised_count) AS sterilised_count,
        sum(eliminated_count) AS eliminated_count,
        sum(excluded_count) AS excluded_count,
        sum(indicator_count) AS indicator_count,
        min(achievement_pct) FILTER (WHERE is_linked) AS min_achievement_pct,
        max(achievement_pct) FILTER (WHERE is_linked) AS max_achievement_pct,
        max(rounding_digits) AS rounding_digits,
        CASE
            WHEN max(method) = 'mean_of_indicators' THEN 'mean_of_indicators'
            WHEN max(method) = 'mean_of_actions' THEN 'mean_of_actions'
            WHEN count(achievement_pct) FILTER (WHERE is_linked) = 0 THEN 'mean_of_indicators'
            WHEN max(method) = 'weighted_mean' THEN 'weighted_mean_of_directions'
            WHEN max(rounding_digits) IS NOT NULL THEN 'mean_of_rounded_directions'
            ELSE 'mean_of_directions'
        END AS headline_method,
        bool_or(is_linked AND weight IS NOT NULL) AS has_weights
    FROM direction
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        scope_direction_code
),

counted_method AS (
    SELECT
        entity_mean.entity_code,
        entity_mean.reference_year,
        entity_mean.period,
        entity_mean.scope_sector_code,
        entity_mean.scope_direction_code,
        method.method_rank,
        method.method,
        CASE method.method
            WHEN 'mean_of_directions' THEN entity_mean.mean_of_directions
            WHEN 'mean_of_rounded_directions' THEN entity_mean.mean_of_rounded_directions
            WHEN 'weighted_mean_of_directions' THEN entity_mean.weighted_mean_of_directions
            WHEN 'mean_of_actions' THEN entity_mean.mean_of_actions
            WHEN 'mean_of_indicators' THEN entity_mean.mean_of_indicators
            ELSE entity_mean.mean_of_all_indicators
        END AS achievement_pct,
        CASE method.method
            WHEN 'mean_of_all_indicators' THEN entity_mean.stated_count
            WHEN 'mean_of_indicators' THEN entity_mean.counted_count
            WHEN 'mean_of_actions' THEN entity_mean.counted_count
            ELSE entity_mean.linked_counted_count
        END AS counted_count,
        CASE
            WHEN method.method = 'mean_of_rounded_directions'
                THEN coalesce(entity_mean.rounding_digits, 0)
            WHEN method.method = 'weighted_mean_of_directions'
                AND entity_mean.headline_method = method.method THEN entity_mean.rounding_digits
        END AS rounding_digits,
        CASE
            WHEN method.method LIKE '%directions'
                THEN entity_mean.counted_count - entity_mean.linked_counted_count
            ELSE 0
        END AS not_linked_count,
        entity_mean.reported_count,
        entity_mean.missing_count,
        entity_mean.not_due_count,
        entity_mean.not_assessable_count,
        entity_mean.not_measurable_count,
        entity_mean.sterilised_count,
        entity_mean.eliminated_count,
        entity_mean.excluded_count,
        entity_mean.indicator_count,
        entity_mean.min_achievement_pct,
        entity_mean.max_achievement_pct,
        method.method = entity_mean.headline_method AS is_headline
    FROM entity_mean
    CROSS JOIN (
        VALUES
            (1, 'mean_of_directions'),
            (2, 'mean_of_rounded_directions'),
            (3, 'weighted_mean_of_directions'),
            (4, 'mean_of_actions'),
            (5, 'mean_of_indicators'),
            (6, 'mean_of_all_indicators')
    ) AS method (method_rank, method)
    WHERE method.method <> 'weighted_mean_of_directions'
        OR entity_mean.has_weights
        OR entity_mean.headline_method = 'weighted_mean_of_directions'
)
SELECT
    entity_code,
    reference_year,
    period,
    scope_sector_code,
    scope_direction_code,
    method,
    rounding_digits,
    achievement_pct,
    min_achievement_pct,
    max_achievement_pct,
    CAST(counted_count AS BIGINT) AS counted_count,
    CAST(reported_count AS BIGINT) AS reported_count,
    CAST(indicator_count AS BIGINT) AS indicator_count,
    100.0 * reported_count / nullif(indicator_count, 0) AS coverage_pct,
    CAST(indicator_count - counted_count AS BIGINT) AS left_out_count,
    CAST(missing_count AS BIGINT) AS missing_count,
    CAST(not_due_count AS BIGINT) AS not_due_count,
    CAST(not_assessable_count AS BIGINT) AS not_assessable_count,
    CAST(not_measurable_count AS BIGINT) AS not_measurable_count,
    CAST(sterilised_count AS BIGINT) AS sterilised_count,
    CAST(eliminated_count AS BIGINT) AS eliminated_count,
    CAST(excluded_count AS BIGINT) AS excluded_count,
    CAST(not_linked_count AS BIGINT) AS not_linked_count,
    is_headline
FROM counted_method
ORDER BY
    entity_code,
    reference_year DESC,
    period,
    natural_order(scope_sector_code),
    natural_order(scope_direction_code),
    method_rank
