"""The mistakes that can be recognized in the tasks of the chapter `recipe`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.judging.patterns import Pattern, first_said, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.wire import Case
from autograder.tasks.recipe import measures, probes
from autograder.tasks.schedules.probes import LeastSquares

# --- Diagnosis ---

End = Callable[[Array], float]


def _tail(curve: Array) -> float:
    return float(np.mean(curve[-5:]))


def _asked(case: Case, end: End = _tail, unit: float = 1.0, order: str = "dnuo", judged: str = "train") -> str:
    """The verdict of somebody who makes one mistake: other ends, another logarithm, another order, another curve."""
    curves = {name: case["arguments"][f"{name}_losses"] for name in ("train", "validation")}
    ends = {name: end(curve) for name, curve in curves.items()}
    log = unit * np.log(case["classes"])
    finite = all(np.isfinite(curve).all() for curve in curves.values())
    answers = {
        "d": ("diverging", not finite or ends[judged] > 1.1 * log),
        "n": ("not learning", ends[judged] >= 0.9 * log),
        "u": ("underfitting", ends[judged] > case["goal"]),
        "o": ("overfitting", ends["validation"] - ends["train"] > case["gap"]),
    }
    return next((answers[letter][0] for letter in order if answers[letter][1]), "healthy")


def diagnosis(context: Context) -> str | None:
    """A verdict that another way to ask explains."""
    if context.got == 0:
        return "the answer is none of the five words: return one of them, letter by letter."
    case = context.case
    arrays = case["arguments"].values()
    if not all(np.isfinite(array).all() for array in arrays):
        return "every comparison with NaN is False, and one infinite loss anywhere is enough: ask for that first."
    mistakes = {
        "one epoch is not the end of a curve: take the mean of the last five losses.": _asked(
            case, lambda c: float(c[-1])
        ),
        "this goes by the mean of the whole curve: only the last five losses are its end.": _asked(
            case, lambda c: float(c.mean())
        ),
        "this goes by the lowest loss of the curve; its end is the mean of the last five.": _asked(
            case, lambda c: float(c.min())
        ),
        "overfitting is asked about before the training curve is found good; the first question that holds counts.": (
            _asked(case, order="odnu")
        ),
        "this goes by the validation curve where the training curve is asked about.": _asked(case, judged="validation"),
        "the logarithm is the natural one, `np.log`: losses are in nats.": _asked(case, unit=1 / np.log(10)),
        "the logarithm is the natural one, not that to the base 2: losses are in nats.": _asked(
            case, unit=1 / np.log(2)
        ),
        "a question was left out, or asked too late.": _asked(case, order="dno"),
    }
    said, right = measures.VERDICTS[int(context.got) - 1], _asked(case)
    return next((words for words, name in mistakes.items() if name == said != right), None)


# --- One batch ---


def one_batch(context: Context) -> str | None:
    """Losses of another time, or of another number of steps."""
    if context.name != "losses" or not isinstance(context.got, np.ndarray) or context.got.ndim != 1:
        return None
    got, want = context.got, np.asarray(context.want)
    if got.shape == want.shape and len(want) > 1 and np.allclose(got, want[0]):
        return "the loss stays where it was: the optimizer has to change the arrays of `network.params`."
    if got.shape == want.shape and np.allclose(got[1:], want[:-1]):
        return "each loss is measured too early: before the first step, and then after each step."
    return None


# --- The training loop ---


def _followed(
    case: Case, restore: bool = True, counts: str = "all", watch: str = "validation", stop: bool = True
) -> Case:
    """What comes of a training loop with one mistake, under the names of the outputs."""
    arguments = case["arguments"]
    network = LeastSquares(arguments)
    sets = {"train": ("x", "labels"), "validation": ("validation_x", "validation_labels")}
    start, slope = probes.RATES[case["schedule"]]
    optimizer = probes.Descent(0.0)
    seen: list[tuple[float, float]] = []
    best, kept, waited = np.inf, {name: array.copy() for name, array in network.params.items()}, 0
    for epoch in range(case["epochs"]):
        for number, part in enumerate(probes.batches(case["orders"][epoch])):
            steps = len(optimizer.rates)
            clock = {"all": steps, "within": number, "epochs": epoch, "from 1": steps + 1}[counts]
            optimizer.learning_rate = start / (1 + slope * clock)
            optimizer.update(network.params, network.gradients(arguments["x"][part], arguments["labels"][part]))
        now = {name: network.loss(*(arguments[key] for key in keys)) for name, keys in sets.items()}
        seen.append((now["train"], now["validation"]))
        waited += 1
        if now[watch] < best:
            best, kept, waited = now[watch], {name: array.copy() for name, array in network.params.items()}, 0
        if stop and waited == case["patience"]:
            break
    final = kept if restore else network.params
    train, validation = zip(*seen, strict=True)
    return {
        measures.CALLS: len(seen),
        measures.RATES_ASKED: np.array(optimizer.rates),
        "train_losses": np.array(train),
        "validation_losses": np.array(validation),
    } | {f"{name} after training": array for name, array in final.items()}


LOOPS: dict[str, dict[str, Any]] = {
    "steps are counted from 1: the schedule's first step is step 0.": {"counts": "from 1"},
    "the schedule starts again in each epoch: steps count through all epochs.": {"counts": "within"},
    "the schedule is asked once in an epoch: it counts steps, not epochs.": {"counts": "epochs"},
    "training never stops early: `update` says when.": {"stop": False},
    "these are the last weights, not the best ones: does `EarlyStopping` see the validation loss, and does `restore` "
    "run also without a stop?": {"restore": False},
    "`EarlyStopping` watches the training loss; the validation loss tells when to stop.": {"watch": "train"},
}


def loops(context: Context) -> str | None:
    """What a loop with a known mistake gives."""
    if context.name.endswith("losses") and np.shape(context.got) == np.shape(context.want):
        other = "train_losses" if context.name.startswith("validation") else "validation_losses"
        if context.equals(_followed(context.case)[other]):
            return "the two curves are swapped, or both come from the same set."
    for words, mistake in LOOPS.items():
        found = _followed(context.case, **mistake)[context.name]
        if (
            np.shape(found) == np.shape(context.got)
            and context.equals(found)
            and not np.array_equal(found, context.want)
        ):
            return words
    if context.name == measures.RATES_ASKED and np.asarray(context.got)[:1] == 0:
        return "a step is made before the rate is set: `optimizer.learning_rate` first, then `update`."
    return None


def loop_shapes(context: Context) -> str | None:
    """Calls of draw_batches that are too few."""
    if context.name == measures.CALLS and context.got == 1 < context.want:
        return "the batches are drawn once for all epochs: each epoch has an order of its own."
    return None


# --- Confusion ---


def confusion(context: Context) -> str | None:
    """Rows and columns swapped, shares in place of counts, another denominator."""
    arguments = context.case["arguments"]
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want, dtype=float)
    if context.name == probes.MATRIX and got.shape == want.shape:
        if np.array_equal(got, want.T):
            return "rows and columns are swapped: a row is a true class, a column is what the network says."
        if np.array_equal(got, want > 0):
            return (
                "each pair is counted once only: `matrix[labels, predictions] += 1` adds 1 however often a pair comes."
            )
    if context.name == probes.ACCURACIES and got.shape == want.shape:
        matrix = np.asarray(arguments["matrix"], dtype=float)
        diagonal = np.diag(matrix)
        return recognize(
            context,
            {
                "divided by the sums of the columns: of what was called i, how much is i? Rows are asked for.": (
                    diagonal / matrix.sum(axis=0)
                ),
                "divided by the number of all images: each class has a number of its own.": diagonal / matrix.sum(),
                "divided by the errors of the row: the right ones belong to the whole as well.": (
                    diagonal / (matrix.sum(axis=1) - diagonal)
                ),
            },
        )
    return None


# --- Averaged weights ---


def averaged(context: Context) -> str | None:
    """What an average is that is not the one asked for."""
    if context.name != probes.AVERAGE:
        return None
    case = context.case
    places = np.cumsum([case["arguments"]["W"], *case["steps"]], axis=0)
    return recognize(
        context,
        {
            "as before: the average is always what the weights are now.": places[-1],
            "the average starts from zero; it begins as the weights of the first call.": (
                _mixed(0 * places[0], places, case["decay"])
            ),
            "decay and 1 - decay are swapped: the old average's share is `decay`.": (
                _mixed(places[0], places, 1 - case["decay"])
            ),
            "the average stays what it was in the first call.": places[0],
        },
    )


def _mixed(start: Array, places: Array, stays: float) -> Array:
    """An average that begins somewhere, and of which a share stays in each step."""
    for place in places:
        start = stays * start + (1 - stays) * place
    return start


# --- What is judged by what it reaches ---


def healing(context: Context) -> str | None:
    """Which question the settings fail first."""
    if context.name == measures.SETTINGS:
        return (
            'five entries: "activation" is "sigmoid", "tanh" or "ReLU"; the others are finite numbers, not '
            "negative, and the dropout is below 1."
        )
    if context.name == measures.FITTED:
        if context.got > np.log(10) - measures.ENOUGH[0] - 0.2:
            return (
                "the network does not learn at all: can a gradient get through six layers of this activation, from "
                "weights of this scale? Or is the rate far off?"
            )
        return (
            "it learns, and not well enough on its own training set: what slows it down, the rate, or a brake that is "
            "meant against overfitting?"
        )
    if context.name == measures.READ:
        return "look at the training loss first: as long as that is bad, validation cannot be good."
    return None


REACHED: dict[str, Callable[[float], str]] = {
    measures.STEPS_BEYOND: lambda _: "a step is a call of `network.gradients`; count epochs times batches in an epoch.",
    measures.IMAGES_BEYOND: lambda _: "batches of at most 64 images belong to the budget.",
    measures.CHANGED: lambda _: "the sets were changed in place: move copies of the images, not the images.",
    measures.CENTRED: lambda missing: (
        "it hardly learns: ask the questions of task 2, and overfit one batch."
        if missing > 0.5
        else "it reads, but not well enough: a schedule that ends near 0, and a rate found by trying, are worth points."
    ),
    measures.MOVED: lambda missing: (
        "it has only seen digits in the middle: move the training images, anew in each epoch."
        if missing > 0.15
        else "more room for what moves: a wider network, moved images in every epoch, a rate that ends near 0."
    ),
}


def capstone(context: Context) -> str | None:
    """What is furthest from what is asked for."""
    return REACHED[context.name](float(context.got)) if context.name in REACHED and np.ndim(context.got) == 0 else None


# --- Parts ---


def of_their_own(tasks: dict[str, Any]) -> Sequence[Pattern]:
    """The patterns of the tasks that a part comes from."""

    def pattern(context: Context) -> str | None:
        own = tasks[context.case["asked"]].patterns
        return first_said(context, own)

    return [pattern]
