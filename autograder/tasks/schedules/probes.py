"""Probes of the chapter `schedules`, with their cases: what draws by chance, and what wraps another function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.probing import probes
from autograder.checks.task import Case
from autograder.checks.wire import Data

Generator = np.random.Generator

# --- Noisy linear cosine ---

NOISE = "the noise, divided by its standard deviation"


def noisy_parts(case: Case) -> tuple[Array, Array, Array]:
    """Straight line, wave and standard deviation of the noise, at the case's steps."""
    given = case["arguments"]
    done = np.minimum(given["step"], given["decay_steps"])
    line = given["alpha"] + 1 - done / given["decay_steps"]
    wave = (1 + np.cos(2 * np.pi * given["periods"] * done / given["decay_steps"])) / 2
    return line, wave, np.sqrt(given["initial_variance"] / (1.0 + done) ** given["variance_decay"])


def probe_noisy(objects: Sequence[Any], case: Case) -> Data:
    """Mean rate without any variance, and the noise alone, many times at the same steps."""
    given = case["arguments"]
    quiet = {**given, "step": given["step"][:3], "initial_variance": 0.0}
    silent = objects[0](**quiet, rng=np.random.default_rng(case["draw"]))
    rates = objects[0](**given, rng=np.random.default_rng(case["draw"]))
    outputs = {"the rate without noise": probes.as_data(silent), "the shape of the rate": shape_of(rates)}
    returned: Data = {"outputs": outputs, "inputs": {"step": probes.as_data(given["step"])}}
    if np.shape(rates) != np.shape(given["step"]) or np.asarray(rates).dtype.kind != "f":
        return returned
    line, wave, deviation = noisy_parts(case)
    noise = (np.asarray(rates) / given["learning_rate"] - given["beta"]) / wave - line
    same = objects[0](**given, rng=np.random.default_rng(case["draw"]))
    returned["outputs"]["the noise with the same generator again"] = float(np.array_equal(rates, same))
    return returned | {"samples": {NOISE: noise / deviation}}


def shape_of(value: Any) -> Array:
    """The shape as an array, which can be compared."""
    return np.array(np.shape(value), dtype=float)


def noisy_case(label: str, step: Array, draw: int, **arguments: Any) -> Case:
    """Many steps, so that the noise can be judged by its distribution."""
    case = {"label": label, "arguments": {"step": step, **arguments}, "draw": draw}
    _, _, deviation = noisy_parts(case)
    return case | {
        "samples": {
            NOISE: {
                "kind": "normal",
                "mean": 0.0,
                "standard_deviation": 1.0,
                "others": {
                    "the variance stands where the standard deviation is asked for.": mixed(float(deviation[-1])),
                },
            }
        }
    }


def mixed(deviation: float) -> dict[str, Any]:
    """What comes of the variance in place of the deviation, where all steps have the same one."""
    return {"kind": "normal", "mean": 0.0, "standard_deviation": deviation}


def draw_noisy(rng: Generator) -> list[Case]:
    """The same step eight thousand times: in the middle of the decay, at its beginning, behind its end."""
    arguments = {
        "learning_rate": 0.2,
        "decay_steps": 10,
        "initial_variance": round(float(rng.uniform(0.3, 0.6)), 2),
        "variance_decay": round(float(rng.uniform(0.55, 0.65)), 3),
        "periods": 0.3,
        "alpha": 0.1,
        "beta": 0.01,
    }
    said = ", ".join(f"{name} = {value:g}" for name, value in arguments.items())
    return [
        noisy_case(f"step {step}, 8,000 times, {said}", np.full(8000, step), int(rng.integers(1000)), **arguments)
        for step in (4, 0, 15)
    ]


# --- Warm-up ---

BEHIND: dict[str, Callable[[Any], Any]] = {
    "1 / (1 + step)": lambda step: 1.0 / (1.0 + np.asarray(step)),
    "2 - 0.1 step": lambda step: 2.0 - 0.1 * np.asarray(step),
    "0.3 at every step": lambda step: np.full(np.shape(step), 0.3)[()],
}


def probe_warmup(objects: Sequence[Any], case: Case) -> Data:
    """Warm-up in front of the schedule that the case names."""
    given = case["arguments"]
    rate = objects[0](given["step"], BEHIND[case["behind"]], given["warmup_steps"])
    return {"outputs": {"the rate": probes.as_data(rate)}, "inputs": {"step": probes.as_data(given["step"])}}


def warmup_case(behind: str, step: Any, warmup_steps: int, words: str) -> Case:
    """A schedule, by name, and the steps of its warm-up."""
    return {
        "label": f"{words}, schedule(step) = {behind}, warmup_steps = {warmup_steps}",
        "behind": behind,
        "arguments": {"step": step, "warmup_steps": warmup_steps},
        "sequences": ["the rate"] if np.ndim(step) == 1 else [],
    }


def draw_warmup(rng: Generator) -> list[Case]:
    """Every schedule with a warm-up of its own length, with one of a single step, and at one step."""
    length = int(rng.integers(3, 9))
    cases = [warmup_case(behind, np.arange(15), length, "steps 0 to 14") for behind in BEHIND]
    table = np.array([[9, 0], [2, 1]])
    cases.append(warmup_case("1 / (1 + step)", table, 2, f"step = {table.tolist()}"))
    cases.append(warmup_case("2 - 0.1 step", np.arange(4), 1, "steps 0 to 3"))
    return [*cases, warmup_case("1 / (1 + step)", 12, length, "step = 12, a single number")]


