-- One row per entity, year and DUP intervention, with its chain upwards in codes and names.
SELECT
    dup_status.document_id,
    dup_status.upload_id,
    dup_status.entity_code,
    current_document.reference_year,
    dup_status.strategic_direction_code,
    current_strategic_direction.strategic_direction_name,
    dup_status.strategic_objective_code,
    strategic_objective.objective_name AS strategic_objective_name,
    dup_status.operational_objective_code,
    operational_objective.objective_name AS operational_objective_name,
    dup_status.intervention_code,
    dup_status.intervention_name,
    dup_status.sector_code,
    current_sector.sector_name,
    dup_status.status_text,
    dup_status.status,
    dup_status.percent,
    dup_status.as_of_date,
    dup_status.sheet_name,
    dup_status.row_number,
    dup_status.cell
FROM dup_status
INNER JOIN current_document
    ON dup_status.document_id = current_document.document_id
LEFT JOIN current_strategic_direction
    ON dup_status.entity_code = current_strategic_direction.entity_code
    AND dup_status.strategic_direction_code = current_strategic_direction.strategic_direction_code
LEFT JOIN current_objective AS strategic_objective
    ON dup_status.entity_code = strategic_objective.entity_code
    AND strategic_objective.objective_level = 'strategic'
    AND dup_status.strategic_objective_code = strategic_objective.objective_code
LEFT JOIN current_objective AS operational_objective
    ON dup_status.entity_code = operational_objective.entity_code
    AND operational_objective.objective_level = 'operational'
    AND dup_status.operational_objective_code = operational_objective.objective_code
LEFT JOIN current_sector
    ON dup_status.entity_code = current_sector.entity_code
    AND dup_status.sector_code = current_sector.sector_code
