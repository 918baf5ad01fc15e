-- What became of an indicator in a period: a value of dashboard.domain.model.ResultStatus.
-- Mirror of dashboard.domain.status.result_status: change both.
CREATE OR REPLACE MACRO result_status(
    period,
    nature,
    is_not_assessable,
    is_not_due,
    has_result,
    is_declared,
    has_own_target,
    is_target_date_passed,
    achievement_pct,
    year_achievement_pct,
    is_within_share,
    expected_share_pct,
    partial_from_pct
) AS
    CASE
        WHEN is_not_assessable THEN 'not_assessable'
        WHEN is_not_due THEN 'not_due'
        WHEN NOT has_result THEN
            CASE
                WHEN is_not_due_yet(
                    period, nature, has_own_target, is_target_date_passed
                ) THEN 'not_due'
                ELSE 'missing'
            END
        WHEN period = 'final' THEN
            CASE
                WHEN achievement_pct IS NULL THEN 'not_assessable'
                WHEN achievement_pct >= 100 THEN 'achieved'
                WHEN achievement_pct >= partial_from_pct THEN 'partial'
                ELSE 'not_achieved'
            END
        WHEN has_own_target AND NOT is_declared THEN
            CASE
                WHEN achievement_pct IS NULL THEN 'not_assessable'
                WHEN achievement_pct < 100 THEN 'late'
                WHEN year_achievement_pct >= 100 AND nature <> 'level' AND is_within_share IS NULL
                    THEN 'achieved'
                ELSE 'on_track'
            END
        WHEN is_within_share IS NOT NULL AND NOT is_declared THEN
            CASE WHEN is_within_share THEN 'on_track' ELSE 'late' END
        WHEN achievement_pct >= 100 AND (is_declared OR nature <> 'level') THEN 'achieved'
        WHEN NOT is_declared
            AND is_not_due_yet(period, nature, has_own_target, is_target_date_passed)
            THEN 'not_due'
        WHEN achievement_pct IS NULL THEN 'not_assessable'
        WHEN achievement_pct >= expected_by_then_pct(
            period, nature, is_declared, has_own_target, is_target_date_passed, expected_share_pct
        ) THEN 'on_track'
        ELSE 'late'
    END;
