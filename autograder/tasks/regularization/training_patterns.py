"""Mistakes in early stopping and label smoothing, recognized from what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from autograder.checks.judging.added import told_if_added
from autograder.checks.judging.losses import lost_on_the_way
from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Context
from autograder.tasks.regularization import measures
from autograder.tasks.regularization.penalty_patterns import SUMMED

# --- Early stopping ---


def patience(context: Context) -> str | None:
    """Stops at another epoch than it should."""
    if context.name != measures.STOP or np.ndim(context.got):
        return None
    losses, asked = context.case["losses"], context.case["patience"]
    got, want = float(context.got), float(context.want)
    since = _first(losses, asked, _in_all)
    if since != want and got == since:
        return "all bad epochs are counted: a new minimum starts the count afresh."
    if _first(losses, asked, _above_last) == got != want:
        return "each loss is compared with the one before it; the lowest one so far is what counts."
    if _first(losses, asked, _equals_count) == got != want:
        return "a loss that only equals the best one is no new minimum."
    if got == _first(losses, asked + 1, _in_a_row):
        return "one epoch too late: with patience 2, the second epoch in a row without a new minimum is the last one."
    if got == _first(losses, asked - 1, _in_a_row):
        return "too early: with patience 2, two epochs in a row without a new minimum are needed."
    if got == -1:
        return "it never says stop: does `update` return True in the end?"
    return None


def _in_a_row(state: tuple[float, float, int], loss: float) -> int:
    """Epochs in a row without a new minimum: the right way to count."""
    return 0 if loss < state[0] else state[2] + 1


def _in_all(state: tuple[float, float, int], loss: float) -> int:
    """Bad epochs so far, wherever they were."""
    return state[2] + (not loss < state[0])


def _above_last(state: tuple[float, float, int], loss: float) -> int:
    """Epochs in a row that were no better than the one before."""
    return 0 if loss < state[1] else state[2] + 1


def _equals_count(state: tuple[float, float, int], loss: float) -> int:
    """Epochs in a row without a loss that at least equals the best."""
    return 0 if loss <= state[0] else state[2] + 1


def _first(losses: Sequence[float], asked: int, count: Callable[[tuple[float, float, int], float], int]) -> float:
    """The epoch at which a wrong way of counting reaches the patience; -1 if it never does."""
    best = last = float("inf")
    bad = 0
    for epoch, loss in enumerate(losses):
        bad = count((best, last, bad), loss)
        best, last = min(best, loss), loss
        if bad >= asked:
            return float(epoch)
    return -1.0


def kept_by_reference(context: Context) -> str | None:
    """What was restored are the last weights."""
    if not context.name.startswith(measures.RESTORED):
        return None
    got = np.asarray(context.got, dtype=float)
    epochs = np.unique(got)
    if len(epochs) != 1:
        return None
    if context.name.endswith("second object"):
        return None
    said = "the weights are those of the last epoch, not of the best one"
    return (
        f"{said}: a dictionary or an array that is kept changes with the network. Keep copies of the arrays, and write "
        "them back in place."
        if epochs[0] > np.max(context.want)
        else f"the weights are those of epoch {epochs[0] - 1:g}, the best ones of epoch {np.max(context.want) - 1:g}."
    )


def best(context: Context) -> str | None:
    """The best epoch, counted from 1; or the last one."""
    if context.name == "best_epoch" and np.ndim(context.got) == 0 and context.got == context.want + 1:
        return "epochs are counted from 0: the first one is epoch 0."
    if context.name == "best_loss" and np.ndim(context.got) == 0 and context.got in context.case["losses"]:
        return "this is the loss of another epoch than the best."
    return None


# --- Label smoothing ---


def smoothing_overflow(context: Context) -> str | None:
    """Exponentials of large logits, or logarithms of probabilities that have become 0."""
    if np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    return (
        f"{lost_on_the_way(context)} Work with logarithms of probabilities: the logits minus something that is the "
        "same for a whole row."
    )


def _smoothed(context: Context, true: float, others: float, more: float = 0.0) -> float:
    """The loss with other targets, or with something added to each probability."""
    logits, labels = (context.case["arguments"][name] for name in ("logits", "labels"))
    logs = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    logs = np.log(np.exp(logs) + more) if more else logs
    targets = np.full(logits.shape, others)
    targets[np.arange(len(labels)), labels] = true
    return -float((targets * logs).sum()) / len(labels)


def smoothing_share(context: Context) -> str | None:
    """The loss with the shares of a label wrongly dealt."""
    if context.name != "loss" or np.ndim(context.got):
        return None
    epsilon, classes = context.case["smoothing"], context.case["arguments"]["logits"].shape[1]
    if not epsilon:
        return None
    rest = epsilon / (classes - 1)
    return recognize(
        context,
        {
            "the label is not smoothed.": _smoothed(context, 1.0, 0.0),
            "the share is spread over the other classes only; the true class gets its part of it as well.": _smoothed(
                context, 1 - epsilon, rest
            ),
            "the true class has 1 - smoothing; to that comes its own part of what is spread.": _smoothed(
                context, 1 - epsilon, epsilon / classes
            ),
            "the true class keeps all of its 1, so that the targets add up to more than 1.": _smoothed(
                context, 1 + epsilon / classes, epsilon / classes
            ),
            "the whole share goes to each class: divide it by their number.": _smoothed(context, 1.0, epsilon),
            "smoothing and 1 - smoothing are swapped.": _smoothed(
                context, epsilon + (1 - epsilon) / classes, (1 - epsilon) / classes
            ),
            SUMMED: _smoothed(context, 1 - epsilon + epsilon / classes, epsilon / classes) * context.batch,
        },
    ) or told_if_added(
        context,
        {
            "{} was added to the probabilities before their logarithm, so every loss is a bit wrong. From the logits "
            "no logarithm of 0 is ever taken.": lambda d: _smoothed(
                context, 1 - epsilon + epsilon / classes, epsilon / classes, d
            )
        },
    )


def smoothing_gradient(context: Context) -> str | None:
    """The gradient of the cross-entropy without smoothing."""
    if context.name != "logits" or not context.case["smoothing"]:
        return None
    logits, labels = (context.case["arguments"][name] for name in ("logits", "labels"))
    shares = np.exp(logits - np.logaddexp.reduce(logits, axis=1)[:, None])
    targets = np.eye(logits.shape[1])[labels]
    return recognize(
        context,
        {
            "these are the probabilities alone; the targets, which pull, are missing.": shares / len(labels),
            "this is the gradient of the cross-entropy without smoothing: the targets of forward belong here too.": (
                (shares - targets) / len(labels)
            ),
        },
    )
