"""The usual mistakes in a Gaussian process, in expected improvement and in the loop: what each of them gives."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtr

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.search import model_measures, model_probes
from autograder.tasks.search.measures import NONE

# --- Gaussian process ---


def covariances(a: Array, b: Array, length_scale: float) -> Array:
    """The kernel by the expanded square."""
    inner = np.einsum("nd,md->nm", a, b)
    apart = np.maximum(np.einsum("nd,nd->n", a, a)[:, None] + np.einsum("md,md->m", b, b) - 2 * inner, 0)
    found: Array = np.exp(-0.5 * apart / length_scale**2)
    return found


def told_of_kernel(context: Context) -> str | None:
    """Distances that are not squared, scales that are, and a half."""
    if context.case["what"] != "rbf":
        return None
    given, want = context.case["arguments"], np.asarray(context.want)
    scale = given["length_scale"]
    distance = np.sqrt(-2 * np.log(want)) * scale
    return recognize(
        context,
        {
            "the 2 below is missing: the exponent is twice as large.": want**2,
            "the squared distance is divided by the length scale, not by its square.": want**scale,
            "distances are not squared.": np.exp(-distance / (2 * scale**2)),
            "distances are not squared, nor is the length scale.": np.exp(-distance / scale),
            "the length scale is left out.": want ** (scale**2),
            "the minus is missing: near places should be alike and far ones not.": 1 / want,
            "this is the distance itself, or its square; the exponential of it is asked for.": distance**2,
        },
    )


def told_of_posterior(context: Context) -> str | None:
    """Noise, variance and deviation, the kernel that is taken away."""
    case = context.case
    if case["what"] != "posterior" or context.name not in (model_probes.MEAN, model_probes.DEVIATION):
        return None
    given, want = case["arguments"], np.asarray(context.want)
    x, y, new = given["x"], given["y"], given["new"]
    scale, noise = given["length_scale"], given["noise"]
    known, cross = covariances(x, x, scale), covariances(x, new, scale)
    if context.name == model_probes.DEVIATION:
        got = np.asarray(context.got, dtype=float)
        if not np.isfinite(got).all():
            return "rounding pushed a variance below 0, and its root is NaN: 0 is the least that a variance can be."
        mistakes: dict[str, Any] = {
            "the variance is returned where the standard deviation is asked for.": want**2,
            "what the trials explain is returned; the uncertainty is what they leave of 1.": np.sqrt(
                np.maximum(1 - want**2, 0)
            ),
            "the noise of a new trial is added; the score itself, without noise, is asked for.": np.sqrt(
                want**2 + noise**2
            ),
            "everything is as uncertain as before the first trial.": np.ones_like(want),
        }
        if noise:
            mistakes |= {words: values[1] for words, values in _noises(known, cross, y, noise).items()}
        return recognize(context, mistakes)
    mistakes = {"this is the kernel times the scores; the inverse of C is missing.": cross.T @ y}
    if noise:
        mistakes |= {words: values[0] for words, values in _noises(known, cross, y, noise).items()}
    return recognize(context, mistakes)


def _noises(known: Array, cross: Array, y: Array, noise: float) -> dict[str, tuple[Array, Array]]:
    """Mean and deviation with what stands in place of the variance of the noise."""
    found = {}
    for words, variance in (
        ("the noise is missing on the diagonal: the process believes each score to the last digit.", 0.0),
        ("the noise is a standard deviation; on the diagonal stands its square.", noise),
    ):
        solved = np.linalg.pinv(known + variance * np.eye(len(known)), rcond=1e-14) @ cross
        left = np.maximum(1 - np.einsum("nm,nm->m", cross, solved), 0)
        found[words] = solved.T @ y, np.sqrt(left)
    return found


def told_of_evidence(context: Context) -> str | None:
    """The three parts of the evidence, and their halves."""
    if context.case["what"] != "evidence":
        return None
    given = context.case["arguments"]
    y, noise = given["y"], given["noise"]
    known = covariances(given["x"], given["x"], given["length_scale"])

    def parts(variance: float) -> tuple[float, float, float]:
        """Fit, half the log determinant, and the constant."""
        matrix = known + variance * np.eye(len(y))
        sign, logarithm = np.linalg.slogdet(matrix)
        return float(y @ np.linalg.pinv(matrix) @ y), float(sign * logarithm) / 2, len(y) / 2 * np.log(2 * np.pi)

    fit, volume, constant = parts(noise**2)
    mistakes: dict[str, Any] = {
        "the constant N/2 log(2 pi) is missing.": -fit / 2 - volume,
        "the half before the fit is missing.": -fit - volume - constant,
        "the log determinant is missing: without it, too short a length scale wins.": -fit / 2 - constant,
        "the log determinant counts twice, or half: log det C is twice the sum of the logarithms of the diagonal of L, "
        "and half of it is asked for.": -fit / 2 - 2 * volume - constant,
        "the sign of the log determinant.": -fit / 2 + volume - constant,
        "the sign: this is minus the log evidence.": fit / 2 + volume + constant,
        "this is the evidence; its logarithm is asked for.": np.exp(-fit / 2 - volume - constant),
    }
    if noise:
        other, more, _ = parts(noise)
        mistakes["the noise is a standard deviation; on the diagonal stands its square."] = -other / 2 - more - constant
    return recognize(context, mistakes)


# --- Expected improvement ---


def density(z: Array) -> Array:
    """Density of the standard normal distribution; to import it would bring all that SciPy has, for half a second."""
    bell: Array = np.exp(-0.5 * z**2) / np.sqrt(2 * np.pi)
    return bell


def told_of_improvement(context: Context) -> str | None:
    """Signs, parts that are missing, certainty."""
    given, got = context.case["arguments"], np.asarray(context.got, dtype=float)
    mean, deviation, best = given["mean"], given["deviation"], given["best"]
    if got.shape == mean.shape and not np.isfinite(got[deviation == 0]).all():
        return "a division by 0: where the deviation is 0, the gain is certain, and is not negative."
    some = deviation > 0
    if not some.any():
        return "where nothing is uncertain, the gain is mean - best, or 0 if that is negative."
    gain, width = mean - best, np.where(some, deviation, 1.0)
    z = gain / width
    below, bell = ndtr(z), density(z)
    plain = np.maximum(gain, 0)

    def joined(values: Any, otherwise: Any = plain) -> Array:
        return np.asarray(np.where(some, values, otherwise))

    exploit, explore = gain * below, width * bell
    mistakes = {
        "the part with the density is missing: an uncertain place that equals the best promises something.": (
            exploit,
            joined(exploit),
        ),
        "only the part with the density is there; what a high mean promises is missing.": (
            joined(explore),
            joined(explore, 0),
        ),
        "the sign of mean - best: this is the gain of one who looks for small scores.": (
            joined(-gain * ndtr(-z) + explore, np.maximum(-gain, 0)),
            joined(-gain * ndtr(-z) + explore),
        ),
        "a minus before the density, so that uncertainty counts against a place.": joined(exploit - explore),
        "this is the chance of an improvement, which does not ask how large it is.": (
            joined(below),
            joined(below, gain > 0),
        ),
        "the density is not multiplied by the deviation.": joined(exploit + bell),
        "the density lacks its 1/sqrt(2 pi).": joined(exploit + explore * np.sqrt(2 * np.pi)),
        "mean - best is not divided by the deviation: z has no units.": (
            joined(gain * ndtr(gain) + width * density(gain))
        ),
        "the variance stands where the standard deviation is asked for.": (
            joined(gain * ndtr(gain / width**2) + width**2 * density(gain / width**2))
        ),
        "density and distribution function are swapped.": joined(gain * bell + width * below),
        "where the deviation is 0, the gain is mean - best, or 0 if that is negative.": (
            joined(exploit + explore, 0),
            joined(exploit + explore, gain),
            joined(exploit + explore, mean),
        ),
    }
    return recognize(context, mistakes)


# --- The loop ---


def told_of_loop(context: Context) -> str | None:
    """What the order of the trials tells."""
    case, got = context.case, np.asarray(context.got, dtype=float)
    candidates, start = case["arguments"]["candidates"], len(case["first"])
    got = got[got != NONE]
    if context.name == model_measures.TRIED:
        if len(got) != case["trials"]:
            return "`trials` counts all trials, the first ones too."
        if len(np.unique(got)) < len(got):
            return "a place is tried twice, which tells nothing new here: rule out what was tried."
        if not np.array_equal(got[:start], case["first"]):
            return "the rows in `first` are tried first, in their order."
        heights = np.array([model_probes.hill(place, case["top"], case["height"]) for place in candidates])
        if (
            case["height"]
            and start > 1
            and heights[got[start:].astype(int)].max() < heights[got[:start].astype(int)].max()
        ):
            return "the search runs away from the hill: large scores are good, and so is a large expected improvement."
        return (
            "the order differs from some trial on. Are the scores standardized anew before each one, best included, "
            "and does the length scale with the largest evidence win?"
        )
    if context.name == model_measures.SCORED:
        return "`score` is a training: call it once for each trial, with a row of `candidates`."
    if context.name == model_measures.SCORES:
        return "the scores as they came are asked for, one for each trial, and not standardized."
    return None
