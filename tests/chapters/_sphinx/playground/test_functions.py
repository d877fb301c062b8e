"""The playground's own exponential and its kin: as good as NumPy's, and of nothing that browsers round differently."""

import re

import numpy as np
import pytest

from tests.chapters._sphinx.playground.pages import PARTS, STATIC

SAME_EVERYWHERE = {"abs", "ceil", "floor", "max", "min", "round", "sign", "sqrt", "PI", "LN2", "SQRT2"}
"""What of `Math` is exact, or rounded as IEEE 754 says; ECMAScript leaves all others to the browser."""
ULP = 2.0**-52
RNG = np.random.default_rng(5)
TURNS = np.r_[0.0, RNG.uniform(-20, 20, 2000), np.linspace(0, 4 * np.pi, 49)]
SMALL = 10.0 ** RNG.uniform(-18, 0, 500)
ASKED = {
    "exp": np.r_[0.0, 1.0, RNG.uniform(-700, 700, 2000), RNG.normal(size=500), SMALL, -SMALL],
    "log": np.r_[1.0, 1e-310, 5e-324, 10.0 ** RNG.uniform(-307, 307, 2000), RNG.uniform(0.5, 2, 500), 1 + SMALL],
    "log1p": np.r_[0.0, 1.0, SMALL, RNG.uniform(0, 1, 500)],
    "tanh": np.r_[0.0, RNG.uniform(-3, 3, 1000), 0.35, -0.35, RNG.normal(scale=30, size=500), SMALL, -SMALL],
    "sin": TURNS,
    "cos": TURNS,
}


def computed(page, name, values):
    return np.array(page.evaluate("([name, values]) => values.map(playground[name])", [name, values]), dtype=float)


@pytest.mark.parametrize("name", ASKED)
def test_a_function_is_as_good_as_numpy(page, name):
    came, wanted = computed(page, name, ASKED[name].tolist()), getattr(np, name)(ASKED[name])
    least = 1.0 if name in ("sin", "cos") else 0.0  # next to its zero only the error itself is small
    assert (np.abs(came - wanted) <= 4 * ULP * np.maximum(np.abs(wanted), least)).all()


def test_a_power_is_as_good_as_numpy(page):
    bases, exponents = RNG.uniform(0.1, 1, 500), RNG.uniform(0, 300, 500)
    pairs = np.stack([bases, exponents], axis=1).tolist()
    came = page.evaluate("(pairs) => pairs.map(([base, exponent]) => playground.power(base, exponent))", pairs)
    wanted = bases**exponents
    assert (np.abs(came - wanted) <= 4 * ULP * (1 + np.abs(np.log(wanted))) * wanted).all()


def test_what_is_too_large_or_no_number_stays_what_it_is_in_numpy(page):
    ends = [np.inf, -np.inf, np.nan, 800.0, -800.0, 709.7, -745.0, 0.0, -1.0]
    for name in ("exp", "log", "tanh"):
        with np.errstate(all="ignore"):
            wanted = getattr(np, name)(ends)
        np.testing.assert_allclose(computed(page, name, ends), wanted, rtol=4 * ULP, atol=5e-324)
    assert np.isnan(computed(page, "sin", [np.nan, np.inf])).all()


@pytest.mark.parametrize("part", PARTS)
def test_no_part_asks_the_browser_for_what_it_may_round_as_it_likes(part):
    code = re.sub(r"//.*", "", (STATIC / f"{part}.js").read_text(encoding="utf-8"))
    assert set(re.findall(r"Math\.(\w+)", code)) <= SAME_EVERYWHERE
    assert "**" not in code
