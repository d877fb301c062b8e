"""The drawing of computational graphs."""

import pytest

from chapters.shared import graphs, style
from chapters.shared.graphs import Edge, Node

NODES = {"x": Node(0.5, 1.0, "x", "value"), "f": Node(2.0, 1.0, "f"), "y": Node(4.0, 1.0, "y", "value", note="out")}


def texts(axes):
    return [text.get_text() for text in axes.texts if text.get_text()]


def test_labels_and_nodes_are_drawn():
    _, axes = graphs.canvas(2.0)
    graphs.draw(axes, NODES, [Edge("x", "f", "3", "0.5"), Edge("f", "y", "9")])
    assert set(texts(axes)) == {"x", "f", "y", "out", "3", "0.5", "9"}
    assert len(axes.patches) == 1  # circles stand for operations only


def test_a_way_back_needs_a_label():
    _, axes = graphs.canvas(2.0)
    graphs.draw(axes, NODES, [Edge("x", "f", "3"), Edge("f", "y", "9", "1")])
    assert sum(text.arrow_patch is not None for text in axes.texts if hasattr(text, "arrow_patch")) == 3


def test_a_graph_stands_upright_on_a_phone():
    lying, there = graphs.graph(2.0, NODES, [Edge("x", "f", "3", "0.5")], "first\nsecond")
    with style.narrow():
        upright, placed = graphs.graph(2.0, NODES, [Edge("x", "f", "3", "0.5")], "first\nsecond")
    assert there == NODES
    assert (lying.get_figwidth(), upright.get_figwidth()) == (style.WIDTH, style.NARROW)
    assert placed["x"].y > placed["f"].y > placed["y"].y > 0
    assert {node.x for node in placed.values()} == {style.NARROW / 2}
    assert "first second" in texts(lying.axes[0])
    assert "first\nsecond" in texts(upright.axes[0])


def test_the_unit_is_an_inch():
    _, axes = graphs.canvas(2.5)
    assert axes.get_xlim() == (0, style.WIDTH)
    assert axes.get_ylim() == (0, 2.5)


def test_forward_stands_above_backward():
    _, axes = graphs.canvas(2.0)
    graphs.draw(axes, NODES, [Edge("x", "f", "3", "0.5")])
    height = {text.get_text(): text.get_position()[1] for text in axes.texts}
    assert height["3"] > 1.0 > height["0.5"]


@pytest.mark.parametrize("end", ["nowhere"])
def test_an_edge_names_its_nodes(end):
    _, axes = graphs.canvas(2.0)
    with pytest.raises(KeyError, match=end):
        graphs.draw(axes, NODES, [Edge("x", end)])
