-- What became of an indicator in a period: a value of dashboard.domain.model.ResultStatus.
-- Mirror of dashboard.domain.status.result_status: change both.
CREATE OR REPLACE MACRO result_status(
    period,
    measure_kind,
    is_not_assessable,
    is_not_due,
    has_result,
    is_declared,
    has_own_target,
    is_target_date_passed,
    achievement_pct,
    year_achievement_pct,
    expected_share_pct,
    partial_from_pct
) AS
    CASE
        WHEN is_not_assessable THEN 'not_assessable'
        WHEN is_not_due THEN 'not_due'
        WHEN NOT has_result THEN
            CASE
                WHEN is_not_due_yet(
                    period, measure_kind, has_own_target, is_target_date_passed
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
                WHEN year_achievement_pct >= 100 THEN 'achieved'
                ELSE 'on_track'
            END
        WHEN achievement_pct >= 100 THEN 'achieved'
        WHEN NOT is_declared
            AND is_not_due_yet(period, measure_kind, has_own_target, is_target_date_passed)
            THEN 'not_due'
        WHEN achievement_pct IS NULL THEN 'not_assessable'
        WHEN (is_declared OR measure_kind = 'increasing') AND achievement_pct >= expected_share_pct
            THEN 'on_track'
        ELSE 'late'
    END;
