"""The mistakes that can be recognized in the tasks of the chapter `backward`."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.losses import lost_on_the_way, number_for_zero
from autograder.checks.judging.patterns import added_up_elsewhere, floating_kinds, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.backward.probes import FUNCTIONS


def one_sided(context: Context) -> str | None:
    """A forward or backward difference in place of the central one."""
    case = context.case
    x, function, step = case["arguments"]["x"], FUNCTIONS[case["function"]], case["step"]

    def difference(side: float) -> Array:
        moved = [function(x + side * (np.arange(x.size) == i).reshape(x.shape)) for i in range(x.size)]
        return np.reshape((np.array(moved) - function(x)) / side, x.shape)

    words = "a one-sided difference: the central one moves the entry up and down and divides by both steps."
    return recognize(context, {words: (difference(step), difference(-step))})


def without_bias(context: Context) -> str | None:
    """The product alone."""
    if context.name == "y" and context.equals(context.want - context.case["arguments"]["b"]):
        return "the bias is missing: the difference is `b`, in every row."
    return None


def one_sample(context: Context) -> str | None:
    """Only one sample's part of the bias's gradient has arrived."""
    if context.name == "b" and any(context.equals(row) for row in context.case["arguments"]["dy"]):
        return "only one sample of the batch has its say: the sum over the samples is missing."
    return None


def square_weights(context: Context) -> str | None:
    """The weights as they stand, where their transpose belongs."""
    arguments = context.case["arguments"]
    W = arguments["W"]
    if context.name == "x" and W.shape[0] == W.shape[1] and context.equals(arguments["dy"] @ W):
        return "a transpose is missing; a square shape hides it."
    return None


def slope_of_input(context: Context) -> str | None:
    """The sigmoid's slope formula, fed with the input in place of the output."""
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    if context.judge == "numerical" and context.equals(dy * x * (1 - x)):
        return "the slope y(1 - y) is written in terms of the output y, and the input x stands in its place."
    return None


def wrong_side(context: Context) -> str | None:
    """The gradient goes through exactly where it should not, or where something else than the input is positive."""
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    if context.judge != "numerical":
        return None
    return recognize(
        context,
        {
            "the sign of the upstream gradient decides here; the sign of the input should.": np.maximum(dy, 0.0),
            "the wrong side of the kink: the gradient goes through where the input was negative.": (
                np.where(x < 0, dy, 0.0)
            ),
        },
    )


def softmax_overflow(context: Context) -> str | None:
    """Exponentials of large logits, or logarithms of what they leave of a probability."""
    if np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    if context.name == "loss" and "overflow" not in floating_kinds(context):
        return f"{lost_on_the_way(context)} Go from the logits to the loss without the probabilities."
    logits = context.case["arguments"]["logits"]
    powers = np.exp(logits)
    words = "exp overflows for logits of 1000. Which number can be taken from all logits of a row and change nothing?"
    if context.name == "loss":
        return words
    return recognize(context, {words: powers / powers.sum(axis=1, keepdims=True)})


def softmax_loss(context: Context) -> str | None:
    """A number that was added for stability, a largest logit that was not added back, a sum for a mean."""
    if context.name != "loss" or np.ndim(context.got):
        return None
    logits, labels = context.case["arguments"]["logits"], context.case["arguments"]["labels"]
    largest, own = logits.max(axis=1), np.arange(len(labels))
    chosen = np.exp(logits[own, labels] - np.logaddexp.reduce(logits, axis=1))
    return recognize(
        context,
        {
            "the largest logit was taken out of the sum and not added back.": context.want - largest.mean(),
            "a sum over the batch where the mean is asked for: 1/N is missing.": context.want * len(labels),
            "the probabilities add up to 1 over the samples; each row, over the classes, should.": _over_samples(
                logits, labels
            ),
        },
    ) or number_for_zero(context, chosen)


def _over_samples(logits: Array, labels: Array) -> float:
    powers = np.exp(logits - logits.max(axis=0))
    return float(-np.log((powers / powers.sum(axis=0))[np.arange(len(labels)), labels]).mean())


def softmax_wrong_axis(context: Context) -> str | None:
    """Probabilities that add up to 1 over the samples, or over everything."""
    if context.name != "probabilities":
        return None
    got = np.asarray(context.got, dtype=float)
    return None if np.allclose(got.sum(axis=1), 1) else added_up_elsewhere(got)


def softmax_gradient(context: Context) -> str | None:
    """One of the two terms alone, the mean forgotten, or taken over something else."""
    if context.name != "logits":
        return None
    logits, labels = context.case["arguments"]["logits"], context.case["arguments"]["labels"]
    samples, classes = context.batch, logits.shape[1]
    one_hot = (labels[:, np.newaxis] == np.arange(classes)).astype(float)
    shares = samples * np.asarray(context.want) + one_hot
    return recognize(
        context,
        {
            "these are the probabilities alone; the true class pulls too, and its part is missing.": (
                shares,
                shares / samples,
            ),
            "1/N is missing: the loss is a mean over the batch, so each sample has only its share.": shares - one_hot,
            "divided by the number of all entries; the loss is a mean over the samples alone.": (
                (shares - one_hot) / (samples * classes)
            ),
            "divided by the number of classes; the loss is a mean over the samples.": (shares - one_hot) / classes,
            "only the probabilities are divided by N; the whole difference should be.": shares / samples - one_hot,
            "1 is taken away from the whole row; the true class alone pulls.": (shares - 1) / samples,
            "the one-hot labels alone: what the softmax pushes is missing.": (-one_hot / samples, one_hot / samples),
        },
    )


def rows_not_projected(context: Context) -> str | None:
    """The gradient of rows of length 1: what a colleague's layer gave, and what others make of it."""
    if context.judge != "numerical":
        return None
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    length = np.sqrt((x**2).sum(axis=1, keepdims=True))
    y = x / length
    return recognize(
        context,
        {
            "the mistake is still in it: it is right for rows of length 1 only.": (
                (dy - x * (dy * x).sum(axis=1, keepdims=True)) / length
            ),
            "the length of a row depends on its entries, too: a second path leads through it.": dy / length,
            "both paths are divided by the length, and here neither is.": dy - y * (dy * y).sum(axis=1, keepdims=True),
            "a sign: the path through the length takes away what points along the row.": (
                (dy + y * (dy * y).sum(axis=1, keepdims=True)) / length
            ),
            "the mistake is half mended: each of the two places wants the output.": (
                (dy - y * (dy * x).sum(axis=1, keepdims=True)) / length,
                (dy - x * (dy * y).sum(axis=1, keepdims=True)) / length,
            ),
        },
    )
