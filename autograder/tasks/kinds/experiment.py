"""A question of the student's own: enough seeds, a control, an interval that can be computed again, a fitting verdict.

What a machine can check of an experiment is checked here. Whether the question is worth asking, and whether the arms
differ in nothing else, is graded by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.task import Task
from autograder.checks.wire import Case, Data
from autograder.tasks.kinds.probes import probe_experiment
from chapters.shared.experiments import interval

LEAST, MOST = 10, 20
"""How many seeds are asked for, and allowed."""

PREDICTIONS = ("larger", "smaller")
VERDICTS = ("confirmed", "refuted", "undecided")
TEXTS = ("question", "control", "treatment", "because")
SAME = 0.25
"""Share of the half-width by which a typed number may differ: another processor rounds differently."""

FAULTS = "what the form and the runs do not agree in"


def experiment(points: float = 4) -> Task:
    """The task of an experiment with its form."""
    return Task(
        name="experiment",
        part="your experiment",
        points=points,
        needs=("experiment", "form"),
        draw=lambda rng: [{"label": "your form and your runs", "most": MOST, "again": int(rng.integers(1000))}],
        probe=probe_experiment,
        measure=measured,
    )


def measured(case: Case, reply: Data) -> Data:
    """The first thing that does not agree, in words; nothing where all does."""
    fault = first_fault(case, reply["came"])
    found: Data = {"outputs": {FAULTS: float(bool(fault))}}
    if fault:
        found["told"] = list(fault)
    return found


def first_fault(case: Case, came: Data) -> tuple[str, str] | None:
    """What is missing or does not fit, in the order in which somebody fills in the form; and what to do."""
    form, runs = came["form"], came["runs"]
    if not form:
        return "`form` is no dictionary.", "Fill in the one that stands there."
    for name in TEXTS:
        if not isinstance(form.get(name), str) or len(form[name].split()) < 2:
            return f"The form says nothing under `{name}`.", "A few words are asked for there."
    equal = form.get("held_equal")
    if not isinstance(equal, list) or len(equal) < 2 or not all(isinstance(each, str) and each for each in equal):
        return (
            "`held_equal` names fewer than two things.",
            "Data, first weights, budget, rate: what do both arms share?",
        )
    if form.get("prediction") not in PREDICTIONS:
        return "`prediction` is none of the two words.", 'Say "larger" or "smaller": the treatment, beside the control.'
    seeds = form.get("seeds")
    if not isinstance(seeds, int) or not LEAST <= seeds <= MOST:
        return f"The form has {seeds!r} seeds.", f"{LEAST} to {MOST} are asked for: fewer tell little, more take long."
    return _fault_of_the_runs(case, came) or _fault_of_the_numbers(form, np.array(runs))


def _fault_of_the_runs(case: Case, came: Data) -> tuple[str, str] | None:
    seeds, runs = came["form"]["seeds"], came["runs"]
    if None in runs:
        return "`experiment(seed)` does not return two numbers.", "Return the control's number and the treatment's."
    values = np.array(runs)
    if not np.isfinite(values).all():
        return "A run gives NaN or infinity.", "Choose a measure that both arms have, also when training fails."
    if not np.array_equal(values[case["again"] % seeds], came["again"]):
        return "The same seed gives other numbers when it is run again.", "Draw all that is random from one generator."
    if len(np.unique(values, axis=0)) == 1:
        return (
            "Every seed gives the same two numbers.",
            "Let the seed draw what chance decides: weights, batches, data.",
        )
    return None


def _fault_of_the_numbers(form: Data, values: Array) -> tuple[str, str] | None:
    mean, half = interval(values[:, 1] - values[:, 0])
    low, high, room = mean - half, mean + half, SAME * half + 1e-12
    typed = form.get("interval")
    if not isinstance(typed, list) or len(typed) != 2 or not all(isinstance(end, int | float) for end in typed):
        return "`interval` is no pair of numbers.", "Write its two ends: (low, high)."
    if abs(typed[0] - low) > room or abs(typed[1] - high) > room:
        what = f"The interval of the differences, treatment minus control, is {low:.3g} to {high:.3g}."
        return what, _instead(typed, values[:, 1] - values[:, 0])
    if form.get("verdict") not in VERDICTS:
        return "`verdict` is none of the three words.", f"Say one of {', '.join(VERDICTS)}."
    right = "undecided"
    if low > 0 or high < 0:
        right = "confirmed" if (low > 0) == (form["prediction"] == "larger") else "refuted"
    if form["verdict"] != right:
        where = "has 0 inside" if right == "undecided" else f"lies {'above' if low > 0 else 'below'} 0"
        return f"The verdict is {form['verdict']}, and the interval {where}.", f'You predicted "{form["prediction"]}".'
    return None


def _instead(typed: Sequence[float], differences: Array) -> str:
    """What a typed interval that is not the one asked for may be."""
    centre, width, spread = sum(typed) / 2, abs(typed[1] - typed[0]) / 2, differences.std(ddof=1)
    if abs(centre + differences.mean()) < 0.1 * width < abs(centre):
        return "Yours is control minus treatment."
    if abs(width - spread) < 0.05 * spread or abs(width - 2 * spread) < 0.1 * spread:
        return "Yours shows how far single runs lie apart; that of their mean is narrower, by the root of their number."
    return (
        "Run `paired` again, and copy what it prints. Digits have to come from `practice_digits`: the others are "
        "hidden where notebooks are graded."
    )
