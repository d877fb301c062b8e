"""The sheet, the softmax, the drawings, and claim C44."""

import numpy as np
import pytest

from chapters.forward import diagrams, figures
from chapters.forward.depth import Identity
from chapters.shared import style
from chapters.shared.network import perceptron, xavier
from solutions import backward
from solutions.forward import Affine, cross_entropy, relu, softmax


def test_c44_the_count_agrees_for_fifty_networks():
    rng = np.random.default_rng(0)
    for _ in range(50):
        widths = rng.integers(1, 41, rng.integers(2, 8)).tolist()
        network = perceptron(widths, backward.Affine, Identity, backward.SoftmaxCrossEntropy, xavier, rng)
        assert diagrams.counted_parameters(network) == diagrams.parameter_count(widths)


def test_c44_no_unit_notices_another_one_of_its_layer():
    assert (diagrams.units_that_notice(Affine, 5, 7) == np.eye(7, dtype=bool)).all()


@pytest.mark.parametrize("stage", ["affine", "relu", "fold"])
def test_what_the_layers_do_to_the_sheet(stage):
    x = np.random.default_rng(0).uniform(-1, 1, (50, 2))
    z = np.column_stack([x[:, 0] + 0.5 * x[:, 1] - 1, x[:, 1] - 1])
    wanted = {"affine": z, "relu": np.maximum(z, 0), "fold": np.abs(z)}[stage]
    assert figures.stages(Affine, relu, x, 0.5, -1, stage) == pytest.approx(wanted)


def test_the_relu_does_nothing_to_the_sheet_at_the_setting_that_the_page_names():
    corners = np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])
    both = [figures.stages(Affine, relu, corners, 0.0, 1.0, stage) for stage in ("affine", "relu")]
    assert (both[0] == both[1]).all()


def test_grid_picture():
    before, after = figures.plot_grid(Affine, relu, 1.0, 0.0, "fold")
    assert "before" in style.description(before)
    assert "(2.0, 1.0)" in style.description(after)
    limits = figures.plot_grid(Affine, relu, -1.0, 1.0, "affine")[1].axes[0].get_xlim()
    assert limits == before.axes[0].get_xlim()


@pytest.mark.parametrize("shift", figures.SHIFTS)
@pytest.mark.parametrize("temperature", [0.25, 4.0])
def test_softmax_does_not_notice_a_shift(shift, temperature):
    logits = figures.LOGITS / temperature
    assert softmax(logits + shift) == pytest.approx(softmax(logits), rel=1e-12)
    assert cross_entropy(logits + shift, np.array([0])) == pytest.approx(cross_entropy(logits, np.array([0])))


def test_the_plain_softmax_is_gone_at_800_and_at_minus_800():
    finite = {shift: np.isfinite(figures.plain_softmax(figures.LOGITS + shift)).all() for shift in figures.SHIFTS}
    assert finite == {-800: False, 0: True, 700: True, 800: False}
    assert figures.plain_softmax(figures.LOGITS) == pytest.approx(softmax(figures.LOGITS))


def test_temperature():
    cold, hot = (softmax(figures.LOGITS / temperature)[0] for temperature in (0.25, 4.0))
    assert cold[0] > 0.98
    assert np.abs(hot - 1 / 3).max() < 0.1
    assert (np.argsort(cold) == np.argsort(hot)).all()


def test_softmax_picture():
    text = style.description(figures.plot_softmax(softmax, cross_entropy, 1.0, 800, "plain"))
    assert "NaN, NaN, NaN" in text
    assert "0.665" in style.description(figures.plot_softmax(softmax, cross_entropy, 1.0, 800))


def test_loss_of_a_network_that_knows_nothing():
    for classes, words in ((2, "0.693"), (10, "2.303")):
        assert f"{cross_entropy(np.zeros((5, classes)), np.arange(5) % classes):.3f}" == words
    assert softmax(np.array([[np.log(2), 0, 0]])) == pytest.approx(np.array([[0.5, 0.25, 0.25]]))


@pytest.mark.parametrize("hidden_layers", [1, 3])
@pytest.mark.parametrize("theme", style.THEMES)
def test_drawings(hidden_layers, theme):
    with style.theme(theme):
        count = diagrams.parameter_count([3, *[4] * hidden_layers, 2])
        assert f"{count} parameters" in style.description(diagrams.plot_network(hidden_layers, 4))
        assert "squared" in style.description(diagrams.plot_neuron())
