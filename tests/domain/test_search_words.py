"""What a person types becomes what is looked for, and what is found is marked where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.search_words import Term, excerpt, found_words, terms_of, words_of


def marked(text: str, *accepted: str, width: int = 200) -> str:
    pieces = excerpt(text, accepted, [], width)
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Città", [("citta",)]),
        ("citta'", [("citta",)]),
        ("CITTÀ", [("citta",)]),
        ("dell'acqua", [("acqua",)]),
        ("dell’acqua", [("acqua",)]),
        ("l'attivita' dei servizi", [("attivita",), ("servizi",)]),
        ("manutenzione delle strade", [("manutenzione",), ("strade",)]),
        ("267/2000", [("267", "2000")]),
        ("e-mail", [("e", "mail")]),
        ('"presa in carico" nidi', [("presa", "in", "carico"), ("nidi",)]),
        ("«presa in carico»", [("presa", "in", "carico")]),
        ('"aperte', [("aperte",)]),
        ("nido nido", [("nido",)]),
    ],
)
def test_typed_words_are_looked_for_without_case_accents_and_little_words(
    typed: str, words: list[tuple[str, ...]]
) -> None:
    assert [term.words for term in terms_of(typed)] == words


def test_little_words_are_looked_for_where_nothing_else_is_typed() -> None:
    assert [term.words for term in terms_of("per la")] == [("per",), ("la",)]


@pytest.mark.parametrize("typed", ["", "   ", "'", '""', "?!", "--"])
def test_signs_alone_look_for_nothing(typed: str) -> None:
    assert terms_of(typed) == ()


def test_what_holds_a_digit_may_be_a_code() -> None:
    assert terms_of("S03")[0] == Term(("s03",), "S03", code="s3")
    assert terms_of("nidi")[0].code is None


def test_a_found_word_is_marked_as_it_is_written() -> None:
    assert marked("La CITTÀ d’arte, la città.", "citta") == "La [CITTÀ] d’arte, la [città]."


def test_a_long_text_is_cut_around_the_first_find_between_words() -> None:
    text = "parola " * 40 + "asilo nido " + "altro " * 40
    assert marked(text, "asilo", width=60).startswith("…parola")
    assert "[asilo] nido" in marked(text, "asilo", width=60)
    assert marked(text, "asilo", width=60).endswith("altro…")


def test_words_that_count_only_in_a_row_are_marked_in_a_row_only() -> None:
    pieces = excerpt("carico e presa in carico", (), [("presa", "in", "carico")], 100)
    assert [piece.text for piece in pieces if piece.is_found] == ["presa in carico"]


def test_signs_that_fold_to_several_move_no_mark() -> None:
    # "ﬁ" and "½" fold to more than one sign, the last accent is a sign of its own.
    assert marked("ﬁne ½ perche\u0301 İstanbul città", "citta").endswith("[città]")


@given(st.text(), st.text(max_size=20))
def test_an_excerpt_of_a_whole_text_is_the_text(text: str, typed: str) -> None:
    pieces = excerpt(text, set(words_of(typed)), [], len(text))
    assert "".join(piece.text for piece in pieces) == text


@given(st.text())
def test_every_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for word in found_words(text):
        assert words_of(text[word.start : word.end]) == [word.folded]
