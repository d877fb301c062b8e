"""The tasks of the chapter `activations`: four activations, a probe, a residual block; what is done with them."""

from __future__ import annotations

from autograder.checks.cases import draw_activation
from autograder.checks.check import Checks
from autograder.checks.probing import probes as general
from autograder.checks.task import Task
from autograder.tasks.activations import cases, measures, patterns, probes, repair
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

TASKS = [
    Task(
        name="tanh",
        points=2,
        needs=("Tanh",),
        worked=[cases.TANH_BY_HAND, cases.FAR_OUT],
        draw=draw_activation,
        probe=general.layer_backward,
        patterns=[patterns.tanh_slope],
    ),
    Task(
        name="leaky-relu",
        points=2,
        needs=("LeakyReLU",),
        worked=[cases.LEAKY_BY_HAND],
        draw=cases.draw_leaky,
        probe=probes.layer_with_constants,
        patterns=[patterns.leaky_sides],
    ),
    Task(
        name="softplus",
        points=3,
        needs=("Softplus",),
        worked=[cases.SOFTPLUS_BY_HAND, cases.FAR_OUT, cases.SOFTPLUS_SMALL],
        draw=draw_activation,
        probe=general.layer_backward,
        patterns=[patterns.softplus_mistakes],
    ),
    Task(
        name="maxout-forward",
        part="Maxout.forward",
        points=2,
        needs=("Maxout",),
        worked=[cases.MAXOUT_BY_HAND],
        draw=cases.draw_maxout,
        probe=general.layer_forward,
        patterns=[patterns.maxout_outputs],
    ),
    Task(
        name="maxout-backward",
        part="Maxout.backward",
        points=4,
        needs=("Maxout",),
        worked=[cases.MAXOUT_BY_HAND],
        draw=cases.draw_maxout,
        probe=general.layer_backward,
        patterns=[patterns.maxout_outputs, patterns.maxout_gradients],
    ),
    Task(
        name="gradient-norms",
        points=3,
        needs=("gradient_norms",),
        worked=[cases.FLOW_BY_HAND],
        draw=cases.draw_flow,
        probe=probes.gradient_flow,
        measure=measures.gradient_flow,
        patterns=[patterns.flow_mistakes],
    ),
    Task(
        name="residual",
        points=4,
        needs=("Residual",),
        worked=[cases.RESIDUAL_BY_HAND],
        draw=cases.draw_residual,
        probe=probes.residual_gradients,
        patterns=[patterns.residual_mistakes],
    ),
    Task(
        name="repair",
        points=3,
        needs=("Gates",),
        worked=[repair.GATES_BY_HAND],
        draw=repair.draw,
        probe=general.layer_backward,
        patterns=[repair.mended_otherwise],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="B",
        separated={
            "A": "With all gates wide open the layer is nearly right. A slope that is fed with an input of 20 is not.",
            "C": "Both halves get a gradient; that of the left half is even right.",
            "D": "Twice the upstream gradient makes everything that comes back twice as large.",
            "E": "The gradient of the left half is right, so it stands in its place.",
        },
    ),
    experiment(),
]

check = Checks(__name__, TASKS)
