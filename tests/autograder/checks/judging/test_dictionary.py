"""The dictionary of mistakes in a verdict: it speaks when no pattern does, and changes nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.judging.dictionary import MOST, WORDS, Dictionary, join, kinds, sentence, split, table
from autograder.publishing.release import chapters
from autograder.tasks import load
from autograder.tasks.backward import check


class Sigmoid:
    """A right sigmoid, written otherwise than the answer, to be spoiled in one place."""

    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x, train=True):
        with np.errstate(over="ignore"):
            self.out = 1 / (1 + np.exp(-x))
        return self.out

    def slope(self):
        return self.out - self.out**2

    def backward(self, dy):
        return self.slope() * dy


def verdict(task, **methods):
    cases, expected = check.visible(task.name)
    return task.verdict(cases, task.returned([type("Spoiled", (Sigmoid,), methods)], cases), expected)


SIGMOID = check.tasks["sigmoid"]
WITHOUT = replace(SIGMOID, dictionary=lambda returned, expected: "")


@pytest.mark.parametrize(
    ("slope", "words"),
    [
        (lambda self: self.out + self.out**2, "a sign"),
        (lambda self: self.out**2, "a term"),
        (lambda self: 1 - self.out, "a factor"),
        (lambda self: self.out - 5 * self.out**2, "one term"),
    ],
)
def test_a_slip_gets_words_of_its_kind_however_the_rest_is_written(slope, words):
    [finding] = verdict(SIGMOID, slope=slope).findings
    assert words in finding.likely
    [silent] = verdict(WITHOUT, slope=slope).findings
    assert silent == replace(finding, likely="")


def test_nobody_is_asked_when_everything_is_right():
    asked = []
    task = replace(SIGMOID, dictionary=lambda returned, expected: asked.append(returned) or "")
    assert verdict(task).passed
    assert asked == []
    verdict(task, slope=lambda self: self.out**2)
    assert len(asked) == 1


def test_a_pattern_speaks_first():
    told, silent = (verdict(task, slope=lambda self: -(self.out - self.out**2)) for task in (SIGMOID, WITHOUT))
    assert told == silent
    assert silent.findings[0].likely


def test_a_mistake_that_nobody_has_planted_gets_no_words():
    [finding] = verdict(SIGMOID, slope=lambda self: np.sin(self.out) + 0.3).findings
    assert finding.likely == ""


def test_alternatives_are_told_as_alternatives_and_pairs_as_two_slips():
    assert sentence(frozenset()) == ""
    assert sentence(frozenset({"copy"})) == f"one slip gives exactly this: {WORDS['copy']}."
    assert sentence(frozenset({"copy@in a divisor"})).endswith("too many (in a divisor).")
    either = sentence(frozenset({"copy", "sign"}))
    assert either.startswith("one slip gives")
    assert f"{WORDS['copy']}; or {WORDS['sign']}" in either
    both = sentence(frozenset({"copy+sign"}))
    assert both.startswith("two slips give")
    assert f"{WORDS['copy']}; and {WORDS['sign']}" in both


def test_what_explains_several_values_is_told():
    known = {b"one": frozenset({"sign", "axis"}), b"two": frozenset({"axis", "term"})}
    keys = {"y": {"equal": [b"one"]}, "z": {"equal": [b"two"]}, "other": {"equal": [b"not"], "along": []}}
    assert kinds(known, keys) == {"axis"}
    assert kinds(known, {"other": keys["other"]}) == frozenset()


def test_an_error_only_decides_between_what_numbers_say():
    known = {b"numbers": frozenset({"sign", "axis"}), b"error": frozenset({"axis"})}
    numbers, error = {"y": {"equal": [b"numbers"]}}, {"error": {"equal": [b"error"]}}
    assert kinds(known, numbers | error) == {"axis"}
    assert kinds(known, error) == {"axis"}
    assert kinds(known, {"y": {"equal": [b"unknown"]}} | error) == frozenset()


def test_keys_are_read_as_they_were_written():
    keys = [b"abc", b"\0\1\2", b"xyz"]
    assert sorted(split(join(keys))) == sorted(keys)


@pytest.mark.parametrize("chapter", chapters())
def test_the_record_is_of_todays_tasks_and_has_words_for_every_kind(chapter):
    checks = load(chapter)
    recorded = {name: table(checks.package, name) for name in checks.tasks}
    assert any(recorded.values())
    alternatives = {told for keys in recorded.values() for told in keys.values()}
    assert all(len({edit.partition("@")[0] for edit in told}) <= MOST for told in alternatives)
    assert all(sentence(told) for told in alternatives)


def test_nothing_is_known_of_a_task_without_a_record():
    assert Dictionary(check.package, "no such task")([{}], [{}]) == ""
