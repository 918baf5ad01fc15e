-- One row per category of staff of an action in a year. full_time_equivalent = head_count ×
-- time_share_pct / 100; NULL where either is not stated.
SELECT
    current_document.entity_code,
    current_document.reference_year,
    action_staff.sector_code,
    action_staff.action_code,
    action_staff.staff_category,
    action_staff.head_count,
    action_staff.time_share_pct,
    action_staff.head_count * action_staff.time_share_pct / 100 AS full_time_equivalent,
    action_staff.note,
    action_staff.upload_id,
    action_staff.sheet_name,
    action_staff.row_number,
    action_staff.cell
FROM action_staff
INNER JOIN current_document
    ON action_staff.document_id = current_document.document_id
