-- The operational objectives of the DUP that holds in the year, with their cell and how many actions of PEG and PIAO serve them. One row per entity, year and objective.
WITH served AS (
    SELECT
        entity_code,
        reference_year,
        operational_objective_code,
        count(*) AS action_count,
        count(CASE WHEN is_in_peg THEN 1 END) AS peg_action_count,
        count(CASE WHEN is_in_piao THEN 1 END) AS piao_action_count
    FROM action_link
    WHERE link_state = 'linked'
    GROUP BY
        entity_code,
        reference_year,
        operational_objective_code
)
SELECT
    year_objective.entity_code,
    year_objective.reference_year,
    year_objective.operational_objective_code,
    year_objective.operational_objective_name,
    year_objective.strategic_objective_code,
    year_objective.strategic_objective_name,
    year_objective.strategic_direction_code,
    year_objective.strategic_direction_name,
    coalesce(served.action_count, 0) AS action_count,
    coalesce(served.peg_action_count, 0) AS peg_action_count,
    coalesce(served.piao_action_count, 0) AS piao_action_count,
    upload.file_name,
    year_objective.sheet_name,
    year_objective.cell
FROM year_objective
INNER JOIN upload
    ON year_objective.upload_id = upload.upload_id
LEFT JOIN served
    ON year_objective.entity_code = served.entity_code
    AND year_objective.reference_year = served.reference_year
    AND year_objective.operational_objective_code = served.operational_objective_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR year_objective.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR year_objective.reference_year = $reference_year)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR year_objective.strategic_direction_code = $strategic_direction_code)
ORDER BY
    year_objective.entity_code,
    year_objective.reference_year DESC,
    natural_order(year_objective.operational_objective_code)
