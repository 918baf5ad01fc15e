"""What a mapping belongs to, what it says, and what keeps it from being used."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.mapping import (
    FixedStatements,
    MappedColumn,
    SheetMapping,
    fingerprint_of,
    mapping_problems,
    word_key,
)
from dashboard.domain.mapping_json import mapping_from_json, mapping_to_json
from dashboard.domain.model import SHEET_KINDS, DocumentKind

TITLES = ("Rif.", "KPI", "Goal 2024", "Goal 2025", "Goal 2026")
REQUIRED = ({"action", "action_name"}, {"indicator"}, {"result"})


def mapping_of(*fields: str) -> SheetMapping:
    columns = tuple(MappedColumn(f"Titolo {place}", name) for place, name in enumerate(fields))
    return SheetMapping("Prova", DocumentKind.FINAL_REPORT, columns)


@given(st.permutations(TITLES))
def test_the_order_of_columns_does_not_change_the_fingerprint(titles: list[str]) -> None:
    assert fingerprint_of(titles) == fingerprint_of(TITLES)


def test_case_accents_and_punctuation_do_not_change_the_fingerprint() -> None:
    assert fingerprint_of(["Unità di misura", "N°"]) == fingerprint_of(["UNITA' DI\nMISURA", "n"])


def test_next_years_titles_have_the_same_fingerprint_and_the_same_fields() -> None:
    mapping = SheetMapping(
        "Piano",
        DocumentKind.PIAO_SHEET,
        (
            MappedColumn("KPI", "indicator"),
            MappedColumn("Goal 2024", "target"),
            MappedColumn("Goal 2025", "target_next_year"),
        ),
    )
    later = ["Goal 2026", "KPI", "Goal 2025"]

    assert fingerprint_of(later) == mapping.fingerprint
    assert mapping.fields_of(later) == ["target_next_year", "indicator", "target"]


def test_another_title_or_one_more_is_another_fingerprint() -> None:
    others = [("Rif.", "KPI"), ("Rif.", "KPI", "KPI"), ("Rif.", "%"), ("Rif.",)]

    assert len({fingerprint_of(titles) for titles in others}) == len(others)


def test_a_percentage_and_its_name_are_two_titles() -> None:
    assert fingerprint_of(["Raggiungimento", "Raggiungimento %"]) != fingerprint_of(
        ["Raggiungimento", "Raggiungimento"]
    )


def test_columns_with_the_same_title_are_told_apart_by_their_order() -> None:
    mapping = SheetMapping(
        "Doppia",
        DocumentKind.FINAL_REPORT,
        (MappedColumn("Valore", "target"), MappedColumn("Valore", "result")),
    )

    assert mapping.fields_of(["Valore", "Altro", "valore"]) == ["target", "", "result"]


def test_words_are_the_same_whatever_their_case_and_year() -> None:
    assert word_key("II  Trimestre 2024") == word_key("ii trimestre")
    assert word_key("31/12/2024") == word_key("31/12/2025")
    assert word_key("2024T2") == "t2"
    assert word_key("✔") == "✔"


def test_all_problems_are_told_at_once() -> None:
    mapping = mapping_of("action", "action", "no_such_field")

    assert [problem.code for problem in mapping_problems(mapping, REQUIRED)] == [
        "unknown_field",
        "field_on_several_columns",
        "required_field_missing",
        "required_field_missing",
    ]


def test_the_target_of_the_period_does_for_the_target_in_a_long_table() -> None:
    long = SheetMapping(
        "Trimestri",
        DocumentKind.FINAL_REPORT,
        mapping_of("period", "period_target").columns,
        {"period": {"T4": "final"}},
    )

    assert mapping_problems(long, [{"target"}]) == ()


def test_a_period_column_whose_words_are_all_left_out_loads_nothing_and_is_a_problem() -> None:
    columns = mapping_of("period").columns
    words = {"period": {"T1": "left_out"}}
    mapping = SheetMapping("Trimestri", DocumentKind.FINAL_REPORT, columns, words)

    assert [problem.code for problem in mapping_problems(mapping, [])] == ["period_words_missing"]


def test_only_a_number_can_be_a_share() -> None:
    columns = (MappedColumn("KPI", "indicator", is_share=True), MappedColumn("%", "result", True))
    mapping = SheetMapping("Quote", DocumentKind.FINAL_REPORT, columns)

    (problem,) = mapping_problems(mapping, [])
    assert (problem.code, problem.params["title"]) == ("share_of_no_number", "KPI")


TEXTS = st.text(max_size=12)


@given(
    name=TEXTS,
    kind=st.sampled_from(SHEET_KINDS),
    columns=st.lists(st.builds(MappedColumn, TEXTS, TEXTS, st.booleans()), min_size=1, max_size=5),
    words=st.dictionaries(TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=3), max_size=3),
    year=st.none() | st.integers(2000, 2099),
)
def test_a_mapping_comes_back_whole_from_its_file(
    name: str,
    kind: DocumentKind,
    columns: list[MappedColumn],
    words: dict[str, dict[str, str]],
    year: int | None,
) -> None:
    fixed = FixedStatements(sector="03 Lavori pubblici", reference_year=year)
    mapping = SheetMapping(name, kind, tuple(columns), words, fixed, ".")

    assert mapping_from_json(mapping_to_json(mapping)) == mapping
