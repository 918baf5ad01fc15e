-- The two bounds of a range target, the right way round; a single number is a range of one point.
CREATE OR REPLACE MACRO range_lower(target_number, target_upper_number) AS
    least(target_number, coalesce(target_upper_number, target_number));

CREATE OR REPLACE MACRO range_upper(target_number, target_upper_number) AS
    greatest(target_number, coalesce(target_upper_number, target_number));
