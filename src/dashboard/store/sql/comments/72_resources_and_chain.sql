-- What actions have to spend, who works on them, and how they hang on the DUP.
COMMENT ON COLUMN current_action_resource.is_broken_down
    IS 'Whether the PEG breaks the sum down; FALSE for a sum that the action states as a whole.';
COMMENT ON COLUMN current_action_resource.cost_centre
    IS 'Cost centre of the sum, else of its action; NULL where neither is stated.';
COMMENT ON COLUMN current_action_resource.production_factor
    IS 'What the money is spent on, else as its action says; NULL where neither is stated.';
COMMENT ON COLUMN current_action_resource.mission_programme
    IS 'Mission and programme of the sum, else of its action; NULL where neither is stated.';
COMMENT ON COLUMN current_action_staff.full_time_equivalent
    IS 'How many people all of whose time would be the same; NULL where number or share is missing.';
COMMENT ON COLUMN action_presence.is_in_peg IS 'Whether the PEG of the year states the action.';
COMMENT ON COLUMN action_presence.peg_upload_id IS 'Upload with that row of the PEG.';
COMMENT ON COLUMN action_presence.peg_sheet_name IS 'Sheet with that row of the PEG.';
COMMENT ON COLUMN action_presence.peg_cell IS 'Cell of the action in the PEG.';
COMMENT ON COLUMN action_presence.is_in_piao IS 'Whether the PIAO of the year states the action.';
COMMENT ON COLUMN action_presence.piao_upload_id IS 'Upload with that row of the PIAO.';
COMMENT ON COLUMN action_presence.piao_sheet_name IS 'Sheet with that row of the PIAO.';
COMMENT ON COLUMN action_presence.piao_cell IS 'Cell of the action in the PIAO.';
COMMENT ON COLUMN action_link.link_state
    IS 'linked, no_objective, unknown_objective or no_dup (dashboard.domain.chain.LinkState).';
COMMENT ON COLUMN action_link.has_sector_peg
    IS 'Whether any action of the sector stands in the PEG of the year.';
COMMENT ON COLUMN action_link.has_sector_piao
    IS 'Whether any action of the sector stands in the PIAO of the year.';
