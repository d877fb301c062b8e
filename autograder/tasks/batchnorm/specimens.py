"""Right and wrong ways to subtract means, with a memory of all samples: what a student's test of it is tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

MODEL = """\
import numpy as np


class Centre:
    def __init__(self, features):
        self.params = {}
        self.grads = {}
        self.count = 0
        self.mean = np.zeros(features)

    def forward(self, x, train=True):
        if not train:
            return x - self.mean
        own = x.mean(0)
        self.mean = (self.count * self.mean + len(x) * own) / (self.count + len(x))
        self.count += len(x)
        return x - own

    def backward(self, dy):
        return dy - dy.mean(0)
"""

TOTALS = """\
import numpy as np


class Centre:
    def __init__(self, D):
        self.params, self.grads = {}, {}
        self.total, self.seen = np.zeros(D), 0

    @property
    def mean(self):
        return self.total / max(self.seen, 1)

    def forward(self, x, train=True):
        if train:
            self.total = self.total + x.sum(axis=0)
            self.seen += x.shape[0]
        return x - (x.sum(axis=0) / len(x) if train else self.mean)

    def backward(self, dy):
        return dy - dy.sum(axis=0) / len(dy)
"""

IN_PLACE = """\
import numpy as np


class Centre:
    def __init__(self, D):
        self.params, self.grads = {}, {}
        self.mean, self.samples = np.zeros((D,)), 0.0

    def forward(self, x, train=True):
        used = self.mean
        if train:
            used = np.einsum("nd->d", x) / len(x)
            self.samples += len(x)
            self.mean += (used - self.mean) * (len(x) / self.samples)
        y = np.array(x)
        y -= used
        return y

    def backward(self, dy):
        dx = np.array(dy)
        dx -= np.einsum("nd->d", dy) / len(dy)
        return dx
"""

KEPT = """\
import numpy as np


class Centre:
    def __init__(self, D):
        self.params, self.grads = {}, {}
        self.rows, self.mean = [], np.zeros(D)

    def forward(self, x, train=True):
        if train:
            self.rows.extend(x.copy())
            self.mean = np.array(self.rows).mean(axis=0)
            return x - np.mean(x, axis=0, keepdims=True)
        return np.stack([row - self.mean for row in x])

    def backward(self, dy):
        return dy - np.mean(dy, axis=0, keepdims=True)
"""

MATRIX = """\
import numpy as np


class Centre:
    def __init__(self, D):
        self.params, self.grads = {}, {}
        self.parts, self.mean = [], np.zeros(D)

    def forward(self, x, train=True):
        if not train:
            return x - np.outer(np.ones(len(x)), self.mean)
        self.parts.append((len(x), x.mean(0)))
        sizes, means = zip(*self.parts)
        self.mean = np.average(means, axis=0, weights=sizes)
        self.away = np.eye(len(x)) - np.full((len(x), len(x)), 1 / len(x))
        return self.away @ x

    def backward(self, dy):
        return self.away.T @ dy
"""

SAMPLE_BY_SAMPLE = """\
import numpy as np


class Centre:
    def __init__(self, D):
        self.params, self.grads = {}, {}
        self.seen, self.mean = 0, np.zeros(D)

    def forward(self, x, train=True):
        if not train:
            return np.subtract(x, self.mean)
        for row in x:
            self.seen += 1
            self.mean = self.mean + (row - self.mean) / self.seen
        return np.column_stack([column - column.mean() for column in x.T])

    def backward(self, dy):
        return np.column_stack([column - column.mean() for column in dy.T])
