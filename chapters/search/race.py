"""A race of searches over the same three hyperparameters: best score so far against the number of trials."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from chapters.search import problem, studies
from chapters.search.narrowing import narrow
from chapters.search.progress import told
from chapters.search.sampling import grid
from chapters.shared import style
from chapters.shared.experiments import single_threaded
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]
Landscape = problem.Landscape
Strategy = Callable[[Landscape, int], Array]
"""Takes the problem and a seed, returns the scores of `TRIALS` trials in their order."""
TRIALS = 48
SEEDS = range(20)
GRID = (4, 4, 3)
CANDIDATES = 500
FIRST = 8
LENGTH_SCALES = tuple(float(scale) for scale in np.round(np.geomspace(0.1, 1.0, 6), 3))


def by_grid(landscape: Landscape, seed: int) -> Array:
    """Four learning rates, four scales, three widths, in random order."""
    scores: Array = landscape(np.random.default_rng(seed).permutation(grid(GRID)))
    return scores


def by_chance(landscape: Landscape, seed: int) -> Array:
    """Random search, logarithmic in all three."""
    return landscape(np.random.default_rng(seed).uniform(size=(TRIALS, 3)))


def by_quasi_chance(landscape: Landscape, seed: int) -> Array:
    """The first points of a scrambled Sobol sequence, which keep clear of each other."""
    points = qmc.Sobol(3, rng=np.random.default_rng(seed)).random_base2(6)
    return landscape(points[:TRIALS])


def by_linear_chance(landscape: Landscape, seed: int) -> Array:
    """Random search, uniform in the values themselves."""
    low, high = np.array(list(problem.SPACE.values())).T
    values = np.random.default_rng(seed).uniform(low, high, (TRIALS, 3))
    return landscape(np.log(values / low) / np.log(high / low))


def by_narrowing(landscape: Landscape, seed: int) -> Array:
    """Three rounds of 16, each in a smaller box around the best."""
    rounds = narrow(landscape, 3, [TRIALS // 3] * 3, np.random.default_rng(seed))
    return np.concatenate([each.scores for each in rounds])


def by_process(bayesian_search: Any, landscape: Landscape, seed: int) -> Array:
    """A Gaussian process with expected improvement, among 500 random candidates."""
    candidates = np.random.default_rng(seed).uniform(size=(CANDIDATES, 3))
    _, scores = bayesian_search(landscape.at, candidates, list(range(FIRST)), TRIALS, LENGTH_SCALES)
    return np.asarray(scores)


def by_optuna(landscape: Landscape, seed: int) -> Array:
    """Optuna's own sampler."""
    scores: Array = studies.best_so_far(TRIALS, seed, landscape.at)
    return scores


def strategies(bayesian_search: Any) -> dict[str, Strategy]:
    """All searches of the race, by name."""
    return {
        "grid": by_grid,
        "random": by_chance,
        "quasi-random": by_quasi_chance,
        "random, linear scale": by_linear_chance,
        "narrowing": by_narrowing,
        "Gaussian process": lambda landscape, seed: by_process(bayesian_search, landscape, seed),
        "Optuna": by_optuna,
    }


@single_threaded
def race(landscape: Landscape, searches: Mapping[str, Strategy], seeds: Sequence[int] = SEEDS) -> dict[str, Array]:
    """Best score so far of every search after each trial: shape (len(seeds), TRIALS) each."""
    found: dict[str, list[Array]] = {name: [] for name in searches}
    for seed in told(seeds, "searches with each method"):
        for name, search in searches.items():
            found[name].append(np.maximum.accumulate(search(landscape, seed)))
    return {name: np.array(each) for name, each in found.items()}


def trials_to(best: Array, target: float) -> Array:
    """After how many trials each search first reaches a target; one more than there are if it never does."""
    reached = best >= target
    return np.asarray(np.where(reached.any(axis=1), reached.argmax(axis=1) + 1, best.shape[1] + 1))


def plot_race(found: Mapping[str, Array], highest: float) -> Figure:
    """Draw the best score so far of each method beside that of random search, as distances from the highest score.

    Parameters
    ----------
    found : mapping from method to ndarray, shape (seeds, trials)
        With "random" among the methods.
    highest : float
        The largest score of the problem.
    """
    others = [name for name in found if name != "random"]
    columns = 2 if style.is_narrow() else 3
    rows = -(-len(others) // columns)
    figure, panels = style.figure(rows, columns, height=2.3 * rows, sharex=True, sharey=True, squeeze=False)
    number = np.arange(1, TRIALS + 1)
    ends = {}
    for axes, other in zip(panels.flat, others, strict=False):
        for name, role, line in (("random", "theory", "--"), (other, "forward", "-")):
            missed = 100 * (highest - found[name])
            mean = missed.mean(axis=0)
            half = stats.t.ppf(0.975, len(missed) - 1) * missed.std(axis=0, ddof=1) / len(missed) ** 0.5
            axes.fill_between(number, np.maximum(mean - half, 1e-3), mean + half, color=COLOURS[role], alpha=0.2, lw=0)
            axes.plot(number, mean, line, color=COLOURS[role], linewidth=1.6)
            ends[name] = float(mean[-1]), f"{name} {mean[-1]:.1f} ± {half[-1]:.1f}"
        axes.set(yscale="log", xlim=(1, TRIALS), ylim=(0.7, 100), xticks=[1, 24, 48])
        axes.set_title(other.replace(", ", ",\n").replace("Gaussian ", "Gaussian\n"), color=COLOURS["forward"], size=11)
        axes.set_yticks([1, 3, 10, 30, 100], ["1", "3", "10", "30", "100"])
        axes.minorticks_off()
    for axes in panels[-1]:
        axes.set_xlabel("trials")
    panels[0, 0].text(5, 60, "random", color=COLOURS["theory"], size=11)
    figure.supylabel("missing to the best (points)", size=12)
    best = min(ends, key=lambda name: ends[name][0])
    told = "; ".join(words for _, words in ends.values())
    return describe(
        figure,
        f"How far the best score so far is from the highest one, against the trials, for {len(others)} methods, each "
        f"beside random search; means of {len(found['random'])} searches with their intervals. After {TRIALS} trials: "
        f"{told} points.",
        f"After {TRIALS} trials {best} misses {ends[best][0]:.1f} points, random search {ends['random'][0]:.1f}.",
    )
