-- One row per entity, year, period and scope: the achievement of the entity, or of a sector along the
-- chain. What is linked to no direction takes part only in the means that look further down, or where
-- no direction has an achievement.
WITH entity_child AS (
    SELECT
        direction_node.entity_code,
        direction_node.reference_year,
        direction_node.period,
        direction_node.scope_sector_code,
        direction_node.strategic_direction_code IS NOT NULL AS is_linked,
        direction_node.achievement_pct,
        rounded_number(
            direction_node.achievement_pct,
            level_rule.rounding_digits,
            level_rule.rounding_direction
        ) AS rounded_pct,
        direction_node.weight,
        direction_node.achievement_pct_sum,
        direction_node.counted_count,
        direction_node.action_pct_sum,
        direction_node.action_count,
        direction_node.min_achievement_pct,
        direction_node.max_achievement_pct,
        direction_node.weight_sum,
        direction_node.empty_weight_count,
        level_rule.method
    FROM direction_node
    INNER JOIN level_rule
        ON direction_node.entity_code = level_rule.entity_code
        AND direction_node.reference_year = level_rule.reference_year
        AND level_rule.level = 'entity'
),

entity_mean AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        max(method) AS stated_method,
        rolled_up_pct(
            method,
            CASE WHEN is_linked THEN rounded_pct END,
            CASE WHEN is_linked THEN weight END,
            achievement_pct_sum,
            counted_count,
            action_pct_sum,
            action_count
        ) AS stated_pct,
        avg(achievement_pct) FILTER (WHERE is_linked) AS mean_of_children_pct,
        weighted_mean_pct(
            CASE WHEN is_linked THEN achievement_pct END, CASE WHEN is_linked THEN weight END
        ) AS weighted_mean_pct,
        coalesce(
            min(achievement_pct) FILTER (WHERE is_linked), min(min_achievement_pct)
        ) AS min_achievement_pct,
        coalesce(
            max(achievement_pct) FILTER (WHERE is_linked), max(max_achievement_pct)
        ) AS max_achievement_pct,
        CASE
            WHEN bool_or(is_linked) THEN sum(weight) FILTER (WHERE is_linked)
            ELSE max(weight_sum)
        END AS weight_sum,
        CASE
            WHEN bool_or(is_linked) THEN count(*) FILTER (WHERE is_linked AND weight IS NULL)
            ELSE max(empty_weight_count)
        END AS empty_weight_count,
        sum(achievement_pct_sum) AS achievement_pct_sum,
        sum(counted_count) AS counted_count,
        coalesce(sum(counted_count) FILTER (WHERE is_linked), 0) AS linked_counted_count,
        sum(action_pct_sum) AS action_pct_sum,
        sum(action_count) AS action_count
    FROM entity_child
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_sector_code
)
SELECT
    entity_code,
    reference_year,
    period,
    scope_sector_code,
    CASE
        WHEN mean_of_children_pct IS NULL AND counted_count > 0
            AND stated_method IN ('mean_of_children', 'weighted_mean') THEN 'mean_of_indicators'
        ELSE stated_method
    END AS method,
    coalesce(stated_pct, achievement_pct_sum / nullif(counted_count, 0)) AS achievement_pct,
    mean_of_children_pct,
    weighted_mean_pct,
    min_achievement_pct,
    max_achievement_pct,
    weight_sum,
    empty_weight_count,
    achievement_pct_sum,
    counted_count,
    linked_counted_count,
    action_pct_sum,
    action_count
FROM entity_mean
