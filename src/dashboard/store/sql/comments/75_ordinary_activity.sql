-- Ordinary activity as the reports of several years tell it.

COMMENT ON COLUMN current_ordinary_activity.reference_year
    IS 'Year that is looked at; no later report has a say in it.';
COMMENT ON COLUMN current_ordinary_activity.report_year
    IS 'Year of the report whose value counts.';
COMMENT ON COLUMN current_ordinary_activity.earlier_value_number
    IS 'Other value that the report before stated for the same year; NULL where it is the same.';
COMMENT ON COLUMN current_ordinary_activity.earlier_report_year
    IS 'Year of the report that stated the other value; NULL where there is none.';
