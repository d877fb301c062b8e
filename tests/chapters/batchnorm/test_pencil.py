"""The problems for pencil and paper: each answer, and each number of its solution."""

import numpy as np
import sympy

from chapters.batchnorm import batches, bowls
from solutions.batchnorm import BatchNorm, standardize
from tests.chapters.page import Page, power
from tests.chapters.pencil import find

PAGE = Page("batchnorm")


def normalized(column):
    return BatchNorm(np.ones(1), np.zeros(1), epsilon=0.0).forward(np.array(column)[:, None]).ravel()


def test_the_largest_normalized_value_is_that_of_one_outlier():
    problem = find("batchnorm", "How large can one normalized value")
    for samples, words in ((2, "among 2 samples 1"), (50, "among 50 samples 7")):
        outlier = normalized([1000.0] + [3.0] * (samples - 1))[0]
        assert problem.agrees(lambda N: float(np.sqrt(N - 1)))
        np.testing.assert_allclose(outlier, np.sqrt(samples - 1))
        assert words in PAGE.line
        assert f"{outlier:.0f}" == words.split()[-1]
    rng = np.random.default_rng(0)
    assert max(normalized(rng.standard_cauchy(10)).max() for _ in range(1000)) <= 3


def first_gradient(h, e):
    layer = BatchNorm(np.ones(1), np.zeros(1), epsilon=e)
    layer.forward(np.array([[5 + h], [5 - h]]))
    return layer.backward(np.array([[1.0], [0.0]]))[0, 0]


def test_a_batch_of_two_hands_nothing_down():
    problem = find("batchnorm", "A batch of two")
    assert problem.agrees(first_gradient)
    h, e = sympy.symbols("h e", real=True)
    slope = sympy.diff(h / sympy.sqrt(h**2 + e), h) / 2
    assert sympy.simplify(slope - problem.symbolic()) == 0
    assert first_gradient(1.0, 0.0) == 0
    assert f"the gradient is ${power(first_gradient(1.0, 1e-5))}$" in PAGE.line


def test_the_variance_of_a_running_average():
    problem = find("batchnorm", "variance of the running average")
    m, s, V = sympy.symbols("m s V", real=True)
    [found] = sympy.solve(sympy.Eq(V, m**2 * V + (1 - m) ** 2 * s**2), V)
    assert sympy.simplify(found - problem.symbolic()) == 0
    assert [round(float(1 / found.subs({m: momentum, s: 1}))) for momentum in (0.9, 0.99)] == [19, 199]
    assert "it is $s^2/19$, as for a plain mean over 19 batches; with 0.99 over 199" in PAGE.line
    ends = [batches.running(BatchNorm, 0.9, seed)[1][100 : batches.JUMP : 25] for seed in range(300)]
    np.testing.assert_allclose(np.var(ends), 4 / 8 / 19, rtol=0.15)


def test_the_condition_number_of_two_correlated_features():
    problem = find("batchnorm", "condition number of")
    assert problem.agrees(lambda q: np.linalg.cond(np.array([[1, q], [q, 1]])))
    x, _ = bowls.pair()
    correlation = np.corrcoef(x.T)[0, 1]
    condition = bowls.left_over(standardize)[0]
    np.testing.assert_allclose(condition, (1 + correlation) / (1 - correlation))
    assert f"the correlation {correlation:.2f}, hence the {condition:.2f}" in PAGE.line
    assert f"With 0.99 it would be {1.99 / 0.01:.0f}" in PAGE.line
