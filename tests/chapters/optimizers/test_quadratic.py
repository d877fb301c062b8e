"""Claims C03 and C04: zigzag, the best rate and the best momentum of a quadratic."""

import numpy as np
import pytest

from chapters.optimizers import quadratic, surfaces
from chapters.shared import style
from solutions.optimizers import SGD, Momentum
from tests.chapters.page import Page

PAGE = Page("optimizers")


@pytest.fixture(scope="module")
def found():
    return quadratic.zigzags(SGD, Momentum)


def at(found, kind, kappa):
    return found[kind][quadratic.KAPPAS.index(kappa)]


def test_c03_the_best_path_changes_its_sign_at_every_step(found):
    assert all(each.sign_changes == each.steps for each in found["best"])
    assert at(found, "best", 20).steps == 70
    assert at(found, "best", 500).steps == 1727
    assert PAGE.cells("20, best") == ["70", "70", f"{at(found, 'best', 20).length:.1f}"]
    assert PAGE.cells("500, best") == ["1727", "1727", f"{at(found, 'best', 500).length:.0f}"]


def test_c03_a_careful_path_does_not_zigzag_and_takes_twice_as_long(found):
    assert all(each.sign_changes == 0 for each in found["careful"])
    assert max(each.length for each in found["careful"]) < 1.24
    for kappa in (20, 500):
        path = at(found, "careful", kappa)
        assert PAGE.cells(f"{kappa}, careful") == [f"{path.steps}", "0", f"{path.length:.2f}"]


def test_the_factors_of_the_text():
    assert round(quadratic.contraction(0, 20), 3) == 0.905
    assert round(quadratic.contraction(0, 500), 3) == 0.996
    assert round(quadratic.contraction(0, 100), 3) == 0.980
    assert round(quadratic.best_momentum(1, 100)[1] ** 0.5, 3) == 0.818
    for number in ("0.905", "0.996", "0.980", "0.818"):
        assert f"${number}$" in PAGE.text


def test_c04_steady_gradients_count_ten_times():
    steady, alternating = quadratic.steady_and_alternating(Momentum, 0.9)
    assert steady == pytest.approx(10)
    assert alternating == pytest.approx(1 / 1.9)
    assert "counts 10.000 times, an alternating one 0.526 times" in PAGE.claim("C04")


@pytest.mark.parametrize("kappa", [10, 20, 100, 1000])
def test_c04_measured_contraction_is_that_of_theory(kappa):
    plain = quadratic.measured_contraction(lambda rate, _: SGD(rate), 0.0, kappa)
    assert plain == pytest.approx((kappa - 1) / (kappa + 1), rel=1e-9)
    rate, momentum = quadratic.best_momentum(1, kappa)
    assert rate == pytest.approx(4 / (1 + kappa**0.5) ** 2)
    ball = quadratic.measured_contraction(Momentum, momentum, kappa)
    assert ball == pytest.approx((kappa**0.5 - 1) / (kappa**0.5 + 1), rel=3e-3)


@pytest.mark.parametrize("momentum", [*quadratic.MOMENTA[::4], 0.95, 0.99])
def test_contraction_at_any_momentum(momentum):
    measured = quadratic.measured_contraction(Momentum, momentum, 100)
    assert measured == pytest.approx(quadratic.contraction(momentum, 100), rel=6e-3)


@pytest.mark.parametrize("momentum", [0.5, 0.8, 0.9, 0.99])
def test_the_distance_grows_with_the_rate_and_not_with_the_momentum(momentum):
    slopes = np.array([1.0, 100.0])

    def largest(rate):
        path = surfaces.descend(Momentum(rate, momentum), lambda point: slopes * point, (1.0, 1.0), 400)
        return np.hypot(*path.T).max() / np.hypot(1, 1)

    assert largest(quadratic.best_rate(*slopes)) == 1
    assert largest(quadratic.balanced_rate(momentum, *slopes)) > 1.5
    if momentum == 0.9:
        assert round(largest(quadratic.balanced_rate(momentum, *slopes)), 1) == 5.0
        assert "at 0.9 to five times what it was" in PAGE.line


