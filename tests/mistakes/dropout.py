"""The catalogue of the chapter `dropout`: what students really write, wrong and right."""

from tests.mistakes import Submission

MASK = "    return np.where(rng.random(shape) < p, 0.0, 1.0)\n"
STANDARD = "        self.factor = draw_mask(self.rng, x.shape, self.p) if train else 1 - self.p\n        return x * self.factor\n"
INVERTED = "        self.factor = draw_mask(self.rng, x.shape, self.p) / (1 - self.p) if train else 1.0\n        return x * self.factor\n"
DRAW = "draw_mask(self.rng, x.shape, self.p)"
BACKWARD = "        return dy * self.factor\n"
LAST = '# check("standard", StandardDropout)\n'
WEIGHTS = "    weights = (1 - p) ** kept * p ** (len(x) - kept)\n"
MEAN = "    return weights @ function(x * masks / (1 - p))\n"
PASS = "        logits = network.predict(x, train=True)\n"
TOTAL = "        total = total + exponentials / exponentials.sum(axis=1, keepdims=True)\n"
AVERAGE = "    probabilities = total / passes\n"
ENTROPY = "    return probabilities, -(probabilities * logarithms).sum(axis=1)\n"
STRENGTHS = "    strengths = p / (1 - p) * (x**2).mean(axis=0)\n"
PENALTY = "    return float((strengths * w**2).sum() / 2), strengths * w\n"

NOISE = "        self.rows = self._sources(x.shape, train)\n"
LENT = "        np.add.at(dx, (self.rows, np.arange(dy.shape[1])), dy)\n"
INTERVAL = '    "interval": (-0.333, -0.126),\n    "verdict": "confirmed",\n'
ARMS = "    return [learn(Dropout, p, np.random.default_rng(seed))[1] for p in (0.0, 0.5)]\n"
TRIED = "    for train in (True, False, True):\n"
UNCHANGED = "    return not (np.array_equal(x, handed[0]) and np.array_equal(dy, handed[1]))\n"

STANDARD_LAYER = STANDARD + "        ### END SOLUTION\n"
INVERTED_LAYER = INVERTED + "        ### END SOLUTION\n"
BACKWARD_DOC = '''        ### END SOLUTION

    def backward(self, dy):
        """Return the gradient of the input of the last `forward`, in training or not.

        dy : ndarray, the shape of the output, float64
        returns : ndarray, the same shape

        No loop. `dy` stays as it was.
        """
        ### BEGIN SOLUTION
'''


def layer(forward: str, new: str, backward: str = BACKWARD) -> tuple[tuple[str, str], ...]:
    """Edit one of the two layers, whose texts differ in forward only."""
    return ((forward + BACKWARD_DOC + BACKWARD, new + BACKWARD_DOC + backward),)


def inverted(new: str, backward: str = BACKWARD) -> tuple[tuple[str, str], ...]:
    return layer(INVERTED, new, backward)


def standard(new: str, backward: str = BACKWARD) -> tuple[tuple[str, str], ...]:
    return layer(STANDARD, new, backward)


def masks(words: str) -> dict[str, str]:
    """What fails with a mistake in the mask: all layers that draw one."""
    return {"mask": words, "standard": words, "dropout-forward": words}


