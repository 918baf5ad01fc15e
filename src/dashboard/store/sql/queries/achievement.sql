-- Achievement at one level, by the method in force or by $method. One row per entity, year, period and node of $level: entity (as without it), direction, strategic_objective, operational_objective, sector, service, action, indicator or tag.
-- $method takes the place of the level's own method, and rounds nothing. $tag restricts tags, actions
-- and indicators; nothing else is known by tag, so that other levels then give no rows.
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
        ON asked.level = 'tag'
        AND (asked.entity_code IS NULL OR tally.entity_code = asked.entity_code)
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
        ON asked.level = 'indicator'
        AND (asked.entity_code IS NULL OR leaf_result.entity_code = asked.entity_code)
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

    UNION ALL

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

    UNION ALL

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
