-- One row per entity, year, period, level, node and scope: how many indicators are below it and what
-- became of them, whatever its method is.
WITH scoped_tally AS (
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
    FROM indicator_tally AS tally
    CROSS JOIN (
        VALUES
            ('entity'),
            ('sector'),
            ('direction')
    ) AS scope (scope_kind)
    WHERE scope.scope_kind <> 'direction'
        OR tally.strategic_direction_code IS NOT NULL
)
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
