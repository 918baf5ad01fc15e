-- The operational objectives that the DUP sheets in force for a year name, each with its cell. One row per objective.
WITH named_objective AS (
    SELECT
        current_document.entity_code,
        current_document.reference_year,
        objective.objective_code,
        objective.strategic_direction_code,
        objective.upload_id,
        objective.sheet_name,
        objective.cell,
        row_number() OVER (
            PARTITION BY
                current_document.entity_code,
                current_document.reference_year,
                objective.objective_code
            ORDER BY objective.document_id, objective.row_number
        ) AS naming_rank
    FROM objective
    INNER JOIN current_document
        ON objective.document_id = current_document.document_id
    WHERE current_document.document_kind = 'dup_status'
        AND objective.objective_level = 'operational'
)
SELECT
    named_objective.entity_code,
    named_objective.reference_year,
    named_objective.strategic_direction_code,
    named_objective.objective_code,
    current_objective.objective_name,
    named_objective.upload_id,
    upload.file_name,
    named_objective.sheet_name,
    named_objective.cell
FROM named_objective
INNER JOIN upload
    ON named_objective.upload_id = upload.upload_id
INNER JOIN current_objective
    ON named_objective.entity_code = current_objective.entity_code
    AND current_objective.objective_level = 'operational'
    AND named_objective.objective_code = current_objective.objective_code
WHERE named_objective.naming_rank = 1
    AND (CAST($entity_code AS VARCHAR) IS NULL OR named_objective.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR named_objective.reference_year = $reference_year)
    AND (
        CAST($strategic_direction_code AS VARCHAR) IS NULL
        OR named_objective.strategic_direction_code = $strategic_direction_code
    )
ORDER BY
    named_objective.entity_code,
    named_objective.reference_year,
    natural_order(named_objective.objective_code)
