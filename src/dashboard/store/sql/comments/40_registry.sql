-- The anagrafica, what is stated of results, and checks that a person accepted.

COMMENT ON TABLE registry_entity IS 'One row per anagrafica: the entity as it describes itself.';
COMMENT ON COLUMN registry_entity.istat_code IS 'ISTAT code of the municipality; NULL where not stated.';
COMMENT ON COLUMN registry_entity.mandate_start IS 'First day of the mandate.';
COMMENT ON COLUMN registry_entity.mandate_end IS 'Last day of the mandate.';
COMMENT ON COLUMN registry_entity.achievement_basis
    IS 'Whose percentage counts where a document does not say: measured or declared.';

COMMENT ON TABLE registry_sector IS 'One row per sector of an anagrafica, with the days on which the name holds.';
COMMENT ON COLUMN registry_sector.valid_from IS 'First day on which it holds; NULL: always.';
COMMENT ON COLUMN registry_sector.valid_to IS 'Last day on which it holds; NULL: still.';
COMMENT ON COLUMN registry_sector.previous_name IS 'What the sector was called before; NULL where never renamed.';

COMMENT ON TABLE registry_service IS 'One row per service (servizio) of an anagrafica.';
COMMENT ON COLUMN registry_service.service_code IS 'Key of the service; NULL where it has none.';
COMMENT ON COLUMN registry_service.service_name IS 'Name of the service (servizio).';

COMMENT ON TABLE registry_cost_centre IS 'One row per cost centre (centro di costo) of an anagrafica.';
COMMENT ON COLUMN registry_cost_centre.cost_centre_code IS 'Key of the cost centre.';
COMMENT ON COLUMN registry_cost_centre.cost_centre_name IS 'Name of the cost centre.';

COMMENT ON TABLE registry_direction IS 'One row per strategic direction of the mandate.';
COMMENT ON COLUMN registry_direction.political_referent IS 'Councillor that answers for it (assessore).';

COMMENT ON TABLE registry_status_word IS 'One row per word that sectors write for the status of an intervention.';
COMMENT ON COLUMN registry_status_word.word IS 'The word as it is written.';
COMMENT ON COLUMN registry_status_word.status IS 'The status it means (dashboard.domain.model.DupStatus).';

COMMENT ON TABLE measurement_rule IS 'One row per measurement rule (regola di misurazione) of an anagrafica.';
COMMENT ON COLUMN measurement_rule.rule_code IS 'Key of the measurement rule.';
COMMENT ON COLUMN measurement_rule.rule_name IS 'Name of the measurement rule; empty for the program''s own.';
COMMENT ON COLUMN measurement_rule.method IS 'How result and target are compared (dashboard.domain.rules.RuleMethod).';
COMMENT ON COLUMN measurement_rule.cap_pct IS 'Most that a result can count for; NULL: no limit.';
COMMENT ON COLUMN measurement_rule.floor_pct IS 'Least that a result can count for; NULL: no limit.';
COMMENT ON COLUMN measurement_rule.target_zero IS 'What a target of zero gives: all_or_nothing or not_calculated.';
COMMENT ON COLUMN measurement_rule.missing_result IS 'What a missing result that is due counts for: not_calculated or zero.';
COMMENT ON COLUMN measurement_rule.rounding_digits IS 'Decimals that the percentage is rounded to; NULL: never rounded.';
COMMENT ON COLUMN measurement_rule.rounding_direction IS 'half_up, half_even, down or up.';
COMMENT ON COLUMN measurement_rule.band_table IS 'Bands in which the percentage is looked up; NULL: none.';
COMMENT ON COLUMN measurement_rule.nature IS 'How the indicator moves in the year: cumulative, level or at_end.';
COMMENT ON COLUMN measurement_rule.formula_words IS 'The formula in the entity''s own words.';
COMMENT ON COLUMN measurement_rule.source IS 'Act or manual that the rule comes from.';
COMMENT ON COLUMN measurement_rule.is_default IS 'Whether it applies to its measure kind without being assigned.';

