-- Money of the actions year by year, with the cycle of each year's PEG. One row per entity and year that has a PEG or money.
WITH peg_year AS (
    SELECT
        entity_code,
        reference_year,
        max(cycle_start_year) AS cycle_start_year,
        max(cycle_end_year) AS cycle_end_year
    FROM current_document
    WHERE document_kind IN ('peg_actions', 'action_finances')
    GROUP BY
        entity_code,
        reference_year
)
SELECT
    peg_year.entity_code,
    peg_year.reference_year,
    peg_year.cycle_start_year,
    peg_year.cycle_end_year,
    count(DISTINCT concat(money.sector_code, ' ', money.action_code)) FILTER (
        WHERE money.action_code IS NOT NULL
    ) AS action_count,
    sum(money.allocated_eur) AS allocated_eur,
    sum(money.committed_eur) AS committed_eur,
    sum(money.paid_eur) AS paid_eur
FROM peg_year
LEFT JOIN (
    SELECT
        resource.entity_code,
        resource.reference_year,
        resource.sector_code,
        resource.action_code,
        resource.allocated_eur,
        resource.committed_eur,
        resource.paid_eur
    FROM current_action_resource AS resource
    LEFT JOIN chained_action
        ON resource.entity_code = chained_action.entity_code
        AND resource.reference_year = chained_action.reference_year
        AND resource.sector_code = chained_action.sector_code
        AND resource.action_code = chained_action.action_code
    WHERE (CAST($sector_code AS VARCHAR) IS NULL OR resource.sector_code = $sector_code)
        AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
) AS money
    ON peg_year.entity_code = money.entity_code
    AND peg_year.reference_year = money.reference_year
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR peg_year.entity_code = $entity_code)
GROUP BY
    peg_year.entity_code,
    peg_year.reference_year,
    peg_year.cycle_start_year,
    peg_year.cycle_end_year
ORDER BY
    peg_year.entity_code,
    peg_year.reference_year
