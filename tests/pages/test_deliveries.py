"""The page Consegne: who has delivered, who was punctual, and the reminders that go out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.cycle import Reminder, ReminderChannel
from dashboard.domain.model import DocumentKind, Period
from dashboard.domain.roles import NOBODY, Permission
from dashboard.settings import TODAY_VARIABLE
from dashboard.store import open_store
from dashboard.texts import deliveries as texts
from dashboard.texts import people
from dashboard.texts import reminders as reminder_texts
from tests.delivering import anagrafica, deadline, receive
from tests.mail.smtp_server import local_smtp
from tests.pages.conftest import OFFICE, OpenPage, headings, shown, table_rows
from tests.store.builders import YEAR, Line, dup, peg, plan, report

TODAY = date.today()  # noqa: DTZ011 - the page is told the same, see `same_day`
START = TODAY - timedelta(days=100)
KINDS = DocumentKind
FINAL_OF_S1 = "comune-final_report-2024-S1"


@pytest.fixture(autouse=True)
def same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps a run that goes over midnight on the day on which it began."""
    monkeypatch.setenv(TODAY_VARIABLE, TODAY.isoformat())


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three sectors: S1 late with a gap, S2 punctual, S10 nothing. The final report is due soon."""
    monkeypatch.delenv("CRUSCOTTO_SMTP_HOST", raising=False)
    days_ahead = {
        KINDS.PEG_ACTIONS: -60,
        KINDS.PIAO_SHEET: -50,
        KINDS.INTERMEDIATE_REPORT: -10,
        KINDS.FINAL_REPORT: 5,
    }
    deadlines = tuple(
        deadline(kind, sectors_deadline=TODAY + timedelta(days=days))
        for kind, days in days_ahead.items()
    )
    path = tmp_path / "consegne.duckdb"
    store = open_store(path)
    receive(store, START, anagrafica(deadlines=deadlines))
    mine = [Line("I1", target=10, result=10), Line("I2", target=10, result=3)]
    others = [Line("B1", target=1, result=1, sector_code="S2", action_code="B")]
    receive(store, START, plan(mine), plan(others, sector_code="S2"), peg(mine))
    receive(store, TODAY - timedelta(days=7), report(mine, Period.INTERMEDIATE))
    early = TODAY - timedelta(days=12)
    receive(store, early, report(others, Period.INTERMEDIATE, sector_code="S2"))
    receive(store, TODAY - timedelta(days=1), report(mine), dup([("X", None)]))
    store.close()
    return path


def remembered(db: Path) -> list[Reminder]:
    store = open_store(db)
    found = store.statements(Reminder)
    store.close()
    return found


def tab(page: AppTest, label: str) -> AppTest:
    """Opens another tab of the page."""
    page.session_state["scheda"] = page.query_params["scheda"] = label
    return page.run()


def matrix(page: AppTest) -> dict[str, list[str]]:
    """The cells of the matrix of sectors, by sector."""
    rows = table_rows(page, texts.SECTORS_LABEL)
    return dict(zip(("S1", "S2", "S10"), rows, strict=True))


def test_the_heading_counts_what_is_due_what_came_and_what_is_open(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("consegne", db, anno=str(YEAR))

    assert not page.exception
    assert [heading.replace("\u00a0", " ") for heading in headings(page)] == [
        f"Al {TODAY:%d/%m/%Y}, per il 2024: di 11 documenti dovuti ne sono arrivati 7; "
        "3 in ritardo, 2 incompleti, 1 da motivare e 1 in scadenza."
    ]


def test_every_document_has_its_state_in_words_its_day_and_its_content(
    open_page: OpenPage, db: Path
) -> None:
    cells = matrix(open_page("consegne", db, anno=str(YEAR)))

    peg_of_s1, piao_of_s1, half_year_of_s1, final_of_s1 = cells["S1"]
    assert "◧ incompleto" in peg_of_s1
    assert "obiettivi 0/1" in peg_of_s1
    assert "target 2/2" in piao_of_s1
    assert "◐ consegnato in ritardo" in half_year_of_s1
    assert "3 giorni dopo la scadenza" in half_year_of_s1
    assert "◆ da motivare" in final_of_s1
    assert "motivazioni 0/1" in final_of_s1
    assert "▼ in ritardo" in cells["S2"][0]
    assert "● consegnato" in cells["S2"][2]
    assert "◔ in scadenza" in cells["S2"][3]
    assert "tra 5 giorni" in cells["S2"][3]
    assert "□ non richiesto nessuna azione nel PIAO" in cells["S10"][2]
    ((dup_status,),) = table_rows(open_page("consegne", db, anno=str(YEAR)), texts.DIRECTIONS_LABEL)
    assert "stati 0/1" in dup_status


def test_states_lead_to_the_upload_or_to_the_sheets_to_hand_out(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("consegne", db, anno=str(YEAR))

    html = " ".join(element.proto.body for element in page.get("html"))
    assert "storico?" in html
    assert "caricamento=3" in html
    assert 'href="modelli?' in html


def test_sector_state_and_document_narrow_the_matrix(open_page: OpenPage, db: Path) -> None:
    page = open_page("consegne", db, anno=str(YEAR), settore="S2 Settore S2")
    assert len(table_rows(page, texts.SECTORS_LABEL)) == 1

    page = open_page("consegne", db, anno=str(YEAR), stato_consegna="in scadenza")
    assert ["in scadenza" in row[0] for row in table_rows(page, texts.SECTORS_LABEL)] == [True]

    page = open_page("consegne", db, anno=str(YEAR), documento="PEG")
    assert [len(row) for row in table_rows(page, texts.SECTORS_LABEL)] == [1, 1, 1]


def test_a_past_date_shows_what_had_come_by_then(open_page: OpenPage, db: Path) -> None:
    then = TODAY - timedelta(days=8)
    page = open_page("consegne", db, anno=str(YEAR), al=then.isoformat())

    assert headings(page)[0].startswith(f"Al {then:%d/%m/%Y}")
    assert "▼ in ritardo" in matrix(page)["S1"][2]
    assert reminder_texts.ONLY_TODAY in shown(tab(page, texts.REMINDERS_TAB))


def test_punctuality_is_told_year_by_year(open_page: OpenPage, db: Path) -> None:
    page = open_page("consegne", db, anno=str(YEAR), scheda=texts.HISTORY_TAB)

    rows = table_rows(page, texts.HISTORY_FILE)
    told = {(row[0], row[2]): (row[5], row[6]) for row in rows}
    assert told["S1 Lavori pubblici", "Report intermedio"] == ("▲ in ritardo", "3")
    assert told["S2 Polizia locale", "Report intermedio"] == ("● in tempo", "—")
    assert told["S10 Cultura", "PEG"] == ("▼ mai arrivato", "—")


def test_a_chosen_document_gets_a_text_that_can_be_changed_and_is_remembered(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("consegne", db, anno=str(YEAR), scheda=texts.REMINDERS_TAB)
    page.checkbox(key=f"remind-{FINAL_OF_S1}").check().run()
    assert "A1, I2" in page.text_area(key=f"body-{FINAL_OF_S1}").value
    assert page.text_input(key=f"to-{FINAL_OF_S1}").value == "lavori@comune.example"
    assert 'href="mailto:lavori@comune.example?subject=Report%20finale%202024' in " ".join(
        element.proto.body for element in page.get("html")
    )
    assert reminder_texts.MAIL_IS_OFF in shown(page)

    page.text_area(key=f"body-{FINAL_OF_S1}").set_value("Testo mio").run()
    page.button(key="reminders-remember").click().run()

    assert "il programma ricorda che è partito" in shown(page)
    (row,) = table_rows(page, reminder_texts.SENT_FILE)
    reminded = matrix(tab(page, texts.MATRIX_TAB))["S1"][3]
    assert "sollecitato il" in reminded
    assert f"da {OFFICE.person_name}" in reminded
    assert row[1:4] == ["S1 Lavori pubblici", "Report finale 2024", "copiato in un messaggio"]


def test_who_may_send_nothing_reads_the_texts_and_is_told_who_sends(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("consegne", db, person=NOBODY, anno=str(YEAR), scheda=texts.REMINDERS_TAB)
    page.checkbox(key=f"remind-{FINAL_OF_S1}").check().run()

    assert page.text_area(key=f"body-{FINAL_OF_S1}").value
    assert "reminders-remember" not in {one.key for one in page.button}
    assert people.not_offered(Permission.SEND_REMINDER) in shown(page)


def test_all_open_documents_are_chosen_at_once_and_let_go_again(
    open_page: OpenPage, db: Path
) -> None:
    page = open_page("consegne", db, anno=str(YEAR), scheda=texts.REMINDERS_TAB)
    page.button(key="reminders-all").click().run()
    chosen = [box.value for box in page.checkbox]
    assert len(chosen) > 3
    assert all(chosen)
    assert f"Testi pronti: {len(chosen)}" in shown(page)

    page.button(key="reminders-none").click().run()
    assert not any(box.value for box in page.checkbox)


def test_with_a_server_named_messages_leave_from_the_page(
    open_page: OpenPage, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_smtp() as server:
        for name, value in {
            "HOST": "localhost",
            "PORT": str(server.port),
            "FROM": "ufficio@comune.example",
            "SECURITY": "none",
        }.items():
            monkeypatch.setenv(f"CRUSCOTTO_SMTP_{name}", value)
        page = open_page("consegne", db, anno=str(YEAR), scheda=texts.REMINDERS_TAB)
        page.checkbox(key=f"remind-{FINAL_OF_S1}").check().run()
        page.button(key="reminders-send").click().run()

    assert not page.exception
    assert "1 messaggio preso in carico" in shown(page)
    assert [one.recipients for one in server.taken] == [["lavori@comune.example"]]
    (row,) = table_rows(page, reminder_texts.SENT_FILE)
    assert row[3] == reminder_texts.CHANNELS[ReminderChannel.SMTP]


def test_without_deadlines_nothing_is_late_and_the_page_says_where_they_are_written(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "senza.duckdb"
    store = open_store(path)
    receive(store, START, anagrafica(deadlines=()), plan([Line("I1", target=1)]), dup([]))
    store.close()

    page = open_page("consegne", path)
    assert texts.NO_DEADLINES in shown(page)
    assert texts.NO_HISTORY in shown(open_page("consegne", path, scheda=texts.HISTORY_TAB))
    assert "in ritardo" not in headings(page)[0]
    assert "nessuna scadenza indicata" in matrix(page)["S2"][0]
