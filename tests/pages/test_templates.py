"""The page Modelli: which sheets there are, how they stand, how they are handed out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from dashboard.domain.cycle import TemplateIssue
from dashboard.domain.model import DupStatus
from dashboard.domain.roles import NOBODY, Permission
from dashboard.store import open_store
from dashboard.texts import people
from dashboard.texts import templates as texts
from dashboard.ui.data import store
from tests.pages.conftest import OFFICE, OpenPage, headings, shown, table_rows
from tests.store.builders import Line, dup, plan, upload


@pytest.fixture
def planned_db(tmp_path: Path) -> Path:
    """Two sectors with a plan of 2024, and a direction of which one intervention is done."""
    path = tmp_path / "schede.duckdb"
    filled = open_store(path)
    lines = [Line("I1", target=1.0), Line("I2", target=1.0, sector_code="S2")]
    filled.append(upload(plan(lines)))
    filled.append(upload(dup([("1.a", DupStatus.COMPLETED), ("1.b", DupStatus.STARTED)])))
    filled.close()
    return path


def test_every_sheet_is_listed_as_not_handed_out(open_page: OpenPage, planned_db: Path) -> None:
    app = open_page("modelli", planned_db)

    assert headings(app)[0] == "Schede del 2024: 10 schede, 10 non distribuite."
    assert len(table_rows(app, texts.list_file(2024))) == 10


def test_nobody_hands_out_anything_before_saying_who_it_is(
    open_page: OpenPage, planned_db: Path
) -> None:
    app = open_page("modelli", planned_db, person=NOBODY)

    assert "templates-all-prepare" not in {one.key for one in app.button}
    assert people.not_offered(Permission.HAND_OUT_SHEETS) in shown(app)


def test_an_archive_is_made_and_the_sheets_then_count_as_handed_out(
    open_page: OpenPage, planned_db: Path
) -> None:
    app = open_page("modelli", planned_db)
    app.selectbox(key="templates-kind").select("Scheda PIAO").run()
    app.button(key="templates-all-prepare").click().run()

    archive = app.session_state["templates-archive-templates-all"]
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert len(opened.namelist()) == 2
    issues = store().statements(TemplateIssue)
    assert [(one.stated_by, one.stated_role) for one in issues] == [
        (OFFICE.person_name, OFFICE.role)
    ] * 2
    assert headings(app)[0] == "Schede del 2024: 2 schede, 2 distribuite."


def test_a_sector_that_is_chosen_leaves_its_own_sheets(
    open_page: OpenPage, planned_db: Path
) -> None:
    app = open_page("modelli", planned_db, settore="S2 Settore S2")

    assert headings(app)[0] == "Schede del 2024: 4 schede, 4 non distribuite."
