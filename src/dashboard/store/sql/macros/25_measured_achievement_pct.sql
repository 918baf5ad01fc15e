-- The percentage that a figure gives: itself, or what it is worth in the band that holds it, kept
-- between floor and cap and rounded as the rule asks; NULL where there is none, or no end to it.
-- Mirror of dashboard.domain.achievement.measured_achievement: change both.
CREATE OR REPLACE MACRO limited_pct(pct, floor_pct, cap_pct) AS
    CASE
        WHEN pct IS NOT NULL
            THEN nullif(
                least(cap_pct, greatest(floor_pct, pct)), CAST('infinity' AS DOUBLE PRECISION)
            )
    END;

CREATE OR REPLACE MACRO measured_achievement_pct(
    rule_method,
    figure,
    floor_pct,
    cap_pct,
    rounding_digits,
    rounding_direction,
    band_table,
    band_pct
) AS
    rounded_number(
        limited_pct(
            CASE
                WHEN band_table IS NULL AND rule_method NOT IN ('days_late', 'bands_on_result')
                    THEN figure
                ELSE band_pct
            END,
            floor_pct,
            cap_pct
        ),
        rounding_digits,
        rounding_direction
    );
