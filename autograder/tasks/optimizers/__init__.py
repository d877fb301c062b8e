"""The tasks of the chapter `optimizers`: seven update rules, judged on their steps; what is done with them."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.checks.check import Checks
from autograder.checks.judging.patterns import Pattern
from autograder.checks.task import Draw, Task
from autograder.checks.wire import Case
from autograder.tasks.kinds.catching import catching
from autograder.tasks.kinds.experiment import experiment
from autograder.tasks.kinds.naming import naming
from autograder.tasks.optimizers import (
    adam_patterns,
    adaptive_patterns,
    cases,
    means_patterns,
    patterns,
    probes,
    specimens,
)


def task(name: str, needs: str, points: float, worked: Case, draw: Draw, own: Sequence[Pattern]) -> Task:
    """A task on the steps of one class: patterns that all share stand before and after its own."""
    asked = [*patterns.BEFORE, *own, *patterns.AFTER]
    return Task(name, points, (needs,), draw, probes.probe_steps, [worked], asked)


TASKS = [
    task("sgd", "SGD", 2, cases.SGD_BY_HAND, cases.draw_sgd, []),
    task("momentum", "Momentum", 3, cases.VELOCITY_BY_HAND, cases.draw_momentum, patterns.MOMENTUM),
    task("nesterov", "Nesterov", 3, cases.VELOCITY_BY_HAND, cases.draw_momentum, patterns.NESTEROV),
    task("adagrad", "AdaGrad", 2, cases.ADAGRAD_BY_HAND, cases.draw_adagrad, adaptive_patterns.ADAGRAD),
    task("rmsprop", "RMSProp", 3, cases.RMSPROP_BY_HAND, cases.draw_rmsprop, adaptive_patterns.RMSPROP),
    task("adam", "Adam", 4, cases.ADAM_BY_HAND, cases.draw_adam, adam_patterns.ADAM),
    task("adamw", "AdamW", 3, cases.DECAY_ALONE, cases.draw_adamw, adam_patterns.ADAMW),
    Task(
        name="repair",
        points=3,
        needs=("Averaged",),
        worked=[cases.MEANS_BY_HAND],
        draw=cases.draw_places,
        probe=probes.probe_means,
        patterns=[means_patterns.means],
    ),
    naming(
        name="repair-name",
        needs="mistake",
        right="D",
        separated={
            "A": "No mean would ever change then, and with one parameter alone all of them are right.",
            "B": "When nothing moves, the first parameter's mean is right; a shared one would hold the second's, too.",
            "C": "The very first mean would be infinite or no number, also with one parameter.",
            "E": "The averaging would change the parameters themselves, and they stay where the rule has led them.",
        },
    ),
    catching(name="catches", points=4, needs="catches", specimens=specimens.SPECIMENS),
    experiment(),
]

check = Checks(__name__, TASKS)
