-- The money of the actions, as the PEG breaks it down, each sum with its cell. One row per sum of an action.
SELECT
    resource.entity_code,
    resource.reference_year,
    resource.sector_code,
    coalesce(current_sector.sector_name, resource.sector_code) AS sector_name,
    resource.action_code,
    coalesce(chained_action.action_name, resource.action_code) AS action_name,
    chained_action.action_kind,
    chained_action.strategic_direction_code,
    chained_action.strategic_direction_name,
    resource.is_broken_down,
    resource.cost_centre,
    resource.production_factor,
    resource.budget_chapter,
    resource.mission_programme,
    mission_code(resource.mission_programme) AS mission_code,
    resource.allocated_eur,
    resource.committed_eur,
    resource.paid_eur,
    resource.note,
    resource.upload_id,
    upload.file_name,
    resource.sheet_name,
    resource.cell
FROM current_action_resource AS resource
INNER JOIN upload
    ON resource.upload_id = upload.upload_id
LEFT JOIN chained_action
    ON resource.entity_code = chained_action.entity_code
    AND resource.reference_year = chained_action.reference_year
    AND resource.sector_code = chained_action.sector_code
    AND resource.action_code = chained_action.action_code
LEFT JOIN current_sector
    ON resource.entity_code = current_sector.entity_code
    AND resource.sector_code = current_sector.sector_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR resource.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR resource.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR resource.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR resource.action_code = $action_code)
ORDER BY
    resource.entity_code,
    resource.reference_year DESC,
    natural_order(resource.sector_code),
    natural_order(resource.action_code),
    resource.is_broken_down DESC,
    resource.upload_id,
    resource.sheet_name,
    resource.row_number
