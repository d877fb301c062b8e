"""The tasks of the chapter `forward`: a neuron, a layer, losses, mini-batches, a loop; what is done with them."""

from __future__ import annotations

from autograder.checks.check import Checks
from autograder.checks.task import Task
from autograder.tasks.forward import cases, measures, patterns, probes, repair
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

TASKS = [
    Task(
        name="adaline",
        points=3,
        needs=("Adaline",),
        worked=[cases.NEURON_BY_HAND],
        draw=cases.draw_neuron,
        probe=probes.neuron,
        patterns=[patterns.neuron_answer, patterns.neuron_loss, patterns.neuron_step],
    ),
    Task(
        name="affine",
        points=2,
        needs=("Affine",),
        worked=[cases.AFFINE_BY_HAND],
        draw=cases.draw_affine,
        probe=probes.affine,
        measure=measures.affine,
        patterns=[patterns.affine],
    ),
    Task(
        name="sigmoid",
        points=2,
        needs=("sigmoid",),
        worked=[cases.SIGMOID_BY_HAND, cases.FAR_OUT, cases.FAR_LEFT],
        draw=cases.draw_activation,
        probe=probes.without_overflow,
        measure=measures.without_overflow,
        patterns=[patterns.overflows, patterns.cut_off, patterns.other_activation],
    ),
    Task(
        name="relu",
        points=1,
        needs=("relu",),
        worked=[cases.RELU_BY_HAND],
        draw=cases.draw_activation,
        probe=probes.function,
        patterns=[patterns.other_activation],
    ),
    Task(
        name="softmax",
        points=2,
        needs=("softmax",),
        worked=[cases.SOFTMAX_BY_HAND, cases.SOFTMAX_FAR_OUT],
        draw=cases.draw_softmax,
        probe=probes.function,
        patterns=[patterns.softmax],
    ),
    Task(
        name="cross-entropy",
        points=2,
        needs=("cross_entropy",),
        worked=[cases.LOSS_BY_HAND, cases.LOSS_FAR_OUT],
        draw=cases.draw_loss,
        probe=probes.function,
        patterns=[patterns.cross_entropy],
    ),
    Task(
        name="mean-squared-error",
        points=1,
        needs=("mean_squared_error",),
        worked=[cases.SQUARES_BY_HAND],
        draw=cases.draw_squares,
        probe=probes.squared_error,
        measure=measures.squared_error,
        patterns=[patterns.squared_error],
    ),
    Task(
        name="minibatches",
        points=3,
        needs=("minibatches",),
        worked=[cases.EPOCH_BY_HAND],
        draw=cases.draw_epochs,
        probe=probes.epochs,
        measure=measures.epochs,
        patterns=[patterns.epochs],
    ),
    Task(
        name="forward-pass",
        points=2,
        needs=("forward_pass",),
        worked=[cases.PASS_BY_HAND],
        draw=cases.draw_pass,
        probe=probes.whole_pass,
        measure=measures.whole_pass,
        patterns=[patterns.whole_pass],
    ),
    Task(
        name="train",
        points=2,
        needs=("train",),
        worked=[cases.LOOP_BY_HAND],
        draw=cases.draw_loop,
        probe=probes.loop,
        measure=measures.loop,
        patterns=[patterns.loop],
    ),
    Task(
        name="repair",
        points=3,
        needs=("explained",),
        worked=[repair.BY_HAND],
        draw=repair.draw,
        probe=probes.explained,
        patterns=[repair.mended_otherwise],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="E",
        separated={
            "A": "Nothing is shuffled here: the same samples in another order give the same number.",
            "B": "A layer that always answers the mean of the targets gets its 0. With a mean too few it would not.",
            "C": "With a single batch nothing is left out, and the number is wrong all the same.",
            "D": "A bias belongs to the layer. One that is always right gets -1 whatever it computes with.",
        },
    ),
    experiment(),
]

check = Checks(__name__, TASKS)
