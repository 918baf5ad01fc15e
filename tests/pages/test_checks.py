"""The checks on the page Qualità dei dati: counted, shown with their cells, accepted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.plausibility.model import CheckCode
from dashboard.examining import accept_finding, findings_of_year
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import plausibility as words
from dashboard.texts import quality as texts
from dashboard.ui.data import store
from tests.pages.conftest import NUCLEO, OFFICE, OpenPage, as_person, headings, shown, table_rows
from tests.sheets import Cell, piao_sheet

ENTITY, YEAR = "comune-di-prova", 2024
EQUAL = words.check_title(CheckCode.TARGET_EQUAL_TO_BASELINE)


def row(indicator: str, baseline: Cell, target: Cell) -> tuple[Cell, ...]:
    return ("1 Città", "3.1", "Piste ciclabili", "LL.PP.", baseline, indicator, "SIT", target)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A store with a plan in which one target of two is its baseline."""
    path = tmp_path / "controlli.duckdb"
    filled = open_store(path)
    content = piao_sheet(row("Km completati", 4, 4), row("Cantieri aperti", 2, 3))
    confirm(filled, check_file(filled, "scheda.xlsx", content), "Anna Bo")
    filled.close()
    return path


def choose_equal(page: AppTest) -> AppTest:
    """Chooses the finding on the target that is its baseline."""
    [finding] = [
        one.finding
        for one in findings_of_year(store(), ENTITY, YEAR)
        if one.finding.check_code is CheckCode.TARGET_EQUAL_TO_BASELINE
    ]
    return page.selectbox(key="check-chosen").set_value(finding.finding_key).run()


def say(page: AppTest, reason: str) -> AppTest:
    page.text_area[0].set_value(reason)
    return page.button[-1].click().run()


def counts(page: AppTest) -> dict[str, tuple[str, str]]:
    """Gives how many are open and how many accepted, by check."""
    return {
        title: (waiting, accepted)
        for _, title, waiting, accepted in table_rows(page, texts.CHECK_RULES_FINDING)
    }


def test_every_open_finding_is_counted_listed_and_in_the_headline(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("qualita", db)

    found = findings_of_year(store(), ENTITY, YEAR)
    listed = table_rows(page, texts.checks_file_name(YEAR))
    sentences = [words.finding_sentence(one.finding) for one in found]
    assert len(listed) == len(sentences)
    assert all(line[1].endswith(said) for line, said in zip(listed, sentences, strict=True))
    assert sum(int(waiting) for waiting, _ in counts(page).values()) == len(found)
    assert headings(page)[0].endswith(f"{texts.open_checks(len(found))}.")


def test_the_rules_are_there_with_their_thresholds_also_of_checks_that_found_nothing(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("qualita", db)

    rules = {line[1]: line[2] for line in table_rows(page, texts.RULES_EXPANDER)}
    assert len(rules) == len(CheckCode)
    assert "almeno 5 indicatori" in rules[words.check_title(CheckCode.EXACT_HUNDREDS)].lower()


def test_a_rule_can_be_chosen_in_the_address(open_page: OpenPage, db: Path) -> None:
    page = open_page("qualita", db, controllo=EQUAL)

    listed = table_rows(page, texts.checks_file_name(YEAR))
    assert [line[0] for line in listed] == [f"{EQUAL} ▲ avviso"]


def test_a_finding_shows_its_rule_and_the_persons_own_row(open_page: OpenPage, db: Path) -> None:
    page = choose_equal(open_page("qualita", db))

    said = shown(page)
    assert "Il target «4» è uguale alla base-line «4»." in said
    assert words.rule_sentence(CheckCode.TARGET_EQUAL_TO_BASELINE) in said
    assert "scheda.xlsx, Foglio Scheda PIAO, cella H6" in said
    assert "le righe attorno alla cella H6" in said


def test_accepting_and_questioning_again(open_page: OpenPage, db: Path) -> None:
    page = say(choose_equal(open_page("qualita", db)), "Va solo mantenuto")

    assert counts(page)[EQUAL] == ("0", "1")
    listed = table_rows(page, texts.checks_file_name(YEAR))
    assert listed
    assert not any(line[0].startswith(EQUAL) for line in listed)
    [accepted] = table_rows(page, texts.ACCEPTED_FINDING)
    assert accepted[:1] + accepted[3:5] == [
        EQUAL,
        "Va solo mantenuto",
        "Anna Rossi, Ufficio programmazione",
    ]

    as_person(page, NUCLEO)
    page = say(choose_equal(page), "I km sono aumentati")

    assert counts(page)[EQUAL] == ("1", "0")
    assert "Rimesso in questione da Bruno Neri, Nucleo di valutazione" in shown(choose_equal(page))
    said = [(one.accepted_by, one.accepted_role) for one in store().acceptances()]
    assert said == [(one.person_name, one.role) for one in (OFFICE, NUCLEO)]


def test_without_reason_nothing_is_accepted(open_page: OpenPage, db: Path) -> None:
    page = say(choose_equal(open_page("qualita", db)), "")

    assert "Servono il motivo e il nome" in shown(page)
    assert store().acceptances() == []


def test_with_nothing_to_look_at_the_page_says_so_and_still_shows_the_rules(
    open_page: OpenPage, db: Path
) -> None:
    filled = open_store(db)
    for one in findings_of_year(filled, ENTITY, YEAR):
        accept_finding(filled, one.finding, "Va bene", "Anna Bo")
    filled.close()

    page = open_page("qualita", db)

    assert texts.NO_FINDINGS_HERE in shown(page)
    assert "da guardare" not in headings(page)[0]
    assert len(table_rows(page, texts.RULES_EXPANDER)) == len(CheckCode)


def test_in_the_past_findings_can_be_read_and_not_accepted(open_page: OpenPage, db: Path) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    changed = open_store(db)
    with changed._database.transaction() as cursor:
        for table, column in (("entity", "first_seen_at"), ("upload", "uploaded_at")):
            cursor.execute(
                f"UPDATE {table} SET {column} = $day", {"day": yesterday - timedelta(days=2)}
            )
    changed.close()

    page = choose_equal(open_page("qualita", db, al=yesterday.date().isoformat()))

    assert texts.ACCEPT_READ_ONLY in shown(page)
    assert not page.text_area


def test_the_preview_of_an_upload_says_what_the_checks_would_find(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("caricamento", db)
    content = piao_sheet(row("Km completati", 5, 5), row("Cantieri aperti", 2, 3))

    page = page.file_uploader[0].set_value([("nuova scheda.xlsx", content, "")]).run()

    found = " ".join(line[1] for line in table_rows(page, texts.CHECKS_HEADING))
    assert "Il target «5» è uguale alla base-line «5»." in found
    assert "Il target «4» è uguale alla base-line «4»." not in found
