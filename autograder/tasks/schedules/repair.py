"""The repair of the chapter `schedules`: losses that stand still, and what a plateau's rate becomes of wrong mends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.checks.wire import Case
from autograder.tasks.schedules.probes import AFTER


def plateau_case(label: str, losses: Array, learning_rate: float, window: int, factor: float) -> Case:
    """Losses, one for each step."""
    return {
        "label": f"{label}, learning_rate = {learning_rate:g}, window = {window}, factor = {factor:g}",
        "arguments": {"losses": losses, "learning_rate": learning_rate, "window": window, "factor": factor},
        "sequences": [AFTER],
    }


STANDS_STILL = plateau_case("by hand: eight losses of 1", np.ones(8), 1.0, 2, 0.5)


def draw(rng: np.random.Generator) -> list[Case]:
    """Losses that stand still from the start, and losses that fall, stand still, fall again and rise."""
    cases = []
    for window, factor in ((2, 0.5), (3, 0.1), (4, 0.7)):
        rate = round(float(rng.uniform(0.2, 0.9)), 2)
        cases.append(plateau_case(f"{6 * window} losses of 0.5", np.full(6 * window, 0.5), rate, window, factor))
        levels = np.array([3.0, 2.0, 2.0, 2.0, 1.5, 1.5, 2.5, 1.0, 3.0]) + rng.uniform(-0.2, 0.2)
        losses = np.repeat(levels, window) + np.tile(rng.permutation(np.linspace(-0.1, 0.1, window)), len(levels))
        losses = np.round(losses + np.repeat(0.01 * np.arange(9), window), 4)
        said = "losses that fall, stand still, fall and rise"
        cases.append(plateau_case(said, losses, rate, window, factor))
    return cases


def mended_otherwise(context: Context) -> str | None:
    """The rates that a colleague's class gave, and what others make of it."""
    given = context.case["arguments"]
    first, factor, window = given["learning_rate"], given["factor"], given["window"]
    means = given["losses"].reshape(-1, window).mean(axis=1)
    dropped = np.concatenate([[False], means[1:] >= means[:-1]])

    def rates(drop: Callable[[float, int], float]) -> Array:
        """The rate after each loss, where `drop` makes the next rate of this one and of the number of drops."""
        rate, drops, found = first, 0, [first] * (window - 1)
        for fell in dropped:
            if fell:
                drops += 1
                rate = drop(rate, drops)
            found += [rate] * window
        return np.array(found[: len(given["losses"])])

    return recognize(
        context,
        {
            "the mistake is still in it: the first drop is right, and each one after it is deeper than the last.": (
                rates(lambda rate, drops: rate * factor**drops)
            ),
            "the first drop is the only one: the rate should fall with each.": rates(
                lambda rate, drops: first * factor
            ),
            "the power is one short: the first drop changes nothing.": rates(
                lambda rate, drops: first * factor ** (drops - 1)
            ),
            "the number of drops belongs into the exponent; as a factor it lets the rate rise again.": rates(
                lambda rate, drops: first * factor * drops
            ),
            "nothing falls any more: the rate is the first one after every drop.": rates(lambda rate, drops: first),
        },
    )
