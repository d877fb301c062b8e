"""Right and wrong ways to multiply by even noise: what a student's test of such a layer is tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

HEAD = """\
import numpy as np


class Wobble:
    def __init__(self, a, rng):
        self.a, self.rng = a, rng

"""

MODEL = (
    HEAD
    + """\
    def forward(self, x, train=True):
        self.noise = np.ones(x.shape)
        if train:
            self.noise = self.rng.uniform(1 - self.a, 1 + self.a, x.shape)
        return x * self.noise

    def backward(self, dy):
        return dy * self.noise
"""
)

STRETCHED = (
    HEAD
    + """\
    def forward(self, x, train=True):
        self.trained = train
        if not train:
            return x.copy()
        self.away = 2 * self.rng.random(size=x.shape) - 1
        return x + self.a * self.away * x

    def backward(self, dy):
        return dy + self.a * self.away * dy if self.trained else dy.copy()
"""
)

ROWS = (
    HEAD
    + """\
    def forward(self, x, train=True):
        self.noise = [self.rng.uniform(1 - self.a, 1 + self.a, row.shape) if train else 1.0 for row in x]
        return np.stack([row * noise for row, noise in zip(x, self.noise)])

    def backward(self, dy):
        return np.stack([row * noise for row, noise in zip(dy, self.noise)])
"""
)

SIGNS = (
    HEAD
    + """\
    def forward(self, x, train=True):
        if train:
            signs = self.rng.choice([-1.0, 1.0], size=x.shape)
            self.factor = 1 + signs * self.a * self.rng.random(x.shape)
        else:
            self.factor = None
        return x if self.factor is None else self.factor * x

    def backward(self, dy):
        return dy if self.factor is None else self.factor * dy
"""
)

FLAT = (
    HEAD
    + """\
    def forward(self, x, train=True):
        y = np.array(x)
        self.noise = 1.0
        if train:
            drawn = self.rng.beta(1, 1, size=x.size)
            self.noise = (1 - self.a + 2 * self.a * drawn).reshape(x.shape)
            y *= self.noise
        return y

    def backward(self, dy):
        dx = np.array(dy)
        dx *= self.noise
        return dx
"""
)

BACKWARDS = (
    HEAD
    + """\
    def forward(self, x, train=True):
        self.slope = np.full(x.shape, 1.0)
        if train:
            self.slope = self.slope + self.rng.uniform(-self.a, self.a, x.shape[::-1]).T
        return np.multiply(self.slope, x)

    def backward(self, dy):
        return np.multiply(self.slope, dy)
