"""The catalogue of the chapter `batchnorm`: what students really write, wrong and right."""

from tests.mistakes import Submission

STANDARDIZE = (
    "    deviation = train_x.std(axis=0)\n"
    "    return (x - train_x.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)\n"
)
CENTRED = "    mean = train_x.mean(axis=0)\n    centred = train_x - mean\n"
EIGEN = "    values, vectors = np.linalg.eigh(centred.T @ centred / len(train_x))\n"
SYMMETRIC = "    return (x - mean) @ (vectors / np.sqrt(values)) @ vectors.T\n"
WHITEN = CENTRED + EIGEN + SYMMETRIC

CHOICE = (
    "        mean, variance = self.running_mean, self.running_variance\n"
    "        if train:\n"
    "            mean, variance = x.mean(axis=0), x.var(axis=0)\n"
)
STATISTICS = "            mean, variance = x.mean(axis=0), x.var(axis=0)\n"
RUNNING_MEAN = "            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean\n"
RUNNING_VARIANCE = (
    "            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance\n"
)
ROOT = "        self.root = np.sqrt(variance + self.epsilon)\n"
NORMALIZED = "        self.normalized = (x - mean) / self.root\n"
OUTPUT = '        return self.params["gamma"] * self.normalized + self.params["beta"]\n'
BATCH_FORWARD = CHOICE + RUNNING_MEAN + RUNNING_VARIANCE + ROOT + NORMALIZED + OUTPUT

GRADS = (
    '        self.grads["gamma"] = (dy * self.normalized).sum(axis=0)\n        self.grads["beta"] = dy.sum(axis=0)\n'
    '        dnormalized = dy * self.params["gamma"]\n'
)
BATCH_PATHS = (
    "        through_mean = dnormalized.mean(axis=0)\n"
    "        through_variance = self.normalized * (dnormalized * self.normalized).mean(axis=0)\n"
)
INPUT = "        return (dnormalized - through_mean - through_variance) / self.root\n"
BATCH_BACKWARD = GRADS + BATCH_PATHS + INPUT

ROW_STATISTICS = "        mean, variance = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)\n"
ROW_FORWARD = ROW_STATISTICS + ROOT + NORMALIZED + OUTPUT
ROW_PATHS = (
    "        through_mean = dnormalized.mean(axis=1, keepdims=True)\n"
    "        through_variance = self.normalized * (dnormalized * self.normalized).mean(axis=1, keepdims=True)\n"
)
ROW_BACKWARD = GRADS + ROW_PATHS + INPUT

SHARED = "        shared = (dy * self.y).mean(axis=0)\n"
SIZED = "        return (dy - self.sign * shared) / self.size\n"
COMPARED = (
    "    return any(got.shape != wanted.shape or not np.allclose(got, wanted, 1e-10, 1e-10) for got, wanted in pairs)\n"
)
SIZES = "    for samples in (3, 7, 1, 4):\n"
ARMS = "    return [learn(norm, np.random.default_rng(seed), size=2) for norm in (BatchNorm, LayerNorm)]\n"
INTERVAL = '    "interval": (0.041, 0.216),\n    "verdict": "confirmed",\n'


