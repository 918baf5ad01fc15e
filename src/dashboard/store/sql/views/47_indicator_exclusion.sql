-- One row per entity, year and indicator that the anagrafica in force leaves out of every aggregate,
-- with the narrowest exclusion that names it.
WITH ranked_exclusion AS (
    SELECT
        year_indicator.entity_code,
        year_indicator.reference_year,
        year_indicator.sector_code,
        year_indicator.action_code,
        year_indicator.indicator_code,
        exclusion.level,
        exclusion.code,
        exclusion.reason,
        row_number() OVER (
            PARTITION BY
                year_indicator.entity_code,
                year_indicator.reference_year,
                year_indicator.sector_code,
                year_indicator.action_code,
                year_indicator.indicator_code
            ORDER BY
                CASE exclusion.level
                    WHEN 'indicator' THEN 1
                    WHEN 'action' THEN 2
                    WHEN 'operational_objective' THEN 3
                    WHEN 'strategic_objective' THEN 4
                    WHEN 'service' THEN 5
                    WHEN 'direction' THEN 6
                    ELSE 7
                END,
                exclusion.row_number
        ) AS exclusion_rank
    FROM year_indicator
    INNER JOIN registry_in_force
        ON year_indicator.entity_code = registry_in_force.entity_code
        AND year_indicator.reference_year = registry_in_force.reference_year
    INNER JOIN rollup_exclusion AS exclusion
        ON registry_in_force.registry_document_id = exclusion.document_id
        AND (
            exclusion.sector_code IS NULL
            OR exclusion.sector_code = year_indicator.sector_code
        )
    LEFT JOIN chained_action
        ON year_indicator.entity_code = chained_action.entity_code
        AND year_indicator.reference_year = chained_action.reference_year
        AND year_indicator.sector_code = chained_action.sector_code
        AND year_indicator.action_code = chained_action.action_code
    WHERE exclusion.code = CASE exclusion.level
        WHEN 'indicator' THEN year_indicator.indicator_code
        WHEN 'action' THEN year_indicator.action_code
        WHEN 'operational_objective' THEN chained_action.operational_objective_code
        WHEN 'strategic_objective' THEN chained_action.strategic_objective_code
        WHEN 'service' THEN chained_action.service_name
        WHEN 'direction' THEN chained_action.strategic_direction_code
        WHEN 'sector' THEN year_indicator.sector_code
    END
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    indicator_code,
    level AS exclusion_level,
    code AS exclusion_code,
    reason AS exclusion_reason
FROM ranked_exclusion
WHERE exclusion_rank = 1
