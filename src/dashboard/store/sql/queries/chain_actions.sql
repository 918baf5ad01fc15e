-- The actions of the year's PEG and PIAO with their links up to the DUP and the cells that state them. One row per entity, year, sector and action.
SELECT
    action_link.entity_code,
    action_link.reference_year,
    action_link.sector_code,
    action_link.sector_name,
    action_link.action_code,
    action_link.action_name,
    action_link.action_kind,
    action_link.strategic_direction_code,
    action_link.strategic_direction_name,
    action_link.strategic_objective_code,
    action_link.strategic_objective_name,
    action_link.operational_objective_code,
    action_link.operational_objective_name,
    action_link.link_state,
    action_link.other_services,
    action_link.is_agreed_with_other_services,
    action_link.is_in_peg,
    action_link.is_in_piao,
    action_link.has_sector_peg,
    action_link.has_sector_piao,
    peg_upload.file_name AS peg_file_name,
    action_link.peg_sheet_name,
    action_link.peg_cell,
    piao_upload.file_name AS piao_file_name,
    action_link.piao_sheet_name,
    action_link.piao_cell
FROM action_link
LEFT JOIN upload AS peg_upload
    ON action_link.peg_upload_id = peg_upload.upload_id
LEFT JOIN upload AS piao_upload
    ON action_link.piao_upload_id = piao_upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR action_link.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR action_link.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR action_link.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR action_link.strategic_direction_code = $strategic_direction_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR action_link.action_code = $action_code)
ORDER BY
    action_link.entity_code,
    action_link.reference_year DESC,
    natural_order(action_link.sector_code),
    natural_order(action_link.action_code)
