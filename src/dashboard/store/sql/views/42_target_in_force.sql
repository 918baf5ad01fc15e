-- One row per entity, year, period and indicator with a target. A target of its own for mid-year
-- comes before the year's; one varied by a decision, in whatever file it was proposed, before the
-- plan's; the plan of the year before earlier plans, and these before what the reports say. The
-- measure kind and unit are those of the document that states the target.
WITH result_period AS (
    SELECT period
    FROM period_rule
),

ranked_target AS (
    SELECT
        year_document.entity_code,
        year_document.reference_year,
        result_period.period,
        target.sector_code,
        target.action_code,
        target.indicator_code,
        target.document_id,
        target.upload_id,
        target.period AS target_period,
        target.target_text,
        target.operator,
        target.target_number,
        target.target_upper_number,
        target.target_date,
        target.target_boolean,
        target.sheet_name,
        target.cell,
        variation.decision_id,
        row_number() OVER (
            PARTITION BY
                year_document.entity_code,
                year_document.reference_year,
                result_period.period,
                target.sector_code,
                target.action_code,
                target.indicator_code
            ORDER BY
                CASE WHEN target.period = result_period.period THEN 0 ELSE 1 END,
                CASE WHEN variation.decision_id IS NULL THEN 1 ELSE 0 END,
                variation.decision_id DESC,
                CASE
                    WHEN year_document.source_rank <= 3 THEN year_document.source_rank
                    WHEN year_document.period = result_period.period THEN 4
                    ELSE 5
                END,
                year_document.document_year DESC,
                year_document.document_id DESC
        ) AS target_rank
    FROM year_document
    INNER JOIN target
        ON year_document.document_id = target.document_id
        AND year_document.reference_year = target.target_year
    LEFT JOIN accepted_variation AS variation
        ON target.upload_id = variation.upload_id
        AND target.sheet_name = variation.sheet_name
        AND target.cell = variation.cell
    INNER JOIN result_period
        ON target.period = result_period.period
        OR target.period = 'final'
    WHERE year_document.document_kind <> 'peg_actions'
)
SELECT
    ranked_target.entity_code,
    ranked_target.reference_year,
    ranked_target.period,
    ranked_target.sector_code,
    ranked_target.action_code,
    ranked_target.indicator_code,
    ranked_target.target_period,
    indicator.measure_kind,
    indicator.unit,
    ranked_target.target_text,
    ranked_target.operator,
    ranked_target.target_number,
    ranked_target.target_upper_number,
    ranked_target.target_date,
    ranked_target.target_boolean,
    ranked_target.upload_id,
    ranked_target.sheet_name,
    ranked_target.cell,
    ranked_target.decision_id
FROM ranked_target
LEFT JOIN indicator
    ON ranked_target.document_id = indicator.document_id
    AND ranked_target.sector_code = indicator.sector_code
    AND ranked_target.action_code = indicator.action_code
    AND ranked_target.indicator_code = indicator.indicator_code
WHERE ranked_target.target_rank = 1
