-- Defaults of the program: halfway through the year half of the target is expected; from 60 % on a
-- target that was not reached counts as partly reached.
INSERT INTO period_rule (period, expected_share_pct, partial_from_pct)
VALUES
    ('intermediate', 50, 60),
    ('final', 100, 60);
