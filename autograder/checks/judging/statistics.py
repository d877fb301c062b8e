"""Judge random numbers by the distribution that they are asked to come from.

A right answer must pass under every seed, so both tests here rest on inequalities that hold for every sample size, not
on limits, and each raises a false alarm with a probability below `FALSE_ALARM`.

*Distributions.* Let F be the distribution function and F_n the share of n samples up to x. Then
P(sup |F_n - F| > d) <= 2 exp(-2 n d²) (Dvoretzky, Kiefer and Wolfowitz; the constant is Massart's, 1990).

*Proportions.* Let q be the share of n independent trials that succeed, each with probability p. Then
P(q >= a) <= exp(-n K(a, p)) for a >= p, and the same for a <= p, with K(a, p) = a log(a/p) + (1-a) log((1-a)/(1-p))
(Chernoff, 1952).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checks.judging.finding import Finding

Array = NDArray[np.float64]
Distribution = dict[str, Any]
"""`kind` ("normal", "uniform", "log-uniform" or "mask") and its parameters, as `distribution_function` reads them."""

FALSE_ALARM = 1e-7
"""Largest probability with which one test fails a right answer."""


def distribution_function(distribution: Distribution, x: Array) -> Array:
    """Probability of a value up to x.

    "normal" has `mean` and `standard_deviation`; "uniform" and "log-uniform" have `low` and `high`.
    """
    if distribution["kind"] == "normal":
        standard = (x - distribution["mean"]) / (distribution["standard_deviation"] * math.sqrt(2))
        return np.array([0.5 * math.erfc(-value) for value in standard.ravel()]).reshape(x.shape)
    low, high = distribution["low"], distribution["high"]
    if distribution["kind"] == "log-uniform":
        x, low, high = np.log(np.maximum(x, low * 1e-300)), math.log(low), math.log(high)
    probability: Array = np.clip((x - low) / (high - low), 0.0, 1.0)
    return probability


def largest_gap(sample: Array, distribution: Distribution) -> float:
    """The largest distance between the sample's distribution function and the wanted one (Kolmogorov's)."""
    x = np.sort(np.asarray(sample, dtype=np.float64).ravel())
    wanted, ranks = distribution_function(distribution, x), np.arange(len(x) + 1) / len(x)
    return float(max(np.max(ranks[1:] - wanted), np.max(wanted - ranks[:-1])))


def allowed_gap(size: int, false_alarm: float = FALSE_ALARM) -> float:
    """The gap that a sample of the wanted distribution exceeds with a probability of at most `false_alarm`."""
    return math.sqrt(math.log(2 / false_alarm) / (2 * size))


def is_proportion(successes: int, trials: int, probability: float, false_alarm: float = FALSE_ALARM) -> bool:
    """Whether so many successes may come from trials that each succeed with this probability."""
    share = successes / trials
    divergence = sum(
        a * math.log(a / p) if p > 0 else math.inf
        for a, p in ((share, probability), (1 - share, 1 - probability))
        if a > 0
    )
    return trials * divergence <= math.log(2 / false_alarm)


def in_words(distribution: Distribution) -> str:
    """The distribution in a student's words."""
    if distribution["kind"] == "normal":
        mean, deviation = distribution["mean"], distribution["standard_deviation"]
        return f"a normal distribution with mean {mean:g} and standard deviation {deviation:.4g}"
    if distribution["kind"] == "mask":
        return f"a mask that is 0 or {distribution['scale']:.4g}, and not 0 with probability {distribution['keep']:g}"
    return f"a {distribution['kind']} distribution between {distribution['low']:.4g} and {distribution['high']:.4g}"


def judge_sample(name: str, sample: Any, distribution: Distribution) -> Finding | None:
    """Finding for numbers that were drawn from something else than the wanted distribution; None if they fit.

    Parameters
    ----------
    name : str
        What the student calls the numbers.
    sample : ndarray, any shape
        For a mask, rows are samples.
    distribution : dict
        With `others`, a dictionary from a likely mistake in words to the distribution that it leads to.
    """
    if not isinstance(sample, np.ndarray) or sample.size == 0 or sample.dtype.kind not in "fiub":
        return Finding(f"`{name}` is no array of numbers.", "another thing is returned than the docstring asks for.")
    sample = np.asarray(sample, dtype=np.float64)
    if not np.isfinite(sample).all():
        return Finding(f"`{name}` has entries that are not finite.", "a division by zero on the way?")
    if sample.ndim > 1 and len(sample) > 1 and sample[0].size >= 32 and (sample == sample[0]).all():
        return Finding(f"All rows of `{name}` are the same.", "one row is drawn and repeated; draw each entry.")
    if _fits(sample, distribution):
        return None
    what = f"`{name}` does not look drawn from {in_words(distribution)}."
    where = f"{sample.size:,} numbers with mean {sample.mean():.4g} and standard deviation {sample.std():.4g}"
    likely = [said for said, other in distribution.get("others", {}).items() if _fits(sample, other)]
    return Finding(what, " Or: ".join(likely) or _scaled(sample, distribution), where)


def _fits(sample: Array, distribution: Distribution) -> bool:
    if distribution["kind"] != "mask":
        return largest_gap(sample, distribution) <= allowed_gap(sample.size)
    kept = np.isclose(sample, distribution["scale"], rtol=1e-9)
    return bool((kept | (sample == 0)).all()) and is_proportion(int(kept.sum()), sample.size, distribution["keep"])


def _scaled(sample: Array, distribution: Distribution) -> str:
    """The likely mistake when the shape is right and the size is not."""
    if distribution["kind"] == "mask":
        return _scaled_mask(sample, distribution)
    if distribution["kind"] == "log-uniform" or not np.ptp(sample):
        return ""
    said = _scaled_normal if distribution["kind"] == "normal" else _scaled_uniform
    return said(sample, distribution) or "another distribution than the one that is asked for."


def _scaled_mask(sample: Array, distribution: Distribution) -> str:
    values = np.unique(sample[sample != 0])
    if len(values) == 1 and not np.isclose(values[0], distribution["scale"]):
        return f"what is kept is multiplied by {values[0]:.4g}; see that its mean over many masks is 1."
    kept = float((sample != 0).mean())
    return f"{kept:.1%} of the entries are kept, and {distribution['keep']:.1%} should be: is it p, or 1 - p?"


def _scaled_normal(sample: Array, distribution: Distribution) -> str:
    wanted = distribution["standard_deviation"]
    if _fits(sample, {**distribution, "standard_deviation": wanted**2}):
        return "the variance stands where the standard deviation is asked for."
    if _fits(sample, {**distribution, "standard_deviation": math.sqrt(wanted)}):
        return "the square root of the standard deviation stands where the standard deviation is asked for."
    factor = float(sample.std()) / wanted
    if _fits(sample, {**distribution, "standard_deviation": factor * wanted}):
        return f"the shape is right, the standard deviation is {factor:.3g} times the one that is asked for."
    return ""


def _scaled_uniform(sample: Array, distribution: Distribution) -> str:
    middle, half = (distribution["low"] + distribution["high"]) / 2, (distribution["high"] - distribution["low"]) / 2
    reach = float(np.abs(sample - middle).max())
    if _fits(sample, {**distribution, "low": middle - reach, "high": middle + reach}):
        return f"the shape is right, the range is {reach / half:.3g} times as wide as the one that is asked for."
    return ""
