"""Flows, matrix and linkage: every action once, and words in each cell."""

from __future__ import annotations

import pandas as pd

from dashboard.domain.chain import ActionWay, gathered_flows
from dashboard.figures import theme
from dashboard.figures.chain import (
    chain_matrix,
    chain_matrix_table,
    chain_sankey,
    flow_table,
    linkage_bars,
)
from dashboard.texts import chain as texts

WAYS = [
    ActionWay("1.1 Città", "Tributi", texts.IN_BOTH),
    ActionWay("1.1 Città", "Tributi", texts.ONLY_PEG),
    ActionWay("1.2 Lavoro & impresa", "Ambiente", texts.IN_BOTH),
    ActionWay(None, "Ambiente", texts.ONLY_PIAO),
]
FLOWS = gathered_flows(WAYS, texts.OTHER_OBJECTIVES, texts.OTHER_SECTORS)
ACTIONS = pd.DataFrame(
    [
        ("01", "Tributi", "1", "Città", True),
        ("01", "Tributi", "1", "Città", False),
        ("02", "Ambiente", None, None, True),
    ],
    columns=[
        "sector_code",
        "sector_name",
        "strategic_direction_code",
        "strategic_direction_name",
        "is_in_piao",
    ],
)
SECTORS = pd.DataFrame(
    {
        "sector_code": ["01", "02"],
        "sector_name": ["Tributi", "Ambiente"],
        "action_count": [4, 2],
        "linked_count": [3, 0],
        "linkage_pct": [75.0, None],
    }
)


def test_every_action_flows_once_into_a_sector_and_once_into_documents() -> None:
    [sankey] = chain_sankey(FLOWS).data

    assert sum(sankey.link.value) == 2 * len(WAYS)
    assert len(sankey.link.value) == FLOWS.link_count
    assert sum(flow_table(FLOWS)["action_count"]) == 2 * len(WAYS)


def test_what_serves_no_objective_is_named_and_stands_out() -> None:
    [sankey] = chain_sankey(FLOWS).data
    number = list(sankey.node.customdata).index(texts.NOT_LINKED)

    assert sankey.node.color[number] == theme.ORANGE
    links = zip(sankey.link.source, sankey.link.value, strict=True)
    assert [count for start, count in links if start == number] == [1]


def test_a_sector_named_like_an_objective_is_another_node() -> None:
    flows = gathered_flows([ActionWay("Ambiente", "Ambiente", texts.IN_BOTH)], "altri", "altri")

    [sankey] = chain_sankey(flows).data

    assert len(sankey.node.label) == 3
    assert all(
        start != end for start, end in zip(sankey.link.source, sankey.link.target, strict=True)
    )


def test_names_are_escaped() -> None:
    [sankey] = chain_sankey(FLOWS).data

    assert "1.2 Lavoro &amp; impresa" in sankey.node.customdata


def test_the_matrix_counts_actions_and_those_of_the_piao() -> None:
    table = chain_matrix_table(ACTIONS)

    assert table[["action_count", "piao_count"]].values.tolist() == [[2, 1], [1, 1]]


def test_each_cell_says_its_number_and_leads_where_a_filter_can_follow() -> None:
    figure = chain_matrix(chain_matrix_table(ACTIONS), ["catena?anno=2024", None])

    with_link, plain = (note.text for note in figure.layout.annotations)
    assert 'href="catena?anno=2024"' in with_link
    assert plain == "1"
    assert list(figure.layout.yaxis.ticktext) == ["01 Tributi", "02 Ambiente"]
    assert [list(line) for line in figure.data[0].z] == [[1.0, None], [None, 0.5]]


def test_words_can_be_read_on_every_fill() -> None:
    figure = chain_matrix(chain_matrix_table(ACTIONS), [None, None])

    for note, share in zip(figure.layout.annotations, (1.0, 0.5), strict=True):
        fill = theme.between(theme.PALE_BLUE, theme.BLUE, share)
        assert theme.contrast(note.font.color, fill) >= 4.5


def test_linkage_is_drawn_on_a_scale_up_to_a_hundred() -> None:
    figure = linkage_bars(SECTORS)

    [bars] = figure.data
    assert list(bars.x) == [75.0, 0.0]
    assert list(bars.text) == ["75,0\u00a0% · 3 su 4", "DUP non caricato"]
    assert max(figure.layout.xaxis.range) > 100


def test_nothing_to_draw_is_none() -> None:
    assert chain_sankey(gathered_flows([], "altri", "altri")) is None
    assert chain_matrix(chain_matrix_table(ACTIONS.iloc[:0]), []) is None
    assert linkage_bars(SECTORS.iloc[:0]) is None
