-- The mean of the children of a node, each with its weight: an empty weight counts as the mean of the
-- stated ones; all are even where none is stated or those that count sum to zero. NULL values do not
-- weigh. An aggregate. Mirror of dashboard.domain.rollup: change both.
CREATE OR REPLACE MACRO weighted_mean_pct(pct, weight) AS
    coalesce(
        (
            coalesce(sum(pct * weight), 0)
            + coalesce(avg(weight), 1) * coalesce(sum(pct) FILTER (WHERE weight IS NULL), 0)
        ) / nullif(
            coalesce(sum(weight) FILTER (WHERE pct IS NOT NULL), 0)
            + coalesce(avg(weight), 1) * count(pct) FILTER (WHERE weight IS NULL),
            0
        ),
        avg(pct)
    );

-- What a node comes to by its method, from its children (rounded where its rule says so) and from the
-- sums that they carry up. An aggregate.
CREATE OR REPLACE MACRO rolled_up_pct(
    method, child_pct, child_weight, pct_sum, counted_count, action_pct_sum, action_count
) AS
    CASE max(method)
        WHEN 'mean_of_children' THEN avg(child_pct)
        WHEN 'weighted_mean' THEN weighted_mean_pct(child_pct, child_weight)
        WHEN 'mean_of_actions' THEN sum(action_pct_sum) / nullif(sum(action_count), 0)
        ELSE sum(pct_sum) / nullif(sum(counted_count), 0)
    END;
