-- Who of the Giunta follows each strategic direction: by the anagrafica in force in the year, else by its actions. One row per entity, year, direction and referent.
WITH registry_referent AS (
    SELECT
        registry_in_force.entity_code,
        registry_in_force.reference_year,
        registry_direction.strategic_direction_code,
        trim(registry_direction.political_referent) AS political_referent
    FROM registry_in_force
    INNER JOIN registry_direction
        ON registry_in_force.registry_document_id = registry_direction.document_id
    WHERE nullif(trim(registry_direction.political_referent), '') IS NOT NULL
        AND (
            registry_direction.valid_from IS NULL
            OR extract(YEAR FROM registry_direction.valid_from) <= registry_in_force.reference_year
        )
        AND (
            registry_direction.valid_to IS NULL
            OR extract(YEAR FROM registry_direction.valid_to) >= registry_in_force.reference_year
        )
),

action_referent AS (
    SELECT DISTINCT
        chained_action.entity_code,
        chained_action.reference_year,
        chained_action.strategic_direction_code,
        trim(chained_action.political_referent) AS political_referent
    FROM chained_action
    LEFT JOIN registry_referent
        ON chained_action.entity_code = registry_referent.entity_code
        AND chained_action.reference_year = registry_referent.reference_year
        AND chained_action.strategic_direction_code = registry_referent.strategic_direction_code
    WHERE registry_referent.political_referent IS NULL
        AND chained_action.strategic_direction_code IS NOT NULL
        AND nullif(trim(chained_action.political_referent), '') IS NOT NULL
),

referent AS (
    SELECT
        entity_code,
        reference_year,
        strategic_direction_code,
        political_referent
    FROM registry_referent
    UNION
    SELECT
        entity_code,
        reference_year,
        strategic_direction_code,
        political_referent
    FROM action_referent
)
SELECT
    referent.entity_code,
    referent.reference_year,
    referent.strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    referent.political_referent
FROM referent
LEFT JOIN current_strategic_direction
    ON referent.entity_code = current_strategic_direction.entity_code
    AND referent.strategic_direction_code = current_strategic_direction.strategic_direction_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR referent.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR referent.reference_year = $reference_year)
ORDER BY
    referent.entity_code,
    referent.reference_year DESC,
    referent.political_referent,
    natural_order(referent.strategic_direction_code)
