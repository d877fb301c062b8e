"""A student's test is judged by what it says of specimens: false alarms first, then what slips through."""

import json

import numpy as np
import pytest

from autograder.checks.task import WITHHELD
from autograder.tasks.kinds.catching import ENOUGH, Specimens, catching

MODEL = "def double(x):\n    return 2 * x\n"
WRONG = {f"adds {n}": ("2 * x", f"2 * x + {n}") for n in range(1, 21)}
RIGHT = {"with a product": MODEL, "with a sum": "def double(x):\n    return x + x\n"}


@pytest.fixture
def task(tmp_path, monkeypatch):
    package = tmp_path / "doubled"
    package.mkdir()
    (package / "__init__.py").touch()
    mutants = [["has `x` where `2 * x` belongs", "def double(x):\n    return x\n"]]
    (package / "specimens.json").write_text(json.dumps(mutants), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return catching("catches", 4, "catches", Specimens("doubled", "double", RIGHT, WRONG))


def verdict(task, catches):
    cases = task.cases(1)
    expected = [
        {
            "outputs": dict.fromkeys(
                ("right ones that your test calls wrong", "wrong ones too many that slip through"), 0.0
            )
        }
    ]
    return task.verdict(cases, task.returned([catches], cases), expected)


def reference(double):
    return double(3) != 6


def test_the_case_has_all_specimens_in_another_order_for_another_seed(task):
    [one], [other] = task.cases(1), task.cases(2)
    assert len(one["specimens"]) == 23
    assert sorted(one["specimens"]) == sorted(other["specimens"])
    assert one["specimens"] != other["specimens"]
    assert one[WITHHELD]["right"].count(True) == 2


def test_what_only_the_judge_sees_is_not_asked(task):
    assert all(WITHHELD not in case for case in task.asked(task.cases(1)))


def test_a_test_that_tells_all_apart_passes(task):
    assert verdict(task, reference).passed
    assert verdict(task, lambda double: np.bool_(double(3) != 6)).passed


def test_as_many_may_slip_through_as_is_said(task):
    allowed = round((1 - ENOUGH) * 21)
    assert allowed == 1
    assert verdict(task, lambda double: double(3) not in (6, 7)).passed
    assert "catches 19 of 21, without a false alarm" in str(verdict(task, lambda double: double(3) not in (6, 7, 8)))


def test_what_slips_through_is_told_in_words(task):
    told = str(verdict(task, lambda double: False))
    assert "Your test catches 0 of 21" in told
    assert "One that slips through adds" in told


def test_a_false_alarm_is_told_before_what_slips_through(task):
    told = str(verdict(task, lambda double: double(np.array([1.0, 2.0])) is not None))
    assert "Your test calls 2 of 2 right ones wrong" in told
    assert "slips" not in told


def test_to_stumble_over_a_wrong_one_catches_it(task):
    def stumbles(double):
        assert double(3) == 6
        return False

    assert verdict(task, stumbles).passed


def test_to_stumble_over_a_right_one_is_told_with_its_line(task):
    def stumbles(double):
        return double(3) != 6 or [][double(0)]

    assert "IndexError" in str(verdict(task, stumbles))


@pytest.mark.parametrize(
    ("answer", "words"), [(None, "returned nothing"), (1, "a value of type int"), ("yes", "of type str")]
)
def test_an_answer_that_is_no_yes_or_no_is_told(task, answer, words):
    assert words in str(verdict(task, lambda double: answer))


def test_an_empty_cell_is_told_as_anywhere(task):
    def catches(double):
        raise NotImplementedError

    told = str(verdict(task, catches))
    assert "NotImplementedError" in told or "not written" in told


def test_an_edit_that_fits_nowhere_is_an_error():
    with pytest.raises(ValueError, match="stands 0 times"):
        Specimens("doubled", "double", RIGHT, WRONG).edited("3 * x", "x")
