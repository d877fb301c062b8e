"""How well large gradients are seen: the share of wrong ones that are found, beside what the theory says at least.

`python -m tests.power 1000` measures with a thousand seeds and prints a table; the tests take fewer, `make bench` the
thousand.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator

import numpy as np

from autograder.checks import check_gradients
from autograder.checks.numerics.comparison import NUMERICAL
from autograder.checks.numerics.directions import COUNT, MANY, SURE, WRONG, miss
from autograder.checks.numerics.gradcheck import FINE
from solutions.backward import Affine

SIZES = ((9, 8), (40, 50), (200, 300), (500, 200), (784, 256))
SAMPLES = 8


class Bent(Affine):
    """An affine layer with a tanh behind: no array of it is linear."""

    def forward(self, x):
        """Map a batch."""
        self.y = np.tanh(super().forward(x))
        return self.y

    def backward(self, dy):
        """Return the gradient of the input."""
        return super().backward(dy * (1 - self.y**2))


LAYERS = {"linear": Affine, "bent": Bent}
ERRORS = ("everywhere", "by chance", "in one entry")


def error(gradient: np.ndarray, kind: str, size: float, rng: np.random.Generator) -> np.ndarray:
    """What makes a gradient wrong, relative to it: everywhere alike, in every entry by chance, or in one entry."""
    if kind == "everywhere":
        return size * gradient
    if kind == "by chance":
        noise = rng.normal(size=gradient.shape)
        return size * np.linalg.norm(gradient) / np.linalg.norm(noise) * noise
    one = np.zeros_like(gradient)
    place = tuple(rng.integers(gradient.shape))
    one[place] = size * gradient[place]
    return one


def made(base: type[Affine], shape: tuple[int, int], rng: np.random.Generator) -> tuple[Affine, np.ndarray]:
    """A layer of a class, with W of this shape, and an input for it."""
    x, b = rng.normal(size=(SAMPLES, shape[0])), rng.normal(size=shape[1])
    return base(rng.normal(size=shape) / math.sqrt(shape[0]), b), x


def is_found(layer: str, shape: tuple[int, int], kind: str, size: float, seed: int) -> bool:
    """Whether `check_gradients` finds fault with a layer whose gradient of W is wrong by so much."""

    def backward(self, dy):
        dx = LAYERS[layer].backward(self, dy)
        self.grads["W"] = self.grads["W"] + error(self.grads["W"], kind, size, np.random.default_rng([seed, 1]))
        return dx

    spoiled = type("Spoiled", (LAYERS[layer],), {"backward": backward})
    wrong, x = made(spoiled, shape, np.random.default_rng(seed))
    return not check_gradients(wrong, x, seed=seed).passed


def at_least(layer: str, shape: tuple[int, int], kind: str, size: float) -> float:
    """The probability with which the theory of `directions` says that it is found.

    At most three arrays are moved together. An error passes if it is missed by the long direction, by the usual ones or
    by the first ones of a closer look. One that is spread also passes if all of the closer look's see little of it. One
    wrong entry, any one of such a layer's, also passes if it is lost in one of some twenty halvings, each with a
    probability of (1e-4)^2, or if the error is smaller than small arrays tolerate, 1e-6 of the largest entry.
    """

    def missed(share: float) -> float:
        return min(1.0, miss(SURE / share, 1) + 2 * miss(FINE / share, COUNT))

    if kind != "in one entry":
        return max(0.0, 1 - missed(size) - miss(WRONG / math.sqrt(3) / size, MANY))
    rng, each, times = np.random.default_rng(0), [], math.ceil(100_000 / math.prod(shape))
    for _ in range(times):
        right, x = made(LAYERS[layer], shape, rng)
        right.backward(rng.normal(size=right.forward(x).shape))
        each.append(np.abs(right.grads["W"]))
    lost = 20 * 1e-4**2 + np.mean([size * entries <= NUMERICAL * entries.max() for entries in each])
    shares = np.concatenate([(size * entries / np.linalg.norm(entries)).ravel() for entries in each])
    return float(1 - lost - np.mean([missed(share) for share in shares]))


def curves(seeds: int) -> Iterator[str]:
    """Lines of a table: every layer, size of array, kind and size of error."""
    for layer in LAYERS:
        for kind in ERRORS:
            sizes = (1e-2, 1e-1) if kind == "in one entry" else (1e-8, 1e-7, 1e-6, 1e-5, 1e-4)
            for shape in SIZES:
                for size in sizes:
                    share = np.mean([is_found(layer, shape, kind, size, seed) for seed in range(seeds)])
                    theory = at_least(layer, shape, kind, size)
                    yield f"{layer:8} {shape!s:12} wrong {kind} by {size:.0e}: {share:.4f} found; theory {theory:.6f}"


if __name__ == "__main__":
    for line in curves(int(sys.argv[1])):
        print(line, flush=True)  # noqa: T201
