-- One row per upload: what the file holds, in words joined by commas, and whether any of its
-- documents is in force.
WITH document_tally AS (
    SELECT
        upload_id,
        string_agg(DISTINCT document_kind, ', ' ORDER BY document_kind) AS document_kinds,
        string_agg(
            DISTINCT CAST(reference_year AS VARCHAR), ', ' ORDER BY CAST(reference_year AS VARCHAR)
        ) AS reference_years,
        string_agg(DISTINCT period, ', ' ORDER BY period) AS periods,
        sum(row_count) AS row_count
    FROM received_document
    GROUP BY upload_id
),

sector_tally AS (
    SELECT
        sector.upload_id,
        string_agg(DISTINCT sector.sector_code, ', ' ORDER BY sector.sector_code) AS sector_codes,
        string_agg(DISTINCT sector.sector_name, ', ' ORDER BY sector.sector_name) AS sector_names
    FROM sector
    GROUP BY sector.upload_id
),

direction_tally AS (
    SELECT
        upload_id,
        string_agg(
            DISTINCT strategic_direction_code, ', ' ORDER BY strategic_direction_code
        ) AS direction_codes,
        string_agg(
            DISTINCT strategic_direction_name, ', ' ORDER BY strategic_direction_name
        ) AS direction_names
    FROM strategic_direction
    GROUP BY upload_id
),

issue_tally AS (
    SELECT
        upload_id,
        count(*) AS issue_count,
        count(*) FILTER (WHERE severity = 'warning') AS warning_count
    FROM issue
    GROUP BY upload_id
),

proposal_tally AS (
    SELECT
        upload_id,
        count(*) AS proposal_count
    FROM proposal
    GROUP BY upload_id
),

revocation AS (
    SELECT
        upload_id,
        max(reason) AS revoked_reason
    FROM upload_revocation
    GROUP BY upload_id
)
SELECT
    upload.upload_id,
    upload.entity_code,
    upload.file_name,
    upload.folder_name,
    document_tally.document_kinds,
    document_tally.reference_years,
    document_tally.periods,
    sector_tally.sector_codes,
    sector_tally.sector_names,
    direction_tally.direction_codes,
    direction_tally.direction_names,
    CAST(coalesce(document_tally.row_count, 0) AS BIGINT) AS row_count,
    coalesce(issue_tally.issue_count, 0) AS issue_count,
    coalesce(issue_tally.warning_count, 0) AS warning_count,
    coalesce(proposal_tally.proposal_count, 0) AS proposal_count,
    upload.uploaded_at,
    upload.uploaded_by,
    upload.uploaded_role,
    EXISTS (
        SELECT 1
        FROM current_document
        WHERE current_document.upload_id = upload.upload_id
    ) AS is_current,
    revocation.upload_id IS NOT NULL AS is_revoked,
    revocation.revoked_reason
FROM upload
LEFT JOIN document_tally
    ON upload.upload_id = document_tally.upload_id
LEFT JOIN sector_tally
    ON upload.upload_id = sector_tally.upload_id
LEFT JOIN direction_tally
    ON upload.upload_id = direction_tally.upload_id
LEFT JOIN issue_tally
    ON upload.upload_id = issue_tally.upload_id
LEFT JOIN proposal_tally
    ON upload.upload_id = proposal_tally.upload_id
LEFT JOIN revocation
    ON upload.upload_id = revocation.upload_id
