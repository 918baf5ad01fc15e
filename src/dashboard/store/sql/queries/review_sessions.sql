-- Sessions of the Nucleo as they were put on record last, the newest first. One row per session.
SELECT
    review_session_id,
    entity_code,
    session_number,
    reference_year,
    period,
    session_date,
    place,
    members,
    criteria,
    findings,
    open_points,
    stated_by,
    stated_role,
    stated_at
FROM review_session AS stated
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR reference_year = $reference_year)
    AND (CAST($period AS VARCHAR) IS NULL OR period = $period)
    AND NOT EXISTS (
        SELECT 1
        FROM review_session AS newer
        WHERE newer.entity_code = stated.entity_code
            AND newer.session_number = stated.session_number
            AND newer.review_session_id > stated.review_session_id
    )
ORDER BY session_number DESC
