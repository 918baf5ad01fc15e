-- What names mean as persons stated it, in order, removed ones included. One row per statement.
SELECT
    known_name.known_name_id,
    known_name.entity_code,
    known_name.subject,
    known_name.code,
    known_name.name,
    known_name.valid_from,
    known_name.valid_to,
    known_name.stated_by,
    known_name.stated_role,
    known_name.stated_at,
    known_name.upload_id,
    upload.file_name,
    known_name_removal.removed_by,
    known_name_removal.removed_role,
    known_name_removal.removed_at
FROM known_name
LEFT JOIN known_name_removal
    ON known_name.known_name_id = known_name_removal.known_name_id
LEFT JOIN upload
    ON known_name.upload_id = upload.upload_id
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR known_name.entity_code = $entity_code)
ORDER BY known_name.known_name_id
