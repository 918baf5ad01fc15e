"""Send what a workbook says from the worker to the program, fast.

Frozen dataclasses with slots are pickled field by field in Python; a large sheet has thousands of
them, and their way between two processes took as long as half the reading.
"""

from __future__ import annotations

import copyreg
import dataclasses
import pickle
from collections.abc import Callable
from operator import attrgetter
from typing import IO, Any

from dashboard.domain.model import FieldValue, InkRun, Issue, Proposal, Quantity, SheetRow

_MANY = (FieldValue, InkRun, Issue, Proposal, Quantity, SheetRow)


def write_object(value: object, stream: IO[bytes]) -> None:
    """Writes a value so that `pickle.load` gives it back."""
    pickler = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _DISPATCH
    pickler.dump(value)


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in dataclasses.fields(kind)))
    return lambda value: (kind, values(value))


# Built by their constructors, all fields in order, which takes a third of the time.
_DISPATCH = copyreg.dispatch_table.copy() | {kind: _reducer(kind) for kind in _MANY}
