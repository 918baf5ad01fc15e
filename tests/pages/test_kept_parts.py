"""What pages keep of the store gives way at once to what is loaded, for every session."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.domain.model import DocumentToStore
from dashboard.store import open_store
from dashboard.texts import chain, history, resources
from dashboard.ui.data import store as store_of_process
from tests.pages.conftest import OpenPage, table_rows
from tests.store.builders import upload
from tests.store.planned_actions import peg_list

FILES = {
    "catena": chain.UNLINKED_FILE_NAME,
    "peg_risorse": resources.WITHOUT_FILE_NAME,
    "storico": history.TITLE,
}


def actions_of(sector_code: str) -> DocumentToStore:
    return peg_list({"action_code": f"{sector_code}.01"}, sector_code=sector_code)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_session_is_seen_at_the_next_click(
    open_page: OpenPage, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "due.duckdb"
    first = open_store(path)
    first.append(upload(actions_of("S1"), file_name="PEG S1.xlsx"))
    first.close()
    page = open_page(name, path)
    assert len(table_rows(page, FILES[name])) == 1

    store_of_process().append(upload(actions_of("S2"), file_name="PEG S2.xlsx"))
    page.run()

    assert not page.exception
    assert len(table_rows(page, FILES[name])) == 2
