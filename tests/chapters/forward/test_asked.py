"""What the page asks the reader: problems for pencil and paper, and the cases of the clinic."""

import numpy as np
import pytest
import sympy

from chapters.forward import batches, clinic, descent
from solutions import forward as right
from tests.chapters.page import Page
from tests.chapters.pencil import find
from tests.mistakes import forward as mistakes
from tests.mistakes import sick

PAGE = Page("forward")


def test_one_step_to_a_loss_of_0():
    eta = sympy.Symbol("eta", positive=True)
    x, t, w, b = 2, 1, 1, 0
    error = w * x + b - t
    after = sympy.expand((w - eta * 2 * error * x) * x + (b - eta * 2 * error) - t)
    assert after == 1 - 10 * eta
    [rate] = sympy.solve(after, eta)
    assert find("forward", "the loss 0 after one step").agrees(float(rate))
    assert 1 - 2 * rate * (x**2 + 1) == 0
    neuron = right.Adaline(1)
    neuron.w, neuron.b = np.array([1.0]), 0.0
    neuron.step(np.array([[2.0]]), np.array([1.0]), float(rate))
    assert neuron.forward(np.array([[2.0]]))[0] == pytest.approx(1)


def test_what_two_thin_layers_save():
    first, second = np.ones((100, 10)), np.ones((10, 100))
    assert find("forward", "How many parameters do they save").agrees((first @ second).size - first.size - second.size)


def test_a_temperature_between_two_classes():
    a, T = sympy.symbols("a T", positive=True)
    softmax = sympy.exp(a / T) / (sympy.exp(a / T) + 1)
    assert find("forward", "temperature $T$").agrees(sympy.lambdify((a, T), softmax))


def test_the_second_of_two_batches_has_what_is_left():
    x = np.arange(12.0)[:, np.newaxis]
    sizes = [len(batch) for batch, _ in right.minibatches(x, x[:, 0], 7, np.random.default_rng(0))]
    assert sizes == [7, 5]


def test_the_longest_rate_below_the_limit_is_nearest_after_30_steps():
    x, t = descent.noisy_line()
    solution = descent.least_squares(x, t)
    ends = [np.linalg.norm(descent.path(right.Adaline, x, t, rate, 30)[-1] - solution) for rate in descent.RATES]
    assert descent.RATES[int(np.argmin(ends))] == 0.39


NEVER = clinic.FURTHEST


def test_the_first_case_arrives_up_to_twice_the_limit_and_no_neighbour_does():
    healthy, ill = (clinic.distances(kind, 100) for kind in (right.Adaline, neuron("adaline-half-a-step")))
    limit = 2 / descent.curvatures(descent.noisy_line()[0]).max()
    assert f"the limit is twice as high: {2 * limit:.2f} in place of {limit:.3f}" in PAGE.line
    at = dict(zip(clinic.RATES, zip(healthy, ill, strict=True), strict=True))
    for rate in (0.6, 0.8):
        assert at[rate][0] == NEVER
        assert at[rate][1] < at[0.02][1]
    assert all(at[rate][1] > at[rate][0] for rate in (0.02, 0.1, 0.2))
    assert np.allclose(ill[1::2], healthy[: len(ill[1::2])])
    for other in ("adaline-sum", "adaline-uphill", "adaline-no-learning-rate"):
        assert min(clinic.distances(neuron(other), 100)) > max(healthy[:15])


def neuron(name):
    return sick(mistakes, name).Adaline


def loss(name, logit):
    return clinic.surely_wrong(sick(mistakes, name).cross_entropy, logit)


def test_the_second_case_ends_on_a_plateau_of_its_own():
    assert loss("cross-entropy-small-number", 26) == pytest.approx(26, abs=0.3)
    plateau = loss("cross-entropy-small-number", 60)
    assert f"Then it stays at {plateau:.1f}, however" in PAGE.line
    assert loss("cross-entropy-small-number", 40) == pytest.approx(plateau, abs=1e-4)
    assert f"the loss would never exceed {loss('cross-entropy-softmax-twice', 60):.2f}." in PAGE.line
    assert f"The plateau would lie at {loss('cross-entropy-tiny-number', 60):.1f}." in PAGE.line
    assert loss("cross-entropy-log-of-softmax", 60) == pytest.approx(60)
    with np.errstate(all="ignore"):
        assert loss("cross-entropy-log-of-softmax", 740) == pytest.approx(740, abs=1)
        assert loss("cross-entropy-log-of-softmax", 750) == np.inf


def test_what_is_kept_overtakes_the_parameters_between_32_and_128():
    parameters = sum(W.nbytes + b.nbytes for W, b in batches.network(2))
    kept = [sum(batches.kept_bytes(right.forward_pass, size, 2)) for size in (32, 128)]
    assert kept[0] < parameters < kept[1]
    assert "for one batch size, somewhere between 32 and 128" in PAGE.line
