"""The tasks of the chapter `recipe`: parts, a diagnosis, one batch, a loop, confusion, a cure, a reader of digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.checks.wire import Case, Data
from autograder.tasks import (
    backward,
    batchnorm,
    dropout,
    forward,
    initialization,
    optimizers,
    regularization,
    schedules,
)
from autograder.tasks.recipe import cases, patterns
from autograder.tasks.recipe import probes as own

PARTS = {
    "Affine": (backward.check, ["affine-forward", "affine-backward"]),
    "ReLU": (backward.check, ["relu"]),
    "SoftmaxCrossEntropy": (backward.check, ["softmax-forward", "softmax-backward"]),
    "BatchNorm": (batchnorm.check, ["batchnorm-forward", "batchnorm-inference", "batchnorm-backward"]),
    "Dropout": (dropout.check, ["dropout-forward", "dropout-backward"]),
    "minibatches": (forward.check, ["minibatches"]),
    "AdamW": (optimizers.check, ["adamw"]),
    "cosine": (schedules.check, ["cosine"]),
    "he_normal": (initialization.check, ["he-normal"]),
    "EarlyStopping": (regularization.check, ["early-stopping"]),
    "random_shift": (regularization.check, ["shift"]),
}
"""The checks of the chapter where each part comes from, and the tasks that judge it there."""

ASKED = {f"{there.chapter}: {name}": there.tasks[name] for there, names in PARTS.values() for name in names}
OWNER = {f"{there.chapter}: {name}": part for part, (there, names) in PARTS.items() for name in names}


def from_elsewhere(asked: str, found: Sequence[Case]) -> list[Case]:
    """Cases of another chapter's task, marked with where they come from."""
    return [{**case, "asked": asked, "label": f"{OWNER[asked]}, {case['label']}"} for case in found]


def draw_parts(rng: np.random.Generator) -> list[Case]:
    """What the parts' own checks draw."""
    return [case for asked, task in ASKED.items() for case in from_elsewhere(asked, task.draw(rng))]


def probe_part(objects: Sequence[Any], case: Case) -> Data:
    """Probe one part as its own check does."""
    asked = case["asked"]
    return ASKED[asked].probe([objects[list(PARTS).index(OWNER[asked])]], case)


TASKS = [
    Task(
        name="parts",
        part="your own parts",
        points=3,
        needs=tuple(PARTS),
        worked=[case for asked, task in ASKED.items() for case in from_elsewhere(asked, task.worked)],
        draw=draw_parts,
        probe=probe_part,
        patterns=patterns.of_their_own(ASKED),
    ),
    Task(
        name="diagnose",
        points=3,
        needs=("diagnose",),
        worked=cases.CURVES_BY_HAND,
        draw=cases.draw_curves,
        probe=own.probe_diagnose,
        patterns=[patterns.diagnosis],
    ),
    Task(
        name="one-batch",
        points=2,
        needs=("overfit_one_batch",),
        worked=[cases.LINE_BY_HAND],
        draw=cases.draw_lines,
        probe=own.probe_one_batch,
        patterns=[patterns.one_batch],
    ),
    Task(
        name="train",
        points=4,
        needs=("train",),
        worked=[cases.TRAIN_BY_HAND],
        draw=cases.draw_training,
        probe=own.probe_train,
        patterns=[patterns.loop_shapes, patterns.loops],
    ),
    Task(
        name="confusion",
        points=2,
        needs=("confusion_matrix", "class_accuracies"),
        worked=[cases.TAKEN_BY_HAND],
        draw=cases.draw_taken,
        probe=own.probe_confusion,
        patterns=[patterns.confusion],
    ),
    Task(
        name="heal",
        points=4,
        needs=("heal",),
        draw=cases.draw_healing,
        probe=own.probe_heal,
        patterns=[patterns.healing],
    ),
    Task(
        name="capstone",
        part="your digit reader",
        points=6,
        needs=("build", "learn"),
        draw=cases.draw_capstone,
        probe=own.probe_capstone,
        patterns=[patterns.capstone],
    ),
]

check = Checks(__name__, TASKS)
