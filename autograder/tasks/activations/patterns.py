"""The mistakes that can be recognized in the tasks of the chapter `activations`."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context

# --- Activations ---


def _with_slope(context: Context, slopes: dict[str, Array]) -> str | None:
    """The mistake, in words, whose slope the gradient has."""
    if context.judge != "numerical":
        return None
    dy = context.case["arguments"]["dy"]
    return recognize(context, {words: dy * slope for words, slope in slopes.items()})


def tanh_slope(context: Context) -> str | None:
    """The formula with the input in place of the output, without the square, or that of the sigmoid."""
    x = context.case["arguments"]["x"]
    y = np.tanh(x)
    return _with_slope(
        context,
        {
            "the slope is written in terms of the output y, and the input stands in it.": 1 - x**2,
            "the square is missing: differentiate tanh once more on paper.": 1 - y,
            "this is the sigmoid's slope formula; tanh has another one.": y * (1 - y),
        },
    )


def leaky_sides(context: Context) -> str | None:
    """What goes through on the left: nothing, everything, or what should go through on the right."""
    case = context.case
    x, slope = case["arguments"]["x"], case["constants"]["negative_slope"]
    if context.name == "y":
        return recognize(
            context,
            {
                "on the left nothing comes out: this is the plain ReLU.": np.maximum(x, 0),
                "on the left the slope alone comes out: it is to be multiplied by x.": np.where(x > 0, x, slope),
                "on the left the sign is wrong: a x is negative where x is.": np.where(x > 0, x, -slope * x),
                "the slope is always 0.01 here, and the check has set another one.": np.where(x > 0, x, 0.01 * x),
            },
        )
    return _with_slope(
        context,
        {
            "this is the plain ReLU's gradient: on the left it leaks too.": np.where(x > 0, 1.0, 0.0),
            "the two sides are swapped.": np.where(x > 0, slope, 1.0),
            "the sign of dy decides here; the sign of x should.": np.where(case["arguments"]["dy"] > 0, 1.0, slope),
        },
    )


def softplus_mistakes(context: Context) -> str | None:
    """Digits lost far to the left, another logarithm, and slopes that belong to other functions."""
    x = context.case["arguments"]["x"]
    if context.name == "y" and (x < -30).all() and (np.abs(context.got) < 1e-15).all():
        return "1 + exp(-40) is exactly 1 in float64, and its logarithm 0: `log1p` takes the small part alone."
    y = np.logaddexp(0, x)
    if context.name == "y":
        return recognize(
            context,
            {
                "a logarithm to the base 2; the natural one is asked for.": y / np.log(2),
                "this is the ReLU, without the rounded corner.": np.maximum(x, 0),
            },
        )
    return _with_slope(
        context,
        {
            "y(1 - y) is the slope of the sigmoid; here the slope is the sigmoid.": y * (1 - y),
            "this is the step of the ReLU; softplus has its corner rounded off.": x > 0,
        },
    )


# --- Maxout ---


def _scores(context: Context) -> tuple[Array, Array]:
    arguments = context.case["arguments"]
    products = np.tensordot(arguments["x"], arguments["W"], axes=1)
    return products, products + arguments["b"]


def maxout_outputs(context: Context) -> str | None:
    """The bias left out or added late, another choice than the largest piece."""
    if context.name != "y":
        return None
    products, scores = _scores(context)
    mistakes = {
        "the bias is missing.": products.max(axis=2),
        "the smallest piece comes out; the largest is asked for.": scores.min(axis=2),
        "the mean of the pieces comes out; the largest is asked for.": scores.mean(axis=2),
        "the pieces are added up; the largest is asked for.": scores.sum(axis=2),
        "the piece is chosen before the bias is added: b has its say in who wins.": np.take_along_axis(
            scores, products.argmax(axis=2)[:, :, np.newaxis], axis=2
        )[:, :, 0],
        "the first piece always comes out, whoever is largest.": scores[:, :, 0],
    }
    return recognize(context, mistakes)


def maxout_gradients(context: Context) -> str | None:
    """Who hears of a sample: all pieces, or the winners of one sample for all of them."""
    arguments = context.case["arguments"]
    if context.judge != "numerical" or context.name not in ("x", "W", "b"):
        return None
    _, scores = _scores(context)
    everybody = np.repeat(arguments["dy"][:, :, np.newaxis], scores.shape[2], axis=2)
    first = (scores[:1].argmax(axis=2)[:, :, np.newaxis] == np.arange(scores.shape[2])) * everybody
    overall = (scores.sum(axis=0).argmax(axis=1)[:, np.newaxis] == np.arange(scores.shape[2])) * everybody
    slopes = (scores == scores.max(axis=2, keepdims=True)).astype(float)
    hearing = {
        "every piece gets the gradient here; only the one that won for a sample should hear of it.": everybody,
        "the winner of the first sample gets everything; each sample has a winner of its own.": first,
        "one winner for the whole batch; each sample has a winner of its own.": overall,
        "who won is known, but the upstream gradient `dy` is missing.": slopes,
    }

    def gradient(heard: Array) -> Array:
        if context.name == "b":
            return np.asarray(heard.sum(axis=0))
        if context.name == "W":
            return np.asarray(np.einsum("nd,nmk->dmk", arguments["x"], heard))
        return np.asarray(np.einsum("nmk,dmk->nd", heard, arguments["W"]))

    mistakes: dict[str, Any] = {words: gradient(heard) for words, heard in hearing.items()}
    if context.name == "b":
        mistakes["only one sample of the batch has its say: the sum over the samples is missing."] = tuple(
            slopes * everybody
        )
    return recognize(context, mistakes)


# --- The probe ---


def flow_mistakes(context: Context) -> str | None:
    """The list turned round, shifted, squared, or of another norm."""
    case, got = context.case, np.asarray(context.got, dtype=float)
    if context.name == "the result" and np.ndim(got) == 1:
        gradients = [case["arguments"]["dy"]]
        for weights in case["maps"][::-1]:
            gradients.insert(0, gradients[0] @ weights.T)
        shifted = [float(np.linalg.norm(gradient)) for gradient in gradients[1:]]
        arriving = gradients[:-1]
        mistakes = {
            "the list runs from the last layer to the first: turn it round.": context.want[::-1],
            "one layer late: these are the norms at the layers' outputs. The inputs' are asked for.": shifted,
            "the squares are not rooted: a norm is the square root of their sum.": context.want**2,
            "the sum of the sizes of the entries; the root of the sum of squares is asked for.": [
                np.abs(gradient).sum() for gradient in arriving
            ],
            "a root of a mean of squares; the sum belongs under the root.": [
                np.sqrt((gradient**2).mean()) for gradient in arriving
            ],
            "the norm of each row was taken and added up; all entries belong under one root.": [
                np.linalg.norm(gradient, axis=1).sum() for gradient in arriving
            ],
            "the largest singular value (`np.linalg.norm(..., 2)`); the root of the sum of squares is asked for.": [
                np.linalg.norm(gradient, 2) for gradient in arriving
            ],
        }
        return recognize(context, mistakes)
    if context.name == "the list of layers afterwards":
        return "the caller's list is turned round and stays so: go through it backwards without changing it."
    if context.name == "backward calls of each layer" and np.any(got > context.want):
        return "a layer's `backward` runs more than once; hand on what it returned."
    return None


# --- The residual block ---


def residual_mistakes(context: Context) -> str | None:
    """One of the two ways forgotten, forward or backward."""
    x, dy = context.case["arguments"]["x"], context.case["arguments"]["dy"]
    if context.name == "y":
        return recognize(
            context,
            {
                "the way around is missing: the block adds its input to what its layers make of it.": context.want - x,
                "the layers' output is added to itself: keep the block's input before you overwrite it.": (
                    2 * (context.want - x)
                ),
            },
        )
    if context.name == "y with train=False":
        return "`train` is not handed on to the layers: some of them behave otherwise in training."
    if context.name == "x" and context.judge == "numerical":
        through = context.want - dy
        return recognize(
            context,
            {
                "the gradient takes only the way around; what comes back through the layers is missing.": dy,
                "the gradient takes only the way through the layers; the way around, `dy` itself, is missing.": through,
                "`dy` is counted twice, and what comes back through the layers is missing.": 2 * dy,
                "what comes back through the layers is counted twice: keep `dy` before you overwrite it.": 2 * through,
            },
        )
    return None
