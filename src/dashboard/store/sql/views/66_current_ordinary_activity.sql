-- One row per entity, reference year, sector, measure and value year: how much was done in that
-- year, as told by the reports of the reference year and of the three years before. Of several
-- reports the newest that says something counts; what the one before it said stands beside it.
WITH known_year AS (
    SELECT DISTINCT
        entity_code,
        reference_year
    FROM current_document
    WHERE document_kind = 'ordinary_activity'
),

-- A measure written twice in one report counts where it is written first.
ranked_line AS (
    SELECT
        current_document.reference_year AS report_year,
        ordinary_activity.document_id,
        ordinary_activity.entity_code,
        ordinary_activity.upload_id,
        ordinary_activity.sheet_name,
        ordinary_activity.row_number,
        ordinary_activity.cell,
        ordinary_activity.sector_code,
        ordinary_activity.measure_code,
        ordinary_activity.measure_name,
        ordinary_activity.value_year,
        ordinary_activity.service_name,
        ordinary_activity.unit,
        ordinary_activity.value_number,
        ordinary_activity.value_text,
        ordinary_activity.note,
        row_number() OVER (
            PARTITION BY
                ordinary_activity.document_id,
                ordinary_activity.sector_code,
                ordinary_activity.measure_code,
                ordinary_activity.value_year
            ORDER BY ordinary_activity.row_number
        ) AS line_rank
    FROM ordinary_activity
    INNER JOIN current_document
        ON ordinary_activity.document_id = current_document.document_id
),

ranked_statement AS (
    SELECT
        known_year.reference_year,
        ranked_line.report_year,
        ranked_line.document_id,
        ranked_line.entity_code,
        ranked_line.upload_id,
        ranked_line.sheet_name,
        ranked_line.row_number,
        ranked_line.cell,
        ranked_line.sector_code,
        ranked_line.measure_code,
        ranked_line.measure_name,
        ranked_line.value_year,
        ranked_line.service_name,
        ranked_line.unit,
        ranked_line.value_number,
        ranked_line.value_text,
        ranked_line.note,
        row_number() OVER newest_first AS statement_rank,
        lead(ranked_line.value_number) OVER newest_first AS earlier_value_number,
        lead(ranked_line.report_year) OVER newest_first AS earlier_report_year
    FROM known_year
    INNER JOIN ranked_line
        ON known_year.entity_code = ranked_line.entity_code
        AND ranked_line.report_year BETWEEN known_year.reference_year - 3 AND known_year.reference_year
        AND ranked_line.value_year <= known_year.reference_year
    WHERE ranked_line.line_rank = 1
    WINDOW newest_first AS (
        PARTITION BY
            ranked_line.entity_code,
            known_year.reference_year,
            ranked_line.sector_code,
            ranked_line.measure_code,
            ranked_line.value_year
        ORDER BY
            CASE
                WHEN ranked_line.value_number IS NULL AND ranked_line.value_text IS NULL THEN 1
                ELSE 0
            END,
            ranked_line.report_year DESC,
            ranked_line.upload_id DESC,
            ranked_line.document_id DESC
    )
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    measure_code,
    measure_name,
    service_name,
    unit,
    value_year,
    value_number,
    value_text,
    note,
    report_year,
    CASE WHEN earlier_value_number <> value_number THEN earlier_value_number END
        AS earlier_value_number,
    CASE WHEN earlier_value_number <> value_number THEN earlier_report_year END
        AS earlier_report_year,
    document_id,
    upload_id,
    sheet_name,
    row_number,
    cell
FROM ranked_statement
WHERE statement_rank = 1