"""
)

ONES, IF = "        self.noise = np.ones(x.shape)\n", "        if train:\n"
DRAW = "            self.noise = self.rng.uniform(1 - self.a, 1 + self.a, x.shape)\n"
OUT, DX = "        return x * self.noise\n", "        return dy * self.noise\n"


def drawn(text: str) -> tuple[str, str]:
    """Noise that is drawn in another way."""
    return DRAW, f"            self.noise = {text}\n"


SPECIMENS = Specimens(
    package=__package__,
    entry="Wobble",
    right={
        "that draws between two ends": MODEL,
        "that stretches numbers from 0 to 1": STRETCHED,
        "with a loop over the rows": ROWS,
        "that tosses a coin for the sign": SIGNS,
        "that draws all numbers in one line": FLAT,
        "that draws for the transpose": BACKWARDS,
    },
    wrong={
        "draws one number for each sample": drawn(
            "self.rng.uniform(1 - self.a, 1 + self.a, (len(x), *[1] * (x.ndim - 1)))"
        ),
        "draws one number for each feature": drawn("self.rng.uniform(1 - self.a, 1 + self.a, x.shape[1:])"),
        "draws one number for the whole batch": drawn("self.rng.uniform(1 - self.a, 1 + self.a)"),
        "uses each number twice, once for the rows above and once for those below": drawn(
            "np.resize(self.rng.uniform(1 - self.a, 1 + self.a, (-(-len(x) // 2), *x.shape[1:])), x.shape)"
        ),
        "draws once and keeps the numbers for all passes": (
            DRAW,
            "            if not hasattr(self, 'first'):\n"
            "                self.first = self.rng.uniform(1 - self.a, 1 + self.a, x.shape)\n"
            "            self.noise = self.first\n",
        ),
        "makes a generator of its own": drawn("np.random.default_rng().uniform(1 - self.a, 1 + self.a, x.shape)"),
        "makes a generator with a fixed seed in each pass": drawn(
            "np.random.default_rng(0).uniform(1 - self.a, 1 + self.a, x.shape)"
        ),
        "draws from NumPy's global state": drawn("np.random.uniform(1 - self.a, 1 + self.a, x.shape)"),
        "draws normal numbers of the same spread": drawn("self.rng.normal(1, self.a / 3**0.5, x.shape)"),
        "draws normal numbers and cuts them at both ends": drawn(
            "np.clip(self.rng.normal(1, self.a / 2, x.shape), 1 - self.a, 1 + self.a)"
        ),
        "has the two ends only": drawn("self.rng.choice([1 - self.a, 1 + self.a], x.shape)"),
        "draws the mean of two numbers, which is more often near 1": drawn(
            "self.rng.uniform(1 - self.a, 1 + self.a, (2, *x.shape)).mean(0)"
        ),
        "draws whole percents": drawn("self.rng.uniform(1 - self.a, 1 + self.a, x.shape).round(2)"),
        "only makes entries larger": drawn("self.rng.uniform(1, 1 + self.a, x.shape)"),
        "only makes entries smaller": drawn("self.rng.uniform(1 - self.a, 1, x.shape)"),
        "forgets the 1": drawn("self.rng.uniform(-self.a, self.a, x.shape)"),
        "draws from an interval half as wide": drawn("self.rng.uniform(1 - self.a / 2, 1 + self.a / 2, x.shape)"),
        "draws from an interval twice as wide": drawn("self.rng.uniform(1 - 2 * self.a, 1 + 2 * self.a, x.shape)"),
        "takes 0.4 for a, whatever a is": drawn("self.rng.uniform(0.6, 1.4, x.shape)"),
        "takes a for the standard deviation": drawn(
            "self.rng.uniform(1 - 3**0.5 * self.a, 1 + 3**0.5 * self.a, x.shape)"
        ),
        "divides by the noise": (OUT, "        return x / self.noise\n"),
        "adds the noise": (OUT, "        return x + self.noise - 1\n"),
        "leaves out what is negative": (OUT, "        return np.where(x > 0, x * self.noise, x)\n"),
        "multiplies twice": (OUT, "        return x * self.noise**2\n"),
        "changes its input in place": (OUT, "        x *= self.noise\n        return x\n"),
        "returns absolute values": (OUT, "        return np.abs(x * self.noise)\n"),
        "also wobbles at test time": (IF, "        if True:\n"),
        "wobbles at test time and not in training": (IF, "        if not train:\n"),
        "never wobbles": (IF, "        if False:\n"),
        "draws at test time, too, though it does not use it": (
            IF,
            "        self.rng.random(x.shape)\n" + IF,
        ),
        "shrinks all entries at test time": (ONES, "        self.noise = np.full(x.shape, 1 - self.a)\n"),
        "uses the noise of the training before in `backward` after a test": (
            ONES + IF + DRAW + OUT,
            "        if not train:\n            return x.copy()\n"
            "        self.noise = self.rng.uniform(1 - self.a, 1 + self.a, x.shape)\n" + OUT,
        ),
        "draws again in `backward`": (
            DX,
            "        return dy * self.rng.uniform(1 - self.a, 1 + self.a, dy.shape)\n",
        ),
        "uses the noise of the first pass in `backward`": (
            OUT + "\n    def backward(self, dy):\n" + DX,
            "        self.first = getattr(self, 'first', self.noise)\n"
            + OUT
            + "\n    def backward(self, dy):\n        return dy * self.first\n",
        ),
        "hands the upstream gradient on": (DX, "        return dy.copy()\n"),
        "divides in `backward`": (DX, "        return dy / self.noise\n"),
        "multiplies twice in `backward`": (DX, "        return dy * self.noise**2\n"),
        "returns the noise alone from `backward`": (DX, "        return self.noise + 0 * dy\n"),
        "returns the gradient with the wrong sign": (DX, "        return -dy * self.noise\n"),
        "returns nothing from `backward`": (DX, "        dy * self.noise\n"),
        "forgets its noise when `backward` has used it": (
            DX,
            "        noise, self.noise = self.noise, np.ones(dy.shape)\n        return dy * noise\n",
        ),
        "changes the upstream gradient in place": (DX, "        dy *= self.noise\n        return dy\n"),
    },
)
