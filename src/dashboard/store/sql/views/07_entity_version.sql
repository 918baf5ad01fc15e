-- One row per entity with anything stored: how much was ever said of it. The number grows with
-- every upload, revocation, decision and statement, so that equal numbers mean equal results.
WITH statement AS (
    SELECT entity_code
    FROM upload

    UNION ALL

    SELECT upload.entity_code
    FROM upload_revocation
    INNER JOIN upload
        ON upload_revocation.upload_id = upload.upload_id

    UNION ALL

    SELECT entity_code
    FROM proposal_decision

    UNION ALL

    SELECT entity_code
    FROM assessment
)
SELECT
    entity_code,
    count(*) AS statement_count
FROM statement
GROUP BY entity_code
