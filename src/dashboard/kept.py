"""Keep answers for all sessions of this process: each worked out once, the oldest let go."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

Answer = TypeVar("Answer")
_Given = ParamSpec("_Given")


class KeptAnswers(Generic[Answer]):
    """Answers by question, at most so many, of the newest version of what is asked.

    They are handed out as they are and not as copies, which cost more than most pages' drawing:
    who gets one must not change it. Safe to share between threads.
    """

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._lock = Lock()
        self._version: Hashable = None
        self._slots: OrderedDict[Hashable, _Slot[Answer]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._slots)

    def of(self, version: Hashable, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """Gives the kept answer, or works it out: once, however many ask for it at one time.

        An answer of another version counts no more and is let go. What `work_out` raises is
        raised, and nothing is kept.
        """
        with self._lock:
            if version != self._version:
                self._slots.clear()
                self._version = version
            slot = self._slots.setdefault(question, _Slot())
            self._slots.move_to_end(question)
            if len(self._slots) > self._at_most:
                self._slots.popitem(last=False)
        return slot.filled(work_out)


class _Slot(Generic[Answer]):
    """The place of one answer, and the lock behind which others wait while it is worked out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answer: list[Answer] = []

    def filled(self, work_out: Callable[[], Answer]) -> Answer:
        if not self._answer:
            with self._lock:
                if not self._answer:
                    self._answer.append(work_out())
        return self._answer[0]


def kept_by_content(
    at_most: int,
) -> Callable[[Callable[_Given, Answer]], Callable[_Given, Answer]]:
    """Keeps what a function makes of what it is given, where nothing else has a say in it.

    It goes by the content of the arguments, frames included: the same rows give the same answer,
    one changed cell another. Nobody may change an answer; at most so many are kept.
    """

    def keeping(make: Callable[_Given, Answer]) -> Callable[_Given, Answer]:
        answers: KeptAnswers[Answer] = KeptAnswers(at_most)

        @wraps(make)
        def made(*args: _Given.args, **named: _Given.kwargs) -> Answer:
            content = pickle.dumps((args, named), protocol=pickle.HIGHEST_PROTOCOL)
            question = blake2b(content, digest_size=16).digest()
            return answers.of(None, question, lambda: make(*args, **named))

        return made

    return keeping
