"""Right and wrong ways to draw weights from Laplace's distribution: what a student's test of them is tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

HEAD = """\
import copy

import numpy as np


def laplace(rng, fan_in, fan_out):
    scale = np.sqrt(0.5 / fan_in)
"""

MODEL = HEAD + "    return rng.laplace(0.0, scale, (fan_in, fan_out))\n"

TRANSPOSED = HEAD + "    return np.ascontiguousarray(rng.laplace(scale=scale, size=(fan_out, fan_in)).T)\n"

SIGNED = (
    HEAD
    + """\
    sizes = rng.exponential(scale, (fan_in, fan_out))
    return sizes * rng.choice([-1.0, 1.0], (fan_in, fan_out))
"""
)

DIFFERENCE = (
    HEAD
    + """\
    first, second = rng.standard_exponential((2, fan_in, fan_out))
    return scale * (first - second)
"""
)

INVERSE = (
    HEAD
    + """\
    places = rng.random((fan_in, fan_out)) - 0.5
    return -scale * np.copysign(np.log1p(-2 * np.abs(places)), places)
"""
)

MIXED = (
    HEAD
    + """\
    deviations = np.sqrt(rng.exponential(1 / fan_in, (fan_in, fan_out)))
    return deviations * rng.standard_normal((fan_in, fan_out))
"""
)

PRODUCTS = (
    HEAD
    + """\
    a, b, c, d = rng.standard_normal((4, fan_in, fan_out))
    return scale * (a * b - c * d)
"""
)

UNITS = (
    HEAD
    + """\
    W = np.zeros((fan_in, fan_out))
    for unit in reversed(range(fan_out)):
        for place in range(fan_in):
            W[place, unit] = rng.laplace() / (2 * fan_in) ** 0.5
    return W
