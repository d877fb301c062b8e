"""The figures that the student drives, and the diagrams."""

import numpy as np
import pytest

from chapters.activations import diagrams, figures
from chapters.shared import style
from solutions.activations import LeakyReLU, Maxout, Residual, Tanh, gradient_norms
from tests.chapters.page import Page


def test_activation_is_told_by_its_name():
    assert "LeakyReLU" in style.description(figures.plot_activation(LeakyReLU(0.1), -2.0))
    assert "slope 0.1000" in style.description(figures.plot_activation(LeakyReLU(0.1), -2.0))


def test_more_pieces_fit_a_bowl_better_and_never_a_wave():
    bowl = [figures.fit_maxout(Maxout, count, "bowl")[2] for count in (1, 2, 4, 8)]
    assert bowl[0] > bowl[1] > bowl[3]
    assert bowl[3] < 0.06
    assert min(figures.fit_maxout(Maxout, count, "wave")[2] for count in (1, 2, 4, 8)) > 0.25


@pytest.mark.parametrize(("curve", "grey", "words"), [("bowl", 3, "three stay grey on the"), ("wave", 2, "two on")])
def test_so_many_of_eight_pieces_never_win(curve, grey, words):
    _, won, _ = figures.fit_maxout(Maxout, 8, curve)
    assert 8 - won.sum() == grey
    assert words in Page("activations").line


def test_a_maxout_unit_is_convex():
    unit, _, _ = figures.fit_maxout(Maxout, 8, "wave")
    y = unit.forward(np.linspace(-1.5, 1.5, 301)[:, np.newaxis])[:, 0]
    assert np.diff(y, 2).min() > -1e-12


@pytest.mark.parametrize("pieces", [1, 8])
@pytest.mark.parametrize("curve", figures.CURVES)
def test_maxout_picture_tells_how_many_won(pieces, curve):
    assert f"of {pieces} pieces" in style.description(figures.plot_maxout_fit(Maxout, pieces, curve))


def test_probe_picture():
    assert "skips: ×" not in style.description(figures.plot_probe(gradient_norms, Tanh, 1.0))
    assert "skips: ×" in style.description(figures.plot_probe(gradient_norms, Tanh, 1.0, Residual))


@pytest.mark.parametrize("plot", [value for name, value in vars(diagrams).items() if name.startswith("plot_")])
@pytest.mark.parametrize("theme", style.THEMES)
def test_diagrams_are_described(plot, theme):
    with style.theme(theme):
        assert len(style.description(plot())) > 80
