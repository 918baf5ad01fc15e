"""Who is here: chosen on the page «Chi sei», said beside every page, and what it opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.domain.profile_token import token_of
from dashboard.domain.roles import NOBODY, Person, Role
from dashboard.texts import people as texts
from dashboard.ui.person import PERSON_KEY
from tests.pages.conftest import NUCLEO, OpenPage, head_of, headings, shown

OWN = "05"
READER = Person("Dario Verdi", Role.READER)


def menu(app: AppTest) -> set[str]:
    """Gives the addresses of the pages in the menu."""
    return {page.url_pathname for page in app.get("navigation")[0].proto.app_pages}


def kept(app: AppTest) -> list[str]:
    """Gives what the page lets the browser keep."""
    scripts = [one.proto.body for one in app.get("html") if "profilo.js" in one.proto.body]
    return [body.split('data-profile="')[1].split('"')[0] for body in scripts]


def test_nobody_is_here_on_a_first_visit_and_the_page_says_to_choose(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("profilo", loaded_db, person=NOBODY)

    assert headings(app) == [texts.NOBODY_HEADLINE]
    assert texts.NO_SECURITY in shown(app)
    assert texts.NOBODY_SHORT in shown(app)
    assert kept(app) == []


def test_a_chosen_profile_is_said_and_given_to_the_browser(
    open_page: OpenPage, loaded_db: Path
) -> None:
    app = open_page("profilo", loaded_db, person=NOBODY)

    app.radio(key="profile-role").set_value(Role.NUCLEO).run()
    # At once: a name that is typed is not sent by itself before the button is pressed.
    app.text_input(key="profile-name").set_value("  Bruno   Neri ")
    app.button(key="profile-choose").click().run()

    assert app.session_state[PERSON_KEY] == NUCLEO
    assert headings(app) == ["Qui c’è Bruno Neri, Nucleo di valutazione."]
    assert kept(app) == [token_of(NUCLEO)]


def test_what_the_browser_kept_is_who_is_here(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("quadro", loaded_db, kept=token_of(NUCLEO))

    assert app.session_state[PERSON_KEY] == NUCLEO
    assert "Bruno Neri, Nucleo di valutazione" in shown(app)


@pytest.mark.parametrize(
    "kept_text",
    [
        token_of(NUCLEO)[:-4],
        token_of(head_of("sector that is none", "esempio")),
        "nucleo",
        "…",
    ],
)
def test_a_cookie_that_was_tampered_with_is_nobody(
    open_page: OpenPage, loaded_db: Path, kept_text: str
) -> None:
    app = open_page("quadro", loaded_db, kept=kept_text)

    assert not app.exception
    assert app.session_state[PERSON_KEY] == NOBODY


def test_leaving_a_profile_lets_the_browser_forget_it(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("profilo", loaded_db, kept=token_of(NUCLEO))

    app.button(key="profile-leave").click().run()

    assert app.session_state[PERSON_KEY] == NOBODY
    assert kept(app) == [""]


def test_a_profile_without_a_name_is_not_used(open_page: OpenPage, loaded_db: Path) -> None:
    app = open_page("profilo", loaded_db, person=NOBODY)

    app.button(key="profile-choose").click().run()

    assert [error.value for error in app.error] == [texts.NAME_MISSING]
    assert app.session_state[PERSON_KEY] == NOBODY
