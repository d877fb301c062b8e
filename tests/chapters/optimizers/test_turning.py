"""The table of steps on surfaces along the axes and turned by 45 degrees."""

import numpy as np
import pytest

from chapters.optimizers import surfaces, turning
from solutions.optimizers import SGD, AdaGrad, Adam, Momentum, RMSProp
from tests.chapters.page import Page

PAGE = Page("optimizers")

RULES = {"SGD": SGD, "momentum 0.9": Momentum, "AdaGrad": AdaGrad, "RMSProp": RMSProp, "Adam": Adam}


@pytest.fixture(scope="module")
def found():
    return turning.table(RULES)


def test_the_table_is_what_was_measured(found):
    for name, steps in found.items():
        assert f"| {name} | {' | '.join(f'{each:.0f}' for each in steps)} |" in PAGE.line


def test_sgd_and_momentum_know_no_axes_and_the_adaptive_rules_do(found):
    for name in ("SGD", "momentum 0.9"):
        assert found[name][0] == found[name][1]
        assert found[name][2] == found[name][3]
    for name in ("AdaGrad", "RMSProp", "Adam"):
        assert found[name][0] < found["momentum 0.9"][0] < found[name][1]


def test_the_first_step_of_adagrad_lands_beside_the_minimum():
    saddle = surfaces.SURFACES["saddle"]
    path = surfaces.descend(AdaGrad(1.0), saddle.gradient, saddle.start, 1)
    np.testing.assert_allclose(path[1], [0, 1.001], atol=1e-4)
    assert "it leads to $(0, 1.001)$" in PAGE.line


def test_a_turned_surface_is_the_same_surface():
    valley, turned = surfaces.SURFACES["valley"], surfaces.SURFACES["valley, turned"]
    assert turned.value(*turned.start) == pytest.approx(valley.value(*valley.start))
    straight = surfaces.descend(SGD(0.5), valley.gradient, valley.start, 20)
    leaning = surfaces.descend(SGD(0.5), turned.gradient, turned.start, 20)
    np.testing.assert_allclose(np.hypot(*leaning.T), np.hypot(*straight.T))


def test_a_rule_that_never_arrives_is_told():
    assert turning.fewest_steps(lambda _: SGD(0.0), surfaces.SURFACES["saddle"], 0.5, steps=5) == np.inf


def test_adam_does_not_sway_less_than_momentum():
    valley = surfaces.SURFACES["valley"]

    def changes(make):
        paths = [surfaces.descend(make(rate), valley.gradient, valley.start, 400) for rate in surfaces.RATES]
        outside = [np.flatnonzero(surfaces.distances(valley, path) > turning.NEAR["valley"])[-1] for path in paths]
        best = int(np.argmin(outside))
        return surfaces.sign_changes(paths[best][: outside[best] + 2, 1])

    assert (changes(Adam), changes(Momentum)) == (19, 18)
    assert "$y$ changes its sign 19 times with Adam and 18 times with momentum" in PAGE.line
