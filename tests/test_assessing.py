"""Stating something of a result: who may, with which words, and what it moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.assessing import Mean, effect_of_stating, standing_of, state
from dashboard.domain.assessments import Assessed, Assessment, AssessmentKind, OverrideState
from dashboard.domain.model import (
    AchievementBasis,
    DocumentKind,
    DocumentToStore,
    Facts,
    Period,
    Recognition,
)
from dashboard.domain.registry_model import RegistryFacts, RegistryRoleFact
from dashboard.domain.roles import Role
from dashboard.errors import AssessmentRefusedError
from dashboard.incoming import IncomingFile
from dashboard.ingest import check_files, confirm
from dashboard.rebuild import rebuild_database
from dashboard.store import Store, open_store
from dashboard.texts.errors import error_sentence
from tests.sheets import final_report, piao_sheet
from tests.store.builders import ENTITY, YEAR, Line, lineage, plan, report, upload

ACTION = Assessed(ENTITY, YEAR, Period.FINAL, "S1", "A1")
BEHIND = replace(ACTION, indicator_code="I2")
REQUEST = Assessment(
    assessed=BEHIND,
    kind=AssessmentKind.OVERRIDE_REQUESTED,
    reason="ricorso al TAR",
    stated_by="Anna Rossi",
    stated_role=Role.SECTOR,
    pct=90,
)
GRANT = replace(REQUEST, kind=AssessmentKind.OVERRIDE_GRANTED, stated_role=Role.NUCLEO, pct=70)
ELIMINATION = replace(
    REQUEST,
    kind=AssessmentKind.ELIMINATED,
    stated_role=Role.OFFICE,
    pct=None,
    deed_number="GC 195",
    deed_date=date(YEAR, 7, 18),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """An action with results of 80 % and 40 % at the end of the year; another sector beside it."""
    lines = [Line("I1", target=10, result=8), Line("I2", target=10, result=4)]
    store.append(upload(plan(lines), report(lines)))
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "prova.duckdb")
    yield opened
    opened.close()


def counted(store: Store, indicator_code: str = "I2") -> Any:
    rows = store.query("indicator_results").set_index("indicator_code")
    return rows.loc[indicator_code, "achievement_pct"]


def test_what_the_nucleo_grants_counts_and_what_a_sector_asks_does_not(filled: Store) -> None:
    state(filled, REQUEST)
    assert counted(filled) == 40

    state(filled, GRANT)
    assert counted(filled) == 70
    standing = standing_of(filled, BEHIND)
    assert standing.override_state is OverrideState.GRANTED
    assert standing.request is not None
    assert (standing.request.pct, standing.granted_pct) == (90, 70)


def test_the_nucleo_may_grant_what_nobody_asked(filled: Store) -> None:
    state(filled, GRANT)

    row = filled.query("indicator_results").set_index("indicator_code").loc["I2"]
    assert row["granted_pct"] == 70
    assert pd.isna(row["requested_pct"])


def test_the_effect_is_told_before_and_is_what_comes(filled: Store) -> None:
    told = effect_of_stating(filled, ELIMINATION)

    assert told.action_before == Mean(60, counted_count=2, indicator_count=2)
    assert told.action_after == Mean(80, counted_count=1, indicator_count=2)
    assert counted(filled) == 40  # nothing was kept

    state(filled, ELIMINATION)
    means = filled.query("achievement_by_sector")
    assert means["achievement_pct"].tolist() == [told.sector_after.achievement_pct]


def test_a_statement_on_the_action_takes_all_its_indicators_and_is_taken_back(
    filled: Store,
) -> None:
    state(filled, replace(ELIMINATION, assessed=ACTION))
    assert pd.isna(counted(filled, "I1"))
    assert pd.isna(counted(filled, "I2"))

    back = replace(
        ELIMINATION, assessed=ACTION, kind=AssessmentKind.ASSESSABLE_AGAIN, deed_number=None
    )
    state(filled, replace(back, deed_date=None))
    assert (counted(filled, "I1"), counted(filled, "I2")) == (80, 40)


REFUSED = [
    # what is wrong,                          reason,            words of the sentence
    (replace(GRANT, stated_role=Role.SECTOR), "role", "decide solo il Nucleo"),
    (replace(GRANT, stated_role=Role.OFFICE), "role", "decide solo il Nucleo"),
    (replace(ELIMINATION, stated_role=Role.SECTOR), "role", "Ufficio programmazione"),
    (replace(REQUEST, stated_role=Role.READER), "role", "Sola lettura"),
    (replace(REQUEST, reason=" \n "), "words_missing", "il motivo"),
    (replace(REQUEST, stated_by=""), "words_missing", "il nome"),
    (replace(REQUEST, pct=None), "pct", "da 0 a 100"),
    (replace(REQUEST, pct=100.5), "pct", "100,50"),
    (replace(REQUEST, pct=-1), "pct", "da 0 a 100"),
    (replace(ELIMINATION, pct=50), "pct_not_asked", "eliminato con atto"),
    (replace(ELIMINATION, deed_number=None, deed_date=None), "deed_missing", "numero e la data"),
    (replace(ELIMINATION, deed_date=None), "half_a_deed", "sia il numero sia la data"),
    (
        replace(REQUEST, assessed=replace(ACTION, indicator_code="I9")),
        "unknown_result",
        "non c’è un indicatore",
    ),
    (
        replace(REQUEST, assessed=replace(BEHIND, period=Period.INTERMEDIATE)),
        "unknown_result",
        "questo periodo",
    ),
    (
        replace(GRANT, kind=AssessmentKind.OVERRIDE_REFUSED, pct=None),
        "nothing_standing",
        "richiesta respinta",
    ),
    (
        replace(REQUEST, kind=AssessmentKind.OVERRIDE_WITHDRAWN, pct=None),
        "nothing_standing",
        "percentuale ritirata",
    ),
]


@pytest.mark.parametrize(("assessment", "reason", "words"), REFUSED)
def test_what_cannot_be_stated_is_refused_in_words_and_nothing_is_kept(
    filled: Store, assessment: Assessment, reason: str, words: str
) -> None:
    with pytest.raises(AssessmentRefusedError) as refused:
        state(filled, assessment)

    assert refused.value.params["reason"] == reason
    sentence = error_sentence(refused.value)
    assert words in sentence
    assert "Non è stato registrato nulla" in sentence
    assert filled.query("assessments").empty


def test_what_the_nucleo_granted_a_sector_cannot_withdraw(filled: Store) -> None:
    state(filled, REQUEST)
    state(filled, GRANT)
    withdrawal = replace(REQUEST, kind=AssessmentKind.OVERRIDE_WITHDRAWN, pct=None)

    with pytest.raises(AssessmentRefusedError) as refused:
        state(filled, withdrawal)
    assert "solo il Nucleo può ritirarla" in error_sentence(refused.value)
    assert counted(filled) == 70

    state(filled, replace(withdrawal, stated_role=Role.NUCLEO))
    assert counted(filled) == 40


def registry(*roles: tuple[str, str, str | None]) -> DocumentToStore:
    """An anagrafica that only lists roles: e-mail, role, sector."""
    facts = tuple(
        RegistryRoleFact(email, role, lineage(number), f"Nome di {email}", sector_code)
        for number, (email, role, sector_code) in enumerate(roles, start=2)
    )
    return DocumentToStore(
        entity_code=ENTITY,
        entity_name="Comune di Prova",
        kind=DocumentKind.REGISTRY,
        reference_year=YEAR,
        cycle_start_year=None,
        cycle_end_year=None,
        period=None,
        sector_code=None,
        strategic_direction_code=None,
        achievement_basis=AchievementBasis.MEASURED,
        recognition=Recognition(DocumentKind.REGISTRY, 1, 1),
        rows=(),
        facts=Facts(registry=RegistryFacts(roles=facts)),
    )


@pytest.mark.parametrize(
    ("email", "role", "is_allowed"),
    [
        ("NUCLEO@comune.it", Role.NUCLEO, True),
        ("capo@comune.it", Role.NUCLEO, False),  # listed, but not as Nucleo
        ("nessuno@comune.it", Role.NUCLEO, False),
        ("", Role.NUCLEO, False),
    ],
)
def test_where_roles_are_listed_only_the_listed_address_grants(
    filled: Store, email: str, role: Role, is_allowed: bool
) -> None:
    filled.append(
        upload(registry(("nucleo@comune.it", "nucleo", None), ("capo@comune.it", "sector", "S1")))
    )
    grant = replace(GRANT, stated_role=role, stated_by="Chiunque")

    if is_allowed:
        state(filled, grant, email)
        kept = filled.query("assessments")["stated_by"].tolist()
        assert kept == ["Nome di nucleo@comune.it (nucleo@comune.it)"]
    else:
        with pytest.raises(AssessmentRefusedError) as refused:
            state(filled, grant, email)
        assert "anagrafica" in error_sentence(refused.value)
        assert counted(filled) == 40


def test_a_listed_head_of_sector_speaks_for_the_own_sector_only(filled: Store) -> None:
    filled.append(upload(registry(("capo1@comune.it", "sector", "S1"), ("x@y.it", "sector", "S2"))))

    with pytest.raises(AssessmentRefusedError):
        state(filled, REQUEST, "x@y.it")
    state(filled, REQUEST, "capo1@comune.it")
    assert standing_of(filled, BEHIND).override_state is OverrideState.REQUESTED


def test_statements_are_made_again_at_their_own_time_in_a_rebuilt_database(
    store: Store, tmp_path: Path
) -> None:
    sheet = piao_sheet(("1 Città", "3.1", "Piste", "LL.PP.", 10, "Km completati", "SIT", 4))
    files = [
        IncomingFile("piao.xlsx", sheet),
        IncomingFile(
            "report.xlsx",
            final_report(("3.1", "Piste", "Km completati", 4, 2, "TAR"), sector="LL.PP."),
        ),
    ]
    for checked in check_files(store, files):
        confirm(store, checked, "Anna")
    row = store.query("indicator_results", period="final").to_dict("records")[0]
    keys = ("entity_code", "reference_year", "sector_code", "action_code", "indicator_code")
    named = {name: row[name] for name in keys}
    result = Assessed(period=Period.FINAL, **named)
    state(store, replace(REQUEST, assessed=result))
    state(store, replace(GRANT, assessed=result))

    report_of_rebuild = rebuild_database(store, tmp_path / "nuova.duckdb")

    assert report_of_rebuild.figures == ()
    rebuilt = open_store(tmp_path / "nuova.duckdb")
    granted_at = store.query("assessments")["stated_at"].max()
    for moment in (None, (granted_at - timedelta(microseconds=1)).to_pydatetime()):
        for name in ("assessments", "indicator_results"):
            before = store.query(name, as_of=moment)
            pd.testing.assert_frame_equal(
                rebuilt.query(name, as_of=moment), before, check_like=True
            )
    rebuilt.close()


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Sterilizzato", "sterilised"),
        ("ELIMINATO", "eliminated"),
        ("Eliminato con delibera GC 195 del 18/07/2024", "eliminated"),
        ("Obiettivo eliminato in sede di variazione PEG", "eliminated"),
        ("45 barriere eliminate", None),  # a result in words, not a state
    ],
)
def test_a_state_written_in_place_of_a_result_is_one(
    store: Store, written: str, status: str | None
) -> None:
    sheet = piao_sheet(("1 Città", "3.1", "Piste", "LL.PP.", 10, "Km completati", "SIT", 4))
    reported = final_report(
        ("3.1", "Piste", "Km completati", 4, written, ""), sector="Lavori pubblici"
    )
    files = [IncomingFile("piao.xlsx", sheet), IncomingFile("report.xlsx", reported)]
    for checked in check_files(store, files):
        confirm(store, checked, "Anna")

    (row,) = store.query("indicator_results", period="final").to_dict("records")

    assert row["state"] == status
    if status is not None:
        assert (row["status"], row["left_out_reason"]) == (status, status)
        assert row["state_reason"] == written
        assert not row["is_counted"]
