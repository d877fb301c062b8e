"""The catalogue of the chapter `forward`: what students really write, wrong and right."""

from tests.mistakes import Submission

ANSWER = "        return x @ self.w + self.b\n"
ERRORS = "        errors = self.forward(x) - t\n"
STEP_W = "        self.w = self.w - learning_rate * 2 * (x.T @ errors) / len(x)\n"
STEP_B = "        self.b = self.b - learning_rate * 2 * errors.mean()\n"
BEFORE = "        return float((errors**2).mean())\n"
KEEP = "        if train:\n            self.x = x\n"
AFFINE = '        return x @ self.params["W"] + self.params["b"]\n'
SIGMOID = "    small = np.exp(-np.abs(x))\n    return np.where(x >= 0, 1.0, small) / (1.0 + small)\n"
RELU = "    return np.where(x > 0, x, 0.0)\n"
POWERS = "    powers = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
SHARES = "    return powers / powers.sum(axis=1, keepdims=True)\n"
LARGEST = "    largest = logits.max(axis=1)\n"
LOG_SUMS = "    log_sums = largest + np.log(np.exp(logits - largest[:, np.newaxis]).sum(axis=1))\n"
LOSS = "    return float((log_sums - logits[np.arange(len(labels)), labels]).mean())\n"
REFUSE = '    if y.shape != t.shape:\n        raise ValueError(f"the shapes {y.shape} and {t.shape} differ")\n'
SQUARES = "    return float(((y - t) ** 2).mean())\n"
SHUFFLE = "    shuffled = rng.permutation(len(x))\n"
RANGE = "    for first in range(0, len(x), batch_size):\n"
ROWS = "        rows = shuffled[first : first + batch_size]\n"
YIELD = "        yield x[rows], labels[rows]\n"
BATCHES = SHUFFLE + RANGE + ROWS + YIELD
ACTIVATE = "        if index > 0:\n            kept.append(relu(kept[-1]))\n"
MAP = "        kept.append(kept[-1] @ W + b)\n"
LOOP = "        for x, t in batches():\n"
TOTAL = "            total += len(x) * neuron.step(x, t, learning_rate)\n"
MEAN = "        losses.append(total / samples)\n"
START = "    losses = []\n    for _ in range(epochs):\n        total, samples = 0.0, 0\n"
MISSED = "    missed = y[:, 0] - t\n"
SHARE = "    return 1 - np.mean(np.square(missed)) / np.var(t)\n"
SEEDS, INTERVAL = '    "seeds": 10,\n    "interval": (0.226', '    "interval": (0.226, 0.837),\n'

