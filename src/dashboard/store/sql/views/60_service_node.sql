-- One row per entity, year, period, service and scope: its achievement, from its actions. For the whole
-- entity and for each strategic direction.
WITH service_child AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_direction_code,
        sector_code,
        service_name,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM action_node
    WHERE scope_sector_code IS NULL
        AND service_name IS NOT NULL
),

service_ruled AS (
    SELECT
        child.entity_code,
        child.reference_year,
        child.period,
        child.scope_direction_code,
        child.sector_code,
        child.service_name,
        child.achievement_pct,
        child.weight,
        child.achievement_pct_sum,
        child.counted_count,
        child.action_pct_sum,
        child.action_count,
        rounded_number(
            child.achievement_pct, level_rule.rounding_digits, level_rule.rounding_direction
        ) AS rounded_pct,
        level_rule.method,
        level_weight.weight AS own_weight
    FROM service_child AS child
    INNER JOIN level_rule
        ON child.entity_code = level_rule.entity_code
        AND child.reference_year = level_rule.reference_year
        AND level_rule.level = 'service'
    LEFT JOIN level_weight
        ON child.entity_code = level_weight.entity_code
        AND child.reference_year = level_weight.reference_year
        AND level_weight.level = 'service'
        AND child.service_name = level_weight.code
)
SELECT
    entity_code,
    reference_year,
    period,
    scope_direction_code,
    sector_code,
    service_name,
    max(method) AS method,
    rolled_up_pct(
        method, rounded_pct, weight, achievement_pct_sum, counted_count, action_pct_sum, action_count
    ) AS achievement_pct,
    avg(achievement_pct) AS mean_of_children_pct,
    weighted_mean_pct(achievement_pct, weight) AS weighted_mean_pct,
    min(achievement_pct) AS min_achievement_pct,
    max(achievement_pct) AS max_achievement_pct,
    max(own_weight) AS weight,
    sum(weight) AS weight_sum,
    count(*) FILTER (WHERE weight IS NULL) AS empty_weight_count,
    sum(achievement_pct_sum) AS achievement_pct_sum,
    sum(counted_count) AS counted_count,
    sum(action_pct_sum) AS action_pct_sum,
    sum(action_count) AS action_count
FROM service_ruled
GROUP BY
    entity_code,
    reference_year,
    period,
    scope_direction_code,
    sector_code,
    service_name
