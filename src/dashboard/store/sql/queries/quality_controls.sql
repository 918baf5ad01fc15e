-- The controls of quality that sectors started by themselves, as the reports in force tell them. One row per entity, reference year, sector and control.
SELECT
    quality_control.entity_code,
    current_document.reference_year,
    quality_control.sector_code,
    current_sector.sector_name,
    quality_control.service_name,
    quality_control.control_code,
    quality_control.control_name,
    quality_control.control_method,
    quality_control.control_date,
    quality_control.checked_count,
    quality_control.non_compliant_count,
    100 * quality_control.non_compliant_count / nullif(quality_control.checked_count, 0)
        AS non_compliant_pct,
    quality_control.outcome,
    quality_control.corrective_action,
    quality_control.note,
    quality_control.upload_id,
    upload.file_name,
    quality_control.sheet_name,
    quality_control.cell
FROM quality_control
INNER JOIN current_document
    ON quality_control.document_id = current_document.document_id
INNER JOIN upload
    ON quality_control.upload_id = upload.upload_id
LEFT JOIN current_sector
    ON quality_control.entity_code = current_sector.entity_code
    AND quality_control.sector_code = current_sector.sector_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR quality_control.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR current_document.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR quality_control.sector_code = $sector_code)
ORDER BY
    quality_control.entity_code,
    current_document.reference_year DESC,
    natural_order(quality_control.sector_code),
    natural_order(quality_control.control_code),
    quality_control.upload_id,
    quality_control.row_number
