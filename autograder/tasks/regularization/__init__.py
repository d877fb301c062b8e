"""The tasks of the chapter `regularization`: penalties, decay, stopping, soft labels, new images, balanced lists."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming
from autograder.tasks.regularization import (
    cases,
    data_cases,
    data_measures,
    data_patterns,
    data_probes,
    measures,
    penalty_patterns,
    probes,
    repair_patterns,
    training_patterns,
)

TASKS = [
    Task(
        name="l2",
        points=3,
        needs=("l2_loss",),
        worked=[cases.BY_HAND],
        draw=cases.draw_penalty,
        probe=probes.probe_penalty,
        patterns=[
            penalty_patterns.l2_value,
            penalty_patterns.params_for_grads,
            penalty_patterns.l2_gradient,
            penalty_patterns.biases,
        ],
    ),
    Task(
        name="decay",
        points=2,
        needs=("decayed_step",),
        worked=[cases.STEP_BY_HAND],
        draw=cases.draw_steps,
        probe=probes.probe_step,
        patterns=[penalty_patterns.decayed],
    ),
    Task(
        name="l1",
        points=3,
        needs=("l1_loss", "soft_threshold"),
        worked=[cases.L1_BY_HAND],
        draw=cases.draw_l1,
        probe=probes.probe_l1,
        patterns=[
            penalty_patterns.l1_value,
            penalty_patterns.params_for_grads,
            penalty_patterns.l1_gradient,
            penalty_patterns.biases,
            penalty_patterns.threshold,
        ],
    ),
    Task(
        name="early-stopping",
        points=4,
        needs=("EarlyStopping",),
        worked=[cases.STOPPING_BY_HAND],
        draw=cases.draw_stopping,
        probe=probes.probe_stopping,
        measure=measures.stopping,
        patterns=[training_patterns.patience, training_patterns.kept_by_reference, training_patterns.best],
    ),
    Task(
        name="label-smoothing",
        points=4,
        needs=("SmoothedCrossEntropy",),
        worked=[cases.SMOOTHING_BY_HAND, cases.SMOOTHING_FAR_OUT],
        draw=cases.draw_smoothing,
        probe=probes.probe_smoothing,
        patterns=[
            training_patterns.smoothing_overflow,
            training_patterns.smoothing_share,
            training_patterns.smoothing_gradient,
        ],
    ),
    Task(
        name="shift",
        points=3,
        needs=("random_shift",),
        worked=[data_cases.SHIFT_BY_HAND],
        draw=data_cases.draw_shift,
        probe=data_probes.probe_shift,
        measure=data_measures.shift,
        patterns=[data_patterns.wrapped, data_patterns.kinds_of_shifts],
    ),
    Task(
        name="pca-jitter",
        points=4,
        needs=("pca_jitter",),
        worked=[data_cases.JITTER_BY_HAND],
        draw=data_cases.draw_jitter,
        probe=data_probes.probe_jitter,
        measure=data_measures.jitter,
        patterns=[data_patterns.same_pixels, data_patterns.same_colour],
    ),
    Task(
        name="balanced",
        points=3,
        needs=("label_shuffle",),
        worked=[data_cases.LABELS_BY_HAND],
        draw=data_cases.draw_labels,
        probe=data_probes.probe_labels,
        measure=data_measures.balanced,
        patterns=[data_patterns.counts, data_patterns.uneven],
    ),
    Task(
        name="repair",
        points=3,
        needs=("WeightAverage",),
        worked=[cases.AVERAGE_BY_HAND],
        draw=cases.draw_averages,
        probe=probes.probe_average,
        patterns=[repair_patterns.average_of_weights],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="A",
        separated={
            "B": "The network's own weights would stay as they are then; they shrink.",
            "C": "A network without biases learns otherwise, too, when it is watched.",
            "D": "With a momentum of 0.5 both shares are the same, and it would be right; it is not.",
            "E": "The weights change before `write` has ever been called.",
        },
    ),
    experiment(),
]

check = Checks(__name__, TASKS)
