"""Let only a few sessions draw at a time: each is answered sooner than if all drew at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic


class Turns:
    """Turns that are taken in the order of asking, at most so many at one time.

    Python works for one thread at a time. Fifty sessions that draw together share it in small
    pieces: all are answered late, and the changing between them costs a fifth more. A turn that
    lasts longer than `seconds_that_count` counts no more, so that long work (a load, a first
    search of a large city) does not make others wait for its end.
    """

    def __init__(self, at_once: int, seconds_that_count: float) -> None:
        self._at_once = at_once
        self._seconds_that_count = seconds_that_count
        self._lock = Lock()
        self._waiting: deque[Event] = deque()
        self._begun: dict[Event, float] = {}

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Waits for a turn and holds it until the block ends."""
        turn = self._begin()
        try:
            yield
        finally:
            with self._lock:
                del self._begun[turn]
                self._call_next()

    def _begin(self) -> Event:
        turn = Event()
        with self._lock:
            self._waiting.append(turn)
        while True:
            with self._lock:
                is_next = self._waiting[0] is turn
                seconds = self._seconds_until_free() if is_next else None
                if is_next and not seconds:
                    self._waiting.popleft()
                    self._begun[turn] = monotonic()
                    self._call_next()
                    return turn
            # Who is not next is called when it is: fifty that look again and again cost time too.
            turn.wait(seconds)
            turn.clear()

    def _call_next(self) -> None:
        if self._waiting:
            self._waiting[0].set()

    def _seconds_until_free(self) -> float:
        """Gives after which time, at the latest, one more turn may begin; 0 for now."""
        now = monotonic()
        ends = sorted(begun + self._seconds_that_count for begun in self._begun.values())
        counted = [end - now for end in ends if end > now]
        return 0.0 if len(counted) < self._at_once else counted[-self._at_once]
