"""The page Verbale: a session is recorded by the Nucleo, and what will stand in it is shown."""

from __future__ import annotations

from pathlib import Path

from dashboard.domain.model import Period
from dashboard.domain.roles import Person, Role
from dashboard.minutes import sessions_of
from dashboard.texts import minutes as texts
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, shown, table_rows

ENTITY = "comune-di-borgo-esempio"
NUCLEO = Person("Anna Rossi", Role.NUCLEO)
YEAR = {"anno": "2024", "periodo": "Finale (31/12)"}


def test_the_nucleo_records_a_session_which_is_then_chosen(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("verbale", good_db, person=NUCLEO, **YEAR)
    assert headings(page) == ["Risultati al 31/12/2024: nessuna seduta ancora a verbale."]

    page.text_area(key=f"minutes-{ENTITY}-2024-final-0-members").input("Anna Rossi\nUgo Bianchi")
    page.button[0].click().run()

    (session,) = sessions_of(store(), ENTITY, 2024, Period.FINAL)
    assert (session.members, session.stated_by) == ("Anna Rossi\nUgo Bianchi", "Anna Rossi")
    assert session.criteria == texts.PROPOSED_CRITERIA
    assert f"{texts.session_name(session)}: registrato." in shown(page)
    assert page.selectbox(key="seduta").value == texts.session_name(session)
    assert headings(page) == ["Risultati al 31/12/2024: 1 seduta a verbale."]


def test_who_is_not_of_the_nucleo_reads_and_is_offered_no_form(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("verbale", good_db, person=Person("Ugo", Role.OFFICE), **YEAR)

    assert not page.text_area
    assert texts.NO_SESSION_NOTE in shown(page)
    assert table_rows(page, texts.SECTORS_TABLE)


def test_every_mean_stands_with_its_count_measured_beside_evaluated(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("verbale", good_db, **YEAR)

    rows = table_rows(page, texts.DIRECTIONS_TABLE)
    assert rows[-1][:3] == ["Ente", "152", "138"]
    assert rows[-1][3:] == ["94,3 % (n 138)", "94,3 % (n 138)"]


def test_a_year_without_results_says_what_to_load(open_page: OpenPage, empty_db: Path) -> None:
    page = open_page("verbale", empty_db)
    assert not page.exception
    assert headings(page) == ["Non c’è ancora nulla da mostrare."]
