-- Result minus target, in the indicator's unit: days for dates; for a range the distance from the
-- nearer bound, 0 inside. NULL for yes/no and for words, which have no unit.
CREATE OR REPLACE MACRO deviation_from_target(
    measure_kind,
    target_number,
    target_upper_number,
    target_date,
    result_number,
    result_date
) AS
    CASE
        WHEN measure_kind IN ('increasing', 'decreasing') THEN result_number - target_number
        WHEN measure_kind = 'range' THEN
            CASE
                WHEN result_number < range_lower(target_number, target_upper_number)
                    THEN result_number - range_lower(target_number, target_upper_number)
                WHEN result_number > range_upper(target_number, target_upper_number)
                    THEN result_number - range_upper(target_number, target_upper_number)
                WHEN result_number IS NOT NULL AND target_number IS NOT NULL THEN 0
            END
        WHEN measure_kind = 'date' THEN result_date - target_date
    END;

-- The deviation in percent of the target, so that units can be shown together; its sign is that of
-- the deviation. Yes/no and words: percent reached minus 100. NULL for dates and for targets of 0.
CREATE OR REPLACE MACRO deviation_pct_of_target(
    measure_kind,
    target_number,
    target_upper_number,
    result_number,
    achievement_pct
) AS
    CASE
        WHEN measure_kind IN ('boolean', 'qualitative') THEN achievement_pct - 100
        WHEN measure_kind IN ('increasing', 'decreasing')
            THEN 100 * (result_number - target_number) / nullif(abs(target_number), 0)
        WHEN measure_kind = 'range' THEN
            CASE
                WHEN result_number < range_lower(target_number, target_upper_number)
                    THEN 100 * (result_number - range_lower(target_number, target_upper_number))
                        / nullif(abs(range_lower(target_number, target_upper_number)), 0)
                WHEN result_number > range_upper(target_number, target_upper_number)
                    THEN 100 * (result_number - range_upper(target_number, target_upper_number))
                        / nullif(abs(range_upper(target_number, target_upper_number)), 0)
                WHEN result_number IS NOT NULL AND target_number IS NOT NULL THEN 0
            END
    END;
