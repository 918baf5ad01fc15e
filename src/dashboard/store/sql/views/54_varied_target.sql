-- One row per entity, year, period and indicator whose target was varied by a decision: the target
-- as it first was, and how far the result went towards that one by the same rule.
WITH ranked_original AS (
    SELECT
        target.entity_code,
        target.sector_code,
        target.action_code,
        target.indicator_code,
        target.target_year,
        target.period AS target_period,
        target.target_text,
        target.operator,
        target.target_number,
        target.target_upper_number,
        target.target_date,
        target.target_boolean,
        accepted_variation.decision_id,
        row_number() OVER (
            PARTITION BY
                target.entity_code,
                target.sector_code,
                target.action_code,
                target.indicator_code,
                target.target_year,
                target.period
            ORDER BY
                accepted_variation.decision_id,
                accepted_variation.upload_id
        ) AS story_rank
    FROM accepted_variation
    INNER JOIN received_document
        ON accepted_variation.upload_id = received_document.upload_id
    INNER JOIN target
        ON received_document.document_id = target.document_id
        AND accepted_variation.sheet_name = target.sheet_name
        AND accepted_variation.cell = target.cell
),

compared_result AS (
    SELECT
        stated_result.entity_code,
        stated_result.reference_year,
        stated_result.period,
        stated_result.sector_code,
        stated_result.action_code,
        stated_result.indicator_code,
        stated_result.rule_method,
        stated_result.rule_document_id,
        stated_result.cap_pct,
        stated_result.floor_pct,
        stated_result.rounding_digits,
        stated_result.rounding_direction,
        stated_result.band_table,
        stated_result.result_text,
        ranked_original.decision_id,
        ranked_original.target_text,
        ranked_original.operator,
        ranked_original.target_number,
        ranked_original.target_upper_number,
        ranked_original.target_date,
        ranked_original.target_boolean,
        compared_figure(
            stated_result.rule_method,
            stated_result.measure_kind,
            stated_result.target_zero,
            stated_result.unit,
            stated_result.baseline_number,
            stated_result.year_before_number,
            ranked_original.target_number,
            ranked_original.target_upper_number,
            ranked_original.target_date,
            ranked_original.target_boolean,
            stated_result.result_number,
            stated_result.result_date,
            stated_result.result_boolean,
            stated_result.result_numerator,
            stated_result.result_denominator
        ) AS figure
    FROM ranked_original
    INNER JOIN stated_result
        ON ranked_original.entity_code = stated_result.entity_code
        AND ranked_original.target_year = stated_result.reference_year
        AND ranked_original.sector_code = stated_result.sector_code
        AND ranked_original.action_code = stated_result.action_code
        AND ranked_original.indicator_code = stated_result.indicator_code
        AND (
            ranked_original.target_period = stated_result.target_period
            OR stated_result.target_period IS NULL
        )
    WHERE ranked_original.story_rank = 1
)
SELECT
    compared_result.entity_code,
    compared_result.reference_year,
    compared_result.period,
    compared_result.sector_code,
    compared_result.action_code,
    compared_result.indicator_code,
    compared_result.decision_id AS first_decision_id,
    compared_result.target_text AS original_target_text,
    compared_result.operator AS original_operator,
    compared_result.target_number AS original_target_number,
    compared_result.target_upper_number AS original_target_upper_number,
    compared_result.target_date AS original_target_date,
    compared_result.target_boolean AS original_target_boolean,
    measured_achievement_pct(
        compared_result.rule_method,
        compared_result.figure,
        compared_result.floor_pct,
        compared_result.cap_pct,
        compared_result.rounding_digits,
        compared_result.rounding_direction,
        compared_result.band_table,
        pct_within_band(
            compared_result.figure,
            band.pct,
            band.lower_number,
            band.upper_number,
            band.upper_pct
        )
    ) AS original_achievement_pct
FROM compared_result
LEFT JOIN band_in_force AS band
    ON compared_result.rule_document_id = band.document_id
    AND compared_result.band_table = band.band_table
    AND band_holds(
        compared_result.rule_method,
        compared_result.figure,
        compared_result.result_text,
        band.lower_number,
        band.upper_number,
        band.plain_word,
        band.is_first,
        band.is_last
    )
