"""The mistakes that can be recognized in the tasks of the chapter `backward`."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import added_up_elsewhere, recognize
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
    """Exponentials of large logits."""
    large = np.abs(context.case["arguments"]["logits"]).max() > 700
    if large and not np.isfinite(np.asarray(context.got, dtype=float)).all():
        return (
            "exp overflows for logits of 1000. Which number can be taken from all logits of a row and change nothing?"
        )
    return None


def softmax_wrong_axis(context: Context) -> str | None:
    """Probabilities that add up to 1 over the samples, or over everything."""
    if context.name != "probabilities":
        return None
    got = np.asarray(context.got, dtype=float)
    return None if np.allclose(got.sum(axis=1), 1) else added_up_elsewhere(got)


def probabilities_alone(context: Context) -> str | None:
    """Nothing pulls down: every entry is positive, and the rows do not add up to zero."""
    if context.name != "logits":
        return None
    got = np.asarray(context.got, dtype=float)
    rows = got.sum(axis=1)
    if (got > 0).all() and np.allclose(rows, rows[0]):
        return "these are the probabilities alone; the true class pulls too, and its part is missing."
    return None


def other_arrays(context: Context) -> str | None:
    """The check writes its own numbers into `params`, and the forward pass does not see them, or not in this order."""
    if context.name != "predict(x)" or not np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    return "the layers work on copies of the arrays in `params`, or their order is not that of the forward pass."


def uphill(context: Context) -> str | None:
    """Steps along the gradient in place of against it: the losses rise. Or no steps at all."""
    if context.name == "losses" and np.shape(context.got) == np.shape(context.want):
        rises = context.got[-1] > context.got[0] and context.want[-1] < context.want[0]
        return "the losses rise: steps along the gradient lead uphill." if rises else None
    name = context.name.removesuffix(" after training")
    before = context.case["arguments"].get(name)
    if before is None:
        return None
    if context.equals(before):
        return "the parameters have not moved: is the network's own array changed in place, or only a copy of it?"
    return None


def late_losses(context: Context) -> str | None:
    """The loss after each step in place of before it."""
    if context.name != "losses" or np.ndim(context.got) != 1 or not len(context.got) == len(context.want) > 1:
        return None
    late = np.allclose(context.got[:-1], context.want[1:])
    return "these are the losses after each step; the ones before it are asked for." if late else None
