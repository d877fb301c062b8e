"""What a task is called."""

import numpy as np
import pytest

from autograder.checks.task import Task, as_it_came


@pytest.mark.parametrize(
    ("needs", "part", "title"),
    [
        (("Tanh",), "", "Tanh"),
        (("split", "choose"), "", "split and choose"),
        (("rbf", "posterior", "evidence"), "", "rbf, posterior and evidence"),
        (("Affine",), "Affine.forward", "Affine.forward"),
    ],
)
def test_a_task_is_called_after_what_it_needs_unless_it_judges_a_part_of_it(needs, part, title):
    task = Task("name", 1, needs, draw=lambda rng: [], probe=lambda objects, case: {}, part=part)
    assert task.title == title
    assert task.verdict([], [], []).title == title


def doubles(objects, case):
    return {"came": [case.get("withheld"), 2 * case["arguments"]["x"]]}


def added(case, reply):
    return {"outputs": {"the sum": sum(reply["came"][1:]) + case["withheld"]}}


def measured_task():
    return Task("name", 1, ("double",), draw=lambda rng: [], probe=doubles, measure=added)


CASE = {"label": "x = 3", "arguments": {"x": 3.0}, "withheld": 0.5}


def test_a_probe_is_found_by_its_address():
    assert measured_task().address == f"{__name__}:doubles"


def test_what_only_the_judge_sees_is_there_when_it_measures_and_not_before():
    task = measured_task()
    returned = task.returned([None], [CASE])
    assert returned == [{"came": [None, 6.0]}]
    assert task.measured([CASE], returned) == [{"outputs": {"the sum": 6.5}}]
    assert task.verdict([CASE], returned, [{"outputs": {"the sum": 6.5}}]).passed
    assert not task.verdict([CASE], returned, [{"outputs": {"the sum": 7.0}}]).passed


REPLIES = (
    None,
    [],
    {},
    {"came": None},
    {"came": [1.0, "words"]},
    {"came": [None, {}], "floating": 3},
    {"outputs": 5, "inputs": True},
)


@pytest.mark.parametrize("reply", REPLIES, ids=repr)
@pytest.mark.parametrize("measure", [added, as_it_came])
def test_a_reply_that_no_probe_makes_is_a_finding(reply, measure):
    task = Task("name", 1, ("double",), draw=lambda rng: [], probe=doubles, measure=measure)
    verdict = task.verdict([CASE], [reply], [{"outputs": {"the sum": 6.5}, "gradients": {"x": np.ones(2)}}])
    assert not verdict.passed
    assert str(verdict)
