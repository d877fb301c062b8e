"""Mistakes in normalizing, recognized by computing what each of them gives and comparing it with what came."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.patterns import Pattern, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.batchnorm.probes import AFTER, AVERAGES, TESTED, TRAINED


def _option(context: Context, name: str) -> float:
    return float(context.case["options"].get(name, {"momentum": 0.9, "epsilon": 1e-5}[name]))


# --- Forward ---


def forward_formula(axis: int) -> Pattern:
    """Mistakes in a layer that normalizes along this axis: 0 for BatchNorm, 1 for LayerNorm."""
    right, other = ("features, over the batch", "samples, over the features")[:: 1 - 2 * axis]

    def pattern(context: Context) -> str | None:
        if context.name not in ("y", TRAINED):
            return None
        given = context.case["arguments"]
        x = given["x"] if context.name == "y" else given["batches"][-1]
        epsilon = _option(context, "epsilon")
        if axis == 0 and x.shape[1] == 1 and epsilon == 0 and np.isnan(np.asarray(context.got)).all():
            return (
                "perhaps the wrong axis: each sample has one feature here, the variance of one number is 0, and 0/0 is "
                "not a number. Normalize features, over the batch."
            )
        gamma, beta = given["gamma"], given["beta"]
        return recognize(context, outputs(x, gamma, beta, epsilon, axis, right, other)) or own_epsilon(
            context, gamma * (x - x.mean(axis=axis, keepdims=True)), x.var(axis=axis, keepdims=True), beta
        )

    return pattern


def own_epsilon(context: Context, scaled: Array, variance: Array, beta: Array) -> str | None:
    """Another number than the constructor was given, in the root or beside it."""
    return told_if_added(
        context,
        {
            "{} is added to the variance, another epsilon than the constructor was given.": (
                lambda d: scaled / np.sqrt(variance + d) + beta
            ),
            "{} is added to the standard deviation; the constructor's epsilon belongs to the variance.": (
                lambda d: scaled / (np.sqrt(variance) + d) + beta
            ),
        },
    )


def outputs(x: Array, gamma: Array, beta: Array, epsilon: float, axis: int, right: str, other: str) -> dict[str, Array]:
    """What each mistake makes of a batch in training, by the words for it."""

    def mean(along: int | None = axis) -> Array:
        return np.asarray(x.mean(axis=along, keepdims=True))

    def variance(along: int | None = axis, ddof: int = 0) -> Array:
        return np.asarray(x.var(axis=along, keepdims=True, ddof=ddof))

    centred, right_root = x - mean(), np.sqrt(variance() + epsilon)
    return {
        "the unbiased variance, with one less in the denominator; what normalizes is the biased one, a plain mean.": (
            gamma * centred / np.sqrt(variance(ddof=1) + epsilon) + beta
        ),
        "epsilon is outside of the root; it belongs to the variance, before the root is taken.": (
            gamma * centred / (np.sqrt(variance()) + epsilon) + beta
        ),
        "epsilon is missing.": gamma * centred / np.sqrt(variance()) + beta,
        "another epsilon than the constructor was given.": gamma * centred / np.sqrt(variance() + 1e-5) + beta,
        "the root is missing: divided by the variance.": gamma * centred / (variance() + epsilon) + beta,
        f"the wrong axis: these are the statistics of {other}. Normalize {right}.": (
            gamma * (x - mean(1 - axis)) / np.sqrt(variance(1 - axis) + epsilon) + beta
        ),
        f"one mean and one variance for the whole array; normalize {right}.": (
            gamma * (x - mean(None)) / np.sqrt(variance(None) + epsilon) + beta
        ),
        "gamma and beta are missing: this is the normalized batch itself.": centred / right_root,
        "beta is missing.": gamma * centred / right_root,
        "gamma is missing.": centred / right_root + beta,
        "gamma and beta are in each other's place.": beta * centred / right_root + gamma,
        "the mean was not taken away.": gamma * x / right_root + beta,
        "beta is scaled as well: first times gamma, then plus beta.": gamma * (centred / right_root + beta),
    }


# --- Running averages ---

SWAPPED = (
    "the weights are swapped: `momentum` is the share of what was there before. PyTorch calls the other share so; here "
    "it is what momentum is in an optimizer."
)


def averages(context: Context) -> str | None:
    """Another rule for the running averages, recognized from all steps of both."""
    if context.name not in AVERAGES or np.shape(context.got) != np.shape(context.want):
        return None
    batches, momentum = context.case["arguments"]["batches"], _option(context, "momentum")
    spread = context.name == "running_variance"
    start = np.full(batches.shape[-1], float(spread))
    samples = batches.shape[1]
    batch = batches.var(axis=1) if spread else batches.mean(axis=1)

    def by(keep: float, take: float, statistics: Array = batch) -> Array:
        """All steps of an average that keeps one share and takes another."""
        found = [start]
        for each in statistics:
            found.append(keep * found[-1] + take * each)
        return np.array(found[1:])

    mistakes: dict[str, Array] = {
        "nothing has changed: in a training pass the running averages take their share of the batch's statistics.": (
            by(1, 0)
        ),
        SWAPPED: by(1 - momentum, momentum),
        "the batch's statistics stand there as they are; an average keeps the share `momentum` of what was.": (
            by(0, 1)
        ),
        "the batch comes in with its full weight, not with 1 - momentum: that is a sum, or no average.": (
            by(momentum, 1)
        ),
        "another momentum than the constructor was given.": by(0.9, 0.1),
    }
    if spread:
        mistakes |= {
            "the unbiased variance, as PyTorch keeps it; here it is the biased one, with 1/N.": (
                by(momentum, 1 - momentum, batch * samples / (samples - 1))
            ),
            "the standard deviation is kept; the variance is asked for.": by(momentum, 1 - momentum, np.sqrt(batch)),
            "epsilon is in the average; it is added when the root is taken, and not before.": (
                by(momentum, 1 - momentum, batch + _option(context, "epsilon"))
            ),
        }
    return recognize(context, mistakes)


def at_test_time(context: Context) -> str | None:
    """Other statistics than the running ones."""
    if context.name != TESTED:
        return None
    given, epsilon = context.case["arguments"], _option(context, "epsilon")
    x, gamma, beta = given["x"], given["gamma"], given["beta"]
    last = given["batches"][-1]
    mean, variance = _running(given["batches"], _option(context, "momentum"))

    def by(middle: Array, spread: Array) -> Array:
        return np.asarray(gamma * (x - middle) / spread + beta)

    root = np.sqrt(variance + epsilon)
    return recognize(
        context,
        {
            "statistics of the test samples themselves, where the running averages belong.": (
                by(x.mean(axis=0), np.sqrt(x.var(axis=0) + epsilon))
            ),
            "statistics of the last training batch, where the running averages belong.": (
                by(last.mean(axis=0), np.sqrt(last.var(axis=0) + epsilon))
            ),
            "divided by the running variance; its root is asked for.": by(mean, variance + epsilon),
            "epsilon is missing at test time.": by(mean, np.sqrt(variance)),
            "epsilon is outside of the root at test time.": by(mean, np.sqrt(variance) + epsilon),
            "gamma and beta are missing at test time.": (x - mean) / root,
            "beta is missing at test time.": gamma * (x - mean) / root,
            "gamma is missing at test time.": (x - mean) / root + beta,
        },
    )


def _running(batches: Array, momentum: float) -> tuple[Array, Array]:
    """Both running averages after all batches."""
    mean, variance = np.zeros(batches.shape[-1]), np.ones(batches.shape[-1])
    for batch in batches:
        mean = momentum * mean + (1 - momentum) * batch.mean(axis=0)
        variance = momentum * variance + (1 - momentum) * batch.var(axis=0)
    return mean, variance


def updated_at_test_time(context: Context) -> str | None:
    """The averages were right before the test, and are not after it."""
    if not context.name.endswith(AFTER):
        return None
    return "the running averages change at test time: what is asked then must not change the answer to what comes next."


# --- Backward ---


def backward_formula(axis: int) -> Pattern:
    """Mistakes in the backward pass of a layer that normalizes along this axis."""
    shared = ("batch's", "row's")[axis]
    company = ("a sample shares it with the others", "a feature shares it with the others of its row")[axis]

    def pattern(context: Context) -> str | None:
        if context.judge != "numerical":
            return None
        given = context.case["arguments"]
        x, gamma, dy = given["x"], given["gamma"], given["dy"]
        root = np.sqrt(x.var(axis=axis, keepdims=True) + _option(context, "epsilon"))
        normalized = (x - x.mean(axis=axis, keepdims=True)) / root
        if context.name == "gamma":
            return recognize(context, scale_gradients(x, dy, normalized))
        if context.name == "beta":
            own = "this is the gradient of gamma; beta is added, so its slope is 1."
            return recognize(context, {own: (dy * normalized).sum(axis=0)})
        found = recognize(context, input_gradients(dy, gamma, root, normalized, axis, shared, company))
        return found or weighed(context, dy * gamma, root, normalized, axis)

    return pattern


def weighed(context: Context, upstream: Array, root: Array, normalized: Array, axis: int) -> str | None:
    """One of the two paths is there with another weight, which is solved for and holds for every entry."""
    ways = {
        "mean": upstream.mean(axis=axis, keepdims=True) / root + 0 * normalized,
        "variance": normalized * (upstream * normalized).mean(axis=axis, keepdims=True) / root,
    }
    for path, part in ways.items():
        missing = np.asarray(context.want) - np.asarray(context.got)
        weight = 1 + float((missing * part).sum() / max(float((part * part).sum()), 1e-300))
        if context.equals(np.asarray(context.want) - (weight - 1) * part):
            return f"the path through the {path} is there, with {weight:.4g} times its weight: a coefficient in it."
    return None


def scale_gradients(x: Array, dy: Array, normalized: Array) -> dict[str, Array]:
    """What each mistake makes of the gradient of gamma."""
    return {
        "this is the gradient of beta; gamma multiplies the normalized batch, so that is its slope.": (dy.sum(axis=0)),
        "gamma multiplies the normalized batch, and the batch as it came stands in its place.": ((dy * x).sum(axis=0)),
        "the upstream gradient is missing: this is the sum of the normalized batch.": normalized.sum(axis=0),
    }


def input_gradients(
    dy: Array, gamma: Array, root: Array, normalized: Array, axis: int, shared: str, company: str
) -> dict[str, Array | tuple[Array, ...]]:
    """What each mistake makes of the gradient of the input."""

    def by(upstream: Array, mean: float = 1.0, variance: float = 1.0, reduce: str = "mean", along: int = axis) -> Array:
        """The three ways, each with a factor."""
        over = getattr(np, reduce)
        first = over(upstream, axis=along, keepdims=True)
        second = normalized * over(upstream * normalized, axis=along, keepdims=True)
        return np.asarray(upstream - mean * first - variance * second)

    d = dy * gamma
    samples, first = dy.shape[axis], d.mean(axis=axis, keepdims=True)
    return {
        "entry by entry: the means over the batch in the two paths are missing, each entry has only its own part.": (
            (d - d / samples - normalized * d * normalized / samples) / root,
            (d - d - normalized * d * normalized) / root,
        ),
        "entry by entry: the path through the variance has each sample's own product, without the sum.": (
            (by(d, 1, 0) - normalized * d * normalized / samples) / root,
            (by(d, 1, 0) - normalized * d * normalized) / root,
        ),
        "entry by entry: the path through the mean has each sample's own gradient, without the sum.": (
            (by(d, 0, 1) - d / samples) / root,
        ),
        "both paths share the gradient's own mean: the one through the variance asks for the mean of its product "
        "with the normalized batch.": ((d - first - normalized * first) / root,),
        f"two paths are missing: x also goes through the {shared} mean and variance; {company}.": (by(d, 0, 0) / root),
        f"a path is missing: x also goes through the {shared} mean; {company}.": by(d, 0, 1) / root,
        f"a path is missing: x also goes through the {shared} variance; {company}.": by(d, 1, 0) / root,
        "gamma is missing: it stands between the output and what was normalized.": by(dy) / root,
        "the slope of the division is missing: all of it is divided by the root.": by(d),
        "divided by the variance where its root belongs.": by(d) / root**2,
        "multiplied by the root where it should be divided.": by(d) * root,
        "sums where the forward pass has means: each entry has only its share in a mean.": (by(d, reduce="sum") / root),
        "a sign: the path through the mean takes away.": by(d, -1, 1) / root,
        "a sign: the path through the variance takes away.": by(d, 1, -1) / root,
        f"the wrong axis: the means of the backward pass are those of the forward pass, {company}.": (
            by(d, along=1 - axis) / root
        ),
        "gamma comes in too late: inside the means each entry counts with its own gamma.": (gamma * by(dy) / root),
    }
