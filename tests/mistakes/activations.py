"""The catalogue of the chapter `activations`: what students really write, wrong and right."""

from tests.mistakes import Submission

TANH = "        y = np.tanh(x)\n        if train:\n            self.y = y\n        return y\n"
TANH_SLOPE = "        return dy * (1 - self.y**2)\n"
LEAKY = (
    "        slopes = np.where(x > 0, 1.0, self.negative_slope)\n        if train:\n            self.slopes = slopes\n"
    "        return x * slopes\n"
)
LEAKY_SLOPE = "        return dy * self.slopes\n"
SOFTPLUS = "        return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))\n"
SOFTPLUS_SLOPE = "        return dy * 0.5 * (1 + np.tanh(0.5 * self.x))\n"
SCORES = '        scores = np.einsum("nd,dmk->nmk", x, self.params["W"]) + self.params["b"]\n'
WON = "        self.won = scores == scores.max(axis=2, keepdims=True)\n"
LARGEST = "        return scores.max(axis=2)\n"
HEARD = "        heard = self.won * dy[:, :, np.newaxis]\n"
DW = '        self.grads["W"] = np.einsum("nd,nmk->dmk", self.x, heard)\n'
DB = '        self.grads["b"] = heard.sum(axis=0)\n'
DX = '        return np.einsum("nmk,dmk->nd", heard, self.params["W"])\n'
WALK = "        arriving = layer.backward(arriving)\n        norms.append(float(np.sqrt((arriving**2).sum())))\n"
TURNED = "    return norms[::-1]\n"
AROUND = "        return x + inside\n"
INSIDE = "            inside = step.forward(inside, train)\n"
BACK = "        inside = dy\n        for step in reversed(self.layers):\n            inside = step.backward(inside)\n"
BOTH = "        return dy + inside\n"
COLLECT = (
    "        for k, layer in enumerate(self.layers):\n"
    "            for name, gradient in layer.grads.items():\n"
    '                self.grads[f"{k}.{name}"] = gradient\n'
)
GATES = "        to_gates = dy * self.left\n        return np.hstack([dy * self.gates, to_gates * steepness])\n"
SEEDS, INTERVAL = '    "seeds": 10,\n    "interval": (0.236', '    "interval": (0.236, 0.461),\n'

