"""Whatever stands in an anagrafica: facts or issues, never a traceback, and no row unspoken of."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from string import ascii_uppercase
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.facts import facts_from
from dashboard.domain.issues import IssueList
from dashboard.domain.model import ParsedWorkbook
from dashboard.domain.registry import EntityRegistry
from dashboard.domain.registry_model import RegistryFacts
from dashboard.domain.registry_sections import RegistrySection
from dashboard.texts.issues import issue_sentence
from dashboard.texts.registry import CHOICES
from dashboard.workbook import read_workbook
from dashboard.workbook.registry_layout import registry_columns
from tests.sheets import registry_file

_WORDS = [word for words in CHOICES.values() for word in words.values()]
_TYPED = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "nessuno", "sì", "no", "n.d.", "#RIF!", "=", "≥ 3", "03", *_WORDS]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).map(
        lambda text: text.lstrip("=")
    ),
    st.floats(-1e12, 1e12),
    st.integers(-5, 2_000),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
)


@st.composite
def sheets(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Draws rows of a few sections, with anything in any cell of them."""
    sections = draw(st.lists(st.sampled_from(RegistrySection), min_size=1, max_size=3, unique=True))
    return {
        str(section): draw(
            st.lists(
                st.fixed_dictionaries(
                    {column.field_name: _TYPED for column in registry_columns()[section]}
                ),
                min_size=1,
                max_size=3,
            )
        )
        for section in sections
    }


def stated(parsed: ParsedWorkbook) -> tuple[RegistryFacts, IssueList]:
    issues = IssueList("prova.xlsx")
    issues.issues.extend(parsed.issues)
    (document,) = parsed.documents
    facts = facts_from(document, EntityRegistry(), 2024, issues).registry
    assert facts is not None
    return facts, issues


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_anything_in_its_cells_gives_facts_or_sentences(
    written: dict[str, list[dict[str, Any]]],
) -> None:
    parsed = read_workbook("prova.xlsx", registry_file(written))
    facts, issues = stated(parsed)

    assert all(issue_sentence(issue) for issue in issues.issues)
    spoken_of = {
        (one.sheet_name, (one.cell or "").lstrip(ascii_uppercase)) for one in issues.issues
    }
    held = {
        (fact.lineage.sheet_name, str(fact.lineage.row_number))
        for group in fields(facts)
        for fact in getattr(facts, group.name)
    }
    rows = {(row.sheet_name, str(row.row_number)) for one in parsed.documents for row in one.rows}
    assert rows - held - spoken_of == set()


BANDS = [
    {"band_table": "T", "lower_number": low, "upper_number": low + 10, "pct": low}
    for low in range(0, 50, 10)
]
SECTORS = [{"sector_code": f"0{n}", "sector_name": f"Settore {n}", "weight": n} for n in (1, 2, 3)]


@settings(max_examples=20, deadline=None)
@given(st.permutations(BANDS), st.permutations(SECTORS), st.booleans())
def test_the_order_of_rows_and_sheets_is_irrelevant(
    bands: list[dict[str, Any]], sectors: list[dict[str, Any]], bands_first: bool
) -> None:
    ordered = {"bands": bands, "sectors": sectors}
    shuffled = ordered if bands_first else dict(reversed(ordered.items()))

    facts, issues = stated(read_workbook("prova.xlsx", registry_file(shuffled)))

    assert issues.issues == []
    assert {(one.lower_number, one.pct) for one in facts.bands} == {
        (float(low), float(low)) for low in range(0, 50, 10)
    }
    assert {(one.code, one.weight) for one in facts.weights} == {("01", 1), ("02", 2), ("03", 3)}


def test_a_required_cell_that_says_it_has_nothing_is_spoken_of() -> None:
    written = {"status_words": [{"word": "a buon punto", "status": "n.d."}]}

    facts, issues = stated(read_workbook("prova.xlsx", registry_file(written)))

    assert facts.status_words == ()
    assert [issue.code for issue in issues.issues] == ["registry_row_left_out"]
