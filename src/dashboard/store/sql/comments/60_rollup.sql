-- The columns of the views that add up. Carried over to columns of the same name elsewhere.
COMMENT ON COLUMN level_rule.level
    IS 'Level that adds up: action, operational_objective, strategic_objective, direction, service, sector, entity.';
COMMENT ON COLUMN level_rule.method
    IS 'How it adds up: mean_of_children, weighted_mean, mean_of_indicators, mean_of_actions.';
COMMENT ON COLUMN level_rule.rounding_digits
    IS 'Decimals that the children are rounded to before averaging; NULL for none.';
COMMENT ON COLUMN level_rule.rounding_direction IS 'Which way they are rounded.';
COMMENT ON COLUMN level_rule.rule_document_id
    IS 'Anagrafica that states the method; NULL for the program''s own.';
COMMENT ON COLUMN level_weight.code IS 'Code of the weighted thing; the name of a service.';
COMMENT ON COLUMN level_weight.weight IS 'Its weight among its siblings, in any unit.';
COMMENT ON COLUMN action_tag.tag_kind IS 'Field of the action, or tags for its own labels.';
COMMENT ON COLUMN action_tag.tag IS 'The label by which actions are grouped.';
COMMENT ON COLUMN indicator_tally.action_weight
    IS 'Weight of the action among its siblings; NULL where none is stated.';
COMMENT ON COLUMN indicator_tally.achievement_pct
    IS 'Achievement of the action by the method of actions, out of 100; NULL where nothing counts.';
COMMENT ON COLUMN indicator_tally.weighted_achievement_pct
    IS 'Mean of its indicators with their weights, whatever the method of actions is.';
COMMENT ON COLUMN indicator_tally.achievement_pct_sum IS 'Sum of the percentages that count.';
COMMENT ON COLUMN indicator_tally.min_achievement_pct IS 'Lowest percentage that counts.';
COMMENT ON COLUMN indicator_tally.max_achievement_pct IS 'Highest percentage that counts.';
COMMENT ON COLUMN indicator_tally.weight_sum
    IS 'Sum of the weights stated of its indicators; NULL where none is.';
COMMENT ON COLUMN indicator_tally.empty_weight_count IS 'Indicators without a weight.';
COMMENT ON COLUMN indicator_tally.counted_count IS 'Indicators whose percentage counts.';
COMMENT ON COLUMN indicator_tally.reported_count IS 'Indicators with a result.';
COMMENT ON COLUMN indicator_tally.missing_count
    IS 'Indicators left out because their result is missing though due.';
COMMENT ON COLUMN indicator_tally.not_due_count
    IS 'Indicators left out because nothing is due in the period.';
COMMENT ON COLUMN indicator_tally.not_assessable_count
    IS 'Indicators left out because somebody says that they cannot be assessed.';
COMMENT ON COLUMN indicator_tally.not_measurable_count
    IS 'Indicators left out because result and target cannot be compared.';
COMMENT ON COLUMN indicator_tally.sterilised_count
    IS 'Indicators left out because they were sterilised.';
COMMENT ON COLUMN indicator_tally.eliminated_count
    IS 'Indicators left out because a deed eliminated them.';
COMMENT ON COLUMN indicator_tally.excluded_count
    IS 'Indicators left out because the anagrafica excludes them.';
COMMENT ON COLUMN indicator_tally.indicator_count
    IS 'Indicators planned or reported: counted and left out.';
COMMENT ON COLUMN indicator_tally.unexplained_count
    IS 'Indicators that need a reason and have none.';
COMMENT ON COLUMN indicator_tally.first_counted_basis
    IS 'First basis, in the order of the alphabet, of the percentages that count.';
COMMENT ON COLUMN indicator_tally.last_counted_basis
    IS 'Last basis of the percentages that count; another one means that they are mixed.';
COMMENT ON COLUMN indicator_tally.stated_count IS 'Indicators with a percentage, counted or not.';
COMMENT ON COLUMN indicator_tally.stated_achievement_pct_sum IS 'Sum of their percentages.';
COMMENT ON COLUMN level_weight.level IS 'Level of the weighted thing.';
COMMENT ON COLUMN achievement_node.scope_sector_code
    IS 'Sector to which a node of the chain is restricted; NULL for none.';
COMMENT ON COLUMN achievement_node.scope_direction_code
    IS 'Strategic direction to which a node of the organisation is restricted; NULL for none.';
COMMENT ON COLUMN achievement_node.action_pct_sum
    IS 'Sum of the achievements of the actions below; of an action its own.';
COMMENT ON COLUMN achievement_node.action_count IS 'Actions below that have an achievement.';
COMMENT ON COLUMN achievement_node.achievement_pct IS 'Achievement by the method in force.';
COMMENT ON COLUMN achievement_node.mean_of_children_pct
    IS 'Mean of what hangs on the node, unrounded.';
COMMENT ON COLUMN achievement_node.weighted_mean_pct
    IS 'Mean of what hangs on the node with its weights, unrounded.';
COMMENT ON COLUMN achievement_node.min_achievement_pct
    IS 'Lowest achievement of what hangs on the node.';
COMMENT ON COLUMN achievement_node.max_achievement_pct
    IS 'Highest achievement of what hangs on the node.';
COMMENT ON COLUMN achievement_node.weight IS 'Weight of the node among its siblings.';
COMMENT ON COLUMN achievement_node.weight_sum
    IS 'Sum of the weights stated of what hangs on the node; NULL where none is.';
COMMENT ON COLUMN achievement_node.empty_weight_count
    IS 'How many of what hangs on the node state no weight.';
COMMENT ON COLUMN achievement_node.linked_counted_count
    IS 'Indicators counted in a mean of directions: those that are linked to one.';
COMMENT ON COLUMN achievement_node.mean_of_indicators_pct
    IS 'Mean of the indicators counted below the node.';
COMMENT ON COLUMN achievement_node.mean_of_actions_pct
    IS 'Mean of the actions below the node.';
COMMENT ON COLUMN achievement_node.method
    IS 'How the node adds up: mean_of_children, weighted_mean, mean_of_indicators, mean_of_actions.';
COMMENT ON COLUMN achievement_node.rounding_digits
    IS 'Decimals that the children are rounded to first; NULL for none.';
COMMENT ON COLUMN achievement_node.achievement_basis
    IS 'measured, declared or granted where all that counts is; mixed otherwise.';