COMMENT ON TABLE rule_assignment IS 'One row per sector, action or indicator that a rule is assigned to; the narrowest counts.';

COMMENT ON TABLE rule_band IS 'One row per band of a band table, or word of a scale.';
COMMENT ON COLUMN rule_band.pct IS 'Percentage at the lower bound, or of the whole band.';
COMMENT ON COLUMN rule_band.lower_number IS 'Lower bound, included; NULL: no bound.';
COMMENT ON COLUMN rule_band.upper_number IS 'Upper bound, left out but in the last band; NULL: no bound.';
COMMENT ON COLUMN rule_band.upper_pct IS 'Percentage at the upper bound, where it grows evenly; NULL: fixed.';
COMMENT ON COLUMN rule_band.word IS 'Word of a scale, in place of bounds.';

COMMENT ON TABLE rollup_rule IS 'One row per level of the roll-up whose method an anagrafica states.';
COMMENT ON COLUMN rollup_rule.level IS 'Level of the roll-up (dashboard.domain.rules.Level).';
COMMENT ON COLUMN rollup_rule.method IS 'How the level adds up (dashboard.domain.rules.RollupMethod).';
COMMENT ON COLUMN rollup_rule.rounding_digits IS 'Decimals that the children are rounded to first; NULL: never.';

COMMENT ON TABLE rollup_weight IS 'One row per weight that an anagrafica gives to a direction, objective, sector or other node.';
COMMENT ON COLUMN rollup_weight.code IS 'Key of the node within its level.';
COMMENT ON COLUMN rollup_weight.weight IS 'Weight among its siblings, in any unit.';

COMMENT ON TABLE rollup_exclusion IS 'One row per node that an anagrafica leaves out of every aggregate, with all below it.';
COMMENT ON COLUMN rollup_exclusion.reason IS 'Why it is left out.';

COMMENT ON TABLE registry_period IS 'One row per period of an anagrafica: what is expected by then.';

COMMENT ON TABLE registry_deadline IS 'One row per deadline of an anagrafica.';
COMMENT ON COLUMN registry_deadline.document_name IS 'Document that is due.';
COMMENT ON COLUMN registry_deadline.sectors_deadline IS 'Day by which the sectors hand in.';
COMMENT ON COLUMN registry_deadline.entity_deadline IS 'Day by which the Giunta decides.';
COMMENT ON COLUMN registry_deadline.event IS 'Kind of event that the deadline follows; NULL: a fixed day.';
COMMENT ON COLUMN registry_deadline.days_after_event IS 'Days after the event.';

COMMENT ON TABLE registry_role IS 'One row per person and role, by e-mail.';
COMMENT ON COLUMN registry_role.email IS 'E-mail address of the person.';
COMMENT ON COLUMN registry_role.role IS 'giunta, nucleo, office, sector or reader.';
COMMENT ON COLUMN registry_role.person_name IS 'Name of the person.';

COMMENT ON COLUMN result.stated_state
    IS 'sterilised or eliminated, where the sheet itself says so in place of a result; else NULL.';
COMMENT ON TABLE assessment IS 'One row per statement on a result beside what was measured: a state, or a step of an override.';
COMMENT ON COLUMN assessment.assessment_id IS 'Number of the statement, growing with time.';
COMMENT ON COLUMN assessment.indicator_code IS 'Key of the indicator; NULL: every indicator of the action.';
COMMENT ON COLUMN assessment.assessment_kind IS 'What is stated (dashboard.domain.assessments.AssessmentKind).';
COMMENT ON COLUMN assessment.pct IS 'Percentage requested or granted; NULL for all other statements.';
COMMENT ON COLUMN assessment.reason IS 'Why, in the words of who states it.';
COMMENT ON COLUMN assessment.deed_number IS 'Number of the deed; NULL where none is named.';
COMMENT ON COLUMN assessment.deed_date IS 'Date of the deed.';
COMMENT ON COLUMN assessment.stated_by IS 'Who states it.';
COMMENT ON COLUMN assessment.stated_role IS 'In which role; only the Nucleo grants.';
COMMENT ON COLUMN assessment.stated_at IS 'When it was stated, in UTC.';

