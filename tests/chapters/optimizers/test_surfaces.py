"""Surfaces, paths and the pictures of both."""

import numpy as np
import pytest

from chapters.optimizers import surfaces
from chapters.shared import style
from solutions.optimizers import SGD, AdaGrad, Adam, Momentum
from tests.chapters.page import Page

PAGE = Page("optimizers")

CLASSES = {"SGD": SGD, "Momentum": Momentum, "AdaGrad": AdaGrad, "Adam": Adam}


@pytest.fixture(scope="module")
def rates():
    return surfaces.tuned_rates(CLASSES)


@pytest.mark.parametrize("surface", surfaces.SURFACES.values(), ids=surfaces.SURFACES)
def test_gradients_are_those_of_the_values(surface):
    for point in np.random.default_rng(0).uniform(-1.5, 1.5, (20, 2)):
        above, below = point + 1e-5 * np.eye(2), point - 1e-5 * np.eye(2)
        slopes = (surface.value(*above.T) - surface.value(*below.T)) / 2e-5
        np.testing.assert_allclose(surface.gradient(point), slopes, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("surface", surfaces.SURFACES.values(), ids=surfaces.SURFACES)
def test_minima_have_the_value_0(surface):
    for minimum in surface.minima:
        assert surface.value(*np.array(minimum)) == pytest.approx(0, abs=1e-12)
        np.testing.assert_allclose(surface.gradient(np.array(minimum)), 0, atol=1e-12)
    assert not surfaces.sign_changes(surfaces.descend(SGD(0.0), surface.gradient, surface.start, 3)[:, 0])


def test_two_steps_by_hand():
    valley = surfaces.valley(20)
    path = surfaces.descend(SGD(0.95), valley.gradient, valley.start, 2)
    np.testing.assert_allclose(path, [[-7, 2], [-6.335, -1.8], [-5.733175, 1.62]])
    assert "$(-6.335, -1.8)$, the next to $(-5.733, 1.62)$" in PAGE.text


def test_a_path_that_diverges_stops_where_it_is():
    valley = surfaces.valley(20)
    path = surfaces.descend(SGD(50.0), valley.gradient, valley.start, 100)
    assert np.isfinite(path).all()
    assert (path[-1] == path[-2]).all()


def steps_away(name, rate):
    saddle = surfaces.SURFACES["saddle"]
    path = surfaces.descend(CLASSES[name](rate), saddle.gradient, saddle.start, 400)
    return int(np.flatnonzero(surfaces.distances(saddle, path) > 0.5)[-1]) + 1


def test_who_gets_away_from_the_saddle(rates):
    away = {name: steps_away(name, rates[name, "saddle"]) for name in CLASSES}
    assert (away["SGD"], away["Momentum"], away["AdaGrad"]) == (180, 45, 8)
    assert "Momentum is away after 45 steps, AdaGrad after 8" in PAGE.line
    growth = np.log(1 / 0.001) / np.log(1 + rates["SGD", "saddle"] / 5)
    assert away["SGD"] == pytest.approx(growth, rel=0.1)


def test_adam_is_the_first_away_from_the_saddle_along_the_axes(rates):
    assert min(CLASSES, key=lambda name: steps_away(name, rates[name, "saddle"])) == "Adam"


def test_who_still_stands_at_the_saddle_when_the_picture_ends(rates):
    def far(name, which):
        surface = surfaces.SURFACES[which]
        path = surfaces.descend(CLASSES[name](rates[name, which]), surface.gradient, surface.start, surface.steps)
        return surfaces.distances(surface, path)[-1] > 0.9

    assert [name for name in CLASSES if far(name, "saddle")] == ["SGD"]
    assert [name for name in CLASSES if far(name, "saddle, turned")] == ["SGD", "AdaGrad", "Adam"]


def test_sgd_starves_on_the_plateau_and_the_others_do_not(rates):
    plateau, left = surfaces.SURFACES["plateau"], {}
    for name, make in CLASSES.items():
        path = surfaces.descend(make(rates[name, "plateau"]), plateau.gradient, plateau.start, plateau.steps)
        left[name] = surfaces.distances(plateau, path)[-1]
    assert left["SGD"] > 1.5
    assert max(left["Momentum"], left["AdaGrad"], left["Adam"]) < 0.5


@pytest.mark.parametrize("kappa", [1.0, 20.0, 100.0])
def test_what_the_valley_shows(kappa):
    def told(rate):
        return style.description(surfaces.plot_valley(SGD, rate, kappa))

    assert "sign 0 times" in told(0.1)
    assert "sign 0 times" in told(0.5)
    assert "sign 60 times" in told(0.95)
    assert "out of the picture" in told(1.05)


@pytest.mark.parametrize("surface", surfaces.SURFACES)
def test_pairs_are_described(surface, rates):
    for figure in surfaces.plot_pair(CLASSES, rates, surface, "Momentum", "Adam"):
        assert f"on the surface {surface}: after 60 steps the path ends" in style.description(figure)


def test_lengths_of_paths():
    assert surfaces.path_length(np.array([[0, 0], [3, 4], [3, 5]])) == 6
    assert surfaces.sign_changes(np.array([1, -1, 0, -2, 3, 1e-15])) == 2
