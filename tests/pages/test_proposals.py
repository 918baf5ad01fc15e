"""The page Proposte di variazione: what is asked in red, chosen from and decided."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from streamlit.testing.v1 import AppTest

from dashboard import variations
from dashboard.domain.decisions import Decision, Grounds, Verdict
from dashboard.domain.model import UploadToStore
from dashboard.ingest import check_file, confirm
from dashboard.store import open_store
from dashboard.texts import proposals as texts
from dashboard.ui.checked_file import proposals_frame
from dashboard.ui.data import store
from tests.pages.conftest import OpenPage, headings, shown
from tests.pages.test_past_date import moment
from tests.sheets import dup_status_file

RED = InlineFont(color="FFFF0000")
SAMPLE_COUNT = 48


def in_red(black: str, red: str) -> CellRichText:
    return CellRichText(black, TextBlock(RED, red))


@pytest.fixture
def rival_db(tmp_path: Path) -> Path:
    """Two files that propose different texts for one cell, and one more proposal."""
    path = tmp_path / "rivali.duckdb"
    filled = open_store(path)
    other = in_red("Avviato", " a marzo")
    for red in (" e aggiudicata", " e sospesa"):
        content = dup_status_file(in_red("Gara bandita", red), other)
        confirm(filled, check_file(filled, "dup.xlsx", content), "prova")
    filled.close()
    return path


def states() -> dict[int, str]:
    found = store().query("proposals")
    return dict(zip(found["proposal_id"], found["state"], strict=True))


def choose(page: AppTest, *labels: str) -> AppTest:
    for label in labels:
        next(box for box in page.checkbox if box.label == label).check().run()
    return page


def decide(
    page: AppTest,
    verdict: str,
    *,
    reason: str = "lo chiede la Giunta",
    deed: tuple[str, date] | None = None,
) -> AppTest:
    page.radio(key="verdict").set_value(verdict).run()
    return send(page, reason, deed)


def send(page: AppTest, reason: str, deed: tuple[str, date] | None = None) -> AppTest:
    page.text_area(key="decision-reason").set_value(reason)
    if deed is not None:
        page.text_input(key="decision-deed").set_value(deed[0])
        page.date_input(key="decision-deed-date").set_value(deed[1])
    (button,) = [one for one in page.button if one.label.endswith(("proposta", "proposte"))]
    return button.click().run()


FIRST, SECOND = "Stato di attuazione, proposta n. 1", "Intervento, proposta n. 2"


def test_the_page_says_how_many_proposals_wait_and_shows_both_texts(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("proposte", good_db)

    assert headings(page) == ["48 proposte di variazione: 48 in attesa."]
    html = " ".join(element.proto.body for element in page.get("html"))
    assert "<p>Moduli guidati attivi per 14 procedimenti su 22</p>" in html
    assert "su 22<ins>, altri 4 entro novembre</ins>" in html
    assert "Ultimo salvataggio del file" in shown(page)
    assert "storico?" in html
    (upload_id,) = set(store().query("proposals")["upload_id"].head(1))
    assert f"caricamento={upload_id}" in html


@pytest.mark.parametrize(
    ("verdict", "state", "said"),
    [
        ("Accogli", "accepted", "1 proposta accolta."),
        ("Respingi", "rejected", "1 proposta respinta."),
        ("Restituisci con nota", "returned", "1 proposta restituita."),
    ],
)
def test_each_verdict_is_kept_with_its_reason_and_deed(
    open_page: OpenPage, good_db: Path, verdict: str, state: str, said: str
) -> None:
    page = choose(open_page("proposte", good_db), FIRST)

    page = decide(page, verdict, deed=("112", date(2024, 7, 18)))

    assert not page.error
    assert page.success[0].value.startswith(said)
    assert states()[1] == state
    (decision,) = store().query("decisions").to_dict("records")
    assert (decision["reason"], decision["deed_number"]) == ("lo chiede la Giunta", "112")
    assert "da Anna Rossi, Ufficio programmazione (atto n. 112 del 18/07/2024): lo chiede" in shown(
        page
    )


def test_a_decision_that_is_reopened_shows_its_whole_history(
    open_page: OpenPage, good_db: Path
) -> None:
    page = choose(open_page("proposte", good_db), FIRST)
    page = choose(decide(page, "Respingi", reason="manca la copertura"), FIRST)

    page = decide(page, "Riapri", reason="trovata la copertura")

    assert states()[1] == "pending"
    words = shown(page)
    assert words.index("trovata la copertura") < words.index("manca la copertura")


def test_all_that_is_listed_is_decided_at_once(open_page: OpenPage, good_db: Path) -> None:
    page = open_page("proposte", good_db)
    page = page.button(key="choose-all").click().run()
    assert f"{SAMPLE_COUNT} proposte scelte." in shown(page)

    page = decide(page, "Accogli")

    assert set(states().values()) == {"accepted"}
    assert headings(page) == ["48 proposte di variazione: 48 accolte."]


def test_all_chosen_in_a_narrowed_list_are_only_those_listed(
    open_page: OpenPage, good_db: Path
) -> None:
    page = open_page("proposte", good_db, tipo_proposta="⊞ riga nuova")
    page = page.button(key="choose-all").click().run()

    decide(page, "Respingi")

    found = store().query("proposals")
    rejected = found[found["state"] == "rejected"]
    assert set(rejected["proposal_kind"]) == {"new_row"}
    assert len(rejected) == int((found["proposal_kind"] == "new_row").sum()) == 6


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": " "}, "motivo"),
        ({"deed": ("112", None)}, texts.DEED_INCOMPLETE),
    ],
)
def test_a_decision_without_reason_or_with_half_a_deed_is_refused(
    open_page: OpenPage, good_db: Path, given: dict[str, Any], said: str
) -> None:
    page = choose(open_page("proposte", good_db), FIRST)

    page = decide(page, "Accogli", **given)

    assert len(page.error) == 1
    assert said in page.error[0].value
    assert states()[1] == "pending"


def test_two_texts_for_one_cell_are_decided_together(open_page: OpenPage, rival_db: Path) -> None:
    page = open_page("proposte", rival_db)
    assert texts.CONFLICT in shown(page)
    page = choose(page, "Stato di attuazione, proposte n. 1 e 3")

    page = send(page, "lo chiede la Giunta")
    assert page.error[0].value == texts.TEXT_NOT_CHOSEN

    (which,) = [one for one in page.radio if one.label.endswith(texts.WHICH_TEXT)]
    which.set_value(1).run()
    page = send(page, "lo chiede la Giunta")

    assert page.success[0].value.startswith("1 proposta accolta e 1 proposta respinta.")
    assert states() == {1: "accepted", 3: "rejected", 4: "pending"}
    assert store().query("dup_interventions")["status_text"].iloc[0] == "Gara bandita e aggiudicata"


def test_what_stands_so_already_takes_no_part(open_page: OpenPage, good_db: Path) -> None:
    page = decide(choose(open_page("proposte", good_db), FIRST), "Accogli")
    page = choose(page, FIRST, SECOND)

    assert "1 proposta è già accolta." in shown(page)
    decide(page, "Accogli")

    assert len(store().query("decisions")) == 2


def test_a_decision_keeps_who_registered_it_and_as_whom(open_page: OpenPage, good_db: Path) -> None:
    decide(choose(open_page("proposte", good_db), FIRST), "Accogli")

    (decided,) = store().query("decisions").to_dict("records")
    assert (decided["decided_by"], decided["decided_role"]) == ("Anna Rossi", "office")


def test_a_search_finds_words_of_the_text_and_says_where_nothing_matches(
    open_page: OpenPage, good_db: Path
) -> None:
    assert "1 su 48" in shown(open_page("proposte", good_db, cerca="palestra"))
    assert texts.NOTHING_MATCHES in shown(open_page("proposte", good_db, cerca="zzz"))


def test_a_past_date_shows_what_was_not_decided_yet_and_can_only_be_read(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "marzo.duckdb"
    filled = open_store(path)
    content = dup_status_file(in_red("Gara bandita", " e aggiudicata"))
    checked = check_file(filled, "dup.xlsx", content)
    upload = UploadToStore(
        file_name=checked.file_name,
        folder_name="",
        file_sha256=checked.file_sha256,
        file_bytes=content,
        uploaded_by="Anna",
        documents=checked.documents,
        issues=checked.issues,
        proposals=checked.proposals,
    )
    filled.append_again(upload, checked.entity_code, 1, moment(2024, 3, 1))
    variations.decide(filled, [Decision(1, Verdict.ACCEPTED)], Grounds("perché sì", "Anna"))
    filled.close()

    page = open_page("proposte", path, al="2024-04-01")

    assert headings(page) == ["1 proposta di variazione: 1 in attesa."]
    assert texts.READ_ONLY in shown(page)
    assert not page.checkbox
    assert not page.text_area


def test_without_proposals_the_page_says_how_they_are_written(
    open_page: OpenPage, tmp_path: Path
) -> None:
    path = tmp_path / "nero.duckdb"
    filled = open_store(path)
    confirm(filled, check_file(filled, "dup.xlsx", dup_status_file("Gara bandita")), "prova")
    filled.close()

    page = open_page("proposte", path)

    assert headings(page) == [texts.EMPTY_TITLE]
    assert texts.EMPTY_BODY in shown(page)


@pytest.mark.parametrize("page_name", ["dup", "quadro"])
def test_other_pages_lead_to_what_waits_for_a_decision(
    open_page: OpenPage, good_db: Path, page_name: str
) -> None:
    page = open_page(page_name, good_db)

    html = " ".join(element.proto.body for element in page.get("html"))
    assert "48 proposte di variazione da decidere" in html
    assert f"{urlencode({'stato_proposta': '○ in attesa'})}" in html


def test_the_preview_of_a_file_sent_again_says_what_was_decided(rival_db: Path) -> None:
    filled = open_store(rival_db)
    variations.decide(filled, [Decision(4, Verdict.REJECTED)], Grounds("manca", "Anna"))
    known = {key: one.state for key, one in variations.standings_by_key(filled).items()}
    content = dup_status_file(in_red("Gara bandita", " e sospesa"), in_red("Avviato", " a marzo"))

    found = proposals_frame(check_file(filled, "dup.xlsx", content), known)

    filled.close()
    assert found["state"].tolist() == ["○ in attesa", "✕ respinta"]
