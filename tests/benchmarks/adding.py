"""The bar of the second tier: over ten divisions the answer stays above it, and one hidden layer below it.

The search over networks of one hidden layer takes minutes: widths that use up the budget or leave some of it, and first
rates of the schedule.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product

from chapters.recipe import adding
from solutions import recipe
from tests.benchmarks.bars import Bar

SEEDS = range(10)
WIDTHS, RATES = (70, 56, 40), (0.01, 0.02, 0.03, 0.045, 0.06)
ANSWER = (52, 44), 0.045


def reached(seed: int, widths: tuple[int, ...], rate: float) -> float:
    """The share of right sums of one network, made of the digits that are kept."""
    return adding.reached(recipe, widths, rate, seed)[1]


def second_tier() -> Iterator[Bar]:
    """The best share that one hidden layer reaches, and the worst one of two."""
    with ProcessPoolExecutor() as pool:
        best, name = max(
            (max(pool.map(partial(reached, widths=(width,), rate=rate), SEEDS)), f"{width} units, rate {rate}")
            for width, rate in product(WIDTHS, RATES)
        )
        worst = min(pool.map(partial(reached, widths=ANSWER[0], rate=ANSWER[1]), SEEDS))
    yield Bar(f"second tier: best division of the best network of one hidden layer ({name})", best, at_most=adding.BAR)
    yield Bar("second tier: worst division of the answer's network", worst, at_least=adding.BAR)
