"""Mistakes that only make sense for the tasks of the chapter `dropout`."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context, constant_factor
from autograder.tasks.dropout.measures import (
    AFTER_TEST,
    AGAIN,
    COLUMNS,
    DROPPED,
    FACTOR,
    KEPT,
    LATER,
    ROWS,
    SMALL,
    TEST,
)
from autograder.tasks.dropout.probes import MEAN_OF

# --- Masks and layers ---

FLAGS = {
    AGAIN: "the coins come from another source than `rng`: NumPy's global state, or a generator made on the spot.",
    ROWS: "one mask serves the whole batch: all rows have the same zeros. Toss a coin for each entry.",
    COLUMNS: "one coin decides for a whole sample: all columns have the same zeros. Toss a coin for each entry.",
    LATER: "backward belongs to the last forward pass, but here it uses the mask of another one.",
    AFTER_TEST: "after a pass at test time backward still uses a mask; the last forward pass had none.",
}


def flag(context: Context) -> str | None:
    """A fact that is not so; and a mask that drops all where nothing is to be dropped."""
    if context.name in FLAGS and context.got == 0:
        return FLAGS[context.name]
    if context.name == SMALL and np.any(context.got) and not np.all(context.got):
        return (
            "with p = 0 nothing is dropped, and something was: perhaps what is compared with p is not spread evenly "
            "over 0 to 1, as `rng.random` is."
        )
    if context.name in (SMALL, KEPT) and context.case["arguments"]["p"] == 0 and not np.any(context.got):
        return "nothing is kept with p = 0, but p is the share that is dropped."
    return None


def mask_at_test(context: Context) -> str | None:
    """Zeros, or the wrong factor, where nothing is dropped any more."""
    if context.name != TEST or np.shape(context.got) != np.shape(context.want):
        return None
    got, p = np.asarray(context.got, dtype=float), context.case["arguments"]["p"]
    if p > 0 and (got == 0).any() and (got != 0).any():
        return "dropout is active at test time: entries are missing. Look at `train`."
    factor = constant_factor(got, context.want)
    if factor is None:
        return None
    x = np.asarray(context.case["arguments"]["x"])[:3]
    if np.allclose(context.want, x):
        twice = "scaled twice: what was divided by the kept share in training needs no factor at test time."
        return recognize(context, {twice: (1 - p) * x})
    return recognize(
        context,
        {
            "the share that was dropped stands where the share that was kept is asked for.": p * x,
            "nothing is scaled at test time; in training the next layer received less than this on average.": x,
        },
    )


INVERTED = (
    "this is inverted dropout, as most libraries have it. It is the next task; standard dropout only cuts in training, "
    "and the factor comes at test time."
)


def factor_in_training(context: Context) -> str | None:
    """The wrong factor on what is kept."""
    if context.name != FACTOR or not np.isclose(*context.got):
        return None
    p, got, want = context.case["arguments"]["p"], float(context.got[0]), float(context.want[0])
    if p == 0:
        return None
    if np.isclose(want, 1):
        return INVERTED
    said = {
        1.0: "what is kept is not scaled up, so the next layer receives too little on average.",
        1 / p: "divided by the share that is dropped; divide by the share that is kept.",
        1 - p: "multiplied by the share that is kept; what is left must grow, not shrink.",
        want**2: "scaled twice in training: once for the mask, once again for the output.",
    }
    return next((words for value, words in said.items() if np.isclose(got, value)), None)


def through_another_mask(context: Context) -> str | None:
    """What forward kept gets no gradient in places, or what it dropped gets one."""
    if context.name not in (KEPT, DROPPED):
        return None
    low, high = (float(value) for value in context.got)
    if low == 0 and high > 0:
        return "the zeros of dx are in other places than those of y: the mask was drawn again. Keep it."
    if context.name == DROPPED and low > 0:
        return "no zeros at all: the gradient goes through entries that forward dropped. Where is the mask?"
    return None


def scaled_otherwise(context: Context) -> str | None:
    """Backward multiplies by another factor than forward."""
    if context.name != KEPT or context.got[0] <= 0 or not np.isclose(*context.got):
        return None
    factor, p = float(context.got[0]), context.case["arguments"]["p"]
    if np.isclose(factor, 1 - p):
        return "forward divides by the kept share and backward does not: the scaling belongs to the slope."
    if np.isclose(factor, 1 / (1 - p)):
        return "backward divides by the kept share once more than forward does."
    return None


LAYER = [flag, mask_at_test, factor_in_training, through_another_mask, scaled_otherwise]


# --- The mean over masks ---


def _mean(context: Context, share: float, divide: bool = True) -> Array:
    """The mean with masks weighed as if this share were dropped, scaled or not."""
    x, p = context.case["arguments"]["x"], context.case["arguments"]["p"]
    masks = np.indices((2,) * len(x)).reshape(len(x), -1).T
    weights = np.where(masks == 1, 1 - share, share).prod(axis=1)
    return np.asarray(weights @ MEAN_OF[context.case["function"]](x * masks / (1 - p if divide else 1)))


def mean_by_another_weight(context: Context) -> str | None:
    """Masks weighed wrongly, inputs not scaled, or no masks at all."""
    p = context.case["arguments"]["p"]
    if p == 0:
        return None
    return recognize(
        context,
        {
            "what is kept is not divided by the kept share.": _mean(context, p, divide=False),
            "all masks count alike; they are equally likely for p = 0.5 only.": _mean(context, 0.5),
            "the masks are weighed as if p were the share that is kept.": _mean(context, 1 - p),
            "this is the function of the mean input: one pass without a mask. The mean of the function is asked for.": (
                MEAN_OF[context.case["function"]](context.case["arguments"]["x"])
            ),
        },
    )


def weights_missing(context: Context) -> str | None:
    """A plain sum over the masks."""
    factor, masks = constant_factor(context.got, context.want), 2 ** len(context.case["arguments"]["x"])
    if factor is not None and np.isclose(factor, masks):
        return "a sum over the masks; each counts with its probability."
    return None


# --- Monte Carlo ---


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def _entropy(probabilities: Array) -> Array:
    return -np.asarray((probabilities * np.log(np.where(probabilities > 0, probabilities, 1.0))).sum(axis=-1))


def averaged_elsewhere(context: Context) -> str | None:
    """The mean taken of something else than the probabilities."""
    logits = context.case["logits"][: context.case["arguments"]["passes"]]
    if len(logits) < 2:
        return None
    every = softmax(logits)
    if context.name == "probabilities":
        return recognize(
            context,
            {
                "dropout is off: without `train=True` every pass is the same.": softmax(context.case["quiet"]),
                "the logits are averaged and not the probabilities; that is another mean.": (
                    softmax(logits.mean(axis=0))
                ),
                "only the last pass counts.": every[-1],
                "a sum over the passes; the mean is asked for.": every.sum(axis=0),
            },
        )
    return recognize(
        context,
        {
            "the mean of the passes' entropies; the entropy of the mean also sees where they contradict each other.": (
                _entropy(every).mean(axis=0)
            ),
            "the entropy is in bits; nats, with the natural logarithm, are asked for.": (
                _entropy(every.mean(axis=0)) / np.log(2)
            ),
        },
    )


# --- The penalty ---


def other_strength(context: Context) -> str | None:
    """A coefficient of the penalty that is lost, or upside down."""
    given = context.case["arguments"]
    factor, p = constant_factor(context.got, context.want), given["p"]
    if np.size(context.want) == 1 and np.ndim(context.want) == 0:
        factor = float(np.asarray(context.got)) / float(context.want) if np.any(context.want) else None
    if factor is not None and p > 0:
        known = {
            1 - p: "p stands where p / (1 - p) is asked for.",
            ((1 - p) / p) ** 2: "(1 - p) / p is upside down: the more is dropped, the stronger the pull.",
            2.0: "a factor of 2: the half in front of the squares.",
            0.5: "a factor of one half too little: what does a square leave when it is differentiated?",
        }
        for value, words in known.items():
            if np.isclose(factor, value):
                return words
    plain = p / (1 - p) * np.asarray(given["w"])
    if context.name == "gradient" and context.equals(plain):
        return "each feature's mean square is missing: this is plain weight decay."
    return None
