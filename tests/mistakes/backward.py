"""The catalogue of the chapter `backward`: what students really write, wrong and right."""

from tests.mistakes import Submission

CENTRAL = "        gradient[index] = (function(above) - function(below)) / (2 * step)\n"
AFFINE_FORWARD = '        return x @ self.params["W"] + self.params["b"]\n'
DW = '        self.grads["W"] = self.x.T @ dy\n'
DB = '        self.grads["b"] = dy.sum(axis=0)\n'
DX = '        return dy @ self.params["W"].T\n'
ALONG = "        along = (dy * y).sum(axis=1, keepdims=True)\n"
PROJECTED = "        return (dy - y * along) / self.length\n"
BATCHES = "    for samples in (3, 5):\n"
COMPARED = '        pairs = zip((came, dx, layer.grads["s"], x, dy, s), (y_wanted, dx_wanted, ds_wanted, *before), strict=True)\n'
CLOSE = "not np.allclose(got, wanted, 1e-10, 1e-12)"
CAUGHT = "            return True\n    return False\n"
SEEDS = '    "seeds": 10,\n    "interval": (0.303, 0.424),\n'
INTERVAL = '    "interval": (0.303, 0.424),\n'
DRAWN = "    draws, labels, ends = np.random.default_rng(seed), np.arange(60) % 2, []\n"
SIGMOID = "        y = 0.5 * (1 + np.tanh(0.5 * x))\n        if train:\n            self.y = y\n        return y\n"
SLOPE = "        return dy * self.y * (1 - self.y)\n"
GATE = (
    "        positive = x > 0\n        if train:\n            self.positive = positive\n"
    "        return np.where(positive, x, 0.0)\n"
)
GATED = "        return np.where(self.positive, dy, 0.0)\n"
SHIFT = "        shifted = logits - logits.max(axis=1, keepdims=True)\n"
LOG_SUM = "        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))\n"
LOSS = "        return float(-log_probabilities[np.arange(len(labels)), labels].mean())\n"
DLOGITS = "        return (self.probabilities - one_hot) / len(self.labels)\n"
COLLECT = '        return {"W1": first["W"], "b1": first["b"], "W2": second["W"], "b2": second["b"]}\n'
RECORD = "        losses.append(network.loss(x, labels))\n"
UPDATE = "            parameter -= learning_rate * gradients[name]\n"

