-- One row per entity, year, period, level, node and scope: the achievement of every node by the method
-- in force and by each of the others, of how many indicators, leaving out what. Levels of the chain
-- (entity, direction, strategic_objective, operational_objective) are there for the whole entity and
-- for each sector (scope_sector_code), those of the organisation (sector, service) for the entity and
-- for each strategic direction (scope_direction_code), actions once. What has no code at a level hangs
-- on the next one above; the direction without a code holds what is linked to none. Mirror of
-- dashboard.domain.rollup: change both. One view, since the tally costs more to look up than to sum.
WITH tally AS MATERIALIZED (
    SELECT
        entity_code,
        reference_year,
        period,
        strategic_direction_code,
        strategic_direction_name,
        strategic_objective_code,
        strategic_objective_name,
        operational_objective_code,
        operational_objective_name,
        sector_code,
        sector_name,
        service_name,
        action_code,
        action_name,
        action_weight,
        method,
        achievement_pct,
        weighted_achievement_pct,
        achievement_pct_sum,
        min_achievement_pct,
        max_achievement_pct,
        weight_sum,
        empty_weight_count,
        counted_count,
        reported_count,
        missing_count,
        not_due_count,
        not_assessable_count,
        not_measurable_count,
        sterilised_count,
        eliminated_count,
        excluded_count,
        indicator_count,
        unexplained_count,
        first_counted_basis,
        last_counted_basis,
        stated_count,
        stated_achievement_pct_sum
    FROM indicator_tally
),

-- What an action carries up to the nodes above it, in each scope.
action_node AS MATERIALIZED (
    SELECT
        tally.entity_code,
        tally.reference_year,
        tally.period,
        CASE
            WHEN scope.scope_kind = 'sector' THEN tally.sector_code
        END AS scope_sector_code,
        CASE
            WHEN scope.scope_kind = 'direction' THEN tally.strategic_direction_code
        END AS scope_direction_code,
        tally.strategic_direction_code,
        tally.strategic_objective_code,
        tally.operational_objective_code,
        tally.sector_code,
        tally.service_name,
        tally.action_code,
        tally.achievement_pct,
        tally.action_weight AS weight,
        tally.achievement_pct_sum,
        tally.counted_count,
        tally.achievement_pct AS action_pct_sum,
        CASE WHEN tally.achievement_pct IS NULL THEN 0 ELSE 1 END AS action_count
    FROM tally
    CROSS JOIN (
        VALUES
            ('entity'),
            ('sector'),
            ('direction')
    ) AS scope (scope_kind)
    WHERE scope.scope_kind <> 'direction'
        OR tally.strategic_direction_code IS NOT NULL
),

operational_child AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM action_node
    WHERE scope_direction_code IS NULL
        AND operational_objective_code IS NOT NULL
),

operational_ruled AS (
    SELECT
        child.entity_code,
        child.reference_year,
        child.period,
        child.scope_sector_code,
        child.strategic_direction_code,
        child.strategic_objective_code,
        child.operational_objective_code,
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
    FROM operational_child AS child
    INNER JOIN level_rule
        ON child.entity_code = level_rule.entity_code
        AND child.reference_year = level_rule.reference_year
        AND level_rule.level = 'operational_objective'
    LEFT JOIN level_weight
        ON child.entity_code = level_weight.entity_code
        AND child.reference_year = level_weight.reference_year
        AND level_weight.level = 'operational_objective'
        AND child.operational_objective_code = level_weight.code
),

operational_node AS MATERIALIZED (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
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
    FROM operational_ruled
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code
),

strategic_child AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM operational_node
    WHERE strategic_objective_code IS NOT NULL

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM action_node
    WHERE scope_direction_code IS NULL
        AND operational_objective_code IS NULL
        AND strategic_objective_code IS NOT NULL
),

strategic_ruled AS (
    SELECT
        child.entity_code,
        child.reference_year,
        child.period,
        child.scope_sector_code,
        child.strategic_direction_code,
        child.strategic_objective_code,
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
    FROM strategic_child AS child
    INNER JOIN level_rule
        ON child.entity_code = level_rule.entity_code
        AND child.reference_year = level_rule.reference_year
        AND level_rule.level = 'strategic_objective'
    LEFT JOIN level_weight
        ON child.entity_code = level_weight.entity_code
        AND child.reference_year = level_weight.reference_year
        AND level_weight.level = 'strategic_objective'
        AND child.strategic_objective_code = level_weight.code
),

strategic_node AS MATERIALIZED (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code,
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
    FROM strategic_ruled
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        strategic_objective_code
),

direction_child AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM strategic_node

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM operational_node
    WHERE strategic_objective_code IS NULL

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM action_node
    WHERE scope_direction_code IS NULL
        AND operational_objective_code IS NULL
        AND strategic_objective_code IS NULL
),

direction_ruled AS (
    SELECT
        child.entity_code,
        child.reference_year,
        child.period,
        child.scope_sector_code,
        child.strategic_direction_code,
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
    FROM direction_child AS child
    INNER JOIN level_rule
        ON child.entity_code = level_rule.entity_code
        AND child.reference_year = level_rule.reference_year
        AND level_rule.level = 'direction'
    LEFT JOIN level_weight
        ON child.entity_code = level_weight.entity_code
        AND child.reference_year = level_weight.reference_year
        AND level_weight.level = 'direction'
        AND child.strategic_direction_code = level_weight.code
),

