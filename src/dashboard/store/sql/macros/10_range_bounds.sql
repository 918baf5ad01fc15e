-- The two bounds of a range target, the right way round; a single number is a range of one point. An
-- upper bound alone is no range: without the first number there is none (least passes over NULL).
CREATE OR REPLACE MACRO range_lower(target_number, target_upper_number) AS
    CASE
        WHEN target_number IS NOT NULL
            THEN least(target_number, coalesce(target_upper_number, target_number))
    END;

CREATE OR REPLACE MACRO range_upper(target_number, target_upper_number) AS
    CASE
        WHEN target_number IS NOT NULL
            THEN greatest(target_number, coalesce(target_upper_number, target_number))
    END;
