-- What to sort a code by so that "2" comes before "10" and "1.2" before "1.10": every number in it
-- is written with twelve digits.
CREATE OR REPLACE MACRO natural_order(code) AS
    regexp_replace(
        regexp_replace(code, '([0-9]+)', '00000000000\1', 'g'),
        '0+([0-9]{12})',
        '\1',
        'g'
    );