direction_node AS MATERIALIZED (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code,
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
    FROM direction_ruled
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        strategic_direction_code
),

-- What is linked to no direction takes part only in the means that look further down, or where no
-- direction has an achievement.
entity_child AS (
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
),

entity_node AS (
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
),

service_child AS (
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
),

service_node AS MATERIALIZED (
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
),

sector_child AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_direction_code,
        sector_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM service_node

    UNION ALL

    SELECT
        entity_code,
        reference_year,
        period,
        scope_direction_code,
        sector_code,
        achievement_pct,
        weight,
        achievement_pct_sum,
        counted_count,
        action_pct_sum,
        action_count
    FROM action_node
    WHERE scope_sector_code IS NULL
        AND service_name IS NULL
),

sector_ruled AS (
    SELECT
        child.entity_code,
        child.reference_year,
        child.period,
        child.scope_direction_code,
        child.sector_code,
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
    FROM sector_child AS child
    INNER JOIN level_rule
        ON child.entity_code = level_rule.entity_code
        AND child.reference_year = level_rule.reference_year
        AND level_rule.level = 'sector'
    LEFT JOIN level_weight
        ON child.entity_code = level_weight.entity_code
        AND child.reference_year = level_weight.reference_year
        AND level_weight.level = 'sector'
        AND child.sector_code = level_weight.code
),

sector_node AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_direction_code,
        sector_code,
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
    FROM sector_ruled
    GROUP BY
        entity_code,
        reference_year,
        period,
        scope_direction_code,
        sector_code
),

node AS (
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
),

-- How many indicators are below a node, and what became of them, whatever its method is.
scoped_tally AS (
    SELECT
        tally.entity_code,
        tally.reference_year,
        tally.period,
        CASE
            WHEN scope.scope_kind = 'sector' THEN tally.sector_code
        END AS scope_sector_code,
        CASE
            WHEN scope.scope_kind = 'direction' THEN tally.strategic_direction_code
        END AS scope_direction_code,
        tally.strategic_direction_code,
        tally.strategic_objective_code,
        tally.operational_objective_code,
        tally.sector_code,
        tally.service_name,
        tally.strategic_direction_name,
        tally.strategic_objective_name,
        tally.operational_objective_name,
        tally.sector_name,
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
        tally.first_counted_basis,
        tally.last_counted_basis
    FROM tally
    CROSS JOIN (
        VALUES
            ('entity'),
            ('sector'),
            ('direction')
    ) AS scope (scope_kind)
    WHERE scope.scope_kind <> 'direction'
        OR tally.strategic_direction_code IS NOT NULL
),

node_tally AS (
    SELECT
        entity_code,
        reference_year,
        period,
        scope_sector_code,
        scope_direction_code,
        CASE
            WHEN grouping(operational_objective_code) = 0 THEN 'operational_objective'
            WHEN grouping(strategic_objective_code) = 0 THEN 'strategic_objective'
            WHEN grouping(strategic_direction_code) = 0 THEN 'direction'
            WHEN grouping(service_name) = 0 THEN 'service'
            WHEN grouping(sector_code) = 0 THEN 'sector'
            ELSE 'entity'
        END AS level,
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        sector_code,
        service_name,
        max(strategic_direction_name) AS strategic_direction_name,
        max(strategic_objective_name) AS strategic_objective_name,
        max(operational_objective_name) AS operational_objective_name,
        max(sector_name) AS sector_name,
        sum(reported_count) AS reported_count,
        sum(missing_count) AS missing_count,
        sum(not_due_count) AS not_due_count,
        sum(not_assessable_count) AS not_assessable_count,
        sum(not_measurable_count) AS not_measurable_count,
        sum(sterilised_count) AS sterilised_count,
        sum(eliminated_count) AS eliminated_count,
        sum(excluded_count) AS excluded_count,
        sum(indicator_count) AS indicator_count,
        sum(unexplained_count) AS unexplained_count,
        sum(stated_count) AS stated_count,
        sum(stated_achievement_pct_sum) AS stated_achievement_pct_sum,
        min(first_counted_basis) AS first_counted_basis,
        max(last_counted_basis) AS last_counted_basis
    FROM scoped_tally
    GROUP BY
        GROUPING SETS (
            (entity_code, reference_year, period, scope_sector_code, scope_direction_code),
            (
                entity_code,
                reference_year,
                period,
                scope_sector_code,
                scope_direction_code,
                strategic_direction_code
            ),
            (
                entity_code,
                reference_year,
                period,
                scope_sector_code,
                scope_direction_code,
                strategic_direction_code,
                strategic_objective_code
            ),
            (
                entity_code,
                reference_year,
                period,
                scope_sector_code,
                scope_direction_code,
                strategic_direction_code,
                strategic_objective_code,
                operational_objective_code
            ),
            (
                entity_code,
                reference_year,
                period,
                scope_sector_code,
                scope_direction_code,
                sector_code
            ),
            (
                entity_code,
                reference_year,
                period,
                scope_sector_code,
                scope_direction_code,
                sector_code,
                service_name
            )
        )
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
FROM tally
INNER JOIN level_rule
    ON tally.entity_code = level_rule.entity_code
    AND tally.reference_year = level_rule.reference_year
    AND level_rule.level = 'action'
