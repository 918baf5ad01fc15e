-- Whether a row of a band table holds a figure, or the word that was written. Mirror of
-- dashboard.domain.bands: change both. A percentage beyond the table counts as at its end, days
-- before its start as at the start; a result outside the table is not held by any row.
CREATE OR REPLACE MACRO plain_word(written) AS
    lower(trim(regexp_replace(written, '[ \t\r\n]+', ' ', 'g')));

CREATE OR REPLACE MACRO band_holds(
    rule_method,
    figure,
    written,
    lower_number,
    upper_number,
    band_word,
    is_first,
    is_last
) AS
    CASE
        WHEN rule_method = 'scale' THEN band_word = plain_word(written)
        WHEN band_word IS NOT NULL OR figure IS NULL THEN FALSE
        ELSE (
            lower_number IS NULL
            OR figure >= lower_number
            OR (is_first AND rule_method <> 'bands_on_result')
        )
        AND (
            upper_number IS NULL
            OR figure < upper_number
            OR (is_last AND figure = upper_number)
            OR (is_last AND rule_method NOT IN ('bands_on_result', 'days_late'))
        )
    END;

-- What a figure is worth in the row of the table that holds it; NULL where no row does.
CREATE OR REPLACE MACRO pct_within_band(figure, pct, lower_number, upper_number, upper_pct) AS
    CASE
        WHEN upper_pct IS NULL OR lower_number IS NULL OR upper_number IS NULL THEN pct
        ELSE pct
            + (upper_pct - pct)
            * (greatest(lower_number, least(upper_number, figure)) - lower_number)
            / nullif(upper_number - lower_number, 0)
    END;
