"""Pictures of trainings with dropout: the opening, the places to drop, and what is left when units are removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from chapters.dropout.training import EVERY, STEPS, Run, outcome
from chapters.shared import style
from chapters.shared.labels import legend_above, name_ends
from chapters.shared.style import COLOURS, describe

Array = NDArray[Any]


def plot_opening(found: Mapping[float, Sequence[Run]], p: float = 0.0) -> Figure:
    """Draw the share of new digits that are right, during training, without dropout and with it."""
    figure, panels = style.figure(1, 2, height=2.8 if style.is_narrow() else 3.5, sharex=True, sharey=True)
    steps, told = np.arange(EVERY, STEPS + 1, EVERY), []
    for axes, letter, share in zip(panels, "AB", (0.0, p), strict=True):
        test = 100 * np.mean([run.test for run in found[share]], axis=0)
        train = 100 * np.mean([run.train for run in found[share]], axis=0)
        axes.plot(steps, train, color=COLOURS["train"], label=f"{train[-1]:.0f} %")
        axes.plot(steps, test, "--", color=COLOURS["validation"], label=f"{test[-1]:.0f} %")
        axes.set(xlim=(0, STEPS), ylim=(0, 108), xticks=[0, 200, 400], yticks=[0, 25, 50, 75, 100])
        axes.set_title(f"{letter}, p = {share:g}")
        name_ends(axes)
        told.append(f"{letter} (p = {share:g}) has {test[-1]:.0f} % of new digits, {train[-1]:.0f} % of its own labels")
    figure.legend(panels[0].lines, ["its own labels", "new digits"], loc="outside upper left", ncols=2, borderpad=0.1)
    panels[0].set_ylabel("right (%)")
    for axes in panels[style.is_narrow() :]:
        axes.set_xlabel("step")
    words = "; ".join(told)
    return describe(
        figure, f"Accuracy over {STEPS} steps, mean of {len(found[p])} seeds. In the end: {words}.", f"{words}."
    )


def plot_memory(found: Mapping[float, Sequence[Run]]) -> Figure:
    """Draw, for each share, how many right labels and how many wrong ones a network has learned, and the new digits."""
    every = {p: np.array([outcome(run) for run in runs]) for p, runs in found.items()}
    shares, mean = list(every), np.array([rows.mean(axis=0) for rows in every.values()])
    figure, axes = style.figure(height=3.8)
    looks = (("right labels", "train", "o-"), ("wrong labels", "wrong", "s:"))
    for column, (label, role, line) in enumerate(looks):
        axes.plot(shares, mean[:, column], line, color=COLOURS[role], label=label)
    axes.plot(shares, mean[:, 3], "D--", color=COLOURS["validation"], label="new digits")
    axes.set(xlim=(-0.03, 0.93), ylim=(0, 105), xlabel="share of hidden units dropped", ylabel="reproduced (%)")
    legend_above(figure, 2 if style.is_narrow() else 3)
    told = "; ".join(
        f"p = {p:g}: {row[0]:.0f}, {row[1]:.0f}, {row[3]:.0f}" for p, row in zip(shares, mean, strict=True)
    )
    return describe(
        figure,
        f"Against p, in percent: right labels learned, wrong labels learned by heart, new digits right. {told}.",
    )


def plot_places(scores: Array, inputs: Sequence[float], hidden: Sequence[float]) -> Figure:
    """Draw the test accuracy for dropout on the inputs and on the hidden units."""
    figure, axes = style.figure(height=3.2)
    looks = (("o-", "forward"), ("s--", "loss"), ("D:", "theory"))
    for p_input, row, (line, role) in zip(inputs, scores, looks, strict=True):
        axes.plot(hidden, row, line, color=COLOURS[role], label=f"{p_input:g} of inputs")
    axes.set(xlim=(-0.03, 0.73), ylim=(55, 92), xlabel="share of hidden units dropped", ylabel="new digits right (%)")
    legend_above(figure, 2 if style.is_narrow() else 3)
    best = np.unravel_index(scores.argmax(), scores.shape)
    return describe(
        figure,
        f"Accuracy on new digits against the share of hidden units dropped, for three shares of inputs. Best with "
        f"{scores.max():.1f} %: {inputs[int(best[0])]:g} of the inputs, {hidden[int(best[1])]:g} of the hidden units.",
    )


def plot_lesions(scores: Mapping[float, Array], removed: Sequence[float], p: float = 0.5) -> Figure:
    """Draw the test accuracy after hidden units are removed, for networks trained without dropout and with it."""
    figure, axes = style.figure(height=3.4)
    told = []
    for share, role, line in ((0.0, "theory", "s--"), (p, "forward", "o-")):
        mean = scores[share].mean(axis=0)
        axes.plot(removed, mean, line, color=COLOURS[role], label=f"p = {share:g}")
        told.append(f"trained with p = {share:g} from {mean[0]:.0f} % to {mean[2]:.0f} %")
    axes.set(xlim=(-0.03, 0.93), ylim=(0, 105), xlabel="share of hidden units removed", ylabel="new digits right (%)")
    name_ends(axes)
    words = f"With half of the units removed: {'; '.join(told)}."
    return describe(figure, f"Accuracy against the share of hidden units removed. {words}", words)