WRONG = [
    Submission("adaline-no-bias", ((ANSWER, "        return x @ self.w\n"),), {"adaline": "bias is missing"}),
    Submission("adaline-uphill", ((STEP_W, STEP_W.replace("self.w -", "self.w +")),), {"adaline": "uphill"}),
    Submission(
        "adaline-half-a-step",
        ((STEP_W, STEP_W.replace("2 * ", "")), (STEP_B, STEP_B.replace("2 * ", ""))),
        {"adaline": "half as long"},
    ),
    Submission("adaline-sum", ((STEP_W, STEP_W.replace(" / len(x)", "")),), {"adaline": "N times too long"}),
    Submission(
        "adaline-mean-twice", ((STEP_B, STEP_B.replace("mean()", "mean() / len(x)")),), {"adaline": "taken twice"}
    ),
    Submission(
        "adaline-no-learning-rate", ((STEP_W, STEP_W.replace("learning_rate * ", "")),), {"adaline": "rate is missing"}
    ),
    Submission("adaline-not-stored", ((STEP_B, ""),), {"adaline": "has not moved"}),
    Submission("adaline-new-errors", ((STEP_B, ERRORS + STEP_B),), {"adaline": "errors of the new `w`"}),
    Submission("adaline-late-loss", ((BEFORE, ERRORS + BEFORE),), {"adaline": "loss after the step"}),
    Submission(
        "adaline-half-loss", ((BEFORE, BEFORE.replace("mean()", "mean() / 2")),), {"adaline": "no factor of 1/2"}
    ),
    Submission("adaline-no-return", ((BEFORE, "        (errors**2).mean()\n"),), {"adaline": "`return` is missing"}),
    Submission(
        "adaline-loops",
        (
            (
                STEP_W,
                "        slope = np.zeros_like(self.w)\n        for row, error in zip(x, errors):\n            slope += 2 * error * row\n        self.w = self.w - learning_rate * slope / len(x)\n",
            ),
        ),
        {"adaline": "one by one"},
    ),
    Submission(
        "adaline-targets-changed",
        ((ERRORS, "        t -= self.forward(x)\n        errors = -t\n"),),
        {"adaline": "in place"},
    ),
    Submission("affine-no-bias", ((AFFINE, '        return x @ self.params["W"]\n'),), {"affine": "bias is missing"}),
    Submission(
        "affine-transposed",
        (
            (
                AFFINE,
                '        W = self.params["W"]\n        return x @ (W.T if W.shape[0] == W.shape[1] else W) + self.params["b"]\n',
            ),
        ),
        {"affine": "square shape hides"},
    ),
    Submission("affine-keeps-nothing", ((KEEP, ""),), {"affine": "keeps its input"}),
    Submission(
        "affine-keeps-the-output",
        (
            (
                KEEP + AFFINE,
                '        y = x @ self.params["W"] + self.params["b"]\n        if train:\n            self.x = y\n        return y\n',
            ),
        ),
        {"affine": "keeps its input"},
    ),
    Submission("affine-keeps-always", ((KEEP, "        self.x = x\n"),), {"affine": "must survive"}),
    Submission(
        "affine-copies",
        (('self.params = {"W": W, "b": b}', 'self.params = {"W": W.copy(), "b": b.copy()}'),),
        {"affine": "copy of its parameters"},
    ),
    Submission(
        "affine-loops",
        ((AFFINE, '        return np.array([row @ self.params["W"] + self.params["b"] for row in x])\n'),),
        {"affine": "one by one"},
    ),
    Submission("sigmoid-overflow", ((SIGMOID, "    return 1 / (1 + np.exp(-x))\n"),), {"sigmoid": "more than 709"}),
    Submission(
        "sigmoid-both-branches",
        ((SIGMOID, "    return np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x)))\n"),),
        {"sigmoid": "both of its branches"},
    ),
    Submission("sigmoid-sign", ((SIGMOID, SIGMOID.replace("x >= 0", "x < 0")),), {"sigmoid": "sign of the exponent"}),
    Submission("sigmoid-tanh", ((SIGMOID, "    return np.tanh(x)\n"),), {"sigmoid": "this is tanh"}),
    Submission(
        "sigmoid-clipped",
        ((SIGMOID, "    return 1 / (1 + np.exp(-np.clip(x, -2, 2)))\n"),),
        {"sigmoid": "entries"},
    ),
    Submission(
        "relu-in-place",
        ((RELU, "    x[x < 0] = 0.0\n    return x\n"),),
        {"relu": "in place", "forward-pass": "overwritten"},
    ),
    Submission(
        "relu-step",
        ((RELU, "    return (x > 0).astype(float)\n"),),
        {"relu": "slope of the ReLU", "forward-pass": "H1"},
    ),
    Submission("relu-absolute", ((RELU, "    return np.abs(x)\n"),), {"relu": "absolute value", "forward-pass": "H1"}),
    Submission(
        "relu-wrong-side", ((RELU, "    return np.minimum(x, 0)\n"),), {"relu": "wrong side", "forward-pass": "H1"}
    ),
    Submission("softmax-overflow", ((POWERS, "    powers = np.exp(logits)\n"),), {"softmax": "overflows"}),
    Submission(
        "softmax-one-maximum",
        ((POWERS, "    powers = np.exp(logits - logits.max())\n"),),
        {"softmax": "one maximum for the whole batch"},
    ),
    Submission(
        "softmax-wrong-axis",
        ((POWERS, POWERS.replace("axis=1", "axis=0")), (SHARES, SHARES.replace("axis=1", "axis=0"))),
        {"softmax": "over the samples"},
    ),
    Submission("softmax-whole-batch", ((SHARES, "    return powers / powers.sum()\n"),), {"softmax": "whole batch"}),
    Submission("softmax-not-divided", ((SHARES, "    return powers\n"),), {"softmax": "divide by the sum"}),
    Submission(
        "softmax-in-place",
        ((POWERS, "    logits -= logits.max(axis=1, keepdims=True)\n    powers = np.exp(logits)\n"),),
        {"softmax": "in place"},
    ),
    Submission(
        "cross-entropy-overflow",
        ((LOG_SUMS, "    log_sums = np.log(np.exp(logits).sum(axis=1))\n"),),
        {"cross-entropy": "exp of 1000"},
    ),
    Submission(
        "cross-entropy-log-of-softmax",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    chosen = softmax(logits)[np.arange(len(labels)), labels]\n    return float(-np.log(chosen).mean())\n",
            ),
        ),
        {"cross-entropy": "underflowed"},
    ),
    Submission(
        "cross-entropy-small-number",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    chosen = softmax(logits)[np.arange(len(labels)), labels]\n    return float(-np.log(chosen + 1e-12).mean())\n",
            ),
        ),
        {"cross-entropy": "replaced by a small number"},
    ),
    Submission(
        "cross-entropy-clipped",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    chosen = softmax(logits)[np.arange(len(labels)), labels]\n    return float(-np.log(np.maximum(chosen, 1e-12)).mean())\n",
            ),
        ),
        {"cross-entropy": "replaced by a small number"},
    ),
    Submission("cross-entropy-sum", ((LOSS, LOSS.replace("mean", "sum")),), {"cross-entropy": "the mean is asked for"}),
    Submission("cross-entropy-sign", ((LOSS, LOSS.replace("float(", "float(-")),), {"cross-entropy": "a sign"}),
    Submission(
        "cross-entropy-softmax-twice",
        ((LARGEST, "    logits = softmax(logits)\n" + LARGEST),),
        {"cross-entropy": "applied twice"},
    ),
    Submission(
        "cross-entropy-all-columns",
        ((LOSS, "    return float((log_sums[:, np.newaxis] - logits[:, labels]).mean())\n"),),
        {"cross-entropy": "picks all columns"},
    ),
    Submission(
        "mean-squared-error-half",
        ((SQUARES, SQUARES.replace("mean()", "mean() / 2")),),
        {"mean-squared-error": "factor of 1/2"},
    ),
    Submission(
        "mean-squared-error-sum", ((SQUARES, SQUARES.replace("mean", "sum")),), {"mean-squared-error": "are summed"}
    ),
    Submission(
        "mean-squared-error-rows",
        ((SQUARES, "    return float(((y - t) ** 2).sum() / len(y))\n"),),
        {"mean-squared-error": "over the samples alone"},
    ),
    Submission(
        "mean-squared-error-root",
        ((SQUARES, "    return float(np.sqrt(((y - t) ** 2).mean()))\n"),),
        {"mean-squared-error": "root"},
    ),
    Submission("mean-squared-error-stretched", ((REFUSE, ""),), {"mean-squared-error": "stretched"}),
    Submission(
        "minibatches-drops-the-rest",
        ((RANGE, "    for first in range(0, len(x) - batch_size + 1, batch_size):\n"),),
        {"minibatches": "no sample is dropped"},
    ),
    Submission(
        "minibatches-in-order", ((SHUFFLE, "    shuffled = np.arange(len(x))\n"),), {"minibatches": "shuffle them"}
    ),
    Submission(
        "minibatches-labels-left",
        ((YIELD, "        yield x[rows], labels[first : first + batch_size]\n"),),
        {"minibatches": "one order for both"},
    ),
    Submission(
        "minibatches-shuffled-apart",
        (
            (
                BATCHES,
                "    x, labels = rng.permutation(x), rng.permutation(labels)\n"
                + RANGE
                + "        yield x[first : first + batch_size], labels[first : first + batch_size]\n",
            ),
        ),
        {"minibatches": "shuffled apart"},
    ),
    Submission(
        "minibatches-with-replacement",
        ((ROWS, "        rows = rng.integers(0, len(x), len(shuffled[first : first + batch_size]))\n"),),
        {"minibatches": "exactly once"},
    ),
    Submission(
        "minibatches-own-generator",
        ((SHUFFLE, "    shuffled = np.random.default_rng(0).permutation(len(x))\n"),),
        {"minibatches": "made anew"},
    ),
    Submission(
        "minibatches-global-chance",
        ((SHUFFLE, "    shuffled = np.random.permutation(len(x))\n"),),
        {"minibatches": "somewhere else than `rng`"},
    ),
    Submission(
        "minibatches-in-place",
        (
            (
                BATCHES,
                "    state = rng.bit_generator.state\n    rng.shuffle(x)\n    rng.bit_generator.state = state\n    rng.shuffle(labels)\n"
                + RANGE
                + "        yield x[first : first + batch_size].copy(), labels[first : first + batch_size].copy()\n",
            ),
        ),
        {"minibatches": "in place"},
    ),
    Submission(
        "minibatches-blocks",
        (
            (
                BATCHES,
                "    for first in rng.permutation(np.arange(0, len(x), batch_size)):\n        yield x[first : first + batch_size], labels[first : first + batch_size]\n",
            ),
        ),
        {"minibatches": "the last batch has what is left"},
    ),
    Submission(
        "minibatches-rotated",
        ((SHUFFLE, "    shuffled = np.roll(np.arange(len(x)), rng.integers(1, len(x)))\n"),),
        {"minibatches": "not blocks of them"},
    ),
    Submission(
        "forward-pass-no-activation",
        ((ACTIVATE, "        if index > 0:\n            kept.append(kept[-1])\n"),),
        {"forward-pass": "H1"},
    ),
    Submission(
        "forward-pass-last-activation",
        ((MAP, MAP + "    kept[-1] = relu(kept[-1])\n"),),
        {"forward-pass": "no ReLU"},
    ),
    Submission(
        "forward-pass-overwrites",
        ((ACTIVATE, ACTIVATE.replace("relu(kept[-1])", "np.maximum(kept[-1], 0, out=kept[-1])")),),
        {"forward-pass": "overwritten"},
    ),
    Submission(
        "forward-pass-only-the-end",
        (("    return kept\n", "    return kept[-1]\n"),),
        {"forward-pass": "number of arrays"},
    ),
    Submission(
        "forward-pass-no-input", (("    return kept\n", "    return kept[1:]\n"),), {"forward-pass": "holds the input"}
    ),
    Submission("forward-pass-no-bias", ((MAP, MAP.replace(" + b", "")),), {"forward-pass": "bias is missing"}),
    Submission(
        "forward-pass-skips-the-activation",
        (
            (
                ACTIVATE + MAP,
                "        kept.append((kept[-2] if index > 0 else x) @ W + b)\n        if index < len(parameters) - 1:\n            kept.append(relu(kept[-1]))\n",
            ),
        ),
        {"forward-pass": "the ReLU of it should go in"},
    ),
    Submission(
        "train-batches-alike",
        ((TOTAL, TOTAL.replace("len(x) * ", "")), ("            samples += len(x)\n", "            samples += 1\n")),
        {"train": "count less"},
    ),
    Submission(
        "train-last-batch",
        ((TOTAL, TOTAL.replace("total += len(x) *", "total =")), (MEAN, "        losses.append(total)\n")),
        {"train": "last batch of each epoch"},
    ),
    Submission("train-summed", ((MEAN, "        losses.append(total)\n"),), {"train": "divide by their number"}),
    Submission(
        "train-one-epoch-of-batches",
        ((START, "    epoch = list(batches())\n" + START), (LOOP, LOOP.replace("batches()", "epoch"))),
        {"train": "ask `batches()` anew"},
    ),
    Submission(
        "train-batches-used-up",
        ((START, "    epoch = iter(batches())\n" + START), (LOOP, LOOP.replace("batches()", "epoch"))),
        {"train": "ZeroDivisionError"},
    ),
    Submission(
        "train-total-runs-on",
        ((START, "    losses, total = [], 0.0\n    for _ in range(epochs):\n        samples = 0\n"),),
        {"train": "runs on"},
    ),
    Submission(
        "train-losses-of-steps",
        ((MEAN, ""), (TOTAL, "            losses.append(neuron.step(x, t, learning_rate))\n")),
        {"train": "of the steps"},
    ),
    Submission("train-own-rate", ((TOTAL, TOTAL.replace("learning_rate", "0.01")),), {"train": "was given"}),
    Submission(
        "nothing-written",
        ((RELU, "    raise NotImplementedError()\n"),),
        {"relu": "Nothing is written", "forward-pass": "Nothing is written"},
    ),
    Submission(
        "adaline-forward-loops",
        ((ANSWER, "        return np.array([row @ self.w + self.b for row in x])\n"),),
        {"adaline": "but `forward` goes through the samples one by one"},
    ),
    Submission(
        "adaline-loss-of-each-sample",
        ((BEFORE, "        return errors**2\n"),),
        {"adaline": "take the mean"},
    ),
    Submission(
        "adaline-loss-in-an-array",
        ((BEFORE, "        return (errors**2).mean(keepdims=True)\n"),),
        {"adaline": "`float(...)` takes it out"},
    ),
    Submission("affine-no-return", ((AFFINE, AFFINE.replace("return ", "y = ")),), {"affine": "`return` is missing"}),
    Submission(
        "sigmoid-overflow-silenced",
        ((SIGMOID, '    with np.errstate(over="ignore"):\n        return 1 / (1 + np.exp(-x))\n'),),
        {"sigmoid": "more than 709"},
    ),
    Submission(
        "sigmoid-clipped-at-30",
        ((SIGMOID, "    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))\n"),),
        {"sigmoid": "every x beyond 30 counts as 30"},
    ),
    Submission(
        "relu-largest-of-each-column",
        ((RELU, "    return np.max(x, 0)\n"),),
        {"relu": "`np.maximum`", "forward-pass": "H1"},
    ),
    Submission(
        "relu-mask-flattens",
        ((RELU, "    return x[x > 0]\n"),),
        {"relu": "lays them flat", "forward-pass": "stopped with ValueError"},
    ),
    Submission(
        "relu-if-of-an-array",
        ((RELU, "    return x if x > 0 else 0 * x\n"),),
        {"relu": "ask for one yes or no", "forward-pass": "ask for one yes or no"},
    ),
    Submission(
        "softmax-number-in-the-sum",
        ((SHARES, SHARES.replace("keepdims=True)", "keepdims=True) + 1e-8)").replace("/ powers", "/ (powers")),),
        {"softmax": "1e-08 is added to the sum"},
    ),
    Submission(
        "softmax-no-keepdims",
        ((SHARES, SHARES.replace(", keepdims=True", "")),),
        {"softmax": "`keepdims=True`"},
    ),
    Submission(
        "cross-entropy-tiny-number",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    chosen = softmax(logits)[np.arange(len(labels)), labels]\n    return float(-np.log(chosen + 1e-7).mean())\n",
            ),
        ),
        {"cross-entropy": "1e-07 was added to the probability"},
    ),
    Submission(
        "cross-entropy-one-hot-product",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    one_hot = np.eye(logits.shape[1])[labels]\n    return float(-(one_hot * np.log(softmax(logits))).sum() / len(labels))\n",
            ),
        ),
        {"cross-entropy": "0 times its logarithm"},
    ),
    Submission(
        "cross-entropy-largest-not-added-back",
        ((LOG_SUMS, LOG_SUMS.replace("largest + ", "")),),
        {"cross-entropy": "not added back"},
    ),
    Submission(
        "cross-entropy-of-each-sample",
        ((LOSS, "    return log_sums - logits[np.arange(len(labels)), labels]\n"),),
        {"cross-entropy": "take the mean"},
    ),
    Submission(
        "minibatches-return-for-yield",
        ((YIELD, YIELD.replace("yield", "return")),),
        {"minibatches": "`yield` hands it out and goes on"},
    ),
    Submission(
        "minibatches-count-by-division",
        ((RANGE, "    for first in range(len(x) / batch_size):\n"),),
        {"minibatches": "`//` a whole number"},
    ),
    Submission("minibatches-no-yield", ((YIELD, "        x[rows], labels[rows]\n"),), {"minibatches": "None"}),
    Submission(
        "train-samples-run-on",
        ((START, "    losses, samples = [], 0\n    for _ in range(epochs):\n        total = 0.0\n"),),
        {"train": "the number of samples runs on"},
    ),
    Submission(
        "train-both-counters-run-on",
        ((START, "    losses, total, samples = [], 0.0, 0\n    for _ in range(epochs):\n"),),
        {"train": "both counters run on"},
    ),
    Submission("repair-left-as-it-was", ((MISSED, "    missed = y - t\n"),), {"repair": "compared with every target"}),
    Submission(
        "repair-divided",
        ((MISSED, "    missed = (y - t) / np.sqrt(len(t))\n"),),
        {"repair": "a divisor cannot mend it"},
    ),
    Submission(
        "repair-answers-averaged",
        ((MISSED, "    missed = (y - t).mean(axis=0)\n"),),
        {"repair": "averaged before they are compared"},
    ),
    Submission(
        "repair-variance-of-the-answers",
        ((SHARE, SHARE.replace("np.var(t)", "np.var(y)")),),
        {"repair": "the variance of the answers"},
    ),
    Submission(
        "repair-share-that-is-missed",
        ((SHARE, SHARE.replace("1 - ", "")),),
        {"repair": "what is left of 1"},
    ),
    Submission(
        "repair-named-after-the-mean",
        (('mistake = "E"\n', 'mistake = "B"\n'),),
        {"repair-name": "With a mean too few"},
    ),
    Submission("repair-not-named", (('mistake = "E"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission(
        "experiment-too-few-seeds", ((SEEDS, SEEDS.replace("10", "3", 1)),), {"experiment": "fewer tell little"}
    ),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, '    "interval": (-0.837, -0.226),\n'),),
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
        "right-repair-targets-made-a-column",
        (
            (MISSED, "    missed = y - t[:, np.newaxis]\n"),
            ('mistake = "E"\n', 'mistake = " e"\n'),
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
        "right-adaline-in-place",
        (
            (STEP_W, "        self.w -= 2 * learning_rate * np.mean(errors[:, None] * x, axis=0)\n"),
            (STEP_B, "        self.b -= 2 * learning_rate * errors.sum() / len(errors)\n"),
        ),
    ),
    Submission(
        "right-adaline-bias-as-weight",
        (
            (
                ERRORS + STEP_W + STEP_B,
                "        ones = np.column_stack([x, np.ones(len(x))])\n        errors = ones @ np.append(self.w, self.b) - t\n        slope = 2 / len(x) * ones.T @ errors\n        self.w = self.w - learning_rate * slope[:-1]\n        self.b = self.b - learning_rate * slope[-1]\n",
            ),
        ),
    ),
    Submission(
        "right-einsum",
        (
            (ANSWER, '        return np.einsum("nd,d->n", x, self.w) + self.b\n'),
            (AFFINE, '        return np.einsum("nd,dm->nm", x, self.params["W"]) + self.params["b"][None]\n'),
        ),
    ),
    Submission(
        "right-affine-copy",
        ((KEEP, "        self.x = x.copy() if train else self.x\n"),),
    ),
    Submission("right-sigmoid-tanh", ((SIGMOID, "    return 0.5 * (1 + np.tanh(0.5 * x))\n"),)),
    Submission(
        "right-sigmoid-in-two-parts",
        (
            (
                SIGMOID,
                "    y = np.empty_like(x)\n    y[x >= 0] = 1 / (1 + np.exp(-x[x >= 0]))\n    grown = np.exp(x[x < 0])\n    y[x < 0] = grown / (1 + grown)\n    return y\n",
            ),
        ),
    ),
    Submission("right-sigmoid-logaddexp", ((SIGMOID, "    return np.exp(-np.logaddexp(0.0, -x))\n"),)),
    Submission("right-relu-maximum", ((RELU, "    return np.maximum(x, 0)\n"),)),
    Submission("right-relu-product", ((RELU, "    return x * (x > 0)\n"),)),
    Submission(
        "right-softmax-by-logarithm",
        (
            (
                POWERS + SHARES,
                "    largest = np.max(logits, axis=-1)[:, None]\n    total = np.log(np.sum(np.exp(logits - largest), axis=-1))[:, None]\n    return np.exp(logits - largest - total)\n",
            ),
        ),
    ),
    Submission(
        "right-cross-entropy-logaddexp",
        (
            (
                LARGEST + LOG_SUMS + LOSS,
                "    chosen = np.take_along_axis(logits, labels[:, None], axis=1)[:, 0]\n    return np.mean(np.logaddexp.reduce(logits, axis=1) - chosen)\n",
            ),
        ),
    ),
    Submission(
        "right-cross-entropy-one-hot",
        ((LOSS, "    return ((log_sums[:, None] - logits) * np.eye(logits.shape[1])[labels]).sum() / len(logits)\n"),),
    ),
    Submission(
        "right-mean-squared-error-average",
        ((SQUARES, "    gaps = (y - t).ravel()\n    return gaps @ gaps / gaps.size\n"),),
    ),
    Submission(
        "right-minibatches-list",
        (
            (
                BATCHES,
                "    order = np.argsort(rng.random(len(x)))\n    cuts = np.arange(batch_size, len(x), batch_size)\n    return [(x[few], labels[few]) for few in np.split(order, cuts)]\n",
            ),
            (INTERVAL, '    "interval": (0.314, 0.855),\n'),  # other batches, so another interval
        ),
    ),
    Submission(
        "right-minibatches-shuffled-copies",
        (
            (
                BATCHES,
                "    order = np.arange(len(x))\n    rng.shuffle(order)\n    x, labels = x[order], labels[order]\n    while len(x):\n        yield x[:batch_size], labels[:batch_size]\n        x, labels = x[batch_size:], labels[batch_size:]\n",
            ),
        ),
    ),
    Submission(
        "right-forward-pass-tuple",
        (
            (
                ACTIVATE + MAP,
                "        kept += [kept[-1] @ W + b]\n        if index < len(parameters) - 1:\n            kept += [np.maximum(kept[-1], 0)]\n",
            ),
            ("    return kept\n", "    return tuple(kept)\n"),
        ),
    ),
    Submission(
        "right-train-weighted-average",
        (
            (START, "    losses = []\n    for _ in range(epochs):\n        each, sizes = [], []\n"),
            (
                TOTAL + "            samples += len(x)\n",
                "            each.append(neuron.step(x, t, learning_rate))\n            sizes.append(len(t))\n",
            ),
            (MEAN, "        losses.append(np.average(each, weights=sizes))\n"),
        ),
    ),
    Submission("right-train-array", (("    return losses\n", "    return np.array(losses)\n"),)),
    Submission(
        "right-sigmoid-clipped-far-out",
        ((SIGMOID, "    return 1 / (1 + np.exp(-np.clip(x, -700, 700)))\n"),),
    ),
    Submission(
        "right-sigmoid-under-a-quiet-errstate",
        (
            (
                SIGMOID,
                '    with np.errstate(all="ignore"):\n        small = np.exp(-np.abs(x))\n    return np.where(x >= 0, 1.0, small) / (1.0 + small)\n',
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("1", "-1"): "axis 1 is the last of two axes",
    ("y - t", "t - y"): "the square does not notice the sign",
    ("y[:, 0] - t", "t - y[:, 0]"): "the square does not notice the sign",
}
