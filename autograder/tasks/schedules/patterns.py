"""The usual mistakes in what draws by chance, wraps another schedule, or trains: recognized from what came."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Context
from autograder.tasks.schedules import measures as own
from autograder.tasks.schedules.probes import BEHIND


def same_noise(context: Context) -> str | None:
    """Chance that does not come from the generator."""
    if context.name == own.AGAIN_NOISE:
        return "the noise does not come from `rng`: the same generator should give the same numbers."
    return None


def no_noise(context: Context) -> str | None:
    """The wave or the line is wrong, noise apart."""
    given = context.case["arguments"]
    if context.name != "the rate without noise" or np.shape(context.got) != np.shape(context.want):
        return None
    line, wave = (part[: len(context.want)] for part in own.noisy_parts(context.case)[:2])
    rate, alpha, beta = given["learning_rate"], given["alpha"], given["beta"]
    mistakes = {
        "`beta` is left out.": rate * line * wave,
        "`alpha` is left out.": rate * ((line - alpha) * wave + beta),
        "the line is left out: the wave alone is there.": rate * (wave + beta),
        "the wave is left out: the line alone is there.": rate * (line + beta),
        "the learning rate is left out.": line * wave + beta,
    }
    return recognize(context, mistakes) or (
        "perhaps noise comes in although its variance is 0: without noise this should be the linear cosine."
    )


def warmed(context: Context) -> str | None:
    """The usual ways to miss the first step, the peak or the hand-over."""
    step, length = np.asarray(context.case["arguments"]["step"]), context.case["arguments"]["warmup_steps"]
    schedule = BEHIND[context.case["behind"]]
    later, first = schedule(np.maximum(step - length, 0)), schedule(0)
    up, on = step < length, schedule(step)
    ramp = (step + 1) / length
    mistakes = {
        "the warm-up starts at 0: a first step that goes nowhere. The first step is one Wth of the way.": (
            np.where(up, first * step / length, later),
            np.where(up, on * step / length, on),
            np.where(up, first * step / length, on),
        ),
        "the warm-up overshoots: it runs a step too long.": (
            np.where(step <= length, first * ramp, later),
            np.where(step <= length, first * ramp, schedule(np.maximum(step - length - 1, 0))),
        ),
        "the other schedule runs on from step W; it should begin with its own step 0.": (
            np.where(up, first * ramp, on)
        ),
        "the other schedule already decays during the warm-up, which should climb to where it begins.": (
            np.where(up, on * ramp, later),
            np.where(up, on * ramp, on),
            on * np.minimum(ramp, 1),
        ),
        "the climb has one step too many: at step W - 1 it should have arrived.": (
            np.where(up, first * (step + 1) / (length + 1), later)
        ),
        "there is no warm-up: the rate is the schedule's from the first step on.": (on, later),
    }
    return recognize(context, mistakes)


def told_of_batches(context: Context) -> str | None:
    """What each broken fact means."""
    given = context.case["arguments"]
    count, size, got = len(given["x"]), given["batch_size"], np.asarray(context.got)
    if context.name == own.OFTEN:
        if got.max() <= 1:
            return "some samples never come: is the last, smaller batch left out?"
        return "samples are drawn with replacement: some come twice, others never. An epoch is a shuffle."
    if context.name == own.SIZES and np.array_equal(got[: count // size], np.full(count // size, size)):
        return "the last, smaller batch left out: an epoch shows every sample."
    return {
        own.SIZES: f"{count} samples make {-(-count // size)} batches; only the last may have fewer than {size}.",
        own.GOES_ON: "`return` ends the function with its first batch; `yield` hands it out and goes on.",
        own.BESIDE: "samples and labels are shuffled apart: one order must hold for both.",
        own.ORDER: "the samples come in the order in which they lie: nothing is shuffled.",
        own.OTHER: "the second epoch comes in the same order as the first: a new generator in each call?",
        own.AGAIN: "the order does not come from `rng`: the same generator should give the same order.",
    }.get(context.name)


def told_of_noise(context: Context) -> str | None:
    """Which other quantity this is, known from the theory of sampling."""
    gradients, sizes = context.case["arguments"]["gradients"], np.array(context.case["sizes"])
    samples, parameters = gradients.shape
    sigma = np.sqrt(((gradients - gradients.mean(axis=0)) ** 2).sum() / samples)
    left = np.sqrt((samples - sizes) / (samples - 1))
    right = sigma / np.sqrt(sizes) * left
    squares = np.sqrt((gradients**2).sum() / samples)
    mean = np.linalg.norm(gradients.mean(axis=0))
    mistakes = {
        "the noise falls as 1/B here; it is a standard deviation, which falls as 1/sqrt(B).": (
            sigma / sizes,
            sigma / sizes * left,
            right / np.sqrt(sizes),
        ),
        "with all samples in the batch the noise should be 0: these batches are drawn with replacement.": (
            sigma / np.sqrt(sizes)
        ),
        "the root is missing: this is the mean square.": right**2,
        "the squares are averaged over the parameters; the norm sums them.": right / np.sqrt(parameters),
        "the mean of all gradients is not taken away: this is the size of the batch's gradient.": (
            np.sqrt(right**2 + mean**2),
            np.where(sizes == 1, squares, np.sqrt(right**2 + mean**2)),
        ),
        "the batch's gradients are summed; their mean is asked for.": right * sizes,
    }
    return recognize(context, mistakes)


def told_of_training(context: Context) -> str | None:
    """Which number the schedule was asked for, and what the losses are."""
    got, case = np.asarray(context.got, dtype=float), context.case
    batches = -(-len(case["arguments"]["x"]) // case["batch_size"])
    total = np.arange(batches * case["epochs"])
    if context.name == "the steps at which the schedule is asked":
        meant = {
            "the schedule is asked with the number of the epoch; steps are counted in batches.": total // batches,
            "the count of steps starts again in every epoch; it should run on.": total % batches,
            "the first step is asked for as step 1; steps count from 0.": total + 1,
            "the schedule is asked once for each epoch; the rate may change at every step.": None,
        }
        for words, steps in meant.items():
            if steps is None:
                if len(got) == case["epochs"] != len(total):
                    return words
            elif got.shape == steps.shape and np.array_equal(got, steps):
                return words
        return "each step asks the schedule once, with the number of steps made so far."
    name = context.name.removesuffix(" after training")
    if name in ("W", "b") and context.equals(case["arguments"][name]):
        return "the parameters have not moved: is the network's own array changed in place, or only a copy of it?"
    if context.name == "losses" and got.shape == np.shape(context.want) and np.isclose(got[0], context.want[0]):
        rising = got[-1] > got[0] and np.abs(got).max() > 2 * np.abs(context.want).max()
        return "the losses rise: steps along the gradient lead uphill." if rising else None
    if context.name == "losses" and got.shape == np.shape(context.want):
        return (
            "these are the losses after each step, or of other samples; each batch's loss before its step is asked for."
        )
    return None
