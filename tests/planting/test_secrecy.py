"""Nothing of an answer can be read from the record of mistakes: here somebody tries, with the released files alone."""

import itertools
from random import Random

import numpy as np
import pytest

from autograder.checks.judging.dictionary import kinds, table
from autograder.checks.judging.fingerprints import fingerprints, is_short
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.planting.formulas import formulas, longer, numbers, returned
from tests.planting.mutation import changes
from tests.planting.record import distinct, script

RESULT = "the result"


def single_numbers():
    """Each task's outputs of one number a case, as they are known to everybody: from the cases and expected values."""
    for chapter in chapters():
        checks = load(chapter)
        for name in checks.tasks:
            _, expected = checks.visible(name)
            for output in dict.fromkeys(output for one in expected for output in one.get("outputs", {})):
                values = [one["outputs"].get(output) for one in expected if "outputs" in one]
                if all(isinstance(value, float) for value in values):
                    yield pytest.param(chapter, name, output, id=f"{name}-{output}")


SINGLE = list(single_numbers())


def guesses(value):
    """What somebody would try in a number's place: fractions, multiples, shifts, and what lies between."""
    factors = [*np.linspace(-3, 3, 121), *(1 / np.arange(2, 20)), *np.arange(4, 20)]
    return [value * factor for factor in factors] + [value + shift for shift in np.linspace(-2, 2, 81)]


@pytest.mark.parametrize(("chapter", "name", "output"), SINGLE)
def test_one_number_cannot_be_guessed_alone(chapter, name, output):
    checks = load(chapter)
    _, expected = checks.visible(name)
    for case, one in enumerate(expected):
        for guess in guesses(one["outputs"][output]):
            tried = {**one, "outputs": {**one["outputs"], output: guess}}
            assert fingerprints(name, [*expected[:case], tried, *expected[case + 1 :]], expected) == {}


def test_that_guess_would_tell_what_an_edit_returns_if_each_number_had_a_key():
    checks, told = load("dropout"), 0
    _, expected = checks.visible("penalty")
    [edits] = distinct("dropout", script("dropout").edits(changes))
    for edit in edits:
        if edit.within == "dropout_penalty":
            for found, one in zip(came("dropout", edit, "penalty"), expected, strict=True):
                value = found.get("outputs", {}).get("penalty", np.nan)
                told += np.isclose(value, guesses(one["outputs"]["penalty"]), 1e-4).any()
    assert told > 20


def came(chapter, edit, name):
    """What comes of one edit for the visible cases of a task."""
    task, names = load(chapter).tasks[name], script(chapter).namespace(edit)
    cases, _ = load(chapter).visible(name)
    return task.measured(cases, task.returned([names[needed] for needed in task.needs], cases))


@pytest.mark.parametrize(("chapter", "name", "output"), SINGLE)
def test_guesses_of_all_numbers_together_are_answered_by_chance_alone(chapter, name, output):
    checks, rng = load(chapter), np.random.default_rng(0)
    _, expected = checks.visible(name)
    known, answers, by_chance = table(checks.package, name), 0, 0.0
    short = sum(map(is_short, known))
    for _ in range(500):
        tried = [
            {**one, "outputs": {**one["outputs"], output: one["outputs"][output] * rng.lognormal()}} for one in expected
        ]
        keys = [
            key for forms in fingerprints(name, tried, expected).values() for under in forms.values() for key in under
        ]
        answers += any(key in known for key in keys)
        by_chance += sum(short / 2**16 if is_short(key) else len(known) / 2**24 for key in keys)
    assert answers <= 3 + 2 * by_chance


def test_a_guess_that_is_lucky_is_not_told_from_many_that_are_not():
    """Somebody knows that two of the numbers are wrong, and has 60 candidates for each: too many pairs have a key."""
    checks = load("dropout")
    _, expected = checks.visible("penalty")
    known, answers = table(checks.package, "penalty"), 0
    for one, other in itertools.product(*np.random.default_rng(0).lognormal(size=(2, 60))):
        tried = [{**each, "outputs": dict(each["outputs"])} for each in expected]
        tried[0]["outputs"]["penalty"] *= one
        tried[1]["outputs"]["penalty"] *= other
        for forms in fingerprints("penalty", tried, expected).values():
            answers += any(key in known for key in forms["equal"])
    assert answers >= 3


@pytest.mark.parametrize(("chapter", "name", "output"), SINGLE)
def test_short_formulas_for_one_number_do_not_lead_to_the_answer(chapter, name, output):
    checks = load(chapter)
    cases, expected = checks.visible(name)
    known, names = table(checks.package, name), list(numbers(cases[0]))
    answered = {}
    for formula in formulas(names, 1000, Random(0)):
        tried = returned(formula, output, cases, expected)
        told = kinds(known, fingerprints(name, tried, expected)) if tried else frozenset()
        if told:
            answered[told] = formula
    for told, formula in answered.items():
        nearer = [formula]
        for _ in range(max(len(each.replace("+scale", "").split("+")) for each in told)):
            nearer = [more for each in nearer for more in longer(each, names)]
        for each in Random(0).sample(nearer, min(len(nearer), 3000)):
            tried = returned(each, output, cases, expected)
            assert not tried or not is_right(output, tried, expected)


def is_right(output, tried, expected):
    pairs = zip(tried, expected, strict=True)
    return all(np.allclose(a["outputs"][output], b["outputs"][output]) for a, b in pairs if output in b["outputs"])


def test_a_formula_that_lacks_one_operation_would_lead_to_the_answer():
    cases, expected = load("forward").visible("mean-squared-error")
    tried = (returned(each, RESULT, cases, expected) for each in longer("np.mean(v0 - v1)", ["v0", "v1"]))
    assert any(each and is_right(RESULT, each, expected) for each in tried)