"""
)

SCALE = "    scale = np.sqrt(0.5 / fan_in)\n"
RETURN = "    return rng.laplace(0.0, scale, (fan_in, fan_out))\n"
DRAW = "    W = rng.laplace(0.0, scale, (fan_in, fan_out))\n"


def then(*lines: str) -> tuple[str, str]:
    """The edit that does something with the weights, and then returns them."""
    return RETURN, DRAW + "".join(f"    {line}\n" for line in lines) + "    return W\n"


def scaled(by: str) -> tuple[str, str]:
    """The edit that takes another scale."""
    return SCALE, f"    scale = {by}\n"


def instead(drawn: str) -> tuple[str, str]:
    """The edit that returns something else."""
    return RETURN, f"    return {drawn}\n"


SPECIMENS = Specimens(
    package=__package__,
    entry="laplace",
    right={
        "with NumPy's own": MODEL,
        "that draws its transpose": TRANSPOSED,
        "that draws sizes first, and then signs": SIGNED,
        "with differences of exponential numbers": DIFFERENCE,
        "with a logarithm of uniform numbers": INVERSE,
        "with normal numbers of random spread": MIXED,
        "with products of normal numbers": PRODUCTS,
        "that goes from unit to unit, the last one first": UNITS,
    },
    wrong={
        "has the variance 2 / fan_in": scaled("np.sqrt(1 / fan_in)"),
        "has the variance 1 / (2 fan_in)": scaled("np.sqrt(0.25 / fan_in)"),
        "takes the variance for the scale": scaled("1 / fan_in"),
        "counts the outputs in place of the inputs": scaled("np.sqrt(0.5 / fan_out)"),
        "goes by the mean of both fans": scaled("np.sqrt(1 / (fan_in + fan_out))"),
        "goes by the larger fan": scaled("np.sqrt(0.5 / max(fan_in, fan_out))"),
        "goes by the smaller fan": scaled("np.sqrt(0.5 / min(fan_in, fan_out))"),
        "knows no fan, and always takes 0.1": scaled("0.1"),
        "forgets the scale": scaled("1.0"),
        "lies a quarter of a deviation to the right": instead(
            "rng.laplace(0.25 / np.sqrt(fan_in), scale, (fan_in, fan_out))"
        ),
        "has positive weights only": instead("np.abs(rng.laplace(0.0, scale, (fan_in, fan_out)))"),
        "draws a sign for each unit and not for each weight": instead(
            "rng.exponential(scale, (fan_in, fan_out)) * rng.choice([-1.0, 1.0], fan_out)"
        ),
        "is lopsided, with the mean 0 all the same": instead(
            "(rng.exponential(1.0, (fan_in, fan_out)) - 1) / np.sqrt(fan_in)"
        ),
        "draws normal numbers of the right variance": instead("rng.standard_normal((fan_in, fan_out)) / fan_in**0.5"),
        "draws uniform numbers of the right variance": instead(
            "(2 * rng.random((fan_in, fan_out)) - 1) * (3 / fan_in) ** 0.5"
        ),
        "knows two numbers only, one deviation below 0 and one above": instead(
            "rng.choice([-1.0, 1.0], (fan_in, fan_out)) / fan_in**0.5"
        ),
        "draws logistic numbers of the right variance": instead(
            "rng.logistic(0.0, np.sqrt(3 / fan_in) / np.pi, (fan_in, fan_out))"
        ),
        "cuts off at three deviations": then("W = np.clip(W, -3 / fan_in**0.5, 3 / fan_in**0.5)"),
        "draws again what lies beyond three deviations": then(
            "far = np.abs(W) > 3 / fan_in**0.5",
            "W[far] = rng.laplace(0.0, scale / 4, far.sum())",
        ),
        "sets half of the weights to 0, and makes up for it": then(
            "W *= np.sqrt(2) * (rng.random((fan_in, fan_out)) < 0.5)"
        ),
        "sets the weights of the last input to 0": then("W[-1] = 0.0"),
        "makes early inputs loud and late ones quiet": then("W *= np.linspace(1.4, 0.4, fan_in)[:, np.newaxis]"),
        "makes a generator of its own in each call": (SCALE, SCALE + "    rng = np.random.default_rng(0)\n"),
        "makes a generator with the fan for its seed": (SCALE, SCALE + "    rng = np.random.default_rng(fan_in)\n"),
        "ignores the generator and draws from NumPy's global one": (SCALE, SCALE + "    rng = np.random\n"),
        "makes a generator without a seed": (SCALE, SCALE + "    rng = np.random.default_rng()\n"),
        "leaves the generator as it was": (SCALE, SCALE + "    rng = copy.deepcopy(rng)\n"),
        "hands out its first weights again and again": (
            RETURN,
            "    known = laplace.__dict__\n"
            "    if (fan_in, fan_out) not in known:\n"
            "        known[fan_in, fan_out] = rng.laplace(0.0, scale, (fan_in, fan_out))\n"
            "    return known[fan_in, fan_out]\n",
        ),
        "adds a little noise from another generator": then("W += np.random.default_rng().normal(0.0, 1e-3, W.shape)"),
        "returns float32": instead("rng.laplace(0.0, scale, (fan_in, fan_out)).astype(np.float32)"),
        "computes in float32 on the way": instead(
            "rng.laplace(0.0, scale, (fan_in, fan_out)).astype(np.float32).astype(float)"
        ),
        "rounds to two digits behind the point": then("W = W.round(2)"),
        "has outputs for rows and inputs for columns": instead("rng.laplace(0.0, scale, (fan_out, fan_in))"),
        "returns one long row": instead("rng.laplace(0.0, scale, fan_in * fan_out)"),
        "returns a list of lists": instead("rng.laplace(0.0, scale, (fan_in, fan_out)).tolist()"),
        "gives all units the same weights": instead("np.repeat(rng.laplace(0.0, scale, (fan_in, 1)), fan_out, axis=1)"),
        "gives all inputs the same weights": instead("np.tile(rng.laplace(0.0, scale, fan_out), (fan_in, 1))"),
        "draws one number for all": instead("np.full((fan_in, fan_out), rng.laplace(0.0, scale))"),
        "mirrors the first half of the inputs": then("W[fan_in // 2 :] = -W[: fan_in - fan_in // 2]"),
        "draws one unit, and shuffles it for the others": instead(
            "rng.permuted(np.repeat(rng.laplace(0.0, scale, (fan_in, 1)), fan_out, axis=1), axis=0)"
        ),
        "sorts the weights of each unit": then("W.sort(axis=0)"),
        "takes the mean away from each unit's weights": then("W -= W.mean(axis=0)"),
        "scales its weights until their spread is exact": then("W /= W.std() * np.sqrt(fan_in)"),
        "lets each input hear a little of the one before": then("W[1:] = 0.8 * W[1:] + 0.6 * W[:-1]"),
        "repeats the first unit as the last": then("W[:, -1] = W[:, 0]"),
    },
)
