"""Right and wrong ways to scale each feature: what a student's test of such a layer is tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

HEAD = """\
import numpy as np


class Scale:
    def __init__(self, s):
        self.params = {"s": s}
        self.grads = {}

"""

MODEL = (
    HEAD
    + """\
    def forward(self, x, train=True):
        s = self.params["s"]
        if train:
            self.x = x
        return x * s

    def backward(self, dy):
        self.grads["s"] = (self.x * dy).sum(0)
        return dy * self.params["s"]
"""
)

EINSUM = (
    HEAD
    + """\
    def forward(self, x, train=True):
        if train:
            self.batch = x.copy()
        return np.einsum("nd,d->nd", x, self.params["s"])

    def backward(self, dy):
        self.grads["s"] = np.einsum("nd,nd->d", dy, self.batch)
        return np.einsum("nd,d->nd", dy, self.params["s"])
"""
)

MATRIX = (
    HEAD
    + """\
    def forward(self, x, train=True):
        if train:
            self.batch = np.array(x)
        return x @ np.diag(self.params["s"])

    def backward(self, dy):
        self.grads["s"] = np.diag(self.batch.T @ dy)
        return dy @ np.diag(self.params["s"])
"""
)

LOOP = (
    HEAD
    + """\
    def forward(self, x, train=True):
        if train:
            self.rows = list(x)
        return np.stack([row * self.params["s"] for row in x])

    def backward(self, dy):
        total = np.zeros(dy.shape[1])
        for row, arrived in zip(self.rows, dy):
            total += row * arrived
        self.grads["s"] = total
        return np.stack([arrived * self.params["s"] for arrived in dy])
"""
)

FILLED = (
    HEAD
    + """\
    def forward(self, x, train=True):
        y = np.empty_like(x)
        np.multiply(x, self.params["s"], out=y)
        if train:
            self.x = x
        return y

    def backward(self, dy):
        if "s" not in self.grads:
            self.grads["s"] = np.empty(dy.shape[1])
        self.grads["s"][...] = 0.0
        for n in range(len(dy)):
            self.grads["s"] += self.x[n] * dy[n]
        return np.multiply(dy, self.params["s"])
"""
)

MEAN = (
    HEAD
    + """\
    def forward(self, x, train=True):
        if train:
            self.kept = {"x": x}
        return self.params["s"][np.newaxis, :] * x

    def backward(self, dy):
        x = self.kept["x"]
        self.grads = {"s": len(x) * np.mean(x * dy, axis=0)}
        return self.params["s"][np.newaxis, :] * dy
"""
)

X, RETURN = "            self.x = x\n", "        return x * s\n"
DS, DX = '        self.grads["s"] = (self.x * dy).sum(0)\n', '        return dy * self.params["s"]\n'

SPECIMENS = Specimens(
    package=__package__,
    entry="Scale",
    right={
        "with plain products": MODEL,
        "with einsum": EINSUM,
        "with a diagonal matrix": MATRIX,
        "with a loop over the samples": LOOP,
        "that fills its gradient in place": FILLED,
        "that takes a mean times the number of samples": MEAN,
    },
    wrong={
        "adds the numbers in place of multiplying": (RETURN, "        return x + s\n"),
        "divides by the numbers": (RETURN, "        return x / s\n"),
        "returns the input as it is": (RETURN, "        return x\n"),
        "uses the numbers' absolute values": (RETURN, "        return x * np.abs(s)\n"),
        "cuts off what is negative": (RETURN, "        return np.maximum(x * s, 0)\n"),
        "scales every feature by the first number": (RETURN, "        return x * s[0]\n"),
        "works on a copy of the parameters from the day it was made": (
            "        self.grads = {}\n",
            '        self.grads = {}\n        self.params = {"s": s.copy()}\n',
        ),
        "changes its input in place": (RETURN, "        x *= s\n        return x\n"),
        "sums over the features and not over the samples": (DS, DS.replace(".sum(0)", ".sum(1)")),
        "takes the mean over the batch": (DS, DS.replace(".sum(0)", ".mean(0)")),
        "keeps one row of the gradient for each sample": (DS, DS.replace(".sum(0)", "")),
        "keeps the last sample's part of the gradient only": (DS, DS.replace(".sum(0)", "[-1]")),
        "keeps an axis of length 1 in the gradient": (DS, DS.replace(".sum(0)", ".sum(0, keepdims=True)")),
        "forgets the input in the gradient of s": (DS, '        self.grads["s"] = dy.sum(0)\n'),
        "forgets the upstream gradient in the gradient of s": (DS, '        self.grads["s"] = self.x.sum(0)\n'),
        "stores the gradient of s with the wrong sign": (DS, '        self.grads["s"] = -(self.x * dy).sum(0)\n'),
        "stores no gradient of s": (DS, ""),
        "adds each gradient of s to the one before": (
            DS,
            '        self.grads["s"] = self.grads.get("s", 0) + (self.x * dy).sum(0)\n',
        ),
        "returns the upstream gradient as it came": (DX, "        return dy\n"),
        "returns the numbers alone": (DX, '        return np.ones_like(dy) * self.params["s"]\n'),
        "divides where the gradient has a product": (DX, '        return dy / self.params["s"]\n'),
        "returns nothing from backward": (DX, '        dy * self.params["s"]\n'),
        "returns the gradient of the input with the wrong sign": (DX, '        return -dy * self.params["s"]\n'),
        "averages the gradient of the input over the batch": (DX, '        return dy * self.params["s"] / len(dy)\n'),
        "changes the upstream gradient in place": (DX, '        dy *= self.params["s"]\n        return dy\n'),
        "learns in backward": (
            DX,
            '        dx = dy * self.params["s"]\n        self.params["s"] -= 1e-3\n        return dx\n',
        ),
        "forgets the batch when it is evaluated in between": (
            "        if train:\n    " + X[4:],
            "        self.x = x\n",
        ),
        "still uses the first batch that it saw": (X, '            self.x = getattr(self, "x", x)\n'),
        "computes in float32": (RETURN, "        return (x.astype(np.float32) * s.astype(np.float32)).astype(float)\n"),
    },
)
