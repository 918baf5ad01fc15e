-- One row per entity, year, period, action and scope: what an action carries up to the nodes above
-- it. For the whole entity, for its sector (scope_sector_code) and, where it is linked to one, for its
-- strategic direction (scope_direction_code).
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
FROM indicator_tally AS tally
CROSS JOIN (
    VALUES
        ('entity'),
        ('sector'),
        ('direction')
) AS scope (scope_kind)
WHERE scope.scope_kind <> 'direction'
    OR tally.strategic_direction_code IS NOT NULL
