"""Mistakes in a whole network and in its training, recognized by running them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context


def other_arrays(context: Context) -> str | None:
    """The check writes its own numbers into `params`, and the forward pass does not see all of them, or otherwise."""
    if context.name != "predict(x)" or not np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    given = context.case["arguments"]
    x, W1, b1, W2, b2 = (given[name] for name in ("x", "W1", "b1", "W2", "b2"))

    def by(hidden: Array, W: Array = W2, b: Array | float = b2) -> Array:
        return np.asarray(hidden @ W + b)

    first = x @ W1 + b1
    found = recognize(
        context,
        {
            "there is no ReLU between the two layers.": by(first),
            "a ReLU stands behind the last layer; the logits may be negative.": np.maximum(by(np.maximum(first, 0)), 0),
            "the second layer's bias is not the one in `params`, or it is missing.": by(np.maximum(first, 0), b=0.0),
            "the first layer's bias is not the one in `params`, or it is missing.": by(np.maximum(x @ W1, 0)),
            "these are the probabilities; the logits are asked for.": _softmax(by(np.maximum(first, 0))),
        },
    )
    return found or (
        "perhaps the layers work on copies: the check writes its own numbers into the arrays in `params`, and layers "
        "that share these arrays would see them."
    )


def _softmax(logits: Array) -> Array:
    return np.asarray(np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, np.newaxis]))


def training(context: Context) -> str | None:
    """Steps that lead uphill, of a wrong length, or of some parameters alone; losses of other moments."""
    case, rate = context.case, context.case["learning_rate"]
    samples = len(case["arguments"]["x"])
    runs = {
        "the losses rise: steps along the gradient lead uphill.": _trained(case, -rate),
        "the learning rate is missing: each step is the whole gradient.": _trained(case, 1.0),
        "the gradients are divided by N once more: the loss is a mean already.": _trained(case, rate / samples),
        "the steps are N times too long: the loss is a mean over the samples.": _trained(case, rate * samples),
        "the learning rate is in twice.": _trained(case, rate**2),
        "the biases do not move.": _trained(case, rate, moving="W"),
        "the weights do not move.": _trained(case, rate, moving="b"),
        "only the last layer moves.": _trained(case, rate, moving="2"),
        "only the first layer moves.": _trained(case, rate, moving="1"),
        "each step takes the first gradients: ask for new ones in every epoch.": _trained(case, rate, stale=True),
        "one epoch too few.": _trained(case, rate, epochs=case["epochs"] - 1),
        "one epoch too many.": _trained(case, rate, epochs=case["epochs"] + 1),
        "the parameters have not moved: is the network's own array changed in place, or only a copy of it?": (
            _trained(case, 0.0)
        ),
    }
    found = {words: run[context.name] for words, run in runs.items() if context.name in run}
    if context.name == "losses":
        late = "these are the losses after each step; the ones before it are asked for."
        found[late] = _trained(case, rate, epochs=case["epochs"] + 1)["losses"][1:]
    return recognize(context, found)


def _trained(
    case: dict[str, Any], rate: float, moving: str = "", stale: bool = False, epochs: int | None = None
) -> dict[str, Array]:
    """Losses and parameters of a training run in which only the parameters with this in their name move."""
    params = {name: np.array(case["arguments"][name]) for name in ("W1", "b1", "W2", "b2")}
    losses, slopes = [], dict[str, Array]()
    for _ in range(case["epochs"] if epochs is None else epochs):
        losses.append(_loss(case, params).real)
        if not (stale and slopes):
            slopes = {name: _slope(case, params, name) for name in params}
        params |= {name: array - rate * slopes[name] for name, array in params.items() if moving in name}
    return {"losses": np.array(losses)} | {f"{name} after training": array for name, array in params.items()}


def _loss(case: dict[str, Any], params: dict[str, Array]) -> complex:
    """The loss of the network, also for complex parameters."""
    x, labels = case["arguments"]["x"], case["arguments"]["labels"]
    first = x @ params["W1"] + params["b1"]
    last = np.where(first.real > 0, first, 0) @ params["W2"] + params["b2"]
    return complex(np.mean([np.log(np.exp(row - row[label]).sum()) for row, label in zip(last, labels, strict=True)]))


def _slope(case: dict[str, Any], params: dict[str, Array], name: str) -> Array:
    """The loss's gradient by one parameter: the imaginary part over an imaginary step has no rounding in it."""
    found = np.zeros(params[name].shape)
    for index in np.ndindex(found.shape):
        moved = params[name].astype(complex)
        moved[index] += 1e-30j
        found[index] = _loss(case, {**params, name: moved}).imag / 1e-30
    return found
