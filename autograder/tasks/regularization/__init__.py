"""The tasks of the chapter `regularization`: penalties, decay, stopping, soft labels, new images, balanced lists."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.regularization import cases, patterns
from autograder.tasks.regularization import probes as own
from autograder.tasks.regularization import training_patterns as training

TASKS = [
    Task(
        name="l2",
        title="l2_loss",
        points=3,
        needs=("l2_loss",),
        worked=[cases.BY_HAND],
        draw=cases.draw_penalty,
        probe=own.probe_penalty,
        patterns=[patterns.l2_value, patterns.l2_gradient, patterns.biases],
    ),
    Task(
        name="decay",
        title="decayed_step",
        points=2,
        needs=("decayed_step",),
        worked=[cases.STEP_BY_HAND],
        draw=cases.draw_steps,
        probe=own.probe_step,
        patterns=[patterns.decayed],
    ),
    Task(
        name="l1",
        title="l1_loss and soft_threshold",
        points=3,
        needs=("l1_loss", "soft_threshold"),
        worked=[cases.L1_BY_HAND],
        draw=cases.draw_l1,
        probe=own.probe_l1,
        patterns=[patterns.l1_value, patterns.l1_gradient, patterns.biases, patterns.threshold],
    ),
    Task(
        name="early-stopping",
        title="EarlyStopping",
        points=4,
        needs=("EarlyStopping",),
        worked=[cases.STOPPING_BY_HAND],
        draw=cases.draw_stopping,
        probe=own.probe_stopping,
        patterns=[training.patience, training.kept_by_reference, training.best],
    ),
    Task(
        name="label-smoothing",
        title="SmoothedCrossEntropy",
        points=4,
        needs=("SmoothedCrossEntropy",),
        worked=[cases.SMOOTHING_BY_HAND, cases.SMOOTHING_FAR_OUT],
        draw=cases.draw_smoothing,
        probe=own.probe_smoothing,
        patterns=[training.smoothing_overflow, training.smoothing_share, training.smoothing_gradient],
    ),
    Task(
        name="shift",
        title="random_shift",
        points=3,
        needs=("random_shift",),
        worked=[cases.SHIFT_BY_HAND],
        draw=cases.draw_shift,
        probe=own.probe_shift,
        patterns=[training.wrapped, training.kinds_of_shifts],
    ),
    Task(
        name="pca-jitter",
        title="pca_jitter",
        points=4,
        needs=("pca_jitter",),
        worked=[cases.JITTER_BY_HAND],
        draw=cases.draw_jitter,
        probe=own.probe_jitter,
        patterns=[training.same_pixels, training.same_colour],
    ),
    Task(
        name="balanced",
        title="label_shuffle",
        points=3,
        needs=("label_shuffle",),
        worked=[cases.LABELS_BY_HAND],
        draw=cases.draw_labels,
        probe=own.probe_labels,
        patterns=[training.counts, training.uneven],
    ),
]

check = Checks(__name__, TASKS)