def batch_forward(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """An edit in BatchNorm's forward pass, whose lines also stand in LayerNorm."""
    assert old in BATCH_FORWARD
    return ((BATCH_FORWARD, BATCH_FORWARD.replace(old, new)),)


def batch_backward(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """An edit in BatchNorm's backward pass, whose lines also stand in LayerNorm."""
    assert old in BATCH_BACKWARD
    return ((BATCH_BACKWARD, BATCH_BACKWARD.replace(old, new)),)


def row_forward(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """An edit in LayerNorm's forward pass."""
    assert old in ROW_FORWARD
    return ((ROW_FORWARD, ROW_FORWARD.replace(old, new)),)


def row_backward(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """An edit in LayerNorm's backward pass."""
    assert old in ROW_BACKWARD
    return ((ROW_BACKWARD, ROW_BACKWARD.replace(old, new)),)


def everywhere(words: str) -> dict[str, str]:
    """What fails with a mistake in BatchNorm's training pass: all that is built on it."""
    return {"batchnorm-forward": words, "batchnorm-inference": words, "batchnorm-backward": words}


def both(words: str) -> dict[str, str]:
    """What fails with a mistake in LayerNorm's forward pass."""
    return {"layernorm-forward": words, "layernorm-backward": words}


WRONG = [
    # --- Inputs ---
    Submission(
        "standardize-by-its-own-statistics",
        ((STANDARDIZE, STANDARDIZE.replace("train_x.", "x.")),),
        {"standardize": "statistics of `x` itself"},
    ),
    Submission(
        "standardize-all-together",
        ((STANDARDIZE, "    train_x = np.concatenate([train_x, x])\n" + STANDARDIZE),),
        {"standardize": "had a say in their own units"},
    ),
    Submission(
        "standardize-one-mean-for-all-features",
        ((STANDARDIZE, "    return (x - train_x.mean()) / train_x.std()\n"),),
        {"standardize": "each feature has its own"},
    ),
    Submission(
        "standardize-divided-by-the-variance",
        ((STANDARDIZE, STANDARDIZE.replace("train_x.std(", "train_x.var(")),),
        {"standardize": "divided by the variance"},
    ),
    Submission(
        "standardize-unbiased",
        ((STANDARDIZE, STANDARDIZE.replace("std(axis=0)", "std(axis=0, ddof=1)")),),
        {"standardize": "1/(N - 1)"},
    ),
    Submission(
        "standardize-min-max",
        (
            (
                STANDARDIZE,
                "    low, high = train_x.min(axis=0), train_x.max(axis=0)\n"
                "    return (x - low) / np.where(high > low, high - low, 1.0)\n",
            ),
        ),
        {"standardize": "min-max"},
    ),
    Submission(
        "standardize-nought-by-nought",
        ((STANDARDIZE, "    return (x - train_x.mean(axis=0)) / train_x.std(axis=0)\n"),),
        {"standardize": "never changes has the standard deviation 0"},
    ),
    Submission(
        "standardize-with-a-small-epsilon",
        ((STANDARDIZE, "    return (x - train_x.mean(axis=0)) / (train_x.std(axis=0) + 1e-8)\n"),),
        {"standardize": "in place of a standard deviation of 0"},
    ),
    Submission(
        "standardize-in-place",
        (
            (
                STANDARDIZE,
                "    deviation = train_x.std(axis=0)\n    x -= train_x.mean(axis=0)\n"
                "    x /= np.where(deviation > 0, deviation, 1.0)\n    return x\n",
            ),
        ),
        {"standardize": "`x` in place"},
    ),
    Submission(
        "standardize-sample-by-sample",
        (
            (
                STANDARDIZE,
                "    deviation = train_x.std(axis=0)\n    deviation[deviation == 0] = 1.0\n"
                "    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)\n",
            ),
        ),
        {"standardize": "statistics of rows"},
    ),
    Submission(
        "whiten-only-standardized",
        ((WHITEN, "    return (x - train_x.mean(axis=0)) / train_x.std(axis=0)\n"),),
        {"whiten": "that is standardizing"},
    ),
    Submission(
        "whiten-not-turned-back",
        ((SYMMETRIC, SYMMETRIC.replace(" @ vectors.T", "")),),
        {"whiten": "rotated or mirrored"},
    ),
    Submission(
        "whiten-eigenvalues-without-root",
        ((SYMMETRIC, SYMMETRIC.replace("np.sqrt(values)", "values")),),
        {"whiten": "their roots are asked for"},
    ),
    Submission(
        "whiten-multiplied",
        ((SYMMETRIC, SYMMETRIC.replace("vectors / np", "vectors * np")),),
        {"whiten": "where it should be divided"},
    ),
    Submission(
        "whiten-unbiased", ((EIGEN, EIGEN.replace("/ len(train_x)", "/ (len(train_x) - 1)")),), {"whiten": "1/(N - 1)"}
    ),
    Submission(
        "whiten-second-moments",
        ((EIGEN, EIGEN.replace("centred.T @ centred", "train_x.T @ train_x")),),
        {"whiten": "second moments around 0"},
    ),
    Submission(
        "whiten-mean-left-in",
        ((SYMMETRIC, SYMMETRIC.replace("(x - mean)", "x")),),
        {"whiten": "the mean was not taken from the samples"},
    ),
    # --- BatchNorm, forward in training ---
    Submission(
        "batchnorm-unbiased",
        batch_forward("x.var(axis=0)", "x.var(axis=0, ddof=1)"),
        everywhere("unbiased variance"),
    ),
    Submission(
        "batchnorm-epsilon-outside",
        batch_forward("np.sqrt(variance + self.epsilon)", "np.sqrt(variance) + self.epsilon"),
        everywhere("outside of the root"),
    ),
    Submission(
        "batchnorm-no-epsilon",
        batch_forward("variance + self.epsilon", "variance"),
        everywhere("epsilon is missing"),
    ),
    Submission(
        "batchnorm-epsilon-of-its-own",
        batch_forward("self.epsilon", "1e-5"),
        everywhere("another epsilon"),
    ),
    Submission(
        "batchnorm-over-the-rows",
        batch_forward(STATISTICS, STATISTICS.replace("axis=0", "axis=1, keepdims=True")),
        {
            "batchnorm-forward": "perhaps the wrong axis",
            "batchnorm-inference": "the wrong axis",
            "batchnorm-backward": "perhaps the wrong axis",
        },
    ),
    Submission(
        "batchnorm-over-everything",
        batch_forward(STATISTICS, STATISTICS.replace("axis=0", "")),
        {
            "batchnorm-forward": "one mean and one variance for the whole array",
            "batchnorm-inference": "one mean and one variance for the whole array",
            "batchnorm-backward": "one mean and one variance for the whole array",
        },
    ),
    Submission(
        "batchnorm-no-root",
        batch_forward("np.sqrt(variance + self.epsilon)", "variance + self.epsilon"),
        everywhere("the root is missing"),
    ),
    Submission(
        "batchnorm-no-scale-and-shift",
        batch_forward(OUTPUT, "        return self.normalized\n"),
        everywhere("gamma and beta are missing"),
    ),
    Submission(
        "batchnorm-in-place",
        batch_forward(NORMALIZED, "        x -= mean\n        self.normalized = x / self.root\n"),
        {"batchnorm-forward": "`x` in place", "batchnorm-backward": "`x` in place", "batchnorm-inference": "in place"},
    ),
    Submission(
        "batchnorm-undoes-what-it-returned",
        (
            (
                BATCH_FORWARD,
                BATCH_FORWARD.replace(
                    OUTPUT,
                    '        self.y = self.params["gamma"] * self.normalized + self.params["beta"]\n        return self.y\n',
                ),
            ),
            *batch_backward(GRADS, '        self.y -= self.params["beta"]\n' + GRADS),
        ),
        {"batchnorm-backward": "`backward` changed what `forward` had returned"},
    ),
    Submission(
        "batchnorm-learns-in-forward",
        batch_forward(NORMALIZED, NORMALIZED + '        self.params["gamma"] *= 0.999\n'),
        {
            "batchnorm-forward": "`forward` changed the parameter `gamma`",
            "batchnorm-backward": "`forward` changed the parameter `gamma`",
            "batchnorm-inference": "",
        },
    ),
    # --- BatchNorm, running averages and test time ---
    Submission(
        "running-weights-swapped",
        batch_forward(
            RUNNING_MEAN + RUNNING_VARIANCE,
            "            keep = 1 - self.momentum\n"
            + (RUNNING_MEAN + RUNNING_VARIANCE)
            .replace("1 - self.momentum", "1 - keep")
            .replace("= self.momentum", "= keep"),
        ),
        {"batchnorm-inference": "the weights are swapped"},
    ),
    Submission(
        "running-unbiased-variance",
        batch_forward("(1 - self.momentum) * variance", "(1 - self.momentum) * x.var(axis=0, ddof=1)"),
        {"batchnorm-inference": "as PyTorch keeps it"},
    ),
    Submission(
        "running-never-updated",
        batch_forward(RUNNING_MEAN + RUNNING_VARIANCE, ""),
        {"batchnorm-inference": "nothing has changed"},
    ),
    Submission(
        "running-the-last-batch",
        batch_forward(
            RUNNING_MEAN + RUNNING_VARIANCE,
            "            self.running_mean, self.running_variance = mean, variance\n",
        ),
        {"batchnorm-inference": "as they are"},
    ),
    Submission(
        "running-sum",
        batch_forward("(1 - self.momentum) * ", ""),
        {"batchnorm-inference": "that is a sum, or no average"},
    ),
    Submission(
        "running-momentum-of-its-own",
        batch_forward("self.momentum", "0.9"),
        {"batchnorm-inference": "another momentum"},
    ),
    Submission(
        "running-standard-deviation",
        batch_forward("(1 - self.momentum) * variance", "(1 - self.momentum) * np.sqrt(variance)"),
        {"batchnorm-inference": "the standard deviation is kept"},
    ),
    Submission(
        "test-time-batch-statistics",
        batch_forward(
            CHOICE + RUNNING_MEAN + RUNNING_VARIANCE,
            "        mean, variance = x.mean(axis=0), x.var(axis=0)\n        if train:\n"
            + RUNNING_MEAN
            + RUNNING_VARIANCE,
        ),
        {"batchnorm-inference": "statistics of the test samples themselves"},
    ),
    Submission(
        "test-time-last-training-batch",
        batch_forward(
            CHOICE,
            "        if train:\n            self.kept = x.mean(axis=0), x.var(axis=0)\n        mean, variance = self.kept\n"
            "        if train:\n",
        ),
        {"batchnorm-inference": "statistics of the last training batch"},
    ),
    Submission(
        "test-time-averages-updated",
        batch_forward(
            CHOICE + RUNNING_MEAN + RUNNING_VARIANCE,
            CHOICE
            + "        batch = x.mean(axis=0), x.var(axis=0)\n"
            + (
                RUNNING_MEAN.replace("* mean", "* batch[0]") + RUNNING_VARIANCE.replace("* variance", "* batch[1]")
            ).replace("            self", "        self"),
        ),
        {"batchnorm-inference": "change at test time"},
    ),
    Submission(
        "test-time-no-scale",
        batch_forward(OUTPUT, "        if not train:\n            return self.normalized\n" + OUTPUT),
        {"batchnorm-inference": "gamma and beta are missing at test time"},
    ),
    # --- BatchNorm, backward ---
    Submission(
        "backward-no-path-through-the-mean",
        batch_backward(" - through_mean", ""),
        {"batchnorm-backward": "x also goes through the batch's mean"},
    ),
    Submission(
        "backward-no-path-through-the-variance",
        batch_backward(" - through_variance", ""),
        {"batchnorm-backward": "x also goes through the batch's variance"},
    ),
    Submission(
        "backward-statistics-held-fixed",
        batch_backward("(dnormalized - through_mean - through_variance)", "dnormalized"),
        {"batchnorm-backward": "two paths are missing"},
    ),
    Submission(
        "backward-no-gamma",
        batch_backward('dy * self.params["gamma"]', "dy"),
        {"batchnorm-backward": "gamma is missing"},
    ),
    Submission(
        "backward-no-root",
        batch_backward(") / self.root", ")"),
        {"batchnorm-backward": "the slope of the division is missing"},
    ),
    Submission(
        "backward-variance-in-place-of-root",
        batch_backward(") / self.root", ") / self.root**2"),
        {"batchnorm-backward": "where its root belongs"},
    ),
    Submission(
        "backward-sums",
        batch_backward(BATCH_PATHS, BATCH_PATHS.replace(".mean(", ".sum(")),
        {"batchnorm-backward": "sums where the forward pass has means"},
    ),
    Submission(
        "backward-gamma-without-sum",
        batch_backward("(dy * self.normalized).sum(axis=0)", "dy * self.normalized"),
        {"batchnorm-backward": "sum over the batch"},
    ),
    Submission(
        "backward-gamma-mean",
        batch_backward("(dy * self.normalized).sum(axis=0)", "(dy * self.normalized).mean(axis=0)"),
        {"batchnorm-backward": "a mean over the batch"},
    ),
    Submission(
        "backward-gamma-of-the-input",
        (
            *batch_forward(ROOT, "        self.x = x\n" + ROOT),
            *batch_backward("(dy * self.normalized).sum", "(dy * self.x).sum"),
        ),
        {"batchnorm-backward": "the batch as it came stands in its place"},
    ),
    Submission(
        "backward-gamma-as-beta",
        batch_backward("(dy * self.normalized).sum", "dy.sum"),
        {"batchnorm-backward": "this is the gradient of beta"},
    ),
    Submission(
        "backward-changes-dy",
        batch_backward(
            '        dnormalized = dy * self.params["gamma"]\n',
            '        dnormalized = dy\n        dnormalized *= self.params["gamma"]\n',
        ),
        {"batchnorm-backward": "`dy` in place"},
    ),
    Submission(
        "backward-in-a-loop",
        batch_backward(
            "        return (dnormalized",
            '        self.grads["beta"] = np.zeros(dy.shape[1])\n        for row in dy:\n            self.grads["beta"] += row\n        return (dnormalized',
        ),
        {"batchnorm-backward": "goes through the samples one by one"},
    ),
    # --- LayerNorm ---
    Submission(
        "layernorm-over-the-batch",
        row_forward("axis=1, keepdims=True", "axis=0"),
        both("wrong axis"),
    ),
    Submission(
        "layernorm-unbiased",
        row_forward("x.var(axis=1, keepdims=True)", "x.var(axis=1, keepdims=True, ddof=1)"),
        both("unbiased variance"),
    ),
    Submission(
        "layernorm-epsilon-outside",
        row_forward("np.sqrt(variance + self.epsilon)", "np.sqrt(variance) + self.epsilon"),
        both("outside of the root"),
    ),
    Submission(
        "layernorm-backward-over-the-batch",
        row_backward("axis=1, keepdims=True", "axis=0"),
        {"layernorm-backward": "the wrong axis"},
    ),
    Submission(
        "layernorm-backward-no-path-through-the-mean",
        row_backward(" - through_mean", ""),
        {"layernorm-backward": "x also goes through the row's mean"},
    ),
    Submission(
        "layernorm-backward-gamma-too-late",
        (
            (
                ROW_BACKWARD,
                ROW_BACKWARD.replace('dy * self.params["gamma"]', "dy").replace(
                    "return (dnormalized", 'return self.params["gamma"] * (dnormalized'
                ),
            ),
        ),
        {"layernorm-backward": "gamma comes in too late"},
    ),
    Submission(
        "layernorm-gamma-of-each-row",
        row_backward("(dy * self.normalized).sum(axis=0)", "(dy * self.normalized).sum(axis=1)"),
        {"layernorm-backward": "gradient of `gamma` has the wrong shape"},
    ),
    Submission(
        "nothing-written", ((STANDARDIZE, "    raise NotImplementedError()\n"),), {"standardize": "Nothing is written"}
    ),
    Submission(
        "standardize-as-the-page-warns",
        ((STANDARDIZE, "    return (x - x.mean(0)) / x.std(0)\n"),),
        {"standardize": "statistics of `x` itself"},
    ),
    Submission(
        "standardize-number-in-every-divisor",
        ((STANDARDIZE, "    return (x - train_x.mean(axis=0)) / (train_x.std(axis=0) + 1e-6)\n"),),
        {"standardize": "1e-06 is added to every standard deviation"},
    ),
    Submission(
        "whiten-rows-for-columns",
        ((SYMMETRIC, "    return (x - mean) @ (vectors.T / np.sqrt(values)) @ vectors\n"),),
        {"whiten": "the eigenvectors and their transpose are swapped"},
    ),
    Submission(
        "whiten-scaled-rows-for-columns",
        ((SYMMETRIC, "    return (x - mean) @ vectors.T @ np.diag(values**-0.5) @ vectors\n"),),
        {"whiten": "the eigenvectors and their transpose are swapped"},
    ),
    Submission(
        "batchnorm-own-number-in-the-root",
        batch_forward("variance + self.epsilon", "variance + 1e-3"),
        everywhere("0.001 is added to the variance"),
    ),
    Submission(
        "batchnorm-own-number-beside-the-root",
        batch_forward("np.sqrt(variance + self.epsilon)", "np.sqrt(variance) + 1e-3"),
        everywhere("0.001 is added to the standard deviation"),
    ),
    Submission(
        "backward-entry-by-entry",
        batch_backward(BATCH_PATHS, BATCH_PATHS.replace(".mean(axis=0)", " / len(dy)")),
        {"batchnorm-backward": "entry by entry: the means"},
    ),
    Submission(
        "backward-variance-entry-by-entry",
        batch_backward("(dnormalized * self.normalized).mean(axis=0)", "(dnormalized * self.normalized) / len(dy)"),
        {"batchnorm-backward": "each sample's own product, without the sum"},
    ),
    Submission(
        "backward-mean-entry-by-entry",
        batch_backward("dnormalized.mean(axis=0)", "dnormalized / len(dy)"),
        {"batchnorm-backward": "each sample's own gradient, without the sum"},
    ),
    Submission(
        "backward-variance-path-doubled",
        batch_backward(" - through_variance", " - 2 * through_variance"),
        {"batchnorm-backward": "the path through the variance is there, with 2 times its weight"},
    ),
    Submission(
        "backward-mean-path-halved",
        batch_backward(" - through_mean", " - through_mean / 2"),
        {"batchnorm-backward": "the path through the mean is there, with 0.5 times its weight"},
    ),
    Submission(
        "backward-variance-path-of-the-mean",
        batch_backward("(dnormalized * self.normalized).mean(axis=0)", "dnormalized.mean(axis=0)"),
        {"batchnorm-backward": "both paths share the gradient's own mean"},
    ),
    # --- Repair, test, experiment ---
    Submission(
        "repair-left-as-it-was",
        ((SHARED, SHARED.replace("mean", "sum")),),
        {"repair": "right for a batch of one sample only"},
    ),
    Submission(
        "repair-without-the-second-path",
        ((SIZED, "        return dy / self.size\n"),),
        {"repair": "a second path leads through it"},
    ),
    Submission(
        "repair-entry-by-entry",
        ((SHARED, SHARED.replace(".mean(axis=0)", " / len(dy)")),),
        {"repair": "each sample's gradient has a part of the others'"},
    ),
    Submission(
        "repair-output-for-the-sign",
        ((SIZED, SIZED.replace("self.sign", "self.y")),),
        {"repair": "as if the size were a root mean square"},
    ),
    Submission(
        "repair-everything-averaged",
        (
            (SHARED, SHARED.replace("mean", "sum")),
            (SIZED, "        return (dy - self.sign * shared) / self.size / len(dy)\n"),
        ),
        {"repair": "the sample's own output has its full weight"},
    ),
    Submission(
        "repair-wrong-axis",
        ((SHARED, SHARED.replace("axis=0", "axis=1, keepdims=True")),),
        {"repair": "that of a feature, over the batch"},
    ),
    Submission(
        "repair-named-after-the-path",
        (('mistake = "D"\n', 'mistake = "A"\n'),),
        {"repair-name": "a batch of one sample would get a gradient"},
    ),
    Submission("repair-not-named", (('mistake = "D"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission("test-never-alarmed", ((COMPARED, "    return False\n"),), {"catches": "One that slips through"}),
    Submission(
        "test-with-batches-of-one-size",
        (
            (SIZES, SIZES.replace("3, 7, 1, 4", "4, 4")),
            ("    layer, seen, pairs = Centre(4)", "    layer, seen, pairs = Centre(3)"),
            ("np.zeros((0, 4)), []", "np.zeros((0, 3)), []"),
            ("    pairs.append((layer.mean.copy(), np.zeros(4)))\n", ""),
            ("    pairs.append((Centre(4).mean, np.zeros(4)))\n", ""),
            ("rng.normal([5, -5, 0, 1], 1, (3, samples, 4))", "5 + rng.normal(size=(3, samples, 3))"),
        ),
        {"catches": "One that slips through"},
    ),
    Submission(
        "test-of-training-alone",
        (
            (
                "        pairs.append((layer.forward(new[:1], train=False), new[:1] - seen.sum(axis=0) / len(seen)))\n",
                "",
            ),
            ("        pairs.append((layer.forward(new, train=False), new - seen.sum(axis=0) / len(seen)))\n", ""),
        ),
        {"catches": "One that slips through"},
    ),
    Submission(
        "test-to-the-last-bit",
        ((COMPARED, COMPARED.replace("np.allclose(got, wanted, 1e-10, 1e-10)", "np.array_equal(got, wanted)")),),
        {"catches": "more digits than another way of computing has"},
    ),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, INTERVAL.replace("0.041, 0.216", "-0.216, -0.041")),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-seed-not-used",
        ((ARMS, ARMS.replace("(seed)", "(1)")),),
        {"experiment": "Every seed gives the same"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        ((INTERVAL, INTERVAL.replace("confirmed", "refuted")),),
        {"experiment": "lies above 0"},
    ),
]

STEPS = (
    "        x, mean, var, eps, N = self.x, self.mean, self.var, self.epsilon, len(dy)\n"
    '        self.grads["gamma"] = ((x - mean) * dy / np.sqrt(var + eps)).sum(0)\n'
    '        self.grads["beta"] = dy.sum(0)\n'
    '        dxhat = dy * self.params["gamma"]\n'
    "        dvar = (dxhat * (x - mean) * -0.5 * (var + eps) ** -1.5).sum(0)\n"
    "        dmean = (-dxhat / np.sqrt(var + eps)).sum(0) + dvar * (-2 * (x - mean)).mean(0)\n"
    "        return dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / N + dmean / N\n"
)

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-equations-of-the-paper",
        (
            (
                BATCH_FORWARD,
                BATCH_FORWARD.replace(ROOT, "        self.x, self.mean, self.var = x, mean, variance\n" + ROOT),
            ),
            (BATCH_BACKWARD, STEPS),
        ),
    ),
    Submission(
        "right-closed-form-with-sums",
        (
            (
                BATCH_BACKWARD,
                '        n, xhat, gamma = len(dy), self.normalized, self.params["gamma"]\n'
                '        self.grads = {"gamma": np.einsum("nd,nd->d", dy, xhat), "beta": np.ones(n) @ dy}\n'
                '        return gamma / (n * self.root) * (n * dy - self.grads["beta"] - xhat * self.grads["gamma"])\n',
            ),
        ),
    ),
    Submission(
        "right-averages-in-place",
        (
            (
                BATCH_FORWARD,
                BATCH_FORWARD.replace(
                    RUNNING_MEAN + RUNNING_VARIANCE,
                    "            self.running_mean += (1 - self.momentum) * (mean - self.running_mean)\n"
                    "            self.running_variance += (1 - self.momentum) * (variance - self.running_variance)\n",
                ),
            ),
        ),
    ),
    Submission(
        "right-two-branches-and-powers",
        (
            (
                BATCH_FORWARD,
                "        gamma, beta = self.params['gamma'], self.params['beta']\n"
                "        if not train:\n"
                "            return gamma * (x - self.running_mean) * (self.running_variance + self.epsilon) ** -0.5 + beta\n"
                "        mu = np.sum(x, axis=0) / x.shape[0]\n"
                "        xc = x - mu\n"
                "        var = np.mean(xc**2, axis=0)\n"
                "        m = self.momentum\n"
                "        self.running_mean, self.running_variance = m * self.running_mean + (1 - m) * mu, m * self.running_variance + (1 - m) * var\n"
                "        self.root = (var + self.epsilon) ** 0.5\n"
                "        self.normalized = xc / self.root\n"
                "        return gamma * self.normalized + beta\n",
            ),
        ),
    ),
    Submission(
        "right-feature-by-feature",
        (
            (
                BATCH_FORWARD,
                BATCH_FORWARD.replace(
                    STATISTICS,
                    "            columns = [x[:, d] for d in range(x.shape[1])]\n"
                    "            mean = np.array([column.mean() for column in columns])\n"
                    "            variance = np.array([column.var() for column in columns])\n",
                ),
            ),
        ),
    ),
    Submission(
        "right-layernorm-by-transposing",
        (
            (
                ROW_FORWARD,
                "        self.centred = (x.T - x.mean(axis=1)).T\n"
                "        self.root = np.sqrt((self.centred**2).mean(axis=1) + self.epsilon)[:, None]\n"
                "        self.normalized = self.centred / self.root\n" + OUTPUT,
            ),
            (
                ROW_BACKWARD,
                GRADS
                + "        D = dy.shape[1]\n"
                + "        sums = dnormalized.sum(1)[:, None] + self.normalized * np.einsum('nd,nd->n', dnormalized, self.normalized)[:, None]\n"
                + "        return (D * dnormalized - sums) / (D * self.root)\n",
            ),
        ),
    ),
    Submission(
        "right-standardize-by-steps",
        (
            (
                STANDARDIZE,
                "    mu = sum(train_x) / len(train_x)\n"
                "    sigma = ((train_x - mu) ** 2).mean(0) ** 0.5\n"
                "    sigma[sigma == 0] = 1\n"
                "    out = x.copy()\n    out -= mu\n    out /= sigma\n    return out\n",
            ),
        ),
    ),
    Submission(
        "right-whiten-by-singular-values",
        (
            (
                EIGEN + SYMMETRIC,
                "    _, singular, vt = np.linalg.svd(centred, full_matrices=False)\n"
                "    return (x - mean) @ (vt.T * (len(train_x) ** 0.5 / singular)) @ vt\n",
            ),
        ),
    ),
    Submission(
        "right-whiten-by-a-diagonal-matrix",
        (
            (
                EIGEN + SYMMETRIC,
                "    values, vectors = np.linalg.eigh(np.cov(train_x, rowvar=False, bias=True))\n"
                "    return (vectors @ np.diag(values**-0.5) @ vectors.T @ (x - mean).T).T\n",
            ),
        ),
    ),
    Submission(
        "right-repair-by-the-chain",
        (
            (
                SHARED + SIZED,
                "        dsize = -(dy * self.y / self.size).sum(axis=0)\n"
                "        return dy / self.size + dsize * self.sign / dy.shape[0]\n",
            ),
            ('mistake = "D"\n', 'mistake = "d "\n'),
        ),
    ),
    Submission(
        "right-test-by-hand",
        (
            (
                SIZES,
                "    hand = Centre(1)\n"
                "    first, last = hand.forward(np.array([[1.0], [3.0]])), hand.forward(np.array([[8.0]]))\n"
                "    if abs(first[0, 0] + 1) > 1e-12 or last[0, 0] or abs(hand.mean[0] - 4) > 1e-12:\n"
                "        return True\n" + SIZES,
            ),
            (COMPARED, "    return not all(g.shape == w.shape and np.abs(g - w).max() < 1e-9 for g, w in pairs)\n"),
        ),
    ),
    Submission(
        "right-experiment-on-scales",
        (
            (
                ARMS,
                "    control = learn(None, np.random.default_rng(seed), scale=0.01)\n"
                "    treatment = learn(BatchNorm, np.random.default_rng(seed), scale=0.01)\n"
                "    return control, treatment\n",
            ),
            (INTERVAL, INTERVAL.replace("0.041, 0.216", "0.578, 0.652")),
        ),
    ),
    Submission(
        "right-statistics-by-sums",
        (
            (
                BATCH_FORWARD,
                BATCH_FORWARD.replace(
                    STATISTICS,
                    "            mean = x.sum(axis=0) / len(x)\n            variance = (x**2).sum(axis=0) / len(x) - mean**2\n",
                ),
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED: dict[tuple[str, str], str] = {
    ("train_x - mean", "mean - train_x"): "the covariance is a product of two such factors: both signs cancel.",
    ("1", "-1"): "of two axes the second is also the last one.",
}
