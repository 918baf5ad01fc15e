-- Where each action of a year is stated first: in the plan of the year, else the PEG, an earlier plan, the reports. One row per entity, year, sector and action.
WITH ranked_statement AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        action.sector_code,
        action.action_code,
        action.upload_id,
        action.sheet_name,
        action.cell,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                action.sector_code,
                action.action_code
            ORDER BY
                year_document.source_rank,
                year_document.document_year DESC,
                year_document.document_id DESC,
                action.row_number
        ) AS statement_rank
    FROM year_document
    INNER JOIN action
        ON year_document.document_id = action.document_id
    WHERE (CAST($entity_code AS VARCHAR) IS NULL OR year_document.entity_code = $entity_code)
        AND (CAST($reference_year AS INTEGER) IS NULL OR year_document.reference_year = $reference_year)
        AND (CAST($sector_code AS VARCHAR) IS NULL OR action.sector_code = $sector_code)
)
SELECT
    ranked_statement.entity_code,
    ranked_statement.reference_year,
    ranked_statement.sector_code,
    ranked_statement.action_code,
    ranked_statement.upload_id,
    upload.file_name,
    ranked_statement.sheet_name,
    ranked_statement.cell
FROM ranked_statement
INNER JOIN upload
    ON ranked_statement.upload_id = upload.upload_id
WHERE ranked_statement.statement_rank = 1
ORDER BY
    ranked_statement.entity_code,
    ranked_statement.reference_year,
    natural_order(ranked_statement.sector_code),
    natural_order(ranked_statement.action_code)
