"""The record of mistakes is what is planted today, is small, and gives no value of an answer away."""

import base64
import itertools
import json
import re

import numpy as np
import pytest

from autograder.checks.judging.dictionary import MULTIPLES, WORDS, table
from autograder.checks.judging.fingerprints import KEY, fingerprints
from autograder.publishing.bundle import in_the_wheel
from autograder.publishing.expected import FOLDER
from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.dictionary import built, distinct, outcomes, script, tables
from tests.mutation import changes

RECORDS = sorted(FOLDER.glob("*/mistakes.json"))


@pytest.mark.parametrize("chapter", ["activations", "initialization"])
def test_the_record_is_what_is_built_today(chapter):
    anew = tables(built(chapter))
    assert len(anew) >= 6
    for task, keys in anew.items():
        recorded = table(load(chapter).package, task)
        # On another processor a number may fall into the next cell.
        assert len(keys.items() ^ recorded.items()) <= 0.02 * len(keys), "make dictionary writes the record anew"


@pytest.mark.parametrize("chapter", chapters())
def test_the_record_knows_edits_of_todays_answers(chapter):
    [edits] = distinct(chapter, script(chapter).edits(changes))
    missing = []
    for edit in edits[::20]:
        for outcome in outcomes(chapter, [edit])[:1]:
            equal = [found["equal"] for found in outcome.keys.values()]
            if equal and not any(set(found) & set(table(load(chapter).package, outcome.task)) for found in equal):
                missing.append(edit.before)
    assert len(missing) <= 1, "too many alternatives, or make dictionary writes the record anew"


def test_all_records_travel_with_the_student_and_weigh_little():
    assert [path.parent.name for path in RECORDS] == sorted(chapters())
    assert set(RECORDS) <= set(in_the_wheel())
    assert sum(path.stat().st_size for path in RECORDS) < 300_000


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_a_record_holds_kinds_and_keys_and_nothing_else(path):
    places = {"", "in a divisor", "in an exponent", "under a root", "inside a logarithm", "inside an exponential"}
    for task, recorded in json.loads(path.read_text(encoding="utf-8")).items():
        assert task in load(path.parent.name).tasks
        for told, keys in recorded.items():
            for edit in re.split(r"[|+]", told):
                kind, _, place = edit.partition("@")
                assert kind in {*WORDS, *MULTIPLES}
                assert place in places | {"in a condition"}
            joined = base64.b64decode(keys, validate=True)
            found = [joined[i : i + KEY] for i in range(0, len(joined), KEY)]
            assert found == sorted(set(found)), "their order would tell the order of the edits"


def single_numbers():
    """Each task's outputs of one number a case, as they are known to everybody: from the cases and expected values."""
    for chapter in chapters():
        checks = load(chapter)
        for name in checks.tasks:
            _, expected = checks.visible(name)
            for output in {output for one in expected for output in one.get("outputs", {})}:
                values = [one["outputs"].get(output) for one in expected if "outputs" in one]
                if all(isinstance(value, float) for value in values):
                    yield pytest.param(chapter, name, output, id=f"{name}-{output}")


def guesses(value):
    """What somebody would try in a number's place: fractions, multiples, shifts, and what lies between."""
    factors = [*np.linspace(-3, 3, 121), *(1 / np.arange(2, 20)), *np.arange(4, 20)]
    return [value * factor for factor in factors] + [value + shift for shift in np.linspace(-2, 2, 81)]


@pytest.mark.parametrize(("chapter", "name", "output"), single_numbers())
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
            for came, one in zip(returned("dropout", edit, "penalty"), expected, strict=True):
                value = came.get("outputs", {}).get("penalty", np.nan)
                told += np.isclose(value, guesses(one["outputs"]["penalty"]), 1e-4).any()
    assert told > 20


def returned(chapter, edit, name):
    """What comes of one edit for the visible cases of a task."""
    task, names = load(chapter).tasks[name], script(chapter).namespace(edit)
    return task.returned([names[needed] for needed in task.needs], load(chapter).visible(name)[0])


@pytest.mark.parametrize(("chapter", "name", "output"), single_numbers())
def test_guesses_of_all_numbers_together_are_answered_by_chance_alone(chapter, name, output):
    checks, rng = load(chapter), np.random.default_rng(0)
    _, expected = checks.visible(name)
    known, answers = table(checks.package, name), 0
    for _ in range(500):
        tried = [
            {**one, "outputs": {**one["outputs"], output: one["outputs"][output] * rng.lognormal()}} for one in expected
        ]
        keys = fingerprints(name, tried, expected)
        answers += any(key in known for forms in keys.values() for under in forms.values() for key in under)
    assert answers <= 3


def test_a_guess_that_is_lucky_is_not_told_from_many_that_are_not():
    """Somebody knows that two of the numbers are wrong, and has 60 candidates for each: too many pairs have a key."""
    checks = load("dropout")
    _, expected = checks.visible("penalty")
    known, answers = table(checks.package, "penalty"), 0
    for one, other in itertools.product(*np.random.default_rng(0).lognormal(size=(2, 60))):
        tried = [{**each, "outputs": dict(each["outputs"])} for each in expected]
        tried[0]["outputs"]["penalty"] *= one
        tried[1]["outputs"]["penalty"] *= other
        [forms] = fingerprints("penalty", tried, expected).values()
        answers += any(key in known for key in forms["equal"])
    assert answers >= 3
