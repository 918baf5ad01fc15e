-- One row per entity, year, period, level, node and scope: the achievement of every node by the method
-- in force and by each of the others, of how many indicators, leaving out what. Levels of the chain
-- (entity, direction, strategic_objective, operational_objective) are there for the whole entity and
-- for each sector (scope_sector_code), those of the organisation (sector, service) for the entity and
-- for each strategic direction (scope_direction_code), actions once. What has no code at a level hangs
-- on the next one above; the direction without a code holds what is linked to none.
WITH node AS (
    SELECT
        'entity' AS level,
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        CAST(NULL AS VARCHAR) AS scope_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        CAST(NULL AS VARCHAR) AS sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        CAST(NULL AS DOUBLE PRECISION) AS weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        linked_counted_count,
        action_pct_sum,
        action_count
    FROM entity_node

    UNION ALL

    SELECT
        'direction' AS level,
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        CAST(NULL AS VARCHAR) AS scope_direction_code,
        strategic_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        CAST(NULL AS VARCHAR) AS sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        counted_count AS linked_counted_count,
        action_pct_sum,
        action_count
    FROM direction_node

    UNION ALL

    SELECT
        'strategic_objective' AS level,
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        CAST(NULL AS VARCHAR) AS scope_direction_code,
        strategic_direction_code,
        strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        CAST(NULL AS VARCHAR) AS sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        counted_count AS linked_counted_count,
        action_pct_sum,
        action_count
    FROM strategic_node

    UNION ALL

    SELECT
        'operational_objective' AS level,
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        CAST(NULL AS VARCHAR) AS scope_direction_code,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        CAST(NULL AS VARCHAR) AS sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        counted_count AS linked_counted_count,
        action_pct_sum,
        action_count
    FROM operational_node

    UNION ALL

    SELECT
        'sector' AS level,
        entity_code,
        reference_year,
        period,
        CAST(NULL AS VARCHAR) AS scope_sector_code,
        scope_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        sector_code,
        CAST(NULL AS VARCHAR) AS service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        counted_count AS linked_counted_count,
        action_pct_sum,
        action_count
    FROM sector_node

    UNION ALL

    SELECT
        'service' AS level,
        entity_code,
        reference_year,
        period,
        CAST(NULL AS VARCHAR) AS scope_sector_code,
        scope_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_direction_code,
        CAST(NULL AS VARCHAR) AS strategic_objective_code,
        CAST(NULL AS VARCHAR) AS operational_objective_code,
        sector_code,
        service_name,
        method,
        achievement_pct,
        mean_of_children_pct,
        weighted_mean_pct,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_pct_sum,
        counted_count,
        counted_count AS linked_counted_count,
        action_pct_sum,
        action_count
    FROM service_node
)
SELECT
    node.level,
    node.entity_code,
    node.reference_year,
    node.period,
    node.scope_sector_code,
    node.scope_direction_code,
    node.strategic_direction_code,
    CASE WHEN node.strategic_direction_code IS NOT NULL THEN node_tally.strategic_direction_name END AS strategic_direction_name,
    node.strategic_objective_code,
    CASE WHEN node.strategic_objective_code IS NOT NULL THEN node_tally.strategic_objective_name END AS strategic_objective_name,
    node.operational_objective_code,
    CASE WHEN node.operational_objective_code IS NOT NULL THEN node_tally.operational_objective_name END AS operational_objective_name,
    coalesce(node.scope_sector_code, node.sector_code) AS sector_code,
    CASE
        WHEN coalesce(node.scope_sector_code, node.sector_code) IS NOT NULL
            THEN node_tally.sector_name
    END AS sector_name,
    node.service_name,
    CAST(NULL AS VARCHAR) AS action_code,
    CAST(NULL AS VARCHAR) AS action_name,
    node.method,
    CASE
        WHEN node.method IN ('mean_of_children', 'weighted_mean') THEN level_rule.rounding_digits
    END AS rounding_digits,
    node.achievement_pct,
    node.mean_of_children_pct,
    node.weighted_mean_pct,
    node.achievement_pct_sum / nullif(node.counted_count, 0) AS mean_of_indicators_pct,
    node.action_pct_sum / nullif(node.action_count, 0) AS mean_of_actions_pct,
    node.achievement_pct_sum,
    node.action_pct_sum,
    CAST(node.action_count AS BIGINT) AS action_count,
    node.min_achievement_pct,
    node.max_achievement_pct,
    node.weight,
    node.weight_sum,
    CAST(node.empty_weight_count AS BIGINT) AS empty_weight_count,
    CAST(node.counted_count AS BIGINT) AS counted_count,
    CAST(node.linked_counted_count AS BIGINT) AS linked_counted_count,
    CAST(node_tally.reported_count AS BIGINT) AS reported_count,
    CAST(node_tally.missing_count AS BIGINT) AS missing_count,
    CAST(node_tally.not_due_count AS BIGINT) AS not_due_count,
    CAST(node_tally.not_assessable_count AS BIGINT) AS not_assessable_count,
    CAST(node_tally.not_measurable_count AS BIGINT) AS not_measurable_count,
    CAST(node_tally.sterilised_count AS BIGINT) AS sterilised_count,
    CAST(node_tally.eliminated_count AS BIGINT) AS eliminated_count,
    CAST(node_tally.excluded_count AS BIGINT) AS excluded_count,
    CAST(node_tally.indicator_count AS BIGINT) AS indicator_count,
    CAST(node_tally.unexplained_count AS BIGINT) AS unexplained_count,
    CAST(node_tally.stated_count AS BIGINT) AS stated_count,
    node_tally.stated_achievement_pct_sum,
    CASE
        WHEN node_tally.first_counted_basis <> node_tally.last_counted_basis THEN 'mixed'
        ELSE coalesce(node_tally.first_counted_basis, 'measured')
    END AS achievement_basis
