-- What the views of the measurement add to the columns of the tables.

COMMENT ON COLUMN band_in_force.plain_word IS 'The word of a scale as it is compared: small letters, single spaces.';
COMMENT ON COLUMN band_in_force.is_first IS 'Whether it is the band of its table that starts lowest.';
COMMENT ON COLUMN band_in_force.is_last IS 'Whether it is the band of its table that starts highest.';
COMMENT ON COLUMN judged_result.expected_share_pct
    IS 'Share of the target in force expected by the period, by the nature of the indicator.';
COMMENT ON COLUMN indicator_result.expected_share_pct
    IS 'Share of the target in force expected by the period, by the nature of the indicator.';
