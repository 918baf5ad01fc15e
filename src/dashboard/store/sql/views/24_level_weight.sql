-- One row per entity, year, level and code to which the anagrafica in force gives a weight.
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    rollup_weight.level,
    rollup_weight.code,
    max(rollup_weight.weight) AS weight
FROM registry_in_force
INNER JOIN rollup_weight
    ON registry_in_force.registry_document_id = rollup_weight.document_id
GROUP BY
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    rollup_weight.level,
    rollup_weight.code
