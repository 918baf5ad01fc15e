-- The innovations in work processes and services, as the reports in force tell them. One row per entity, reference year, sector and innovation.
SELECT
    innovation.entity_code,
    current_document.reference_year,
    innovation.sector_code,
    current_sector.sector_name,
    innovation.service_name,
    innovation.innovation_code,
    innovation.innovation_name,
    innovation.innovation_area,
    innovation.description,
    innovation.start_date,
    innovation.beneficiaries,
    innovation.benefit,
    innovation.note,
    innovation.upload_id,
    upload.file_name,
    innovation.sheet_name,
    innovation.cell
FROM innovation
INNER JOIN current_document
    ON innovation.document_id = current_document.document_id
INNER JOIN upload
    ON innovation.upload_id = upload.upload_id
LEFT JOIN current_sector
    ON innovation.entity_code = current_sector.entity_code
    AND innovation.sector_code = current_sector.sector_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR innovation.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR current_document.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR innovation.sector_code = $sector_code)
ORDER BY
    innovation.entity_code,
    current_document.reference_year DESC,
    natural_order(innovation.sector_code),
    natural_order(innovation.innovation_code),
    innovation.upload_id,
    innovation.row_number