# --- Batches ---

OFTEN, BESIDE, SIZES = "how often each sample comes", "the label beside each sample", "the sizes of the batches"
AGAIN, OTHER, ORDER = "the order with the same generator", "the order in the next epoch", "the order of the samples"


def probe_minibatches(objects: Sequence[Any], case: Case) -> Data:
    """Facts about the batches of two epochs that do not depend on the order; each sample carries its own number."""
    given = case["arguments"]

    def epoch(rng: Generator) -> list[tuple[Array, Array]]:
        drawn = objects[0](given["x"], given["labels"], given["batch_size"], rng)
        return [(np.array(x), np.array(labels)) for x, labels in drawn]

    def order(batches: list[tuple[Array, Array]]) -> Array:
        """Numbers of the samples in the order in which they come."""
        return np.concatenate([x[:, 0] for x, _ in batches]) if batches else np.empty(0)

    rng = np.random.default_rng(case["draw"])
    first, second = epoch(rng), epoch(rng)
    count, numbers = len(given["x"]), order(first)
    often = np.array([float((numbers == number).sum()) for number in range(count)])
    told = np.concatenate([labels for _, labels in first]) if first else np.empty(0)
    beside = float(told.shape == numbers.shape and np.array_equal(told, given["labels"][numbers.astype(int)]))
    same = np.array_equal(order(epoch(np.random.default_rng(case["draw"]))), numbers)
    outputs: Data = {
        SIZES: np.array([float(len(x)) for x, _ in first] + [0.0] * max(count - len(first), 0)),
        OFTEN: often,
        BESIDE: beside,
        AGAIN: float(same),
    }
    if count > 12:  # so few would lie in the same order by chance
        outputs[ORDER] = float(not np.array_equal(np.sort(numbers), numbers))
        outputs[OTHER] = float(not np.array_equal(order(second), numbers))
    return {"outputs": outputs, "inputs": {name: probes.as_data(given[name]) for name in ("x", "labels")}}


def batches_case(rng: Generator, samples: int, batch_size: int) -> Case:
    """Samples that carry their number in the first column."""
    x = np.column_stack([np.arange(samples), rng.normal(size=samples)])
    return {
        "label": f"{samples} samples, batches of {batch_size}",
        "arguments": {"x": x, "labels": rng.integers(0, 10, samples), "batch_size": batch_size},
        "draw": int(rng.integers(1000)),
    }


BATCHES_BY_HAND: Case = {
    "label": "by hand: 5 samples, batches of 2, which makes batches of 2, 2 and 1",
    "arguments": {"x": np.arange(5.0)[:, None], "labels": np.array([0, 1, 0, 1, 2]), "batch_size": 2},
    "draw": 1,
}


def draw_batches(rng: Generator) -> list[Case]:
    """A batch size that divides the number of samples, one that does not, and one that is larger."""
    return [batches_case(rng, *sizes) for sizes in ((30, 10), (32, 9), (25, 40), (24, 1))]


# --- Gradient noise ---

DEVIATION = "the noise"


def probe_noise(objects: Sequence[Any], case: Case) -> Data:
    """The noise for every batch size of the case."""
    given = case["arguments"]
    rng = np.random.default_rng(case["draw"])
    values = [objects[0](given["gradients"], size, rng, case["draws"]) for size in case["sizes"]]
    broken = next((value for value in values if np.shape(value) != () or value is None), None)
    found = probes.as_data(broken) if broken is not None else np.array(values, dtype=float)
    if values and values[0] is None:
        found = None
    return {
        "outputs": {DEVIATION: found},
        "inputs": {"gradients": probes.as_data(given["gradients"])},
    }


def noise_case(rng: Generator, samples: int, parameters: int, draws: int) -> Case:
    """Gradients with a mean that is not 0, of parameters on different scales, and batches up to all of them."""
    sizes = [1, 2, 4, samples // 2, samples]
    scales = 10.0 ** rng.uniform(-0.3, 0.3, parameters)
    gradients = rng.normal(size=(samples, parameters)) * scales + rng.choice([-1.0, 1.0], parameters)
    return {
        "label": f"{samples} samples, {parameters} parameters, batch sizes {sizes}, {draws} draws each",
        "arguments": {"gradients": gradients},
        "sizes": sizes,
        "draws": draws,
        "draw": int(rng.integers(1000)),
        "tolerance": 0.1,
    }


NOISE_BY_HAND: Case = {
    "label": "by hand: gradients [[1, 0], [3, 4]], batch sizes 1 and 2: every batch of 1 is sqrt(5) away",
    "arguments": {"gradients": np.array([[1.0, 0.0], [3.0, 4.0]])},
    "sizes": [1, 2],
    "draws": 10,
    "draw": 1,
    "tolerance": 0.1,
}


def draw_noise(rng: Generator) -> list[Case]:
    """Few samples and several parameters, so that each convention shows."""
    return [noise_case(rng, 16, 6, 600), noise_case(rng, 24, 9, 600)]
