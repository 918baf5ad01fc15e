-- One row per sum of money of an action in a year, as the PEG breaks it down by cost centre and
-- factor of production. What an action breaks down counts as broken down; of the rest its own sums
-- count, in a row by themselves: no money counts twice. A place that a row leaves out is its action's.
WITH detail AS (
    SELECT
        current_document.entity_code,
        current_document.reference_year,
        action_finance.sector_code,
        action_finance.action_code,
        action_finance.cost_centre,
        action_finance.production_factor,
        action_finance.budget_chapter,
        action_finance.mission_programme,
        action_finance.allocated_eur,
        action_finance.committed_eur,
        action_finance.paid_eur,
        action_finance.note,
        action_finance.upload_id,
        action_finance.sheet_name,
        action_finance.row_number,
        action_finance.cell
    FROM action_finance
    INNER JOIN current_document
        ON action_finance.document_id = current_document.document_id
    -- A list that has several rows of money for an action gives way to the sheet of resources.
    WHERE current_document.document_kind = 'action_finances'
        OR NOT EXISTS (
            SELECT 1
            FROM action_finance AS in_sheet
            INNER JOIN current_document AS sheet
                ON in_sheet.document_id = sheet.document_id
            WHERE sheet.document_kind = 'action_finances'
                AND sheet.entity_code = current_document.entity_code
                AND sheet.reference_year = current_document.reference_year
                AND in_sheet.sector_code = action_finance.sector_code
                AND in_sheet.action_code = action_finance.action_code
        )
),

broken_down AS (
    SELECT
        entity_code,
        reference_year,
        sector_code,
        action_code,
        count(allocated_eur) AS allocated_count,
        count(committed_eur) AS committed_count,
        count(paid_eur) AS paid_count
    FROM detail
    GROUP BY
        entity_code,
        reference_year,
        sector_code,
        action_code
),

-- An earlier plan's money is money of another year.
ranked_place AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        action.sector_code,
        action.action_code,
        action.upload_id,
        action.sheet_name,
        action.row_number,
        action.cell,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                action.sector_code,
                action.action_code
            ORDER BY
                year_document.source_rank,
                year_document.document_id DESC,
                action.row_number
        ) AS place_rank
    FROM year_document
    INNER JOIN action
        ON year_document.document_id = action.document_id
    WHERE year_document.document_year = year_document.reference_year
        AND coalesce(action.allocated_eur, action.committed_eur, action.paid_eur) IS NOT NULL
),

own_sum AS (
    SELECT
        current_action.entity_code,
        current_action.reference_year,
        current_action.sector_code,
        current_action.action_code,
        current_action.cost_centre,
        current_action.production_factor,
        current_action.budget_chapter,
        current_action.mission_programme,
        CASE WHEN coalesce(broken_down.allocated_count, 0) = 0 THEN current_action.allocated_eur END AS allocated_eur,
        CASE WHEN coalesce(broken_down.committed_count, 0) = 0 THEN current_action.committed_eur END AS committed_eur,
        CASE WHEN coalesce(broken_down.paid_count, 0) = 0 THEN current_action.paid_eur END AS paid_eur,
        ranked_place.upload_id,
        ranked_place.sheet_name,
        ranked_place.row_number,
        ranked_place.cell
    FROM current_action
    INNER JOIN ranked_place
        ON current_action.entity_code = ranked_place.entity_code
        AND current_action.reference_year = ranked_place.reference_year
        AND current_action.sector_code = ranked_place.sector_code
        AND current_action.action_code = ranked_place.action_code
        AND ranked_place.place_rank = 1
    LEFT JOIN broken_down
        ON current_action.entity_code = broken_down.entity_code
        AND current_action.reference_year = broken_down.reference_year
        AND current_action.sector_code = broken_down.sector_code
        AND current_action.action_code = broken_down.action_code
)
SELECT
    detail.entity_code,
    detail.reference_year,
    detail.sector_code,
    detail.action_code,
    TRUE AS is_broken_down,
    coalesce(detail.cost_centre, current_action.cost_centre) AS cost_centre,
    coalesce(detail.production_factor, current_action.production_factor) AS production_factor,
    coalesce(detail.budget_chapter, current_action.budget_chapter) AS budget_chapter,
    coalesce(detail.mission_programme, current_action.mission_programme) AS mission_programme,
    detail.allocated_eur,
    detail.committed_eur,
    detail.paid_eur,
    detail.note,
    detail.upload_id,
    detail.sheet_name,
    detail.row_number,
    detail.cell
FROM detail
LEFT JOIN current_action
    ON detail.entity_code = current_action.entity_code
    AND detail.reference_year = current_action.reference_year
    AND detail.sector_code = current_action.sector_code
    AND detail.action_code = current_action.action_code

UNION ALL

SELECT
    entity_code,
    reference_year,
    sector_code,
    action_code,
    FALSE AS is_broken_down,
    cost_centre,
    production_factor,
    budget_chapter,
    mission_programme,
    allocated_eur,
    committed_eur,
    paid_eur,
    NULL AS note,
    upload_id,
    sheet_name,
    row_number,
    cell
FROM own_sum
WHERE coalesce(allocated_eur, committed_eur, paid_eur) IS NOT NULL
