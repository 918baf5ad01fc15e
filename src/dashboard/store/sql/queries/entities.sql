-- The entities whose documents are kept. One row per entity.
SELECT
    entity.entity_code,
    entity.entity_name,
    count(upload.upload_id) AS upload_count,
    max(upload.uploaded_at) AS last_upload_at
FROM entity
LEFT JOIN upload
    ON entity.entity_code = upload.entity_code
GROUP BY
    entity.entity_code,
    entity.entity_name
ORDER BY
    last_upload_at DESC,
    entity.entity_code
