import numpy as np
import pytest

from chapters.shared import labels, style


@pytest.mark.parametrize("ends", [(1.0, 1.0, 1.0), (0.0, 0.0), (0.2, 0.9, 0.5)])
def test_names_stand_beside_their_lines_and_apart(ends):
    _, axes = style.figure(height=3.0)
    for index, end in enumerate(ends):
        axes.plot([0, 1], [0.5, end], color=f"C{index}", label=f"line {index}")
    axes.set(xlim=(0, 1), ylim=(0, 1))
    labels.name_ends(axes)
    places = {text.get_text(): text.xy[1] for text in axes.texts}
    assert places.keys() == {f"line {index}" for index in range(len(ends))}
    assert {text.get_text(): text.get_color() for text in axes.texts} == {
        f"line {k}": f"C{k}" for k in range(len(ends))
    }
    heights = sorted(places.values())
    assert min(np.diff(heights)) > 0.08
    assert heights[-1] <= 1
    if ends[0] == 0.2:
        np.testing.assert_allclose([places[f"line {index}"] for index in range(3)], ends)


def test_a_line_without_a_label_gets_no_name():
    _, axes = style.figure()
    axes.plot([0, 1], [0, 1])
    labels.name_ends(axes)
    assert not axes.texts


def test_a_legend_above_leaves_the_axes_free():
    figure, axes = style.figure(height=3.0)
    axes.plot([0, 1], [0, 1], label="line")
    labels.legend_above(figure)
    figure.draw_without_rendering()
    assert figure.legends[0].get_window_extent().y0 >= axes.get_window_extent().y1
