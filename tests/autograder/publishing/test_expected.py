"""The values that ship beside the tasks: those of the reference, and left alone where only rounding differs."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.checks.wire import decode, encode
from autograder.publishing.expected import FOLDER, agree, expected_values, write_expected
from autograder.publishing.release import chapters

finite = st.floats(-1e3, 1e3)
data = st.recursive(
    st.one_of(finite, st.integers(-100, 100), st.text(max_size=3), st.none(), arrays("f8", (2, 3), elements=finite)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


@pytest.mark.parametrize("chapter", chapters())
def test_recorded_values_are_those_of_the_reference(chapter):
    assert agree(decode((FOLDER / chapter / "expected.json").read_text(encoding="utf-8")), expected_values(chapter))


@given(data)
def test_data_agree_with_themselves_after_a_round_trip(values):
    assert agree(values, decode(encode(values)))


@given(arrays("f8", (3, 2), elements=finite), st.floats(1e-3, 1e3))
def test_rounding_agrees_and_a_difference_does_not(array, difference):
    rounded, other = array * (1 + 1e-15), array.copy()
    other[1, 1] += difference
    assert agree({"y": [array]}, {"y": [rounded]})
    assert not agree({"y": [array]}, {"y": [other]})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        (1, 1.0),
        (True, 1),
        ("a", "b"),
        (None, 0.0),
        ([1.0], [1.0, 1.0]),
        ({"a": 1.0}, {"b": 1.0}),
        (np.zeros(3), np.zeros((3, 1))),
        (np.zeros(3), np.zeros(3, dtype=np.float32)),
        (np.arange(3), np.arange(3) + 1),
        (np.zeros(3, dtype=bool), np.zeros(3, dtype=int)),
        (np.zeros(2), np.array([0.0, np.nan])),
    ],
)
def test_what_is_no_rounding_differs(one, other):
    assert not agree(one, other)


def test_record_is_written_anew_only_when_it_is_another_one(tmp_path):
    shutil.copytree(FOLDER / "forward", tmp_path / "forward")
    recorded = tmp_path / "forward" / "expected.json"
    values = decode(recorded.read_text(encoding="utf-8"))
    loss = values["adaline"][0]["outputs"]

    loss["the returned loss"] *= 1 + 1e-14
    recorded.write_text(encode(values), encoding="utf-8")
    before = recorded.read_bytes()
    assert write_expected("forward", tmp_path).read_bytes() == before

    loss["the returned loss"] *= 1.001
    recorded.write_text(encode(values), encoding="utf-8")
    assert write_expected("forward", tmp_path) == recorded
    assert recorded.read_bytes() != before
    assert agree(decode(recorded.read_text(encoding="utf-8")), expected_values("forward"))


@pytest.mark.parametrize("content", [None, "", "<<<<<<< ours"])
def test_record_that_is_missing_or_damaged_is_made(tmp_path, content):
    (tmp_path / "forward").mkdir()
    if content is not None:
        (tmp_path / "forward" / "expected.json").write_text(content, encoding="utf-8")
    recorded = write_expected("forward", tmp_path)
    assert agree(decode(recorded.read_text(encoding="utf-8")), expected_values("forward"))
