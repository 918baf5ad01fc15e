"""Turns: few at a time, in the order of asking, and nobody waits for a long one's end."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic, sleep

import pytest

from dashboard.ui.turns import Turns


def test_no_more_than_so_many_have_a_turn_at_one_time() -> None:
    turns = Turns(2, seconds_that_count=60)
    inside: list[int] = []
    most: list[int] = []

    def draw(number: int) -> None:
        with turns.taken():
            inside.append(number)
            most.append(len(inside))
            sleep(0.01)
            inside.remove(number)

    threads = [Thread(target=draw, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(most) == 12
    assert max(most) == 2


def test_turns_are_taken_in_the_order_of_asking() -> None:
    turns = Turns(1, seconds_that_count=60)
    taken: list[int] = []

    def draw(number: int) -> None:
        with turns.taken():
            taken.append(number)

    threads = [Thread(target=draw, args=(number,)) for number in range(8)]
    with turns.taken():
        for asked, thread in enumerate(threads, start=1):
            thread.start()
            while len(turns._waiting) < asked:
                sleep(0.001)
    for thread in threads:
        thread.join(30)

    assert taken == list(range(8))


def test_nobody_waits_for_the_end_of_a_long_turn() -> None:
    turns = Turns(1, seconds_that_count=0.05)
    has_drawn, may_end = Event(), Event()

    def work_long() -> None:
        with turns.taken():
            may_end.wait(30)

    def draw() -> None:
        with turns.taken():
            has_drawn.set()

    long, short = Thread(target=work_long), Thread(target=draw)
    long.start()
    while not turns._begun:
        sleep(0.001)
    short.start()
    assert has_drawn.wait(30)
    may_end.set()
    long.join(30)
    short.join(30)


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns(1, seconds_that_count=60)
    with pytest.raises(ZeroDivisionError), turns.taken():
        _ = 1 / 0

    started = monotonic()
    with turns.taken():
        pass
    assert monotonic() - started < 30