FROM node
INNER JOIN node_tally
    ON node.level = node_tally.level
    AND node.entity_code = node_tally.entity_code
    AND node.reference_year = node_tally.reference_year
    AND node.period = node_tally.period
    AND node.scope_sector_code IS NOT DISTINCT FROM node_tally.scope_sector_code
    AND node.scope_direction_code IS NOT DISTINCT FROM node_tally.scope_direction_code
    AND node.strategic_direction_code IS NOT DISTINCT FROM node_tally.strategic_direction_code
    AND node.strategic_objective_code IS NOT DISTINCT FROM node_tally.strategic_objective_code
    AND node.operational_objective_code IS NOT DISTINCT FROM node_tally.operational_objective_code
    AND node.sector_code IS NOT DISTINCT FROM node_tally.sector_code
    AND node.service_name IS NOT DISTINCT FROM node_tally.service_name
INNER JOIN level_rule
    ON node.entity_code = level_rule.entity_code
    AND node.reference_year = level_rule.reference_year
    AND node.level = level_rule.level

UNION ALL

SELECT
    'action' AS level,
    tally.entity_code,
    tally.reference_year,
    tally.period,
    CAST(NULL AS VARCHAR) AS scope_sector_code,
    CAST(NULL AS VARCHAR) AS scope_direction_code,
    tally.strategic_direction_code,
    tally.strategic_direction_name,
    tally.strategic_objective_code,
    tally.strategic_objective_name,
    tally.operational_objective_code,
    tally.operational_objective_name,
    tally.sector_code,
    tally.sector_name,
    tally.service_name,
    tally.action_code,
    tally.action_name,
    tally.method,
    CASE
        WHEN tally.method IN ('mean_of_children', 'weighted_mean')
            THEN level_rule.rounding_digits
    END AS rounding_digits,
    tally.achievement_pct,
    tally.achievement_pct_sum / nullif(tally.counted_count, 0) AS mean_of_children_pct,
    tally.weighted_achievement_pct AS weighted_mean_pct,
    tally.achievement_pct_sum / nullif(tally.counted_count, 0) AS mean_of_indicators_pct,
    tally.achievement_pct_sum / nullif(tally.counted_count, 0) AS mean_of_actions_pct,
    tally.achievement_pct_sum,
    tally.achievement_pct AS action_pct_sum,
    CASE WHEN tally.achievement_pct IS NULL THEN 0 ELSE 1 END AS action_count,
    tally.min_achievement_pct,
    tally.max_achievement_pct,
    tally.action_weight AS weight,
    tally.weight_sum,
    tally.empty_weight_count,
    tally.counted_count,
    tally.counted_count AS linked_counted_count,
    tally.reported_count,
    tally.missing_count,
    tally.not_due_count,
    tally.not_assessable_count,
    tally.not_measurable_count,
    tally.sterilised_count,
    tally.eliminated_count,
    tally.excluded_count,
    tally.indicator_count,
    tally.unexplained_count,
    tally.stated_count,
    tally.stated_achievement_pct_sum,
    CASE
        WHEN tally.first_counted_basis <> tally.last_counted_basis THEN 'mixed'
        ELSE coalesce(tally.first_counted_basis, 'measured')
    END AS achievement_basis
FROM indicator_tally AS tally
INNER JOIN level_rule
    ON tally.entity_code = level_rule.entity_code
    AND tally.reference_year = level_rule.reference_year
    AND level_rule.level = 'action'
