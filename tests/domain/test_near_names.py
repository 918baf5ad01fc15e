"""A name written by another hand is proposed; a different one is left alone."""

from __future__ import annotations

import pytest

from dashboard.domain.near_names import are_near, are_unlike, nearness

NEAR = [
    ("Lavori pubblici", "LAVORI  PUBBLICI"),  # case and spaces only
    ("Lavori pubblici", "Lavori publici"),  # a letter missing
    ("Lavori pubblici", "Lavroi pubblici"),  # two letters swapped
    ("Lavori pubblici", "Lavoripubblici"),  # a space missing
    ("Lavori pubblici", "LL.PP."),  # the official abbreviation
    ("Affari generali", "AA. GG."),
    ("Servizi sociali", "Serv. sociali"),
    ("Servizi sociali", "Serv sociali"),
    ("Servizi sociali", "Servizio sociale"),  # singular
    ("Servizi sociali", "Sociali servizi"),  # words swapped
    ("Cultura e turismo", "Turismo e cultura"),
    ("Polizia locale", "P. locale"),
    ("Polizia locale", "Pol. locale"),
    ("Protezione civile", "Prot. civ."),
    ("Lavori pubblici", "Settore Lavori pubblici"),
    ("Lavori pubblici e manutenzioni", "Lavori pubblici"),  # words missing
    ("Entrate e tributi", "Tributi"),
    ("Servizi demografici e cimiteriali", "Servizi demografici"),
    ("Ragioneria e bilancio", "Ragionieria e bilancio"),
    ("Edilizia privata", "Edilizia privata (SUE)"),
    ("Qualità urbana", "Qualita' urbana"),
    ("La città che cresce", "Città che cresce"),
    ("Una città più verde e sostenibile", "Una citta piu verde e sostenibili"),
    ("Governo del territorio", "Governo territorio"),
    ("Area tecnica 2", "Area tecnca 2"),
]
FAR = [
    ("Lavori pubblici", "Cultura"),
    ("Servizi sociali", "Servizi scolastici"),
    ("Servizi sociali", "Servizi"),  # says nothing about which services
    ("Servizi finanziari", "Servizi demografici"),
    ("Risorse umane", "Risorse urbane"),
    ("Polizia locale", "Polizia amministrativa"),
    ("Area tecnica 1", "Area tecnica 2"),
    ("Area tecnica", "Area tecnica 2"),
    ("Area tecnica A", "Area tecnica B"),
    ("Distretto II", "Distretto III"),
    ("Lavori pubblici e patrimonio", "Lavori pubblici e ambiente"),
    ("Istruzione", "Costruzione"),
    ("Affari interni", "Affari esterni"),
    ("Edilizia privata", "Edilizia scolastica"),
    ("Personale", "Servizi alla persona"),
    ("Sport", "Sportello unico"),
    ("Città digitale", "Città solidale"),
    ("Tributi", "Ambiente, verde pubblico e tributi"),  # one word of four
    ("Ragioneria", "Servizi finanziari"),  # one thing by two names: a rename, to be stated
    ("", "Lavori pubblici"),
]


@pytest.mark.parametrize(("first", "second"), NEAR)
def test_the_same_name_by_another_hand_is_near_both_ways(first: str, second: str) -> None:
    assert are_near(first, second)
    assert are_near(second, first)
    assert not are_unlike(first, second)


@pytest.mark.parametrize(("first", "second"), FAR)
def test_another_name_is_not_near_either_way(first: str, second: str) -> None:
    assert not are_near(first, second)
    assert not are_near(second, first)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Lavori pubblici", "Cultura", True),
        ("Servizi sociali", "Servizi scolastici", True),  # "servizi" tells nothing
        ("Lavori pubblici e patrimonio", "Lavori pubblici e ambiente", False),
        ("Lavori pubblici", "Infrastrutture e lavori", False),
        ("Affari generali", "Servizi", True),
        ("Lavori pubblici", "", False),  # nothing to compare
    ],
)
def test_names_without_a_telling_word_in_common_are_unlike(
    first: str, second: str, expected: bool
) -> None:
    assert are_unlike(first, second) is expected
    assert are_unlike(second, first) is expected


def test_of_two_near_names_the_more_alike_is_nearer() -> None:
    written = "Serv. sociali"

    assert nearness(written, "Servizi sociali") > nearness(written, "Servizi sociali e casa")
