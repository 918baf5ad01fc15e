"""Sheets to hand out: which there are, what they say, and that they can come back as they went."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dashboard.domain.cycle import TemplateIssue
from dashboard.domain.model import (
    ActionFinanceFact,
    ActionStaffFact,
    DocumentKind,
    DocumentToStore,
    DupStatus,
    Facts,
    MeasureKind,
    OrdinaryActivityFact,
    Period,
)
from dashboard.domain.registry_model import (
    RegistryDeadlineFact,
    RegistryFacts,
    RegistrySectorFact,
    RegistryServiceFact,
)
from dashboard.domain.templates import (
    Template,
    TemplateRow,
    TemplateSlot,
    TemplateState,
    TemplateTable,
)
from dashboard.errors import UnknownTemplateError
from dashboard.store import Store, open_store
from dashboard.templates import (
    YearTemplates,
    hand_out,
    hand_out_one,
    template_file_name,
    template_folder,
    template_for,
    template_slots,
    template_version_now,
)
from tests.store.builders import (
    ENTITY,
    Line,
    dup,
    lineage,
    peg,
    plan,
    registry,
    report,
    upload,
)

NOW = datetime(2025, 1, 7, 9, 0, tzinfo=UTC).replace(tzinfo=None)
NEXT_YEAR = 2025


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("templates") / "prova.duckdb")
    yield store
    store.close()


def slot(kind: DocumentKind, year: int = 2024, sector: str | None = "S1") -> TemplateSlot:
    return TemplateSlot(ENTITY, kind, year, sector)


def template(store: Store, wanted: TemplateSlot) -> Template:
    return template_for(store, wanted, NOW)


def table(store: Store, wanted: TemplateSlot, kind: DocumentKind | None = None) -> TemplateTable:
    (found,) = (one for one in template(store, wanted).tables if one.kind is (kind or wanted.kind))
    return found


def row(store: Store, wanted: TemplateSlot) -> TemplateRow:
    (found,) = table(store, wanted).rows
    return found


def with_facts(document: DocumentToStore, **facts: tuple[object, ...]) -> DocumentToStore:
    return replace(document, facts=replace(document.facts, **facts))


def of_kind(kind: DocumentKind, facts: Facts, year: int = 2024) -> DocumentToStore:
    return replace(plan([], year=year), kind=kind, facts=facts, period=None)


# --- what the sheets say ---


def test_a_final_report_recalls_target_and_mid_year_result_and_leaves_its_own_empty(
    store: Store,
) -> None:
    store.append(upload(plan([Line("I1", target=20.0)])))
    store.append(upload(report([Line("I1", target=20.0, result=9.0)], Period.INTERMEDIATE)))

    values = row(store, slot(DocumentKind.FINAL_REPORT)).values

    assert (values["target"], values["result_intermediate"]) == (20, 9)
    assert values.keys().isdisjoint({"result", "reason"})


def test_a_report_that_came_back_is_handed_out_again_with_what_it_says(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=20.0)])))
    store.append(upload(report([Line("I1", target=20.0, result=15.0, reason="Pioggia")])))

    values = row(store, slot(DocumentKind.FINAL_REPORT)).values

    assert (values["result"], values["reason"]) == (15, "Pioggia")


def test_the_next_plan_takes_last_years_codes_targets_and_results(store: Store) -> None:
    lines = [Line("I1", target=20.0, mid_year_target=8.0, next_year_target=25.0)]
    store.append(upload(plan(lines)))
    store.append(upload(report([Line("I1", target=20.0, result=18.0)])))

    found = row(store, slot(DocumentKind.PIAO_SHEET, NEXT_YEAR))

    assert (found.values["action_code"], found.values["indicator_code"]) == ("A1", "I1")
    # The result of the year is where the next one starts; mid-year targets are set anew.
    assert (found.values["target"], found.values["baseline"]) == (25, 18)
    assert "target_intermediate" not in found.values


def test_a_plan_of_the_year_is_handed_out_as_it_stands(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=20.0, mid_year_target=8.0)])))
    store.append(upload(plan([Line("I9", target=1.0)], year=2023)))

    found = row(store, slot(DocumentKind.PIAO_SHEET))

    assert (found.values["target"], found.values["target_intermediate"]) == (20, 8)


@pytest.mark.parametrize(
    ("target", "measure_kind", "shown"),
    [
        (12.5, MeasureKind.INCREASING, 12.5),
        (True, MeasureKind.BOOLEAN, "True"),
        (date(2024, 6, 30), MeasureKind.DATE, date(2024, 6, 30)),
    ],
)
def test_numbers_and_dates_of_a_target_stay_such(
    store: Store, target: float | date | bool, measure_kind: MeasureKind, shown: object
) -> None:
    store.append(upload(plan([Line("I1", target=target, measure_kind=measure_kind)])))

    assert row(store, slot(DocumentKind.PIAO_SHEET)).values["target"] == shown


def test_an_operator_of_its_own_column_is_written_before_its_number(store: Store) -> None:
    document = plan([Line("I1", target=20.0)])
    (target,) = document.facts.targets
    stated = replace(target, operator=">=", target_text="1.200")
    store.append(upload(with_facts(document, targets=(stated,))))

    assert row(store, slot(DocumentKind.PIAO_SHEET)).values["target"] == "≥ 1.200"


FINANCE = ActionFinanceFact("S1", "A1", lineage(2), "CC1", "Servizi", allocated_eur=1500.0)
STAFF = ActionStaffFact("S1", "A1", "Istruttori", lineage(2), head_count=2.0, time_share_pct=50.0)


def test_the_peg_of_the_next_year_keeps_codes_and_leaves_money_to_be_decided(store: Store) -> None:
    actions = with_facts(peg([Line("I1")]))
    (action,) = actions.facts.actions
    spending = replace(action, allocated_eur=1500.0, is_agreed_with_other_services=True)
    store.append(
        upload(
            with_facts(actions, actions=(spending,)),
            of_kind(DocumentKind.ACTION_FINANCES, Facts(action_finances=(FINANCE,))),
            of_kind(DocumentKind.ACTION_STAFF, Facts(action_staff=(STAFF,))),
        )
    )

    this_year, next_year = (slot(DocumentKind.PEG_ACTIONS, year) for year in (2024, NEXT_YEAR))

    assert row(store, this_year).values["allocated_eur"] == 1500
    assert row(store, next_year).values["action_code"] == "A1"
    left_out = {"allocated_eur", "is_agreed_with_other_services"}
    assert row(store, next_year).values.keys().isdisjoint(left_out)
    (finance,) = table(store, next_year, DocumentKind.ACTION_FINANCES).rows
    assert (finance.values["cost_centre"], "allocated_eur" in finance.values) == ("CC1", False)
    (staff,) = table(store, next_year, DocumentKind.ACTION_STAFF).rows
    assert (staff.values["head_count"], staff.values["time_share_pct"]) == (2, 50)


def test_staff_that_the_last_peg_left_out_is_that_of_the_one_before(store: Store) -> None:
    staff = of_kind(DocumentKind.ACTION_STAFF, Facts(action_staff=(STAFF,)))
    store.append(upload(peg([Line("I1")]), staff))
    store.append(upload(peg([Line("I1")], year=NEXT_YEAR)))

    def staff_count(year: int) -> int:
        wanted = slot(DocumentKind.PEG_ACTIONS, year)
        return len(table(store, wanted, DocumentKind.ACTION_STAFF).rows)

    # A PEG that is there is handed out as it stands.
    assert (staff_count(NEXT_YEAR), staff_count(NEXT_YEAR + 1)) == (0, 1)


def test_ordinary_activity_has_the_three_years_before_and_an_empty_one(store: Store) -> None:
    values = tuple(
        OrdinaryActivityFact("S1", "CERT", "Certificati", year, lineage(2), value_text=text)
        for year, text in ((2021, "90"), (2022, "1.200"), (2023, "n.d."))
    )
    store.append(upload(peg([Line("I1")])))
    store.append(
        upload(of_kind(DocumentKind.ORDINARY_ACTIVITY, Facts(ordinary_activities=values), 2023))
    )

    found = table(store, slot(DocumentKind.FINAL_REPORT), DocumentKind.ORDINARY_ACTIVITY)

    assert found.years == (2021, 2022, 2023, 2024)
    (measure,) = found.rows
    assert [
        measure.values.get(name)
        for name in (
            "activity_value_3_years_before",
            "activity_value_2_years_before",
            "activity_value_1_year_before",
            "activity_value",
        )
    ] == [90, 1200, "n.d.", None]


def test_a_dup_sheet_starts_from_the_latest_status_without_what_is_done(store: Store) -> None:
    store.append(
        upload(dup([("1.a", DupStatus.IN_PROGRESS), ("1.b", DupStatus.COMPLETED)], year=2024))
    )
    of_year = TemplateSlot(ENTITY, DocumentKind.DUP_STATUS, 2024, None, "1")

    assert [one.key for one in table(store, of_year).rows] == ["1.a", "1.b"]
    later = table(store, replace(of_year, reference_year=NEXT_YEAR))
    assert [(one.key, one.values["status"]) for one in later.rows] == [("1.a", "in corso")]


# --- which sheets there are ---


def test_every_kind_has_a_sheet_for_each_sector_or_direction(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0), Line("I2", target=1.0, sector_code="S2")])))

    kinds = [one.kind for one in template_slots(store, ENTITY, 2024)]

    assert {kind: kinds.count(kind) for kind in kinds} == {
        DocumentKind.DUP_STATUS: 1,
        DocumentKind.PEG_ACTIONS: 2,
        DocumentKind.PIAO_SHEET: 2,
        DocumentKind.INTERMEDIATE_REPORT: 2,
        DocumentKind.FINAL_REPORT: 2,
        DocumentKind.REGISTRY: 1,
    }


def test_a_sector_without_indicators_has_no_mid_year_report_and_still_owes_the_other_parts(
    store: Store,
) -> None:
    store.append(upload(peg([Line("I1")])))

    assert template_slots(store, ENTITY, 2024, DocumentKind.INTERMEDIATE_REPORT) == ()
    kinds = [one.kind for one in template(store, slot(DocumentKind.FINAL_REPORT)).tables]
    assert kinds == [
        DocumentKind.ORDINARY_ACTIVITY,
        DocumentKind.QUALITY_CONTROLS,
        DocumentKind.INNOVATIONS,
    ]


def test_a_sheet_that_there_is_not_is_refused_with_those_that_there_are(store: Store) -> None:
    store.append(upload(peg([Line("I1")])))

    with pytest.raises(UnknownTemplateError) as refused:
        template(store, slot(DocumentKind.PEG_ACTIONS, sector="S9"))

    assert refused.value.params["known"] == "S1"


def test_folders_and_file_names_are_those_of_the_shared_drive(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0)])))
    final = template(store, slot(DocumentKind.FINAL_REPORT))

    assert template_folder(final.slot, (2024, 2026)) == "F_PIAO 2024-2026/3 Report finale 31.12"
    assert template_file_name(final) == "Report finale 2024 - S1 Settore S1.xlsx"
    slashed = replace(final, sector_name='Lavori/Manutenzioni: "A"')
    assert template_file_name(slashed) == "Report finale 2024 - S1 Lavori Manutenzioni A.xlsx"


RULES = RegistryFacts(
    sectors=(RegistrySectorFact("S1", "Settore S1", lineage(2)),),
    services=(
        RegistryServiceFact("Strade", "S1", lineage(3)),
        RegistryServiceFact("Nidi", "S2", lineage(4)),
    ),
    deadlines=(
        RegistryDeadlineFact(
            "Report finale",
            lineage(5),
            sectors_deadline=date(2025, 1, 31),
            document_kind=DocumentKind.FINAL_REPORT,
            reference_year=2024,
        ),
    ),
)


def test_choices_and_deadline_are_those_of_the_anagrafica_in_force(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0)])))
    store.append(upload(registry(RULES)))

    final = template(store, slot(DocumentKind.FINAL_REPORT))

    assert final.choices["service_name"] == ("Strade",)
    assert final.sectors_deadline == date(2025, 1, 31)


# --- handing out ---


def test_an_archive_holds_every_sheet_in_its_folder_and_each_is_remembered(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=1.0), Line("I2", target=1.0, sector_code="S2")])))
    told: list[tuple[int, int]] = []

    content = hand_out(
        store,
        template_slots(store, ENTITY, 2024, DocumentKind.PIAO_SHEET),
        "Anna",
        lambda done, total: told.append((done, total)),
    )

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
    assert names == [
        f"F_PIAO 2024-2026/1 Schede/Scheda PIAO 2024 - {code} Settore {code}.xlsx"
        for code in ("S1", "S2")
    ]
    assert told == [(1, 2), (2, 2)]
    issued = store.statements(TemplateIssue)
    assert [(one.sector_code, one.stated_by, one.row_count) for one in issued] == [
        ("S1", "Anna", 1),
        ("S2", "Anna", 1),
    ]


def test_an_archive_of_nothing_is_refused(store: Store) -> None:
    with pytest.raises(UnknownTemplateError):
        hand_out(store, (), "Anna")


def test_the_version_follows_from_what_the_sheet_says(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=20.0)])))
    final = slot(DocumentKind.FINAL_REPORT)
    first = template_version_now(store, final)
    store.append(upload(plan([Line("I1", target=20.0), Line("I2", target=1.0, sector_code="S2")])))
    other_sector = template_version_now(store, final)
    store.append(upload(plan([Line("I1", target=30.0)])))

    assert first == other_sector
    assert template_version_now(store, final) != first
    assert template(store, final).version == template_version_now(store, final)


def test_a_sheet_is_current_until_something_that_it_recalls_changes(store: Store) -> None:
    store.append(upload(plan([Line("I1", target=20.0)])))
    final = slot(DocumentKind.FINAL_REPORT)

    def state() -> TemplateState:
        (found,) = YearTemplates(store, ENTITY, 2024).standings([final])
        return found.state

    states = [state()]
    hand_out_one(store, final, "Anna")
    states.append(state())
    store.append(upload(plan([Line("I1", target=30.0)])))
    states.append(state())

    assert states == [
        TemplateState.NEVER_ISSUED,
        TemplateState.CURRENT,
        TemplateState.OUTDATED,
    ]
