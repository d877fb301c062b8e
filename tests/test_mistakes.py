"""The grader on submissions with a known verdict: each mistake is found and named, each right answer passes."""

import re

import numpy as np
import pytest

from autograder.publishing.release import chapters
from tests.judging import verdicts
from tests.mistakes import Submission, backward, catalogue, sick
from tests.secrets import leaks

WRONG = [(chapter, entry) for chapter in chapters() for entry in catalogue(chapter)[0]]
RIGHT = [(chapter, entry) for chapter in chapters() for entry in catalogue(chapter)[1]]
USES = {
    "backward": {
        "affine": {"affine-forward", "affine-backward", "network", "train"},
        "relu": {"relu", "network", "train"},
        "softmax": {"softmax-forward", "softmax-backward", "network", "train"},
        "network": {"network", "train"},
    }
}
"""Checks that also see what another check is about, by the first word of that check's name."""


def name_of(value: object) -> str | None:
    return value.name if isinstance(value, Submission) else None


@pytest.mark.parametrize("chapter", chapters())
def test_catalogue_is_large_enough(chapter: str) -> None:
    wrong, right = catalogue(chapter)
    assert len(wrong) >= 12
    assert len(right) >= 6
    names = [entry.name for entry in [*wrong, *right]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)


@pytest.mark.parametrize(("chapter", "entry"), WRONG, ids=name_of)
def test_mistake_is_found_and_named(chapter: str, entry: Submission) -> None:
    found = verdicts(chapter, entry)
    assert entry.fails
    for name, words in entry.fails.items():
        assert not found[name].passed
        assert words in str(found[name])
        assert leaks(chapter, str(found[name])) == []
    touched = {*entry.fails, "experiment"}  # it runs what the student wrote
    for name in entry.fails:
        touched |= USES.get(chapter, {}).get(name.split("-")[0], set())
    assert {name for name, verdict in found.items() if not verdict.passed} <= touched


@pytest.mark.parametrize(("chapter", "entry"), RIGHT, ids=name_of)
def test_right_answer_passes(chapter: str, entry: Submission) -> None:
    assert entry.fails == {}
    assert {name: str(verdict) for name, verdict in verdicts(chapter, entry).items() if not verdict.passed} == {}


@pytest.mark.parametrize("chapter", chapters())
def test_most_findings_name_a_likely_mistake(chapter: str) -> None:
    wrong, _ = catalogue(chapter)
    told = [any(verdicts(chapter, entry)[name].findings[0].likely for name in entry.fails) for entry in wrong]
    assert sum(told) >= 0.9 * len(told)


def test_a_sick_layer_is_the_right_one_with_one_mistake() -> None:
    layer = sick(backward, "affine-db-mean").Affine(np.ones((2, 3)), np.zeros(3))
    assert np.array_equal(layer.forward(np.ones((4, 2))), np.full((4, 3), 2.0))
    layer.backward(np.ones((4, 3)))
    assert np.array_equal(layer.grads["W"], np.full((2, 3), 4.0))
    assert np.array_equal(layer.grads["b"], np.ones(3))


def test_a_sickness_that_the_catalogue_does_not_have_is_told() -> None:
    with pytest.raises(ValueError, match=r"tests\.mistakes\.backward has no wrong submission 'flu'"):
        sick(backward, "flu")
