-- How sheets with titles of their own are read, newest first. One row per mapping ever saved.
SELECT
    mapping_id,
    mapping_name,
    document_kind,
    is_in_force,
    is_removed,
    upload_count,
    saved_by,
    saved_role,
    saved_at,
    removed_by,
    removed_role,
    removed_at,
    removed_reason,
    fingerprint
FROM sheet_mapping_state
ORDER BY mapping_id DESC
