-- One row per entity, year, period and indicator that is planned or reported: target in force and
-- result side by side, and how far the one went towards the other by the rule that applies. Nothing
-- is judged yet. What the result is worth against the year's target differs only where mid-year has
-- a target of its own.
WITH compared_result AS (
    SELECT
        year_indicator.entity_code,
        year_indicator.reference_year,
        year_period.period,
        year_indicator.sector_code,
        year_indicator.action_code,
        year_indicator.indicator_code,
        year_indicator.indicator_name,
        coalesce(target.measure_kind, year_indicator.measure_kind) AS measure_kind,
        coalesce(target.unit, year_indicator.unit) AS unit,
        year_indicator.baseline_text,
        year_indicator.baseline_number,
        year_indicator.source,
        year_indicator.weight,
        year_indicator.nature AS stated_nature,
        rule.rule_code,
        rule.rule_name,
        rule.rule_method,
        rule.rule_document_id,
        rule.cap_pct,
        rule.floor_pct,
        rule.target_zero,
        rule.missing_result,
        rule.rounding_digits,
        rule.rounding_direction,
        rule.band_table,
        coalesce(year_indicator.nature, rule.nature) AS nature,
        year_before.result_number AS year_before_number,
        current_result.numerator AS result_numerator,
        current_result.denominator AS result_denominator,
        target.operator,
        target.target_period,
        target.target_text,
        target.target_number,
        target.target_upper_number,
        target.target_date,
        target.target_boolean,
        target.upload_id AS target_upload_id,
        target.sheet_name AS target_sheet_name,
        target.cell AS target_cell,
        coalesce(target.target_period = year_period.period, FALSE)
        AND year_period.period = 'intermediate' AS has_own_target,
        coalesce(
            target.target_date <= make_date(year_indicator.reference_year, 6, 30), FALSE
        ) AS is_target_date_passed,
        compared_figure(
            rule.rule_method,
            coalesce(target.measure_kind, year_indicator.measure_kind),
            rule.target_zero,
            coalesce(target.unit, year_indicator.unit),
            year_indicator.baseline_number,
            year_before.result_number,
            target.target_number,
            target.target_upper_number,
            target.target_date,
            target.target_boolean,
            current_result.result_number,
            current_result.result_date,
            current_result.result_boolean,
            current_result.numerator,
            current_result.denominator
        ) AS figure,
        year_rule.rule_method AS year_rule_method,
        year_rule.rule_document_id AS year_rule_document_id,
        year_rule.cap_pct AS year_cap_pct,
        year_rule.floor_pct AS year_floor_pct,
        year_rule.rounding_digits AS year_rounding_digits,
        year_rule.rounding_direction AS year_rounding_direction,
        year_rule.band_table AS year_band_table,
        compared_figure(
            year_rule.rule_method,
            coalesce(year_target.measure_kind, year_indicator.measure_kind),
            year_rule.target_zero,
            coalesce(year_target.unit, year_indicator.unit),
            year_indicator.baseline_number,
            year_before.result_number,
            year_target.target_number,
            year_target.target_upper_number,
            year_target.target_date,
            year_target.target_boolean,
            current_result.result_number,
            current_result.result_date,
            current_result.result_boolean,
            current_result.numerator,
            current_result.denominator
        ) AS year_figure,
        current_result.result_text,
        current_result.result_number,
        current_result.result_date,
        current_result.result_boolean,
        current_result.reason,
        current_result.note,
        current_result.declared_achievement_pct,
        coalesce(current_result.achievement_basis, 'measured') AS achievement_basis,
        coalesce(current_result.is_not_assessable, FALSE) AS is_not_assessable,
        current_result.not_assessable_reason,
        coalesce(current_result.is_not_due, NOT year_period.is_reported) AS is_not_due,
        current_result.stated_state,
        coalesce(current_result.has_result, FALSE) AS has_result,
        current_result.upload_id AS result_upload_id,
        current_result.sheet_name AS result_sheet_name,
        current_result.cell AS result_cell
    FROM year_indicator
    INNER JOIN year_period
        ON year_indicator.entity_code = year_period.entity_code
        AND year_indicator.reference_year = year_period.reference_year
    LEFT JOIN target_in_force AS target
        ON year_indicator.entity_code = target.entity_code
        AND year_indicator.reference_year = target.reference_year
        AND year_period.period = target.period
        AND year_indicator.sector_code = target.sector_code
        AND year_indicator.action_code = target.action_code
        AND year_indicator.indicator_code = target.indicator_code
    LEFT JOIN target_in_force AS year_target
        ON year_period.period = 'intermediate'
        AND target.target_period = 'intermediate'
        AND year_indicator.entity_code = year_target.entity_code
        AND year_indicator.reference_year = year_target.reference_year
        AND year_target.period = 'final'
        AND year_indicator.sector_code = year_target.sector_code
        AND year_indicator.action_code = year_target.action_code
        AND year_indicator.indicator_code = year_target.indicator_code
    LEFT JOIN current_result
        ON year_indicator.entity_code = current_result.entity_code
        AND year_indicator.reference_year = current_result.reference_year
        AND year_period.period = current_result.period
        AND year_indicator.sector_code = current_result.sector_code
        AND year_indicator.action_code = current_result.action_code
        AND year_indicator.indicator_code = current_result.indicator_code
    LEFT JOIN indicator_rule AS rule
        ON year_indicator.entity_code = rule.entity_code
        AND year_indicator.reference_year = rule.reference_year
        AND year_indicator.sector_code = rule.sector_code
        AND year_indicator.action_code = rule.action_code
        AND year_indicator.indicator_code = rule.indicator_code
        AND coalesce(target.measure_kind, year_indicator.measure_kind) = rule.measure_kind
    LEFT JOIN indicator_rule AS year_rule
        ON year_period.period = 'intermediate'
        AND target.target_period = 'intermediate'
        AND year_indicator.entity_code = year_rule.entity_code
        AND year_indicator.reference_year = year_rule.reference_year
        AND year_indicator.sector_code = year_rule.sector_code
        AND year_indicator.action_code = year_rule.action_code
        AND year_indicator.indicator_code = year_rule.indicator_code
        AND coalesce(year_target.measure_kind, year_indicator.measure_kind) = year_rule.measure_kind
    LEFT JOIN current_result AS year_before
        ON year_indicator.entity_code = year_before.entity_code
        AND year_indicator.reference_year - 1 = year_before.reference_year
        AND year_before.period = 'final'
        AND year_indicator.sector_code = year_before.sector_code
        AND year_indicator.action_code = year_before.action_code
        AND year_indicator.indicator_code = year_before.indicator_code
),

