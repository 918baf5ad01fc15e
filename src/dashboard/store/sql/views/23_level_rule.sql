-- One row per entity, year and level above the indicator: how it adds up, from the anagrafica in
-- force, else from the program (mirror of dashboard.domain.rules.DEFAULT_ROLLUP: change both).
WITH own_rule AS (
    SELECT
        level,
        method
    FROM (
        VALUES
            ('action', 'mean_of_indicators'),
            ('operational_objective', 'mean_of_indicators'),
            ('strategic_objective', 'mean_of_indicators'),
            ('direction', 'mean_of_indicators'),
            ('service', 'mean_of_indicators'),
            ('sector', 'mean_of_indicators'),
            ('entity', 'mean_of_children')
    ) AS own_method (level, method)
)
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    own_rule.level,
    coalesce(rollup_rule.method, own_rule.method) AS method,
    rollup_rule.rounding_digits,
    coalesce(rollup_rule.rounding_direction, 'half_up') AS rounding_direction,
    rollup_rule.document_id AS rule_document_id
FROM registry_in_force
CROSS JOIN own_rule
LEFT JOIN rollup_rule
    ON registry_in_force.registry_document_id = rollup_rule.document_id
    AND own_rule.level = rollup_rule.level
