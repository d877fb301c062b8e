"""The sandbox's digits: as many as ever, and none that a capstone is judged by."""

import gzip

import numpy as np
import pytest

from autograder.checks.check import VISIBLE_SEED
from autograder.grading.wall.heldout import write_digits
from autograder.publishing.release import chapters
from autograder.tasks import load
from chapters.shared import data
from chapters.shared.data import digits_file, kept_digits, practice_digits
from solutions import HIDDEN_SEED


def table(path):
    return np.loadtxt(gzip.open(path, "rt"), delimiter=",").astype(int)


@pytest.fixture(scope="module")
def digits(tmp_path_factory):
    path = tmp_path_factory.mktemp("digits") / "digits.csv.gz"
    write_digits(path)
    return path


HOLD_OUT = ("capstone", "capstone-adder", "capstone-ablation")


@pytest.mark.parametrize("name", HOLD_OUT)
@pytest.mark.parametrize("seed", [VISIBLE_SEED, HIDDEN_SEED])
def test_no_held_out_digit_is_in_the_file(digits, seed, name):
    [case] = load("recipe").tasks[name].cases(seed)
    there = {row[:64].tobytes() for row in table(digits)}
    for images in case["held out"].values():
        assert not there & {image.astype(int).tobytes() for image in images}


def test_these_tasks_hold_out_digits():
    cases = {
        (chapter, name): task.cases(VISIBLE_SEED)
        for chapter in chapters()
        for name, task in load(chapter).tasks.items()
    }
    assert [task for task, drawn in cases.items() if any("held out" in case for case in drawn)] == [
        ("recipe", name) for name in HOLD_OUT
    ]


def test_the_file_is_like_the_one_that_it_covers(digits):
    before, after = table(digits_file()), table(digits)
    assert before.shape == after.shape == (1797, 65)
    same = (before == after).all(axis=1)
    assert same.sum() == 1197
    assert {row.tobytes() for row in after} == {row.tobytes() for row in before[same]}
    assert np.bincount(after[:, 64]).min() > 100


def test_digits_for_practice_are_the_same_behind_it(digits, monkeypatch):
    before, after = table(digits_file()), table(digits)
    drawn = practice_digits(np.random.default_rng(3))
    kept = {image.tobytes() for image in np.rint(16 * kept_digits()[0]).astype(int)}
    monkeypatch.setattr(data, "_images", data._images.__wrapped__)
    monkeypatch.setattr(data, "digits_file", lambda: digits)
    for one, other in zip(practice_digits(np.random.default_rng(3)), drawn, strict=True):
        np.testing.assert_array_equal(one, other)
    assert kept == {row[:64].tobytes() for row in before} - {row[:64].tobytes() for row in after}


def test_the_file_is_the_same_each_time(digits, tmp_path):
    write_digits(tmp_path / "again.gz")
    assert (tmp_path / "again.gz").read_bytes() == digits.read_bytes()
