-- Whether a yes/no, a date or a target in words can still be reached after mid-year: these move all
-- at once, so that "not yet" says nothing before their day.
CREATE OR REPLACE MACRO is_not_due_yet(
    period,
    measure_kind,
    has_own_target,
    is_target_date_passed
) AS
    period = 'intermediate'
    AND measure_kind IN ('boolean', 'date', 'qualitative')
    AND NOT has_own_target
    AND NOT is_target_date_passed;