"""

START, COUNT = "        self.mean = np.zeros(features)\n", "        self.count += len(x)\n"
TEST = "        if not train:\n            return x - self.mean\n"
OWN, OUT = "        own = x.mean(0)\n", "        return x - own\n"
MEAN = "        self.mean = (self.count * self.mean + len(x) * own) / (self.count + len(x))\n"
DX = "        return dy - dy.mean(0)\n"

SPECIMENS = Specimens(
    package=__package__,
    entry="Centre",
    right={
        "that weighs what was and what is new": MODEL,
        "that keeps a sum and a number of samples": TOTALS,
        "that changes its mean in place": IN_PLACE,
        "that keeps all samples": KEPT,
        "with a matrix that takes the mean away": MATRIX,
        "that goes from sample to sample": SAMPLE_BY_SAMPLE,
    },
    wrong={
        "counts each batch alike, whatever its size": (
            MEAN + COUNT,
            "        self.mean = (self.count * self.mean + own) / (self.count + 1)\n        self.count += 1\n",
        ),
        "keeps a running average with a momentum of 0.9": (MEAN, "        self.mean = 0.9 * self.mean + 0.1 * own\n"),
        "knows the last batch only": (MEAN, "        self.mean = own\n"),
        "knows the first batch only": (MEAN, "        self.mean = self.mean if self.count else own\n"),
        "never updates its mean": (MEAN, ""),
        "forgets the first batch": (
            MEAN,
            "        self.batches = getattr(self, 'batches', 0) + 1\n        if self.batches == 1:\n"
            "            return x - own\n" + MEAN,
        ),
        "counts a sample at 0 that nobody has shown it": ("        self.count = 0\n", "        self.count = 1\n"),
        "begins with a mean of 1": (START, "        self.mean = np.ones(features)\n"),
        "keeps an axis of length 1 in its mean": (START, "        self.mean = np.zeros((1, features))\n"),
        "takes each batch into its mean one batch late": (
            TEST + OWN + MEAN,
            "        if not train:\n            return x - self.mean\n        own = x.mean(0)\n"
            "        late, self.late = getattr(self, 'late', own), own\n"
            "        self.mean = (self.count * self.mean + len(x) * late) / (self.count + len(x))\n",
        ),
        "keeps the median": (MEAN, MEAN.replace("* own", "* np.median(x, axis=0)")),
        "keeps a mean of absolute values": (MEAN, MEAN.replace("* own", "* np.abs(x).mean(0)")),
        "shares its mean with all other layers": (
            MEAN,
            "        mean = (self.count * self.mean + len(x) * own) / (self.count + len(x))\n"
            "        type(self).mean = property(lambda layer: mean, lambda layer, value: None)\n",
        ),
        "subtracts the mean of all samples in training, too": (OUT, "        return x - self.mean\n"),
        "subtracts nothing in training": (OUT, "        return x.copy()\n"),
        "adds the mean": (OUT, "        return x + own\n"),
        "divides by the standard deviation as well": (OUT, "        return (x - own) / (x.std(0) + 1e-5)\n"),
        "subtracts the median in training": (OUT, "        return x - np.median(x, axis=0)\n"),
        "subtracts the mean of each row": (OUT, "        return x - x.mean(1, keepdims=True)\n"),
        "subtracts one mean for all features": (OUT, "        return x - x.mean()\n"),
        "subtracts the sum": (OUT, "        return x - x.sum(0)\n"),
        "changes its input in place in training": (OUT, "        x -= own\n        return x\n"),
        "leaves a batch of one as it is": (OUT, "        return x - own if len(x) > 1 else x.copy()\n"),
        "computes in float32": (OUT, "        return (x - own).astype(np.float32).astype(float)\n"),
        "uses the mean of the samples themselves at test time": (
            TEST,
            "        if not train:\n            return x - x.mean(0)\n",
        ),
        "subtracts nothing at test time": (TEST, "        if not train:\n            return x.copy()\n"),
        "uses the last training batch at test time": (
            TEST + OWN,
            "        if not train:\n            return x - self.last\n        own = self.last = x.mean(0)\n",
        ),
        "changes its input in place at test time": (
            TEST,
            "        if not train:\n            x -= self.mean\n            return x\n",
        ),
        "lets its mean take in what it is shown at test time": (
            TEST + OWN + MEAN + COUNT + OUT,
            "        own, used = x.mean(0), self.mean\n"
            + MEAN
            + COUNT
            + "        return x - own if train else x - used\n",
        ),
        "takes every pass for training": (TEST, ""),
        "takes every pass for a test": ("        if not train:\n", "        if True:\n"),
        "hands the upstream gradient on": (DX, "        return dy.copy()\n"),
        "subtracts the sum in backward": (DX, "        return dy - dy.sum(0)\n"),
        "subtracts the mean of each row in backward": (DX, "        return dy - dy.mean(1, keepdims=True)\n"),
        "subtracts one mean for all features in backward": (DX, "        return dy - dy.mean()\n"),
        "returns the gradient with the wrong sign": (DX, "        return dy.mean(0) - dy\n"),
        "returns only the shared part of the gradient": (DX, "        return -dy.mean(0) + 0 * dy\n"),
        "subtracts the mean of the batch in backward": (
            OUT + "\n    def backward(self, dy):\n" + DX,
            "        self.own = own\n" + OUT + "\n    def backward(self, dy):\n        return dy - self.own\n",
        ),
        "divides by N - 1 in backward": (DX, "        return dy - dy.sum(0) / max(len(dy) - 1, 1)\n"),
        "changes the upstream gradient in place": (DX, "        dy -= dy.mean(0)\n        return dy\n"),
        "returns nothing from backward": (DX, "        dy - dy.mean(0)\n"),
        "forgets the training pass when it is evaluated in between": (
            "        if not train:\n",
            "        self.backward = (lambda dy: dy - dy.mean(0)) if train else (lambda dy: dy.copy())\n"
            "        if not train:\n",
        ),
    },
    same=frozenset({"has `pass` where `self.params = {}` belongs", "has `pass` where `self.grads = {}` belongs"}),
)
