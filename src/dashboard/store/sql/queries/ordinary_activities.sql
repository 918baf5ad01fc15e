-- How much of each measure of ordinary activity was done, year by year, as known in the reference year. One row per entity, reference year, sector, measure and value year.
SELECT
    activity.entity_code,
    activity.reference_year,
    activity.sector_code,
    current_sector.sector_name,
    activity.service_name,
    activity.measure_code,
    activity.measure_name,
    activity.unit,
    activity.value_year,
    activity.value_number,
    activity.value_text,
    activity.note,
    activity.report_year,
    activity.earlier_value_number,
    activity.earlier_report_year,
    activity.upload_id,
    upload.file_name,
    activity.sheet_name,
    activity.cell
FROM current_ordinary_activity AS activity
INNER JOIN upload
    ON activity.upload_id = upload.upload_id
LEFT JOIN current_sector
    ON activity.entity_code = current_sector.entity_code
    AND activity.sector_code = current_sector.sector_code
WHERE (CAST($entity_code AS VARCHAR) IS NULL OR activity.entity_code = $entity_code)
    AND (CAST($reference_year AS INTEGER) IS NULL OR activity.reference_year = $reference_year)
    AND (CAST($sector_code AS VARCHAR) IS NULL OR activity.sector_code = $sector_code)
ORDER BY
    activity.entity_code,
    activity.reference_year DESC,
    natural_order(activity.sector_code),
    natural_order(activity.measure_code),
    activity.value_year
