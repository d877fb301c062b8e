"""The cases of the chapter `schedules`: steps and a schedule's numbers, samples, gradients, and a line to train."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case
from autograder.tasks.schedules import measures, probes

Generator = np.random.Generator
RATE = "the rate"


def schedule_case(label: str, step: Any, **arguments: Any) -> Case:
    """A schedule's arguments; the answer counts steps where it is an array."""
    return {
        "label": label,
        "arguments": {"step": step, **arguments},
        "names": [RATE],
        "sequences": [RATE] if np.ndim(step) == 1 else [],
    }


def steps_to(last: int) -> Array:
    """Steps 0, 1, ..., last."""
    return np.arange(last + 1)


def in_words(arguments: Case) -> str:
    """The arguments but for the steps, as a student reads them."""
    words = (
        f"{name} = {np.asarray(value).tolist() if isinstance(value, np.ndarray) else format(value, '.4g')}"
        for name, value in arguments.items()
    )
    return ", ".join(words)


def drawn(steps: int, **arguments: Any) -> list[Case]:
    """The same arguments with a row of steps, with a table of steps that are not in order, and with a single one."""
    said = in_words(arguments)
    table = np.array([[steps, 0, 3], [1, steps // 2, 2]])
    return [
        schedule_case(f"steps 0 to {steps}, {said}", steps_to(steps), **arguments),
        schedule_case(f"step = {table.tolist()}, {said}", table, **arguments),
        schedule_case(f"step = {steps // 2}, a single number, {said}", steps // 2, **arguments),
    ]


def rounded(rng: Generator, low: float, high: float) -> float:
    """A number with two digits behind the point, as a student would choose it."""
    return round(float(rng.uniform(low, high)), 2)


def draw_exponential(rng: Generator) -> list[Case]:
    """With and without a staircase."""
    arguments = {
        "learning_rate": rounded(rng, 0.2, 0.9),
        "decay_rate": rounded(rng, 0.3, 0.9),
        "decay_steps": int(rng.integers(4, 9)),
    }
    return drawn(20, **arguments, staircase=False) + drawn(20, **arguments, staircase=True)


def draw_plain_decay(rng: Generator) -> list[Case]:
    """A rate, a decay rate and decay steps."""
    return drawn(
        20,
        learning_rate=rounded(rng, 0.2, 0.9),
        decay_rate=rounded(rng, 0.3, 0.9),
        decay_steps=int(rng.integers(4, 9)),
    )


def by_hand(**arguments: Any) -> Case:
    """Five steps with a rate of 1 and two decay steps."""
    return schedule_case(
        f"steps 0 to 4 by hand: {in_words(arguments)}",
        steps_to(4),
        **arguments,
    )


def draw_piecewise(rng: Generator) -> list[Case]:
    """One boundary to three."""
    cases = []
    for count in (1, 2, 3):
        boundaries = np.sort(rng.choice(np.arange(1, 19), count, replace=False))
        rates = rng.permutation([0.9, 0.5, 0.3, 0.1])[: count + 1]
        cases += drawn(20, boundaries=boundaries, rates=rates)
    return cases


def draw_polynomial(rng: Generator) -> list[Case]:
    """Straight and bent, with the cycle and without, far behind the last step."""
    common = {
        "learning_rate": rounded(rng, 0.5, 0.9),
        "decay_steps": int(rng.integers(5, 9)),
        "end_learning_rate": rounded(rng, 0.05, 0.2),
    }
    powers = (1.0, 2.0, 0.5)
    return [
        case for cycle in (False, True) for power in powers for case in drawn(24, **common, power=power, cycle=cycle)
    ]


def draw_cosine(rng: Generator) -> list[Case]:
    """With and without something left at the end."""
    arguments = {"learning_rate": rounded(rng, 0.2, 0.9), "decay_steps": int(rng.integers(8, 15))}
    return drawn(20, **arguments, alpha=0.0) + drawn(20, **arguments, alpha=rounded(rng, 0.1, 0.3))


def draw_linear_cosine(rng: Generator) -> list[Case]:
    """Half a period, and more than one; with both constants."""
    arguments = {"learning_rate": rounded(rng, 0.2, 0.9), "decay_steps": int(rng.integers(8, 15))}
    constants = {"alpha": rounded(rng, 0.1, 0.3), "beta": rounded(rng, 0.01, 0.05)}
    return [case for periods in (0.5, 1.5) for case in drawn(20, **arguments, periods=periods, **constants)]


# --- Noisy linear cosine ---


def noisy_case(label: str, step: Array, draw: int, **arguments: Any) -> Case:
    """Many steps, so that the noise can be judged by its distribution."""
    case = {"label": label, "arguments": {"step": step, **arguments}, "draw": draw}
    _, _, deviation = measures.noisy_parts(case)
    return case | {
        "samples": {
            measures.NOISE: {
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
        "learning_rate": rounded(rng, 0.1, 0.4),
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
    lengths = [int(rng.integers(3, 9)) for _ in probes.BEHIND]
    cases = [
        warmup_case(behind, np.arange(15), length, "steps 0 to 14")
        for behind, length in zip(probes.BEHIND, lengths, strict=True)
    ]
    table = np.array([[9, 0], [2, 1]])
    cases.append(warmup_case("1 / (1 + step)", table, 2, f"step = {table.tolist()}"))
    cases.append(warmup_case("2 - 0.1 step", np.arange(4), 1, "steps 0 to 3"))
    return [*cases, warmup_case("1 / (1 + step)", 12, lengths[0], "step = 12, a single number")]


# --- Batches ---


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


def noise_case(rng: Generator, samples: int, parameters: int, draws: int) -> Case:
    """Gradients with a mean that is not 0, of parameters on different scales, and batches up to all of them.

    All are multiplied by a number that is drawn: the noise may be off by a tenth, and that of other gradients is more.
    """
    sizes = [1, 2, 4, samples // 2, samples]
    scales = 10.0 ** rng.uniform(-0.3, 0.3, parameters)
    gradients = rng.normal(size=(samples, parameters)) * scales + rng.choice([-1.0, 1.0], parameters)
    gradients *= 10.0 ** rng.uniform(-0.5, 0.5)
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


# --- Training ---


def train_case(rng: Generator, schedule: str, samples: int, batch_size: int, epochs: int) -> Case:
    """A line with three inputs; batches that do not all have the same size."""
    return {
        "label": f"{samples} samples, batches of {batch_size}, {epochs} epochs, schedule(step) = {schedule}",
        "schedule": schedule,
        "batch_size": batch_size,
        "epochs": epochs,
        "orders": [rng.permutation(samples) for _ in range(epochs)],
        "sequences": ["losses", "the steps at which the schedule is asked"],
        "arguments": {
            "x": rng.normal(size=(samples, 3)),
            "labels": rng.normal(size=samples),
            "W": rng.normal(size=(3, 1)),
            "b": rng.normal(size=1),
        },
    }


TRAIN_BY_HAND: Case = {
    "label": "by hand: one sample, x = [[2]], label 0, W = [[1]], b = [0], 2 epochs, schedule(step) = 0.1 / (1 + step)",
    "schedule": "0.1 / (1 + step)",
    "batch_size": 1,
    "epochs": 2,
    "orders": [[0], [0]],
    "sequences": ["losses", "the steps at which the schedule is asked"],
    "arguments": {
        "x": np.array([[2.0]]),
        "labels": np.array([0.0]),
        "W": np.array([[1.0]]),
        "b": np.array([0.0]),
    },
}


def draw_train(rng: Generator) -> list[Case]:
    """Two schedules, several epochs, and one epoch alone."""
    decaying, alternating = probes.SCHEDULES
    return [
        train_case(rng, decaying, 8, 3, 1),
        train_case(rng, decaying, 8, 3, 4),
        train_case(rng, alternating, 7, 3, 3),
    ]
