-- What was missing or odd in one upload when it was read, in force or not, gravest first. One row per issue.
SELECT
    issue.upload_id,
    upload.file_name,
    issue.severity,
    issue.issue_code,
    issue.sheet_name,
    issue.cell,
    issue.expected,
    issue.found,
    issue.params_json
FROM issue
INNER JOIN upload
    ON issue.upload_id = upload.upload_id
WHERE issue.upload_id = CAST($upload_id AS BIGINT)
ORDER BY
    CASE issue.severity
        WHEN 'blocking' THEN 0
        WHEN 'warning' THEN 1
        ELSE 2
    END,
    issue.issue_code,
    issue.sheet_name,
    issue.cell
