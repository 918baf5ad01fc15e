"""The DUP tree: every intervention once, under its own objective and direction."""

import pandas as pd
import pytest

from dashboard.figures import theme
from dashboard.figures.icicle import dup_icicle, tree_nodes


def frame(*rows):
    """Gives rows of (direction, objective, intervention, status)."""
    return pd.DataFrame(
        [
            {
                "strategic_direction_code": direction,
                "strategic_direction_name": f"Indirizzo {direction}",
                "strategic_objective_code": objective,
                "strategic_objective_name": f"Obiettivo {objective}" if objective else None,
                "operational_objective_code": "9.9.9",
                "operational_objective_name": "Obiettivo operativo",
                "intervention_code": code,
                "intervention_name": f"Intervento {code}",
                "status": status,
                "status_text": "Bando <pubblicato> & in corso",
                "percent": 65.0,
            }
            for direction, objective, code, status in rows
        ]
    )


FOUR = frame(
    ("1", "1.1", "1.1.a", "completed"),
    ("1", "1.1", "1.1.b", "started"),
    ("1", "1.2", "1.2.a", None),
    ("2", "2.1", "2.1.a", "suspended"),
)


def node(block, label):
    return next(i for i, words in enumerate(block.labels) if label in words)


def test_one_block_per_direction_from_top_to_bottom():
    blocks = dup_icicle(FOUR).data
    assert ["Indirizzo 1" in blocks[0].labels[0], "Indirizzo 2" in blocks[1].labels[0]] == [
        True
    ] * 2
    assert blocks[0].domain.y[0] > blocks[1].domain.y[1]


def test_values_add_up_level_by_level():
    block = dup_icicle(FOUR).data[0]
    value = dict(zip(block.ids, block.values, strict=True))
    for node_id in block.ids:
        children = [c for c, p in zip(block.ids, block.parents, strict=True) if p == node_id]
        if children:
            assert value[node_id] == sum(value[child] for child in children)
    assert len(set(block.ids)) == len(block.ids)


def test_no_two_boxes_of_the_whole_tree_share_an_id():
    same_names = frame(("1", "1.1", "1.1.a", "started"), (None, "1.1", "1.1.a", "started"))
    drawn = [node_id for block in dup_icicle(same_names).data for node_id in block.ids]

    assert len(set(drawn)) == len(drawn) == 6
    assert [one["id"] for one in tree_nodes(same_names)] == drawn


def test_each_box_is_told_with_its_depth_and_an_intervention_of_it():
    told = [(one["depth"], one["row"]["intervention_code"]) for one in tree_nodes(FOUR)]

    assert told == [
        *((0, "1.1.a"), (1, "1.1.a"), (1, "1.2.a"), (2, "1.1.a"), (2, "1.1.b"), (2, "1.2.a")),
        *((0, "2.1.a"), (1, "2.1.a"), (2, "2.1.a")),
    ]


def test_leaves_carry_colour_pattern_and_shape_of_their_status():
    block = dup_icicle(FOUR).data[0]
    looks = {
        code: (block.marker.colors[i], block.marker.pattern.shape[i], block.labels[i].split()[0])
        for code in ("1.1.a", "1.1.b", "1.2.a")
        for i in [node(block, code)]
    }
    assert looks == {
        "1.1.a": (theme.BLUE, "", "&nbsp;●"),
        "1.1.b": (theme.LIGHT_BLUE, ".", "&nbsp;◔"),
        "1.2.a": (theme.GREY, theme.UNKNOWN_PATTERN, "&nbsp;◇"),
    }


def test_text_stands_out_on_every_node():
    for block in dup_icicle(FOUR).data:
        for colour, ink in zip(block.marker.colors, block.textfont.color, strict=True):
            assert theme.contrast(colour, ink) >= 4.5


def test_without_strategic_objective_the_operational_one_stands_in():
    block = dup_icicle(frame(("1", None, "1.a", "completed"))).data[0]
    assert any("9.9.9" in label for label in block.labels)


def test_what_was_typed_is_whole_on_hover_and_never_markup():
    block = dup_icicle(FOUR).data[0]
    hover = block.customdata[node(block, "1.1.a")]
    assert "Bando &lt;pubblicato&gt; &amp; in corso" in hover
    assert "65,0\u00a0%" in hover


@pytest.mark.parametrize("leaf_count", [1, 300])
def test_every_leaf_has_its_height(leaf_count):
    rows = [("1", "1.1", f"1.1.{n}", "completed") for n in range(leaf_count)]
    assert dup_icicle(frame(*rows)).layout.height >= 27 * leaf_count


def test_nothing_to_draw_is_none():
    assert dup_icicle(frame()) is None
