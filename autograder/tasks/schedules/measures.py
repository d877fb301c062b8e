"""What is measured of the chapter `schedules`, where the judge is: noise in units of its deviation, batches in numbers.

Whatever is drawn may be drawn in any order, so batches are described by what every right order has in common.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.batches import sample_numbers
from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data

# --- Noisy linear cosine ---

NOISE, AGAIN_NOISE = "the noise, divided by its standard deviation", "the same generator gives the same noise"


def noisy_parts(case: Case) -> tuple[Array, Array, Array]:
    """Straight line, wave and standard deviation of the noise, at the case's steps."""
    given = case["arguments"]
    done = np.minimum(given["step"], given["decay_steps"])
    line = given["alpha"] + 1 - done / given["decay_steps"]
    wave = (1 + np.cos(2 * np.pi * given["periods"] * done / given["decay_steps"])) / 2
    return line, wave, np.sqrt(given["initial_variance"] / (1.0 + done) ** given["variance_decay"])


def noise_alone(case: Case, reply: Data) -> Data:
    """Mean rate without any variance, and the noise alone, many times at the same steps."""
    came, given = reply["came"], case["arguments"]
    rates = came["rates"]
    outputs = {"the rate without noise": came["without variance"], "the shape of the rate": shape_of(rates)}
    measured: Data = {"outputs": outputs, "inputs": reply["inputs"]}
    if np.shape(rates) != np.shape(given["step"]) or np.asarray(rates).dtype.kind != "f":
        return measured
    line, wave, deviation = noisy_parts(case)
    noise = (np.asarray(rates) / given["learning_rate"] - given["beta"]) / wave - line
    outputs[AGAIN_NOISE] = bool(np.array_equal(rates, came["rates again"]))
    return measured | {"samples": {NOISE: noise / deviation}}


def shape_of(value: Data) -> Array:
    """The shape as an array, which can be compared."""
    return np.array(np.shape(value), dtype=float)


# --- Batches ---

OFTEN, BESIDE, SIZES = "how often each sample comes", "each sample has its label beside it", "the sizes of the batches"
AGAIN, OTHER = "the same generator gives the same order", "the next epoch has another order"
ORDER, GOES_ON = "the samples are shuffled", "the function goes on after the first batch"


def batches(case: Case, reply: Data) -> Data:
    """Facts about the batches of two epochs that do not depend on the order; each sample carries its own number."""
    came, inputs, given = reply["came"], reply["inputs"], case["arguments"]
    if "one batch" in came:
        return {"outputs": {GOES_ON: False}, "inputs": inputs}
    first, second, again = (_told(came[epoch], given["x"]) for epoch in ("first", "second", "again"))
    count, (places, labels) = len(given["x"]), first
    beside = labels.shape == places.shape and np.array_equal(labels, _labels_of(places, given["labels"]))
    outputs: Data = {
        GOES_ON: True,
        SIZES: np.array([float(len(x)) for x, _ in came["first"]] + [0.0] * max(count - len(came["first"]), 0)),
        OFTEN: np.array([float((places == number).sum()) for number in range(count)]),
        BESIDE: bool(beside),
        AGAIN: bool(np.array_equal(again[0], places)),
    }
    if count > 12:  # so few would lie in the same order by chance
        outputs[ORDER] = bool(not np.array_equal(np.sort(places), places))
        outputs[OTHER] = bool(not np.array_equal(second[0], places))
    return {"outputs": outputs, "inputs": inputs}


def _told(batches: list[tuple[Array, Array]], samples: Array) -> tuple[Array, Array]:
    """The samples' numbers in the order in which they come, -1 for what is no sample of the case; and the labels."""
    if not batches:
        return np.empty(0), np.empty(0)
    rows, labels = (np.concatenate(parts) for parts in zip(*batches, strict=True))
    return sample_numbers(rows, samples), labels


def _labels_of(places: Array, labels: Array) -> Array:
    """The labels at some places; -1 where there is no such place."""
    return np.where(places < 0, -1, labels[np.maximum(places, 0).astype(int)])


# --- Training ---


def training(case: Case, reply: Data) -> Data:
    """Losses and weights, and for how many epochs batches were drawn."""
    came = reply["came"]
    outputs = {
        "the steps at which the schedule is asked": came["asked"],
        "the number of calls of draw_batches": len(came["orders"]),
        "losses": came["losses"],
        "W after training": came["W"],
        "b after training": came["b"],
    }
    return {"outputs": outputs, "inputs": reply["inputs"]}
