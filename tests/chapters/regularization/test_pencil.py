"""The problems for pencil and paper: each answer, and each number of its solution."""

import numpy as np
import sympy

from chapters.regularization import stopping
from solutions.regularization import SmoothedCrossEntropy, l1_loss, soft_threshold
from tests.chapters.page import Page
from tests.chapters.pencil import find

PAGE = Page("regularization")


def test_the_factor_that_trades_bias_for_variance_best():
    problem = find("regularization", "Which factor $c$ makes")
    c, f, s, N = sympy.symbols("c f s N", real=True)
    [best] = sympy.solve(sympy.diff((c - 1) ** 2 * f**2 + c**2 * s**2 / N, c), c)
    assert sympy.simplify(best - problem.symbolic()) == 0
    here = float(best.subs({f: 1, s: 2, N: 10}))
    more = float(best.subs({f: 1, s: 2, N: 1000}))
    assert f"Here it is $1/{1 / here:.1f} = {here:.2f}$" in PAGE.line
    assert f"With a hundred times as many samples it is {more:.3f}" in PAGE.line


def test_a_weight_under_l1_never_comes_to_rest():
    problem = find("regularization", "A weight of 0.37")
    params, seen = {"W": np.array([[0.37]])}, []
    for _ in range(100):
        params["W"] -= 0.05 * l1_loss(np.zeros(1), params, 1.0)[1]["W"]
        seen.append(params["W"][0, 0])
    assert problem.agrees(max(np.abs(seen[-10:])))
    np.testing.assert_allclose(sorted(set(np.round(seen[-10:], 9))), [-0.03, 0.02])
    assert "0.37, 0.32, ..., 0.07, 0.02" in PAGE.line
    np.testing.assert_allclose([seen[0], *seen[5:8]], [0.32, 0.07, 0.02, -0.03])
    assert soft_threshold(np.array([0.02]), 0.05)[0] == 0


def test_half_way_takes_log_2():
    problem = find("regularization", "comes half way to its minimum")
    assert stopping.kept_under(0.3, 0.3) == 0.5
    small = 1e-5
    steps = np.log(0.5) / np.log(1 - small)
    assert problem.agrees(round(small * steps, 4))
    assert f"{np.log(2):.2f}/(\\eta h)" in PAGE.line
    come = float(stopping.kept_after(1 / small, small, 1.0))
    assert f"$1 - 1/e = {100 * come:.0f}$ %" in PAGE.line
    assert f"up to a factor of {1 / np.log(2):.1f}" in PAGE.line


def test_the_lowest_smoothed_loss_is_an_entropy():
    problem = find("regularization", "How low can this loss get")
    gaps = np.linspace(0, 6, 6001)
    loss = SmoothedCrossEntropy(0.2)
    lowest = min(loss.forward(np.array([[gap, 0.0]]), np.array([0])) for gap in gaps)
    assert problem.agrees(lowest)
    parts = [-share * np.log(share) for share in (0.9, 0.1)]
    assert "= {:.3f} + {:.3f} = {:.3f}$ nats".format(*parts, lowest) in PAGE.line
    assert f"0.33 means a probability of {100 * np.exp(-0.33):.0f} %" in PAGE.line
