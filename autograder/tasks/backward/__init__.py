"""The tasks of the chapter `backward`: a numerical gradient, layers, a network that learns; what is done with them."""

from __future__ import annotations

from autograder.checks.cases import draw_activation
from autograder.checks.check import Checks
from autograder.checks.probing import probes as general
from autograder.checks.task import Task
from autograder.tasks.backward import cases, network_patterns, patterns, probes, specimens
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming

TASKS = [
    Task(
        name="numerical-gradient",
        points=3,
        needs=("numerical_gradient",),
        worked=[cases.CUBES_BY_HAND],
        draw=cases.draw_functions,
        probe=probes.probe_numerical_gradient,
        patterns=[patterns.one_sided],
    ),
    Task(
        name="affine-forward",
        part="Affine.forward",
        points=1,
        needs=("Affine",),
        worked=[cases.AFFINE_BY_HAND],
        draw=cases.draw_affine,
        probe=general.layer_forward,
        patterns=[patterns.without_bias],
    ),
    Task(
        name="affine-backward",
        part="Affine.backward",
        points=3,
        needs=("Affine",),
        worked=[cases.AFFINE_BY_HAND],
        draw=cases.draw_affine,
        probe=general.layer_backward,
        patterns=[patterns.without_bias, patterns.one_sample, patterns.square_weights],
    ),
    Task(
        name="sigmoid",
        points=2,
        needs=("Sigmoid",),
        worked=[cases.ACTIVATION_BY_HAND, cases.SIGMOID_FAR_OUT],
        draw=draw_activation,
        probe=general.layer_backward,
        patterns=[patterns.slope_of_input],
    ),
    Task(
        name="relu",
        points=2,
        needs=("ReLU",),
        worked=[cases.ACTIVATION_BY_HAND],
        draw=draw_activation,
        probe=general.layer_backward,
        patterns=[patterns.wrong_side],
    ),
    Task(
        name="softmax-forward",
        part="SoftmaxCrossEntropy.forward",
        points=2,
        needs=("SoftmaxCrossEntropy",),
        worked=[cases.LOSS_BY_HAND, cases.LOSS_FAR_OUT],
        draw=cases.draw_loss,
        probe=general.loss_forward,
        patterns=[patterns.softmax_overflow, patterns.softmax_loss, patterns.softmax_wrong_axis],
    ),
    Task(
        name="softmax-backward",
        part="SoftmaxCrossEntropy.backward",
        points=2,
        needs=("SoftmaxCrossEntropy",),
        worked=[cases.LOSS_BY_HAND],
        draw=cases.draw_loss,
        probe=general.loss_backward,
        patterns=[patterns.softmax_overflow, patterns.softmax_loss, patterns.softmax_gradient],
    ),
    Task(
        name="network",
        points=3,
        needs=("TwoLayerNet",),
        draw=cases.draw_network,
        probe=general.network_gradients,
        patterns=[network_patterns.other_arrays],
    ),
    Task(
        name="train",
        part="train",
        points=2,
        needs=("train", "TwoLayerNet"),
        draw=cases.draw_training,
        probe=general.training,
        patterns=[network_patterns.training],
    ),
    Task(
        name="repair",
        points=3,
        needs=("UnitRows",),
        worked=[cases.UNIT_BY_HAND],
        draw=cases.draw_rows,
        probe=general.layer_backward,
        patterns=[patterns.rows_not_projected],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="C",
        separated={
            "A": "The layer has no parameters, so nothing is summed over the samples.",
            "B": "A mean would be wrong by the same factor 1/N everywhere, also for rows of length 1.",
            "D": "Without that path, rows of length 1 would get a wrong gradient, too.",
            "E": "The first batch would be right then, and it is not.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
