-- Money added up by sector, cost centre, factor of production, direction, mission or kind of action, and in all. One row per entity, year, breakdown and group; what is not stated is a group without a key, and committed_pct is of the actions that state both sums.
-- With $every_scope also of each sector (scope_sector_code), strategic direction (scope_direction_code) and both, as $sector_code and $strategic_direction_code give them by themselves.
WITH scope AS (
    SELECT
        FALSE AS is_of_sector,
        FALSE AS is_of_direction

    UNION ALL

    SELECT
        of_part.is_of_sector,
        of_part.is_of_direction
    FROM (
        VALUES
            (TRUE, FALSE),
            (FALSE, TRUE),
            (TRUE, TRUE)
    ) AS of_part (is_of_sector, is_of_direction)
    WHERE CAST($every_scope AS BOOLEAN)
),

resource AS (
    SELECT
        money.entity_code,
        money.reference_year,
        money.sector_code,
        coalesce(current_sector.sector_name, money.sector_code) AS sector_name,
        chained_action.strategic_direction_code,
        chained_action.strategic_direction_name,
        chained_action.action_kind,
        nullif(trim(money.cost_centre), '') AS cost_centre,
        nullif(trim(money.production_factor), '') AS production_factor,
        nullif(trim(money.mission_programme), '') AS mission_programme,
        concat(money.sector_code, ' ', money.action_code) AS action_key,
        money.allocated_eur,
        money.committed_eur,
        money.paid_eur,
        CASE
            WHEN scope.is_of_sector THEN money.sector_code
            ELSE CAST($sector_code AS VARCHAR)
        END AS scope_sector_code,
        CASE
            WHEN scope.is_of_direction THEN chained_action.strategic_direction_code
            ELSE CAST($strategic_direction_code AS VARCHAR)
        END AS scope_direction_code
    FROM current_action_resource AS money
    LEFT JOIN chained_action
        ON money.entity_code = chained_action.entity_code
        AND money.reference_year = chained_action.reference_year
        AND money.sector_code = chained_action.sector_code
        AND money.action_code = chained_action.action_code
    LEFT JOIN current_sector
        ON money.entity_code = current_sector.entity_code
        AND money.sector_code = current_sector.sector_code
    CROSS JOIN scope
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR money.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR money.reference_year = $reference_year)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR money.sector_code = $sector_code)
        AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
        AND (NOT scope.is_of_direction OR chained_action.strategic_direction_code IS NOT NULL)
),

breakdown_name AS (
    SELECT 'entity' AS breakdown
    UNION ALL
    SELECT 'sector' AS breakdown
    UNION ALL
    SELECT 'cost_centre' AS breakdown
    UNION ALL
    SELECT 'production_factor' AS breakdown
    UNION ALL
    SELECT 'strategic_direction' AS breakdown
    UNION ALL
    SELECT 'mission' AS breakdown
    UNION ALL
    SELECT 'action_kind' AS breakdown
),

placed AS (
    SELECT
        resource.entity_code,
        resource.reference_year,
        resource.scope_sector_code,
        resource.scope_direction_code,
        breakdown_name.breakdown,
        CASE breakdown_name.breakdown
            WHEN 'entity' THEN resource.entity_code
            WHEN 'sector' THEN resource.sector_code
            WHEN 'cost_centre' THEN lower(resource.cost_centre)
            WHEN 'production_factor' THEN lower(resource.production_factor)
            WHEN 'strategic_direction' THEN resource.strategic_direction_code
            WHEN 'mission' THEN coalesce(
                mission_code(resource.mission_programme), lower(resource.mission_programme)
            )
            ELSE resource.action_kind
        END AS group_key,
        CASE breakdown_name.breakdown
            WHEN 'sector' THEN resource.sector_name
            WHEN 'cost_centre' THEN resource.cost_centre
            WHEN 'production_factor' THEN resource.production_factor
            WHEN 'strategic_direction' THEN resource.strategic_direction_name
            WHEN 'mission' THEN resource.mission_programme
        END AS group_name,
        resource.action_key,
        resource.allocated_eur,
        resource.committed_eur,
        resource.paid_eur
    FROM resource
    CROSS JOIN breakdown_name
),

-- Planned and committed may stand in different rows of one action.
action_sum AS (
    SELECT
        entity_code,
        reference_year,
        scope_sector_code,
        scope_direction_code,
        breakdown,
        group_key,
        action_key,
        min(group_name) AS group_name,
        count(*) AS row_count,
        count(allocated_eur) AS allocated_count,
        count(committed_eur) AS committed_count,
        count(paid_eur) AS paid_count,
        sum(allocated_eur) AS allocated_eur,
        sum(committed_eur) AS committed_eur,
        sum(paid_eur) AS paid_eur
    FROM placed
    GROUP BY
        entity_code,
        reference_year,
        scope_sector_code,
        scope_direction_code,
        breakdown,
        group_key,
        action_key
)
SELECT
    entity_code,
    reference_year,
    scope_sector_code,
    scope_direction_code,
    breakdown,
    group_key,
    min(group_name) AS group_name,
    CAST(sum(row_count) AS BIGINT) AS row_count,
    count(*) AS action_count,
    sum(allocated_eur) AS allocated_eur,
    sum(committed_eur) AS committed_eur,
    sum(paid_eur) AS paid_eur,
    CAST(sum(row_count - allocated_count) AS BIGINT) AS no_allocated_count,
    CAST(sum(row_count - committed_count) AS BIGINT) AS no_committed_count,
    CAST(sum(row_count - paid_count) AS BIGINT) AS no_paid_count,
    count(allocated_eur + committed_eur) AS compared_count,
    100 * sum(CASE WHEN allocated_eur IS NOT NULL THEN committed_eur END)
    / nullif(sum(CASE WHEN committed_eur IS NOT NULL THEN allocated_eur END), 0)
        AS committed_pct
FROM action_sum
GROUP BY
    entity_code,
    reference_year,
    scope_sector_code,
    scope_direction_code,
    breakdown,
    group_key
ORDER BY
    entity_code,
    reference_year DESC,
    natural_order(scope_sector_code),
    natural_order(scope_direction_code),
    breakdown,
    CASE WHEN group_key IS NULL THEN 1 ELSE 0 END,
    coalesce(sum(allocated_eur), sum(committed_eur), sum(paid_eur)) DESC,
    natural_order(group_key)
