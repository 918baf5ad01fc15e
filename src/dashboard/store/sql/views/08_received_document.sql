-- One row per document as its file stated it when it came, before anything was decided on it.
SELECT
    document_id,
    upload_id,
    entity_code,
    document_kind,
    reference_year,
    cycle_start_year,
    cycle_end_year,
    period,
    sector_code,
    strategic_direction_code,
    achievement_basis,
    row_count
FROM document
WHERE revision_number = 0
