-- How far a result went towards its target, in percent from 0 to 100, or NULL when the two cannot
-- be compared. Mirror of dashboard.domain.achievement.measured_achievement: change both.
CREATE OR REPLACE MACRO measured_achievement_pct(
    measure_kind,
    target_number,
    target_upper_number,
    target_date,
    target_boolean,
    result_number,
    result_date,
    result_boolean
) AS
    CASE measure_kind
        WHEN 'increasing' THEN
            CASE
                WHEN target_number IS NULL OR result_number IS NULL THEN NULL
                WHEN result_number >= target_number THEN 100
                WHEN target_number <= 0 THEN 0
                ELSE least(
                    100,
                    greatest(0, 100 * result_number / nullif(target_number, 0))
                )
            END
        WHEN 'decreasing' THEN
            CASE
                WHEN target_number IS NULL OR result_number IS NULL THEN NULL
                WHEN result_number <= target_number THEN 100
                WHEN target_number <= 0 THEN 0
                ELSE least(
                    100,
                    greatest(0, 100 * target_number / nullif(result_number, 0))
                )
            END
        WHEN 'range' THEN
            CASE
                WHEN target_number IS NULL OR result_number IS NULL THEN NULL
                WHEN result_number < range_lower(target_number, target_upper_number) THEN
                    CASE
                        WHEN result_number <= 0 THEN 0
                        ELSE least(
                            100,
                            100 * result_number
                            / nullif(range_lower(target_number, target_upper_number), 0)
                        )
                    END
                WHEN result_number > range_upper(target_number, target_upper_number) THEN
                    CASE
                        WHEN range_upper(target_number, target_upper_number) <= 0 THEN 0
                        ELSE least(
                            100,
                            100 * range_upper(target_number, target_upper_number)
                            / nullif(result_number, 0)
                        )
                    END
                ELSE 100
            END
        WHEN 'boolean' THEN
            CASE
                WHEN target_boolean IS NULL OR result_boolean IS NULL THEN NULL
                WHEN target_boolean = result_boolean THEN 100
                ELSE 0
            END
        WHEN 'date' THEN
            CASE
                WHEN target_date IS NULL OR result_date IS NULL THEN NULL
                WHEN result_date <= target_date THEN 100
                ELSE 0
            END
        WHEN 'qualitative' THEN
            CASE
                WHEN result_number IS NULL THEN NULL
                ELSE least(100, greatest(0, result_number))
            END
    END;
