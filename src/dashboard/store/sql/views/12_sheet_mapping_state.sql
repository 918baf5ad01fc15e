-- One row per mapping ever saved: whether it is in force, and how many uploads were read with it.
-- Of the mappings of one fingerprint that were not removed, the newest is in force.
WITH newest AS (
    SELECT
        sheet_mapping.fingerprint,
        max(sheet_mapping.mapping_id) AS mapping_id
    FROM sheet_mapping
    LEFT JOIN sheet_mapping_removal
        ON sheet_mapping.mapping_id = sheet_mapping_removal.mapping_id
    WHERE sheet_mapping_removal.mapping_id IS NULL
    GROUP BY sheet_mapping.fingerprint
),

use_count AS (
    SELECT
        mapping_id,
        count(DISTINCT upload_id) AS upload_count
    FROM mapping_use
    GROUP BY mapping_id
)

SELECT
    sheet_mapping.mapping_id,
    sheet_mapping.fingerprint,
    sheet_mapping.mapping_name,
    sheet_mapping.document_kind,
    sheet_mapping.mapping_json,
    sheet_mapping.saved_by,
    sheet_mapping.saved_role,
    sheet_mapping.saved_at,
    coalesce(use_count.upload_count, 0) AS upload_count,
    newest.mapping_id IS NOT NULL AS is_in_force,
    sheet_mapping_removal.mapping_id IS NOT NULL AS is_removed,
    sheet_mapping_removal.removed_by,
    sheet_mapping_removal.removed_role,
    sheet_mapping_removal.removed_at,
    sheet_mapping_removal.reason AS removed_reason
FROM sheet_mapping
LEFT JOIN newest
    ON sheet_mapping.mapping_id = newest.mapping_id
LEFT JOIN use_count
    ON sheet_mapping.mapping_id = use_count.mapping_id
LEFT JOIN sheet_mapping_removal
    ON sheet_mapping.mapping_id = sheet_mapping_removal.mapping_id
