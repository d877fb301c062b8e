"""The tasks of the chapter `initialization`: two formulas, three ways to draw weights, a probe, and LSUV."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.initialization import cases, measures, patterns, probes

TASKS = [
    Task(
        name="forward-variances",
        points=3,
        needs=("forward_variances",),
        worked=cases.FORWARD_BY_HAND,
        draw=cases.draw_forward,
        probe=probes.variances,
        patterns=[patterns.forward_mistakes],
    ),
    Task(
        name="backward-variances",
        points=3,
        needs=("backward_variances",),
        worked=cases.BACKWARD_BY_HAND,
        draw=cases.draw_backward,
        probe=probes.variances,
        patterns=[patterns.backward_mistakes],
    ),
    Task(
        name="he-normal",
        points=2,
        needs=("he_normal",),
        worked=[cases.HE_BY_HAND],
        draw=cases.draw_he,
        probe=probes.draws,
        measure=measures.independent_draws,
        patterns=[patterns.draw_mistakes],
    ),
    Task(
        name="xavier-uniform",
        points=2,
        needs=("xavier_uniform",),
        worked=[cases.XAVIER_BY_HAND],
        draw=cases.draw_xavier,
        probe=probes.draws,
        measure=measures.independent_draws,
        patterns=[patterns.draw_mistakes],
    ),
    Task(
        name="orthogonal",
        points=4,
        needs=("orthogonal",),
        worked=cases.ORTHOGONAL_BY_HAND,
        draw=cases.draw_orthogonal,
        probe=probes.draws,
        measure=measures.orthogonal_draws,
        patterns=[patterns.draw_mistakes, patterns.orthogonal_mistakes],
    ),
    Task(
        name="layer-scales",
        points=2,
        needs=("layer_scales",),
        worked=[cases.SCALES_BY_HAND],
        draw=cases.draw_scales,
        probe=probes.scales,
        measure=measures.scales,
        patterns=[patterns.scales_mistakes],
    ),
    Task(
        name="lsuv",
        points=4,
        needs=("lsuv",),
        worked=[cases.LSUV_BY_HAND],
        draw=cases.draw_lsuv,
        probe=probes.scaled_stack,
        patterns=[patterns.lsuv_mistakes],
    ),
]

check = Checks(__name__, TASKS)