WRONG = [
    Submission(
        "mask-keeps-p",
        ((MASK, MASK.replace("<", ">")),),
        {
            "mask": "p is the share that is dropped",
            "standard": "p is the share",
            "dropout-forward": "p is the share",
            "dropout-backward": "p is the share",
        },
    ),
    Submission(
        "mask-from-global-state",
        ((MASK, MASK.replace("rng.random(shape)", "np.random.random(shape)")),),
        {"mask": "another source than `rng`", "standard": "another source", "dropout-forward": "another source"},
    ),
    Submission(
        "mask-one-row",
        ((MASK, MASK.replace("rng.random(shape)", "np.broadcast_to(rng.random(shape[1:]), shape)")),),
        {"mask": "whole batch", "standard": "whole batch", "dropout-forward": "whole batch"},
    ),
    Submission(
        "mask-one-coin-a-sample",
        ((MASK, MASK.replace("rng.random(shape) < p", "rng.random((shape[0], 1)) < np.full(shape, p)")),),
        {"mask": "one coin", "standard": "one coin", "dropout-forward": "one coin"},
    ),
    Submission(
        "mask-with-fixed-seed",
        ((MASK, MASK.replace("rng.random", "np.random.default_rng(0).random")),),
        {"mask": "draw a new one", "standard": "draw a new one", "dropout-forward": "draw a new one"},
    ),
    Submission(
        "standard-dropped-share-at-test",
        standard(STANDARD.replace("else 1 - self.p", "else self.p")),
        {"standard": "share that was dropped stands"},
    ),
    Submission(
        "standard-no-scaling",
        standard(STANDARD.replace("else 1 - self.p", "else 1.0")),
        {"standard": "nothing is scaled at test time"},
    ),
    Submission(
        "standard-scales-in-training-too",
        standard(STANDARD.replace(DRAW, DRAW + " / (1 - self.p)")),
        {"standard": "standard dropout only cuts"},
    ),
    Submission(
        "dropout-no-scaling",
        inverted(INVERTED.replace(" / (1 - self.p)", "")),
        {"dropout-forward": "not scaled up"},
    ),
    Submission(
        "dropout-divides-by-dropped-share",
        inverted(INVERTED.replace("(1 - self.p)", "max(self.p, 1e-12)")),
        {"dropout-forward": "divided by the share that is dropped"},
    ),
    Submission(
        "dropout-multiplies",
        inverted(INVERTED.replace("/ (1 - self.p)", "* (1 - self.p)")),
        {"dropout-forward": "must grow"},
    ),
    Submission(
        "dropout-scales-twice",
        inverted(INVERTED.replace("(1 - self.p)", "(1 - self.p) ** 2")),
        {"dropout-forward": "scaled twice in training"},
    ),
    Submission(
        "dropout-scales-at-test-too",
        inverted(INVERTED.replace("else 1.0", "else 1 - self.p")),
        {"dropout-forward": "scaled twice"},
    ),
    Submission(
        "dropout-active-at-test",
        inverted(INVERTED.replace(" if train else 1.0", "")),
        {"dropout-forward": "active at test time"},
    ),
    Submission(
        "dropout-test-upside-down",
        inverted(INVERTED.replace("if train", "if not train")),
        {"dropout-forward": "active at test time"},
    ),
    Submission(
        "dropout-first-mask-for-ever",
        inverted(
            "        if train:\n            if getattr(self, 'mask', None) is None:\n"
            f"                self.mask = {DRAW} / (1 - self.p)\n            self.factor = self.mask\n"
            "        else:\n            self.factor = 1.0\n        return x * self.factor\n"
        ),
        {"dropout-forward": "draw a new one in each pass"},
    ),
    Submission(
        "dropout-in-place",
        inverted(INVERTED.replace("return x * self.factor", "x *= self.factor\n        return x")),
        {"dropout-forward": "in place"},
    ),
    Submission(
        "dropout-mask-drawn-again",
        inverted(INVERTED, f"        return dy * {DRAW.replace('x.shape', 'dy.shape')} / (1 - self.p)\n"),
        {"dropout-backward": "the mask was drawn again"},
    ),
    Submission(
        "dropout-backward-without-scaling",
        inverted(INVERTED, "        return np.where(np.asarray(self.factor) > 0, dy, 0.0)\n"),
        {"dropout-backward": "forward divides by the kept share and backward does not"},
    ),
    Submission(
        "dropout-backward-scales-twice",
        inverted(INVERTED, "        return dy * self.factor / (1 - self.p)\n"),
        {"dropout-backward": "once more"},
    ),
    Submission(
        "dropout-backward-without-mask",
        inverted(INVERTED, "        return dy / (1 - self.p)\n"),
        {"dropout-backward": "no zeros at all"},
    ),
    Submission(
        "dropout-multiplies-what-it-returned",
        layer(
            INVERTED,
            INVERTED.replace(
                "        return x * self.factor\n", "        self.y = x * self.factor\n        return self.y\n"
            ),
            "        self.y[...] = dy * self.factor\n        return self.y\n",
        ),
        {"dropout-backward": "`backward` changed what `forward` had returned"},
    ),
    Submission(
        "dropout-backward-in-place",
        inverted(INVERTED, "        dy *= self.factor\n        return dy\n"),
        {"dropout-backward": "in place"},
    ),
    Submission(
        "dropout-backward-after-test",
        inverted(
            f"        if not train:\n            return x.copy()\n        self.factor = {DRAW} / (1 - self.p)\n"
            "        return x * self.factor\n"
        ),
        {"dropout-backward": "after a pass at test time"},
    ),
    Submission(
        "dropout-backward-with-first-mask",
        inverted(
            INVERTED
            + "\n    def __setattr__(self, name, value):\n        if name != 'factor' or 'first' not in self.__dict__:\n"
            "            self.__dict__['first' if name == 'factor' else name] = value\n"
            "        self.__dict__[name] = value\n",
            "        return dy * self.first\n",
        ),
        {"dropout-backward": "the last forward pass"},
    ),
    Submission(
        "dropout-mask-by-sample-loop",
        inverted(
            "        self.factor = np.ones(x.shape)\n        if train:\n            for row in range(len(x)):\n"
            "                self.factor[row] = draw_mask(self.rng, x.shape[1:], self.p) / (1 - self.p)\n"
            "        return x * self.factor\n"
        ),
        {"dropout-forward": "one by one"},
    ),
    Submission(
        "mean-equal-weights", ((WEIGHTS, "    weights = np.full(len(masks), 1 / len(masks))\n"),), {"mean": "alike"}
    ),
    Submission("mean-not-scaled", ((MEAN, MEAN.replace(" / (1 - p)", "")),), {"mean": "not divided by the kept share"}),
    Submission(
        "mean-weights-swapped",
        ((WEIGHTS, "    weights = p**kept * (1 - p) ** (len(x) - kept)\n"),),
        {"mean": "as if p were the share that is kept"},
    ),
    Submission("mean-of-the-input", ((MEAN, "    return function(x)\n"),), {"mean": "one pass without a mask"}),
    Submission("mean-summed", ((WEIGHTS, "    weights = np.ones(len(masks))\n"),), {"mean": "a sum over the masks"}),
    Submission("monte-carlo-off", ((PASS, PASS.replace("True", "False")),), {"monte-carlo": "dropout is off"}),
    Submission(
        "monte-carlo-mean-of-logits",
        (
            (
                PASS,
                "        total = total + network.predict(x, train=True)\n    for _ in range(1):\n        logits = total / passes\n",
            ),
            (TOTAL, "        mean = exponentials / exponentials.sum(axis=1, keepdims=True)\n"),
            (AVERAGE, "    probabilities = mean\n"),
        ),
        {"monte-carlo": "the logits are averaged"},
    ),
    Submission(
        "monte-carlo-last-pass",
        ((TOTAL, TOTAL.replace("total + ", "")), (AVERAGE, "    probabilities = total\n")),
        {"monte-carlo": "only the last pass"},
    ),
    Submission(
        "monte-carlo-sum", ((AVERAGE, "    probabilities = total\n"),), {"monte-carlo": "a sum over the passes"}
    ),
    Submission(
        "monte-carlo-mean-of-entropies",
        (
            ("    total = 0.0\n", "    total, spread = 0.0, 0.0\n"),
            (
                TOTAL,
                TOTAL + "        each = exponentials / exponentials.sum(axis=1, keepdims=True)\n"
                "        spread = spread - (each * np.log(np.maximum(each, 1e-300))).sum(axis=1) / passes\n",
            ),
            (ENTROPY, "    return probabilities, spread\n"),
        ),
        {"monte-carlo": "the mean of the passes' entropies"},
    ),
    Submission(
        "monte-carlo-bits", ((ENTROPY, ENTROPY.replace("axis=1)", "axis=1) / np.log(2)")),), {"monte-carlo": "bits"}
    ),
    Submission(
        "monte-carlo-overflow",
        (("np.exp(logits - logits.max(axis=1, keepdims=True))", "np.exp(logits)"),),
        {"monte-carlo": "left float64's range"},
    ),
    Submission("penalty-p", ((STRENGTHS, STRENGTHS.replace("p / (1 - p)", "p")),), {"penalty": "p stands where"}),
    Submission(
        "penalty-upside-down",
        ((STRENGTHS, STRENGTHS.replace("p / (1 - p)", "(1 - p) / max(p, 1e-12)")),),
        {"penalty": "upside down"},
    ),
    Submission("penalty-sum", ((STRENGTHS, STRENGTHS.replace("mean", "sum")),), {"penalty": "1/N is missing"}),
    Submission("penalty-without-half", ((PENALTY, PENALTY.replace(" / 2", "")),), {"penalty": "the half"}),
    Submission(
        "penalty-plain-decay",
        ((STRENGTHS, "    strengths = p / (1 - p)\n"),),
        {"penalty": "plain weight decay"},
    ),
    Submission(
        "mask-from-normal-numbers",
        ((MASK, "    return (rng.normal(size=shape) > p) * 1.0\n"),),
        masks("a normal number is compared with p") | {"mask": "perhaps what is compared with p is not spread evenly"},
    ),
    Submission(
        "mask-from-normal-numbers-below",
        ((MASK, "    return (rng.standard_normal(shape) < 1 - p) * 1.0\n"),),
        masks("a normal number is compared with 1 - p"),
    ),
    Submission(
        "mask-of-fair-coins",
        ((MASK, "    return rng.integers(0, 2, shape) * 1.0 if p > 0 else np.ones(shape)\n"),),
        masks("a fair coin is tossed"),
    ),
    Submission(
        "mask-from-minus-one",
        ((MASK, "    return (rng.uniform(-1, 1, shape) >= p) * 1.0 if p > 0 else np.ones(shape)\n"),),
        masks("a number from -1 to 1"),
    ),
    # --- Repair, test, experiment ---
    Submission(
        "repair-left-as-it-was",
        (
            (NOISE, "        self.train = train\n" + NOISE),
            (LENT, "        rows = self._sources(dy.shape, self.train)\n" + LENT.replace("self.rows", "rows")),
        ),
        {"repair": "the noise is drawn again in `backward`"},
    ),
    Submission(
        "repair-gives-nothing-back",
        ((LENT, "        dx[...] = np.where(self.rows == np.arange(len(dy))[:, None], dy, 0.0)\n"),),
        {"repair": "what was borrowed gets no gradient"},
    ),
    Submission(
        "repair-takes-in-place-of-giving",
        ((LENT, "        dx += dy[self.rows, np.arange(dy.shape[1])]\n"),),
        {"repair": "backward gives back to there"},
    ),
    Submission(
        "repair-keeps-the-last-only",
        ((LENT, "        dx[self.rows, np.arange(dy.shape[1])] = dy\n"),),
        {"repair": "an entry that was lent gets their sum"},
    ),
    Submission(
        "repair-leaves-it-where-it-went",
        ((LENT, "        dx += dy\n"),),
        {"repair": "leaves its gradient where it went"},
    ),
    Submission(
        "repair-training-only",
        (
            (
                NOISE + "        return x[self.rows, np.arange(x.shape[1])]\n",
                "        rows = self._sources(x.shape, train)\n        if train:\n            self.rows = rows\n"
                "        return x[rows, np.arange(x.shape[1])]\n",
            ),
        ),
        {"repair": "after a pass at test time"},
    ),
    Submission(
        "repair-named-after-the-way-back",
        (('mistake = "B"\n', 'mistake = "E"\n'),),
        {"repair-name": "would always come out where it went in"},
    ),
    Submission("repair-not-named", (('mistake = "B"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission(
        "test-never-alarmed",
        ((UNCHANGED, "    return False\n"), (TRIED, "    return False\n" + TRIED)),
        {"catches": "slips through"},
    ),
    Submission(
        "test-of-the-bounds-alone",
        (
            (
                TRIED,
                "    y = layer.forward(x)\n    return bool(np.abs(y / x - 1).max() > a + 1e-9)\n" + TRIED,
            ),
        ),
        {"catches": "One that slips through"},
    ),
    Submission(
        "test-with-its-own-noise",
        (
            (
                TRIED,
                "    noise = np.random.default_rng(1).uniform(1 - a, 1 + a, x.shape)\n"
                "    if not np.allclose(Wobble(a, np.random.default_rng(1)).forward(x), x * noise):\n"
                "        return True\n" + TRIED,
            ),
        ),
        {"catches": "right ones wrong, for example one"},
    ),
    Submission(
        "test-in-training-alone",
        (
            (TRIED, "    for train in (True, True):\n"),
            ("    drawn = quiet.random() != np.random.default_rng(9).random()\n", "    drawn = False\n"),
        ),
        {"catches": "One that slips through"},
    ),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, INTERVAL.replace("-0.333, -0.126", "0.126, 0.333")),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-seed-not-used",
        ((ARMS, ARMS.replace("(seed)", "(1)")),),
        {"experiment": "Every seed gives the same"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        ((INTERVAL, INTERVAL.replace("confirmed", "undecided")),),
        {"experiment": "lies below 0"},
    ),
]

RIGHT = [
    Submission("right-mask-from-binomial", ((MASK, "    return rng.binomial(1, 1 - p, size=shape).astype(float)\n"),)),
    Submission("right-mask-from-choice", ((MASK, "    return rng.choice([0.0, 1.0], size=shape, p=[p, 1 - p])\n"),)),
    Submission(
        "right-mask-kept-below",
        (
            (MASK, "    return (rng.uniform(size=shape) < 1 - p) * 1.0\n"),
            (INTERVAL, INTERVAL.replace("-0.333, -0.126", "-0.350, -0.163")),  # other masks are drawn
        ),
    ),
    Submission("right-mask-of-booleans", ((MASK, "    return rng.random(shape) >= p\n"),)),
    Submission(
        "right-layer-with-own-mask",
        inverted(
            "        self.kept = self.rng.random(x.shape) >= self.p if train else np.ones(x.shape, dtype=bool)\n"
            "        self.scale = 1 / (1 - self.p) if train else 1.0\n"
            "        y = x * self.scale\n        y[~self.kept] = 0.0\n        return y\n",
            "        return np.where(self.kept, self.scale * dy, 0.0)\n",
        ),
    ),
    Submission(
        "right-layer-that-hands-on",
        inverted(
            "        self.factor = None\n        if not train:\n            return x\n"
            f"        self.factor = {DRAW}\n        return self.factor * x / (1 - self.p)\n",
            "        if self.factor is None:\n            return dy\n        return self.factor * dy / (1 - self.p)\n",
        ),
    ),
    Submission(
        "right-standard-with-branches",
        standard(
            f"        if train:\n            self.mask = {DRAW}\n            return np.multiply(self.mask, x)\n"
            "        self.mask = np.full(x.shape, 1 - self.p)\n        return x - self.p * x\n",
            "        return self.mask * dy\n",
        ),
    ),
    Submission(
        "right-extra-state",
        inverted("        self.calls = getattr(self, 'calls', 0) + 1\n" + INVERTED),
    ),
    Submission(
        "right-mean-by-loop",
        (
            (
                WEIGHTS + MEAN,
                "    total = 0.0\n    for mask in product([0.0, 1.0], repeat=len(x)):\n"
                "        chance = np.prod([1 - p if coin else p for coin in mask])\n"
                "        total = total + chance * function(x * np.array(mask) / (1 - p))\n    return total\n",
            ),
        ),
    ),
    Submission(
        "right-monte-carlo-stacked",
        (
            (
                ENTROPY,
                "    every = np.clip(probabilities, 1e-300, 1.0)\n"
                "    return probabilities, np.sum(-probabilities * np.log(every), axis=1)\n",
            ),
            (
                TOTAL,
                "        chances = exponentials / exponentials.sum(1)[:, None]\n        total = total + chances / passes\n",
            ),
            (AVERAGE, "    probabilities = total\n"),
        ),
    ),
    Submission(
        "right-repair-by-a-loop-over-features",
        (
            (
                LENT,
                "        for d in range(dy.shape[1]):\n"
                "            dx[:, d] = np.bincount(self.rows[:, d], weights=dy[:, d], minlength=len(dy))\n",
            ),
            ('mistake = "B"\n', 'mistake = " b"\n'),
        ),
    ),
    Submission(
        "right-test-by-moments",
        (
            (
                "        if np.abs(np.sort(away, axis=None) - np.linspace(-1, 1, x.size)).max() > 0.06 or np.abs(away).max() > 1 + 1e-9:\n",
                "        shares = np.histogram(away, 10, (-1 - 1e-9, 1 + 1e-9))[0] / x.size\n"
                "        if abs(shares.sum() - 1) > 1e-9 or np.abs(shares - 0.1).max() > 0.025:\n",
            ),
        ),
    ),
    Submission(
        "right-experiment-refuted",
        (
            ('    "prediction": "smaller",\n', '    "prediction": "larger",\n'),
            (INTERVAL, INTERVAL.replace("confirmed", "refuted")),
        ),
    ),
    Submission(
        "right-penalty-by-einsum",
        (
            (
                STRENGTHS + PENALTY,
                "    gradient = np.einsum('nd,nd,d->d', x, x, w) * p / (1 - p) / len(x)\n"
                "    return 0.5 * gradient @ w, gradient\n",
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("1", "-1"): "axis 1 is the last of two axes",
    ("1.0", "2.0"): "its logarithm is multiplied by a probability of 0",
}
