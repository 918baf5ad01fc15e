-- What has come in and still counts, whoever sent it how often: the first file of a document and the newest one. One row per entity, kind, year, and sector or strategic direction.
WITH standing_document AS (
    SELECT
        document.document_id,
        document.upload_id,
        document.entity_code,
        document.document_kind,
        document.reference_year,
        coalesce(document.sector_code, sector.sector_code) AS sector_code,
        document.strategic_direction_code,
        upload.uploaded_at
    FROM received_document AS document
    INNER JOIN upload
        ON document.upload_id = upload.upload_id
    -- A sheet of several sectors that is one document is a delivery of each of them.
    LEFT JOIN sector
        ON document.document_id = sector.document_id
        AND document.sector_code IS NULL
        AND document.document_kind <> 'dup_status'
    WHERE document.document_kind <> 'registry'
        AND NOT EXISTS (
            SELECT 1
            FROM upload_revocation
            WHERE upload_revocation.upload_id = document.upload_id
        )
        AND (CAST($entity_code AS VARCHAR) IS NULL OR document.entity_code = $entity_code)
        AND (
            CAST($reference_year AS INTEGER) IS NULL
            OR document.reference_year = $reference_year
        )
),

slot AS (
    SELECT
        entity_code,
        document_kind,
        reference_year,
        sector_code,
        strategic_direction_code,
        min(uploaded_at) AS first_uploaded_at,
        max(upload_id) AS upload_id,
        max(document_id) AS document_id,
        count(DISTINCT upload_id) AS upload_count
    FROM standing_document
    GROUP BY
        entity_code,
        document_kind,
        reference_year,
        sector_code,
        strategic_direction_code
),

document_sheet AS (
    SELECT
        document_id,
        sheet_name
    FROM action

    UNION

    SELECT
        document_id,
        sheet_name
    FROM dup_status
),

sheet_list AS (
    SELECT
        document_id,
        string_agg(sheet_name, chr(10) ORDER BY sheet_name) AS sheet_names
    FROM document_sheet
    GROUP BY document_id
)
SELECT
    slot.entity_code,
    slot.document_kind,
    slot.reference_year,
    slot.sector_code,
    slot.strategic_direction_code,
    slot.first_uploaded_at,
    slot.upload_count,
    slot.upload_id,
    upload.file_name,
    upload.uploaded_at,
    sheet_list.sheet_names,
    coalesce(upload_template.changed_cell_count = 0, FALSE) AS is_unchanged,
    coalesce(upload_template.is_outdated, FALSE) AS is_outdated
FROM slot
INNER JOIN upload
    ON slot.upload_id = upload.upload_id
LEFT JOIN upload_template
    ON slot.upload_id = upload_template.upload_id
LEFT JOIN sheet_list
    ON slot.document_id = sheet_list.document_id
WHERE (CAST($sector_code AS VARCHAR) IS NULL OR slot.sector_code = $sector_code)
    AND (
        CAST($strategic_direction_code AS VARCHAR) IS NULL
        OR slot.strategic_direction_code = $strategic_direction_code
    )
ORDER BY
    slot.entity_code,
    slot.reference_year DESC,
    slot.document_kind,
    natural_order(slot.sector_code),
    natural_order(slot.strategic_direction_code)