WRONG = [
    Submission(
        "tanh-slope-of-input",
        ((TANH, "        self.x = x\n" + TANH), (TANH_SLOPE, "        return dy * (1 - self.x**2)\n")),
        {"tanh": "in terms of the output"},
    ),
    Submission(
        "tanh-squares-what-it-returned",
        ((TANH_SLOPE, "        self.y *= self.y\n        return dy * (1 - self.y)\n"),),
        {"tanh": "`backward` changed what `forward` had returned"},
    ),
    Submission(
        "maxout-learns-in-backward",
        ((DB, DB + '        self.params["b"] -= self.grads["b"]\n'),),
        {"maxout-backward": "`backward` changed the parameter `b`"},
    ),
    Submission("tanh-no-square", ((TANH_SLOPE, "        return dy * (1 - self.y)\n"),), {"tanh": "square is missing"}),
    Submission(
        "tanh-slope-of-sigmoid",
        ((TANH_SLOPE, "        return dy * self.y * (1 - self.y)\n"),),
        {"tanh": "sigmoid's slope"},
    ),
    Submission(
        "tanh-by-exponentials",
        ((TANH, "        self.y = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))\n        return self.y\n"),),
        {"tanh": "exp of more than 709"},
    ),
    Submission("tanh-no-upstream", ((TANH_SLOPE, "        return 1 - self.y**2\n"),), {"tanh": "slope alone"}),
    Submission(
        "tanh-upstream-changed",
        ((TANH_SLOPE, "        dy *= 1 - self.y**2\n        return dy\n"),),
        {"tanh": "in place"},
    ),
    Submission(
        "tanh-forward-again",
        ((TANH, "        self.x = x\n" + TANH), (TANH_SLOPE, "        return dy * (1 - self.forward(self.x) ** 2)\n")),
        {"tanh": "calls `forward`, 1 time"},
    ),
    Submission(
        "leaky-plain-relu",
        ((LEAKY, LEAKY.replace("self.negative_slope", "0.0")),),
        {"leaky-relu": "plain ReLU"},
    ),
    Submission(
        "leaky-backward-of-relu",
        ((LEAKY_SLOPE, "        return dy * (self.slopes == 1.0)\n"),),
        {"leaky-relu": "on the left it leaks too"},
    ),
    Submission(
        "leaky-slope-not-multiplied",
        ((LEAKY, LEAKY.replace("return x * slopes", "return np.where(x > 0, x, self.negative_slope)")),),
        {"leaky-relu": "to be multiplied by x"},
    ),
    Submission(
        "leaky-slope-fixed",
        ((LEAKY, LEAKY.replace("self.negative_slope", "0.01")),),
        {"leaky-relu": "always 0.01"},
    ),
    Submission(
        "leaky-sides-swapped",
        ((LEAKY_SLOPE, "        return dy * np.where(self.slopes == 1.0, self.negative_slope, 1.0)\n"),),
        {"leaky-relu": "sides are swapped"},
    ),
    Submission(
        "leaky-sign-of-upstream",
        ((LEAKY_SLOPE, "        return np.where(dy > 0, dy, self.negative_slope * dy)\n"),),
        {"leaky-relu": "sign of dy decides"},
    ),
    Submission(
        "leaky-in-place",
        (
            (
                LEAKY,
                "        self.slopes = np.where(x > 0, 1.0, self.negative_slope)\n        x *= self.slopes\n        return x\n",
            ),
        ),
        {"leaky-relu": "in place"},
    ),
    Submission(
        "softplus-as-written",
        ((SOFTPLUS, "        return np.log(1 + np.exp(x))\n"),),
        {"softplus": "exp of more than 709"},
    ),
    Submission(
        "softplus-digits-lost",
        ((SOFTPLUS, "        return np.maximum(x, 0.0) + np.log(1 + np.exp(-np.abs(x)))\n"),),
        {"softplus": "`log1p`"},
    ),
    Submission(
        "softplus-cut-off",
        ((SOFTPLUS, "        return np.where(x > 30, x, np.log(1 + np.exp(np.minimum(x, 30))))\n"),),
        {"softplus": "`log1p`"},
    ),
    Submission(
        "softplus-binary-logarithm",
        ((SOFTPLUS, "        return np.logaddexp2(0, x / np.log(2))\n"),),
        {"softplus": "base 2"},
    ),
    Submission(
        "softplus-slope-overflows",
        ((SOFTPLUS_SLOPE, "        return dy * np.exp(self.x) / (1 + np.exp(self.x))\n"),),
        {"softplus": "not finite"},
    ),
    Submission(
        "softplus-slope-of-sigmoid",
        (
            (SOFTPLUS, "        self.y = np.logaddexp(0, x)\n        return self.y\n"),
            (SOFTPLUS_SLOPE, "        return dy * self.y * (1 - self.y)\n"),
        ),
        {"softplus": "here the slope is the sigmoid"},
    ),
    Submission(
        "softplus-slope-of-relu",
        ((SOFTPLUS_SLOPE, "        return dy * (self.x > 0)\n"),),
        {"softplus": "step of the ReLU"},
    ),
    Submission(
        "maxout-no-bias",
        ((SCORES, '        scores = np.einsum("nd,dmk->nmk", x, self.params["W"])\n'),),
        {"maxout-forward": "bias is missing", "maxout-backward": "bias is missing"},
    ),
    Submission(
        "maxout-bias-after-choice",
        (
            (SCORES, '        products = np.einsum("nd,dmk->nmk", x, self.params["W"])\n'),
            (
                WON,
                "        self.won = products == products.max(axis=2, keepdims=True)\n"
                '        scores = np.where(self.won, products + self.params["b"], -np.inf)\n',
            ),
        ),
        {"maxout-forward": "before the bias is added", "maxout-backward": "before the bias is added"},
    ),
    Submission(
        "maxout-wrong-axis",
        ((LARGEST, "        return scores.max(axis=1)\n"),),
        {"maxout-forward": "wrong shape", "maxout-backward": "wrong shape"},
    ),
    Submission(
        "maxout-mean",
        ((LARGEST, "        return scores.mean(axis=2)\n"),),
        {"maxout-forward": "the mean of the pieces", "maxout-backward": "the mean of the pieces"},
    ),
    Submission(
        "maxout-everybody-hears",
        ((HEARD, "        heard = np.ones_like(self.won) * dy[:, :, np.newaxis]\n"),),
        {"maxout-backward": "every piece gets the gradient"},
    ),
    Submission(
        "maxout-first-winner",
        ((HEARD, "        heard = self.won[:1] * dy[:, :, np.newaxis]\n"),),
        {"maxout-backward": "winner of the first sample"},
    ),
    Submission(
        "maxout-one-winner",
        ((WON, "        self.won = np.arange(scores.shape[2]) == scores.sum(axis=0).argmax(axis=1)[:, np.newaxis]\n"),),
        {"maxout-backward": "one winner for the whole batch"},
    ),
    Submission(
        "maxout-no-upstream",
        ((HEARD, "        heard = self.won * np.ones_like(dy)[:, :, np.newaxis]\n"),),
        {"maxout-backward": "`dy` is missing"},
    ),
    Submission(
        "maxout-dw-mean",
        ((DW, DW.replace("heard)", "heard) / len(dy)")),),
        {"maxout-backward": "a mean over the batch"},
    ),
    Submission(
        "maxout-db-unsummed", ((DB, '        self.grads["b"] = heard\n'),), {"maxout-backward": "sum over the batch"}
    ),
    Submission(
        "maxout-db-one-sample", ((DB, '        self.grads["b"] = heard[-1]\n'),), {"maxout-backward": "only one sample"}
    ),
    Submission("maxout-not-stored", ((DW, ""), (DB, "")), {"maxout-backward": "missing"}),
    Submission(
        "maxout-forward-loops",
        (
            (
                SCORES,
                '        scores = np.array([np.tensordot(row, self.params["W"], 1) + self.params["b"] for row in x])\n',
            ),
        ),
        {"maxout-forward": "one by one", "maxout-backward": "one by one"},
    ),
    Submission(
        "norms-last-first", ((TURNED, "    return norms\n"),), {"gradient-norms": "from the last layer to the first"}
    ),
    Submission(
        "norms-of-outputs",
        (
            (
                WALK,
                "        norms.append(float(np.sqrt((arriving**2).sum())))\n        arriving = layer.backward(arriving)\n",
            ),
        ),
        {"gradient-norms": "one layer late"},
    ),
    Submission(
        "norms-not-rooted",
        ((WALK, WALK.replace("np.sqrt((arriving**2).sum())", "(arriving**2).sum()")),),
        {"gradient-norms": "not rooted"},
    ),
    Submission(
        "norms-of-sizes",
        ((WALK, WALK.replace("np.sqrt((arriving**2).sum())", "np.abs(arriving).sum()")),),
        {"gradient-norms": "sum of the sizes"},
    ),
    Submission(
        "norms-mean-square",
        ((WALK, WALK.replace("(arriving**2).sum()", "(arriving**2).mean()")),),
        {"gradient-norms": "sum belongs under the root"},
    ),
    Submission(
        "norms-spectral",
        ((WALK, WALK.replace("np.sqrt((arriving**2).sum())", "np.linalg.norm(arriving, 2)")),),
        {"gradient-norms": "largest singular value"},
    ),
    Submission(
        "norms-twice",
        (
            (
                WALK,
                "        norms.append(float(np.sqrt((layer.backward(arriving) ** 2).sum())))\n        arriving = layer.backward(arriving)\n",
            ),
        ),
        {"gradient-norms": "more than once"},
    ),
    Submission(
        "norms-with-upstream",
        (("    norms, arriving = [], dy\n", "    norms, arriving = [float(np.sqrt((dy**2).sum()))], dy\n"),),
        {"gradient-norms": "wrong shape"},
    ),
    Submission(
        "norms-list-reversed",
        (("    for layer in reversed(layers):\n", "    layers.reverse()\n    for layer in layers:\n"),),
        {"gradient-norms": "the caller's list"},
    ),
    Submission("residual-no-way-around", ((AROUND, "        return inside\n"),), {"residual": "way around is missing"}),
    Submission(
        "residual-input-overwritten",
        (
            ("        inside = x\n", ""),
            (INSIDE, "            x = step.forward(x, train)\n"),
            (AROUND, "        return x + x\n"),
        ),
        {"residual": "added to itself"},
    ),
    Submission(
        "residual-train-lost", ((INSIDE, INSIDE.replace(", train", "")),), {"residual": "`train` is not handed on"}
    ),
    Submission(
        "residual-backward-through-only", ((BOTH, "        return inside\n"),), {"residual": "`dy` itself, is missing"}
    ),
    Submission("residual-backward-around-only", ((BOTH, "        return dy\n"),), {"residual": "only the way around"}),
    Submission(
        "residual-upstream-overwritten",
        (
            (
                BACK,
                "        for step in reversed(self.layers):\n            dy = step.backward(dy)\n        inside = dy\n",
            ),
        ),
        {"residual": "counted twice"},
    ),
    Submission(
        "residual-upstream-changed",
        ((BOTH, "        dy += inside\n        return dy\n"),),
        {"residual": "in place"},
    ),
    Submission("residual-not-stored", ((COLLECT, ""),), {"residual": "missing"}),
    Submission(
        "residual-first-gradients",
        ((COLLECT, "        if self.grads:\n            return dy + inside\n" + COLLECT),),
        {"residual": "an earlier forward pass"},
    ),
    Submission("nothing-written", ((TANH, "        raise NotImplementedError()\n"),), {"tanh": "Nothing is written"}),
    Submission(
        "repair-left-as-it-was",
        (
            (
                GATES,
                "        dy = dy * self.gates\n        to_gates = dy * self.left\n"
                "        return np.hstack([dy, to_gates * steepness])\n",
            ),
        ),
        {"repair": "more so the more a gate is shut"},
    ),
    Submission(
        "repair-left-half-past-the-gate",
        ((GATES, GATES.replace("dy * self.gates", "dy")),),
        {"repair": "passes the gate, too"},
    ),
    Submission(
        "repair-slope-alone",
        ((GATES, GATES.replace("dy * self.left", "dy")),),
        {"repair": "times what the gate multiplies"},
    ),
    Submission(
        "repair-no-slope",
        ((GATES, GATES.replace(" * steepness", "")),),
        {"repair": "the slope of the gate is missing"},
    ),
    Submission(
        "repair-slope-of-sigmoid",
        ((GATES, GATES.replace("steepness", "self.gates * (1 - self.gates)")),),
        {"repair": "this gate has another"},
    ),
    Submission(
        "repair-named-after-the-slope",
        (('mistake = "B"\n', 'mistake = "A"\n'),),
        {"repair-name": "fed with an input of 20"},
    ),
    Submission("repair-not-named", (('mistake = "B"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission(
        "experiment-too-few-seeds", ((SEEDS, SEEDS.replace("10", "3", 1)),), {"experiment": "fewer tell little"}
    ),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, '    "interval": (-0.461, -0.236),\n'),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        (('    "verdict": "confirmed",\n', '    "verdict": "undecided",\n'),),
        {"experiment": "lies above 0"},
    ),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-repair-into-an-array",
        (
            (
                GATES,
                "        dx = np.empty((len(dy), 2 * dy.shape[1]))\n"
                "        dx[:, : dy.shape[1]] = self.gates * dy\n"
                "        dx[:, dy.shape[1] :] = steepness * self.left * dy\n"
                "        return dx\n",
            ),
            ('mistake = "B"\n', 'mistake = "b "\n'),
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
        "right-tanh-by-cosh",
        (
            (TANH, "        self.x = x\n" + TANH),
            (TANH_SLOPE, "        return dy / np.cosh(np.clip(self.x, -300, 300)) ** 2\n"),
        ),
    ),
    Submission(
        "right-tanh-by-sigmoid",
        ((TANH, "        self.y = 2 / (1 + np.exp(-2 * np.clip(x, -300, 300))) - 1\n        return self.y\n"),),
    ),
    Submission(
        "right-leaky-by-maximum",
        (
            (LEAKY, "        self.x = x\n        return np.maximum(x, self.negative_slope * x)\n"),
            (LEAKY_SLOPE, "        return np.where(self.x > 0, dy, self.negative_slope * dy)\n"),
        ),
    ),
    Submission(
        "right-leaky-on-copies",
        (
            (
                LEAKY,
                "        self.left = x <= 0\n        y = x.copy()\n        y[self.left] *= self.negative_slope\n        return y\n",
            ),
            (
                LEAKY_SLOPE,
                "        dx = dy.copy()\n        dx[self.left] *= self.negative_slope\n        return dx\n",
            ),
        ),
    ),
    Submission(
        "right-softplus-by-logaddexp",
        (
            (SOFTPLUS, "        return np.logaddexp(0, x)\n"),
            (SOFTPLUS_SLOPE, "        return dy * np.exp(-np.logaddexp(0, -self.x))\n"),
        ),
    ),
    Submission(
        "right-softplus-that-warns",
        (
            (SOFTPLUS, "        return np.where(x > 30, x + np.exp(-x), np.log1p(np.exp(x)))\n"),
            (SOFTPLUS_SLOPE, "        return dy / (1 + np.exp(-self.x))\n"),
        ),
    ),
    Submission(
        "right-maxout-by-argmax",
        (
            (SCORES, '        scores = np.tensordot(x, self.params["W"], axes=1) + self.params["b"][np.newaxis]\n'),
            (WON, "        self.won = np.arange(scores.shape[2]) == scores.argmax(axis=2)[..., None]\n"),
            (DW, '        self.grads["W"] = np.tensordot(self.x.T, heard, axes=1)\n'),
            (DB, '        self.grads["b"] = np.einsum("nmk->mk", heard)\n'),
            (DX, '        return np.tensordot(heard, self.params["W"], axes=([1, 2], [1, 2]))\n'),
        ),
    ),
    Submission(
        "right-maxout-piece-by-piece",
        (
            (
                SCORES,
                '        pieces = range(self.params["W"].shape[2])\n'
                '        scores = np.stack([x @ self.params["W"][:, :, k] + self.params["b"][:, k] for k in pieces], axis=2)\n',
            ),
            (
                DW,
                '        pieces = range(self.params["W"].shape[2])\n'
                '        self.grads["W"] = np.stack([self.x.T @ heard[:, :, k] for k in pieces], axis=2)\n',
            ),
            (DX, '        return sum(heard[:, :, k] @ self.params["W"][:, :, k].T for k in pieces)\n'),
        ),
    ),
    Submission(
        "right-norms-by-index",
        (
            (
                "    norms, arriving = [], dy\n    for layer in reversed(layers):\n",
                "    norms, arriving = [0.0] * len(layers), dy\n    for k in range(len(layers) - 1, -1, -1):\n",
            ),
            (WALK, "        arriving = layers[k].backward(arriving)\n        norms[k] = np.linalg.norm(arriving)\n"),
            (TURNED, "    return norms\n"),
        ),
    ),
    Submission(
        "right-norms-inserted",
        (
            (
                WALK,
                "        arriving = layer.backward(arriving)\n        norms.insert(0, float(np.hypot.reduce(arriving, axis=None)))\n",
            ),
            (TURNED, "    return norms\n"),
        ),
    ),
    Submission(
        "right-residual-copies-first",
        (
            ("        inside = x\n", "        inside = x.copy()\n"),
            (AROUND, "        return np.add(inside, x)\n"),
            (COLLECT, COLLECT.replace("= gradient", "= np.array(gradient)")),
        ),
    ),
    Submission(
        "right-residual-new-dictionary",
        (
            (
                COLLECT,
                "        self.grads = {\n"
                '            f"{k}.{name}": layer.grads[name] for k, layer in enumerate(self.layers) for name in layer.params\n'
                "        }\n",
            ),
        ),
    ),
    Submission(
        "right-extra-state",
        ((TANH, "        self.calls = getattr(self, 'calls', 0) + 1\n" + TANH),),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("np.maximum(x, 0.0)", "np.maximum(0.0, x)"): "the larger of two numbers, in either order",
}