def test_which_momentum_is_nearest_after_200_steps():
    distances = quadratic.momentum_curves(Momentum, (100,))[100][1]
    assert distances[0.9][-1] < distances[0.0][-1] < distances[0.99][-1]
    assert distances[0.99][-1] > distances[0.99][0]
    assert round(quadratic.best_momentum(1, 100)[1], 2) == 0.67
    assert round(0.9**0.5, 3) == 0.949
    assert round(0.99**0.5, 3) == 0.995


def test_no_momentum_and_no_rate_beat_polyaks():
    rate, momentum = quadratic.best_momentum(1, 20)
    best = max(abs(np.roots([1, -(1 + momentum - rate * curvature), momentum])).max() for curvature in (1, 20))
    for other_rate in np.linspace(0.02, 0.25, 60):
        for other in np.linspace(0, 0.95, 60):
            roots = [abs(np.roots([1, -(1 + other - other_rate * curvature), other])).max() for curvature in (1, 20)]
            assert max(roots) > best - 1e-7


def test_c04_fewer_steps_on_a_path_as_long(found):
    assert (at(found, "momentum", 20).steps, at(found, "momentum", 500).steps) == (21, 125)
    for plain, ball in zip(found["best"], found["momentum"], strict=True):
        assert ball.length == pytest.approx(plain.length, rel=2e-3)
        assert ball.sign_changes == ball.steps
    for kappa, told in ((20, "5.6"), (500, "137")):
        ball = at(found, "momentum", kappa)
        assert PAGE.cells(f"{kappa}, Polyak's best") == [f"{ball.steps}", f"{ball.sign_changes}", told]
        assert float(told) == pytest.approx(ball.length, rel=0.01)


def test_c04_smoother_with_the_same_step_under_a_steady_gradient():
    plain, ball = quadratic.zigzag(SGD(0.95), 20), quadratic.zigzag(Momentum(0.095, 0.9), 20)
    assert (ball.sign_changes, plain.sign_changes, ball.steps, plain.steps) == (18, 69, 127, 69)
    assert (round(ball.length, 1), round(plain.length, 1)) == (2.1, 5.3)
    assert PAGE.cells("20, SGD at 0.95") == ["69", "69", "5.3"]
    assert PAGE.cells("20, momentum 0.9 at 0.095") == ["127", "18", "2.1"]


def test_c04_faster_and_smoother_than_the_best_path_of_sgd(found):
    ball, plain = quadratic.zigzag(Momentum(0.6, 0.6), 20), at(found, "best", 20)
    assert PAGE.cells("20, momentum 0.6 at 0.6") == [f"{ball.steps}", f"{ball.sign_changes}", f"{ball.length:.2f}"]
    assert ball.steps < plain.steps
    assert ball.sign_changes < plain.sign_changes
    assert ball.length < plain.length


def test_c04_where_nine_tenths_is_the_best():
    assert round(quadratic.best_momentum(1, 1440)[1], 3) == 0.900
    assert round(quadratic.best_momentum(1, 20)[1], 2) == 0.40
    assert "best for $\\kappa \\approx 1440$; in a valley of 20 the best is 0.40" in PAGE.claim("C04")


def test_a_path_that_does_not_arrive_is_told():
    with pytest.raises(ValueError, match="not there after 10 steps"):
        quadratic.zigzag(SGD(0.1), 20, steps=10)


def test_pictures(found):
    steps, signs = quadratic.plot_zigzags(found)
    assert "best rate 1727" in style.description(steps)
    assert "careful rate 0" in style.description(signs)
    curves = quadratic.momentum_curves(Momentum, kappas=(10,))
    left, right = quadratic.plot_momentum(curves, 0.99, 10)
    assert "At momentum 0.99 it is 0.995" in style.description(left)
    assert "without momentum" in style.description(right)
