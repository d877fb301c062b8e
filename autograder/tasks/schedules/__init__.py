"""The tasks of the chapter `schedules`: rates over time, batches, noise, a training loop; what is done with them."""

from __future__ import annotations

import numpy as np

from autograder.checks.check import Checks
from autograder.checks.probing import probes as general
from autograder.checks.task import Task
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming
from autograder.tasks.schedules import cases, formula_patterns, measures, patterns, probes, repair

TASKS = [
    Task(
        name="exponential",
        points=2,
        needs=("exponential",),
        worked=[
            cases.by_hand(learning_rate=1.0, decay_rate=0.25, decay_steps=2, staircase=staircase)
            for staircase in (False, True)
        ],
        draw=cases.draw_exponential,
        probe=general.function_value,
        patterns=[formula_patterns.EXPONENTIAL],
    ),
    Task(
        name="natural-exponential",
        points=1,
        needs=("natural_exponential",),
        worked=[cases.by_hand(learning_rate=1.0, decay_rate=0.5, decay_steps=2)],
        draw=cases.draw_plain_decay,
        probe=general.function_value,
        patterns=[formula_patterns.NATURAL],
    ),
    Task(
        name="inverse-time",
        points=1,
        needs=("inverse_time",),
        worked=[cases.by_hand(learning_rate=1.0, decay_rate=0.5, decay_steps=1)],
        draw=cases.draw_plain_decay,
        probe=general.function_value,
        patterns=[formula_patterns.INVERSE],
    ),
    Task(
        name="piecewise-constant",
        points=2,
        needs=("piecewise_constant",),
        worked=[
            cases.schedule_case(
                "steps 0 to 7 by hand: boundaries = [2, 5], rates = [1, 0.5, 0.25]",
                cases.steps_to(7),
                boundaries=np.array([2, 5]),
                rates=np.array([1.0, 0.5, 0.25]),
            )
        ],
        draw=cases.draw_piecewise,
        probe=general.function_value,
        patterns=[formula_patterns.PIECEWISE],
    ),
    Task(
        name="polynomial",
        points=3,
        needs=("polynomial",),
        worked=[
            cases.schedule_case(
                f"steps 0 to 9 by hand: from 1 to 0 in 4 steps, power 1, {words}",
                cases.steps_to(9),
                learning_rate=1.0,
                decay_steps=4,
                end_learning_rate=0.0,
                power=1.0,
                cycle=cycle,
            )
            for words, cycle in (("no cycle", False), ("with the cycle", True))
        ],
        draw=cases.draw_polynomial,
        probe=general.function_value,
        patterns=[formula_patterns.POLYNOMIAL],
    ),
    Task(
        name="cosine",
        points=2,
        needs=("cosine",),
        worked=[cases.by_hand(learning_rate=1.0, decay_steps=3, alpha=0.0)],
        draw=cases.draw_cosine,
        probe=general.function_value,
        patterns=[formula_patterns.COSINE],
    ),
    Task(
        name="linear-cosine",
        points=2,
        needs=("linear_cosine",),
        worked=[cases.by_hand(learning_rate=1.0, decay_steps=2, periods=1.0, alpha=0.0, beta=0.01)],
        draw=cases.draw_linear_cosine,
        probe=general.function_value,
        patterns=[formula_patterns.LINEAR_COSINE],
    ),
    Task(
        name="noisy-linear-cosine",
        points=2,
        needs=("noisy_linear_cosine",),
        draw=cases.draw_noisy,
        probe=probes.probe_noisy,
        measure=measures.noise_alone,
        patterns=[patterns.same_noise, patterns.no_noise],
    ),
    Task(
        name="warmup",
        points=2,
        needs=("warmup",),
        worked=[cases.warmup_case("2 - 0.1 step", np.arange(7), 4, "steps 0 to 6 by hand")],
        draw=cases.draw_warmup,
        probe=probes.probe_warmup,
        patterns=[patterns.warmed],
    ),
    Task(
        name="minibatches",
        points=2,
        needs=("minibatches",),
        worked=[cases.BATCHES_BY_HAND],
        draw=cases.draw_batches,
        probe=probes.probe_minibatches,
        measure=measures.batches,
        patterns=[patterns.told_of_batches],
    ),
    Task(
        name="gradient-noise",
        points=2,
        needs=("gradient_noise",),
        worked=[cases.NOISE_BY_HAND],
        draw=cases.draw_noise,
        probe=probes.probe_noise,
        patterns=[patterns.told_of_noise],
    ),
    Task(
        name="train",
        points=3,
        needs=("train",),
        worked=[cases.TRAIN_BY_HAND],
        draw=cases.draw_train,
        probe=probes.probe_train,
        measure=measures.training,
        patterns=[patterns.told_of_training],
    ),
    Task(
        name="repair",
        points=3,
        needs=("Plateau",),
        worked=[repair.STANDS_STILL],
        draw=repair.draw,
        probe=probes.probe_plateau,
        patterns=[repair.mended_otherwise],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="D",
        separated={
            "A": "Every drop comes at the right step: what is wrong is how deep it is.",
            "B": "With a factor of 0.5 both are the same, and the rates are still wrong.",
            "C": "Were the drops counted anew, all would be equally deep. They become deeper and deeper.",
            "E": "All steps before the first drop have the first rate.",
        },
    ),
    experiment(),
]

check = Checks(__name__, TASKS)
