"""Mistakes in penalties and decay, recognized from what came and what was wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context

# --- Penalties ---


def _own(context: Context) -> Array | None:
    """The parameter that a value belongs to; None for the loss."""
    found = re.search(r'\["(.*)"\]', context.name)
    return np.asarray(context.case["params"][found[1]]) if found else None


def _split(context: Context) -> tuple[list[Array], list[Array]]:
    """Weights and biases of the case."""
    arrays = [np.asarray(array) for array in context.case["params"].values()]
    return [a for a in arrays if a.ndim > 1], [a for a in arrays if a.ndim == 1]


def _squares(arrays: Sequence[Array]) -> float:
    return float(sum((array**2).sum() for array in arrays))


def _sizes(arrays: Sequence[Array]) -> float:
    return float(sum(np.abs(array).sum() for array in arrays))


BIASES = "biases are penalized as well. They shift, they do not bend: leave arrays with one axis alone."


def l2_value(context: Context) -> str | None:
    """The loss: a factor, the biases, the norm in place of its square, the samples' share."""
    if context.name != "loss" or np.ndim(context.got):
        return None
    mean, strength = float(np.mean(context.case["losses"])), context.case["strength"]
    weights, biases = _split(context)
    square, half, samples = _squares(weights), strength / 2, context.batch
    return recognize(
        context,
        {
            "the penalty is missing.": mean,
            "the factor 1/2 of the penalty is missing.": mean + strength * square,
            BIASES: mean + half * (square + _squares(biases)),
            "the norm itself, where its square is asked for: a root too much.": mean + half * np.sqrt(square),
            "the root of each norm was taken: the square of the norm is the sum of squares.": mean
            + half * sum(float(np.sqrt((w**2).sum())) for w in weights),
            PER_SAMPLE: mean + half * square / samples,
            PER_WEIGHT: mean + half * sum(float((w**2).mean()) for w in weights),
            SUMMED: mean * samples + half * square,
        },
    )


PER_SAMPLE = (
    "the penalty is divided by N. It is no mean over the batch: it belongs to the weights, which are there once."
)
PER_WEIGHT = "a mean over the weights, where the sum of their squares or sizes is asked for."
SUMMED = "the losses of the samples are added up; their mean is asked for."


def l1_value(context: Context) -> str | None:
    """The loss: the biases, signs that cancel, the samples' share."""
    if context.name != "loss" or np.ndim(context.got):
        return None
    mean, strength = float(np.mean(context.case["losses"])), context.case["strength"]
    weights, biases = _split(context)
    size, samples = _sizes(weights), context.batch
    return recognize(
        context,
        {
            "the penalty is missing.": mean,
            "a factor 1/2 belongs to the squares of L2; L1 has none.": mean + strength / 2 * size,
            BIASES: mean + strength * (size + _sizes(biases)),
            "the weights are added with their signs, so that they cancel: sum their absolute values.": mean
            + strength * float(sum(w.sum() for w in weights)),
            "squares, where absolute values are asked for.": mean + strength * _squares(weights),
            PER_SAMPLE: mean + strength * size / samples,
            PER_WEIGHT: mean + strength * sum(float(np.abs(w).mean()) for w in weights),
            SUMMED: mean * samples + strength * size,
        },
    )


def l2_gradient(context: Context) -> str | None:
    """The gradient of half a square: the half on one side only, the samples' share, the strength."""
    weights = _own(context)
    if weights is None or weights.ndim == 1:
        return None
    strength, samples = context.case["strength"], context.batch
    return recognize(
        context,
        {
            "half of what it should be: the 1/2 in the loss is there so that the 2 of the derivative cancels.": strength
            / 2
            * weights,
            "twice what it should be: the derivative brings down a 2, and the 1/2 of the loss takes it away.": 2
            * strength
            * weights,
            "the strength is missing.": weights,
            "the penalty is divided by N, although no sample has to do with it.": strength * weights / samples,
        },
    )


