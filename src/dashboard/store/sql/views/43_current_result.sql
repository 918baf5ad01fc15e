-- One row per entity, year, period and indicator for which a report in force has a row. has_result
-- says whether anything was written there; an empty cell is a missing result, not a zero.
WITH ranked_result AS (
    SELECT
        result.entity_code,
        result.result_year AS reference_year,
        result.period,
        result.sector_code,
        result.action_code,
        result.indicator_code,
        result.upload_id,
        result.result_text,
        result.result_number,
        result.result_date,
        result.result_boolean,
        nullif(trim(result.reason), '') AS reason,
        result.note,
        result.declared_achievement_pct,
        result.is_not_assessable,
        result.not_assessable_reason,
        result.is_not_due,
        result.stated_state,
        result.numerator,
        result.denominator,
        result.sheet_name,
        result.cell,
        current_document.achievement_basis,
        row_number() OVER (
            PARTITION BY
                result.entity_code,
                result.result_year,
                result.period,
                result.sector_code,
                result.action_code,
                result.indicator_code
            ORDER BY result.document_id DESC, result.row_number
        ) AS result_rank
    FROM result
    INNER JOIN current_document
        ON result.document_id = current_document.document_id
)
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    upload_id,
    result_text,
    result_number,
    result_date,
    result_boolean,
    reason,
    note,
    declared_achievement_pct,
    is_not_assessable,
    not_assessable_reason,
    is_not_due,
    stated_state,
    numerator,
    denominator,
    sheet_name,
    cell,
    achievement_basis,
    (
        result_number IS NOT NULL
        OR result_date IS NOT NULL
        OR result_boolean IS NOT NULL
        OR nullif(trim(result_text), '') IS NOT NULL
        OR (numerator IS NOT NULL AND denominator IS NOT NULL)
        OR (achievement_basis = 'declared' AND declared_achievement_pct IS NOT NULL)
    ) AS has_result
FROM ranked_result
WHERE result_rank = 1
