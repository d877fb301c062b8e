"""Claims C09, C19 and C22: what reaches the first layer of a deep network."""

import re

import numpy as np
import pytest

from chapters.activations import flow, flow_pictures
from chapters.shared import style
from solutions.activations import Residual, Tanh, gradient_norms
from solutions.backward import ReLU, Sigmoid
from solutions.batchnorm import BatchNorm
from tests.chapters.page import Page, power

PAGE = Page("activations")

ACTIVATIONS = {"sigmoid": Sigmoid, "tanh": Tanh, "ReLU": ReLU}
SEEDS = range(10)


def first(activation, depth, scale, block=flow.Chain):
    """Share of the gradient at the first layer, for ten seeds."""
    return np.array([flow.gradient_flow(gradient_norms, activation, depth, scale, seed, block)[0] for seed in SEEDS])


@pytest.fixture(scope="module")
def curves():
    return flow_pictures.growth_curves(gradient_norms, ACTIVATIONS)


def test_opening():
    shares = flow_pictures.opening_flow(gradient_norms, Sigmoid)
    assert f"{shares[0]:.7f}" in PAGE.line
    assert (shares[:-1] < 0.25 * shares[1:] + 1e-12).all()


def test_c09_sigmoid_stays_below_the_quarter_at_scale_one_and_not_at_four():
    shares = first(Sigmoid, 20, 1.0)
    assert (shares < 0.25**20).all()
    assert f"| sigmoid, 1 | 20 | ${power(np.median(shares), 1)}$ |" in PAGE.claim("C09")
    assert f"$(1/4)^{{20}} = {power(0.25**20, 1)}$" in PAGE.line
    large = np.median(first(Sigmoid, 20, 4.0))
    assert f"| sigmoid, 4 | 20 | ${power(large, 1)}$ |" in PAGE.claim("C09")
    assert f"{large / 0.25**20 / 1e6:.0f} million times *above* $(1/4)^{{20}}" in PAGE.line


def test_c09_tanh_depends_on_the_scale():
    assert f"| tanh, 0.5 | 20 | ${power(np.median(first(Tanh, 20, 0.5)), 1)}$ |" in PAGE.claim("C09")
    shares = [np.median(first(Tanh, depth, 1.0)) for depth in (10, 20, 40, 80)]
    words = "; ".join(f"{share:.2f}" for share in shares)
    assert f"| tanh, 1 | 10; 20; 40; 80 | {words} |" in PAGE.claim("C09")
    rate = np.polyfit(np.log([10, 20, 40, 80]), np.log(shares), 1)[0]
    assert rate == pytest.approx(-0.5, abs=0.05)  # one over the root of the depth
    assert f"| tanh, 2 | 20 | {np.median(first(Tanh, 20, 2.0)):.0f} |" in PAGE.claim("C09")


@pytest.mark.parametrize(("activation", "steepest"), [(Sigmoid, 0.25), (Tanh, 1.0), (ReLU, 1.0)])
@pytest.mark.parametrize("scale", [0.5, 1.0, 4.0])
def test_c09_the_bound_with_the_weights_holds_at_every_layer(activation, steepest, scale):
    rng = np.random.default_rng(3)
    maps = [flow.random_map(rng, scale) for _ in range(10)]
    blocks = [flow.Chain([each, activation()]) for each in maps]
    x = rng.normal(size=(32, 64))
    for block in blocks:
        x = block.forward(x)
    dy = rng.normal(size=x.shape)
    norms = np.array([*gradient_norms(blocks, dy), np.linalg.norm(dy)])
    for arrives, leaves, each in zip(norms[:-1], norms[1:], maps, strict=True):
        assert arrives <= steepest * np.linalg.norm(each.W, 2) * leaves * (1 + 1e-12)


def test_c22_growth_agrees_with_theory(curves):
    for measured, theory in curves.values():
        assert measured.shape == (13, 10)
        assert np.abs(measured.mean(axis=1) / theory - 1)[:9].max() < 0.01  # up to scale 4
    measured, _ = curves["ReLU"]
    assert np.abs(measured.mean(axis=1) / (np.array(flow_pictures.SCALES) / np.sqrt(2)) - 1).max() < 0.01


@pytest.mark.parametrize(("name", "crossing"), [("ReLU", 1.41), ("tanh", 1.28), ("sigmoid", 10.4)])
def test_c22_where_vanishing_turns_into_exploding(curves, name, crossing):
    activation = ACTIVATIONS[name]
    assert flow.growth_in_theory(activation, 0.98 * crossing) < 1 < flow.growth_in_theory(activation, 1.02 * crossing)
    measured = curves[name][0].mean(axis=1)
    scales = np.array(flow_pictures.SCALES)
    assert measured[scales < 0.95 * crossing].max() < 1 < measured[scales > 1.06 * crossing].min()
    assert f"{crossing}" in PAGE.line


def test_c22_tanh_turns_at_scale_one_in_the_limit_of_great_depth():
    assert flow.growth_in_theory(Tanh, 1.05, depth=2000) > 1 > flow.growth_in_theory(Tanh, 0.95, depth=2000)


def test_c22_exponential_in_depth():
    for activation, scale in ((Sigmoid, 1.0), (Tanh, 0.5), (ReLU, 2.0)):
        logarithms = np.log(flow.gradient_flow(gradient_norms, activation, 20, scale, 0))
        assert np.corrcoef(np.arange(21), logarithms)[0, 1] ** 2 > 0.99


