"""The mistakes that can be recognized in the tasks of the chapter `forward`."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.losses import lost_on_the_way, number_for_zero
from autograder.checks.judging.patterns import added_up_elsewhere, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.forward.measures import GOES_ON, STAYS


def neuron_answer(context: Context) -> str | None:
    """An answer without the bias."""
    if context.name != "forward(x)":
        return None
    if context.equals(context.want - context.case["arguments"]["b"]):
        return "the bias is missing: the difference is `b`, for every sample."
    return None


def neuron_loss(context: Context) -> str | None:
    """Another loss than the one that is asked for, or the loss at another place."""
    if context.name != "the returned loss":
        return None
    x, t, w, b = (context.case["arguments"][name] for name in "xtwb")
    slope_w, slope_b = _slopes(x, x @ w + b - t)
    rate = context.case["learning_rate"]
    after = np.mean((x @ (w - rate * slope_w) + b - rate * slope_b - t) ** 2)
    return recognize(
        context,
        {
            "half the mean squared error; here the loss has no factor of 1/2.": context.want / 2,
            "this is the loss after the step; the one before it is asked for.": after,
        },
    )


def neuron_step(context: Context) -> str | None:
    """What has become of w or b: no step, one in the wrong direction, or one of a wrong length."""
    letter = context.name.removesuffix(" after the step")
    if (
        letter not in ("w", "b")
        or letter == context.name
        or not np.isfinite(np.asarray(context.got, dtype=float)).all()
    ):
        return None
    arguments, rate = context.case["arguments"], context.case["learning_rate"]
    x, t, w, b = (arguments[name] for name in "xtwb")
    slope_w, slope_b = _slopes(x, x @ w + b - t)
    before, slope = (w, slope_w) if letter == "w" else (b, slope_b)
    lengths = {
        0.0: f"`{letter}` has not moved: is the step stored in `self.{letter}`?",
        -1.0: "the step leads uphill: gradient descent takes the gradient away, it does not add it.",
        0.5: "the step is half as long as it should be: the square's slope brings a factor of 2.",
        float(len(x)): "the step is N times too long: the loss is a mean over the samples, so 1/N is missing.",
        1.0 / len(x): "the step is N times too short: the mean over the samples is taken twice.",
        1.0 / rate: "the learning rate is missing: the step is the whole gradient.",
    }
    mistakes = {words: before - factor * rate * slope for factor, words in lengths.items()}
    if letter == "b":
        words = "`b` uses the errors of the new `w`: both gradients belong to the point before the step."
        mistakes[words] = b - rate * _slopes(x, x @ (w - rate * slope_w) + b - t)[1]
    return recognize(context, mistakes)


def _slopes(x: Array, errors: Array) -> tuple[Array, float]:
    """Both gradients of the mean squared error, sample by sample, as a derivation by hand has them."""
    return sum(2 * e * row for row, e in zip(x, errors, strict=True)) / len(x), float(sum(2 * errors) / len(x))


def affine(context: Context) -> str | None:
    """The product alone, a transpose too many, or another thing kept than the input."""
    arguments = context.case["arguments"]
    if context.name == "y after W has changed":
        return "the layer works on a copy of its parameters; whoever trains changes the arrays in `params`."
    if context.name == "y" and context.equals(context.want - arguments["b"]):
        return "the bias is missing: the difference is `b`, in every row."
    square = arguments["W"].shape[0] == arguments["W"].shape[1]
    if context.name == "y" and square and context.equals(arguments["x"] @ arguments["W"].T + arguments["b"]):
        return "a transpose too many; a square shape hides it."
    if context.name == "self.x is the input":
        return "in training the layer keeps its input, and nothing else, in `self.x`."
    if context.name == "self.x is still the input after train=False":
        return "with `train=False` the layer keeps nothing: what training has kept must survive."
    return None


def overflows(context: Context) -> str | None:
    """The values are right, but something on the way was not."""
    if context.name != STAYS:
        return None
    line = next((each["line"] for each in context.case.get("floating", []) if each["line"]), "")
    where = f" It happens in {line}" if line else ""
    return (
        "exp of more than 709 overflows. An infinity in a place that is thrown away later is still a warning, and "
        f"`np.where` computes both of its branches for every entry.{where}"
    )


def cut_off(context: Context) -> str | None:
    """The sigmoid of an x that is not let beyond a bound; the bound is solved for."""
    if context.name == STAYS or not 0 < np.min(context.got) < 1 / 2:
        return None
    bound = float(np.log(1 / np.min(context.got) - 1))
    x = context.case["arguments"]["x"]
    if np.min(x) < -bound and context.equals(1 / (1 + np.exp(-np.clip(x, -bound, bound)))):
        return (
            f"every x beyond {bound:.4g} counts as {bound:.4g}, and what is cut off has no slope either. Write the "
            "formula so that no exponent is positive."
        )
    return None


def other_activation(context: Context) -> str | None:
    """A function that resembles the one that is asked for."""
    if context.name == STAYS:
        return None
    x = context.case["arguments"]["x"]
    mistakes = {
        "the sign of the exponent is turned: this is 1 - sigmoid.": 1 - context.want,
        "this is tanh, with values from -1 to 1; the sigmoid lies between 0 and 1.": np.tanh(x),
        "this is the absolute value; what is negative becomes 0.": np.abs(x),
        "this is the wrong side: what is positive should pass, not what is negative.": np.minimum(x, 0),
        "this is 1 where x is positive: the slope of the ReLU, and not the ReLU.": np.where(x > 0, 1.0, 0.0),
    }
    return recognize(context, mistakes)


def softmax(context: Context) -> str | None:
    """Probabilities that overflow, that add up along another axis, or that do not add up."""
    got, logits = np.asarray(context.got, dtype=float), context.case["arguments"]["logits"]
    powers, lowered, largest = np.exp(logits), np.exp(logits - logits.max()), context.want.max(axis=1, keepdims=True)
    known = recognize(
        context,
        {
            "exp overflows for logits of 1000, and below -745 it is 0. Which number can be taken from all logits of a "
            "row and change nothing?": powers / powers.sum(axis=1, keepdims=True),
            "one maximum for the whole batch is taken away: in rows far below it all exponentials are 0. Each row has "
            "its own.": lowered / lowered.sum(axis=1, keepdims=True),
            "each row should add up to 1: divide by the sum of the same exponentials.": (
                powers,
                lowered,
                context.want / largest,
            ),
        },
    ) or told_if_added(
        context,
        {
            "{} is added to the sum of the exponentials, so no row adds up to 1. With the largest logit taken away the "
            "sum is at least 1, and nothing can go wrong.": lambda d: context.want / (1 + d * largest),
            "{} is added to the sum of the exponentials, so no row adds up to 1.": (
                lambda d: powers / (powers.sum(axis=1, keepdims=True) + d)
            ),
            "{} is added to each probability, so no row adds up to 1.": lambda d: context.want + d,
        },
    )
    if known or not np.isfinite(got).all() or np.allclose(got.sum(axis=1), 1):
        return known
    return added_up_elsewhere(got) or "each row should add up to 1, and it does not."


def cross_entropy(context: Context) -> str | None:
    """A loss that overflows, that has a number added to it, or that takes its logits for something else."""
    logits, labels = context.case["arguments"]["logits"], context.case["arguments"]["labels"]
    if not np.isfinite(float(np.asarray(context.got, dtype=float))):
        return (
            f"{lost_on_the_way(context)} Go from the logits to the loss without the probabilities: the log of a sum of "
            "exponentials, its largest term taken out."
        )
    own, largest = np.arange(len(labels)), logits.max(axis=1)
    shares = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, np.newaxis])
    again = np.log(np.exp(shares).sum(axis=1)) - shares[own, labels]
    return recognize(
        context,
        {
            "the softmax is applied twice: this loss takes logits, and probabilities went into it.": again.mean(),
            "`[:, labels]` picks all columns for every row; one entry of each row is asked for.": (
                -np.log(shares[:, labels]).mean()
            ),
            "the largest logit was taken out of the sum and not added back.": context.want - largest.mean(),
            "the largest logit is added back to the sum, though it was not taken out of it, or twice.": (
                context.want + largest.mean()
            ),
            "a sum over the batch where the mean is asked for: 1/N is missing.": context.want * len(labels),
        },
    ) or number_for_zero(context, shares[own, labels])


def squared_error(context: Context) -> str | None:
    """A half, a root, a sum, or shapes that are stretched."""
    if context.name.startswith("shapes"):
        return "(N, 1) and (N,) are stretched to (N, N), and every answer is compared with every target."
    y, t = context.case["arguments"]["y"], context.case["arguments"]["t"]
    mistakes = {
        "a factor of 1/2 too much: the mean of the squares has none.": context.want / 2,
        "this is the root of the mean squared error.": np.sqrt(context.want),
        "the squares are summed; the mean over all entries is asked for.": context.want * y.size,
        "the mean runs over the samples alone; it runs over all N·M entries.": context.want * y.shape[1],
        "these are the absolute differences; square them.": np.abs(y - t).mean(),
    }
    return recognize(context, mistakes)


def epochs(context: Context) -> str | None:
    """What an epoch of mini-batches lacks."""
    if context.name == "number of batches" or context.name == "sizes of the batches":
        return "one epoch is ceil(N / B) batches: no sample is dropped, and the last batch has what is left."
    if context.name == "samples, sorted":
        return "an epoch shows each sample exactly once; drawing with replacement, or anew per batch, does not."
    if context.name == "labels that are their row's":
        return "labels and rows are shuffled apart: use one order for both."
    return {
        GOES_ON: "`return` ends the function with its first batch; `yield` hands it out and goes on.",
        "order is new": "the samples come in their first order: shuffle them.",
        "order differs from epoch to epoch": "each epoch repeats the order of the first: a generator was made anew.",
        "same generator, same order": "chance comes from somewhere else than `rng`, so that no run can be repeated.",
        "neighbours are parted": "samples that stood side by side still do: shuffle samples, not blocks of them.",
    }.get(context.name)


def whole_pass(context: Context) -> str | None:
    """A list that is too short or too long, and arrays that were overwritten."""
    if context.name == "number of arrays":
        return "the list holds the input, each affine output, and the ReLU of each but the last, in this order."
    arguments = context.case["arguments"]
    if context.name.startswith("Z") and context.equals(np.maximum(context.want, 0)):
        last = context.name == f"Z{context.case['layers']}"
        return (
            "behind the last layer stands no ReLU: the logits may be negative."
            if last
            else "the ReLU has overwritten the affine output from which it was made."
        )
    if context.name == "H1" and context.equals(arguments["x"] @ arguments["W1"] + arguments["b1"]):
        return "this is the affine output itself; the ReLU of it is asked for."
    if context.name.startswith("Z") and context.equals(context.want - arguments[f"b{context.name[1:]}"]):
        return "the bias is missing: the difference is `b`, in every row."
    if context.name == "Z2" and context.equals(
        arguments["x"] @ arguments["W1"] @ arguments["W2"] + _carried(arguments)
    ):
        return "the second layer takes the affine output of the first; the ReLU of it should go in."
    return None


def _carried(arguments: dict[str, Array]) -> Array:
    """The bias of two affine layers without an activation between them."""
    carried: Array = arguments["b1"] @ arguments["W2"] + arguments["b2"]
    return carried


def loop(context: Context) -> str | None:
    """A training loop that miscounts its epochs, its steps or its samples."""
    case = context.case
    steps, losses = -(-case["orders"].shape[1] // case["batch_size"]), case["arguments"]["losses"]
    if context.name == "number of steps":
        return "each epoch makes one step for each batch, and asks `batches()` for new ones."
    if context.name == "learning rates":
        return "each step takes the learning rate that the loop was given."
    if context.name == "samples in their order":
        return "each epoch has batches of its own: ask `batches()` anew, and hand x and t on as they come."
    if context.name == "number of losses":
        told = "these are the losses of the steps." if context.got == len(losses) else "each epoch has one."
        return f"one loss for each epoch is asked for; {told}"
    if np.shape(context.got) != np.shape(context.want):
        return None
    by_epoch = losses.reshape(case["epochs"], steps)
    sizes = np.diff(np.append(np.arange(0, case["orders"].shape[1], case["batch_size"]), case["orders"].shape[1]))
    mistakes = {
        "the batches count alike here; a smaller last batch should count less.": by_epoch.mean(axis=1),
        "this is the loss of the last batch of each epoch, not of all its samples.": by_epoch[:, -1],
        "the losses of the batches are summed; a mean over the samples is asked for.": by_epoch.sum(axis=1),
        "this is the total of the epoch's samples; divide by their number.": by_epoch @ sizes,
        "the total runs on from epoch to epoch; each epoch starts at 0.": np.cumsum(context.want),
        "the number of samples runs on from epoch to epoch; each epoch starts at 0.": (
            by_epoch @ sizes / (sizes.sum() * np.arange(1, case["epochs"] + 1))
        ),
        "both counters run on, the total and the number of samples: each epoch starts at 0.": (
            np.cumsum(context.want) / np.arange(1, case["epochs"] + 1)
        ),
        "divided by the number of batches, though each loss was multiplied by its samples.": by_epoch @ sizes / steps,
    }
    return recognize(context, mistakes)
