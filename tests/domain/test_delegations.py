"""A referent follows the directions that name it; a person is found by the words of the name."""

import pytest

from dashboard.domain.delegations import Delegation, delegations, own_delegation

REFERENTS = {"1": ("Luca Verdi",), "2": ("Assessora Anna Rossi", "Luca Verdi")}
FOUND = delegations(REFERENTS, ["1", "2", "3"])


def test_referents_come_by_name_with_their_directions_then_every_direction():
    assert (
        Delegation("Assessora Anna Rossi", ("2",)),
        Delegation("Luca Verdi", ("1", "2")),
        Delegation(None, ("1",)),
        Delegation(None, ("2",)),
        Delegation(None, ("3",)),
    ) == FOUND


def test_without_referents_every_direction_can_still_be_chosen():
    assert delegations({}, ["1"]) == (Delegation(None, ("1",)),)


@pytest.mark.parametrize(
    ("person_name", "referent"),
    [
        ("Luca Verdi", "Luca Verdi"),
        ("verdi luca", "Luca Verdi"),
        ("Anna Rossi", "Assessora Anna Rossi"),
        ("Anna", None),
        ("Anna Verdi", None),
        ("", None),
    ],
)
def test_a_person_is_a_referent_by_all_words_of_the_name(person_name, referent):
    own = own_delegation(FOUND, person_name)

    assert (own and own.referent) == referent


def test_of_two_that_fit_nobody_is_chosen():
    found = delegations({"1": ("Sindaca Anna Rossi", "Assessora Anna Rossi")}, ["1"])

    assert own_delegation(found, "Anna Rossi") is None
