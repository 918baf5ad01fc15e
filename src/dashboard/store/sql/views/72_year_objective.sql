-- One row per entity, year and operational objective of the DUP that holds in the year: that of the
-- year itself, else the nearest one of a cycle that the year belongs to.
WITH known_year AS (
    SELECT DISTINCT
        entity_code,
        reference_year
    FROM current_document
    WHERE document_kind <> 'registry'
),

ranked_document AS (
    SELECT
        known_year.entity_code,
        known_year.reference_year,
        current_document.document_id,
        rank() OVER (
            PARTITION BY
                known_year.entity_code,
                known_year.reference_year,
                current_document.strategic_direction_code
            ORDER BY
                CASE
                    WHEN current_document.reference_year = known_year.reference_year THEN 0
                    WHEN current_document.reference_year < known_year.reference_year THEN 1
                    ELSE 2
                END,
                abs(current_document.reference_year - known_year.reference_year)
        ) AS document_rank
    FROM known_year
    INNER JOIN current_document
        ON known_year.entity_code = current_document.entity_code
        AND current_document.document_kind = 'dup_status'
        AND (
            current_document.reference_year = known_year.reference_year
            OR known_year.reference_year BETWEEN current_document.cycle_start_year
            AND current_document.cycle_end_year
        )
),

ranked_naming AS (
    SELECT
        ranked_document.entity_code,
        ranked_document.reference_year,
        objective.objective_code,
        objective.strategic_objective_code,
        objective.strategic_direction_code,
        objective.upload_id,
        objective.sheet_name,
        objective.cell,
        row_number() OVER (
            PARTITION BY
                ranked_document.entity_code,
                ranked_document.reference_year,
                objective.objective_code
            ORDER BY
                objective.document_id,
                objective.row_number
        ) AS naming_rank
    FROM ranked_document
    INNER JOIN objective
        ON ranked_document.document_id = objective.document_id
        AND objective.objective_level = 'operational'
    WHERE ranked_document.document_rank = 1
)
SELECT
    ranked_naming.entity_code,
    ranked_naming.reference_year,
    ranked_naming.objective_code AS operational_objective_code,
    current_objective.objective_name AS operational_objective_name,
    ranked_naming.strategic_objective_code,
    strategic_objective.objective_name AS strategic_objective_name,
    ranked_naming.strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    ranked_naming.upload_id,
    ranked_naming.sheet_name,
    ranked_naming.cell
FROM ranked_naming
INNER JOIN current_objective
    ON ranked_naming.entity_code = current_objective.entity_code
    AND current_objective.objective_level = 'operational'
    AND ranked_naming.objective_code = current_objective.objective_code
LEFT JOIN current_objective AS strategic_objective
    ON ranked_naming.entity_code = strategic_objective.entity_code
    AND strategic_objective.objective_level = 'strategic'
    AND ranked_naming.strategic_objective_code = strategic_objective.objective_code
LEFT JOIN current_strategic_direction
    ON ranked_naming.entity_code = current_strategic_direction.entity_code
    AND ranked_naming.strategic_direction_code = current_strategic_direction.strategic_direction_code
WHERE ranked_naming.naming_rank = 1