-- Step by step in columns: a macro writes out what it is given as often as it names it.
limited_result AS (
    SELECT
        compared_result.entity_code,
        compared_result.reference_year,
        compared_result.period,
        compared_result.sector_code,
        compared_result.action_code,
        compared_result.indicator_code,
        compared_result.indicator_name,
        compared_result.measure_kind,
        compared_result.unit,
        compared_result.baseline_text,
        compared_result.baseline_number,
        compared_result.source,
        compared_result.weight,
        compared_result.stated_nature,
        compared_result.rule_code,
        compared_result.rule_name,
        compared_result.rule_method,
        compared_result.rule_document_id,
        compared_result.cap_pct,
        compared_result.floor_pct,
        compared_result.target_zero,
        compared_result.missing_result,
        compared_result.rounding_digits,
        compared_result.rounding_direction,
        compared_result.band_table,
        compared_result.nature,
        compared_result.year_before_number,
        compared_result.result_numerator,
        compared_result.result_denominator,
        compared_result.operator,
        compared_result.target_period,
        compared_result.target_text,
        compared_result.target_number,
        compared_result.target_upper_number,
        compared_result.target_date,
        compared_result.target_boolean,
        compared_result.target_upload_id,
        compared_result.target_sheet_name,
        compared_result.target_cell,
        compared_result.has_own_target,
        compared_result.is_target_date_passed,
        compared_result.result_text,
        compared_result.result_number,
        compared_result.result_date,
        compared_result.result_boolean,
        compared_result.reason,
        compared_result.note,
        compared_result.declared_achievement_pct,
        compared_result.achievement_basis,
        compared_result.is_not_assessable,
        compared_result.not_assessable_reason,
        compared_result.is_not_due,
        compared_result.stated_state,
        compared_result.has_result,
        compared_result.result_upload_id,
        compared_result.result_sheet_name,
        compared_result.result_cell,
        compared_result.year_rounding_digits,
        compared_result.year_rounding_direction,
        limited_pct(
            CASE
                WHEN compared_result.band_table IS NULL
                    AND compared_result.rule_method NOT IN ('days_late', 'bands_on_result')
                    THEN compared_result.figure
                ELSE pct_within_band(
                    compared_result.figure,
                    band.pct,
                    band.lower_number,
                    band.upper_number,
                    band.upper_pct
                )
            END,
            compared_result.floor_pct,
            compared_result.cap_pct
        ) AS limited_pct,
        limited_pct(
            CASE
                WHEN compared_result.year_band_table IS NULL
                    AND compared_result.year_rule_method NOT IN ('days_late', 'bands_on_result')
                    THEN compared_result.year_figure
                ELSE pct_within_band(
                    compared_result.year_figure,
                    year_band.pct,
                    year_band.lower_number,
                    year_band.upper_number,
                    year_band.upper_pct
                )
            END,
            compared_result.year_floor_pct,
            compared_result.year_cap_pct
        ) AS year_limited_pct
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
    LEFT JOIN band_in_force AS year_band
        ON compared_result.year_rule_document_id = year_band.document_id
        AND compared_result.year_band_table = year_band.band_table
        AND band_holds(
            compared_result.year_rule_method,
            compared_result.year_figure,
            compared_result.result_text,
            year_band.lower_number,
            year_band.upper_number,
            year_band.plain_word,
            year_band.is_first,
            year_band.is_last
        )
),

