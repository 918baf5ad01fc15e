-- What a result is worth against its target by the method of a rule, before bands, floor, cap and
-- rounding; NULL where the two cannot be compared. A percentage, except where a table is to hold
-- something else: days late, or the result itself. Infinite where less is better and nothing is left.
-- Mirror of dashboard.domain.comparing: change both.
CREATE OR REPLACE MACRO all_or_nothing_pct(is_met) AS
    CASE WHEN is_met THEN CAST(100 AS DOUBLE PRECISION) ELSE CAST(0 AS DOUBLE PRECISION) END;

-- What binary fractions lose in a ratio never puts it on the other side of 100.
CREATE OR REPLACE MACRO sided_pct(is_met, pct) AS
    CASE
        WHEN pct IS NULL THEN NULL
        WHEN is_met THEN greatest(100, pct)
        ELSE least(100, pct)
    END;

-- A target of zero or below gives no ratio: all or nothing, or nothing, as the rule says.
CREATE OR REPLACE MACRO plain_ratio_pct(measure_kind, target_zero, target_number, result_number) AS
    CASE
        WHEN target_number IS NULL OR result_number IS NULL THEN NULL
        WHEN target_number <= 0 THEN
            CASE
                WHEN target_zero = 'not_calculated' THEN NULL
                WHEN measure_kind = 'decreasing'
                    THEN all_or_nothing_pct(result_number <= target_number)
                ELSE all_or_nothing_pct(result_number >= target_number)
            END
        WHEN measure_kind <> 'decreasing' THEN sided_pct(
            result_number >= target_number, 100 * result_number / nullif(target_number, 0)
        )
        WHEN result_number <= 0 THEN CAST('infinity' AS DOUBLE PRECISION)
        ELSE sided_pct(
            result_number <= target_number, 100 * target_number / nullif(result_number, 0)
        )
    END;

CREATE OR REPLACE MACRO mirrored_ratio_pct(target_zero, target_number, result_number) AS
    CASE
        WHEN target_number IS NULL OR result_number IS NULL THEN NULL
        WHEN target_number <= 0 THEN
            CASE
                WHEN target_zero = 'not_calculated' THEN NULL
                ELSE all_or_nothing_pct(result_number <= target_number)
            END
        ELSE sided_pct(
            result_number <= target_number,
            100 * (2 * target_number - result_number) / nullif(target_number, 0)
        )
    END;

CREATE OR REPLACE MACRO travel_pct(measure_kind, baseline_number, target_number, result_number) AS
    CASE
        WHEN measure_kind = 'decreasing' AND target_number < baseline_number THEN sided_pct(
            result_number <= target_number,
            100 * (result_number - baseline_number)
            / nullif(target_number - baseline_number, 0)
        )
        WHEN measure_kind <> 'decreasing' AND target_number > baseline_number THEN sided_pct(
            result_number >= target_number,
            100 * (result_number - baseline_number)
            / nullif(target_number - baseline_number, 0)
        )
    END;

-- A negative target asks for a fall: falls are compared as growths are, with the signs turned.
CREATE OR REPLACE MACRO growth_ratio_pct(measure_kind, target_zero, target_pct, growth_pct) AS
    CASE
        WHEN target_pct < 0 THEN plain_ratio_pct(
            CASE WHEN measure_kind = 'decreasing' THEN 'increasing' ELSE 'decreasing' END,
            target_zero,
            -target_pct,
            -growth_pct
        )
        ELSE plain_ratio_pct(measure_kind, target_zero, target_pct, growth_pct)
    END;

CREATE OR REPLACE MACRO nearer_bound_pct(target_zero, lower_number, upper_number, result_number) AS
    CASE
        WHEN lower_number IS NULL OR result_number IS NULL THEN NULL
        WHEN result_number >= lower_number AND result_number <= upper_number
            THEN all_or_nothing_pct(TRUE)
        WHEN target_zero = 'not_calculated'
            AND CASE WHEN result_number < lower_number THEN lower_number ELSE upper_number END <= 0
            THEN NULL
        WHEN result_number < lower_number THEN
            CASE
                WHEN lower_number <= 0 THEN all_or_nothing_pct(FALSE)
                ELSE least(100, 100 * result_number / nullif(lower_number, 0))
            END
        WHEN upper_number <= 0 THEN all_or_nothing_pct(FALSE)
        ELSE least(100, 100 * upper_number / nullif(result_number, 0))
    END;

-- Numerator over denominator, in the unit of the indicator.
CREATE OR REPLACE MACRO ratio_of_parts(numerator, denominator, unit) AS
    CASE WHEN left(trim(unit), 1) = '%' THEN 100 ELSE 1 END * numerator / nullif(denominator, 0);

CREATE OR REPLACE MACRO compared_figure(
    rule_method,
    measure_kind,
    target_zero,
    unit,
    baseline_number,
    year_before_number,
    target_number,
    target_upper_number,
    target_date,
    target_boolean,
    result_number,
    result_date,
    result_boolean,
    numerator,
    denominator
) AS
    CASE
        WHEN rule_method IN ('ratio_to_target', 'ratio_of_target')
            THEN plain_ratio_pct(measure_kind, target_zero, target_number, result_number)
        WHEN rule_method = 'mirrored_ratio'
            THEN mirrored_ratio_pct(target_zero, target_number, result_number)
        WHEN rule_method = 'travel_from_baseline'
            THEN travel_pct(measure_kind, baseline_number, target_number, result_number)
        WHEN rule_method = 'ratio_of_parts' THEN plain_ratio_pct(
            measure_kind, target_zero, target_number, ratio_of_parts(numerator, denominator, unit)
        )
        WHEN rule_method = 'ratio_to_year_before'
            THEN plain_ratio_pct(measure_kind, target_zero, year_before_number, result_number)
        WHEN rule_method = 'growth_on_year_before' THEN growth_ratio_pct(
            measure_kind,
            target_zero,
            target_number,
            100 * (result_number - year_before_number) / nullif(abs(year_before_number), 0)
        )
        WHEN rule_method = 'nearer_bound' THEN nearer_bound_pct(
            target_zero,
            range_lower(target_number, target_upper_number),
            range_upper(target_number, target_upper_number),
            result_number
        )
        WHEN rule_method = 'in_range_or_nothing'
            AND target_number IS NOT NULL
            AND result_number IS NOT NULL
            THEN all_or_nothing_pct(
                result_number >= range_lower(target_number, target_upper_number)
                AND result_number <= range_upper(target_number, target_upper_number)
            )
        WHEN rule_method = 'as_expected'
            AND target_boolean IS NOT NULL
            AND result_boolean IS NOT NULL
            THEN all_or_nothing_pct(target_boolean = result_boolean)
        WHEN rule_method = 'by_the_day'
            AND target_date IS NOT NULL
            AND result_date IS NOT NULL
            THEN all_or_nothing_pct(result_date <= target_date)
        WHEN rule_method = 'days_late' THEN CAST(result_date - target_date AS DOUBLE PRECISION)
        WHEN rule_method IN ('scale', 'bands_on_result') THEN result_number
    END;
