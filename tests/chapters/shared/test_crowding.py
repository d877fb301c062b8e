"""What cannot be read in a drawn figure is named: each kind, and nothing in a figure that is well."""

import pytest

from chapters.shared import rendering, style


def faults(draw, **keywords):
    figure, axes = style.figure(height=2, **keywords)
    draw(axes)
    layout = rendering.Layout(watched=True)
    layout.draw([figure])
    return layout.crowded


def well(axes):
    axes.set(xlabel="step", ylabel="loss", xlim=(0, 300), title="one run")


@pytest.mark.parametrize("width", [style.WIDTH, style.NARROW])
def test_a_figure_that_can_be_read_has_no_fault(width):
    assert faults(well, width=width) == []


def test_a_text_that_leaves_the_figure_is_named():
    assert faults(lambda axes: axes.figure.text(0.9, 0.5, "far to the right")) == [
        "'far to the right' leaves the figure"
    ]


@pytest.mark.parametrize("angle", [0, 90])
def test_two_texts_on_each_other_are_named(angle):
    def draw(axes):
        axes.figure.text(0.5, 0.5, "training", rotation=angle)
        axes.figure.text(0.52, 0.52, "validation", rotation=angle)

    assert faults(draw) == ["'training' lies on 'validation'"]


def test_ticks_that_run_into_each_other_are_named():
    def draw(axes):
        axes.set_xticks([0, 0.01, 1], ["a long name", "another long name", "far away"])

    assert faults(draw, width=style.NARROW) == ["'a long name' lies on 'another long name'"]
