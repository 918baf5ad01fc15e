-- One row per entity and level and objective: the newest name in force. A name that only repeats its code
-- (a sheet with codes alone) gives way to a real one.
WITH ranked_name AS (
    SELECT
        objective.entity_code,
        objective.objective_level,
        objective.objective_code,
        objective.objective_name,
        objective.strategic_direction_code,
        objective.strategic_objective_code,
        row_number() OVER (
            PARTITION BY objective.entity_code, objective.objective_level, objective.objective_code
            ORDER BY
                CASE WHEN objective.objective_name = objective.objective_code THEN 1 ELSE 0 END,
                objective.upload_id DESC,
                objective.document_id DESC,
                objective.row_number
        ) AS name_rank
    FROM objective
    INNER JOIN current_document
        ON objective.document_id = current_document.document_id
)
SELECT
    entity_code,
    objective_level,
    objective_code,
    objective_name,
    strategic_direction_code,
    strategic_objective_code
FROM ranked_name
WHERE name_rank = 1
