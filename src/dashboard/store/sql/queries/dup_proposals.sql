-- What is asked for in red beside the DUP interventions in force and not decided yet, before and after. One row per proposal.
SELECT
    proposal_standing.proposal_id,
    proposal_standing.entity_code,
    intervention.reference_year,
    intervention.strategic_direction_code,
    intervention.strategic_direction_name,
    intervention.sector_code,
    intervention.sector_name,
    intervention.intervention_code,
    intervention.intervention_name,
    proposal_standing.field_name,
    proposal_standing.proposal_kind,
    proposal_standing.before_text,
    proposal_standing.after_text,
    proposal_standing.runs_json,
    proposal_standing.file_name,
    proposal_standing.sheet_name,
    proposal_standing.cell
FROM proposal_standing
INNER JOIN current_dup_intervention AS intervention
    ON proposal_standing.upload_id = intervention.upload_id
    AND proposal_standing.sheet_name = intervention.sheet_name
    AND proposal_standing.row_number = intervention.row_number
WHERE proposal_standing.state IN ('pending', 'returned')
    AND (CAST($entity_code AS VARCHAR) IS NULL OR proposal_standing.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR intervention.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR intervention.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR intervention.strategic_direction_code = $strategic_direction_code)
ORDER BY proposal_standing.proposal_id
