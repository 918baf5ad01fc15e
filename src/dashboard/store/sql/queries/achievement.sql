-- Achievement at one level, by the method in force or by $method. One row per entity, year, period and node of $level: entity (as without it), direction, strategic_objective, operational_objective, sector, service or action.
-- $method takes the place of the level's own method, and rounds nothing. $tag restricts actions; of
-- the levels above nothing is known by tag, so that they then give no rows. The levels indicator and
-- tag are asked of queries of their own with the same columns (dashboard.store.queries).
WITH asked AS (
    SELECT
        coalesce(CAST($level AS VARCHAR), 'entity') AS level,
        CAST($method AS VARCHAR) AS method,
        CAST($entity_code AS VARCHAR) AS entity_code,
        CAST($reference_year AS INTEGER) AS reference_year,
        CAST($period AS VARCHAR) AS period,
        CAST($sector_code AS VARCHAR) AS sector_code,
        CAST($strategic_direction_code AS VARCHAR) AS strategic_direction_code,
        CAST($tag AS VARCHAR) AS tag
),

-- What an entity reached in one direction is what the direction reached.
chosen_node AS (
    SELECT
        asked.level,
        node.entity_code,
        node.reference_year,
        node.period,
        CASE asked.level
            WHEN 'entity' THEN node.entity_code
            WHEN 'direction' THEN node.strategic_direction_code
            WHEN 'strategic_objective' THEN node.strategic_objective_code
            WHEN 'operational_objective' THEN node.operational_objective_code
            WHEN 'sector' THEN node.sector_code
            WHEN 'service' THEN node.service_name
            ELSE node.action_code
        END AS code,
        CASE asked.level
            WHEN 'entity' THEN entity.entity_name
            WHEN 'direction' THEN node.strategic_direction_name
            WHEN 'strategic_objective' THEN node.strategic_objective_name
            WHEN 'operational_objective' THEN node.operational_objective_name
            WHEN 'sector' THEN node.sector_name
            WHEN 'service' THEN node.service_name
            ELSE node.action_name
        END AS name,
        CAST(NULL AS VARCHAR) AS tag_kind,
        node.strategic_direction_code,
        node.strategic_objective_code,
        node.operational_objective_code,
        node.sector_code,
        node.service_name,
        node.action_code,
        -- An action is its own only action; where nothing is linked, the indicators are left.
        CASE
            WHEN asked.method = 'mean_of_actions' AND node.level = 'action'
                THEN 'mean_of_indicators'
            WHEN asked.method IN ('mean_of_children', 'weighted_mean')
                AND node.mean_of_children_pct IS NULL
                AND node.counted_count > 0 THEN 'mean_of_indicators'
            ELSE coalesce(asked.method, node.method)
        END AS method,
        CASE WHEN asked.method IS NULL THEN node.rounding_digits END AS rounding_digits,
        CASE WHEN asked.method IS NULL THEN node.achievement_pct END AS stated_pct,
        node.mean_of_children_pct,
        node.weighted_mean_pct,
        node.mean_of_indicators_pct,
        node.mean_of_actions_pct,
        node.min_achievement_pct,
        node.max_achievement_pct,
        node.counted_count,
        node.linked_counted_count,
        node.reported_count,
        node.missing_count,
        node.not_due_count,
        node.not_assessable_count,
        node.not_measurable_count,
        node.sterilised_count,
        node.eliminated_count,
        node.excluded_count,
        node.indicator_count,
        node.unexplained_count,
        node.weight,
        node.weight_sum,
        node.empty_weight_count,
        node.achievement_basis
    FROM achievement_node AS node
    INNER JOIN asked
        ON node.level = CASE
            WHEN asked.level = 'entity' AND asked.strategic_direction_code IS NOT NULL
                THEN 'direction'
            ELSE asked.level
        END
        AND node.scope_sector_code IS NOT DISTINCT FROM CASE
            WHEN node.level NOT IN ('sector', 'service', 'action') THEN asked.sector_code
        END
        AND node.scope_direction_code IS NOT DISTINCT FROM CASE
            WHEN node.level IN ('sector', 'service') THEN asked.strategic_direction_code
        END
        AND (asked.entity_code IS NULL OR node.entity_code = asked.entity_code)
        AND (asked.reference_year IS NULL OR node.reference_year = asked.reference_year)
        AND (asked.period IS NULL OR node.period = asked.period)
        AND (asked.sector_code IS NULL OR node.sector_code = asked.sector_code)
        AND (
            asked.strategic_direction_code IS NULL
            OR node.level IN ('sector', 'service')
            OR node.strategic_direction_code = asked.strategic_direction_code
        )
        AND (
            asked.tag IS NULL
            OR node.level = 'action'
            AND EXISTS (
                SELECT 1
                FROM action_tag
                WHERE action_tag.entity_code = node.entity_code
                    AND action_tag.reference_year = node.reference_year
                    AND action_tag.sector_code = node.sector_code
                    AND action_tag.action_code = node.action_code
                    AND action_tag.tag = asked.tag
            )
        )
    LEFT JOIN entity
        ON node.entity_code = entity.entity_code
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
        strategic_direction_code,
        strategic_objective_code,
        operational_objective_code,
        sector_code,
        service_name,
        action_code,
        coalesce(
            stated_pct,
            CASE method
                WHEN 'mean_of_children' THEN mean_of_children_pct
                WHEN 'weighted_mean' THEN weighted_mean_pct
                WHEN 'mean_of_actions' THEN mean_of_actions_pct
                ELSE mean_of_indicators_pct
            END
        ) AS achievement_pct,
        method,
        rounding_digits,
        CASE
            WHEN method IN ('mean_of_children', 'weighted_mean') THEN linked_counted_count
            ELSE counted_count
        END AS counted_count,
        reported_count,
        missing_count,
        not_due_count,
        not_assessable_count,
        not_measurable_count,
        sterilised_count,
        eliminated_count,
        excluded_count,
        CASE
            WHEN method IN ('mean_of_children', 'weighted_mean')
                THEN counted_count - linked_counted_count
            ELSE 0
        END AS not_linked_count,
        indicator_count,
        unexplained_count,
        min_achievement_pct,
        max_achievement_pct,
        weight,
        weight_sum,
        empty_weight_count,
        achievement_basis
    FROM chosen_node
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
