-- Who works on the actions, by category and share of time, each with its cell. One row per action and category.
SELECT
    staff.entity_code,
    staff.reference_year,
    staff.sector_code,
    coalesce(current_sector.sector_name, staff.sector_code) AS sector_name,
    staff.action_code,
    coalesce(chained_action.action_name, staff.action_code) AS action_name,
    chained_action.strategic_direction_code,
    staff.staff_category,
    staff.head_count,
    staff.time_share_pct,
    staff.full_time_equivalent,
    staff.note,
    staff.upload_id,
    upload.file_name,
    staff.sheet_name,
    staff.cell
FROM current_action_staff AS staff
INNER JOIN upload
    ON staff.upload_id = upload.upload_id
LEFT JOIN chained_action
    ON staff.entity_code = chained_action.entity_code
    AND staff.reference_year = chained_action.reference_year
    AND staff.sector_code = chained_action.sector_code
    AND staff.action_code = chained_action.action_code
LEFT JOIN current_sector
    ON staff.entity_code = current_sector.entity_code
    AND staff.sector_code = current_sector.sector_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR staff.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR staff.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR staff.sector_code = $sector_code)
    AND (CAST($strategic_direction_code AS VARCHAR) IS NULL OR chained_action.strategic_direction_code = $strategic_direction_code)
    AND (CAST($action_code AS VARCHAR) IS NULL OR staff.action_code = $action_code)
ORDER BY
    staff.entity_code,
    staff.reference_year DESC,
    natural_order(staff.sector_code),
    natural_order(staff.action_code),
    staff.row_number