COMMENT ON TABLE check_acceptance IS 'One row per decision to accept (or question again) what a check found.';
COMMENT ON COLUMN check_acceptance.acceptance_id IS 'Number of the decision, growing with time.';
COMMENT ON COLUMN check_acceptance.finding_key IS 'What the finding is about, the same for the same finding.';
COMMENT ON COLUMN check_acceptance.check_code IS 'Rule that found it.';
COMMENT ON COLUMN check_acceptance.is_accepted IS 'TRUE: silenced; FALSE: questioned again.';
COMMENT ON COLUMN check_acceptance.reason IS 'Why it is accepted.';
COMMENT ON COLUMN check_acceptance.accepted_by IS 'Who accepts it.';
COMMENT ON COLUMN check_acceptance.accepted_at IS 'When it was accepted, in UTC.';

COMMENT ON COLUMN action.tags IS 'Labels of the action, separated by semicolons.';
COMMENT ON COLUMN result.numerator IS 'Numerator written behind a ratio; NULL where none is.';
COMMENT ON COLUMN result.denominator IS 'Denominator written behind a ratio; NULL where none is.';

COMMENT ON COLUMN registry_in_force.registry_document_id
    IS 'Anagrafica whose rules hold in the year; NULL: the program''s own.';
COMMENT ON COLUMN period_expectation.is_default IS 'Whether the program''s own expectation holds.';
COMMENT ON COLUMN stated_result.rule_method IS 'How result and target are compared (RuleMethod).';
COMMENT ON COLUMN stated_result.rule_document_id IS 'Anagrafica that states the rule; NULL: the program''s own.';
COMMENT ON COLUMN stated_result.stated_nature IS 'Nature that the indicator''s own sheet states; NULL where it does not.';
COMMENT ON COLUMN stated_result.year_before_number IS 'Final result of the year before.';
COMMENT ON COLUMN stated_result.result_numerator IS 'Numerator written behind a ratio; NULL where none is.';
COMMENT ON COLUMN stated_result.result_denominator IS 'Denominator written behind a ratio; NULL where none is.';
COMMENT ON COLUMN result_assessment.state IS 'State that was stated: not_assessable, sterilised or eliminated.';
COMMENT ON COLUMN result_assessment.state_reason IS 'Why the state holds.';
COMMENT ON COLUMN result_assessment.state_stated_by IS 'Who stated the state.';
COMMENT ON COLUMN result_assessment.state_deed_number IS 'Deed behind the state; NULL where none is named.';
COMMENT ON COLUMN result_assessment.state_deed_date IS 'Date of the deed behind the state.';
COMMENT ON COLUMN result_assessment.override_state IS 'requested, granted or refused; NULL where nothing was asked.';
COMMENT ON COLUMN result_assessment.requested_pct IS 'Percentage requested in place of the measured one.';
COMMENT ON COLUMN result_assessment.requested_by IS 'Who requested it.';
COMMENT ON COLUMN result_assessment.request_reason IS 'Why it was requested.';
COMMENT ON COLUMN result_assessment.granted_pct IS 'Percentage that the Nucleo granted.';
COMMENT ON COLUMN result_assessment.granted_by IS 'Who granted or refused it.';
COMMENT ON COLUMN result_assessment.grant_reason IS 'Why it was granted or refused.';
COMMENT ON COLUMN indicator_exclusion.exclusion_level IS 'Level of the node that is excluded.';
COMMENT ON COLUMN indicator_exclusion.exclusion_code IS 'Key of the node that is excluded.';
COMMENT ON COLUMN indicator_exclusion.exclusion_reason IS 'Why it is excluded.';
COMMENT ON COLUMN indicator_result.action_weight IS 'Weight of the action among its siblings; NULL: not stated.';
COMMENT ON COLUMN judged_result.is_declared
    IS 'Whether the percentage is somebody''s statement, the document''s or the Nucleo''s.';
COMMENT ON COLUMN entity_version.statement_count
    IS 'Uploads, revocations, decisions and statements so far.';