def l1_gradient(context: Context) -> str | None:
    """The gradient of absolute values: at 0, the strength, the samples' share."""
    weights = _own(context)
    if weights is None or weights.ndim == 1:
        return None
    strength, samples = context.case["strength"], context.batch
    signs = np.sign(weights)
    if np.shape(context.got) == weights.shape and np.all(np.isfinite(context.got)):
        off = np.abs(context.got - context.want) > 1e-12
        if (weights == 0).any() and np.array_equal(off, weights == 0):
            return "only the weights that are exactly 0 are wrong: there is a kink, take 0 there, and they stay put."
    if not np.isfinite(np.asarray(context.got, dtype=float)).all() and (weights == 0).any():
        return "w / |w| is the sign of w, but for a weight of 0 it is 0/0."
    return recognize(
        context,
        {
            "the gradient of L2: that of an absolute value does not grow with the weight.": strength * weights,
            "the strength is missing.": signs,
            "the penalty is divided by N, although no sample has to do with it.": strength * signs / samples,
            "the absolute values themselves, where their slope is asked for.": strength * np.abs(weights),
            "half of what it should be: the 1/2 belongs to L2.": strength / 2 * signs,
        },
    )


def biases(context: Context) -> str | None:
    """A gradient of a bias that is not 0."""
    own = _own(context)
    if own is None or own.ndim > 1:
        return None
    strength = context.case["strength"]
    return recognize(
        context, {BIASES: (strength * own, strength * np.sign(own), strength / 2 * own, 2 * strength * own)}
    )


def params_for_grads(context: Context) -> str | None:
    """The penalty's gradient went into the weights."""
    after = context.case.get("after", {}).get(context.name.replace("grads", "params"))
    weights = _own(context)
    if after is None or weights is None or np.any(np.asarray(context.got, dtype=float)):
        return None
    strength = context.case["strength"]
    ways = [strength * weights, strength * np.sign(weights), 2 * strength * weights, strength / 2 * weights]
    if any(np.allclose(np.asarray(after), weights + way, rtol=1e-12) for way in ways):
        return "the parameters were updated where the gradients are meant: the penalty's slope went into `params`."
    return None


def threshold(context: Context) -> str | None:
    """The soft threshold: hard, one-sided, beyond 0."""
    if context.name != "soft_threshold(x)":
        return None
    x, tau = context.case["arguments"]["x"], context.case["threshold"]
    size = np.abs(x)
    known = {
        "this threshold is hard: what is left is not moved towards 0.": np.where(size > tau, x, 0.0),
        "small entries jump over 0 to the other side; 0 is where they stop.": x - tau * np.sign(x),
        "the sign is lost: negative entries come out positive.": np.maximum(size - tau, 0.0),
        "negative entries become 0 whatever their size: move them up, as the positive ones down.": np.maximum(
            x - tau, 0
        ),
        "large entries are cut off at the threshold, where small ones should vanish.": np.clip(x, -tau, tau),
    }
    return recognize(context, known)


# --- Decay ---


def decayed(context: Context) -> str | None:
    """What a step with decay could be instead."""
    before, name = _own(context), context.name.replace("params", "grads")
    assert before is not None, "outputs of this task are parameters"
    options = context.case["options"]
    rate, decay, slope = options["learning_rate"], options["decay"], context.case["arguments"][name]
    plain = before - rate * slope
    if context.equals(before):
        return "the parameter has not moved: change the array itself, in place, not the name."
    if before.ndim == 1:
        shrunk = (1 - rate * decay) * before - rate * slope
        return BIASES if context.equals(shrunk) or context.equals((1 - rate * decay) * plain) else None
    return recognize(
        context,
        {
            "the decay is taken from the weights as they are after the step; both terms start from those before it.": (
                1 - rate * decay
            )
            * plain,
            "nothing decays.": plain,
            "the decay is not multiplied by the learning rate.": (1 - decay) * before - rate * slope,
            "the weights grow where they should decay: a sign.": (1 + rate * decay) * before - rate * slope,
            "steps along the gradient lead uphill: a sign.": (1 - rate * decay) * before + rate * slope,
            "the learning rate is in the decay twice.": (1 - rate**2 * decay) * before - rate * slope,
            "only the decay has arrived: the gradient is missing, or its step went into a new array, not in place.": (
                1 - rate * decay
            )
            * before,
            "the learning rate is missing before the gradient.": (1 - rate * decay) * before - slope,
        },
    )
