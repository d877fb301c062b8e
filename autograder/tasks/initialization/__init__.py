"""The tasks of the chapter `initialization`: formulas, ways to draw weights, a probe, LSUV; what is done with them."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.initialization import cases, gain_patterns, measures, patterns, probes, specimens
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

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
    Task(
        name="repair",
        points=3,
        needs=("gain",),
        worked=cases.GAINS_BY_HAND,
        draw=cases.draw_gains,
        probe=probes.gains,
        patterns=[gain_patterns.gain_mistakes],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="B",
        separated={
            "A": "No fan comes into it: where all layers have one width the result is wrong, too.",
            "C": "All results for the variance 1 would be right then, and that for the ReLU is not.",
            "D": "The ReLU's gain would be 2 then, and it is 1.71; and z + 1, which halves nothing, is wrong as well.",
            "E": "Without an activation the result for the variance 4 would not be 1.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
