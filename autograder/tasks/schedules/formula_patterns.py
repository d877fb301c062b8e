"""The usual mistakes in the schedules' formulas: what each gives back, and what it is called in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.judging.patterns import Pattern, recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.wire import Case


def by_formula(formulas: dict[str, Callable[[Any, Case], Any]]) -> Pattern:
    """A pattern: the mistake in words whose formula gives what came. A formula takes `step` and all arguments."""

    def pattern(context: Context) -> str | None:
        given = context.case["arguments"]
        step = np.asarray(given["step"])
        return recognize(context, {words: formula(step, given) for words, formula in formulas.items()})

    return pattern


# --- Exponential, natural exponential, inverse time ---

DIVIDED_WHOLE = "an integer division: between the multiples of `decay_steps` the rate should fall a little every step."
ONE_STEP_AHEAD = "the decay is applied once too often: the first step is step 0, and nothing has decayed yet."
PER_STEP = "`decay_steps` is left out, so that the whole decay happens in every single step."
FORGETS_RATE = "the first rate is left out: a decay is a share of `learning_rate`."


def exponentially(step: Any, given: Case) -> Any:
    """The exponential decay of a step that need not be whole."""
    progress = step / given["decay_steps"]
    return given["learning_rate"] * given["decay_rate"] ** (np.floor(progress) if given["staircase"] else progress)


EXPONENTIAL = by_formula(
    {
        ONE_STEP_AHEAD: lambda step, given: exponentially(step + 1, given),
        DIVIDED_WHOLE: lambda step, given: exponentially(step, {**given, "staircase": True}),
        "`staircase` is not looked at.": lambda step, given: exponentially(step, {**given, "staircase": False}),
        PER_STEP: lambda step, given: exponentially(step, {**given, "decay_steps": 1}),
        "the share that is lost stands in place of the share that is left: 1 - k in place of k.": lambda step, given: (
            exponentially(step, {**given, "decay_rate": 1 - given["decay_rate"]})
        ),
        "rounded up: a staircase waits for a whole multiple of `decay_steps`.": lambda step, given: (
            given["learning_rate"] * given["decay_rate"] ** np.ceil(step / given["decay_steps"])
        ),
        "e stands in place of the decay rate: that is the natural exponential.": lambda step, given: (
            given["learning_rate"] * np.exp(-given["decay_rate"] * step / given["decay_steps"])
        ),
        FORGETS_RATE: lambda step, given: exponentially(step, {**given, "learning_rate": 1.0}),
    }
)


NATURAL = by_formula(
    {
        "the sign of the exponent: this rate grows.": lambda step, given: (
            given["learning_rate"] * np.exp(given["decay_rate"] * step / given["decay_steps"])
        ),
        ONE_STEP_AHEAD: lambda step, given: (
            given["learning_rate"] * np.exp(-given["decay_rate"] * (step + 1) / given["decay_steps"])
        ),
        DIVIDED_WHOLE: lambda step, given: (
            given["learning_rate"] * np.exp(-given["decay_rate"] * (step // given["decay_steps"]))
        ),
        PER_STEP: lambda step, given: given["learning_rate"] * np.exp(-given["decay_rate"] * step),
        "this is the exponential with the base k; here the base is e.": lambda step, given: (
            given["learning_rate"] * given["decay_rate"] ** (step / given["decay_steps"])
        ),
        "this is the exponential with the base 1 - k; here the base is e.": lambda step, given: (
            given["learning_rate"] * (1 - given["decay_rate"]) ** (step / given["decay_steps"])
        ),
        "the exponent is upside down: the step belongs above the line.": lambda step, given: (
            given["learning_rate"] * np.exp(-given["decay_rate"] / step)
        ),
        FORGETS_RATE: lambda step, given: np.exp(-given["decay_rate"] * step / given["decay_steps"]),
    }
)

INVERSE = by_formula(
    {
        ONE_STEP_AHEAD: lambda step, given: (
            given["learning_rate"] / (1 + given["decay_rate"] * (step + 1) / given["decay_steps"])
        ),
        DIVIDED_WHOLE: lambda step, given: (
            given["learning_rate"] / (1 + given["decay_rate"] * (step // given["decay_steps"]))
        ),
        PER_STEP: lambda step, given: given["learning_rate"] / (1 + given["decay_rate"] * step),
        "the 1 in the divisor is missing: at step 0 it divides by zero.": lambda step, given: (
            given["learning_rate"] / (given["decay_rate"] * step / given["decay_steps"])
        ),
        "a straight line, which goes below zero; the rate is divided, not lowered.": lambda step, given: (
            given["learning_rate"] * (1 - given["decay_rate"] * step / given["decay_steps"])
        ),
        FORGETS_RATE: lambda step, given: 1 / (1 + given["decay_rate"] * step / given["decay_steps"]),
    }
)


# --- Piecewise constant ---


def pieces(step: Any, boundaries: Array, rates: Array, side: Any = "left") -> Any:
    """Rates by piece; with the side "right" a boundary begins a piece."""
    return rates[np.clip(np.searchsorted(boundaries, step, side=side), 0, len(rates) - 1)]


PIECEWISE = by_formula(
    {
        "off by one at the boundary: a boundary is the last step of the piece before it.": lambda step, given: pieces(
            step, given["boundaries"], given["rates"], "right"
        ),
        "off by one at the boundary: the rate changes a step too late.": lambda step, given: pieces(
            step - 1, given["boundaries"], given["rates"]
        ),
        "only the first boundary counts; all of them should.": lambda step, given: np.where(
            step <= given["boundaries"][0], given["rates"][0], given["rates"][1]
        ),
        "behind the last boundary the last rate is missing.": lambda step, given: given["rates"][
            np.minimum(np.searchsorted(given["boundaries"], step), len(given["rates"]) - 2)
        ],
        "the rates are multiplied up; each piece has its own.": lambda step, given: np.cumprod(given["rates"])[
            np.searchsorted(given["boundaries"], step)
        ],
    }
)


# --- Polynomial ---


def limit(step: Any, given: Case) -> Any:
    """The decay steps that hold at a step."""
    return cycled(step, given) if given["cycle"] else given["decay_steps"]


def falling(step: Any, given: Case, steps: Any) -> Any:
    """Polynomial decay in so many steps, without a limit."""
    end = given["end_learning_rate"]
    return (given["learning_rate"] - end) * (1 - step / steps) ** given["power"] + end


def cycled(step: Any, given: Case) -> Any:
    """The next multiple of the decay steps."""
    return given["decay_steps"] * np.maximum(np.ceil(step / given["decay_steps"]), 1)


POLYNOMIAL = by_formula(
    {
        "after `decay_steps` the rate goes on, below its end or up again: it should stay.": lambda step, given: (
            np.where(given["cycle"], np.nan, falling(step, given, given["decay_steps"]))
        ),
        "the cycle never restarts: `cycle` is not looked at.": lambda step, given: falling(
            np.minimum(step, given["decay_steps"]), given, given["decay_steps"]
        ),
        "`cycle` is always on.": lambda step, given: falling(step, given, cycled(step, given)),
        "the cycle restarts at the full rate; here `decay_steps` grows, so each is lower.": lambda step, given: falling(
            step % given["decay_steps"], given, given["decay_steps"]
        ),
        "off by one at the restart: at a multiple of `decay_steps` the rate is at its end.": lambda step, given: (
            falling(step, given, given["decay_steps"] * (step // given["decay_steps"] + 1))
        ),
        "at step 0 the multiple is 0, and 0/0 follows; it should be at least one.": lambda step, given: falling(
            step, given, given["decay_steps"] * np.ceil(step / given["decay_steps"])
        ),
        "the end rate is not added at the end.": lambda step, given: (
            falling(np.minimum(step / limit(step, given), 1), given, 1) - given["end_learning_rate"]
        ),
        "it falls from `learning_rate` to `end_learning_rate`: the factor is their difference.": lambda step, given: (
            given["learning_rate"] * (1 - np.minimum(step / limit(step, given), 1)) ** given["power"]
            + given["end_learning_rate"]
        ),
        "`power` is left out.": lambda step, given: falling(
            np.minimum(step / limit(step, given), 1), {**given, "power": 1}, 1
        ),
        "the power belongs on the share that is left, 1 - t/D, not on t/D.": lambda step, given: (
            given["learning_rate"]
            - (given["learning_rate"] - given["end_learning_rate"])
            * np.minimum(step / limit(step, given), 1) ** given["power"]
        ),
    }
)


# --- Cosine and linear cosine ---


def share(step: Any, given: Case) -> Any:
    """Of the decay, from 0 to 1."""
    return np.minimum(step / given["decay_steps"], 1)


def along_cosine(done: Any, given: Case) -> Any:
    """Cosine decay of a share that need not be limited."""
    alpha = given["alpha"]
    return given["learning_rate"] * ((1 - alpha) * (1 + np.cos(np.pi * done)) / 2 + alpha)


AGAIN = "after `decay_steps` the rate climbs again: the step is not held at `decay_steps`."
DEGREES = "degrees in place of radians: np.cos counts half a turn as pi, not as 180."
COSINE = by_formula(
    {
        AGAIN: lambda step, given: along_cosine(step / given["decay_steps"], given),
        DEGREES: lambda step, given: along_cosine(180 / np.pi * share(step, given), given),
        "a whole period in place of half a one: the rate is back at the top at the end.": lambda step, given: (
            along_cosine(2 * share(step, given), given)
        ),
        "this climbs from the bottom to the top: the sign before the cosine.": lambda step, given: along_cosine(
            1 + share(step, given), given
        ),
        "without the 1, a cosine goes down to -1: the rate turns negative.": lambda step, given: (
            given["learning_rate"] * ((1 - given["alpha"]) * np.cos(np.pi * share(step, given)) + given["alpha"])
        ),
        "a quarter of a period in place of half a one.": lambda step, given: (
            given["learning_rate"] * ((1 - given["alpha"]) * np.cos(np.pi / 2 * share(step, given)) + given["alpha"])
        ),
        "`alpha` is a share of `learning_rate`; it is taken as a rate.": lambda step, given: (
            (given["learning_rate"] - given["alpha"]) * (1 + np.cos(np.pi * share(step, given))) / 2 + given["alpha"]
        ),
        "at the start the rate is too high: the cosine's part should shrink to 1 - alpha.": lambda step, given: (
            along_cosine(share(step, given), {**given, "alpha": 0.0}) + given["learning_rate"] * given["alpha"]
        ),
        "`alpha` is left out.": lambda step, given: along_cosine(share(step, given), {**given, "alpha": 0.0}),
    }
)


def along_line(line: Any, wave: Any, given: Case) -> Any:
    """The product of a line and a wave, with both constants."""
    return given["learning_rate"] * ((given["alpha"] + line) * wave + given["beta"])


def wave(done: Any, given: Case) -> Any:
    """Between 0 and 1, so many periods in one decay."""
    return (1 + np.cos(2 * np.pi * given["periods"] * done)) / 2


LINEAR_COSINE = by_formula(
    {
        AGAIN.replace("climbs again", "goes on, below zero too"): lambda step, given: along_line(
            1 - step / given["decay_steps"], wave(step / given["decay_steps"], given), given
        ),
        DEGREES: lambda step, given: along_line(
            1 - share(step, given), wave(180 / np.pi * share(step, given), given), given
        ),
        "half the periods: one whole period is 2 pi.": lambda step, given: along_line(
            1 - share(step, given), wave(share(step, given) / 2, given), given
        ),
        "the straight line is missing: this is the wave alone.": lambda step, given: along_line(
            1, wave(share(step, given), given), given
        ),
        "line and wave are added; they should be multiplied.": lambda step, given: (
            given["learning_rate"]
            * (given["alpha"] + 1 - share(step, given) + wave(share(step, given), given) + given["beta"])
        ),
        "`beta` is left out.": lambda step, given: along_line(
            1 - share(step, given), wave(share(step, given), given), {**given, "beta": 0.0}
        ),
        "`alpha` is left out.": lambda step, given: along_line(
            1 - share(step, given), wave(share(step, given), given), {**given, "alpha": 0.0}
        ),
        "`beta` is multiplied by the wave too; it should come after the product.": lambda step, given: (
            given["learning_rate"]
            * (given["alpha"] + 1 - share(step, given) + given["beta"])
            * wave(share(step, given), given)
        ),
        "`beta` is a share of `learning_rate`; it is added as a rate.": lambda step, given: (
            along_line(1 - share(step, given), wave(share(step, given), given), {**given, "beta": 0.0}) + given["beta"]
        ),
    }
)
