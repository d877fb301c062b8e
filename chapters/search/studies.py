"""Optuna on the digits: a study in a file, which can be stopped and resumed, and which tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from chapters.search import problem
from chapters.search.progress import Progress
from chapters.shared import style
from chapters.shared.labels import legend_above
from chapters.shared.style import COLOURS, describe

# Optuna is imported where it is used: only the page needs it, and it takes a while to load.


def suggest(trial: Any) -> problem.Setting:
    """Let a trial suggest a setting: each range on its logarithmic scale."""
    rate = trial.suggest_float("learning_rate", *problem.SPACE["learning_rate"], log=True)
    scale = trial.suggest_float("scale", *problem.SPACE["scale"], log=True)
    hidden = trial.suggest_int("hidden", *map(int, problem.SPACE["hidden"]), log=True)
    return problem.Setting(rate, scale, hidden)


def resume(file: Path, seed: int) -> Any:
    """The study in a file; a new one if there is none yet."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=seed)
    return optuna.create_study(
        storage=f"sqlite:///{file}", study_name="digits", direction="maximize", sampler=sampler, load_if_exists=True
    )


def run(study: Any, trials: int) -> None:
    """Train for so many more trials, and tell the best after each."""
    line = Progress()

    def tell(study: Any, trial: Any) -> None:
        line.tell(f"trial {trial.number}: {100 * trial.value:.1f} % right, best so far {100 * study.best_value:.1f} %")

    study.optimize(lambda trial: problem.score(*suggest(trial)), n_trials=trials, callbacks=[tell])


def best_so_far(trials: int, seed: int, score: Callable[[Any], float]) -> Any:
    """Scores of a new study in memory, in the order of its trials, shape (trials,).

    Parameters
    ----------
    trials : int
    seed : int
        Of its sampler.
    score : callable
        Takes a point of the unit cube, shape (3,).
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=seed))
    for _ in range(trials):
        trial = study.ask()
        places = [trial.suggest_float(name, *bounds, log=True) for name, bounds in problem.SPACE.items()]
        low, high = np.array(list(problem.SPACE.values())).T
        study.tell(trial, score(np.clip(np.log(places / low) / np.log(high / low), 0, 1)))
    return np.array([trial.value for trial in study.trials])


def plot_study(study: Any, stopped: int) -> Figure:
    """Draw the scores of a study that was stopped after some trials and resumed."""
    values = np.array([100 * trial.value for trial in study.trials])
    figure, axes = style.figure(height=3.4)
    number = np.arange(len(values))
    axes.plot(
        number[:stopped], values[:stopped], "o", color=COLOURS["validation"], fillstyle="none", label="first session"
    )
    axes.plot(number[stopped:], values[stopped:], "o", color=COLOURS["validation"], label="resumed")
    axes.step(number, np.maximum.accumulate(values), where="post", color=COLOURS["theory"], label="best so far")
    axes.vlines(stopped - 0.5, 0, 100, color=COLOURS["muted"], linestyle=":")
    axes.set(xlim=(-0.6, len(values) - 0.4), ylim=(0, 103), xlabel="trial", ylabel="validation digits right (%)")
    axes.set_xticks(range(0, len(values), 4))
    axes.set_yticks(range(0, 101, 20))
    legend_above(figure, 2 if style.is_narrow() else 3)
    return describe(
        figure,
        f"Scores of {len(values)} trials of an Optuna study that was stopped after {stopped}: best "
        f"{values[:stopped].max():.1f} % until then, {values.max():.1f} % in the end.",
    )