WRONG = [
    Submission(
        "difference-one-sided",
        ((CENTRAL, CENTRAL.replace("function(below)", "function(x)").replace("(2 * step)", "step")),),
        {"numerical-gradient": "one-sided"},
    ),
    Submission(
        "difference-divided-once",
        ((CENTRAL, CENTRAL.replace("(2 * step)", "step")),),
        {"numerical-gradient": "2 times"},
    ),
    Submission(
        "difference-not-restored",
        (("        above, below = x.astype(float), x.astype(float)\n", "        above, below = x, x.copy()\n"),),
        {"numerical-gradient": "in place"},
    ),
    Submission(
        "difference-step-ignored",
        (
            (CENTRAL, CENTRAL.replace("step", "1e-5")),
            ("above[index] += step", "above[index] += 1e-5"),
            ("below[index] -= step", "below[index] -= 1e-5"),
        ),
        {"numerical-gradient": "step"},
    ),
    Submission(
        "affine-no-bias",
        ((AFFINE_FORWARD, '        return x @ self.params["W"]\n'),),
        {"affine-forward": "bias", "affine-backward": "forward pass is not right"},
    ),
    Submission(
        "affine-dw-mean",
        ((DW, '        self.grads["W"] = self.x.T @ dy / len(dy)\n'),),
        {"affine-backward": "a mean over the batch"},
    ),
    Submission(
        "affine-db-mean",
        ((DB, '        self.grads["b"] = dy.mean(axis=0)\n'),),
        {"affine-backward": "a mean over the batch"},
    ),
    Submission(
        "affine-db-one-sample", ((DB, '        self.grads["b"] = dy[-1]\n'),), {"affine-backward": "only one sample"}
    ),
    Submission(
        "affine-db-unsummed", ((DB, '        self.grads["b"] = dy\n'),), {"affine-backward": "sum over the batch"}
    ),
    Submission(
        "affine-db-wrong-axis", ((DB, '        self.grads["b"] = dy.sum(axis=1)\n'),), {"affine-backward": "wrong axis"}
    ),
    Submission(
        "affine-db-keepdims",
        ((DB, '        self.grads["b"] = dy.sum(axis=0, keepdims=True)\n'),),
        {"affine-backward": "axis of length 1"},
    ),
    Submission(
        "affine-dw-transposed", ((DW, '        self.grads["W"] = dy.T @ self.x\n'),), {"affine-backward": "transpose"}
    ),
    Submission(
        "affine-dx-untransposed",
        ((DX, '        W = self.params["W"]\n        return dy @ (W if W.shape[0] == W.shape[1] else W.T)\n'),),
        {"affine-backward": "a square shape hides"},
    ),
    Submission("affine-not-stored", ((DW, ""), (DB, "")), {"affine-backward": "missing"}),
    Submission(
        "affine-no-return", ((DX, '        dy @ self.params["W"].T\n'),), {"affine-backward": "`return` is missing"}
    ),
    Submission(
        "affine-accumulates",
        ((DW, '        self.grads["W"] = self.grads.get("W", 0) + self.x.T @ dy\n'),),
        {"affine-backward": "add up from call to call"},
    ),
    Submission(
        "affine-first-input",
        (("        self.x = x\n        return x @", '        self.x = getattr(self, "x", x)\n        return x @'),),
        {"affine-backward": "stopped with ValueError"},
    ),
    Submission(
        "affine-parameters-copied",
        (
            (
                'self.params = {"W": W, "b": b}',
                'self.W, self.b = W.copy(), b.copy()\n        self.params = {"W": W, "b": b}',
            ),
            (AFFINE_FORWARD, "        return x @ self.W + self.b\n"),
        ),
        {"affine-backward": "copy of its parameters"},
    ),
    Submission(
        "affine-input-changed",
        (
            (
                AFFINE_FORWARD,
                '        x -= 0.0 * x + 1.0\n        return (x + 1.0) @ self.params["W"] + self.params["b"]\n',
            ),
        ),
        {"affine-forward": "in place"},
    ),
    Submission(
        "sigmoid-slope-of-input",
        ((SLOPE, SLOPE.replace("self.y", "self.x")), (SIGMOID, "        self.x = x\n" + SIGMOID)),
        {"sigmoid": "in terms of the output"},
    ),
    Submission("sigmoid-no-upstream", ((SLOPE, "        return self.y * (1 - self.y)\n"),), {"sigmoid": "slope alone"}),
    Submission("sigmoid-no-slope", ((SLOPE, "        return dy\n"),), {"sigmoid": "slope is missing"}),
    Submission(
        "sigmoid-upstream-changed",
        ((SLOPE, "        dy *= self.y * (1 - self.y)\n        return dy\n"),),
        {"sigmoid": "in place"},
    ),
    Submission("sigmoid-sign", ((SLOPE, "        return -dy * self.y * (1 - self.y)\n"),), {"sigmoid": "a sign"}),
    Submission(
        "relu-wrong-side", ((GATED, "        return np.where(self.positive, 0.0, dy)\n"),), {"relu": "wrong side"}
    ),
    Submission(
        "relu-sign-of-upstream",
        ((GATED, "        return np.where(dy > 0, dy, 0.0)\n"),),
        {"relu": "sign of the upstream"},
    ),
    Submission(
        "relu-in-place",
        ((GATE, "        self.positive = x > 0\n        x[~self.positive] = 0.0\n        return x\n"),),
        {"relu": "in place"},
    ),
    Submission(
        "relu-cuts-what-it-got",
        ((GATE, "        y = x\n        y[y < 0] = 0.0\n        self.positive = y > 0\n        return y\n"),),
        {"relu": "`forward` changed its argument `x` in place"},
    ),
    Submission(
        "relu-writes-into-what-it-returned",
        (
            (GATE, "        self.y = np.maximum(x, 0.0)\n        return self.y\n"),
            (GATED, "        self.y[self.y > 0] = 1.0\n        return dy * self.y\n"),
        ),
        {"relu": "`backward` changed what `forward` had returned"},
    ),
    Submission(
        "relu-zeroes-the-upstream-gradient",
        ((GATED, "        dy[~self.positive] = 0.0\n        return dy\n"),),
        {"relu": "`backward` changed its argument `dy` in place"},
    ),
    Submission(
        "affine-learns-in-backward",
        (
            (
                DX,
                '        dx = dy @ self.params["W"].T\n        self.params["b"] -= 0.01 * self.grads["b"]\n        return dx\n',
            ),
        ),
        {"affine-backward": "`backward` changed the parameter `b`"},
    ),
    Submission("softmax-overflow", ((SHIFT, "        shifted = logits\n"),), {"softmax-forward": "overflows"}),
    Submission(
        "softmax-wrong-axis",
        ((SHIFT + LOG_SUM, (SHIFT + LOG_SUM).replace("axis=1", "axis=0")),),
        {"softmax-forward": "over the samples"},
    ),
    Submission(
        "softmax-whole-batch",
        ((SHIFT + LOG_SUM, (SHIFT + LOG_SUM).replace("axis=1, keepdims=True", "")),),
        {"softmax-forward": "whole batch"},
    ),
    Submission("loss-sum", ((LOSS, LOSS.replace("mean()", "sum()")),), {"softmax-forward": "the mean is asked for"}),
    Submission("loss-sign", ((LOSS, LOSS.replace("float(-", "float(")),), {"softmax-forward": "a sign"}),
    Submission(
        "loss-gradient-not-averaged",
        ((DLOGITS, "        return self.probabilities - one_hot\n"),),
        {"softmax-backward": "1/N is missing"},
    ),
    Submission(
        "loss-gradient-averaged-twice",
        ((DLOGITS, DLOGITS.replace("len(self.labels)", "len(self.labels) ** 2")),),
        {"softmax-backward": "taken twice"},
    ),
    Submission(
        "loss-gradient-no-label",
        ((DLOGITS, "        return self.probabilities / len(self.labels)\n"),),
        {"softmax-backward": "probabilities alone"},
    ),
    Submission(
        "network-layers-swapped",
        ((COLLECT, COLLECT.replace('"W1": first["W"]', '"W1": second["W"]')),),
        {"network": "shape"},
    ),
    Submission(
        "network-parameters-copied",
        (
            (
                'first = Affine(self.params["W1"], self.params["b1"])',
                'first = Affine(self.params["W1"].copy(), self.params["b1"].copy())',
            ),
        ),
        {"network": "copies"},
    ),
    Submission("train-uphill", ((UPDATE, UPDATE.replace("-=", "+=")),), {"train": "uphill"}),
    Submission(
        "train-parameters-rebound",
        ((UPDATE, "            parameter = parameter - learning_rate * gradients[name]\n"),),
        {"train": "have not moved"},
    ),
    Submission("train-loss-after-the-step", ((RECORD, ""), (UPDATE, UPDATE + RECORD)), {"train": "after each step"}),
    Submission(
        "affine-loops",
        (
            (DW, '        self.grads["W"] = sum(np.outer(row, up) for row, up in zip(self.x, dy))\n'),
            (DB, '        self.grads["b"] = sum(list(dy))\n'),
        ),
        {"affine-backward": "one by one"},
    ),
    Submission(
        "affine-forward-loops",
        ((AFFINE_FORWARD, '        return np.array([row @ self.params["W"] + self.params["b"] for row in x])\n'),),
        {"affine-forward": "one by one", "affine-backward": "one by one"},
    ),
    Submission(
        "affine-forward-again",
        ((DB, '        self.grads["b"] = dy.sum(axis=0)\n        self.forward(self.x)\n'),),
        {"affine-backward": "calls `forward`, 1 time"},
    ),
    Submission(
        "affine-single-precision",
        (
            (
                AFFINE_FORWARD,
                AFFINE_FORWARD.replace('x @ self.params["W"]', '(x @ self.params["W"]).astype("float32")').replace(
                    'self.params["b"]', 'self.params["b"].astype("float32")'
                ),
            ),
        ),
        {"affine-forward": "float32", "affine-backward": "float32"},
    ),
    Submission(
        "affine-output-reused",
        (
            (
                AFFINE_FORWARD,
                '        y = x @ self.params["W"] + self.params["b"]\n'
                '        if not hasattr(self, "room"):\n'
                "            self.room = np.zeros((999, y.shape[1]))\n"
                "        self.room[: len(x)] = y\n"
                "        return self.room[: len(x)]\n",
            ),
        ),
        {"affine-forward": "writes into the array"},
    ),
    Submission(
        "sigmoid-numerically",
        (
            (SIGMOID, "        self.x = x\n" + SIGMOID),
            (
                SLOPE,
                "        h = 1e-5\n"
                "        return dy * (np.tanh(0.5 * (self.x + h)) - np.tanh(0.5 * (self.x - h))) / (4 * h)\n",
            ),
        ),
        {"sigmoid": "differentiates numerically"},
    ),
    Submission(
        "softmax-list",
        ((LOSS, "        self.probabilities = self.probabilities.tolist()\n" + LOSS),),
        {"softmax-forward": "of type list", "softmax-backward": "AttributeError"},
    ),
    Submission(
        "nothing-written",
        ((AFFINE_FORWARD, "        raise NotImplementedError()\n"),),
        {"affine-forward": "Nothing is written"},
    ),
    Submission(
        "affine-backward-no-return",
        ((DX, DX.replace("return ", "dx = ")),),
        {"affine-backward": "`backward` gives None: its `return` is missing"},
    ),
    Submission(
        "affine-forward-no-return",
        ((AFFINE_FORWARD, AFFINE_FORWARD.replace("return ", "y = ")),),
        {
            "affine-forward": "`forward` gives None: its `return` is missing",
            "affine-backward": "`forward` gives None: its `return` is missing",
        },
    ),
    Submission(
        "affine-backward-not-written",
        ((DW + DB, "        raise NotImplementedError()\n"),),
        {"affine-backward": "Nothing is written here yet, in `backward`"},
    ),
    Submission(
        "affine-backward-other-name",
        ((DW, DW.replace("self.x", "self.inputs")),),
        {"affine-backward": "nothing stands in `self.inputs` yet"},
    ),
    Submission("relu-gate-flattens", ((GATED, "        return dy[self.positive]\n"),), {"relu": "lays them flat"}),
    Submission(
        "relu-gate-on-one-side",
        ((GATED, "        dx = np.zeros_like(dy)\n        dx[self.positive] = dy.ravel()\n        return dx\n"),),
        {"relu": "pick there too"},
    ),
    Submission(
        "softmax-tiny-number",
        ((LOSS, "        return float(-np.log(self.probabilities[np.arange(len(labels)), labels] + 1e-7).mean())\n"),),
        {
            "softmax-forward": "1e-07 was added to the probability",
            "softmax-backward": "1e-07 was added to the probability",
        },
    ),
    Submission(
        "softmax-tiny-number-and-sum",
        ((LOSS, "        return float(-np.log(self.probabilities[np.arange(len(labels)), labels] + 1e-7).sum())\n"),),
        {
            "softmax-forward": "and a sum over the batch was taken",
            "softmax-backward": "and a sum over the batch was taken",
        },
    ),
    Submission(
        "softmax-loss-of-each-sample",
        ((LOSS, "        return -log_probabilities[np.arange(len(labels)), labels]\n"),),
        {"softmax-forward": "take the mean", "softmax-backward": "take the mean"},
    ),
    Submission(
        "softmax-loss-in-an-array",
        ((LOSS, "        return -log_probabilities[np.arange(len(labels)), labels].mean().reshape(1, 1)\n"),),
        {"softmax-forward": "`float(...)` takes it out", "softmax-backward": "`float(...)` takes it out"},
    ),
    Submission(
        "softmax-half-divided",
        ((DLOGITS, "        return self.probabilities / len(self.labels) - one_hot\n"),),
        {"softmax-backward": "only the probabilities are divided by N"},
    ),
    Submission(
        "softmax-mean-over-all-entries",
        ((DLOGITS, "        return (self.probabilities - one_hot) / one_hot.size\n"),),
        {"softmax-backward": "divided by the number of all entries"},
    ),
    Submission(
        "train-no-learning-rate",
        ((UPDATE, UPDATE.replace("learning_rate * ", "")),),
        {"train": "learning rate is missing"},
    ),
    Submission(
        "repair-left-as-it-was",
        ((ALONG, ALONG.replace("* y", "* self.x")), (PROJECTED, PROJECTED.replace("- y", "- self.x"))),
        {"repair": "for rows of length 1 only"},
    ),
    Submission(
        "repair-half-done", ((ALONG, ALONG.replace("* y", "* self.x")),), {"repair": "the mistake is half mended"}
    ),
    Submission(
        "repair-without-the-second-path",
        ((PROJECTED, "        return dy / self.length\n"),),
        {"repair": "a second path leads through it"},
    ),
    Submission(
        "repair-not-divided",
        ((PROJECTED, "        return dy - y * along\n"),),
        {"repair": "divided by the length, and here neither is"},
    ),
    Submission(
        "repair-sign", ((PROJECTED, PROJECTED.replace("dy - y", "dy + y")),), {"repair": "takes away what points along"}
    ),
    Submission(
        "repair-named-after-the-second-path",
        (('mistake = "C"\n', 'mistake = "D"\n'),),
        {"repair-name": "rows of length 1 would get a wrong gradient, too"},
    ),
    Submission("repair-not-named", (('mistake = "C"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission("test-never-alarmed", ((CAUGHT, "            pass\n    return False\n"),), {"catches": "slips through"}),
    Submission(
        "test-with-a-batch-of-one", ((BATCHES, BATCHES.replace("(3, 5)", "(1, 1)")),), {"catches": "slips through"}
    ),
    Submission(
        "test-of-forward-alone",
        ((COMPARED, "        pairs = [(came, y_wanted)]\n"),),
        {"catches": "One that slips through"},
    ),
    Submission(
        "test-to-the-last-bit",
        ((CLOSE, "not np.array_equal(got, wanted)"),),
        {"catches": "more digits than another way of computing has"},
    ),
    Submission(
        "test-without-an-answer",
        (("            return True\n    return False\n", "            return True\n"),),
        {"catches": "returned nothing"},
    ),
    Submission("experiment-too-few-seeds", ((SEEDS, '    "seeds": 3,\n'),), {"experiment": "fewer tell little"}),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, '    "interval": (-0.424, -0.303),\n'),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-seed-not-used",
        (
            (
                "rng(seed))\n        train(network, x, labels, learning_rate=1.0, epochs=60)",
                "rng(1))\n        train(network, x, labels, learning_rate=1.0, epochs=60)",
            ),
            (DRAWN, DRAWN.replace("rng(seed)", "rng(1)")),
        ),
        {"experiment": "Every seed gives the same"},
    ),
    Submission(
        "experiment-generator-shared",
        (
            ("def experiment(seed):\n", "SHARED = np.random.default_rng(0)\n\n\ndef experiment(seed):\n"),
            ("(2, hidden_size, 2, np.random.default_rng(seed))", "(2, hidden_size, 2, SHARED)"),
        ),
        {"experiment": "when it is run again"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        (('    "verdict": "confirmed",\n', '    "verdict": "undecided",\n'),),
        {"experiment": "lies above 0"},
    ),
    Submission(
        "experiment-nothing-held-equal",
        (('    "held_equal": ["the samples", "learning rate 1.0", "60 steps"],\n', '    "held_equal": ["", ""],\n'),),
        {"experiment": "fewer than two things"},
    ),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-repair-by-hand",
        (
            (
                "        y = self.x / self.length\n" + ALONG + PROJECTED,
                "        inner = np.einsum('nd,nd->n', dy, self.x)[:, np.newaxis]\n"
                "        return dy / self.length - self.x * inner / self.length**3\n",
            ),
            ('mistake = "C"\n', 'mistake = " c "\n'),
        ),
    ),
    Submission(
        "right-test-by-differences",
        (
            (
                "        y_wanted, dx_wanted, ds_wanted, before = x * s, dy * s, (x * dy).sum(axis=0), (x.copy(), dy.copy(), s.copy())\n",
                "        before = x.copy(), dy.copy(), s.copy()\n"
                "        y_wanted = x * s\n"
                "        dx_wanted = numerical_gradient(lambda x: np.sum(x * s * dy), x)\n"
                "        ds_wanted = numerical_gradient(lambda s: np.sum(x * s * dy), s)\n",
            ),
            (CLOSE, "not np.allclose(got, wanted, 1e-8, 1e-8)"),
        ),
    ),
    Submission(
        "right-experiment-refuted",
        (
            ('    "prediction": "larger",\n', '    "prediction": "smaller",\n'),
            ('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),
        ),
    ),
    Submission(
        "right-experiment-numpy-numbers",
        (
            (INTERVAL, '    "interval": [np.float64(0.3034), 0.4244],\n'),
            (
                "        ends.append(network.loss(x, labels))\n    return ends\n",
                "        ends.append(network.loss(x, labels))\n    return np.array(ends)\n",
            ),
        ),
    ),
    Submission(
        "right-in-place-and-back",
        (
            (
                "        above, below = x.astype(float), x.astype(float)\n        above[index] += step\n        below[index] -= step\n"
                + CENTRAL,
                "        kept = x[index]\n        x[index] = kept + step\n        high = function(x)\n        x[index] = kept - step\n"
                "        low = function(x)\n        x[index] = kept\n        gradient[index] = (high - low) / step / 2\n",
            ),
        ),
    ),
    Submission(
        "right-einsum",
        (
            (DW, '        self.grads["W"] = np.einsum("nd,nm->dm", self.x, dy)\n'),
            (DB, '        self.grads["b"] = np.einsum("nm->m", dy)\n'),
            (DX, '        return np.einsum("nm,dm->nd", dy, self.params["W"])\n'),
        ),
    ),
    Submission(
        "right-loop-over-inputs",
        ((DW, '        self.grads["W"] = np.array([(column[:, None] * dy).sum(axis=0) for column in self.x.T])\n'),),
    ),
    Submission(
        "right-dot-and-ones",
        (
            (DB, '        self.grads["b"] = np.ones(len(dy)).dot(dy)\n'),
            (DX, '        return np.dot(dy, np.transpose(self.params["W"]))\n'),
        ),
    ),
    Submission(
        "right-sigmoid-that-warns", ((SIGMOID, "        self.y = 1 / (1 + np.exp(-x))\n        return self.y\n"),)
    ),
    Submission(
        "right-sigmoid-from-input",
        (
            (SIGMOID, "        self.x = x\n" + SIGMOID),
            (SLOPE, "        half = np.cosh(np.clip(self.x, -700, 700) / 2)\n        return dy / (4 * half**2)\n"),
        ),
    ),
    Submission(
        "right-relu-by-maximum",
        (
            (GATE, "        self.x = x\n        return np.maximum(x, 0)\n"),
            (GATED, "        return dy * (self.x > 0)\n"),
        ),
    ),
    Submission(
        "right-relu-on-copies",
        (
            (
                GATE,
                "        self.positive = x > 0\n        y = x.copy()\n        y[~self.positive] = 0\n        return y\n",
            ),
            (GATED, "        dx = np.array(dy)\n        dx[~self.positive] = 0\n        return dx\n"),
        ),
    ),
    Submission(
        "right-softmax-then-log",
        (
            (
                LOG_SUM,
                "        exponentials = np.exp(shifted)\n        log_probabilities = shifted - np.log(np.sum(exponentials, 1)[:, None])\n",
            ),
            (LOSS, LOSS.replace("float(", "(")),
        ),
    ),
    Submission(
        "right-loss-by-one-hot",
        (
            (
                LOSS,
                "        chosen = np.eye(logits.shape[1])[labels] * log_probabilities\n        return -chosen.sum() / len(labels)\n",
            ),
        ),
    ),
    Submission(
        "right-gradient-by-indexing",
        (
            (
                DLOGITS,
                "        gradient = self.probabilities.copy()\n        gradient[np.arange(len(self.labels)), self.labels] -= 1\n        return gradient / len(self.labels)\n",
            ),
        ),
    ),
    Submission(
        "right-update-by-slice",
        ((UPDATE, "            parameter[...] = parameter - learning_rate * gradients[name]\n"),),
    ),
    Submission(
        "right-extra-state",
        (
            (
                "        self.x = x\n        return x @",
                "        self.x, self.calls = x, getattr(self, 'calls', 0) + 1\n        return x @",
            ),
        ),
    ),
    Submission(
        "right-loss-as-a-numpy-number",
        ((LOSS, "        return np.mean(-np.take_along_axis(log_probabilities, labels[:, None], axis=1))\n"),),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("np.zeros_like(x, dtype=float)", "np.zeros_like(x)"): "the same for the float64 that the docstring promises",
    ("np.zeros_like", "np.ones_like"): "every entry is overwritten",
    ("1", "-1"): "axis 1 is the last of two axes",
}
