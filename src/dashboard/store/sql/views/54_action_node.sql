-- One row per entity, year, period, action and scope: what an action carries up to the nodes above it.
-- Nodes of the chain are made for the entity and for each sector, nodes of the organisation for the
-- entity and for each strategic direction: scope_* says for which part; NULL for no restriction.
SELECT
    indicator_tally.entity_code,
    indicator_tally.reference_year,
    indicator_tally.period,
    CASE
        WHEN scope.scope_kind = 'sector' THEN indicator_tally.sector_code
    END AS scope_sector_code,
    CASE
        WHEN scope.scope_kind = 'direction' THEN indicator_tally.strategic_direction_code
    END AS scope_direction_code,
    indicator_tally.strategic_direction_code,
    indicator_tally.strategic_objective_code,
    indicator_tally.operational_objective_code,
    indicator_tally.sector_code,
    indicator_tally.service_name,
    indicator_tally.action_code,
    indicator_tally.achievement_pct,
    indicator_tally.action_weight AS weight,
    indicator_tally.achievement_pct_sum,
    indicator_tally.counted_count,
    indicator_tally.achievement_pct AS action_pct_sum,
    CASE WHEN indicator_tally.achievement_pct IS NULL THEN 0 ELSE 1 END AS action_count
FROM indicator_tally
CROSS JOIN (
    VALUES
        ('entity'),
        ('sector'),
        ('direction')
) AS scope (scope_kind)
WHERE scope.scope_kind <> 'direction'
    OR indicator_tally.strategic_direction_code IS NOT NULL
