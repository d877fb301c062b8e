"""The tasks of the chapter `recipe`: parts, a diagnosis, one batch, a loop, confusion, a cure, a reader, an adder."""

from __future__ import annotations

from collections.abc import Sequence

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
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming
from autograder.tasks.recipe import (
    adder_cases,
    adder_measures,
    adder_probes,
    cases,
    log_measures,
    measures,
    patterns,
    probes,
)

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
    """Cases of another chapter's task, marked with where they come from and which of the parts they are about."""
    place = list(PARTS).index(OWNER[asked])
    return [{**case, "asked": asked, "part": place, "label": f"{OWNER[asked]}, {case['label']}"} for case in found]


def draw_parts(rng: np.random.Generator) -> list[Case]:
    """What the parts' own checks draw."""
    return [case for asked, task in ASKED.items() for case in from_elsewhere(asked, task.draw(rng))]


def measure_part(case: Case, reply: Data) -> Data:
    """Measure one part as its own check does."""
    return ASKED[case["asked"]].measure(case, reply)


TASKS = [
    Task(
        name="parts",
        part="your own parts",
        points=3,
        needs=tuple(PARTS),
        worked=[case for asked, task in ASKED.items() for case in from_elsewhere(asked, task.worked)],
        draw=draw_parts,
        probe=probes.probe_part,
        measure=measure_part,
        patterns=patterns.of_their_own(ASKED),
    ),
    Task(
        name="diagnose",
        points=3,
        needs=("diagnose",),
        worked=cases.CURVES_BY_HAND,
        draw=cases.draw_curves,
        probe=probes.probe_diagnose,
        measure=measures.diagnosis,
        patterns=[patterns.diagnosis],
    ),
    Task(
        name="one-batch",
        points=2,
        needs=("overfit_one_batch",),
        worked=[cases.LINE_BY_HAND],
        draw=cases.draw_lines,
        probe=probes.probe_one_batch,
        patterns=[patterns.one_batch],
    ),
    Task(
        name="train",
        points=4,
        needs=("train",),
        worked=[cases.TRAIN_BY_HAND],
        draw=cases.draw_training,
        probe=probes.probe_train,
        measure=measures.training,
        patterns=[patterns.loop_shapes, patterns.loops],
    ),
    Task(
        name="confusion",
        points=2,
        needs=("confusion_matrix", "class_accuracies"),
        worked=[cases.TAKEN_BY_HAND],
        draw=cases.draw_taken,
        probe=probes.probe_confusion,
        patterns=[patterns.confusion],
    ),
    Task(
        name="heal",
        points=4,
        needs=("heal",),
        draw=cases.draw_healing,
        probe=probes.probe_heal,
        measure=measures.healing,
        patterns=[patterns.healing],
    ),
    Task(
        name="capstone",
        part="your digit reader",
        points=6,
        needs=("build", "learn"),
        draw=cases.draw_capstone,
        probe=probes.probe_capstone,
        measure=measures.capstone,
        patterns=[patterns.capstone],
    ),
    Task(
        name="repair",
        points=3,
        needs=("AveragedWeights",),
        worked=[cases.AVERAGED_BY_HAND],
        draw=cases.draw_averaging,
        probe=probes.probe_averaged,
        patterns=[patterns.averaged],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="E",
        separated={
            "A": "An average that starts from zero would differ from the weights most of all after the first steps.",
            "B": "A network without BatchNorm shows the same symptom.",
            "C": "With a decay of 0.5 it would make no difference, and the symptom stays.",
            "D": "Call `update` once, change the weights, call it again: after two calls it is wrong already.",
        },
    ),
    experiment(),
    Task(
        name="capstone-adder",
        part="your adder",
        points=3,
        needs=("build_adder", "learn_adder"),
        draw=adder_cases.draw_adder,
        probe=adder_probes.probe_adder,
        measure=adder_measures.adder,
    ),
    Task(
        name="capstone-log",
        points=2,
        needs=("log", "result"),
        draw=adder_cases.draw_log,
        probe=adder_probes.probe_log,
        measure=log_measures.notes,
    ),
    Task(
        name="capstone-ablation",
        part="your ablation",
        points=2,
        needs=("build_adder", "learn_adder", "ablation"),
        draw=adder_cases.draw_ablation,
        probe=adder_probes.probe_ablation,
        measure=adder_measures.ablation,
    ),
]

check = Checks(__name__, TASKS)
