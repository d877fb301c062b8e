"""The tasks of the chapter `dropout`: a mask, two layers, and what they do on average; what is done with them."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.dropout import cases, measures, patterns, probes, repair_patterns, specimens
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

TASKS = [
    Task(
        name="mask",
        points=2,
        needs=("draw_mask",),
        worked=cases.MASKS_BY_HAND,
        draw=cases.draw_masks,
        probe=probes.probe_mask,
        measure=measures.mask,
        patterns=[patterns.flag],
    ),
    Task(
        name="standard",
        points=3,
        needs=("StandardDropout",),
        worked=[cases.layer_by_hand(inverted=False)],
        draw=cases.draw_standard,
        probe=probes.probe_standard,
        measure=measures.standard,
        patterns=patterns.LAYER,
    ),
    Task(
        name="dropout-forward",
        part="Dropout.forward",
        points=2,
        needs=("Dropout",),
        worked=[cases.layer_by_hand(inverted=True)],
        draw=cases.draw_inverted,
        probe=probes.probe_forward,
        measure=measures.forward,
        patterns=patterns.LAYER,
    ),
    Task(
        name="dropout-backward",
        part="Dropout.backward",
        points=3,
        needs=("Dropout",),
        worked=cases.without_samples([cases.layer_by_hand(inverted=True)]),
        draw=cases.draw_backward,
        probe=probes.probe_backward,
        measure=measures.backward,
        patterns=patterns.LAYER,
    ),
    Task(
        name="mean",
        points=3,
        needs=("mean_over_masks",),
        worked=[cases.MEAN_BY_HAND],
        draw=cases.draw_means,
        probe=probes.probe_mean,
        patterns=[patterns.mean_by_another_weight, patterns.weights_missing],
    ),
    Task(
        name="monte-carlo",
        points=3,
        needs=("monte_carlo",),
        worked=[cases.CONTRADICTION],
        draw=cases.draw_passes,
        probe=probes.probe_monte_carlo,
        patterns=[patterns.averaged_elsewhere],
    ),
    Task(
        name="penalty",
        points=3,
        needs=("dropout_penalty",),
        worked=[cases.PENALTY_BY_HAND],
        draw=cases.draw_penalties,
        probe=probes.probe_penalty,
        patterns=[patterns.other_strength],
    ),
    Task(
        name="repair",
        points=3,
        needs=("Borrow",),
        worked=[cases.BORROWING_BY_HAND],
        draw=cases.draw_borrowing,
        probe=probes.probe_borrowing,
        patterns=[repair_patterns.not_lent_back],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="B",
        separated={
            "A": "With `train=False` the layer hands on x as it came, and dy as well.",
            "C": "Two calls of `backward` in a row would agree then; they do not.",
            "D": "All samples would borrow in the same places then; each borrows in places of its own.",
            "E": "A 1 in dy would always come out where it went in; it comes out in another place now and then.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
