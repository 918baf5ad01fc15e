"""Join the runs of a text that stay, with spaces and punctuation as a person would write them.

Taking the red or the struck runs out of a cell leaves seams: two spaces, a comma before a full
stop, two words that touch. They are mended there and where red meets black, and only there: what
a person typed elsewhere stays as it is, but for spaces in a row, which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dashboard.domain.model import InkRun

# A lone space is left alone: to put one in its place at every word took half the time of reading.
_SPACES_IN_LINE = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
_ODD_SPACE = re.compile(r"  |[^\S ]")
# The empty text is in every text: where nothing stands, nothing is sure.
_UNSURE_ENDS = "'’ "
_SPACES_AT_BREAK = re.compile(r" *\n *")
# A sign that ends something: the point of ".5" does not.
_CLOSING = re.compile(r"[,.;:!?)](?=[\s,.;:!?)]|$)")
_ELIDED = re.compile(
    r"(?:^|[\s(«\"])(?:l|un|d|c|s|all|dall|dell|nell|sull|coll|quell|quest|bell|sant|tutt|senz|"
    r"mezz|quant|com|dov|cos|anch)['’]$",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[aeiouhàèéìòù]", re.IGNORECASE)
_SENTENCE_END = re.compile(r"\w\w[.!?]$")
_PAUSES = (",", ";", ":")
_AT_AN_END = ", \n"


def kept_pieces(runs: Sequence[InkRun], is_kept: Sequence[bool]) -> tuple[str, ...]:
    """Gives what remains of the text of each run, so that the pieces read well when joined.

    As many pieces as runs; those of runs that go are empty. Joined they have no space at either
    end, and no comma where a run went.
    """
    if all(is_kept):
        texts = [run.text for run in runs]
        if _reads_well(texts):
            return _stripped(texts)
    return joined_pieces(runs, is_kept)


def joined_pieces(runs: Sequence[InkRun], is_kept: Sequence[bool]) -> tuple[str, ...]:
    """Gives what `kept_pieces` gives, by going through the runs one by one."""
    joining = _Joining([""] * len(runs))
    for place, (run, stays) in enumerate(zip(runs, is_kept, strict=True)):
        if stays:
            joining.keep(place, run)
        else:
            joining.dropped.append(run.text)
    return joining.finished()


def _reads_well(texts: Sequence[str]) -> bool:
    """Says whether texts that all stay are one space apart, and hold no other odd space.

    So does nearly every cell with words added in red: one look at each seam takes a fifth of the
    time of the joining.
    """
    if not texts or _ODD_SPACE.search("".join(texts)):
        return False
    return all(_is_one_space_apart(left, right) for left, right in pairwise(texts))


def _is_one_space_apart(left: str, right: str) -> bool:
    """Says so where a word follows; nothing before the space, or an elision, counts as unsure."""
    if left[-1:] == " ":
        return left[-2:-1] not in _UNSURE_ENDS and right[:1].isalnum()
    return right[:1] == " " and left[-1:] not in _UNSURE_ENDS and right[1:2].isalnum()


def _stripped(texts: Sequence[str]) -> tuple[str, ...]:
    pieces = list(texts)
    pieces[0] = pieces[0].lstrip()
    pieces[-1] = pieces[-1].rstrip()
    return tuple(pieces)


@dataclass(slots=True)
class _Joining:
    """The pieces so far; `last` is the place of the one that the next is joined to."""

    pieces: list[str]
    last: int = -1
    is_last_red: bool = False
    blanks: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    # "luglio " struck, "ottobre" in its place: the space is still owed to the next word.
    owed: str = ""

    def keep(self, place: int, run: InkRun) -> None:
        text = _SPACES_IN_LINE.sub(" ", run.text)
        if "\n" in text:
            text = _SPACES_AT_BREAK.sub("\n", text)
        core = text.lstrip()
        if not core:
            self.blanks.append(text)
            return
        if self.last < 0:
            core = core.lstrip(_AT_AN_END) if self.dropped else core
        else:
            is_seam = bool(self.dropped) or run.is_red != self.is_last_red
            core = self._join(text[: len(text) - len(core)], core, is_seam=is_seam)
        self.pieces[place] = core
        if core.strip():
            self.last, self.is_last_red = place, run.is_red
            self.owed = _trailing(self.dropped[-1]) if self.dropped else ""
            self.blanks, self.dropped = [], []

    def finished(self) -> tuple[str, ...]:
        if self.last >= 0:
            end = self.pieces[self.last].rstrip()
            self.pieces[self.last] = end.rstrip(_AT_AN_END) if self.dropped else end
        return tuple(self.pieces)

    def _join(self, head: str, core: str, *, is_seam: bool) -> str:
        """Ends the last piece so that what follows reads on from it; gives what follows.

        `head` is the space before `core`. What comes between stays on the side it was on.
        """
        piece = self.pieces[self.last]
        left = piece.rstrip()
        spaces = [piece[len(left) :], *self.blanks, head]
        if self.dropped and left.endswith("(") and core.startswith(")"):
            spaces += [" " if left[-2:-1].isspace() or core[1:2].isspace() else ""]
            left, core = left[:-1].rstrip(), core[1:].lstrip()
        elif self.dropped and left.endswith(_PAUSES) and core.startswith((*_PAUSES, ".")):
            left = left[:-1]
        between = self._between(left, spaces, core, is_seam=is_seam)
        is_after = bool(head) and piece == piece.rstrip()
        self.pieces[self.last] = left if is_after else left + between
        return between + core if is_after else core

    def _between(self, left: str, spaces: Sequence[str], core: str, *, is_seam: bool) -> str:
        breaks = max(part.count("\n") for part in spaces)
        if breaks:
            return "\n" * breaks
        if not is_seam:
            return " " if any(spaces) else ""
        if not left or not core or _CLOSING.match(core):
            return ""
        if any(spaces):
            return "" if _is_elided(left) and _VOWEL.match(core) else " "
        return self._lost_space(left, core)

    def _lost_space(self, left: str, core: str) -> str:
        """Gives the space that went with what stood between two words, or was never typed."""
        if not core[0].isalnum():
            return ""
        if _SENTENCE_END.search(left) and core[0].isupper():
            return " "
        if left.endswith(_PAUSES) and core[0].isalpha():
            return " "
        if not (left[-1].isalnum() or left[-1] in ".)"):
            return ""
        edges = self.owed
        if self.dropped:
            first = self.dropped[0]
            edges = first[: len(first) - len(first.lstrip())] + _trailing(self.dropped[-1])
        return "\n" if "\n" in edges else " " if edges else ""


def _is_elided(left: str) -> bool:
    return left.endswith(("'", "’")) and _ELIDED.search(left) is not None


def _trailing(text: str) -> str:
    return text[len(text.rstrip()) :]
