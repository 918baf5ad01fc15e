-- Whether a result can still be reached after mid-year: what moves all at once at the end says
-- nothing by "not yet" before its day.
CREATE OR REPLACE MACRO is_not_due_yet(
    period,
    nature,
    has_own_target,
    is_target_date_passed
) AS
    period = 'intermediate'
    AND nature = 'at_end'
    AND NOT has_own_target
    AND NOT is_target_date_passed;

-- The share of the target in force that is expected by the period, in percent. Mirror of
-- dashboard.domain.status.expected_by_then_pct: change both.
CREATE OR REPLACE MACRO expected_by_then_pct(
    period,
    nature,
    is_declared,
    has_own_target,
    is_target_date_passed,
    expected_share_pct
) AS
    CASE
        WHEN period = 'final' THEN 100
        WHEN is_declared THEN expected_share_pct
        WHEN has_own_target THEN 100
        WHEN nature = 'cumulative' THEN expected_share_pct
        WHEN is_not_due_yet(period, nature, has_own_target, is_target_date_passed) THEN 0
        ELSE 100
    END;

-- Whether what adds up in the year, and should not, is within the share of its ceiling that it may
-- have reached by now; NULL for everything else.
CREATE OR REPLACE MACRO is_within_share(
    measure_kind,
    nature,
    target_number,
    result_number,
    expected_share_pct
) AS
    CASE
        WHEN measure_kind = 'decreasing' AND nature = 'cumulative'
            THEN result_number <= target_number * expected_share_pct / 100
    END;
