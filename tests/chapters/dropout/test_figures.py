"""Drawn graphs, and what the notebook drives."""

import re

import numpy as np
import pytest

from chapters.dropout import diagrams, driven, ridge
from chapters.shared import style
from solutions.dropout import Dropout, draw_mask, dropout_penalty, mean_over_masks, monte_carlo


def test_diagrams():
    assert "same mask over q" in style.description(diagrams.plot_dropout_graph())
    assert "3 of 5 hidden units are left, each times 2.00" in style.description(diagrams.plot_subnetwork(0.5, 1))
    assert "5 of 5 hidden units" in style.description(diagrams.plot_subnetwork(0.0, 1))


def test_a_mask_on_digits():
    assert "At p = 0, 100.0 % of 640" in style.description(driven.plot_mask(draw_mask, 0))
    assert re.search(r"p = 0\.5, (4[5-9]|5[0-5])\.", style.description(driven.plot_mask(draw_mask, 0.5)))


def test_the_students_layer_keeps_a_network_from_learning_by_heart():
    found = driven.learned(Dropout)
    assert found[0.0][1] > 2 * found[0.7][1]
    assert (np.array([found[p][0] for p in driven.SHARES]) > 80).all()
    assert "right labels" in style.description(driven.plot_training(found, 0.5))


def test_the_network_descends():
    sample = driven.draw(driven.data(), 0)
    network = driven.Network(Dropout(0.0, np.random.default_rng(0)), np.random.default_rng(0))
    before = network.predict(sample.x).copy()
    network.learn(sample, 3)
    after = network.predict(sample.x)

    def loss(logits):
        return -(logits - np.logaddexp.reduce(logits, axis=1)[:, None])[np.arange(200), sample.labels].mean()

    assert loss(after) < loss(before)


def test_a_turned_digit():
    first, second = driven.plot_turned(Dropout, monte_carlo, 0)
    assert "turned by 0°" in style.description(first)
    assert "most likely a 3" in style.description(second)


@pytest.mark.parametrize("unit", [0.5, 1.0, 2.0])
def test_the_descent_ends_at_the_minimum(unit):
    told = style.description(driven.plot_descent(dropout_penalty, 0.5, unit))
    best = ridge.marginal(*ridge.samples(unit), 0.5)
    assert f"weights ({best[0]:.2f}, {best[1]:.2f})" in told


def test_means():
    assert "0.715" in style.description(driven.plot_mean(mean_over_masks, "ReLU", 0.5))
