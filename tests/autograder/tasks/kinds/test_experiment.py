"""A form and its runs agree: every way in which they may not is told, and chance elsewhere does not matter."""

import numpy as np
import pytest

from autograder.tasks.kinds.experiment import experiment
from chapters.shared.experiments import interval

TASK = experiment()


def arms(seed):
    rng = np.random.default_rng(seed)
    easy = rng.normal()
    return easy, easy + 1 + 0.5 * rng.normal()


def ends(run, seeds=10):
    values = np.array([run(seed) for seed in range(seeds)])
    mean, half = interval(values[:, 1] - values[:, 0])
    return mean - half, mean + half


FORM = {
    "question": "Is it larger?",
    "control": "without it",
    "treatment": "with it",
    "held_equal": ["data", "steps"],
    "prediction": "larger",
    "because": "one is added",
    "seeds": 10,
    "interval": ends(arms),
    "verdict": "confirmed",
}


def verdict(run=arms, form=None, **changes):
    cases = TASK.cases(1)
    form = {**FORM, **changes} if form is None else form
    [expected] = TASK.measured(cases, TASK.returned([arms, FORM], cases))
    return TASK.verdict(cases, TASK.returned([run, form], cases), [expected])


def test_a_form_that_agrees_with_its_runs_passes():
    assert verdict().passed
    assert verdict(seeds=20, interval=ends(arms, 20)).passed
    assert verdict(lambda seed: np.array(arms(seed)), interval=list(FORM["interval"])).passed
    assert verdict(prediction="smaller", verdict="refuted").passed


def test_three_digits_are_enough_for_the_interval():
    assert verdict(interval=tuple(float(f"{end:.3g}") for end in FORM["interval"])).passed


def test_no_difference_is_undecided():
    def same(seed):
        control, treatment = arms(seed)
        return control, control + treatment % 1 - 0.5

    assert verdict(same, interval=ends(same), verdict="undecided").passed
    assert "has 0 inside" in str(verdict(same, interval=ends(same)))


LOW, HIGH = FORM["interval"]
SPREAD = float(np.std([arms(seed)[1] - arms(seed)[0] for seed in range(10)], ddof=1))
FAULTS = [
    ({"form": []}, "no dictionary"),
    ({"question": ""}, "nothing under `question`"),
    ({"because": "so"}, "nothing under `because`"),
    ({"held_equal": ["data"]}, "fewer than two things"),
    ({"held_equal": "data and steps"}, "fewer than two things"),
    ({"prediction": "better"}, "none of the two words"),
    ({"seeds": 5}, "The form has 5 seeds"),
    ({"seeds": 1000}, "The form has 1000 seeds"),
    ({"seeds": "ten"}, "The form has 'ten' seeds"),
    ({"interval": 0.3}, "no pair of numbers"),
    ({"interval": (LOW + 1, HIGH + 1)}, "Run `paired` again"),
    ({"interval": (-HIGH, -LOW)}, "control minus treatment"),
    ({"interval": ((LOW + HIGH) / 2 - SPREAD, (LOW + HIGH) / 2 + SPREAD)}, "how far single runs lie apart"),
    ({"verdict": "yes"}, "none of the three words"),
    ({"verdict": "undecided"}, "lies above 0"),
    ({"verdict": "refuted"}, "lies above 0"),
    ({"run": lambda seed: 1.0}, "does not return two numbers"),
    ({"run": lambda seed: (1.0, np.nan)}, "NaN or infinity"),
    ({"run": lambda seed: (1.0, 2.0)}, "the same two numbers"),
    ({"run": lambda seed: tuple(np.random.default_rng().normal(size=2))}, "when it is run again"),
]


@pytest.mark.parametrize(("changes", "words"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_does_not_agree_is_told(changes, words):
    assert words in str(verdict(**changes))


def test_an_error_in_a_run_is_told_as_anywhere():
    def fails(seed):
        return 1 / 0, seed

    assert "ZeroDivisionError" in str(verdict(fails))
