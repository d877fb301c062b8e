"""The decision chart: five questions, each with what a "no" means, and the way of a patient through them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chapters.recipe.curves import Diagnose, draw_losses
from chapters.recipe.sick import Run
from chapters.shared import style
from chapters.shared.style import COLOURS, describe

QUESTIONS = (
    "training finite, ≤ 1.1 log K?",
    "training below 0.9 log K?",
    "training down to the goal?",
    "validation near training?",
    "test as good as validation?",
)
NO = (
    "rate too high",
    "no gradient, or wrong data",
    "too small, slow or held back",
    "overfitting, or other data",
    "a leak, or chosen too often",
)
VERDICTS = ("diverging", "not learning", "underfitting", "overfitting", "leaking", "healthy")
"""The leaf at which each verdict stands, from the top."""
LOOK = "look at the errors"
WORSE = 0.03
"""By how much a test must be worse than validation to count as worse."""
_HEIGHT, _STEP = 4.6, 0.84  # inches


def plot_chart(verdict: str = "healthy") -> Figure:
    """Draw the chart with the way to a verdict."""
    figure, axes = style.figure(width=style.HALF, height=_HEIGHT)
    axes.set(xlim=(0, style.HALF), ylim=(0, _HEIGHT))
    axes.axis("off")
    leaf = VERDICTS.index(verdict)
    for k, (question, no) in enumerate(zip(QUESTIONS, NO, strict=True)):
        top = _HEIGHT - 0.2 - k * _STEP
        _box(axes, 0.1, top, question, on=k <= leaf)
        _arrow(axes, (0.37, top - 0.18), (0.37, top - _STEP + 0.18), on=k < leaf)
        axes.text(0.33, top - 0.42, "yes", ha="right", va="center", size=11, color=_colour(k < leaf))
        axes.text(0.47, top - 0.42, "no", va="center", size=11, color=_colour(k == leaf))
        _box(axes, 0.79, top - 0.42, no, on=k == leaf, end=True)
    _box(axes, 0.1, _HEIGHT - 0.2 - 5 * _STEP, LOOK, on=leaf == 5, end=True)
    said = NO[leaf] if leaf < 5 else LOOK
    return describe(
        figure,
        f"A chart of five questions about losses, one below the other: {' '.join(QUESTIONS)} Below each stands what a "
        f"no means; a yes leads on. The way to {verdict}: {leaf} times yes{', then no' if leaf < 5 else ''}: {said}.",
        f"{leaf} times yes{', then no' if leaf < 5 else ''}: {said}.",
    )


def verdict_of(diagnose: Diagnose, run: Run) -> str:
    """Return which of `VERDICTS` a run gets: that of its curves, or leaking where the test is worse than they say."""
    said = diagnose(run.losses[1:, 0], run.losses[1:, 1], 10)
    _, validation, test = run.accuracies[-1]
    return "leaking" if said == "healthy" and test < validation - WORSE else said


def plot_way(diagnose: Diagnose, runs: Mapping[str, Sequence[Run]], patient: str = "healthy") -> tuple[Figure, Figure]:
    """Draw the curves of a patient, and beside them its way through the chart."""
    run = runs[patient][0]
    figure, axes = style.figure(width=style.HALF, height=_HEIGHT)
    draw_losses(axes, run)
    verdict = verdict_of(diagnose, run)
    describe(
        figure, f"Training and validation loss of the patient {patient}.", f"Patient: {patient}. Verdict: {verdict}."
    )
    return figure, plot_chart(verdict)


def _colour(on: bool) -> str:
    return COLOURS["ink" if on else "muted"]


def _box(axes: Axes, left: float, middle: float, text: str, on: bool, end: bool = False) -> None:
    frame = {
        "boxstyle": "round,pad=0.3" if end else "square,pad=0.3",
        "facecolor": COLOURS["paper"],
        "edgecolor": COLOURS["highlight" if on else "muted"],
        "linewidth": 2 if on else 0.8,
    }
    axes.text(left, middle, text, va="center", size=11, color=_colour(on), bbox=frame, zorder=3)


def _arrow(axes: Axes, start: tuple[float, float], stop: tuple[float, float], on: bool) -> None:
    look = {"color": COLOURS["highlight" if on else "muted"], "linewidth": 2 if on else 1}
    axes.annotate("", stop, start, arrowprops={"arrowstyle": "->", "shrinkA": 0, "shrinkB": 0, **look})