def scaled(layers):
    return Residual([flow.Scaled(layers, 50**-0.5)])


@pytest.mark.parametrize(
    ("activation", "scale", "quoted"),
    [
        (Sigmoid, 1.0, (r"$4\times10^{-32}$", "1.27", "1.02")),
        (Tanh, 0.5, (r"$8\times10^{-16}$", "8.9", "1.10")),
        (ReLU, np.sqrt(2), ("0.66", r"$6\times10^{10}$", "5.6")),
    ],
)
def test_c19_skips_relieve_vanishing_and_can_explode(activation, scale, quoted):
    for block, words in zip((flow.Chain, Residual, scaled), quoted, strict=True):
        value = float(words.strip("$").replace(r"\times10^{", "e").replace("}", ""))
        assert np.median(first(activation, 50, scale, block)) == pytest.approx(value, rel=0.15)
    assert " | ".join(quoted) in PAGE.claim("C19")


def test_c19_the_two_terms_of_relu_at_hes_scale_are_not_independent():
    factor = np.median(first(ReLU, 50, np.sqrt(2), Residual)) ** (1 / 50)
    assert f"It is worse, {factor:.2f} a block" in PAGE.line
    assert np.sqrt(2) ** 50 == pytest.approx(3e7, rel=0.15)
    assert r"50 blocks would make $3\times10^7$ of 1" in PAGE.line
    rng = np.random.default_rng(0)
    x, blocks = rng.normal(size=(32, 64)), []
    for _ in range(50):
        weights = flow.random_map(rng, np.sqrt(2)).W
        on = x @ weights > 0
        blocks.append((weights, on))
        x = x + np.where(on, x @ weights, 0)
    dy, sizes, angles, drifts = rng.normal(size=x.shape), [], [], []
    for weights, on in reversed(blocks):
        dz = (dy * on) @ weights.T
        sizes.append(np.linalg.norm(dz) / np.linalg.norm(dy))
        angles.append((dz * dy).sum() / np.linalg.norm(dz) / np.linalg.norm(dy))
        drifts.append((weights * on.mean(axis=0)).sum())
        dy = dy + dz
    assert np.mean(sizes) == pytest.approx(1.1, abs=0.1)
    assert np.mean(angles) > 0.1
    assert np.mean(np.array(drifts) > 0) > 0.9
    assert x.mean() > x.std() / 2


@pytest.mark.parametrize(("upstream", "ratio"), [("ones", 1.3), ("random", 1.0)])
def test_what_a_gradient_knows_of_the_weights_that_it_passes(upstream, ratio):
    rng, ratios = np.random.default_rng(0), []
    for _ in range(1000):
        weights, x = rng.normal(0, np.sqrt(2 / 64), (64, 64)), rng.normal(size=(1, 64))
        dy = np.ones((1, 64)) if upstream == "ones" else rng.normal(size=(1, 64))
        gated = dy * (x @ weights > 0)
        ratios.append(np.square(gated @ weights.T).sum() / (2 * np.square(gated).sum()))
    assert np.mean(ratios) == pytest.approx(ratio, abs=0.03)
    assert "upstream entries 1, we measured 1.3 times" in PAGE.line


@pytest.mark.parametrize(
    ("activation", "share", "words"), [(Sigmoid, 1.3, "1.3"), (Tanh, 110, "110"), (ReLU, 2e4, "20,000")]
)
def test_batch_normalization_ends_vanishing_at_every_scale(activation, share, words):
    def normalized(layers):
        linear, bend = layers
        return flow.Chain([linear, BatchNorm(np.ones(64), np.zeros(64)), bend])

    for scale in (0.5, np.sqrt(2)):
        assert np.median(first(activation, 50, scale, normalized)) == pytest.approx(share, rel=0.15)
    assert (
        f"{words} for {'the sigmoid' if activation is Sigmoid else activation.__name__.replace('Tanh', 'tanh')}"
        in PAGE.line
    )


def test_c19_with_skips_the_spread_is_small():
    shares = first(Sigmoid, 50, 1.0, Residual)
    assert shares.max() / shares.min() < 1.2


def test_numbers_by_hand():
    layers = [flow.Map(factor * np.eye(2)) for factor in (3, 2, 5)]
    assert gradient_norms(layers, np.array([[3.0, 4.0]])) == [150, 50, 25]
    assert pytest.approx(0.078, abs=5e-4) == 5 * 0.25**3
    assert first(Sigmoid, 15, 1.0).min() > 0.2**15
    assert 1e-10 < np.median(first(Sigmoid, 15, 1.0)) < 1e-9


def test_pictures_tell_the_share(curves):
    text = style.description(flow_pictures.plot_opening(gradient_norms, Sigmoid, 1e-3, reveal=True))
    assert "It is 4e-07, or 0.23 a layer: 2,400 times less than you expected." in text
    assert "4e-07" not in style.description(flow_pictures.plot_opening(gradient_norms, Sigmoid, 1e-3))
    assert "you were right" in style.description(flow_pictures.plot_opening(gradient_norms, Sigmoid, 3e-7, reveal=True))
    text = style.description(flow_pictures.plot_flow(gradient_norms, ACTIVATIONS, Residual, "tanh", 0.5))
    assert re.search(r"plain: .* it vanishes; skips: ", text)
    assert "tanh between 1 and 1.4" in style.description(flow_pictures.plot_growth(curves))
