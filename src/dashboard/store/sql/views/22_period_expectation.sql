-- One row per entity, year and period: what is expected by then, from the anagrafica in force, else
-- from the program.
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    period_rule.period,
    coalesce(
        registry_period.expected_share_pct, period_rule.expected_share_pct
    ) AS expected_share_pct,
    coalesce(registry_period.partial_from_pct, period_rule.partial_from_pct) AS partial_from_pct,
    registry_period.document_id IS NULL AS is_default
FROM registry_in_force
CROSS JOIN period_rule
LEFT JOIN registry_period
    ON registry_in_force.registry_document_id = registry_period.document_id
    AND period_rule.period = registry_period.period
