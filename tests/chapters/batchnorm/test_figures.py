"""The diagrams with numbers, BatchNorm beside LayerNorm, and the network that the notebook drives."""

import numpy as np
import pytest

from chapters.batchnorm import axes, diagrams, given, networks, scales
from chapters.shared import style
from solutions.batchnorm import BatchNorm, LayerNorm
from tests.chapters.batchnorm.setting import BUILD, IMAGES
from tests.chapters.page import Page

PAGE = Page("batchnorm")


def test_the_example_is_what_the_layer_computes():
    layer = BatchNorm(np.array([diagrams.GAMMA]), np.array([diagrams.BETA]), epsilon=0.0)
    found = diagrams.values()
    np.testing.assert_allclose(layer.forward(diagrams.X[:, None]).ravel(), found["y"])
    np.testing.assert_allclose(layer.backward(diagrams.DY[:, None]).ravel(), found["x_bar"], atol=1e-14)
    assert layer.grads["gamma"][0] == pytest.approx(found["gamma_bar"])
    assert layer.grads["beta"][0] == found["beta_bar"]
    np.testing.assert_allclose(found["x_bar"], [0.48, -0.36, -0.64, 0.52])
    assert "$(0.48, -0.36, -0.64, 0.52)$. They sum to 0" in PAGE.line


@pytest.mark.parametrize("sample", [1, 2, 3, 4])
def test_the_three_ways_make_the_whole(sample):
    dy = (np.arange(1, 5) == sample).astype(float)
    np.testing.assert_allclose(sum(diagrams.three_ways(sample).values()), diagrams.values(dy=dy)["x_bar"], atol=1e-14)
    assert "their sum is 0.00." in diagrams.plot_paths(BatchNorm, sample).get_label()


def test_the_row_by_hand():
    layer = LayerNorm(np.array([1.0, 1.0, 1.0, 10.0]), np.zeros(4), epsilon=0.0)
    layer.forward(diagrams.X[None])
    np.testing.assert_allclose(layer.backward(diagrams.DY[None]).ravel(), [0.48, -0.36, -0.64, 0.52])


def test_every_step_of_the_table_can_be_drawn():
    assert len(diagrams.STEPS) == 14
    for step, (fresh, rule) in enumerate(diagrams.STEPS):
        told = style.description(diagrams.plot_numbers(step))
        assert rule in told
        assert all(key.replace("_bar", " bar") in told for key in fresh)
    assert "three ways" in style.description(diagrams.plot_graph())


def test_one_sample_at_test_time_by_hand():
    layer = BatchNorm(np.ones(1), np.zeros(1), momentum=0.75, epsilon=9.0)
    layer.forward(diagrams.X[:, None])
    assert (layer.running_mean[0], layer.running_variance[0]) == (2.0, 7.0)
    assert layer.forward(np.array([[6.0]]), train=False)[0, 0] == 1


def test_each_layer_wipes_out_its_own_pattern():
    found = axes.outputs(BatchNorm, LayerNorm)
    assert np.ptp(found["BatchNorm"].mean(axis=0)) < 1e-12
    assert found["BatchNorm"].mean(axis=1).argmax() == axes.BRIGHT
    assert found["BatchNorm"].mean(axis=1)[axes.BRIGHT] > 2
    assert np.ptp(found["LayerNorm"].mean(axis=1)) < 1e-12
    assert found["LayerNorm"].mean(axis=0).argmax() == axes.LARGE
    assert "Means of samples differ by up to 0.00" in axes.plot_axes(BatchNorm, LayerNorm, "LayerNorm").get_label()


@pytest.mark.parametrize("norm", [None, BatchNorm])
def test_the_notebooks_network_is_the_pages(norm):
    found = []
    for build in (BUILD, given.build):
        rng = np.random.default_rng(3)
        network = build(norm, 0.16, rng)
        x, labels = IMAGES.train_x, IMAGES.train_labels
        steps = networks.learning(network, x, labels, 0.1, rng)
        losses = []
        for _ in range(5):
            next(steps)
            losses.append(network.accuracy(IMAGES.validation_x, IMAGES.validation_labels))
            losses.append(float(np.abs(network.predict(x[:5])).sum()))
        found.append(losses)
    np.testing.assert_allclose(found[0], found[1], rtol=1e-9)
    assert set(scales.DRIVEN) <= set(scales.SCALES)
