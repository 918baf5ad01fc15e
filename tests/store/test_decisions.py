"""What is decided on a proposal counts from that moment, and what the file said stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboard.domain.decisions import Deed, Grounds, Verdict
from dashboard.domain.model import DocumentToStore, MeasureKind, Period, Proposal, ProposalKind
from dashboard.domain.registry_model import MeasurementRuleFact, RegistryFacts, RuleBandFact
from dashboard.domain.rules import RuleMethod
from dashboard.store import Store
from dashboard.store.decisions import DecisionsToStore, KeyedDecision
from tests.store.builders import ENTITY, SHEET, Line, lineage, plan, registry, report, upload

GROUNDS = Grounds("fondi confermati", "Segretario", Deed("112", date(2024, 7, 18)))
TARGET_CELL = "C2"


def proposal(before: str, after: str, cell: str = TARGET_CELL) -> Proposal:
    return Proposal(ProposalKind.REPLACEMENT, SHEET, cell, before, after, "target", 2)


def planned(target: float, **fields: object) -> DocumentToStore:
    return plan([Line("I", target, **fields)])


def decide(
    store: Store,
    verdict: Verdict,
    *documents: DocumentToStore,
    proposal_id: int = 1,
    upload_id: int = 1,
) -> tuple[int, ...] | None:
    revisions = {upload_id: documents}
    decided = DecisionsToStore(
        (keyed(store, proposal_id, verdict),), GROUNDS, revisions, store.version()
    )
    return store.decide(decided)


def keyed(store: Store, proposal_id: int, verdict: Verdict) -> KeyedDecision:
    proposals = store.query("proposals").set_index("proposal_id")
    key = str(proposals.loc[proposal_id, "proposal_key"])
    return KeyedDecision(proposal_id, ENTITY, key, verdict)


def target_in_force(store: Store) -> float:
    return float(store.query("indicator_results")["target_number"].iloc[0])


def state(store: Store, proposal_id: int = 1) -> str:
    proposals = store.query("proposals").set_index("proposal_id")
    return str(proposals.loc[proposal_id, "state"])


@pytest.fixture
def plan_with_proposal(store: Store) -> Store:
    store.append(upload(planned(10.0), proposals=(proposal("10", "8"),)))
    return store


def test_a_proposal_waits_until_it_is_decided(plan_with_proposal: Store) -> None:
    assert state(plan_with_proposal) == "pending"
    assert target_in_force(plan_with_proposal) == 10.0


def test_an_accepted_target_is_in_force_at_once(plan_with_proposal: Store) -> None:
    decide(plan_with_proposal, Verdict.ACCEPTED, planned(8.0))

    assert state(plan_with_proposal) == "accepted"
    assert target_in_force(plan_with_proposal) == 8.0


def test_the_upload_still_says_what_it_said_when_it_came(plan_with_proposal: Store) -> None:
    decide(plan_with_proposal, Verdict.ACCEPTED, planned(8.0))
    cells = plan_with_proposal.query("upload_cells", upload_id=1)
    documents = plan_with_proposal.query("upload_documents", upload_id=1)

    assert list(cells.loc[cells["field_name"] == "target", "raw_text"]) == ["10.0"]
    assert list(documents["is_current"]) == [True]
    assert plan_with_proposal.query("uploads")["row_count"].tolist() == [1]


def test_the_day_before_the_decision_still_shows_the_earlier_target(
    plan_with_proposal: Store,
) -> None:
    decide(plan_with_proposal, Verdict.ACCEPTED, planned(8.0))
    decided_at = plan_with_proposal.query("decisions")["decided_at"].iloc[0].to_pydatetime()
    just_before = decided_at - timedelta(microseconds=1)
    then = plan_with_proposal.query("indicator_results", as_of=just_before)

    assert then["target_number"].tolist() == [10.0]
    assert plan_with_proposal.query("proposals", as_of=just_before)["state"].tolist() == ["pending"]


def test_a_decision_taken_back_leaves_both_in_the_history(plan_with_proposal: Store) -> None:
    decide(plan_with_proposal, Verdict.ACCEPTED, planned(8.0))
    decide(plan_with_proposal, Verdict.REOPENED, planned(10.0))
    history = plan_with_proposal.query("decisions")

    assert history["verdict"].tolist() == ["reopened", "accepted"]
    assert history["deed_number"].tolist() == ["112", "112"]
    assert state(plan_with_proposal) == "pending"
    assert target_in_force(plan_with_proposal) == 10.0


def test_a_decision_worked_out_on_an_older_store_writes_nothing(plan_with_proposal: Store) -> None:
    stale = DecisionsToStore(
        (keyed(plan_with_proposal, 1, Verdict.ACCEPTED),),
        GROUNDS,
        {1: (planned(8.0),)},
        plan_with_proposal.version() - 1,
    )

    assert plan_with_proposal.decide(stale) is None
    assert target_in_force(plan_with_proposal) == 10.0
    assert plan_with_proposal.query("decisions").empty


def test_the_same_proposal_in_a_newer_file_is_not_proposed_twice(
    plan_with_proposal: Store,
) -> None:
    decide(plan_with_proposal, Verdict.REJECTED, planned(10.0))
    plan_with_proposal.append(
        upload(
            planned(10.0),
            content=b"again",
            proposals=(proposal("10", "8"),),
        )
    )
    proposals = plan_with_proposal.query("proposals")

    assert proposals["upload_id"].tolist() == [2]
    assert proposals["state"].tolist() == ["rejected"]


def test_what_was_given_back_and_comes_again_waits_again(plan_with_proposal: Store) -> None:
    decide(plan_with_proposal, Verdict.RETURNED, planned(10.0))
    assert state(plan_with_proposal) == "returned"
    plan_with_proposal.append(
        upload(planned(10.0), content=b"again", proposals=(proposal("10", "8"),))
    )

    assert plan_with_proposal.query("proposals")["state"].tolist() == ["pending"]


def test_another_text_for_the_same_cell_is_another_proposal_on_the_same_subject(
    plan_with_proposal: Store,
) -> None:
    plan_with_proposal.append(
        upload(planned(10.0), content=b"other", proposals=(proposal("10", "9"),))
    )
    proposals = plan_with_proposal.query("proposals")

    assert proposals["state"].tolist() == ["pending", "pending"]
    assert proposals["is_in_force"].tolist() == [False, True]
    assert proposals["subject_key"].nunique() == 1
    assert proposals["proposal_key"].nunique() == 2


def test_a_revoked_upload_takes_its_proposals_and_revisions_along(
    plan_with_proposal: Store,
) -> None:
    decide(plan_with_proposal, Verdict.ACCEPTED, planned(8.0))
    plan_with_proposal.revoke(1, "prova", "file sbagliato")

    assert plan_with_proposal.query("proposals").empty
    assert plan_with_proposal.query("indicator_results").empty


def test_a_variation_proposed_in_a_report_varies_the_target_of_the_plan(store: Store) -> None:
    store.append(upload(planned(10.0)))
    mid_year = report([Line("I", 10.0, 4.0)], Period.INTERMEDIATE)
    store.append(upload(mid_year, proposals=(proposal("10", "8"),)))
    assert target_in_force(store) == 10.0

    varied = report([Line("I", 8.0, 4.0)], Period.INTERMEDIATE)
    decide(store, Verdict.ACCEPTED, varied, upload_id=2)
    results = store.query("indicator_results")

    assert results["target_number"].tolist() == [8.0]


def test_a_varied_target_keeps_its_story_and_both_percentages(store: Store) -> None:
    store.append(upload(planned(10.0), proposals=(proposal("10", "8"),)))
    store.append(upload(report([Line("I", None, 6.0)])))
    decide(store, Verdict.ACCEPTED, planned(8.0))

    varied = store.query("varied_targets").iloc[0]
    assert varied["original_achievement_pct"] == 60.0
    assert varied["measured_achievement_pct"] == 75.0
    assert varied["effect_points"] == 15.0
    steps = store.query("target_steps")
    assert steps["target_number"].tolist() == [10.0, 8.0]
    assert steps["is_original"].tolist() == [True, False]
    assert steps["deed_number"].fillna("").tolist() == ["", "112"]


def test_both_percentages_of_a_varied_target_follow_the_rule_of_the_entity(store: Store) -> None:
    growing = RuleBandFact("punti", 20.0, lineage(4), 0.0, 100.0, 80.0)
    banded = MeasurementRuleFact(
        "R",
        "A punti",
        MeasureKind.INCREASING,
        RuleMethod.RATIO_TO_TARGET,
        lineage(2),
        band_table="punti",
        is_default=True,
    )
    store.append(upload(registry(RegistryFacts(rules=(banded,), bands=(growing,)))))
    store.append(upload(planned(10.0), proposals=(proposal("10", "8"),)))
    store.append(upload(report([Line("I", None, 6.0)])))
    decide(store, Verdict.ACCEPTED, planned(8.0), upload_id=2)

    varied = store.query("varied_targets").iloc[0]
    assert varied["original_achievement_pct"] == 56.0  # 20 + 60 % of 60
    assert varied["measured_achievement_pct"] == 65.0  # 20 + 75 % of 60


def test_a_target_varied_twice_starts_from_the_first(store: Store) -> None:
    store.append(upload(planned(10.0), proposals=(proposal("10", "8"),)))
    decide(store, Verdict.ACCEPTED, planned(8.0))
    store.append(upload(planned(8.0), content=b"again", proposals=(proposal("8", "5"),)))
    decide(store, Verdict.ACCEPTED, planned(5.0), proposal_id=2, upload_id=2)
    store.append(upload(report([Line("I", None, 4.0)])))

    assert store.query("target_steps")["target_number"].tolist() == [10.0, 8.0, 5.0]
    varied = store.query("varied_targets").iloc[0]
    assert varied["original_achievement_pct"] == 40.0
    assert varied["measured_achievement_pct"] == 80.0


def test_a_file_that_repeats_what_was_decided_brings_its_revision_along(store: Store) -> None:
    store.append(upload(planned(10.0), proposals=(proposal("10", "8"),)))
    decide(store, Verdict.ACCEPTED, planned(8.0))
    again = upload(planned(10.0), content=b"again", proposals=(proposal("10", "8"),))
    store.append(type(again)(**{**fields(again), "revised_documents": (planned(8.0),)}))

    assert target_in_force(store) == 8.0
    assert store.query("proposals")["state"].tolist() == ["accepted"]


def fields(upload_to_store: object) -> dict[str, object]:
    return {name: getattr(upload_to_store, name) for name in upload_to_store.__slots__}
