"""An anagrafica is loaded like any document: checked, compared, stored, taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.decisions import Decision, Deed, Grounds, Verdict
from dashboard.domain.differences import RowChange
from dashboard.domain.model import AchievementBasis, DocumentKind, Issue
from dashboard.domain.rules import Level, RollupMethod, RuleMethod
from dashboard.history import changes_of_upload, effect_of_revoking, revoke_upload
from dashboard.incoming import IncomingFile
from dashboard.ingest import CheckedFile, check_file, check_files, confirm
from dashboard.rebuild import rebuild_database
from dashboard.store import Store, open_store
from dashboard.texts.issues import issue_sentence
from dashboard.variations import decide
from tests.sheets import dup_status_file, final_report, in_red, registry_file, workbook_bytes

Sections = Mapping[str, Sequence[Mapping[str, Any]]]

RULE = {
    "rule_code": "R1",
    "rule_name": "Percorso",
    "measure_kind": "più è meglio",
    "method": "percorso dalla baseline",
    "is_default": "sì",
}
SECTOR = {"sector_code": "03", "sector_name": "Lavori pubblici"}
RENAMED = {
    "sector_code": "03",
    "sector_name": "Infrastrutture",
    "valid_from": date(2024, 7, 1),
    "previous_name": "Lavori pubblici",
}
BAND = {"band_table": "T", "lower_number": 0, "upper_number": 50, "pct": 0}
AFTER_A_GAP = BAND | {"lower_number": 60, "upper_number": 90}
OVERLAPPING = BAND | {"lower_number": 40, "upper_number": 90}
REPORT_ROW = ("3.1", "Piste ciclabili", "Km completati", 4, 2.4, "Ricorso al TAR")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    found = open_store(tmp_path / "prova.duckdb")
    yield found
    found.close()


def checked(store: Store | None, sections: Sections, year: int = 2024) -> CheckedFile:
    return check_file(store, f"Anagrafica {year}.xlsx", registry_file(sections, year))


def load(store: Store, sections: Sections, year: int = 2024) -> int:
    return confirm(store, checked(store, sections, year), "prova")


def facts(sections: Sections) -> Any:
    (document,) = checked(None, sections).documents
    assert document.facts.registry is not None
    return document.facts.registry


def sectors_of(store: Store, sector: str, year: int) -> list[str | None]:
    report = final_report(REPORT_ROW, sector=sector, year=year)
    return [one.sector_code for one in check_file(store, "r.xlsx", report).documents]


# --- what it states ---


def test_an_empty_cell_means_the_choice_of_the_program() -> None:
    (rule,) = facts({"rules": [RULE]}).rules

    assert rule.method is RuleMethod.TRAVEL_FROM_BASELINE
    assert (rule.cap_pct, rule.floor_pct, rule.rounding_digits) == (100.0, 0.0, None)
    assert rule.is_default


def test_no_cap_is_not_an_empty_cap() -> None:
    (rule,) = facts({"rules": [RULE | {"cap_pct": "nessuno", "floor_pct": "nessuno"}]}).rules

    assert (rule.cap_pct, rule.floor_pct) == (None, None)


def test_weights_beside_sectors_services_and_directions_are_weights_of_the_sum() -> None:
    stated = facts(
        {
            "sectors": [SECTOR | {"weight": 60}],
            "services": [{"service_name": "Strade", "sector_code": "3", "weight": 2}],
            "directions": [
                {"strategic_direction_code": "1", "strategic_direction_name": "Città", "weight": 1}
            ],
            "weights": [{"level": "Azione", "code": "3.1", "weight": 10}],
        }
    )

    assert {(one.level, one.code, one.weight) for one in stated.weights} == {
        (Level.SECTOR, "03", 60.0),
        (Level.SERVICE, "Strade", 2.0),
        (Level.DIRECTION, "1", 1.0),
        (Level.ACTION, "3.1", 10.0),
    }


def test_a_sector_is_one_however_its_code_is_written() -> None:
    stated = facts(
        {
            "sectors": [SECTOR],
            "services": [{"service_name": "Strade", "sector_code": "3"}],
            "exclusions": [{"level": "Settore", "code": "Lavori pubblici", "reason": "Avviato"}],
            "roles": [{"email": "a@b.it", "role": "settore", "sector_code": "03 Lavori pubblici"}],
        }
    )

    named = (stated.services[0].sector_code, stated.exclusions[0].code, stated.roles[0].sector_code)
    assert named == ("03", "03", "03")


def test_an_istat_code_typed_as_a_number_gets_its_zeros_back() -> None:
    (entity,) = facts(
        {"entity": [{"entity_name": "Comune di Prova", "istat_code": 58091}]}
    ).entities

    assert entity.istat_code == "058091"


# --- what contradicts itself ---


@pytest.mark.parametrize(
    ("sections", "code", "found"),
    [
        ({"rules": [RULE, RULE | {"is_default": "no"}]}, "registry_row_repeated", "R1"),
        ({"rules": [RULE, RULE | {"rule_code": "R2"}]}, "registry_second_default", "R2"),
        (
            {"rules": [RULE | {"method": "come atteso"}]},
            "registry_method_not_allowed",
            "as_expected",
        ),
        ({"rules": [RULE | {"cap_pct": 0}]}, "registry_cap_below_floor", "0"),
        ({"rules": [RULE | {"rounding_digits": 12}]}, "registry_number_out_of_range", "12"),
        ({"rules": [RULE | {"band_table": "X"}]}, "registry_bands_unknown", "X"),
        (
            {"rules": [RULE | {"method": "fasce sul risultato"}]},
            "registry_bands_missing",
            "bands_on_result",
        ),
        (
            {"bands": [BAND, AFTER_A_GAP]},
            "registry_bands_wrong",
            "T",
        ),
        (
            {"bands": [BAND, OVERLAPPING]},
            "registry_bands_wrong",
            "T",
        ),
        (
            {"rules": [RULE], "assignments": [{"rule_code": "R9", "sector_code": "03"}]},
            "registry_rule_unknown",
            "R9",
        ),
        (
            {"rules": [RULE], "assignments": [{"rule_code": "R1", "sector_code": None}]},
            "registry_assignment_of_nothing",
            "R1",
        ),
        (
            {"rollup_rules": [{"level": "Settore", "rollup_method": "media ponderata"}] * 2},
            "registry_row_repeated",
            "sector",
        ),
        (
            {"rollup_rules": [{"level": "Indicatore", "rollup_method": "media ponderata"}]},
            "registry_level_without_sum",
            "indicator",
        ),
        (
            {"weights": [{"level": "Azione", "code": "1", "weight": -2}]},
            "registry_weight_negative",
            "-2",
        ),
        (
            {"exclusions": [{"level": "Ente", "code": "Prova", "reason": "Mai"}]},
            "registry_excludes_everything",
            "Prova",
        ),
        (
            {"sectors": [SECTOR, RENAMED]},
            "registry_days_overlap",
            "03",
        ),
        (
            {"sectors": [RENAMED | {"valid_to": date(2023, 1, 1)}]},
            "registry_days_reversed",
            "Infrastrutture",
        ),
        (
            {"periods": [{"period": "finale", "expected_share_pct": 100, "partial_from_pct": 140}]},
            "registry_number_out_of_range",
            "140",
        ),
    ],
)
def test_what_contradicts_itself_cannot_be_stored(
    sections: Sections, code: str, found: str
) -> None:
    file = checked(None, sections)

    assert [(issue.code, issue.found) for issue in file.issues] == [(code, found)]
    assert file.is_blocked


def only_issue(sections: Sections) -> Issue:
    (issue,) = checked(None, sections).issues
    return issue


def test_a_gap_between_bands_names_both_rows() -> None:
    assert issue_sentence(only_issue({"bands": [BAND, AFTER_A_GAP]})) == (
        "Foglio Fasce, cella A6: nella tabella «T» tra questa fascia e quella in Fasce, A5 resta "
        "un vuoto. Correggere i limiti, in modo che ogni valore cada in una fascia sola."
    )


def test_an_exclusion_needs_its_reason() -> None:
    issue = only_issue({"exclusions": [{"level": "Azione", "code": "1", "reason": " "}]})

    assert issue.code == "registry_value_missing"
    assert "nella riga manca «Motivo»" in issue_sentence(issue)


def test_a_row_that_moves_no_figure_is_left_out_and_said() -> None:
    file = checked(None, {"roles": [{"email": "a@b.it", "role": None, "person_name": "Ada"}]})

    assert [issue.code for issue in file.issues] == ["registry_row_left_out"]
    assert not file.is_blocked


def test_sectors_that_follow_each_other_do_not_overlap() -> None:
    earlier = SECTOR | {"valid_from": None, "valid_to": date(2024, 6, 30)}

    assert checked(None, {"sectors": [earlier, RENAMED]}).issues == ()


# --- loaded like any document ---


def test_the_newer_anagrafica_of_a_year_replaces_the_first_row_by_row(store: Store) -> None:
    load(store, {"sectors": [SECTOR], "rules": [RULE], "weights": []})

    file = checked(
        store,
        {
            "sectors": [SECTOR],
            "rules": [
                RULE | {"rule_name": "Altro"},
                RULE | {"rule_code": "R2", "is_default": "no"},
            ],
        },
    )

    (difference,) = file.differences
    assert [(one.change, one.row_label) for one in difference.differences] == [
        (RowChange.CHANGED, "R1 · Altro"),
        (RowChange.NEW, "R2 · Percorso"),
    ]
    assert difference.unchanged_count == 1
    upload_id = confirm(store, file, "prova")
    (change,) = changes_of_upload(store, upload_id)
    assert change.kind is DocumentKind.REGISTRY
    assert [one.row_label for one in change.difference.differences] == [
        "R1 · Altro",
        "R2 · Percorso",
    ]


def test_the_order_of_rows_and_sheets_makes_no_difference(store: Store) -> None:
    bands = [BAND, BAND | {"lower_number": 50, "upper_number": 90, "pct": 100}]
    load(store, {"sectors": [SECTOR], "bands": bands})

    (difference,) = checked(store, {"bands": bands[::-1], "sectors": [SECTOR]}).differences

    assert (difference.differences, difference.unchanged_count) == ((), 3)


def test_an_anagrafica_holds_from_its_year_until_a_later_one(store: Store) -> None:
    for year in (2022, 2023, 2024):
        report = final_report(REPORT_ROW, year=year)
        confirm(store, check_file(store, f"r{year}.xlsx", report), "prova")
    load(store, {"sectors": [SECTOR]}, year=2023)
    load(store, {"sectors": [SECTOR], "rules": [RULE]}, year=2024)

    in_force = store.query("registries_in_force").sort_values("reference_year")

    assert list(in_force["registry_year"].fillna(0)) == [0, 2023, 2024]


def test_revoking_an_anagrafica_brings_the_earlier_one_back(store: Store) -> None:
    first = load(store, {"rules": [RULE]})
    second = load(store, {"rules": [RULE | {"rule_name": "Altro"}]})

    (effect,) = effect_of_revoking(store, second)
    assert [one.change for one in effect.difference.differences] == [RowChange.CHANGED]
    revoke_upload(store, second, "Anna", "sbagliata")

    assert list(store.query("registries_in_force")["upload_id"]) == [first]


def test_a_rebuilt_store_states_the_same_rules(store: Store, tmp_path: Path) -> None:
    load(store, {"sectors": [SECTOR | {"weight": 3}], "rules": [RULE], "bands": [BAND]})

    report = rebuild_database(store, tmp_path / "nuova.duckdb")

    rebuilt = open_store(tmp_path / "nuova.duckdb")
    assert report.uploads == ()
    assert rebuilt.registry_facts(1) == store.registry_facts(1)
    rebuilt.close()


# --- what it changes in how other files are read ---


def test_a_renamed_sector_is_known_by_each_name_on_its_days_only(store: Store) -> None:
    load(store, {"sectors": [RENAMED | {"valid_from": date(2024, 1, 1)}]})

    assert sectors_of(store, "Lavori pubblici", 2023) == ["03"]
    assert sectors_of(store, "Infrastrutture", 2024) == ["03"]
    assert sectors_of(store, "Lavori pubblici", 2024) == ["lavori-pubblici"]
    assert sectors_of(store, "Infrastrutture", 2023) == ["infrastrutture"]


def test_a_name_that_has_expired_is_asked_about(store: Store) -> None:
    load(store, {"sectors": [RENAMED | {"valid_from": date(2024, 1, 1)}]})

    report = check_file(store, "r.xlsx", final_report(REPORT_ROW, sector="Lavori pubblici"))

    (question,) = report.open_questions
    assert [one.code for one in question.candidates] == ["03"]


def test_an_anagrafica_beside_a_report_tells_its_sector() -> None:
    report = final_report(REPORT_ROW, sector="Lavori pubblici")

    checked_files = check_files(
        None,
        [
            IncomingFile("r.xlsx", report),
            IncomingFile("a.xlsx", registry_file({"sectors": [SECTOR]})),
        ],
    )

    assert checked_files[0].documents[0].sector_code == "03"


def test_words_for_statuses_come_before_our_own(store: Store) -> None:
    words = [
        {"word": "Chiuso", "status": "concluso"},
        {"word": "Sospeso", "status": "rinviato"},
    ]
    load(store, {"status_words": words})

    file = check_file(store, "dup.xlsx", dup_status_with("Chiuso", "SOSPESO", "in corso"))

    statuses = [one.status for one in file.documents[0].facts.dup_statuses]
    assert statuses == ["completed", "postponed", "in_progress"]
    assert "status_unknown" not in [issue.code for issue in file.issues]


def test_words_of_a_later_year_do_not_count_before_it(store: Store) -> None:
    load(store, {"status_words": [{"word": "Chiuso", "status": "concluso"}]}, year=2025)

    file = check_file(store, "dup.xlsx", dup_status_with("Chiuso"))

    assert [one.status for one in file.documents[0].facts.dup_statuses] == [None]
    assert "status_unknown" in [issue.code for issue in file.issues]


def dup_status_with(*statuses: str) -> bytes:
    return dup_status_file(*statuses, title="Stato")


@pytest.mark.parametrize(
    ("stated", "basis"),
    [("dichiarato", AchievementBasis.DECLARED), (None, AchievementBasis.MEASURED)],
)
def test_its_basis_holds_where_a_document_states_none(
    store: Store, stated: str | None, basis: AchievementBasis
) -> None:
    load(store, {"entity": [{"entity_name": "Comune di Prova", "achievement_basis": stated}]})

    report = check_file(store, "r.xlsx", final_report(REPORT_ROW))

    assert report.documents[0].achievement_basis is basis


STREETS = {"service_name": "Strade", "sector_code": "03"}


def by_service(*services: str) -> bytes:
    """Gives a report whose rows name their service, and no sector anywhere."""
    titles = ("Servizio", "Codice azione", "Azione", "Indicatore", "Target", "Risultato")
    table = [(service, f"{n}.1", "Piste", "Km", 4, 4) for n, service in enumerate(services, 3)]
    head = (("Ente: Comune di Prova",), ("Report finale PIAO al 31/12/2024",), titles)
    return workbook_bytes({"Indicatori": [*head, *table]})


def test_a_report_that_only_names_services_goes_to_their_sectors(store: Store) -> None:
    services = [STREETS, {"service_name": "Nidi", "sector_code": "05"}]
    load(store, {"services": services})

    file = check_file(store, "r.xlsx", by_service("Strade", "NIDI", "strade"))

    assert {one.sector_code: len(one.rows) for one in file.documents} == {"03": 2, "05": 1}
    assert "sector_missing" not in [issue.code for issue in file.issues]


def test_a_service_that_is_not_known_still_needs_its_sector(store: Store) -> None:
    load(store, {"services": [STREETS]})

    file = check_file(store, "r.xlsx", by_service("Strade", "Anagrafe"))

    assert "sector_missing" in [issue.code for issue in file.issues]


def test_a_service_of_two_sectors_tells_none_of_them(store: Store) -> None:
    load(store, {"services": [STREETS, STREETS | {"sector_code": "05"}]})

    file = check_file(store, "r.xlsx", by_service("Strade"))

    assert [one.sector_code for one in file.documents] == [None]


def test_a_declared_percentage_is_compared_by_the_rule_in_force(store: Store) -> None:
    titles = ("Codice azione", "Azione", "Indicatore", "Target", "Risultato", "% di raggiungimento")
    report = final_report(("3.1", "Piste", "Km", 4, 4, 80), titles=titles)
    assert [i.code for i in check_file(store, "r.xlsx", report).issues] == [
        "declared_percent_differs"
    ]

    capped = RULE | {"method": "risultato / target", "cap_pct": 80}
    load(store, {"rules": [capped]})

    assert check_file(store, "r.xlsx", report).issues == ()


def test_a_name_of_the_anagrafica_is_the_one_to_show(store: Store) -> None:
    load(store, {"sectors": [SECTOR]})
    report = final_report(REPORT_ROW, sector="03 LL.PP. e manutenzioni")
    confirm(store, check_file(store, "r.xlsx", report), "prova")

    sectors = store.query("sectors")

    assert list(zip(sectors["sector_code"], sectors["sector_name"], strict=True)) == [
        ("03", "Lavori pubblici")
    ]


def test_a_change_typed_in_red_holds_once_it_is_accepted(store: Store) -> None:
    mean: dict[str, Any] = {"level": "Settore", "rollup_method": "media ponderata"}
    load(store, {"rollup_rules": [mean]})
    red = mean | {"rollup_method": in_red("", "media degli indicatori")}
    upload_id = load(store, {"rollup_rules": [red]})
    assert methods_in_force(store) == [RollupMethod.WEIGHTED_MEAN]

    (proposal,) = store.query("upload_proposals", upload_id=upload_id)["proposal_id"]
    grounds = Grounds("lo chiede la Giunta", "Segretario", Deed("12", date(2024, 7, 18)))
    decide(store, [Decision(int(proposal), Verdict.ACCEPTED)], grounds)

    assert methods_in_force(store) == [RollupMethod.MEAN_OF_INDICATORS]


def methods_in_force(store: Store) -> list[RollupMethod]:
    (document_id,) = store.query("registries_in_force")["registry_document_id"]
    return [one.method for one in store.registry_facts(int(document_id)).rollup_rules]


BUDGET_DAYS = {"event": "approvazione del bilancio", "days_after_event": 20}
PEG_DAY = {"document_name": "PEG", "entity_deadline": date(2024, 1, 31)}


@pytest.mark.parametrize(
    ("row", "code", "found"),
    [
        (PEG_DAY | BUDGET_DAYS, "registry_day_and_event", "2024-01-31"),
        (
            {"document_name": "PEG", "event": "approvazione del bilancio"},
            "registry_event_without_days",
            "budget_approved",
        ),
        (PEG_DAY | {"days_after_unless_event": 30}, "registry_days_without_event", "30"),
        (
            {"document_name": "PEG"} | BUDGET_DAYS | {"days_after_event": -5},
            "registry_days_negative",
            "-5",
        ),
        (PEG_DAY | {"cycle_start_year": 2024}, "registry_cycle_incomplete", "2024"),
        (
            PEG_DAY | {"cycle_start_year": 2026, "cycle_end_year": 2024},
            "registry_cycle_incomplete",
            "2026-2024",
        ),
    ],
)
def test_a_deadline_that_nobody_could_work_out_cannot_be_stored(
    row: dict[str, Any], code: str, found: str
) -> None:
    file = checked(None, {"deadlines": [row]})

    assert [(issue.code, issue.found) for issue in file.issues] == [(code, found)]
    assert file.is_blocked


@pytest.mark.parametrize(
    ("row", "code", "found"),
    [
        ({"document_name": "PEG", "note": "da stabilire"}, "registry_deadline_without_day", "PEG"),
        (
            PEG_DAY | {"sectors_deadline": date(2024, 2, 1)},
            "registry_sectors_after_giunta",
            "2024-02-01",
        ),
        (
            PEG_DAY | {"document_kind": "piano triennale"},
            "registry_value_left_out",
            "piano triennale",
        ),
    ],
)
def test_a_deadline_that_only_looks_wrong_is_stored_with_a_warning(
    row: dict[str, Any], code: str, found: str
) -> None:
    file = checked(None, {"deadlines": [row]})

    assert [(issue.code, issue.found) for issue in file.issues] == [(code, found)]
    assert not file.is_blocked


@pytest.mark.parametrize(
    "row",
    [
        {"document_name": "PEG", "sectors_deadline": date(2023, 10, 5)} | BUDGET_DAYS,
        PEG_DAY | BUDGET_DAYS | {"counts_for": "settori"},
        PEG_DAY | {"unless_event": "differimento", "days_after_unless_event": 30},
        {"document_name": "Nota", "together_with": "schema di bilancio"},
    ],
)
def test_a_day_for_some_and_an_event_for_others_are_no_contradiction(row: dict[str, Any]) -> None:
    assert checked(None, {"deadlines": [row]}).issues == ()


def test_two_days_for_one_document_and_year_name_both_rows() -> None:
    issue = only_issue({"deadlines": [PEG_DAY, PEG_DAY | {"entity_deadline": date(2024, 3, 1)}]})

    assert (issue.code, issue.cell, issue.params["first_cell"]) == (
        "registry_row_repeated",
        "A6",
        "Scadenze, A5",
    )


def test_two_years_or_the_two_days_of_one_document_may_stand_in_two_rows() -> None:
    rows = [
        PEG_DAY | {"reference_year": 2024},
        PEG_DAY | {"reference_year": 2025},
        {"document_name": "PEG", "sectors_deadline": date(2023, 10, 5), "reference_year": 2024},
    ]
    assert checked(None, {"deadlines": rows}).issues == ()


def test_a_deadline_of_a_clause_that_is_not_listed_is_spoken_of() -> None:
    sections: Sections = {
        "deadlines": [PEG_DAY | {"clause_code": "2.7"}],
        "clauses": [{"clause_code": "2.1", "clause_text": "La Giunta approva il PEG."}],
    }
    assert only_issue(sections).code == "registry_clause_unknown"
