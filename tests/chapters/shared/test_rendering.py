"""Pictures of figures: the layout that stays, and what the encoders keep."""

import io

import numpy as np
import PIL.Image
import PIL.ImageColor
import pytest

from chapters.shared import rendering, style
from chapters.shared.style import figure


def plot(top=1.0, equal=False, colorbar=False):
    drawn, axes = figure(height=2)
    axes.set(ylim=(0, top), ylabel="loss", aspect="equal" if equal else "auto")
    shown = axes.imshow(np.eye(2), aspect=axes.get_aspect())
    if colorbar:
        drawn.colorbar(shown)
    return drawn


@pytest.mark.parametrize("keywords", [{}, {"equal": True}, {"colorbar": True}])
def test_a_later_frame_looks_as_if_it_were_drawn_alone(keywords):
    layout = rendering.Layout()
    [first] = layout.draw([plot(**keywords)])
    [second] = layout.draw([plot(**keywords)])
    np.testing.assert_array_equal(first, second)
    assert (first.size, first.mode) == ((1280, 400), "RGB")


def test_the_axes_stay_where_they_are_when_labels_grow():
    layout, small, large = rendering.Layout(), plot(1.0), plot(10_000.0)
    layout.draw([small])
    layout.draw([large])
    assert large.axes[0].get_position(original=True).bounds == small.axes[0].get_position(original=True).bounds
    alone = plot(10_000.0)
    rendering.Layout().draw([alone])
    assert alone.axes[0].get_position(original=True).x0 > large.axes[0].get_position(original=True).x0


def test_another_number_of_axes_gets_a_layout_of_its_own():
    layout, with_bar, alone = rendering.Layout(), plot(colorbar=True), plot(colorbar=True)
    layout.draw([plot()])
    layout.draw([with_bar])
    rendering.Layout().draw([alone])
    for mine, theirs in zip(with_bar.axes, alone.axes, strict=True):
        assert mine.get_position(original=True).bounds == theirs.get_position(original=True).bounds


def test_figures_side_by_side_have_a_layout_each():
    layout = rendering.Layout()
    layout.draw([plot(), plot(colorbar=True)])
    pair = layout.draw([plot(), plot(colorbar=True)])
    assert not np.array_equal(*map(np.asarray, pair))


@pytest.mark.parametrize("encode", [rendering.png, rendering.webp])
def test_pictures_keep_the_colours_of_the_course(encode):
    colours = [style.COLOURS[role] for role in style.COLOURS]
    drawn, axes = figure(height=2)
    axes.bar(range(len(colours)), 1.0, color=colours)
    [image] = rendering.Layout().draw([drawn])
    read = PIL.Image.open(io.BytesIO(encode(image))).convert("RGB")
    assert np.abs(np.asarray(read, dtype=int) - np.asarray(image, dtype=int)).max() <= 14  # where colours blend
    flat = (
        (np.asarray(image)[:, :, None] == [[PIL.ImageColor.getrgb(each) for each in colours]]).all(axis=3).any(axis=2)
    )
    assert np.abs(np.asarray(read, dtype=int) - np.asarray(image, dtype=int))[flat].max() <= 2
