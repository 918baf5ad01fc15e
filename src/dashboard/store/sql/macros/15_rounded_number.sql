-- A value with so many decimals, or as it is where digits is NULL. What a calculator shows as a half
-- counts as one. Mirror of dashboard.domain.rounding.rounded: change both.
CREATE OR REPLACE MACRO whole_units(units, direction) AS
    CASE
        WHEN direction = 'down' THEN floor(units)
        WHEN direction = 'up' THEN ceil(units)
        WHEN direction = 'half_even' AND units - floor(units) = 0.5
            THEN 2 * floor((floor(units) + 1) / 2)
        ELSE floor(units + 0.5)
    END;

CREATE OR REPLACE MACRO rounded_number(value, digits, direction) AS
    CASE
        WHEN digits IS NULL THEN CAST(value AS DOUBLE PRECISION)
        ELSE sign(value)
            * whole_units(round(abs(value) * power(10, digits), 6), direction)
            / power(10, digits)
    END;
