"""The reference against PyTorch's schedulers and against TensorFlow's published formulas, to 1e-10 in float64."""

import math
from functools import partial

import numpy as np
import pytest

from autograder.tasks.schedules.probes import LeastSquares
from solutions.schedules import (
    cosine,
    exponential,
    gradient_noise,
    inverse_time,
    linear_cosine,
    minibatches,
    natural_exponential,
    noisy_linear_cosine,
    piecewise_constant,
    polynomial,
    train,
    warmup,
)
from tests.solutions.goldens import recorded, same
from tests.solutions.goldens.schedules import RATE, STEPS, inputs

GOLDENS = recorded("schedules")
STEP = np.arange(STEPS + 1)
MILESTONES = np.array([10, 30])
COUNTERPARTS = {
    "ExponentialLR": exponential(STEP, RATE, 0.9, 1),
    "StepLR": exponential(STEP, RATE, 0.5, 7, staircase=True),
    "MultiStepLR": piecewise_constant(STEP, MILESTONES - 1, RATE * np.array([1, 0.1, 0.01])),
    "PolynomialLR": polynomial(STEP, RATE, 40, power=2.0),
    "LinearLR": warmup(STEP, lambda step: np.full(np.shape(step), RATE)[()], 10),
    "SequentialLR": warmup(STEP, partial(cosine, learning_rate=RATE, decay_steps=50), 10),
}


@pytest.mark.parametrize("name", COUNTERPARTS)
def test_counterparts_in_pytorch(name):
    same(COUNTERPARTS[name], GOLDENS[name])


def test_cosine_agrees_until_its_end_and_differs_behind_it():
    ours, theirs = cosine(STEP, RATE, 50, alpha=0.06 / RATE), GOLDENS["CosineAnnealingLR"]
    same(ours[:51], theirs[:51])
    assert (ours[51:] == ours[50]).all()
    assert (np.diff(theirs[50:]) > 0).all()  # PyTorch's climbs again


def test_a_milestone_is_one_step_before_a_boundary():
    ours, theirs = piecewise_constant(STEP, MILESTONES, RATE * np.array([1, 0.1, 0.01])), GOLDENS["MultiStepLR"]
    assert np.flatnonzero(~np.isclose(ours, theirs)).tolist() == [10, 30]


def test_fifty_steps_of_training():
    given, golden = inputs(), GOLDENS["training"]
    network = LeastSquares(given)
    batches = [(given["x"][k : k + 5], given["labels"][k : k + 5]) for k in range(0, 20, 5)]
    losses = train(
        network, lambda: batches, partial(exponential, learning_rate=0.1, decay_rate=0.97, decay_steps=1), 13
    )
    same(losses, golden["losses"])
    same(network.params["W"], golden["W"])
    same(network.params["b"], golden["b"])


def published(name, t, rate=RATE, steps=20, k=0.7, end=0.02, power=1.5, periods=0.8, alpha=0.1, beta=0.01):
    """The formulas of tf.compat.v1.train, for one step."""
    s = min(t, steps)
    line, wave = (steps - s) / steps, 0.5 * (1 + math.cos(math.pi * 2 * periods * s / steps))
    multiple = steps * (1.0 if t == 0 else math.ceil(t / steps))
    return {
        "exponential_decay": lambda: rate * k ** (t / steps),
        "natural_exp_decay": lambda: rate * math.exp(-k * t / steps),
        "inverse_time_decay": lambda: rate / (1 + k * t / steps),
        "polynomial_decay": lambda: (rate - end) * (1 - s / steps) ** power + end,
        "polynomial_decay, cycle": lambda: (rate - end) * (1 - t / multiple) ** power + end,
        "cosine_decay": lambda: rate * ((1 - alpha) * 0.5 * (1 + math.cos(math.pi * s / steps)) + alpha),
        "linear_cosine_decay": lambda: rate * ((alpha + line) * wave + beta),
        "piecewise_constant": lambda: 0.3 if t <= 10 else 0.2 if t <= 30 else 0.1,
    }[name]()


def silent(step):
    arguments = {"initial_variance": 0.0, "periods": 0.8, "alpha": 0.1, "beta": 0.01}
    return noisy_linear_cosine(step, RATE, 20, np.random.default_rng(0), **arguments)


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        ("exponential_decay", lambda step: exponential(step, RATE, 0.7, 20)),
        ("natural_exp_decay", lambda step: natural_exponential(step, RATE, 0.7, 20)),
        ("inverse_time_decay", lambda step: inverse_time(step, RATE, 0.7, 20)),
        ("polynomial_decay", lambda step: polynomial(step, RATE, 20, 0.02, 1.5)),
        ("polynomial_decay, cycle", lambda step: polynomial(step, RATE, 20, 0.02, 1.5, cycle=True)),
        ("cosine_decay", lambda step: cosine(step, RATE, 20, 0.1)),
        ("linear_cosine_decay", lambda step: linear_cosine(step, RATE, 20, 0.8, 0.1, 0.01)),
        ("linear_cosine_decay", silent),
        ("piecewise_constant", lambda step: piecewise_constant(step, MILESTONES, np.array([0.3, 0.2, 0.1]))),
    ],
)
def test_tensorflows_published_formulas(name, schedule):
    wanted = [published(name, t) for t in range(STEPS + 1)]
    same(schedule(STEP), np.array(wanted))
    same([float(schedule(t)) for t in range(STEPS + 1)], np.array(wanted))


def test_noise_has_the_published_variance():
    step, rng = np.full(200_000, 3), np.random.default_rng(1)
    rates = noisy_linear_cosine(step, 1.0, 10, rng, initial_variance=0.5, variance_decay=0.55, periods=0.0, beta=0.0)
    assert rates.mean() == pytest.approx(0.7, abs=0.01)
    assert rates.var() == pytest.approx(0.5 / 4**0.55, rel=0.03)


def test_warmup_by_hand():
    rates = warmup(np.arange(7), lambda step: 2 - 0.1 * np.asarray(step), 4)
    same(rates, np.array([0.5, 1.0, 1.5, 2.0, 2.0, 1.9, 1.8]))


def test_minibatches_go_through_all_samples_once():
    x, rng = np.arange(10.0)[:, None], np.random.default_rng(0)
    batches = minibatches(x, np.arange(10), 4, rng)
    assert [len(labels) for _, labels in batches] == [4, 4, 2]
    assert sorted(np.concatenate([labels for _, labels in batches])) == list(range(10))
    assert all((part[:, 0] == labels).all() for part, labels in batches)


@pytest.mark.parametrize("batch_size", [1, 2, 5, 10])
def test_gradient_noise_is_the_standard_error_without_replacement(batch_size):
    rng = np.random.default_rng(0)
    gradients = rng.normal(size=(10, 4))
    variance = ((gradients - gradients.mean(axis=0)) ** 2).sum() / 10
    expected = math.sqrt(variance / batch_size * (10 - batch_size) / 9)
    assert gradient_noise(gradients, batch_size, rng, 4000) == pytest.approx(expected, rel=0.05, abs=1e-12)
