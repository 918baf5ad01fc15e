-- One row per entity, year, sector and action that the year's PEG or PIAO states: in which of them
-- it stands, and where.
WITH ranked_statement AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        year_document.document_kind,
        action.sector_code,
        action.action_code,
        action.upload_id,
        action.sheet_name,
        action.cell,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                year_document.document_kind,
                action.sector_code,
                action.action_code
            ORDER BY
                year_document.document_id DESC,
                action.row_number
        ) AS statement_rank
    FROM year_document
    INNER JOIN action
        ON year_document.document_id = action.document_id
    WHERE year_document.document_kind IN ('peg_actions', 'piao_sheet')
        AND year_document.document_year = year_document.reference_year
)
SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    count(CASE WHEN document_kind = 'peg_actions' THEN 1 END) > 0 AS is_in_peg,
    max(CASE WHEN document_kind = 'peg_actions' THEN upload_id END) AS peg_upload_id,
    max(CASE WHEN document_kind = 'peg_actions' THEN sheet_name END) AS peg_sheet_name,
    max(CASE WHEN document_kind = 'peg_actions' THEN cell END) AS peg_cell,
    count(CASE WHEN document_kind = 'piao_sheet' THEN 1 END) > 0 AS is_in_piao,
    max(CASE WHEN document_kind = 'piao_sheet' THEN upload_id END) AS piao_upload_id,
    max(CASE WHEN document_kind = 'piao_sheet' THEN sheet_name END) AS piao_sheet_name,
    max(CASE WHEN document_kind = 'piao_sheet' THEN cell END) AS piao_cell
FROM ranked_statement
WHERE statement_rank = 1
GROUP BY
    entity_code,
    reference_year,
    sector_code,
    action_code
