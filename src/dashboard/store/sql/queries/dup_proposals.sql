-- What is typed in red beside the DUP interventions in force, before and after. One row per proposal.
SELECT
    proposal.proposal_id,
    proposal.entity_code,
    intervention.reference_year,
    intervention.strategic_direction_code,
    intervention.strategic_direction_name,
    intervention.sector_code,
    intervention.sector_name,
    intervention.intervention_code,
    intervention.intervention_name,
    proposal.field_name,
    proposal.proposal_kind,
    proposal.before_text,
    proposal.after_text,
    proposal.runs_json,
    upload.file_name,
    proposal.sheet_name,
    proposal.cell
FROM proposal
INNER JOIN current_dup_intervention AS intervention
    ON proposal.upload_id = intervention.upload_id
    AND proposal.sheet_name = intervention.sheet_name
    AND proposal.row_number = intervention.row_number
INNER JOIN upload
    ON proposal.upload_id = upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR proposal.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR intervention.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR intervention.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR intervention.strategic_direction_code = $strategic_direction_code)
ORDER BY proposal.proposal_id
