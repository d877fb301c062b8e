"""Claim C35: tanh against the sigmoid, and what of it is the centre."""

from functools import partial

import numpy as np
import pytest

from chapters.activations import centred, shapes
from solutions.activations import LeakyReLU, Tanh
from solutions.backward import ReLU, Sigmoid
from tests.chapters.page import Page

PAGE = Page("activations")

KINDS = {
    "tanh": (Tanh, 1.0),
    "tanh moved up by 1": (lambda: centred.Lifted(Tanh()), 1.0),
    "sigmoid": (Sigmoid, 1.0),
    "sigmoid, weights 4 times as large": (Sigmoid, 4.0),
}


@pytest.fixture(scope="module")
def needed():
    """Epochs of each kind at the best of its rates, for ten seeds."""
    found = {}
    for name, (activation, scale) in KINDS.items():
        with np.errstate(over="ignore", invalid="ignore"):  # at a rate of 10 some leave every range
            epochs = centred.epochs_needed(centred.accuracies(activation, scale))
        medians = np.median(epochs, axis=1)
        assert 0 < medians.argmin() < len(centred.RATES) - 1  # the best rate is not the last one tried
        found[name] = epochs[medians.argmin()]
    return found


@pytest.mark.parametrize("name", KINDS)
def test_c35_epochs_are_those_on_the_page(needed, name):
    epochs = needed[name]
    low, high = epochs.min(), epochs.max()
    assert f"| {name} | {np.median(epochs):.0f} | {low:.0f} to {high:.0f} |" in PAGE.claim("C35")


def test_c35_the_order_holds_for_every_seed(needed):
    assert (needed["tanh"] < needed["tanh moved up by 1"]).all()
    assert (needed["tanh moved up by 1"] < needed["sigmoid"]).all()


def test_the_race_does_not_tell_unbounded_activations_from_tanh_but_a_rate_of_3_does(needed):
    kinds = {"ReLU": ReLU, "leaky": partial(LeakyReLU, 0.1), "SiLU": shapes.SiLU, "GELU": shapes.GELU}
    at_3 = centred.RATES.index(3.0)
    medians, late = {}, []
    for name, activation in kinds.items():
        with np.errstate(over="ignore", invalid="ignore"):
            found = centred.accuracies(activation, np.sqrt(2))
            narrow = centred.accuracies(activation, rates=[3.0])
        epochs = centred.epochs_needed(found)
        best = np.median(epochs, axis=1).argmin()
        medians[name] = np.median(epochs[best])
        assert epochs[best].min() <= needed["tanh"].max()  # the ranges overlap
        late += [found[-1, at_3].mean(), narrow[-1, 0].mean()]
    assert medians == {"ReLU": 3, "leaky": 3, "SiLU": 3.5, "GELU": 3}
    assert "ReLU needs 3 epochs, leaky ReLU with $a = 0.1$ also 3, SiLU 3.5 and GELU 3" in PAGE.line
    assert min(late) > 0.085
    assert max(late) < 0.165
    for activation, share in ((Tanh, 0.86), (Sigmoid, 0.94)):
        assert centred.accuracies(activation, rates=[3.0])[-1, 0].mean() == pytest.approx(share, abs=0.03)
        assert f"{100 * share:.0f} %" in PAGE.line


def test_c35_the_outputs_of_tanh_are_centred_and_those_of_the_sigmoid_are_not():
    x = np.random.default_rng(0).normal(size=(10_000, 1))
    assert abs(Tanh().forward(x).mean()) < 0.02
    assert Sigmoid().forward(x).mean() == pytest.approx(0.5, abs=0.01)
    np.testing.assert_allclose(Sigmoid().forward(x), 0.5 + 0.5 * Tanh().forward(x / 2), atol=1e-15)


def test_all_positive_inputs_give_gradients_of_one_sign():
    rng = np.random.default_rng(0)
    x, dy = Sigmoid().forward(rng.normal(size=(1, 8))), rng.normal(size=(1, 3))
    assert (np.sign(x.T @ dy) == np.sign(dy)).all()
