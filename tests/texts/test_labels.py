"""Every coded value has an Italian word, and no two statuses look the same."""

import pytest

from dashboard.domain import model
from dashboard.texts import labels
from dashboard.texts.fields import field_label

TABLES = [
    (model.ResultStatus, labels.RESULT_STATUSES),
    (model.DupStatus, labels.DUP_STATUSES),
    (model.MeasureKind, labels.MEASURE_KINDS),
    (model.Period, labels.PERIODS),
    (model.DocumentKind, labels.DOCUMENT_KINDS),
    (model.Severity, labels.SEVERITIES),
    (model.ActionKind, labels.ACTION_KINDS),
    (model.AchievementBasis, labels.ACHIEVEMENT_BASES),
    (model.ProposalKind, labels.PROPOSAL_KINDS),
]


@pytest.mark.parametrize(("kinds", "table"), TABLES)
def test_every_value_has_a_label(kinds, table):
    assert set(table) == set(kinds)


@pytest.mark.parametrize("table", [labels.RESULT_STATUSES, labels.DUP_STATUSES])
def test_words_differ(table):
    words = [label.word for label in table.values()]
    assert len(set(words)) == len(words)


def test_statuses_seen_together_differ_by_shape():
    final = [status for status in model.ResultStatus if status is not model.ResultStatus.LATE]
    intermediate = [
        status for status in model.ResultStatus if status is not model.ResultStatus.PARTIAL
    ]
    for seen in (final, intermediate):
        shapes = [labels.RESULT_STATUSES[status].shape for status in seen]
        assert len(set(shapes)) == len(shapes)
    dup_shapes = [label.shape for label in labels.DUP_STATUSES.values()]
    dup_shapes.append(labels.UNKNOWN_DUP_STATUS.shape)
    assert len(set(dup_shapes)) == len(dup_shapes)


@pytest.mark.parametrize("status", [None, float("nan"), "unknown", "", "quasi finito"])
def test_an_unknown_dup_status_says_so(status):
    assert labels.dup_status_label(status) is labels.UNKNOWN_DUP_STATUS


def test_a_percentage_of_the_dup_goes_by_the_name_it_has_there() -> None:
    assert field_label("percent", "dup_status") == "% di attuazione"
    assert field_label("percent", "final_report") == field_label("percent") == "% di raggiungimento"
