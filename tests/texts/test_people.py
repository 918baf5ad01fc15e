"""Who is here in words, and the printed table of what each role may do."""

from __future__ import annotations

import pytest

from dashboard.domain.roles import Role
from dashboard.settings import PROJECT_FOLDER
from dashboard.texts.people import MAY_COLUMNS, permission_rows, person_words, who


def test_the_printed_roles_are_those_of_the_program() -> None:
    rows = [list(MAY_COLUMNS.values()), ["---"] * len(MAY_COLUMNS)]
    rows += [[row[column] for column in MAY_COLUMNS] for row in permission_rows()]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)

    assert table in (PROJECT_FOLDER / "docs" / "ruoli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("office", "Anna Rossi, Ufficio programmazione"),
        (Role.NUCLEO, "Anna Rossi, Nucleo di valutazione"),
        (None, "Anna Rossi"),  # stated before roles were, or on the command line
        (float("nan"), "Anna Rossi"),
    ],
)
def test_who_did_something_is_named_with_the_role_where_one_was_stated(
    role: object, words: str
) -> None:
    assert who("Anna Rossi", role) == words


def test_a_sectors_head_is_named_with_the_sector() -> None:
    assert (
        person_words("Carla Bianchi", Role.SECTOR, "05 Lavori pubblici")
        == "Carla Bianchi, Responsabile di settore, 05 Lavori pubblici"
    )