weighed_result AS (
    SELECT
        entity_code,
        reference_year,
        period,
        sector_code,
        action_code,
        indicator_code,
        indicator_name,
        measure_kind,
        unit,
        baseline_text,
        baseline_number,
        source,
        weight,
        stated_nature,
        rule_code,
        rule_name,
        rule_method,
        rule_document_id,
        cap_pct,
        floor_pct,
        target_zero,
        missing_result,
        rounding_digits,
        rounding_direction,
        band_table,
        nature,
        year_before_number,
        result_numerator,
        result_denominator,
        operator,
        target_period,
        target_text,
        target_number,
        target_upper_number,
        target_date,
        target_boolean,
        target_upload_id,
        target_sheet_name,
        target_cell,
        has_own_target,
        is_target_date_passed,
        result_text,
        result_number,
        result_date,
        result_boolean,
        reason,
        note,
        declared_achievement_pct,
        achievement_basis,
        is_not_assessable,
        not_assessable_reason,
        is_not_due,
        stated_state,
        has_result,
        result_upload_id,
        result_sheet_name,
        result_cell,
        limited_pct,
        CASE WHEN has_own_target THEN year_limited_pct ELSE limited_pct END AS year_limited_pct,
        CASE
            WHEN has_own_target THEN year_rounding_digits
            ELSE rounding_digits
        END AS year_rounding_digits,
        CASE
            WHEN has_own_target THEN year_rounding_direction
            ELSE rounding_direction
        END AS year_rounding_direction
    FROM limited_result
)
SELECT
    entity_code,
    reference_year,
    period,
    sector_code,
    action_code,
    indicator_code,
    indicator_name,
    measure_kind,
    unit,
    baseline_text,
    baseline_number,
    source,
    weight,
    stated_nature,
    rule_code,
    rule_name,
    rule_method,
    rule_document_id,
    cap_pct,
    floor_pct,
    target_zero,
    missing_result,
    rounding_digits,
    rounding_direction,
    band_table,
    nature,
    year_before_number,
    result_numerator,
    result_denominator,
    operator,
    target_period,
    target_text,
    target_number,
    target_upper_number,
    target_date,
    target_boolean,
    target_upload_id,
    target_sheet_name,
    target_cell,
    has_own_target,
    is_target_date_passed,
    rounded_number(
        limited_pct, rounding_digits, rounding_direction
    ) AS measured_achievement_pct,
    rounded_number(
        year_limited_pct, year_rounding_digits, year_rounding_direction
    ) AS year_achievement_pct,
    result_text,
    result_number,
    result_date,
    result_boolean,
    reason,
    note,
    declared_achievement_pct,
    achievement_basis,
    is_not_assessable,
    not_assessable_reason,
    is_not_due,
    stated_state,
    has_result,
    result_upload_id,
    result_sheet_name,
    result_cell
FROM weighed_result
