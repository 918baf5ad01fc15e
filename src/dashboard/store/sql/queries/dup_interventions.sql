-- The implementation status of every DUP intervention in force. One row per entity, year and intervention.
SELECT
    intervention.entity_code,
    intervention.reference_year,
    intervention.strategic_direction_code,
    intervention.strategic_direction_name,
    intervention.strategic_objective_code,
    intervention.strategic_objective_name,
    intervention.operational_objective_code,
    intervention.operational_objective_name,
    intervention.intervention_code,
    intervention.intervention_name,
    intervention.sector_code,
    intervention.sector_name,
    intervention.status_text,
    intervention.status,
    intervention.percent,
    intervention.as_of_date,
    (
        SELECT count(*)
        FROM proposal_standing
        WHERE proposal_standing.upload_id = intervention.upload_id
            AND proposal_standing.sheet_name = intervention.sheet_name
            AND proposal_standing.row_number = intervention.row_number
            AND proposal_standing.state IN ('pending', 'returned')
    ) AS proposal_count,
    intervention.upload_id,
    upload.file_name,
    intervention.sheet_name,
    intervention.cell
FROM current_dup_intervention AS intervention
INNER JOIN upload
    ON intervention.upload_id = upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR intervention.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR intervention.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR intervention.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR intervention.strategic_direction_code = $strategic_direction_code)
ORDER BY
    intervention.entity_code,
    intervention.reference_year DESC,
    natural_order(intervention.strategic_direction_code),
    natural_order(intervention.strategic_objective_code),
    natural_order(intervention.operational_objective_code),
    intervention.document_id,
    intervention.row_number
