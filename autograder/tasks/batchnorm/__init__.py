"""The tasks of the chapter `batchnorm`: normalized inputs, BatchNorm, LayerNorm; what is done with them."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.probing import probes as general
from autograder.checks.task import Task
from autograder.tasks.batchnorm import cases, input_patterns, patterns, probes, repair_patterns, specimens
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

BATCH, ROW = 0, 1
"""Axes along which BatchNorm and LayerNorm take their means."""

TASKS = [
    Task(
        name="standardize",
        points=2,
        needs=("standardize",),
        worked=[cases.STANDARDIZE_BY_HAND, cases.CONSTANT_FEATURE],
        draw=cases.draw_inputs,
        probe=general.function_value,
        patterns=[input_patterns.constant_feature, input_patterns.own_statistics, input_patterns.wrong_axis_of_inputs],
    ),
    Task(
        name="whiten",
        points=2,
        needs=("whiten",),
        worked=[cases.WHITEN_BY_HAND],
        draw=cases.draw_inputs,
        probe=general.function_value,
        patterns=[input_patterns.whitening],
    ),
    Task(
        name="batchnorm-forward",
        part="BatchNorm.forward in training",
        points=2,
        needs=("BatchNorm",),
        worked=[cases.BY_HAND, cases.LARGE_EPSILON],
        draw=cases.draw_layer,
        probe=probes.probe_forward,
        patterns=[patterns.forward_formula(BATCH)],
    ),
    Task(
        name="batchnorm-inference",
        part="BatchNorm: running averages and test time",
        points=3,
        needs=("BatchNorm",),
        worked=[cases.INFERENCE_BY_HAND],
        draw=cases.draw_inference,
        probe=probes.probe_inference,
        patterns=[
            patterns.forward_formula(BATCH),
            patterns.averages,
            patterns.at_test_time,
            patterns.updated_at_test_time,
        ],
    ),
    Task(
        name="batchnorm-backward",
        part="BatchNorm.backward",
        points=4,
        needs=("BatchNorm",),
        worked=[cases.BY_HAND, cases.LARGE_EPSILON],
        draw=cases.draw_layer,
        probe=probes.probe_backward,
        patterns=[patterns.forward_formula(BATCH), patterns.backward_formula(BATCH)],
    ),
    Task(
        name="layernorm-forward",
        part="LayerNorm.forward",
        points=2,
        needs=("LayerNorm",),
        worked=[cases.ROWS],
        draw=cases.draw_layer,
        probe=probes.probe_forward,
        patterns=[patterns.forward_formula(ROW)],
    ),
    Task(
        name="layernorm-backward",
        part="LayerNorm.backward",
        points=3,
        needs=("LayerNorm",),
        worked=[cases.ROWS],
        draw=cases.draw_layer,
        probe=probes.probe_backward,
        patterns=[patterns.forward_formula(ROW), patterns.backward_formula(ROW)],
    ),
    Task(
        name="repair",
        points=3,
        needs=("MeanSize",),
        worked=[cases.SIZE_BY_HAND],
        draw=cases.draw_sizes,
        probe=general.layer_backward,
        patterns=[repair_patterns.sizes_not_shared],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="D",
        separated={
            "A": "Without that path a batch of one sample would get a gradient; it gets 0, as it should.",
            "B": "Without that slope, features of size 1 would get a right gradient; they do not.",
            "C": "Then one 1 in dy would give a gradient to one sample only; all samples of its feature get one.",
            "E": "Then one 1 in dy would give a gradient to other features; only its own feature gets one.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
