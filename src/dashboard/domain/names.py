"""Make names comparable: the same word typed by two people must be one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_SLUG_LENGTH = 60


def normalised_name(text: str) -> str:
    """Gives text without case, accents, punctuation and runs of spaces.

    >>> normalised_name("  L’ASILO  nido\\ncomunale ")
    'l asilo nido comunale'
    """
    return _NOT_WORD.sub(" ", without_accents(text.casefold())).strip()


def without_accents(text: str) -> str:
    """Gives a text with its letters bare.

    >>> without_accents("Città")
    'Citta'
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(filterfalse(unicodedata.combining, plain))


def code_from_name(text: str) -> str:
    """Gives a short, stable code for a thing that its sheet names but does not number.

    >>> code_from_name("Posti nido: attivati")
    'posti-nido-attivati'
    """
    return normalised_name(text).replace(" ", "-")[:_SLUG_LENGTH].strip("-")


# The codes of sectors and directions stand in every row of a plan.
@lru_cache(maxsize=8192)
def comparable_code(code: str) -> str:
    """Gives a code without case and leading zeros, so that "03" and "3" are one sector.

    >>> comparable_code("S03"), comparable_code("03"), comparable_code("1.02")
    ('s3', '3', '1.2')
    """
    plain = code.strip().casefold().rstrip(".")
    return _LEADING_ZEROS.sub("", plain)
