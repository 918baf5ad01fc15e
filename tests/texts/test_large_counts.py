"""What a large city counts is written as Italian offices write it: 1.234, never 1234."""

from __future__ import annotations

import re

import pytest

from dashboard.domain.model import DocumentKind
from dashboard.domain.registry_sections import RegistrySection
from dashboard.texts import (
    aggregates,
    chain,
    dup,
    mapping_form,
    proposals,
    registers,
    review_queue,
    upload,
)

COUNT = 1_234
_BARE = re.compile(r"\b1234\b")

SENTENCES = {
    "place in the queue": review_queue.place_words(COUNT, 2 * COUNT),
    "interventions shown": dup.table_finding(COUNT, 2 * COUNT),
    "rows of a register shown": registers.shown_words(COUNT, 2 * COUNT),
    "proposals shown": proposals.shown_finding(COUNT, 2 * COUNT),
    "proposals to choose": proposals.choose_all(COUNT),
    "proposals chosen": proposals.chosen_sentence(COUNT),
    "actions with links": chain.list_title(COUNT),
    "actions without objective": chain.unlinked_finding(COUNT),
    "actions not in the PEG": chain.not_in_peg_finding(COUNT),
    "rows tried": mapping_form.tried_rows(DocumentKind.PIAO_SHEET, COUNT, COUNT),
    "indicators reported on": aggregates.reported_words(
        {"reported_count": COUNT, "indicator_count": 2 * COUNT}
    ),
    "rows of a section": upload.section_heading(next(iter(RegistrySection)), COUNT, 5),
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_thousands_are_separated(sentence: str) -> None:
    assert "1.234" in sentence
    assert not _BARE.search(sentence)
