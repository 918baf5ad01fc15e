-- Who may do what, by the anagrafica in force in each year. One row per entity, year, person and role.
SELECT
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    registry_role.email,
    registry_role.role,
    registry_role.person_name,
    registry_role.sector_code
FROM registry_in_force
INNER JOIN registry_role
    ON registry_in_force.registry_document_id = registry_role.document_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR registry_in_force.entity_code = $entity_code)
    AND (
        CAST($reference_year AS INTEGER) IS NULL
        OR registry_in_force.reference_year = $reference_year
    )
ORDER BY
    registry_in_force.entity_code,
    registry_in_force.reference_year,
    registry_role.row_number,
    registry_role.email,
    registry_role.role
