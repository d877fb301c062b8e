"""Penalties, decay and label smoothing against PyTorch, to ten digits; and what the answers promise besides."""

import numpy as np
import pytest

from chapters.regularization.decay import decoupled
from solutions.optimizers import SGD, Adam
from solutions.regularization import (
    EarlyStopping,
    SmoothedCrossEntropy,
    decayed_step,
    l1_loss,
    l2_loss,
    label_shuffle,
    random_shift,
    soft_threshold,
)
from tests.solutions.goldens import recorded
from tests.solutions.goldens.regularization import SMOOTHINGS, STEPS, STRENGTH, batch, gradients
from tests.solutions.goldens.regularization import params as start

GOLDENS = recorded("regularization")


@pytest.mark.parametrize(("name", "loss"), [("l1", l1_loss), ("l2", l2_loss)])
def test_penalties_equal_pytorchs(name, loss):
    value, grads = loss(np.array([1.0, 3.0]), start(), STRENGTH)
    assert value - 2 == pytest.approx(GOLDENS[name]["loss"], rel=1e-10)
    for parameter, gradient in grads.items():
        np.testing.assert_allclose(gradient, GOLDENS[name][parameter], rtol=1e-10)


@pytest.mark.parametrize("smoothing", SMOOTHINGS)
def test_label_smoothing_equals_pytorchs(smoothing):
    loss, wanted = SmoothedCrossEntropy(smoothing), GOLDENS[f"smoothing {smoothing}"]
    assert loss.forward(*batch()) == pytest.approx(wanted["loss"], rel=1e-10)
    np.testing.assert_allclose(loss.backward(), wanted["logits"], rtol=1e-10, atol=1e-15)


def followed(update):
    """All parameters after each of fifty steps."""
    params, given = start(), gradients()
    seen = {name: [] for name in params}
    for step in range(STEPS):
        update(params, {name: values[step] for name, values in given.items()})
        for name, array in params.items():
            seen[name].append(array.copy())
    return seen


def with_penalty(optimizer):
    def update(params, grads):
        _, added = l2_loss(np.zeros(1), params, STRENGTH)
        optimizer.update(params, {name: gradient + added[name] for name, gradient in grads.items()})

    return update


RUNS = {
    "SGD": [
        with_penalty(SGD(0.1)),
        lambda params, grads: decayed_step(params, grads, 0.1, STRENGTH),
        decoupled(lambda: SGD(0.1), 0.1, STRENGTH),
    ],
    "Adam": [with_penalty(Adam(0.1))],
    "AdamW": [decoupled(lambda: Adam(0.1), 0.1, STRENGTH)],
}


@pytest.mark.parametrize(("name", "update"), [(name, each) for name, updates in RUNS.items() for each in updates])
def test_fifty_steps_equal_pytorchs(name, update):
    for parameter, values in followed(update).items():
        np.testing.assert_allclose(values, GOLDENS[name][parameter], rtol=1e-10, atol=1e-10)


def test_adam_with_l2_is_not_adamw():
    assert np.abs(GOLDENS["Adam"]["W"] - GOLDENS["AdamW"]["W"]).max() > 0.1


def test_soft_threshold_minimizes():
    rng = np.random.default_rng(0)
    a, w = rng.normal(0, 2, 50), np.linspace(-8, 8, 16001)
    best = w[((w - a[:, None]) ** 2 / 2 + 0.7 * np.abs(w)).argmin(axis=1)]
    np.testing.assert_allclose(soft_threshold(a, 0.7), best, atol=1e-3)
    np.testing.assert_allclose(soft_threshold(a, 0.0), a)


def test_stopping_restores_in_place_what_was_best():
    stopper, params = EarlyStopping(2), {"W": np.zeros(2)}
    array = params["W"]
    said = []
    for loss in (3.0, 1.0, 2.0, float("nan")):
        array += 1
        said.append(bool(stopper.update(loss, params)))
    assert said == [False, False, False, True]
    stopper.restore(params)
    assert params["W"] is array
    assert array.tolist() == [2, 2]
    assert (stopper.best_epoch, stopper.best_loss) == (1, 1.0)
    array += 5
    stopper.restore(params)
    assert array.tolist() == [2, 2]


def test_without_smoothing_it_is_the_cross_entropy():
    logits, labels = batch()
    shares = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    assert SmoothedCrossEntropy(0.0).forward(logits, labels) == pytest.approx(-shares[np.arange(6), labels].mean())


@pytest.mark.parametrize("shape", [(5, 4, 6), (5, 4, 6, 3)])
def test_shifts_keep_type_and_input(shape):
    images = np.random.default_rng(0).random(shape).astype(np.float32)
    before = images.copy()
    after = random_shift(images, 1, np.random.default_rng(1))
    assert after.shape == shape
    assert after.dtype == images.dtype
    np.testing.assert_array_equal(images, before)


def test_every_batch_of_a_shuffled_list_holds_the_rare_class():
    labels = np.repeat([0, 1], [190, 10])
    order = label_shuffle(labels, np.random.default_rng(0))
    shares = labels[order].reshape(-1, 38).mean(axis=1)
    assert (np.abs(shares - 0.5) < 0.25).all()
